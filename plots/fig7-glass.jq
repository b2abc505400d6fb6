# What Fig. 7 says of a glass in numbers: one row. Bands run between distinct minima; each pair of them counts once.
# The largest barrier is that of the bands that converged, if there are any.
map(select(has("a"))) as $pairs
| ($pairs | map(select(.minimum_a != .minimum_b)) | unique_by([.minimum_a, .minimum_b] | sort)) as $bands
| ($bands | map(select(.converged))) as $converged
| ($pairs | map(.energy_a, .energy_b)) as $energy
| [["phi", $pairs[0].glass_phi],
   ["glass_temperature", $pairs[0].glass_temperature],
   ["temperature", $temperature],
   ["equilibration", $equilibration],
   ["tw", $tw],
   ["clones", ($pairs | map(.b) | max + 1)],
   ["minima", ($pairs | map(.minimum_a, .minimum_b) | unique | length)],
   ["energy_lowest", ($energy | min)],
   ["energy_highest", ($energy | max)],
   ["largest_distance", ($pairs | map(.distance) | max)],
   ["largest_participation", ($pairs | map(.participation // empty) | max // "NaN")],
   ["largest_barrier", (if $converged == [] then $pairs else $converged end | map(.barrier) | max)],
   ["bands", ($bands | length)],
   ["bands_converged", ($converged | length)]]
| transpose[] | @tsv
