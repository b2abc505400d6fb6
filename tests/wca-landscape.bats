#!/usr/bin/env bats
# wca-landscape: the numbers of a landscape from a row for every pair, against cases worked out by hand.

load helper

# pair A B MINIMUM_A MINIMUM_B DISTANCE PARTICIPATION BARRIER [FIELDS]
pair() {
    jq -nc "{phi: 1.1, glass_phi: 1.1, glass_temperature: 0.46, glass: 1, a: $1, b: $2, minimum_a: $3, minimum_b: $4, distance: $5,
        participation: $6, barrier: $7, energy_a: (1 + $3), energy_b: (1 + $4), saddle_energy: ($7 + 1 + ([$3, $4] | min)),
        converged: true, at_lower_bound: false} ${8:-}"
}

# Four clones: 0 and 1 are in minimum 0, 2 and 3 in their own.
four_clones() {
    pair 0 1 0 0 0.0 null 0
    pair 0 2 0 2 0.3 10 2.5
    pair 1 2 0 2 0.3 10 2.5
    pair 0 3 0 3 0.6 80 5
    pair 1 3 0 3 0.6 80 5
    pair 2 3 2 3 0.4 60 4
}

# number KEY [OPTION...]: of rows.jsonl
number() {
    wca-landscape "${@:2}" rows.jsonl | jq ".$1"
}

@test "shared minima, minima per clone and their jackknife errors are those worked out by hand" {
    four_clones >rows.jsonl
    close_to "$(jq -n 1/6)" "$(number shared)"
    # without clone 0 or 1: no pair in three; without 2 or 3: one in three. sqrt(3/4 * 4 * (1/6)^2); one clone more: 1/4
    close_to "$(jq -n '[3 / 36 | sqrt, 1/4] | max')" "$(number shared_error)"
    close_to 0.75 "$(number minima_per_clone)"
}

@test "the largest participation is that of each clone, on the average" {
    four_clones >rows.jsonl
    close_to "$(jq -n '(80 + 80 + 60 + 80) / 4')" "$(number largest_participation_of_a_clone)"
    assert_values "$(number minima)" 3
}

@test "rank correlations are Spearman's: one for a monotonic relation, with mean ranks where values are equal" {
    four_clones >rows.jsonl # distances and barriers of distinct minima rise together
    close_to 1 "$(number distance_with_barrier)"
    # ranks of distance 1.5 1.5 4.5 4.5 3, of participation 1.5 1.5 4.5 4.5 3
    close_to 1 "$(number distance_with_participation)"
    # distances 1 2 3 4 5 6, barriers 1 3 2 4 6 5: 1 - 6 (1 + 1 + 1 + 1) / (6 * 35)
    { pair 0 1 0 1 1 5 1 && pair 0 2 0 2 2 5 3 && pair 0 3 0 3 3 5 2 && pair 1 2 1 2 4 5 4 && pair 1 3 1 3 5 5 6 && pair 2 3 2 3 6 5 5; } >rows.jsonl
    close_to "$(jq -n '1 - 24 / 210')" "$(number distance_with_barrier)"
    assert_equal "$(number distance_with_participation)" null
}

@test "two scales of barriers explain nearly all of the variance where there are two, and less where there are not" {
    local k=0 barrier
    for barrier in 0.010 0.011 0.012 1.0 1.1 1.2; do # the six pairs of four clones
        pair $((k < 3 ? 0 : k < 5 ? 1 : 2)) $((k < 3 ? k + 1 : k < 5 ? k - 1 : 3)) $((k < 3 ? 0 : k < 5 ? 1 : 2)) \
            $((k < 3 ? k + 1 : k < 5 ? k - 1 : 3)) 1 5 $barrier
        k=$((k + 1))
    done >rows.jsonl
    assert_equal "$(jq -n "$(number two_scales) > 0.99")" true
    jq -c '.barrier = pow(2; .a + .b)' rows.jsonl >even.jsonl && mv even.jsonl rows.jsonl
    assert_equal "$(jq -n "$(number two_scales) < 0.9")" true
}

