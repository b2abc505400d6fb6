# How much less particles move in the longest time after the longest waiting than after the shortest, at each state point; the error of
# the ratio by jackknife over the glasses, which are the same in both.
"# phi\ttemperature\ttau\tdelta_after_8\terror\ttw\tdelta_after_tw\terror\tratio\tratio_error",
(group_by(.phi)[] | map(select(.tau == $tau)) | sort_by(.tw) | .[0] as $young | .[-1] as $old
    | ($young.glasses) as $n
    | [range($n) as $k | ($old.delta * $n - $old.delta_of_glasses[$k]) / ($young.delta * $n - $young.delta_of_glasses[$k])] as $left_out
    | ($left_out | add / $n) as $mean
    | [.[0].phi, .[0].temperature, $tau, $young.delta, $young.delta_error, $old.tw, $old.delta, $old.delta_error,
       $old.delta / $young.delta, ($left_out | map(. - $mean | . * .) | add * ($n - 1) / $n | sqrt)] | tsv)
