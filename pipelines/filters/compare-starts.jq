# One row a glass from the certificates of its two starts and what is known of the second before it (hold), three rows a glass: that of the random start,
# what was held, that of the cold one. wca-compare finds the two energies in it.
def of(start): del(.glass, .potential, .phi, .density, .temperature, .polydispersity, .diameters, .particles, .wavenumber, .decays_wanted)
    | with_entries(select(.key | endswith("_reason") | not) | .key += "_" + start);
range(0; length; 3) as $k | .[$k] as $random | .[$k + 1] as $held | .[$k + 2] as $cold
| ($random | {glass, potential, phi, density, temperature, polydispersity, diameters, particles, wavenumber, decays_wanted} | with_entries(select(.value != null)))
+ ($random | of("random")) + $held + ($cold | of("cold"))
| plain
