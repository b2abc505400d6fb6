# Delta and Delta_AB of Fig. 2 from averages over glasses: a block per density of the glass, temperatures ascending.
["glass_phi", "glass_temperature", "temperature", "delta", "delta_error", "delta_ab", "delta_ab_error", "glasses", "polydispersity",
 "polydispersity_sd"] as $columns
| map(select(.tw == $tw and .lag == $tau)) | title($columns),
  (group_by(.glass_phi)[] | (sort_by(.temperature)[] | cells($columns)), "", "")
