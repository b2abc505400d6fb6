# phi_J of random configurations: where half of their minima are jammed, from the row of wca-minima --cross.
"# phi_J\tphi_J_error\tglasses\tstep\tremark\tnot_converged",
(.[0] | [.phi_j, .phi_j_error, .glasses, (if .phi_j == null then null else .phi_step end), .phi_j_reason // "", .unconverged] | tsv)
