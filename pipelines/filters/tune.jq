# The row of a setting of swap Monte Carlo ($md_time, $swaps per particle) from the rows of its runs ($runs of a $time), which took the CPU seconds of which
# $seconds has the mean: with time_per_cpu_second, by which wca-compare divides
select(has("tau_alpha"))
| {phi, temperature, md_time: $md_time, swaps_per_particle: $swaps, runs: $runs, tau_alpha, tau_alpha_error, tau_alpha_reason,
   cpu_seconds_per_time: ($seconds[0].seconds_mean / $time), time_per_cpu_second: (if $seconds[0].seconds_mean > 0 then $time / $seconds[0].seconds_mean else null end)}
| with_entries(select(.value != null or (.key | IN("tau_alpha", "tau_alpha_error")))) | plain
