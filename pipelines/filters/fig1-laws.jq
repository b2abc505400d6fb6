# The law of each density: T_d with its error, is it below the lowest temperature at which a time was measured (1 or 0), T_0, tau_0, the
# parabola (J, T_p, tau_p; ln tau = ln tau_p + J^2 (1/T - 1/T_p)^2), the extrapolated T_g, and the fits that do not hold
"# phi\tT_d\tT_d_error\textrapolated\tT_0\tT_0_error\ttau_0\tJ\tT_p\ttau_p\tT_g\tT_g_statistical_error\tarrhenius_energy\tremark",
(having("computer_temperature") | sort_by(.phi)[]
 | [.phi, .computer_temperature, .computer_temperature_error, (if .extrapolated then 1 else 0 end), .onset_temperature, .onset_temperature_error,
    .tau_0, .parabolic_j, .parabolic_temperature, .parabolic_tau, .glass_temperature, .glass_temperature_statistical_error, .arrhenius_energy] 
   + [[.computer_temperature_reason // empty, (if .curve_holds or .onset_temperature == null then empty else "the bent line does not hold the times" end),
       (if .parabolic_points >= 4 and (.parabolic_holds | not) then "the parabola does not hold the times" else empty end)] | join("; ")]
 | tsv)
