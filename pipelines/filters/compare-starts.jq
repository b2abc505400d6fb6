# From the certificates of the first start, what is known before the second, and the certificates of the second, three rows a glass: one row.
def of(start): del(.glass, .potential, .phi, .density, .temperature, .polydispersity, .diameters, .particles, .wavenumber, .decays_wanted)
    | with_entries(select(.key | endswith("_reason") | not) | .key += "_" + start);
range(0; length; 3) as $k | .[$k] as $random | .[$k + 1] as $held | .[$k + 2] as $cold
| ($random | {glass, potential, phi, density, temperature, polydispersity, diameters, particles, wavenumber, decays_wanted} | with_entries(select(.value != null)))
+ ($random | of("random")) + $held + ($cold | of("cold"))
+ (if $random.energy == null or $cold.energy == null then {energy_difference: null, energy_difference_error: null}
   else {energy_difference: ($cold.energy - $random.energy),
         energy_difference_error: ($random.energy_error * $random.energy_error + $cold.energy_error * $cold.energy_error | sqrt)}
   end)
| .reason =
    (if .equilibrium_random | not then "random start: " + .reason_random
     elif .equilibrium_cold | not then "cold start: " + .reason_cold
     elif .energy_at_start >= .energy_random then "cold start: it did not come from below"
     elif (.energy_difference | fabs) > 3 * .energy_difference_error then "the energies of the two starts differ"
     else null end)
| .passed = (.reason == null)
| if .passed then del(.reason) else . end | plain
