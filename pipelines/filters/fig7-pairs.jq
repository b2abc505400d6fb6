# The matrices of Fig. 7 from the rows of all pairs and of their tree: a row of the table for every cell, the clones in the
# order of the tree. same: the two clones are in one and the same minimum, where no participation ratio exists.
#
# minimax: the lowest barrier over any sequence of bands. A second tree, of single linkage on saddle energies, gives it: two
# minima join there at the lowest highest energy between them. Bands that did not converge take part: their saddles are upper
# bounds, and so is what follows from them. minimax_converged is 0 where the band that decides did not converge.
# no_saddle, minimax_no_saddle: 1 where no saddle was found above the higher of the two minima, so that all that is known is that the barrier lies
# between |E_A - E_B| and the highest energy on the path.
(map(select(has("order")))[0].order) as $order
| (map(select(has("a"))) | map({"\(.a),\(.b)": .}) | add) as $pair
| (map(select(has("height"))) | .[length / 2:]) as $merges # of the second tree
| (reduce $merges[] as $merge ({members: [range($order | length) | [.]], height: {}};
     .members[$merge.left] as $left
     | .members[$merge.right] as $right
     | .members += [$left + $right]
     | reduce ([$left[] as $a | $right[] as $b | [$a, $b] | sort | "\(.[0]),\(.[1])"][]) as $name (.; .height[$name] = $merge.height))
   | .height) as $highest
| ($pair | map(select(.converged | not) | {"\(.saddle_energy)": (if .at_lower_bound then "no saddle" else "not converged" end)}) | add) as $unsettled
| ["x", "y", "clone_x", "clone_y", "distance", "participation", "barrier", "same", "converged", "minimax", "minimax_converged", "no_saddle", "minimax_no_saddle"],
  (range($order | length) as $y | range($order | length) as $x
   | ([$order[$x], $order[$y]] | sort | "\(.[0]),\(.[1])") as $name
   | ($pair[$name] // {distance: 0, participation: null, barrier: 0, converged: true}) as $p
   | [$x + 1, $y + 1, $order[$x] + 1, $order[$y] + 1, $p.distance, ($p.participation // "NaN"), $p.barrier,
      (if $p.minimum_a == $p.minimum_b then 1 else 0 end), (if $p.converged then 1 else 0 end),
      (if $p.minimum_a == $p.minimum_b then 0 else $highest[$name] - ([$p.energy_a, $p.energy_b] | min) end),
      (if $p.minimum_a != $p.minimum_b and $unsettled["\($highest[$name])"] then 0 else 1 end),
      (if $p.converged or ($p.at_lower_bound | not) then 0 else 1 end),
      (if $p.minimum_a != $p.minimum_b and $unsettled["\($highest[$name])"] == "no saddle" then 1 else 0 end)])
| tsv
