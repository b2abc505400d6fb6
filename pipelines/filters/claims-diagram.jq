# What the claims on Fig. 1 ask for: temperatures beside T_d, which are meant in units of it, and where random configurations jam, a row each. From the laws
# of the relaxation times (wca-relax), the times themselves, the certificates of all liquids, and the tables random.tsv ($random: where random
# configurations jam) and glasses.tsv ($glasses: the red squares).
def rows: split("\n") | map(select(. != "" and (startswith("#") | not)) | split("\t"));
having("computer_temperature") as $laws
| having("tau_alpha") as $times
| having("decays_wanted") as $certificates
| (($laws[] as $law
    | ($law | {computer_temperature, computer_temperature_error, computer_temperature_reason,
        law_holds: (.curve_holds and (.parabolic_holds or .parabolic_points == 3)),
        coldest_time: ($times | map(select(.phi == $law.phi and .tau_alpha).temperature) | min)}
       | if .computer_temperature_reason == null then del(.computer_temperature_reason) else . end) as $units
    | ($glasses | rows[] | map(tonumber) | select(.[0] == $law.phi) | $units + {phi: $law.phi, quantity: "T_g_of_T_d", temperature: .[1]}),
      ($certificates | map(select(.phi == $law.phi)) | group_by(.temperature) | map(select(all(.equilibrium))[0].temperature) | min) as $coldest
      | $units + {phi: $law.phi, quantity: "coldest_of_T_d", temperature: $coldest}
        + if $coldest == null then {temperature_reason: "at no temperature are all liquids in equilibrium"} else {} end),
   ($random | rows[0]
    | {phi: null, quantity: "random_phi_J"} + (if .[0] == "NaN" then {value: null, error: null, reason: .[4]} else {value: (.[0] | tonumber), error: (.[1] | tonumber), glasses: (.[2] | tonumber)} end)))
| . + {particles: $certificates[0].particles}
| row
