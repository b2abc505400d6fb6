# A row per setting of swap Monte Carlo, from those of stages/tune, a block for each time of molecular dynamics
["md_time", "swaps_per_particle", "tau_alpha", "tau_alpha_error", "cpu_seconds_per_time", "cpu_seconds_per_decay",
 "cpu_seconds_per_decay_error"] as $columns
| having("swaps_per_particle") | map(select(.swaps_per_particle > 0)) | title($columns),
  (group_by(.md_time)[] | (sort_by(.swaps_per_particle)[] | cells($columns)), "", "")
