# phi_J of each kind of glass: its mean over glasses, with a standard error (of one glass its own).
map(select(.phi_j != null))
| "# glass_phi\tglass_temperature\tglasses\tphi_J\tphi_J_error",
  (group_by(.glass_phi)[] | length as $n | (map(.phi_j) | add / $n) as $mean
   | [.[0].glass_phi, .[0].glass_temperature, $n, $mean,
      (if $n < 2 then .[0].phi_j_error else (map(.phi_j - $mean | . * .) | add / $n / ($n - 1) | sqrt) end)] | tsv)
