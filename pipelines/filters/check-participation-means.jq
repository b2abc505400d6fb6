# Means over glasses, with their errors
["phi", "particles", "quench_temperature", "tw", "tolerance", "rows", "minima_mean", "participation_mean_mean", "participation_mean_mean_error",
 "participation_largest_mean", "participation_largest_mean_error", "distance_largest_mean", "distance_largest_mean_error", "energy_range_mean", "energy_range_mean_error"] as $columns
| "# phi\tparticles\tT_of_quench\ttw\ttolerance\tglasses\tminima\tP_mean\terror\tP_largest\terror\tDelta0_largest\terror\tE_range\terror", (.[] | cells($columns))
