# How much less particles move in the longest time after the longest waiting than after the shortest, at each state point, from the rows of
# wca-msd --aging.
"# phi\ttemperature\ttau\tdelta_after_8\terror\ttw\tdelta_after_tw\terror\tratio\tratio_error",
(map(select(.tau == $tau)) | sort_by(.phi)[]
 | [.phi, .temperature, .tau, .delta_first, .delta_first_error, .tw_last, .delta_last, .delta_last_error, .aging, .aging_error] | tsv)
