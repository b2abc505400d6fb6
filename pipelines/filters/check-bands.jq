# How far the barriers of a variant lie from the usual ones, among pairs that converged both times. Two barriers are the same
# when they differ by no more than 1e-6. $variant, $limit: per cent, or null where none is promised.
def change: ((.[0].barrier - .[1].barrier) | fabs) as $d | if $d <= 1e-6 then 0 else 100 * $d / ([.[].barrier] | max) end;
. as $rows
| ($rows | length / 2) as $pairs
| ($rows[:$pairs] | sort_by(.a, .b)) as $usual | ($rows[$pairs:] | sort_by(.a, .b)) as $other
| [range(0; $pairs) | [$usual[.], $other[.]]]
| (map(select(.[0].a != .[1].a or .[0].b != .[1].b)) | length) as $strangers
| if $strangers > 0 then error("the rows of the two are not of the same pairs") else . end
| map(select(.[0].converged and .[1].converged)) as $both
| ($both | map(change) | sort) as $changes
| ["phi_g", "variant", "pairs", "converged", "median_%", "largest_%", "limit_%", "beyond", "verdict"],
  [$usual[0].glass_phi // "-", $variant, $pairs, ($both | length),
   ($changes[($changes | length) / 2 | floor] // 0 | . * 1000 | round / 1000), ($changes[-1] // 0 | . * 1000 | round / 1000), ($limit // "none"),
   (if $limit == null then "-" else $changes | map(select(. > $limit)) | length end),
   (if $limit == null then "-" elif ($changes[-1] // 0) <= $limit then "passes" else "fails" end)]
| tsv
