# A line for each size: F_s, by how many errors it differs from that of the largest, and the chance of that
["phi", "temperature", "tau", "particles", "samples", "value", "error", "difference_deviations", "difference_chance"] as $columns
| "# phi\tT\ttau\tparticles\tsamples\tF_s\terror\terrors_from_largest\tchance", (.[] | cells($columns))
