# phi_J of each kind of glass: its mean over glasses, with a standard error (of one glass its own); their polydispersity; and phi_J at that of
# the limit of many particles, 0.2293, by a straight line, where five glasses or more differ in it.
map(select(.phi_j != null))
| "# glass_phi\tglass_temperature\tglasses\tphi_J\tphi_J_error\tpolydispersity\tpolydispersity_sd\tphi_J_at_0.2293\terror",
  (group_by(.glass_phi)[] | length as $n | (map(.phi_j) | add / $n) as $mean
   | map(.polydispersity // empty) as $delta | ($delta | if . == [] then null else add / length end) as $mean_delta
   | ($delta | if length < 2 then null else map(. - $mean_delta | . * .) | add / (length - 1) | sqrt end) as $sd
   | (if $n < 5 or ($delta | length) < $n or $sd < 1e-6 then {} else map({x: .polydispersity, y: .phi_j}) | line(0.2293) end) as $line
   | [.[0].glass_phi, .[0].glass_temperature, $n, $mean,
      (if $n < 2 then .[0].phi_j_error else (map(.phi_j - $mean | . * .) | add / $n / ($n - 1) | sqrt) end), $mean_delta, $sd, $line.at, $line.at_error] | tsv)
