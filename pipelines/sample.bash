# sample.bash: a sample of random diameters, for the stages compose-*: from random positions, after so long a time of swap Monte Carlo at a state
# point, the same for all samples.
# shellcheck shell=bash

# The arguments of all of them
# shellcheck disable=SC2034
of_a_sample='particles phi temperature time seed sample output'

sample() {
    wca-init --particles "$particles" --phi "$phi" --seed "$seed" --first "$sample" |
        wca-min --potential harmonic --tolerance 1e-4 |
        wca-swap -q --temperature "$temperature" --time "$time" --seed "$seed"
}
