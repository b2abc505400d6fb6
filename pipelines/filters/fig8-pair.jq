# Which pair of minima a panel of Fig. 8 shows: from the rows of all pairs, one row, or a row with the reason why there is none.
#
# Candidates are bands between distinct minima that converged on a saddle. $kind: localized, P_AB at most 20, or delocalized,
# at least 50. $height: low, a barrier in the lowest third of the candidates, or high, in the highest third. Of the pairs that
# fit, the one with the lowest or highest barrier is shown.
def third($height): sort_by(.barrier) | (length / 3 | ceil) as $n | if $height == "low" then .[:$n] else .[-$n:] | reverse end;
def fits($kind): if $kind == "localized" then .participation <= 20 else .participation >= 50 end;
(.[0] | {phi, glass_phi, glass_temperature, glass} + with_entries(select(.key == "glass_density"))) as $state
| map(select(.a == .minimum_a and .b == .minimum_b and .a != .b and .converged and (.at_lower_bound | not)))
| (if . == [] then [] else third($height) | map(select(fits($kind))) end) as $pairs
| $state + {panel: $panel, kind: $kind, height: $height, candidates: length, fitting: ($pairs | length)}
  + if $pairs == [] then {reason: "no \($kind) pair of minima with a \($height) barrier"}
    else $pairs[0] | {a, b, clone_a, clone_b, distance, participation, barrier, saddle_energy} end
| row
