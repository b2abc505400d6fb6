# How a $quantity is distributed over the pairs of minima of each glass: the share up to a value, its mean over glasses with its error, and then
# glass by glass, from the row of the average and those of the glasses. Grids are those of wca-landscape --distributions.
{distance: 1e-8, participation: 1, barrier: 1e-6}[$quantity] as $first
| ($quantity + "_cumulative") as $name
| having($name + "_glasses")[0] as $average
| map(select(has($name + "_glasses") | not)) | sort_by(.glass) as $glasses
| title([$quantity, "mean", "error"] + ($glasses | map("glass_\(.glass)"))),
  (range(0; [$average, $glasses[]] | map(.[$name] // [] | length) | max) as $k
   | [$first * pow(10; $k / 8), ($average[$name] // [])[$k], ($average[$name + "_error"] // [])[$k], ($glasses[][$name] // [])[$k]] | tsv)
