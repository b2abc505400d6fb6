# The numbers of many glasses for the statements on averages: QUANTITY_of_glasses, its mean over the glasses, with its error, from the row of the
# average and the certificates of the glasses. (value_low has lower bounds for the barriers that did not converge.)
having("equilibrium") as $certificates
| ($certificates | of_one_kind) as $kind
| map(select(has("clones") and has("minima_glasses"))) as $averages
| ($averages | map({glass_phi, glass_density, glass_temperature} | with_entries(select(.value != null))) | the_one("the average of one state point")) as $state
| $averages[0] as $row
| $row | keys_unsorted[]
| select(endswith("_glasses") and (endswith("_low_glasses") or startswith("energy_") or startswith("largest_d") | not)) | rtrimstr("_glasses")
| . as $quantity | select($row | has($quantity + "_error") and ($row[$quantity + "_glasses"] | type == "number"))
| (if $row | has($quantity + "_low") then $quantity + "_low" else $quantity end) as $low
| ($row[$quantity + "_reason"] // $row[$quantity + "_error_reason"]) as $reason
| {phi: $row.glass_phi, temperature: $row.glass_temperature, quantity: ($quantity + "_of_glasses"), clones: $row.clones, minima: $row.minima,
   glasses: $row[$quantity + "_glasses"], particles: $kind.particles, $tw, tau: $tw, value: $row[$quantity], error: $row[$quantity + "_error"]}
  + ($certificates | counts_passed)
  + (if $reason == null then {} else {$reason} end)
  + {value_low: $row[$low], error_low: $row[$low + "_error"]}
| select(.value == null or (.value | type) == "number") | row
