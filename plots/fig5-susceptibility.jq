# chi_AB at the time at which it is compared, on a grid: a block per density, temperatures ascending.
map(select(.tw == $tau and (has("lag") | not)))
| "# phi\ttemperature\tchi_ab\tchi_ab_error\tchi_ab_thermal\tchi_ab_thermal_error\tglass_phi\tglass_temperature\tglasses",
  (group_by(.phi)[] | (sort_by(.temperature)[]
      | [.phi, .temperature, .chi_ab, .chi_ab_error, .chi_ab_thermal, .chi_ab_thermal_error, .glass_phi, .glass_temperature, .glasses]
      | tsv), "")
