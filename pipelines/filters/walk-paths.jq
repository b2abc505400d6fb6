# Rows of bands with `walked`: the highest energy on the path of each pair ($walked), above the lower minimum
($walked | map({key: .pair, value: .energy}) | from_entries) as $highest
| . + {walked: ($highest["\(.a),\(.b)"] - ([.energy_a, .energy_b] | min))} | plain
