#!/usr/bin/env bats
# wca-fskt: the decay of F_s. The cases are worked out by hand.

load helper

# frame TW CLONE X [GLASS]: four particles at X along x
frame() {
    printf '4\nLattice="9 0 0 0 9 0 0 0 9" Properties=pos:R:3:radius:R:1 glass=%s clone=%s tw=%s temperature=0.1\n' \
        "${4:-1}" "$2" "$1"
    printf '%s 1 1 0.4\n%s 0 0 0.6\n%s 1 3 0.4\n%s 3 3 0.5\n' "$3" "$3" "$3" "$3"
}

# two clones that move by 0.1 and 0.2 in a time 1, at tw = 0, 1, 2, 3, 4
times() {
    for tw in 0 1 2 3 4; do frame $tw 1 "0.$tw" "$@"; frame $tw 2 "0.$((2 * tw))" "$@"; done
}

@test "F_s of frozen clones is 1, and there is no tau_alpha" {
    { frame 0 1 0; frame 0 2 0; frame 1 1 0; frame 1 2 0; } | wca-fskt --tau 1 -o out
    assert_values "$(jq -sc '.[0] | [.tau, .origins, .clones, .particles, .fs, .fs_error, .fs_cartesian]' out)" '[1,1,2,4,1,0,1]'
    assert_values "$(jq -sc '.[1] | [.tau_alpha, .tau_alpha_reason]' out)" '[null,"F_s does not pass 1/e within the times"]'
}

@test "F_s of known displacements, over all origins" {
    times | wca-fskt --tau 1,2 -o out
    # k r = 0.7 and 1.4 in a time 1, from four origins
    close_to "$(jq -n '((0.7 | sin) / 0.7 + (1.4 | sin) / 1.4) / 2')" "$(jq -s '.[0].fs' out)"
    close_to "$(jq -n '(((0.7 | cos) + 2) / 3 + ((1.4 | cos) + 2) / 3) / 2')" "$(jq -s '.[0].fs_cartesian' out)"
    close_to "$(jq -n '((0.7 | sin) / 0.7 - (1.4 | sin) / 1.4) / 2')" "$(jq -s '.[0].fs_error' out)"
    assert_values "$(jq -c .origins out | paste -sd ' ')" '4 3 null'
}

@test "tau_alpha is where F_s is 1/e, with its error by jackknife" {
    times | wca-fskt --tau 1,2,3,4 -o out
    # F_s of clone 2 alone: 0.7039 at tau = 1, 0.1196 at 2
    local tau error
    tau=$(jq -s '.[4].tau_alpha' out) error=$(jq -s '.[4].tau_alpha_error' out)
    assert_equal "$(jq -n "$tau > 2 and $tau < 3 and $error > 0.5 and $error < 2")" true
}

@test "--wavenumber is k" {
    times | wca-fskt --tau 1 --wavenumber 1 -o out
    close_to "$(jq -n '((0.1 | sin) / 0.1 + (0.2 | sin) / 0.2) / 2')" "$(jq -s '.[0].fs' out)"
    refuse 64 '--wavenumber' wca-fskt --tau 1 --wavenumber 0
}

@test "a merge is the average over glasses, the same bits in any order" {
    times 1 | wca-fskt --tau 1,2,3,4 -o one
    { frame 0 1 0 2; frame 0 2 0 2; for tw in 1 2 3 4; do frame $tw 1 0.2 2; frame $tw 2 0.3 2; done; } | wca-fskt --tau 1,2,3,4 --tw 0 -o two
    wca-fskt --merge one two -o merged
    cmp merged <(cat two one | wca-fskt --merge)
    cmp merged <(tac one | cat - two | wca-fskt --merge)
    close_to "$(jq -s 'map(select(.tau == 2).fs) | add / 2' one two)" "$(jq 'select(.tau == 2).fs' merged)"
    assert_values "$(jq -sc '.[4] | [.glasses, .glass_numbers, .clones, .tau_alpha > 1]' merged)" '[2,[1,2],2,true]'
    refuse 65 'expected the same glasses at tau = 1 as at 1, found others|expected the same glasses' wca-fskt --merge one <(grep '"tau":2' two)
    refuse 65 'one:1: expected each state point once of each glass, found the one at one:1 again' wca-fskt --merge one one
}

@test "an average over one glass has the error of its clones" {
    times | wca-fskt --tau 1,2,3,4 -o one
    wca-fskt --merge one -o merged
    cmp <(jq -c '[.tau, .fs, .fs_error, .tau_alpha, .tau_alpha_error]' one) <(jq -c '[.tau, .fs, .fs_error, .tau_alpha, .tau_alpha_error]' merged)
    { frame 0 1 0; frame 1 1 0.2; } | wca-fskt --tau 1 | wca-fskt --merge -o merged
    assert_values "$(jq -sc '.[0] | [.fs_error, .fs_error_reason]' merged)" '[null,"one glass with fewer than 2 clones"]'
}

@test "under swap particles exchange diameters, and F_s follows the particles" {
    { frame 0 1 0; frame 1 1 0.1 | sed 's/1 1 0.4$/1 1 0.6/; s/0 0 0.6$/0 0 0.4/'; } | wca-fskt --tau 1 -o swapped
    { frame 0 1 0; frame 1 1 0.1; } | wca-fskt --tau 1 -o plain
    cmp swapped plain
    { frame 0 1 0; frame 1 1 0.1 | sed 's/1 1 0.4$/1 1 0.7/'; } >other
    refuse 65 'expected a clone of the glass in other:1, found other diameters' wca-fskt --tau 1 other
    without_overlaps 75 0.9 | wca-swap --temperature 2 --times 0:2:0.25 |
        wca-fskt --tau 0.25,0.5,1 -o out
    assert_equal "$(jq -sc 'map(select(.tau).fs) | . == (sort | reverse) and .[0] < 1' out)" true
}

@test "what is missing is refused" {
    refuse 64 'expected the option --tau with positive times, found none' wca-fskt
    refuse 64 'expected --merge, or --tw and --tau' wca-fskt --merge --tau 1
    refuse 66 'nowhere' wca-fskt --tau 1 nowhere
}
