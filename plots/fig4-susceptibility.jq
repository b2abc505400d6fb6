# chi_AB(tw) of Fig. 4 from averages over glasses: a block per temperature, the highest first, times ascending. Rows at one time with
# and without a lag say the same.
"# temperature\ttw\tchi_ab\tchi_ab_error\tchi_ab_thermal\tchi_ab_thermal_error\tglasses",
(group_by(-.temperature)[] | (group_by(.tw)[] | .[0]
    | [.temperature, .tw, .chi_ab, .chi_ab_error, .chi_ab_thermal, .chi_ab_thermal_error, .glasses] | tsv), "", "")
