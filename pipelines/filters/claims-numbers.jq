# The numbers that the claims on a glass ask for, with their errors, from the rows of all pairs of its clones: a row per quantity
# of pipelines/claims.json (slurped into $claims).
#
# Clones are independent, pairs are not: an error is that of the jackknife over clones, which leaves out each clone in turn
# with all its pairs. Where all clones agree it would be 0; it is at least what one clone more could change, the range of the
# quantity over the number of clones. Clones in one minimum tell nothing new of the pairs of minima: for quantities of these
# the error is that of the jackknife over minima where it is larger.
#
# A band that did not converge gives an upper bound of its barrier, and |E_A - E_B| is a lower one: `value` has the first for
# all of these, `value_low` the second. No number need lie between these two, so that pairs_unconverged, counted where barriers
# play a part, is not to be many.
#
# $again: rows of clones of the same glass that were quenched to another temperature; their barriers are not used.
def square: . * .;
def mean: if . == [] then null else add / length end;
def jackknife: length as $n | mean as $mean | map(. - $mean | square) | add * ($n - 1) / $n | sqrt;
def without_clone($clone): map(select(.a != $clone and .b != $clone));
def without_minimum($minimum): map(select(.minima[0] != $minimum and .minima[1] != $minimum));

def nothing($reason): {value: null, error: null, $reason};
# value is a function of rows; null where it does not exist
def estimate($clones; $range; value):
    . as $rows
    | value as $value
    | [range($clones) as $k | $rows | without_clone($k) | value] as $left
    | if $value == null then nothing("no such pairs")
      elif $left | index([null]) then {value: $value, error: null, reason: "it rests on a single clone"}
      else {value: $value, error: ([($left | jackknife), $range / $clones] | max)} end;
def estimate_of_minima($clones; $range; value):
    . as $rows
    | (map(.minima[]) | unique) as $minima
    | estimate($clones; $range; value)
    | if .error == null or ($minima | length) == $clones then . else
      [$minima[] as $m | $rows | without_minimum($m) | value] as $left
    | if $left | index([null]) then .error = null | .reason = "it rests on a single minimum"
      else .error = ([.error, ($left | jackknife)] | max) end end;

def minima: map(.minima[]) | unique | length;
def clones_of: map(.a, .b) | unique | length;
def spread: map(.participation) | if . == [] then 0 else max - min end; # of the participation
def same: .minima[0] == .minima[1];

# (The largest over all pairs, which the paper's colours show, is beside it, without an error.)
# the mean over clones of the largest participation among the pairs of each
def largest_participation_of_a_clone:
    [.[] | [.a, .participation], [.b, .participation]] | group_by(.[0]) | map(map(.[1]) | max) | mean;

# Rank correlation (Spearman). Ranks are given once, equal values their mean rank; those who are left out leave the others theirs.
def ranked($name; value):
    (reduce (group_by(value)[] | {rows: ., count: length}) as $group ([0, []];
        (.[0] + ($group.count + 1) / 2) as $rank | [.[0] + $group.count, .[1] + [$group.rows[] | .[$name] = $rank]]))[1];
def correlation($one; $other):
    length as $n
    | (map(.[$one]) | mean) as $x | (map(.[$other]) | mean) as $y
    | (map(.[$one] - $x | square) | add) as $xx | (map(.[$other] - $y | square) | add) as $yy
    | if $n < 3 or $xx == 0 or $yy == 0 then null
      else (map((.[$one] - $x) * (.[$other] - $y)) | add) / ($xx * $yy | sqrt) end;

# Two groups of barriers: the split of rows sorted by log_barrier that explains most of its variance. {share, split}: small
# barriers are those up to the split.
def two_scales:
    length as $n
    | if $n < 2 or .[0].log_barrier == .[-1].log_barrier then null
      else
        (map(.log_barrier) | mean) as $mean
        | (map(.log_barrier - $mean | square) | add) as $all
        | reduce (.[:-1] | to_entries[]) as $row ({sum: 0, share: -1};
            .sum += $row.value.log_barrier - $mean
            | (.sum * .sum * $n / (($row.key + 1) * ($n - $row.key - 1)) / $all) as $share
            | if $share > .share then .share = $share | .split = $row.value.log_barrier else . end)
      end;
def share_of(kind): length as $n | if $n == 0 then null else (map(select(kind)) | length) / $n end;

