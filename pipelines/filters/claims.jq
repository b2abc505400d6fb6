# What this profile says of the paper's statements ($claims), from the numbers that they ask for (claims-asked.jq), as `found` with its error, and by lower
# bounds `found_low`, with their logarithms (wca-compare): a row per statement.
#
# A statement asks that a quantity be at least, or at most, something. It holds when the quantity is inside these limits by three
# standard errors (errors from a few glasses are themselves uncertain: then by as many as Student's t asks for at the same level; of chi_AB, a
# ratio of variances, in its logarithm and by as many as the distribution of a variance does), and
# does not hold when it is outside by as much; else nobody can tell. Both must be true of `value` and of `value_low`, which has the lower
# bounds of the barriers whose bands did not converge. A glass out of equilibrium says nothing about glasses in equilibrium, nor do fewer clones or
# minima than a statement needs, nor barriers of which many are only bounds, nor a T_d far below all times that were measured, nor a failure that a
# longer run might mend (`unless`). Numbers of many glasses are of those that passed (counted-glasses.jq), and nine in ten must have; some statements need
# the paper's times or its size. Shares of glasses in which another statement holds have those in which it cannot be told in `value`, and not in `value_low`.
$claims[0] as $paper

| def errors($claim): if $claim.scope | IN("glasses", "packings") then errors_of_glasses($paper.rules) else $paper.rules.standard_errors end;
# How far a number is inside the limits (outside is negative), and how far it must be. A variance is compared by its logarithm, if it has one.
def place($claim; $found; $relative; $errors):
    (if .variances == "own" and .["log_" + $relative] != null then "log_" + $relative else $found end) as $key
    | (if $key == $found then $claim else $claim | with_entries(if .key | IN("at_least", "at_most") then .value |= log else . end) end) as $limits
    | .[$key] as $value
    | {inside: ([($limits.at_least // empty | $value - .), ($limits.at_most // empty | . - $value)] | min), margin: ($errors * .[$key + "_error"])};
# 1: inside by enough, -1: outside by enough, 0: neither, or on a limit
def side: if .inside == 0 or (.inside | fabs) < .margin then 0 elif .inside > 0 then 1 else -1 end;
# how many times as many glasses, or clones, bring the error of both numbers below their distance from the limits; null where no number of them does
def times_as_many: if all(.inside > 0) or all(.inside < 0) then map(.margin / .inside | . * .) | max else null end;
# how many glasses did not pass, where that is too many: more than the share that may fail, or one of those that the number is of
def in_all: [.glasses, .glasses_all] | max;
def not_passed: if .glasses_passed < ([.glasses, $paper.rules.fewest_passed * in_all] | max) then in_all - .glasses_passed else null end;
# what a number near a limit would take: $needed glasses or clones, or, where it lies on both sides of it, what decides between the two
def takes($needed; $what): if $needed then ": it takes some \($needed) \($what)" elif .found == .found_low then ""
    elif .glasses_untold then ": it takes more clones" else ": it takes more bands that converge" end;
def untold: if (.glasses_untold // 0) == 0 then "" else ", with \(.glasses_untold) of \(.glasses) glasses in which it cannot be told" end;

"a number with lower bounds of barriers does not exist" as $no_lower_bound
| $paper.claims[.claim] as $claim
| (if .found == null or .found_error == null then .found_reason // .found_error_reason
   elif $claim.scope == "glasses" then
     if .glasses < $paper.rules.fewest_glasses then "\(.glasses) glasses are fewer than \($paper.rules.fewest_glasses)"
     elif .found_low_error == null then "a number with lower bounds of barriers does not exist"
     elif not_passed != null then "\(not_passed) of \(in_all) glasses are not shown to be in equilibrium"
     elif ([.tw, .tau] | min) < ($claim.tw // 0) then "a time of \([.tw, .tau] | min) is shorter than \($claim.tw)"
     elif .particles < ($claim.particles // 0) then "\(.particles) particles are fewer than \($claim.particles)"
     elif $claim.minima and .minima < $claim.minima then "\(.minima * 10 | round / 10) minima in the mean are fewer than \($claim.minima)"
     elif $claim.clones and .clones < $claim.clones then "\(.clones) clones are fewer than \($claim.clones)"
     else null end
   elif $claim.scope == "packings" then
     if .glasses < $paper.rules.fewest_glasses then "\(.glasses) configurations are fewer than \($paper.rules.fewest_glasses)"
     elif .particles < ($claim.particles // 0) then "\(.particles) particles are fewer than \($claim.particles)"
     else null end
   elif $claim.scope == "liquids" then
     if .extrapolated > $paper.rules.most_extrapolated then
       "T_d is extrapolated: it is \(100 * .extrapolated / (1 + .extrapolated) | round) % below the coldest liquid whose time was measured"
     else null end
   elif .in_equilibrium | not then "the glass is not shown to be in equilibrium"
   elif .found_low_error == null then $no_lower_bound
   elif .pairs_unconverged > $paper.rules.most_unconverged * .pairs then "\(.pairs_unconverged) of \(.pairs) bands did not converge"
   elif .minima < ($claim.minima // 0) then "\(.minima) minima are fewer than \($claim.minima)"
   elif .clones < ($claim.clones // $paper.rules.fewest_clones) then
     "\(.clones) clones are fewer than \($claim.clones // $paper.rules.fewest_clones)"
   else null end // if .found != null and .found_low_error == null then $no_lower_bound else null end) as $reason
| errors($claim) as $errors
| (if $reason == null then [place($claim; "found"; "relative"; $errors), place($claim; "found_low"; "relative_low"; $errors)] else [] end) as $places
| ($places | map(side)) as $sides
| ({glasses: "glasses", packings: "glasses", "this glass": "clones"}[$claim.scope]) as $what
| (if ($sides | any(. == 0)) and .[$what // ""] then $places | times_as_many else null end) as $times
| (if $times then .[$what] * $times | ceil else null end) as $needed
| {figure: $claim.figure, phi: $claim.phi}
  + (if $claim.minus == null then {} else {minus_phi: $claim.minus} end)
  + {claim: $claim.claim, quantity: $claim.quantity, quantity_words: $paper.quantities[$claim.quantity],
     value: .found, error: .found_error, value_low: .found_low, error_low: .found_low_error, clones,
     at_least: $claim.at_least, at_most: $claim.at_most, why: $claim.why}
  + (if $claim.scope == "glasses" then {glasses, glasses_all: in_all, diameters} else {} end)
  + {verdict: (if $sides == [1, 1] then "holds" elif $sides == [-1, -1] and $claim.unless == null then "does not hold"
               else "cannot tell" end),
     reason: ($reason // (if $sides == [1, 1] then null elif $sides == [-1, -1] then $claim.unless
               else "within \($errors) errors of the limit" + untold + takes($needed; $what) end))}
  + (if $needed then {($what + "_needed"): $needed} else {} end)
| with_entries(select(.value != null or (.key | IN("value", "error", "reason"))))
| row
