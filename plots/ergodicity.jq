# T_G of each glass and density: a line each, with Delta_AB there (by interpolation, where an arrow points), or why there is none
# and the temperature beyond which it must be.
def value: if . == null then "NaN" else . end;
map(select(.tw == $tw and .lag == $tau))
| map(select(has("delta_ab"))) as $averages
| "# glass_phi\tglass_temperature\tphi\tT_G\tT_G_error\tdelta_ab_at_T_G\tbelow\tabove\tremark",
  (map(select(has("ratio"))) | sort_by(.glass_phi, .phi)[] | . as $row
   | ($averages | map(select(.glass_phi == $row.glass_phi and .phi == $row.phi)) | sort_by(.temperature)) as $points
   | .ergodicity_temperature as $t
   | (if $t == null then null else
        ($points | map(select(.temperature <= $t)) | last) as $low | ($points | map(select(.temperature >= $t)) | first) as $high
        | (if $high.temperature == $low.temperature then 0
           else ($t / $low.temperature | log) / ($high.temperature / $low.temperature | log) end) as $part
        | (1 - $part) * ($low.delta_ab | log) + $part * ($high.delta_ab | log) | exp end) as $there
   | ((.ergodicity_temperature_reason // "") | test("smaller")) as $below
   | [.glass_phi, .glass_temperature, .phi, $t, .ergodicity_temperature_error, $there,
      (if $t == null and $below then $points[0].temperature else null end),
      (if $t == null and ($below | not) then $points[-1].temperature else null end)] | map(value)
   | . + [$row.ergodicity_temperature_reason // ""] | @tsv)
