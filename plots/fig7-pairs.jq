# The matrices of Fig. 7 from the rows of all pairs and of their tree: a row of the table for every cell, the clones in the
# order of the tree. same: the two clones are in one and the same minimum, where no participation ratio exists.
(map(select(has("order")))[0].order) as $order
| (map(select(has("a"))) | map({"\(.a),\(.b)": .}) | add) as $pair
| ["x", "y", "clone_x", "clone_y", "distance", "participation", "barrier", "same", "converged"],
  (range($order | length) as $y | range($order | length) as $x
   | ([$order[$x], $order[$y]] | sort | "\(.[0]),\(.[1])") as $name
   | ($pair[$name] // {distance: 0, participation: null, barrier: 0, converged: true}) as $p
   | [$x + 1, $y + 1, $order[$x] + 1, $order[$y] + 1, $p.distance, ($p.participation // "NaN"), $p.barrier,
      (if $p.minimum_a == $p.minimum_b then 1 else 0 end), (if $p.converged then 1 else 0 end)])
| @tsv
