# The relaxation times of Fig. 1, a block for each density
map(select(has("tau_alpha"))) | "# phi\ttemperature\ttau_alpha\ttau_alpha_error",
(group_by(.phi)[] | (sort_by(-.temperature)[] | select(.tau_alpha) | [.phi, .temperature, .tau_alpha, .tau_alpha_error] | tsv), "", "")
