# The row of a glass that is held below: for how long ($time_held), and its mean energy while it vibrates.
{time_held: $time_held, energy_at_start: .energy_mean} | plain
