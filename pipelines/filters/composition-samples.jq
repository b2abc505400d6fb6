# What each sample is like, a block for each quantity: the energy per particle beneath it at each density, where its minimum was found, phi_J, F_s.
"# quantity\tphi\tpolydispersity\tvalue",
(map(if has("minimum") then select(is_minimum) | {quantity: "energy", phi, polydispersity, value: (.energy / .particles)}
     elif .phi_j != null then {quantity: "phi_J", phi: .glass_phi, polydispersity, value: .phi_j}
     elif .fs != null then {quantity: "F_s", phi, polydispersity, value: .fs}
     else empty end)
 | group_by([.quantity, .phi])[] | (sort_by(.polydispersity)[] | [.quantity, .phi, .polydispersity, .value] | tsv), "", "")
