# A straight line against polydispersity for each quantity, through the logarithm of an energy: what it is at 0.2293, the limit of many
# particles, with its error; the slope of its logarithm for a hundredth of polydispersity; and how well the two correlate.
"# quantity\tphi\tsamples\tat_0.2293\terror\tslope\tslope_error\tcorrelation",
(map(if has("minimum") then {quantity: "energy", phi, x: .polydispersity, y: (.energy / .particles | log)}
     elif .phi_j != null then {quantity: "phi_J", phi: .glass_phi, x: .polydispersity, y: .phi_j}
     elif .fs != null then {quantity: "F_s", phi, x: .polydispersity, y: .fs}
     else empty end)
 | group_by([.quantity, .phi])[] | .[0] as {$quantity, $phi}
 | if length < 3 then [$quantity, $phi, length, null, null, null, null, null]
   else line(0.2293) | (if $quantity == "energy" then .at_error = (.at | exp) * .at_error | .at = (.at | exp) else . end)
     | [$quantity, $phi, .n, .at, .at_error, .slope / 100, .slope_error / 100, .correlation] end | tsv)
