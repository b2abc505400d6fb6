# The row of a setting of swap Monte Carlo ($md_time, $swaps per particle) from the rows of its runs ($runs of a $time), which took $seconds
select(has("tau_alpha"))
| ($seconds | add / length / $time) as $seconds
| {phi, temperature, md_time: $md_time, swaps_per_particle: $swaps, runs: $runs, tau_alpha, tau_alpha_error, tau_alpha_reason,
   cpu_seconds_per_time: $seconds,
   cpu_seconds_per_decay: (if .tau_alpha then .tau_alpha * $seconds else null end),
   cpu_seconds_per_decay_error: (if .tau_alpha_error then .tau_alpha_error * $seconds else null end)}
| with_entries(select(.value != null or (.key | IN("tau_alpha", "tau_alpha_error", "cpu_seconds_per_decay")))) | plain
