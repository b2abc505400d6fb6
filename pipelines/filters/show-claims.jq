# A statement of the paper as three lines: what it says, the verdict, and the number
plain
| def digits: if . == null then "-" elif . == 0 then "0" else (fabs | log10 | floor) as $m | (pow(10; 2 - $m)) as $p
    | . * $p | round / $p | tostring end;
def limits: if .at_least == null then "at most \(.at_most)" elif .at_most == null then "at least \(.at_least)"
    else "\(.at_least) to \(.at_most)" end;
def of_diameters: if .diameters == "quantile" then ", whose diameters are quantiles" elif .diameters then ", with \(.diameters) diameters" else "" end;
def of_glasses: if .glasses == null then "" else "; \(.glasses) of \(.glasses_all) glasses" + of_diameters end;
def found: if .value == null then "-" else (.value | digits) + (if .error then " +- \(.error | digits)" else "" end) end;
def from_to: if .value_low == null or .value_low == .value then found else ({value: .value_low, error: .error_low} | found) + " to " + found end;
"Fig. \(.figure)\(if .phi then ", phi = \(.phi)" else "" end)\(if .minus_phi then " less \(.minus_phi)" else "" end): \(.claim)",
"    \(.verdict)\(if .reason then ": \(.reason)" else "" end)",
"    \(.quantity_words): \(from_to), asked \(limits)\(of_glasses)"
