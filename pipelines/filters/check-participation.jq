# The mean over pairs (wca-compare), and the minima and pairs of wca-minima: a row of the glass
(if .[0].participation_rows > 0 then .[0].participation_mean else null end) as $mean
| ($minima[0] | {potential, phi, density, glass, glass_temperature, polydispersity, diameters} | with_entries(select(.value != null)))
+ {particles: $minima[0].particles, quench_temperature: $quench, tw: $tw, tolerance: $tolerance, clones: ($minima | length),
   minima: ($minima | map(.minimum) | unique | length), participation_mean: $mean, participation_largest: ($pairs | map(.participation // empty) | max),
   distance_largest: ($pairs | map(.distance) | max), energy_range: (($minima | map(.energy) | max) - ($minima | map(.energy) | min))}
| plain
