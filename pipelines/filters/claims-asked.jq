# The numbers that the paper's statements ($claims) ask for, all or those on single glasses of some figures (--arg figures "7 8"), from the numbers of
# all glasses and the table of their equilibrium: a row per statement, with its place in the list, the number, that of another glass which is to be
# subtracted (`other_...`, 0 where there is none), and whether its glass is shown to be in equilibrium.
$claims[0] as $paper
| having("quantity") as $numbers
| map(select(has("passed") and (has("quantity") | not))) as $glasses
| def number($phi; $quantity): $numbers | map(select(.phi == $phi and .quantity == $quantity))[0];
def nothing($reason): {value: null, error: null, reason: $reason};
def in_equilibrium($phi; $temperature): any($glasses[]; .phi == $phi and .temperature == $temperature and .passed);
# of a difference: as few glasses, in equilibrium or not, of as few particles, minima and clones, after as short a time, as far from all times, as either number
def least($other; $key): if .[$key] == null or $other[$key] == null then . else .[$key] = ([.[$key], $other[$key]] | min) end;
def in_all: .glasses_all // .glasses;
def as_sure_as($other): (if .glasses_passed == null or $other.glasses_passed == null or .glasses_passed * ($other | in_all) <= $other.glasses_passed * in_all then .
      else .glasses_passed = $other.glasses_passed | .glasses_all = ($other | in_all) end)
    | reduce ("glasses", "particles", "minima", "clones", "tw", "tau") as $key (.; least($other; $key))
    | if .extrapolated == null or $other.extrapolated == null then . else .extrapolated = ([.extrapolated, $other.extrapolated] | max) end;

range($paper.claims | length) as $place | $paper.claims[$place] as $claim
| select($ARGS.named.figures == null or ($claim.scope != "glasses" and ($claim.figure | IN($ARGS.named.figures | splits(" ")))))
| (number($claim.phi; $claim.quantity)
   // nothing(if $claim.scope == "liquids" then "the diagram of the profile does not have this density" else "no glass of this density in the profile" end)) as $own
| (if $claim.minus == null then {value: 0, error: 0, value_low: 0, error_low: 0}
   else number($claim.minus; $claim.quantity) // nothing("no glass of the other density in the profile") end) as $other
| ($own | as_sure_as($other))
  + {value_low: $own.value_low, error_low: $own.error_low, other_value: $other.value, other_error: $other.error,
     other_value_low: $other.value_low, other_error_low: $other.error_low, claim: $place, in_equilibrium: in_equilibrium($claim.phi; $own.temperature)}
  + ([("value", "error") | {(. + "_reason"): $own.reason, ("other_" + . + "_reason"): $other.reason}] | add | with_entries(select(.value != null)))
| row
