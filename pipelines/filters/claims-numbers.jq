# The numbers that the claims on a glass ask for, with their errors: a row per quantity of pipelines/claims.json, from the row of
# wca-landscape. Where barriers play a part, value_low and error_low have the lower bounds of those whose bands did not converge, and
# pairs_unconverged, which is counted there, is not to be many.
.[0] as $row
| $row | keys_unsorted[]
| select((endswith("_low") | not) and (. + "_error" | in($row))) as $quantity
| ($row | has($quantity + "_low")) as $bounded
| (if $bounded then $quantity + "_low" else $quantity end) as $low
| ($row[$quantity + "_reason"] // $row[$quantity + "_error_reason"]) as $reason
| ($row | {phi: .glass_phi, temperature: .glass_temperature, glass, quantity: $quantity,
      clones: (if $quantity | IN("energy_shift", "distance_ratio") then [.clones, .clones_compared] | min else .clones end),
      minima, pairs, pairs_unconverged: (if $bounded then .pairs_unconverged else 0 end),
      value: .[$quantity], error: .[$quantity + "_error"]}
    + (if $reason == null then {} else {$reason} end)
    + {value_low: .[$low], error_low: .[$low + "_error"]})
| row
