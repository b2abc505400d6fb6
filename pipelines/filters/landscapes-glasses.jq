# A line for each of many glasses at a state point, from the rows of their landscapes and their certificates
["glass", "passed", "polydispersity", "clones", "minima", "energy_lowest", "energy_highest", "largest_distance", "largest_participation",
 "largest_barrier", "bands", "bands_converged", "drift", "drift_error", "particles"] as $columns
| map(select(has("minima"))) as $landscapes | having("equilibrium") as $certificates
| title($columns),
  ($landscapes | sort_by(.glass)[] | . as $one | ($certificates[] | select(.glass == $one.glass)) as $certificate
   | $one + ($certificate | {passed: (if .equilibrium then 1 else 0 end), drift, drift_error, particles}) | cells($columns))