@test "a band that did not converge gives two values: with its barrier, and with |E_A - E_B|" {
    four_clones | jq -c 'if .a == 2 then .converged = false else . end' >rows.jsonl
    close_to 1 "$(number distance_with_barrier)"
    # barriers 2.5 2.5 5 5 1: ranks 2.5 2.5 4.5 4.5 1 against 1.5 1.5 4.5 4.5 3
    close_to "$(jq -n '6 / 9')" "$(number distance_with_barrier_low)" 1e-9
    assert_values "$(number shared_low)" null # no barrier plays a part
}

@test "where all clones are in one minimum there is no pair, and the number says so" {
    { pair 0 1 0 0 0 null 0 && pair 0 2 0 0 0 null 0 && pair 1 2 0 0 0 null 0; } >rows.jsonl
    assert_equal "$(number largest_participation_of_a_clone)" null
    assert_equal "$(number largest_participation_of_a_clone_reason)" '"no such pairs"'
    close_to 1 "$(number shared)"
    assert_equal "$(number two_scales_low_reason)" '"no such pairs"'
    assert_equal "$(number energy_shift_reason)" null # nothing to compare with
    # the same minimum to rounding, at both temperatures
    jq -c '.energy_a += 1e-13 * .a | .energy_b += 1e-13 * .b | .distance = 1e-22 * .b' rows.jsonl >rounded.jsonl && mv rounded.jsonl rows.jsonl
    jq -c '.distance *= 3' rows.jsonl >again.jsonl
    assert_equal "$(number energy_shift_reason --compare again.jsonl)" '"all clones are in one minimum"'
    assert_equal "$(number distance_ratio_reason --compare again.jsonl)" '"all clones are in one minimum"'
    # two clones: numbers that do not exist, and no error
    pair 0 1 0 1 0.1 5 1 >rows.jsonl
    assert_equal "$(number minima_per_clone_error_reason)" '"it rests on a single clone"'
}

@test "other clones are compared in spreads of the energy over clones, and in mean distances" {
    four_clones >rows.jsonl
    four_clones | jq -c '.energy_a += 1 | .energy_b += 1 | .distance *= 2' >again.jsonl
    # energies 1 1 3 4, of variance 2.25
    close_to "$(jq -n '1 / 1.5')" "$(number energy_shift --compare again.jsonl)"
    close_to "$(jq -n '2 / 4 | sqrt')" "$(number energy_shift_error --compare again.jsonl)"
    close_to 2 "$(number distance_ratio --compare again.jsonl)"
    # without barriers, as wca-minima --pairs writes them, and of another glass too
    jq -c 'del(.barrier, .saddle_energy, .converged, .at_lower_bound) | ., (.glass = 2)' again.jsonl | jq -sc 'sort_by(.glass)[]' >distances.jsonl
    assert_values "$(number distance_ratio --compare distances.jsonl)" "$(number distance_ratio --compare again.jsonl)"
    jq -c '.glass = 2' again.jsonl >others.jsonl
    refuse 65 'rows.jsonl:1: expected this glass among the rows of --compare too, found others' wca-landscape --compare others.jsonl rows.jsonl
    # a glass of the same number that was made at another density, or of another potential
    local other
    for other in '.glass_density = 1' '.potential = "ipl12"'; do
        jq -c "$other" again.jsonl >others.jsonl
        refuse 65 'rows.jsonl:1: expected this glass among the rows of --compare too, found others' wca-landscape --compare others.jsonl rows.jsonl
    done
}


# Four minima with energies of 1, whose bands reach 2, 5, 9 (0 to 1, 2, 3), 4, 3 (1 to 2, 3) and 8; that from 1 to 3 did not converge.
four_minima() {
    local rest='| .energy_a = 1 | .energy_b = 1 | .saddle_energy = 1 + .barrier'
    pair 0 1 0 1 1 5 1 "$rest"
    pair 0 2 0 2 1 5 4 "$rest"
    pair 0 3 0 3 1 5 8 "$rest"
    pair 1 2 1 2 1 5 3 "$rest"
    pair 1 3 1 3 1 5 2 "$rest | .converged = false | .at_lower_bound = true"
    pair 2 3 2 3 1 5 7 "$rest"
}

