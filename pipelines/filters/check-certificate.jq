# The certificate of a glass with its mean energy of later, from a log ($later), and what the same particles came to at a wrong temperature ($wrong)
.[0] + (if ($later | length) > 0 then {energy_later: ($later | map(.energy) | add / length)} else {} end)
+ ($wrong[0] // null | if . == null then {}
   else {temperature_wrong: .temperature, equilibrium_wrong: .equilibrium, energy_wrong: .energy, energy_error_wrong: .energy_error} end)
| plain
