# phi_J of random configurations: where half of their minima are jammed (an energy above $jammed per particle), by the jammed fraction of those that
# converged at each density, made to rise (isotonic regression) and linear between densities. The error is from leaving out one glass after another, and the
# step between densities is part of it. What did not converge counts apart.

# numbers with weights, ascending in place: neighbours that fall are their weighted mean
def isotonic: reduce .[] as $next ([]; . + [$next + {of: 1}]
    | until(length < 2 or .[-2].value <= .[-1].value;
        .[:-2] + [.[-2:] | {value: ((map(.value * .weight) | add) / (map(.weight) | add)), weight: (map(.weight) | add), of: (map(.of) | add)}]))
    | [.[] | range(.of) as $each | .value];
# {phi, jammed} of many glasses: where the fraction is 1/2, or null
def crossing: group_by(.phi) | map(.[0].phi) as $phi | (map({value: ((map(select(.jammed)) | length) / length), weight: length}) | isotonic) as $fraction
    | [range(1; $phi | length) | select($fraction[. - 1] < 0.5 and $fraction[.] >= 0.5)][0]
    | if . == null then null else $phi[. - 1] + ($phi[.] - $phi[. - 1]) * (0.5 - $fraction[. - 1]) / ($fraction[.] - $fraction[. - 1]) end;
map({phi, glass, jammed: (.energy / .particles > $jammed), converged: is_minimum}) as $all
| ($all | map(select(.converged))) as $minima
| ($all | map(.glass) | unique) as $glasses | ($glasses | length) as $n
| ($all | map(.phi) | unique | [range(1; length) as $k | .[$k] - .[$k - 1]] | max) as $step
| ($minima | crossing) as $phi_J
| [$glasses[] as $left_out | $minima | map(select(.glass != $left_out)) | crossing] as $but
| "# phi_J\tphi_J_error\tglasses\tstep\tremark\tnot_converged",
  ([$phi_J, null, $n, $step, "", ($all | length) - ($minima | length)]
   | if $phi_J == null then .[3] = null | .[4] = "the jammed fraction does not cross one half between these densities"
     elif any($but[]; . == null) then .[0] = null | .[3] = null | .[4] = "without one of the glasses the jammed fraction does not cross one half"
     else ($but | add / $n) as $mean
       | .[1] = (($but | map(. - $mean | . * .) | add * ($n - 1) / $n) + $step * $step / 12 | sqrt) end | tsv)
