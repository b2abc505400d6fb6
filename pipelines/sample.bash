# sample.bash: glasses at random positions, from which a run starts, and samples, of random diameters or of quantiles, for the stages compose-*: after so long a time of swap Monte Carlo at a
# state point, the same for all samples.
# shellcheck shell=bash

# at_random OPTION...: of wca-init; positions without overlaps
at_random() {
    wca-init "$@" | wca-min --potential harmonic --tolerance 1e-4
}

# The start of a glass of these arguments, kept for what goes on from a checkpoint
started() {
    at_random --particles "$particles" --diameters "$diameters" "${init[@]}" --seed "$seed" --first "$glass" >"$aside/start"
}

# The arguments of all stages compose-*
# shellcheck disable=SC2034
of_a_sample='particles diameters phi temperature time seed sample output'

sample() {
    at_random --particles "$particles" --diameters "$diameters" --phi "$phi" --seed "$seed" --first "$sample" |
        wca-swap -q --temperature "$temperature" --time "$time" --seed "$seed"
}

# The same, kept for what goes on from a checkpoint
sampled() { sample >"$aside/sample"; }
