# T_G of each glass (a block) and density, from the rows of wca-chi --cross: a line each, with Delta_AB there (where an arrow points); where there
# is none, the temperature above or below which it must be.
map(select(has("ratio") and .tw == $tw and .lag == $tau))
| "# glass_phi\tglass_temperature\tphi\tT_G\tT_G_error\tdelta_ab_at_T_G\tT_G_at_least\tT_G_at_most\tremark",
  (group_by(.glass_phi)[] | (sort_by(.phi)[]
   | [.glass_phi, .glass_temperature, .phi, .ergodicity_temperature, .ergodicity_temperature_error, .delta_ab_at_crossing]
     + (if .ergodicity_temperature == null then [.temperature_below, .temperature_above] else [null, null] end)
     + [.ergodicity_temperature_reason // ""] | tsv), "", "")
