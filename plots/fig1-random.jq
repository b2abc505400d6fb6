# phi_J of random configurations (jammed: an energy above $jammed per particle): of each glass, the middle between the highest density at which its minimum is unjammed and the next; the
# mean over glasses, with its error, of which the step between densities is part.
map({phi, glass, jammed: (.energy / .particles > $jammed)})
| (map(.phi) | unique) as $densities
| (group_by(.glass) | map(sort_by(.phi) | map(select(.jammed | not).phi) | last)) as $last
| "# phi_J\tphi_J_error\tglasses\tstep\tremark",
  (if any($last[]; . == null or . == $densities[-1]) then ["NaN", "NaN", ($last | length), "NaN", "a glass is jammed, or unjammed, at all densities"]
   else ($last | map(. as $phi | ($densities | index($phi)) as $k | ($densities[$k] + $densities[$k + 1]) / 2)) as $each
     | ($each | length) as $n | ($each | add / $n) as $mean
     | ([range(1; $densities | length) as $k | $densities[$k] - $densities[$k - 1]] | max) as $step
     | [$mean, (($each | map(. - $mean | . * .) | add / $n / ($n - 1)) + $step * $step / 12 | sqrt), $n, $step, ""] end | tsv)
