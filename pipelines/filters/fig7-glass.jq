# What Fig. 7 says of a glass in numbers: one row. Bands run between distinct minima; each pair of them counts once.
# The largest barrier is that of the bands that converged, if there are any; bands that found no saddle above the higher minimum are counted apart
# from the others that did not converge. The words on equilibrium are those of the glass
# in the table of all glasses.
def digits(n): . * pow(10; n) | round / pow(10; n);
def energy(of): "\(.["energy_" + of] | digits(2)) ± \(.["energy_error_" + of] | digits(2))";
def words: if .passed then "in equilibrium: F_s decays in a time of \(.decay_time_random | round), each run lasted \(.decays_wanted) of these or more, " +
        "and the mean energies from random positions and from below are \(energy("random")) and \(energy("cold"))"
    else "not shown to be in equilibrium: \(.reason | gsub("\\+-"; "±"))" end;
map(select(has("a"))) as $pairs
| map(select(has("passed") and .phi == $pairs[0].glass_phi and .temperature == $pairs[0].glass_temperature))[0] as $glass
| ($pairs | map(select(.minimum_a != .minimum_b)) | unique_by([.minimum_a, .minimum_b] | sort)) as $bands
| ($bands | map(select(.converged))) as $converged
| ($pairs | map(.energy_a, .energy_b)) as $energy
| [["phi", $pairs[0].glass_phi],
   ["glass_temperature", $pairs[0].glass_temperature],
   ["temperature", $temperature],
   ["equilibration", $glass.time_random],
   ["tw", $tw],
   ["clones", ($pairs | map(.b) | max + 1)],
   ["minima", ($pairs | map(.minimum_a, .minimum_b) | unique | length)],
   ["energy_lowest", ($energy | min)],
   ["energy_highest", ($energy | max)],
   ["largest_distance", ($pairs | map(.distance) | max)],
   ["largest_participation", ($pairs | map(.participation // empty) | max // "NaN")],
   ["largest_barrier", (if $converged == [] then $pairs else $converged end | map(.barrier) | max)],
   ["bands", ($bands | length)],
   ["bands_converged", ($converged | length)],
   ["bands_without_saddle", ($bands | map(select((.converged | not) and .at_lower_bound)) | length)],
   ["equilibrium", ($glass | words)]]
| transpose[] | tsv
