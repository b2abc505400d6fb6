# How many minima there are by two limits of the rule that tells them apart ($displacement, $energy)
{glass_phi: .[0].glass_phi, limit_displacement: $displacement, limit_energy: $energy, minima: (map(.minimum) | unique | length)} | plain
