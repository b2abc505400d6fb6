# The relaxation times of Fig. 1, a block for each density
["phi", "temperature", "tau_alpha", "tau_alpha_error"] as $columns
| having("tau_alpha") | title($columns),
  (group_by(.phi)[] | (sort_by(-.temperature)[] | select(.tau_alpha) | cells($columns)), "", "")
