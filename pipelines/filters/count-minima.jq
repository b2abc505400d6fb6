# The row of a search ($method, $tolerance) from those of its minima; $two has the first search and this one, of which
# $lost did not converge; $means has their mean energy, and the means over these $pairs.
def state: {phi, glass_phi, glass_temperature, glass} | with_entries(select(.value != null));
length as $clones | map(.energy) as $energy
| (.[0] | state) + {$method, $tolerance, $clones, minima: (map(.minimum) | unique | length),
   as_first: ([range($clones) | select($two[.].minimum == $two[. + $clones].minimum)] | length),
   not_converged: $lost, energy_mean: $means[0].energy_mean, distance_mean: $means[1].distance_mean,
   participation_mean: $means[1].participation_mean, distance_largest: ($pairs | map(.distance) | max), participation_largest: ($pairs | map(.participation // 0) | max), energy_lowest: ($energy | min), max_force: (map(.max_force) | max),
   rattlers_least: (map(.rattlers) | min), rattlers_most: (map(.rattlers) | max)}
| plain
