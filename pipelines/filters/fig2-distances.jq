# Delta and Delta_AB of Fig. 2 from averages over glasses: a block per density of the glass, temperatures ascending.
map(select(.tw == $tw and .lag == $tau))
| "# glass_phi\tglass_temperature\ttemperature\tdelta\tdelta_error\tdelta_ab\tdelta_ab_error\tglasses\tpolydispersity\tpolydispersity_sd",
  (group_by(.glass_phi)[] | (sort_by(.temperature)[]
      | [.glass_phi, .glass_temperature, .temperature, .delta, .delta_error, .delta_ab, .delta_ab_error, .glasses,
           .polydispersity, .polydispersity_sd] | tsv),
      "", "")
