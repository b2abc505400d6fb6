# The disconnectivity graph of a glass, from the rows of all pairs, of their tree (the order of the clones in Fig. 7) and of the
# tree of their saddle energies: a row of the table for every line to draw, joins from the lowest to the highest.
#
# leaf: a minimum, as wide as the clones that are in it. stem: from a minimum or a join up to the next join. join: two sets of
# minima meet, at the lowest energy over which a sequence of bands leads from one to the other, above the mean of their minima.
# converged is 0 where the band at the top of that sequence did not converge: the join may be lower. no_saddle is 1 where that band found no
# saddle above the higher minimum.
#
# $leaves: "matrices", x is the index of a clone in the order of the matrices, where lines may cross because that order is of
# another tree; "untangled", the branches stand as near to that order as they can without a crossing.
map(select(has("a"))) as $pairs
| (map(select(has("order")))[0].order) as $order
| (map(select(has("height"))) | .[length / 2:]) as $merges # of the second tree
| (reduce range($order | length) as $x ([]; .[$order[$x]] = $x + 1)) as $place
| (reduce $pairs[] as $p ([]; .[$p.a] = [$p.minimum_a, $p.energy_a] | .[$p.b] = [$p.minimum_b, $p.energy_b])) as $clone
| ($pairs | map(select(.converged | not) | {"\(.saddle_energy)": (if .at_lower_bound then "no saddle" else "not converged" end)}) | add) as $unsettled
| ([range($clone | length) | {minimum: $clone[.][0], energy: $clone[.][1], place: $place[.]}]
   | group_by(.minimum)
   | map({minimum: .[0].minimum, energy: .[0].energy, clones: length, place: (map(.place) | min + max | . / 2)})
   | sort_by(.place)) as $minima

# The merges of clones as joins of sets of minima. Merges within one minimum drop out, also where rounding puts them last.
| (reduce $merges[] as $merge
     ({inside: [range($order | length)], # a clone in each cluster
       set: ($minima | map({"\(.minimum)": {minima: [.minimum], place, energy}}) | add),
       joins: []};
      .inside[$merge.left] as $left
      | .inside[$merge.right] as $right
      | .inside += [$left]
      | ([.set["\($clone[$left][0])", "\($clone[$right][0])"]] | sort_by(.place)) as $two
      | if $two[0].minima == $two[1].minima then .
        else
          ($two | map(.minima) | add) as $all
          | {minima: $all, energy: $merge.height,
             place: ([$minima[] | select(.minimum as $m | $all | index([$m])) | .place] | add / length)} as $both
          | .joins += [{$two, energy: $merge.height, converged: (if $unsettled["\($merge.height)"] then 0 else 1 end),
                      no_saddle: (if $unsettled["\($merge.height)"] == "no saddle" then 1 else 0 end)}]
          | reduce $all[] as $m (.; .set["\($m)"] = $both)
        end)
   | .joins) as $joins

| (if $leaves == "untangled" and $joins != [] then $joins[-1].two | map(.minima) | add else $minima | map(.minimum) end) as $sequence
| ($minima | map({"\(.minimum)": .}) | add) as $named
| (reduce $sequence[] as $m ({from: 0.5, x: {}};
     $named["\($m)"].clones as $clones
     | .x["\($m)"] = [.from, .from + $clones]
     | .from += $clones)
   | .x) as $x
| def middle: map($x["\(.)"] | add / 2) | add / length;

["line", "x", "energy", "x_end", "energy_end", "converged", "clones", "no_saddle"],
($minima[] | $x["\(.minimum)"] as $ends | ["leaf", $ends[0], .energy, $ends[1], .energy, 1, .clones, 0]),
($joins[] | . as $join | (.two | map(.minima | middle)) as $feet
 | (range(2) | ["stem", $feet[.], $join.two[.].energy, $feet[.], $join.energy, $join.converged, "NaN", $join.no_saddle]),
   ["join", $feet[0], .energy, $feet[1], .energy, .converged, "NaN", .no_saddle])
| tsv
