# The numbers that the claims on Figs 2 to 6 ask for, with their errors: a row per quantity, from those of which each is chosen (claims-followed.jq), pairs
# with the logarithm of their ratio (wca-compare).
#
# Ratios of displacements and distances have errors by jackknife over the glasses, which are the same in both; other errors are those
# of the rows, and are combined as if independent.
def nothing($reason): {value: null, error: null, reason: $reason};
def found: if has("other_value") | not then {value, error, reason, variances} | with_entries(select(.value != null or (.key | IN("value", "error"))))
    elif .log_ratio_error == null then nothing(.log_ratio_reason // .log_ratio_error_reason)
    else {value: .log_ratio, error: .log_ratio_error} + if .variances then {variances: "ln"} else {} end end;
# A number and as many errors as a statement asks for ($claims) more or less, to be ranked by: of a variance by logarithms, as there
def reach($sign; $glasses): (. + {$glasses} | errors_of_glasses($claims[0].rules) // $claims[0].rules.standard_errors) as $errors
    | if .variances != "own" then .value + $sign * $errors * .error elif .value > 0 then (.value | log) + $sign * $errors * .error / .value else -infinite end;
def chosen: .[0].glasses as $glasses | .[0].choose as $choose | map(found)
    | if $choose == null then .[0]
      else map(select(.value == null or .error == null)) as $missing
      | if $missing != [] then nothing($missing[0].reason // "a number has no error")
        elif $choose == "smallest" then min_by(reach(-1; $glasses))
        elif $choose == "largest" then max_by(reach(1; $glasses))
        else max_by(reach(-1; $glasses)) end end;
group_by(.phi, .number)[]
| {phi: .[0].phi, quantity: .[0].quantity} + chosen + (chosen | {value_low: .value, error_low: .error})
  + (.[0] | {tw, tau, clones, glasses, diameters, particles, glasses_passed, glasses_all})
| row
