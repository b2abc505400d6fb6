# chi_AB(tw) of Fig. 4 from averages over glasses: a block per temperature, the highest first, times ascending. Rows at one time with
# and without a lag say the same.
["temperature", "tw", "chi_ab_unbiased", "chi_ab_unbiased_error", "chi_ab_thermal_unbiased", "chi_ab_thermal_unbiased_error", "glasses",
 "polydispersity", "polydispersity_sd", "chi_ab_equal_polydispersity", "chi_ab_equal_polydispersity_error"] as $columns
| title($columns), (group_by(-.temperature)[] | (group_by(.tw)[] | .[0] | cells($columns)), "", "")
