# A straight line against polydispersity for each quantity, through the logarithm of an energy: what it is at 0.2293, the limit of many
# particles, with its error; the slope for a hundredth of polydispersity; and how well the two correlate. From the averages of wca-minima, wca-jam
# and wca-fskt --merge.
def hundredth: if . == null then null else . / 100 end;
"# quantity\tphi\tsamples\tat_0.2293\terror\tslope\tslope_error\tcorrelation",
(map(if has("energy_per_particle") then {quantity: "energy", phi, samples: .minima, key: "energy_per_particle"} + .
     elif .phi_j != null then {quantity: "phi_J", samples: .glasses, key: "phi_j"} + . + {phi: .glass_phi}
     elif has("fs") then {quantity: "F_s", samples: .glasses, key: "fs"} + .
     else empty end)
 | sort_by(.quantity, .phi)[]
 | [.quantity, .phi, .samples, .[.key + "_at_polydispersity"], .[.key + "_at_polydispersity_error"], (.[.key + "_slope"] | hundredth),
    (.[.key + "_slope_error"] | hundredth), .[.key + "_correlation"]] | tsv)
