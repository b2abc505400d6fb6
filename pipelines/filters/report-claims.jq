# The paper's statements with what was found, from the rows of claims
include "html";
def to_type: "\($call) \(.)\($with)";
def limits: if .at_least == null then "at most \(.at_most)" elif .at_most == null then "at least \(.at_least)" else "\(.at_least) to \(.at_most)" end;
def found: (.value | number) + (if .error == null then "" else " ± \(.error | number)" end);
def from_to: if .value_low == null or .value_low == .value then found else ({value: .value_low, error: .error_low} | found) + " to " + found end;
["Fig.", "phi", "Statement", "Verdict", "What was measured", "Found", "Asked", "Why not"] as $heads
| plain
| "<section id=\"statements\">", "<h2>Does the paper hold?</h2>",
  (if $goal == "" then "<p>Nothing was asked yet: <code>\("claims" | to_type | text)</code> looks at all figures, <code>\("claims-landscape" | to_type | text)</code> at Figs 7 and 8 alone.</p>"
   else
     (if $goal == "claims" then empty else "<p>These are the statements on Figs 7 and 8; <code>\("claims" | to_type | text)</code> makes all.</p>" end),
     (if $said == "" then empty else "<p class=\"warning\">\($said | text)</p>" end),
     "<p id=\"verdicts\">\(length) statements: \(group_by(.verdict) | map("\(length) \(.[0].verdict)") | join(", ") | text). Thresholds were set beforehand; a statement holds, or does not, when its number is on one side of them by three standard errors or more.</p>",
     table($heads; .[] | . as $row
       | [.figure, (if .phi == null then "-" else "\(.phi)\(if .minus_phi then " less \(.minus_phi)" else "" end)" end), .claim, .verdict, .quantity_words,
          from_to + (if .glasses == null then "" else " (\(.glasses) of \(.glasses_all) glasses)" end), limits, .reason]
       | line($heads; {"holds": "holds", "does not hold": "fails"}[$row.verdict] // "unknown")) end),
  "</section>"
