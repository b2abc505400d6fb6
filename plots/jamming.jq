# phi_J of glasses, and its mean with a standard error, on the first line.
map(select(.phi_j != null)) | length as $n
| (map(.phi_j) | add / $n) as $mean
| "# glass_phi\tglass_temperature\tglasses\tphi_J\tphi_J_error",
  ([.[0].glass_phi, .[0].glass_temperature, $n, $mean,
    (if $n < 2 then .[0].phi_j_error else (map(.phi_j - $mean | . * .) | add / $n / ($n - 1) | sqrt) end)] | @tsv)
