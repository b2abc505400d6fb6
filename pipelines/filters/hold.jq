# The row of a glass that is held below: for how long ($time_held), and its mean energy, from the log of the moment in which it vibrates.
map(select(.time > 5).energy) | {time_held: $time_held, energy_at_start: (add / length)} | plain