@test "the minimax barrier is the lowest over any sequence of bands, and knows whether the one that decides converged" {
    four_minima >rows.jsonl
    wca-landscape --minimax rows.jsonl -o out
    # 0 to 2 by 1; 0 to 3 by 1; 2 to 3 by 1
    assert_values "$(jq -sc 'map([.a, .b, .minimax])' out)" '[[0,1,1],[0,2,3],[0,3,2],[1,2,3],[1,3,2],[2,3,3]]'
    assert_values "$(jq -sc 'map(select(.minimax_converged | not) | [.a, .b, .minimax_at_lower_bound])' out)" '[[0,3,true],[1,3,true]]'
    assert_values "$(jq -c 'del(.minimax, .minimax_converged, .minimax_at_lower_bound)' out)" "$(cat rows.jsonl)"
    # clones in one minimum
    four_clones >rows.jsonl
    assert_values "$(wca-landscape --minimax rows.jsonl | jq -sc 'map([.minimax, .minimax_converged])')" \
        '[[0,true],[2.5,true],[5,true],[2.5,true],[5,true],[3,true]]' # 2 to 3 by way of 0, up to 6 from 3
}

@test "the disconnectivity graph has minima and what joins at which energy, in the order of the matrices and with no lines that cross" {
    four_minima >rows.jsonl
    wca-landscape --tree rows.jsonl -o out
    # average linkage on barriers 1 4 8 3 2 7: 0 and 1 at 1, 2 at 3.5, 3 at 17/3
    assert_values "$(jq -sc 'map(select(has("minimum")) | [.node, .minimum, .energy, .clones, .x, .x_untangled])' out)" \
        '[[0,0,1,1,1,1],[1,1,1,1,2,2],[2,2,1,1,3,4],[3,3,1,1,4,3]]'
    # 0 and 1 join at 2; 3 at 3, on a band that did not converge; 2, which stands between these in the matrices, at 4: its line crosses there
    assert_values "$(jq -sc 'map(select(has("left")) | [.node, .left, .right, .energy, .minima, .x, .converged, .at_lower_bound])' out)" \
        "$(jq -nc '[[4,0,1,2,2,1.5,true,false],[5,4,3,3,3,7/3,false,true],[6,5,2,4,4,2.5,true,false]]')"
}

@test "glasses have a row each, and are averaged with the standard error" {
    four_clones >rows.jsonl
    jq -c '.glass = 2 | .distance *= 2' rows.jsonl >>rows.jsonl.more
    { pair 0 1 0 0 0 null 0 && pair 0 2 0 0 0 null 0 && pair 1 2 0 0 0 null 0 && pair 0 3 0 0 0 null 0 && pair 1 3 0 0 0 null 0 &&
        pair 2 3 0 0 0 null 0; } | jq -c '.glass = 3' >>rows.jsonl.more
    wca-landscape rows.jsonl rows.jsonl.more -o glasses.jsonl
    assert_values "$(jq -sc 'map([.glass, .minima])' glasses.jsonl)" '[[1,3],[2,3],[3,1]]'
    wca-landscape --merge glasses.jsonl -o out
    assert_values "$(jq -c '[.glasses, .glass_numbers, .clones, .pairs, .pairs_unconverged]' out)" '[3,[1,2,3],4,10,0]'
    # shared: 1/6, 1/6, 1; sd of these over sqrt(3)
    close_to "$(jq -n '4 / 9')" "$(jq .shared out)"
    close_to "$(jq -n '(2 * pow(5 / 18; 2) + pow(5 / 9; 2)) / 2 / 3 | sqrt')" "$(jq .shared_error out)"
    # the third glass has no pairs of minima; of the other two numbers that are the same have the error of two of two, from -1 to 1 and from 0 to 1
    assert_values "$(jq -c '[.shared_glasses, .distance_with_barrier_glasses, .distance_with_barrier, .bands_error > 0]' out)" '[3,2,1,true]'
    close_to "$(jq -n '2 * (3/4 * 1/4 / 5 | sqrt)')" "$(jq .distance_with_barrier_error out)"
    close_to 0.4 "$(jq .localized out)"
    close_to "$(jq -n '(0.4 * 2 + 1) / 4 | . * (1 - .) / 5 | sqrt')" "$(jq .localized_error out)"
    assert_values "$(jq -c 'select(.glass < 3)' glasses.jsonl | wca-landscape --merge | jq .minima_error)" 0 # counts have no limits
    # of one glass its own error
    wca-landscape --merge <(head -n 1 glasses.jsonl) -o one
    assert_values "$(jq .shared_error one)" "$(head -n 1 glasses.jsonl | jq .shared_error)"
    assert_values "$(jq -c '[.minima, .minima_error, .minima_error_reason]' one)" '[3,null,"a single glass has it"]'
    wca-landscape --merge <(tail -n 1 glasses.jsonl) -o none
    assert_values "$(jq -c '[.two_scales, .two_scales_reason, .two_scales_glasses]' none)" '[null,"no glass has it",0]'
    wca-landscape --merge <(tac glasses.jsonl) -o backwards
    cmp out backwards
}

