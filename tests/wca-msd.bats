#!/usr/bin/env bats
# wca-msd: displacements within clones between two times. The cases are worked out by hand.

load helper

# frame TW CLONE X [GLASS]: of four particles the two largest are at X and -2 X; the small ones move wildly.
frame() {
    printf '4\nLattice="9 0 0 0 9 0 0 0 9" Properties=pos:R:3:radius:R:1 glass=%s clone=%s tw=%s temperature=0.1\n' \
        "${4:-1}" "$2" "$1"
    printf '%s 1 1 0.4\n%s 0 0 0.6\n5 %s 1 0.4\n-%s 3 3 0.5\n' "$2" "$3" "$1" "$((2 * $3))"
}

# two clones that move by 1 and 2 in a time 1, at tw = 0, 1, 2, 4
times() {
    local tw
    for tw in 0 1 2 4; do frame $tw 1 $tw "$@"; frame $tw 2 $((2 * tw)) "$@"; done
}

@test "frames moved by known vectors: one row per tw and tau that is there" {
    # (1 + 4) / 2 = 2.5 for the first clone, 10 for the second, in a time 1: mean 6.25, error 3.75
    times | wca-msd --tau 1,2 -o out
    assert_values "$(jq -c '[.tw, .tau, .delta, .delta_error, .sum_delta]' out | paste -sd ' ')" \
        '[0,1,6.25,3.75,[12.5,10,2.5]] [0,2,25,15,[50,40,10]] [1,1,6.25,3.75,[12.5,10,2.5]] [2,2,25,15,[50,40,10]]'
    assert_values "$(jq -c '[.glass, .clones, .particles, .temperature]' out | uniq)" '[1,2,2,0.1]'
}

@test "times that were asked for must be there" {
    times >run.xyz
    assert_values "$(wca-msd --tw 0,2 --tau 2 run.xyz | jq -c '[.tw, .tau]' | paste -sd ' ')" '[0,2] [2,2]'
    refuse 65 'run.xyz:13: expected frames of glass 1 at tw \+ tau = 3 too, found none' wca-msd --tw 1 --tau 2 run.xyz
    refuse 65 'expected frames of glass 1 at tw = 3 as --tw asks, found none' wca-msd --tw 3 --tau 1 run.xyz
    refuse 64 'expected the option --tau' wca-msd run.xyz
    refuse 64 'expected the option --tau with positive times, found a time 0' wca-msd --tau 0,1 run.xyz
    refuse 64 'expected --merge, or --tw and --tau' wca-msd --merge --tau 1 run.xyz
}

@test "a merge is the average over glasses, the same bits in any grouping" {
    times 1 | wca-msd --tau 1 -o one
    times 2 | sed 's/^\(-\?[0-9]*\) 0 0 0.6/\1 0 0 0.6/' | wca-msd --tau 1 -o two
    { times 1; times 2; } | wca-msd --tau 1 -o both
    wca-msd --merge one two -o merged
    cmp merged <(wca-msd --merge both)
    cmp merged <(cat two one | wca-msd --merge)
    assert_values "$(jq -sc '.[0] | [.tw, .tau, .glasses, .clones, .delta, .delta_error, .delta_of_glasses]' merged)" '[0,1,2,2,6.25,0,[6.25,6.25]]'
    assert_values "$(wca-msd --merge one | jq -sc '.[0] | [.delta, .delta_error]')" '[6.25,3.75]'
    refuse 65 'one:1: expected each state point once of each glass, found the one at one:1 again' wca-msd --merge one one
}

@test "a stream is held only as long as a lag is not over" {
    starts_within 60000 wca-msd
    # 4000 times of 2 clones: 16 MB of text
    { for tw in $(seq 0 3999); do frame "$tw" 1 1; frame "$tw" 2 2; done; } >run.xyz
    run bash -c 'ulimit -v 60000 && wca-msd --tau 10 run.xyz | tail -n 1 | jq -c "[.tw, .tau]"'
    assert_output '[3989,10]'
}

# average TW TAU DELTAS: of as many glasses
average() {
    jq -nc "{glass_phi: 0.85, phi: 0.85, temperature: 0.0007, tw: $1, tau: $2, glass_numbers: [range($3 | length) + 1], delta: ($3 | add / length),
        delta_error: 0.1, delta_of_glasses: $3}"
}

@test "--aging compares the longest waiting time with the shortest, in the same glasses" {
    { average 64 20 '[2, 2, 2, 6]' && average 8 20 '[1, 1, 1, 1]' && average 16 20 '[5, 5, 5, 5]' && average 8 5 '[1, 2, 3, 4]' && average 64 5 '[2, 4, 6, 8]'; } >rows
    wca-msd --aging rows -o out
    assert_values "$(jq -sc 'map([.phi, .tau, .glasses, .tw_first, .delta_first, .delta_first_error, .tw_last, .delta_last, .aging])' out)" \
        '[[0.85,5,4,8,2.5,0.1,64,5,2],[0.85,20,4,8,1,0.1,64,3,3]]'
    # proportional in each glass: no error; without one of the glasses 10/3 three times and 2, of mean 3: sqrt(3/4 (3/9 + 1))
    assert_values "$(jq -sc 'map(.aging_error * 1e12 | round / 1e12)' out)" '[0,1]'
    assert_values "$(wca-msd --aging <(head -n 1 rows) | jq -c '[.aging, .aging_reason]')" '[null,"a single waiting time"]'
    { average 8 20 '[1]' && average 64 20 '[0.5]'; } >one
    assert_values "$(wca-msd --aging one | jq -c '[.aging, .aging_error, .aging_error_reason]')" '[0.5,null,"fewer than 2 glasses"]'
    { average 8 20 '[1, 1]' && average 64 20 '[1, 1, 1]'; } >others
    refuse 65 'others:2: expected the glasses of others:1, found others' wca-msd --aging others
    jq -c '.glass = 1' rows >glasses
    refuse 65 'expected a row of many glasses, as --merge writes it, found one of glass 1' wca-msd --aging glasses
    refuse 64 'expected --merge or --aging, found both' wca-msd --aging --merge rows
    refuse 64 'expected --aging, or --tw and --tau' wca-msd --aging --tau 3 rows
}
