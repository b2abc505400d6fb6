# The numbers that the claims on Fig. 1 ask for, with their errors: a row per quantity. From the laws of the relaxation times (wca-relax), the
# times themselves, the certificates of all liquids, and the tables random.tsv ($random: where random configurations jam) and glasses.tsv
# ($glasses: the red squares).
def rows: split("\n") | map(select(. != "" and (startswith("#") | not)) | split("\t"));
def nothing($reason): {value: null, error: null, reason: $reason};
having("computer_temperature") as $laws
| having("tau_alpha") as $times
| having("decays_wanted") as $certificates
# a temperature in units of T_d, and by how much T_d is below the coldest liquid whose time was measured
| def of_T_d($law; $t): if $law.computer_temperature == null then nothing($law.computer_temperature_reason)
    elif $law.computer_temperature_error == null then nothing("T_d has no error")
    elif ($law.curve_holds and ($law.parabolic_holds or $law.parabolic_points == 3)) | not then nothing("the law does not hold the relaxation times")
    else $law.computer_temperature as $T_d
      | {value: ($t / $T_d), error: ($t / $T_d * $law.computer_temperature_error / $T_d),
         extrapolated: (($times | map(select(.phi == $law.phi and .tau_alpha).temperature) | min) / $T_d - 1)} end;
  ($laws[] as $law
   | ($glasses | rows[] | map(tonumber) | select(.[0] == $law.phi) | {phi: $law.phi, quantity: "T_g_of_T_d"} + of_T_d($law; .[1])),
     ($certificates | map(select(.phi == $law.phi)) | group_by(.temperature) | map(select(all(.equilibrium))[0].temperature) | min) as $coldest
     | {phi: $law.phi, quantity: "coldest_of_T_d"} + (if $coldest == null then nothing("at no temperature are all liquids in equilibrium") else of_T_d($law; $coldest) end)),
  ($random | rows[0]
   | {phi: null, quantity: "random_phi_J"} + (if .[0] == "NaN" then nothing(.[4]) else {value: (.[0] | tonumber), error: (.[1] | tonumber), glasses: (.[2] | tonumber)} end))
| . + {value_low: .value, error_low: .error, particles: $certificates[0].particles}
| row