@test "glasses of two sizes or kinds of diameters are not averaged, those of two densities have a row each" {
    four_clones | jq -c '.particles = 1000 | .diameters = "random"' >rows.jsonl
    # other CHANGE: glasses 1 and 2, the second one with this
    other() {
        jq -c ".glass = 2 $1" rows.jsonl >second.jsonl
        wca-landscape rows.jsonl second.jsonl -o glasses.jsonl
    }
    other ''
    assert_values "$(wca-landscape --merge glasses.jsonl | jq -c '[.glasses, .particles, .diameters]')" '[2,1000,"random"]'
    other '| .particles = 500'
    refuse 65 'glasses.jsonl:2: expected particles 1000 as in glasses.jsonl:1, found 500' wca-landscape --merge glasses.jsonl
    other '| del(.particles)'
    refuse 65 'glasses.jsonl:2: .* "particles"' wca-landscape --merge glasses.jsonl
    other '| .diameters = "quantile"'
    refuse 65 'glasses.jsonl:2: expected diameters "random" as in glasses.jsonl:1, found "quantile": they do not merge' wca-landscape --merge glasses.jsonl
    other '| .potential = "ipl12"'
    refuse 65 'glasses.jsonl:2: expected rows of the potential wca as before, found one of ipl12: they do not merge' wca-landscape --merge glasses.jsonl
    other '| .phi = 0.9'
    assert_values "$(wca-landscape --merge glasses.jsonl | jq -sc 'map([.phi, .glasses])')" '[[0.9,1],[1.1,1]]'
    # pairs say how many particles there are
    wca-init --particles 100 --phi 1.1 --seed 1 | wca-min -q -o a.xyz
    wca-init --particles 100 --phi 1.1 --seed 1 | wca-min -q --method fire -o b.xyz
    assert_values "$(cat a.xyz b.xyz | wca-minima --pairs | jq .particles)" 100
    assert_values "$(cat a.xyz b.xyz | wca-neb --pairs all | jq .particles)" 100
}

@test "rows that do not go together are refused" {
    four_clones >rows.jsonl
    jq -c 'if .a == 2 then .minimum_a = 1 else . end' rows.jsonl >other
    refuse 65 'other:6: expected the clone at 2 in the minimum 2, as in other rows, found 1' wca-landscape other
    jq -c 'if .a == 2 then .energy_a = 7 else . end' rows.jsonl >energy
    refuse 65 'energy:6: expected the energy 3 of the clone at 2, as in other rows, found 7' wca-landscape energy
    jq -c 'if .a == 1 and .b == 2 then .saddle_energy = 7 else . end' rows.jsonl >bands
    refuse 65 'bands:3: expected the band of bands:2, which is between the same minima, found another' wca-landscape bands
    jq -c '.participation = 3' rows.jsonl >number
    refuse 65 'number:1: expected null for the participation of a pair in one minimum, found another value' wca-landscape number
    jq -c '.participation = null' rows.jsonl >null
    refuse 65 'null:2: expected a number for the key "participation", found another JSON value' wca-landscape null
    jq -c '.distance = -1' rows.jsonl >negative
    refuse 65 'negative:1: expected a number of at least 0 for the key "distance", found -1' wca-landscape negative
    jq -c 'del(.barrier)' rows.jsonl >without
    refuse 65 'without:1: .* "barrier"' wca-landscape without
    sed 3d rows.jsonl >missing
    refuse 65 'missing:1: expected a row for every pair of the 4 items, found none for a = 1, b = 2' wca-landscape missing
    jq -c '.minimum_b = 5' rows.jsonl >beyond
    refuse 65 'beyond:1: expected minima from 0 to the positions 0 and 1, found minimum_a = 0 and minimum_b = 5' wca-landscape beyond
    : >empty
    refuse 65 'empty:1: expected rows, found none' wca-landscape empty
    refuse 64 'expected one of --minimax, --tree, --merge and --compare, found several' wca-landscape --tree --merge rows.jsonl
}

