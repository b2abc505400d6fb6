# The shares of the pairs of minima in cells of participation ratio and barrier, a quarter of a decade each, from the average over glasses: where
# the cells begin and what is in them, lines of one participation together
.[0].barrier_and_participation // [] | . as $cells
| title(["participation", "barrier", "share"]),
  (if length == 0 then empty else range(0; 16) as $p
   | (range(0; 36) as $v | [pow(10; $p / 4), pow(10; $v / 4 - 6), $cells[36 * $p + $v]] | tsv), "" end)
