# The energies of Fig. 7: a row of the table for every clone, in the order of the tree.
(having("order")[0].order) as $order
| (having("a") | map({"\(.a)": [.clone_a, .minimum_a, .energy_a], "\(.b)": [.clone_b, .minimum_b, .energy_b]})
   | add) as $clone
| ["x", "clone", "minimum", "energy"],
  (range($order | length) as $x | [$x + 1] + $clone[$order[$x] | tostring])
| tsv
