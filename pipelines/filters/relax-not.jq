# From the certificates of the liquids of a state point: the row without a relaxation time, where one is not in equilibrium.
map(select(.equilibrium | not))[0].reason as $reason
| .[0] | {glass_phi: .phi, glass_temperature: .temperature, phi, temperature, glass, particles,
          tau_alpha: null, tau_alpha_error: null, tau_alpha_reason: ("not shown to be in equilibrium: " + $reason)}
| plain
