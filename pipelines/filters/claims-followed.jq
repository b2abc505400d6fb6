# What the claims on Figs 2, 3 and 5 ($set is basins) or 4 and 6 (aging) ask for: for each quantity ($number counts them) the numbers of which one is
# chosen, or the pairs of which the logarithm of the ratio is meant (with other_value), a row each. From averages over glasses at all state points
# of the figures (wca-chi and wca-msd --merge), T_G (wca-chi --cross), phi_J (wca-jam --merge) and the certificates of the glasses.
# $tw and $tau are the times at which distances and susceptibilities are compared.
def nothing($reason): {value: null, error: null, reason: $reason};
def of_row($key): if . == null then nothing("no such state point in the profile")
    elif .[$key] == null then nothing(.[$key + "_reason"] // "it does not exist")
    elif .[$key + "_error"] == null then {value: .[$key], error: null, reason: "it has no error"}
    else {value: .[$key], error: .[$key + "_error"]} end;
def chi_of_row: of_row("chi_ab_unbiased") | .variances = "own";
# two numbers, with the reasons where wca-compare looks for them
def pair($above; $below): $above + {other_value: $below.value, other_error: $below.error}
    + ([("value", "error") | {(. + "_reason"): $above.reason, ("other_" + . + "_reason"): $below.reason}] | add | with_entries(select(.value != null)));
# Of several numbers that are meant all must be there, and that counts which is nearest to breaking a statement on all of them: the smallest
# that it may be, or the largest, within the errors that a statement asks for. Of those that need one only, the one that is surely large.
def choose($which): if . == [] then [nothing("no such state points")] else . end | map(. + {choose: $which});

map(select(has("delta_ab") and .lag == $tau and .tw == $tw)) as $distances
| map(select(has("chi_ab_unbiased") and has("glasses"))) as $susceptibilities
| map(select(has("aging") and .tau == $tau)) as $displacements
| map(select(has("ergodicity_temperature") and .tw == $tw)) as $crossings
| map(select(.phi_j != null)) as $jammed
| having("decay_time") as $certificates

| def distance($g; $phi; $t): $distances | map(select(.glass_phi == $g and .phi == $phi and .temperature == $t))[0];
  def clones_apart: of_row("delta_ab_over_delta");
  def chi($g; $phi; $t; $time): $susceptibilities
      | map(select(.glass_phi == $g and .phi == $phi and .temperature == $t and .tw == $time))[0] | chi_of_row;
  def chis($g; $phi): $susceptibilities | map(select(.glass_phi == $g and .phi == $phi and .tw == $tau)) | unique_by(.temperature);
  # Delta after the longest waiting over that after the shortest
  def aging($g; $phi; $t): $displacements | map(select(.glass_phi == $g and .phi == $phi and .temperature == $t))[0] | of_row("aging");
  def T_G: if .ergodicity_temperature != null and .drawings < 0.99 then nothing("T_G exists in \(.drawings * 100 | round) % of the drawings only")
      else of_row("ergodicity_temperature") end;
  def crossing($g): $crossings | map(select(.glass_phi == $g)) | sort_by(.phi);
  def phi_j($g): $jammed | map(select(.glass_phi == $g))[0] | if (.glasses // 0) < 2 then nothing("fewer than two glasses") else of_row("phi_j") end;

  ($distances | map({phi: .glass_phi, temperature: .glass_temperature}) | unique) as $glasses
| $glasses[] as {phi: $g, temperature: $tg}
| ($distances | map(select(.glass_phi == $g and .phi == $g)) | sort_by(.temperature)) as $own
| crossing($g) as $line
| phi_j($g) as $jamming
| ($line | map(.phi)) as $densities
| [ (select($set == "basins")
     | ["ratio_at_T_g", (distance($g; $g; $tg) | clones_apart)],
       ["ratio_when_cold", ($own[0] | clones_apart)]),
    (select($set == "basins" and ($line | length > 1))
     | ["T_G_step", ([range(1; $line | length) as $k | pair($line[$k] | T_G; $line[$k - 1] | T_G)] | choose("smallest")[])],
       ["phi_J", $jamming],
       ["chi_at_jamming", (if $jamming.value == null then $jamming
         else ($densities | min_by(. - $jamming.value | fabs)) as $nearest | chis($g; $nearest) | map(chi_of_row) | choose("surely_large")[] end)],
       ["chi_at_the_ends", ([$densities[0], $densities[-1] | chis($g; .)[] | chi_of_row] | choose("largest")[])],
       ["chi_at_T_G", ([$line[] | select(.phi > 0.875)
           | if .ergodicity_temperature == null then nothing(.ergodicity_temperature_reason)
             else of_row("chi_ab_unbiased_at_crossing") | .variances = "own" end]
         | choose("largest")[])],
       ["aging_when_dense", ([$displacements[] | select(.glass_phi == $g and .phi == 1).temperature] | unique
         | map(aging($g; 1; .)) | choose("smallest")[])]),
    (select($set == "aging" and $g == 0.85)
     | ["chi_at_T_g", chi($g; $g; $tg; $tau)],
       ["chi_growth", pair(chi($g; $g; 0.001; $tau); chi($g; $g; 0.001; 8))],
       ["chi_rise", pair(chi($g; $g; 0.0005; $tau); chi($g; $g; 0.002; $tau))],
       ["chi_turn", pair(chi($g; $g; 0.0001; $tau); chi($g; $g; 0.0005; $tau))],
       ["chi_b", chi($g; 0.9; 0.0025; $tau)],
       ["chi_c", chi($g; 1; 0.004; $tau)],
       ["aging_a", aging($g; 0.85; 0.0007)],
       ["aging_b", aging($g; 0.9; 0.0025)],
       ["aging_c", aging($g; 1; 0.004)]) ]
| to_entries[] as {key: $number, value: $of} | $of[1:][]
| . + {phi: $g, $number, quantity: $of[0], tw: $tw, tau: $tau,
    clones: $distances[0].clones, particles: (2 * $distances[0].particles)}
  + ($distances | map(select(.glass_phi == $g))[0] | {glasses, diameters}) + ($certificates | map(select(.phi == $g)) | counts_passed)
| row
