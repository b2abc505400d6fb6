# T_G of each glass (a block) and density: a line each, with Delta_AB there (by interpolation, where an arrow points); where there is none,
# the temperature above or below which it must be.
map(select(.tw == $tw and .lag == $tau))
| map(select(has("delta_ab"))) as $averages
| "# glass_phi\tglass_temperature\tphi\tT_G\tT_G_error\tdelta_ab_at_T_G\tT_G_at_least\tT_G_at_most\tremark",
  (map(select(has("ratio"))) | group_by(.glass_phi)[] | (sort_by(.phi)[] | . as $row
   | def at($t): $averages | map(select(.glass_phi == $row.glass_phi and .phi == $row.phi and .temperature == $t))[0].delta_ab;
     .ergodicity_temperature as $t
   | (if $t == null then null else
        ((($t / .temperature_below) | log) / (.temperature_above / .temperature_below | log)) as $part
        | (1 - $part) * (at($row.temperature_below) | log) + $part * (at($row.temperature_above) | log) | exp end) as $there
   | [.glass_phi, .glass_temperature, .phi, $t, .ergodicity_temperature_error, $there]
     + (if $t == null then [.temperature_below, .temperature_above] else [null, null] end)
   | . + [$row.ergodicity_temperature_reason // ""] | tsv), "", "")
