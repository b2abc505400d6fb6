# Whether a glass (compare-starts.jq) passed: it does when both runs do, the second one came from below, and their mean energies differ by no more than three
# errors of the difference (wca-compare)
.[] | del(.energy_difference_reason, .energy_difference_error_reason, .energy_difference_deviations, .energy_difference_deviations_reason)
| .reason =
    (if .equilibrium_random | not then "random start: " + .reason_random
     elif .equilibrium_cold | not then "cold start: " + .reason_cold
     elif .energy_at_start >= .energy_random then "cold start: it did not come from below"
     elif (.energy_difference | fabs) > 3 * .energy_difference_error then "the energies of the two starts differ"
     else null end)
| .passed = (.reason == null)
| if .passed then del(.reason) else . end | plain
