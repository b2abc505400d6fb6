# The numbers that the claims on Fig. 1 ask for, with their errors: a row per quantity, from temperatures beside T_d (claims-diagram.jq) and these in units of it
# (wca-compare). `extrapolated`: by how much T_d is below the coldest liquid whose time was measured.
def nothing($reason): {value: null, error: null, reason: $reason};
.[] | {phi, quantity}
  + (if has("temperature") | not then {value, error, reason, glasses} | with_entries(select(.value != null or (.key | IN("value", "error"))))
     elif .temperature == null then nothing(.temperature_reason)
     elif .of_T_d == null then nothing(.of_T_d_reason)
     elif .of_T_d_error == null then nothing("T_d has no error")
     elif .law_holds | not then nothing("the law does not hold the relaxation times")
     else {value: .of_T_d, error: .of_T_d_error, extrapolated: (.coldest_time / .computer_temperature - 1)} end
     | . + {value_low: .value, error_low: .error})
  + {particles}
| row
