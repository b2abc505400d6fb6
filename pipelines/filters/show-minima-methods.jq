# The distinct minima by each method and tolerance: a line for each method
plain | having("method") as $rows | ($rows | map(.tolerance) | unique | reverse) as $tolerances
| ["tolerance", $tolerances[]],
  ($rows | group_by(.method)[] | . as $of | [$of[0].method,
    ($tolerances[] as $t | [$of[] | select(.tolerance == $t)][0]
     | if . == null then "-" else "\(.minima) (\(.as_first))" + (if .not_converged > 0 then " \(.not_converged) lost" else "" end) end)])
| @tsv