$claims[0].rules as $rules
| map(select(has("a"))) as $given
| ($given | map(.b) | max + 1) as $n
| ($given[0] | {phi: .glass_phi, temperature: .glass_temperature, glass: .glass}) as $state
| ($given | map({a, b, minima: [.minimum_a, .minimum_b], distance, participation, converged, barrier, low: (.energy_a - .energy_b | fabs)})) as $rows
| ($rows | map(select(same | not))) as $pairs
| ($pairs | map(select(.converged | not)) | length) as $unconverged

# the numbers in which barriers play a part
| def of_barriers(barrier):
    map(.value = barrier | .log_barrier = ([.value, $rules.smallest_barrier] | max | log))
    | ranked("by_distance"; .distance) | ranked("by_barrier"; .value) | sort_by(.log_barrier)
    | (two_scales | if . then .split else 0 end) as $split
    | (if . == [] then 0 else .[length / 2 | floor].log_barrier end) as $median
    | map(.large = (.log_barrier > $split)
          | .kind = (if .participation <= $rules.localized then 0 elif .participation >= $rules.collective then 2 else null end)
          | .kind = (if .kind != null and .log_barrier > $median then .kind + 1 else .kind end))
    | spread as $spread
    | {two_scales: estimate_of_minima($n; 1; two_scales | if . then .share else null end),
       localized_among_large: estimate_of_minima($n; 1; map(select(.large)) | share_of(.participation <= $rules.localized)),
       collective_among_large: estimate_of_minima($n; 1; map(select(.large)) | share_of(.participation >= $rules.collective)),
       largest_participation_of_a_clone_small: estimate_of_minima($n; $spread; map(select(.large | not)) | largest_participation_of_a_clone),
       rarest_kind: estimate_of_minima($n; 1; if . == [] then null else length as $all | . as $r | [range(4) as $k | $r | map(select(.kind == $k)) | length / $all] | min end),
       distance_with_barrier: estimate_of_minima($n; 1; correlation("by_distance"; "by_barrier"))};
  ($pairs | of_barriers(.barrier)) as $high
| (if $unconverged == 0 then $high else $pairs | of_barriers(if .converged then .barrier else .low end) end) as $low

# the other temperature: the two sets of clones are taken as independent
| def of_clones: (reduce .[] as $p ([]; .[$p.a] = $p.energy_a | .[$p.b] = $p.energy_b)) as $energy
    | ($energy | length) as $m
    | ($energy | mean) as $mean
    | ($energy | map(. - $mean | square) | add / ($m - 1)) as $variance
    | {clones: $m, energy: $mean, variance: $variance, minima: (map(.minimum_a, .minimum_b) | unique | length),
       distance: (map({a, b, distance}) | estimate($m; 0; map(.distance) | mean))};
  ($given | of_clones) as $first
| (if $again == [] then null else $again | of_clones end) as $second
| def compared(number): if $second == null then nothing("not run: no other temperature in this profile")
    elif $first.minima == 1 then nothing("all clones are in one minimum")
    else number end;
  compared({value: (($second.energy - $first.energy) / ($first.variance | sqrt)),
            error: ($first.variance / $first.clones + $second.variance / $second.clones | . / $first.variance | sqrt)}) as $energy_shift
| compared(if $first.distance.error == null or $second.distance.error == null then nothing("too few clones")
           else ($second.distance.value / $first.distance.value) as $ratio
             | {value: $ratio, error: ($ratio * ([$first, $second] | map(.distance | .error / .value | square) | add | sqrt))} end) as $distance_ratio

| {shared: ($rows | estimate($n; 1; share_of(same))),
   minima_per_clone: ($rows | estimate($n; 1; if . == [] then null else minima / clones_of end)),
   largest_participation: ($pairs | map(.participation) | {value: max, error: null, reason: (if . == [] then "no such pairs" else "a maximum has no error" end)}),
   largest_participation_of_a_clone: ($pairs | estimate_of_minima($n; spread; largest_participation_of_a_clone)),
   distance_with_participation: ($pairs | ranked("by_distance"; .distance) | ranked("by_participation"; .participation)
       | estimate_of_minima($n; 1; correlation("by_distance"; "by_participation"))),
   energy_shift: $energy_shift, distance_ratio: $distance_ratio} + $high
| to_entries[]
| .key as $quantity
| $state + {quantity: .key, clones: ([$n, (if .key == "energy_shift" or .key == "distance_ratio" then $second.clones else null end) // $n] | min),
            minima: ($rows | minima), pairs: ($pairs | length),
            pairs_unconverged: (if $high | has($quantity) then $unconverged else 0 end)}
  + .value + (($low[.key] // .value) | {value_low: .value, error_low: .error})
| row
