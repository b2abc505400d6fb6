# What a table of count-minima is about
plain | .[0] | "phi_g = \(.glass_phi), T_g = \(.glass_temperature): \(.clones) clones, \(.rattlers_least) to \(.rattlers_most) rattlers; distinct minima, and clones that end as by cg at the usual tolerance"
