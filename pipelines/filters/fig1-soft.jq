# The lines of soft spheres: phi_d and phi_g, the fillings by effective diameters at which the liquid is at T_d and at T_g, and a in V(r) = a T; how many T_d
# they rest on, and how many of these are extrapolated; does the fit hold (1 or 0)
["soft_phi_d", "soft_phi_d_error", "soft_phi_g", "soft_phi_g_error", "soft_energy", "soft_energy_error", "densities", "densities_extrapolated",
 "soft_holds", "remark"] as $columns
| title($columns),
  (having("soft_phi_d")[] | .soft_holds |= (if . then 1 else 0 end) | .remark = (.soft_phi_d_reason // "") | cells($columns))
