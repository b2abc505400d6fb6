# The numbers that the claims on Figs 2 to 6 ask for, with their errors: a row per quantity, from those of which each is chosen (claims-followed.jq), pairs
# with the logarithm of their ratio (wca-compare).
#
# Ratios of displacements and distances have errors by jackknife over the glasses, which are the same in both; other errors are those
# of the rows, and are combined as if independent.
def nothing($reason): {value: null, error: null, reason: $reason};
def found: if has("other_value") | not then {value, error, reason, variances} | with_entries(select(.value != null or (.key | IN("value", "error"))))
    elif .log_ratio_error == null then nothing(.log_ratio_reason // .log_ratio_error_reason)
    else {value: .log_ratio, error: .log_ratio_error} + if .variances then {variances: "ln"} else {} end end;
def chosen: .[0].choose as $choose | map(found)
    | if $choose == null then .[0]
      else map(select(.value == null or .error == null)) as $missing
      | if $missing != [] then nothing($missing[0].reason // "a number has no error")
        elif $choose == "smallest" then min_by(.value - 3 * .error)
        elif $choose == "largest" then max_by(.value + 3 * .error)
        else max_by(.value - 3 * .error) end end;
group_by(.phi, .number)[]
| {phi: .[0].phi, quantity: .[0].quantity} + chosen + (chosen | {value_low: .value, error_low: .error})
  + (.[0] | {tw, tau, clones, glasses, particles, glasses_passed, glasses_all})
| row
