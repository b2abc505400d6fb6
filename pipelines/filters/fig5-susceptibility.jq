# chi_AB at the time at which it is compared, on a grid: a block per density, temperatures ascending.
["phi", "temperature", "chi_ab_unbiased", "chi_ab_unbiased_error", "chi_ab_thermal_unbiased", "chi_ab_thermal_unbiased_error", "glass_phi",
 "glass_temperature", "glasses", "polydispersity", "polydispersity_sd", "chi_ab_equal_polydispersity", "chi_ab_equal_polydispersity_error"] as $columns
| map(select(.tw == $tau and (has("lag") | not))) | title($columns),
  (group_by(.phi)[] | (sort_by(.temperature)[] | cells($columns)), "")
