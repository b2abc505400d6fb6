# From the certificates of the first start, what is known before the second, and the certificates of the second, three rows a glass: one row, in which
# wca-compare finds the two energies.
def of(start): del(.glass, .potential, .phi, .density, .temperature, .polydispersity, .diameters, .particles, .wavenumber, .decays_wanted)
    | with_entries(select(.key | endswith("_reason") | not) | .key += "_" + start);
range(0; length; 3) as $k | .[$k] as $random | .[$k + 1] as $held | .[$k + 2] as $cold
| ($random | {glass, potential, phi, density, temperature, polydispersity, diameters, particles, wavenumber, decays_wanted} | with_entries(select(.value != null)))
+ ($random | of("random")) + $held + ($cold | of("cold"))
| plain
