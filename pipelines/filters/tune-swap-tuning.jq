# A row per setting of swap Monte Carlo, from those of stages/tune, a block for each time of molecular dynamics
map(select(has("swaps_per_particle") and .swaps_per_particle > 0))
| "# md_time\tswaps_per_particle\ttau_alpha\ttau_alpha_error\tcpu_seconds_per_time\tcpu_seconds_per_decay\tcpu_seconds_per_decay_error",
  (group_by(.md_time)[] | (sort_by(.swaps_per_particle)[]
   | [.md_time, .swaps_per_particle, .tau_alpha, .tau_alpha_error, .cpu_seconds_per_time, .cpu_seconds_per_decay, .cpu_seconds_per_decay_error]
   | tsv), "", "")
