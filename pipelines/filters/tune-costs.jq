# The row of a setting of swap Monte Carlo without what only served to find cpu_seconds_per_decay (tune.jq, wca-compare)
with_entries(select(.key | IN("time_per_cpu_second", "cpu_seconds_per_decay_reason", "cpu_seconds_per_decay_error_reason") or startswith("log_") | not))
| if .cpu_seconds_per_decay_error == null then del(.cpu_seconds_per_decay_error) else . end | plain
