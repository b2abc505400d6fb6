# chi_AB at the time at which it is compared, on a grid: a block per density, temperatures ascending.
map(select(.tw == $tau and (has("lag") | not)))
| "# phi\ttemperature\tchi_ab_unbiased\tchi_ab_unbiased_error\tchi_ab_thermal_unbiased\tchi_ab_thermal_unbiased_error\tglass_phi\tglass_temperature\tglasses\tpolydispersity\tpolydispersity_sd",
  (group_by(.phi)[] | (sort_by(.temperature)[]
      | [.phi, .temperature, .chi_ab_unbiased, .chi_ab_unbiased_error, .chi_ab_thermal_unbiased, .chi_ab_thermal_unbiased_error, .glass_phi, .glass_temperature, .glasses, .polydispersity, .polydispersity_sd]
      | tsv), "")
