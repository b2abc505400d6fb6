# What Fig. 7 says of a glass in numbers: one row, from that of wca-landscape. Bands run between distinct minima; each pair of them counts
# once. The words on equilibrium are those of the glass in the table of all glasses; of one that is taken from a file, $from, there are none.
def energy(of): "\(.["energy_" + of] | digits(2)) ± \(.["energy_error_" + of] | digits(2))";
def words: if $ARGS.named.from then "taken from \($ARGS.named.from), without a certificate of equilibrium" elif .passed then "in equilibrium: F_s decays in a time of \(.decay_time_random | round), each run lasted \(.decays_wanted) of these or more, " +
        "and the mean energies from random positions and from below are \(energy("random")) and \(energy("cold"))"
    else "not shown to be in equilibrium: \(.reason | gsub("\\+-"; "±"))" end;
having("bands")[0] as $row
| map(select(has("passed") and .potential == $row.potential and .phi == $row.glass_phi and .density == $row.glass_density
    and .temperature == $row.glass_temperature))[0] as $glass
| $row
| [["phi", .glass_phi // .glass_density],
   ["glass_temperature", .glass_temperature],
   ["temperature", $temperature // .temperature],
   ["equilibration", $glass.time_random],
   ["tw", $tw],
   (("clones", "minima", "energy_lowest", "energy_highest", "largest_distance", "largest_participation", "largest_barrier", "bands", "bands_converged",
     "bands_without_saddle") as $key | [$key, .[$key]]),
   ["equilibrium", ($glass | words)],
   # of other models than the paper's: what the density of the first column is
   (if .potential == null then empty else ["potential", .potential] end),
   (if .glass_density == null then empty else ["density", .glass_density] end)]
| transpose[] | tsv
