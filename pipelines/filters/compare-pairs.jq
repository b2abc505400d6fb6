# The quantities of two packed runs ($here and $there), one beside the other: a row for each that one of them has. Where the two can be compared: value, error, samples,
# and other_value, other_error, other_samples, and whether by their ratio; else `reason`. A number that both have under two names comes once.
def id: [.set, .quantity, .state] | plain | tojson;
def known: with_entries(select(.value != null));
def words: .state | [if .density then "rho = \(.density)" elif .phi then "phi = \(.phi)" else empty end, (.temperature // empty | "T = \(.)"),
    (if .glass_phi and (.glass_phi != .phi or (.temperature and .glass_temperature != .temperature)) then "from \(.glass_phi), \(.glass_temperature)" else empty end),
    (.glass // empty | "glass \(.)"), (.tw // empty | "tw = \(.)"), (.tau // .lag // empty | "tau = \(.)")] | join(", ");
def numbers: [.value, .error, .other_value, .other_error, .found, .found_error, .other_found, .other_found_error] | tojson;
def shown: if . == null then "none" else . end;
($here | map({key: id, value: .}) | from_entries) as $ours
| ($there | map({key: id, value: .}) | from_entries) as $theirs
| [$here[], $there[] | id] | to_entries | unique_by(.value) | sort_by(.key) | map(.value)
| map($ours[.] as $our | $theirs[.] as $their | ($our // $their)
    | {set, statement, quantity, state_words: words}
      + if $our == null then {reason: "not in this run"} + ($their | {other_found: .value, other_found_error: .error})
        elif $their == null then {reason: "not in the reference"} + ($our | {found: .value, found_error: .error})
        else ([$our.sizes, $their.sizes | keys_unsorted[]] | unique | map(select($our.sizes[.] != $their.sizes[.]))) as $others
          | (if $others != [] then "\($others[0]) is \($our.sizes[$others[0]] | shown), and \($their.sizes[$others[0]] | shown) in the reference"
             elif $our.value == null then "it does not exist here\(if $our.reason then ": \($our.reason)" else "" end)"
             elif $their.value == null then "it does not exist in the reference\(if $their.reason then ": \($their.reason)" else "" end)"
             elif $our.error == null then "no error here\(if $our.reason then ": \($our.reason)" else "" end)"
             elif $their.error == null then "no error in the reference\(if $their.reason then ": \($their.reason)" else "" end)"
             else null end) as $reason
          | if $reason != null then {reason: $reason, found: $our.value, found_error: $our.error, other_found: $their.value, other_found_error: $their.error}
            else {value: $our.value, error: $our.error, samples: $our.samples, other_value: $their.value, other_error: $their.error, other_samples: $their.samples,
                  by_ratio: ($our.by_ratio and $our.value > 0 and $their.value > 0)} end
        end | known)
# numbers of statements first, and none of them a second time as an average
| map(select(.statement)) as $statements
| ($statements | map({key: numbers, value: true}) | from_entries) as $known
| ($statements + map(select(.statement != true and (numbers | in($known) | not))))[] | row
