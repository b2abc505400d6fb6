# By how much the energy along the paths of the bands of a glass exceeds their barriers V, in per cent: one row. All bands between distinct minima,
# by barrier_high; and those that were walked a second time (they have `walked`). beyond: converged, and yet higher than V by $share of it
# and by $least. above: walked, and found higher than barrier_high, other than by rounding.
def excess($high): if .barrier > 0 then 100 * ($high - .barrier) / .barrier else 0 end;
def beyond($high): .converged and $high - .barrier >= ([$share * .barrier, $least] | max);
def quantile($q): if . == [] then "-" else sort | .[[length - 1, (length * $q | floor)] | min] * 1000 | round / 1000 end;
(having("walked") | unique_by([.a, .b])) as $walked
| (map(select((has("walked") | not) and .minimum_a != .minimum_b)) | unique_by([.minimum_a, .minimum_b] | sort)) as $bands
| ($bands | map(select(.converged))) as $converged
| ($converged | map(excess(.barrier_high))) as $excess
| ($walked | map(select(.walked > .barrier_high + 1e-9 * ([1, .saddle_energy] | max))) | length) as $above
| (($bands | map(select(beyond(.barrier_high)))) + ($walked | map(select(beyond(.walked)))) | length) as $beyond
| ["phi_g", "bands", "converged", "no_saddle", "median_%", "90_%", "99_%", "largest_%", "walked", "walked_largest_%", "beyond", "above", "verdict"],
  [(.[0].glass_phi // "-"), ($bands | length), ($converged | length), ($bands | map(select((.converged | not) and .at_lower_bound)) | length),
   ($excess | quantile(0.5)), ($excess | quantile(0.9)), ($excess | quantile(0.99)), ($excess | quantile(1)),
   ($walked | length), ($walked | map(select(.converged) | excess(.walked)) | quantile(1)), $beyond, $above,
   (if $beyond + $above > 0 then "fails" elif $converged == [] then "says nothing" else "passes" end)]
| tsv
