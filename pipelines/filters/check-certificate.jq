# The certificate of a glass with its mean energy of later, from a log (its mean, $later), and what the same particles came to at a wrong temperature ($wrong)
.[0] + ($later[0] // null | if . == null then {} else {energy_later: .energy_mean} end)
+ ($wrong[0] // null | if . == null then {}
   else {temperature_wrong: .temperature, equilibrium_wrong: .equilibrium, energy_wrong: .energy, energy_error_wrong: .energy_error} end)
| plain
