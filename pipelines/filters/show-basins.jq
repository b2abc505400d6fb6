# A line for each method of a table of count-minima, whose first is steepest descent: numbers, and those of the first beside them
plain | having("method") | .[0] as $steepest | .[]
| [.glass_phi, .glass_temperature, .method, "\(.clones - .as_first) of \(.clones)", .not_converged, .minima,
   (["energy_mean", "distance_mean", "distance_largest", "participation_mean", "participation_largest"][] as $key | .[$key], $steepest[$key])]
| map(if . == null then "-" else . end) | join("|")
