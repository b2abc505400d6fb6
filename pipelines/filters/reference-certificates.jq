# The certificates of many glasses, a row each: what they are of, how long they were run, and whether that shows equilibrium
having("decays_wanted")[]
| {potential, phi, density, temperature, glass, particles, diameters, time, decay_time, decays, decays_wanted, drift, drift_error, equilibrium, reason}
| with_entries(select(.value != null)) | row
