# phi_J of each kind of glass, from the averages of wca-jam --merge: its mean with a standard error; their polydispersity; and phi_J at that of
# the limit of many particles, on a line through five glasses or more.
"# glass_phi\tglass_temperature\tglasses\tphi_J\tphi_J_error\tpolydispersity\tpolydispersity_sd\tphi_J_at_0.2293\terror",
(map(select(.phi_j != null)) | sort_by(.glass_phi)[]
 | [.glass_phi, .glass_temperature, .glasses, .phi_j, .phi_j_error, .polydispersity, .polydispersity_sd]
   + (if .glasses < 5 then [null, null] else [.phi_j_at_polydispersity, .phi_j_at_polydispersity_error] end) | tsv)
