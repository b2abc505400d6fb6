# The row of a search ($method, $tolerance) from those of its minima; $two has the first search and this one, $pairs the pairs of this one, of which
# $lost did not converge.
def mean: map(select(. != null)) | if length == 0 then null else add / length end;
def state: {phi, glass_phi, glass_temperature, glass} | with_entries(select(.value != null));
length as $clones | map(.energy) as $energy
| (.[0] | state) + {$method, $tolerance, $clones, minima: (map(.minimum) | unique | length),
   as_first: ([range($clones) | select($two[.].minimum == $two[. + $clones].minimum)] | length),
   not_converged: $lost, energy_mean: ($energy | mean), distance_mean: ($pairs | map(.distance) | mean),
   participation_mean: ($pairs | map(.participation) | mean), energy_lowest: ($energy | min), max_force: (map(.max_force) | max),
   rattlers_least: (map(.rattlers) | min), rattlers_most: (map(.rattlers) | max)}
| plain