# cumulative KEY VALUE FIRST: the entry of a list of shares at a value, which is on its grid
cumulative() {
    jq ".$1[(8 * ($2 / $3 | log10) | round)]" out
}

@test "distributions are the shares of the pairs in two minima, on a grid and in cells, and average over glasses" {
    four_clones >rows.jsonl # of five pairs: barriers 2.5 2.5 5 5 4, participation 10 10 80 80 60, distances 0.3 0.3 0.6 0.6 0.4
    wca-landscape --distributions rows.jsonl -o out
    assert_values "$(jq -c '[.distance_cumulative, .participation_cumulative, .barrier_cumulative, .barrier_and_participation | length]' out)" '[73,33,73,576]'
    assert_values "$(cumulative participation_cumulative 1 1)" 0
    assert_values "$(cumulative participation_cumulative 10 1)" 0.4
    assert_values "$(cumulative participation_cumulative 100 1)" 1
    assert_values "$(cumulative barrier_cumulative 1 1e-6)" 0
    assert_values "$(cumulative barrier_cumulative 10 1e-6)" 1
    assert_values "$(cumulative distance_cumulative 0.1 1e-8)" 0
    # cells: 10^(1/4 k); 10 is the first of the cell 4 of participation, 60 and 80 in 7; 2.5, 4 and 5 in 1, 2 and 2 beyond 24
    assert_values "$(jq -c '[.barrier_and_participation | to_entries[] | select(.value > 0) | [.key, .value]]' out)" '[[169,0.4],[278,0.6]]'
    # a glass whose clones are in one minimum has none, and the mean is over the others
    jq -c '(.glass = 2, .glass = 3) | if .glass == 2 then .minimum_a = 0 | .minimum_b = 0 else .minimum_a = .a | .minimum_b = .b end
        | .energy_a = 1 | .energy_b = 1 | if .glass == 2 then .participation = null | .barrier = 0 else .participation = 60 | .barrier = 4 end
        | .saddle_energy = 1 + .barrier' rows.jsonl >others.jsonl
    jq -c 'select(.glass == 2)' others.jsonl | wca-landscape --distributions >glasses.jsonl
    jq -c 'select(.glass == 3)' others.jsonl | wca-landscape --distributions >>glasses.jsonl
    assert_equal "$(jq -r 'select(.glass == 2).barrier_cumulative_reason' glasses.jsonl)" 'all clones are in one minimum'
    cat out >>glasses.jsonl
    wca-landscape --merge glasses.jsonl -o merged.jsonl
    assert_values "$(jq -c '[.barrier_cumulative_glasses, .participation_cumulative[8], .participation_cumulative[16], .barrier_and_participation[278]]' merged.jsonl)" '[2,0.2,1,0.8]'
    close_to 0.2 "$(jq '.participation_cumulative_error[8]' merged.jsonl)"
    # left out, a glass that has none changes nothing
    jq -c 'select(.glass != 2)' glasses.jsonl | wca-landscape --merge -o two.jsonl
    assert_values "$(jq -c '[.participation_cumulative, .participation_cumulative_error]' two.jsonl)" "$(jq -c '[.participation_cumulative, .participation_cumulative_error]' merged.jsonl)"
    jq -c '.distance_cumulative |= .[1:]' out >short
    refuse 65 'short:1: expected 73 numbers in "distance_cumulative", found 72' wca-landscape --merge short
    refuse 64 'expected --distributions with the numbers of glasses, found it with --merge' wca-landscape --merge --distributions glasses.jsonl
}

@test "four kinds of pairs have their shares" {
    four_clones >rows.jsonl # the median barrier is 4
    assert_values "$(wca-landscape rows.jsonl | jq -c '[.localized, .collective, .localized_below_median, .localized_above_median, .collective_below_median, .collective_above_median, .rarest_kind] | map(1e9 * . | round / 1e9)')" \
        '[0.4,0.6,0.4,0,0.2,0.4,0]'
}
