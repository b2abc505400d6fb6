# The matrices of Fig. 7 from the rows of all pairs (wca-landscape --minimax) and of their tree: a row of the table for every cell, the
# clones in the order of the tree. same: the two clones are in one and the same minimum, where no participation ratio exists.
#
# minimax: the lowest barrier over any sequence of bands; minimax_converged is 0 where the band that decides did not converge.
# no_saddle, minimax_no_saddle: 1 where no saddle was found above the higher of the two minima, so that all that is known is that the barrier lies
# between |E_A - E_B| and the highest energy on the path.
def mark: if . then 1 else 0 end;
(having("order")[0].order) as $order
| (having("a") | map({"\(.a),\(.b)": .}) | add) as $pair
| {distance: 0, barrier: 0, minimax: 0, converged: true, minimax_converged: true} as $itself
| ["x", "y", "clone_x", "clone_y", "distance", "participation", "barrier", "same", "converged", "minimax", "minimax_converged", "no_saddle", "minimax_no_saddle"],
  (range($order | length) as $y | range($order | length) as $x
   | ([$order[$x], $order[$y]] | sort | "\(.[0]),\(.[1])") as $name
   | ($pair[$name] // $itself)
   | [$x + 1, $y + 1, $order[$x] + 1, $order[$y] + 1, .distance, .participation, .barrier,
      (.minimum_a == .minimum_b | mark), (.converged | mark), .minimax, (.minimax_converged | mark),
      ((.converged | not) and .at_lower_bound | mark), ((.minimax_converged | not) and .minimax_at_lower_bound | mark)])
| tsv
