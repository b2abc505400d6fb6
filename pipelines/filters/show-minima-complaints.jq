# Which methods do not agree with themselves around the usual tolerance ($usual)
plain | having("method") | group_by(.method)[] | .[0] as $first
| map(select(.tolerance <= $usual * 10.5)) as $tight
| if any($tight[]; .not_converged > 0) then "some searches by \($first.method) did not converge"
  elif ($tight | map(.minima) | unique | length) > 1 then
    "the number of minima by \($first.method) depends on the tolerance: " +
    ($tight | map("\(.minima) at \(.tolerance)") | join(", "))
  else empty end
