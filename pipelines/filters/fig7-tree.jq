# The disconnectivity graph of a glass, from the rows of wca-landscape --tree: a row of the table for every line to draw, joins from the
# lowest to the highest.
#
# leaf: a minimum, as wide as the clones that are in it. stem: from a minimum or a join up to the next join. join: two sets of
# minima meet. converged is 0 where the band at the top did not converge: the join may be lower. no_saddle is 1 where that band found no
# saddle above the higher minimum.
#
# $x: the key that says where a node stands, x in the order of the matrices, where lines may cross because that order is of
# another tree, or x_untangled.
def marks: [if .converged then 1 else 0 end, "NaN", if .at_lower_bound then 1 else 0 end];
. as $node
| ["line", "x", "energy", "x_end", "energy_end", "converged", "clones", "no_saddle"],
  (.[] | select(has("minimum")) | ["leaf", .[$x] - .clones / 2, .energy, .[$x] + .clones / 2, .energy, 1, .clones, 0]),
  (.[] | select(has("left")) | . as $join | [$node[.left], $node[.right]] as $two
   | ($two[] | ["stem", .[$x], .energy, .[$x], $join.energy] + ($join | marks)),
     ["join", $two[0][$x], .energy, $two[1][$x], .energy] + marks)
| tsv
