#!/usr/bin/env bats
# wca-cluster: the tree of the minima from a row for every pair. The trees are worked out by hand.

load helper

# pairs KEY VALUE...: rows of all pairs, in the order 0-1 0-2 .. 1-2 ..; as many values as pairs.
pairs() {
    local key=$1 items=2 a b
    shift
    while ((items * (items - 1) / 2 < $#)); do ((items++)); done
    for ((a = 0; a < items; a++)); do
        for ((b = a + 1; b < items; b++)); do
            printf '{"a":%d,"b":%d,"%s":%s}\n' "$a" "$b" "$key" "$1"
            shift
        done
    done
}

# Points on a line at 0, 1, 4 and 6
on_a_line() {
    pairs barrier 1 4 6 3 5 2
}

@test "the tree is that worked out by hand, merge by merge, then the order of the leaves" {
    on_a_line | wca-cluster -o out
    run cat out
    assert_line --index 0 '{"left":0,"right":1,"height":1,"size":2}'
    assert_line --index 1 '{"left":2,"right":3,"height":2,"size":2}'
    assert_line --index 2 '{"left":4,"right":5,"height":4.5,"size":4}'
    assert_line --index 3 '{"order":[0,1,2,3]}'
    assert_equal "${#lines[@]}" 4
}

@test "the linkage is the mean, the smallest or the largest distance of two clusters" {
    assert_values "$(on_a_line | wca-cluster --linkage average | jq -s '.[2].height')" 4.5
    assert_values "$(on_a_line | wca-cluster --linkage single | jq -s '.[2].height')" 3
    assert_values "$(on_a_line | wca-cluster --linkage complete | jq -s '.[2].height')" 6
}

@test "ties go to the lowest numbers" {
    pairs barrier 0 0 0 0 0 0 | wca-cluster -o out
    assert_values "$(jq -c '[.left, .right]' out | head -n 3 | tr -d '\n')" '[0,1][2,3][4,5]'
    assert_values "$(jq -c '.order // empty' out)" '[0,1,2,3]'
}

@test "the order brings items of one cluster together, whatever the order of the rows" {
    pairs barrier 5 0 5 | wca-cluster -o out
    assert_values "$(jq -c '.order // empty' out)" '[0,2,1]'
    pairs barrier 5 0 5 | tac | wca-cluster -o backwards
    cmp out backwards
}

@test "any key serves as the distance" {
    pairs distance 7 | wca-cluster --key distance -o out
    assert_values "$(jq -c '.height // empty' out)" 7
}

@test "state points and glasses have a tree each, and its rows carry them" {
    {
        pairs barrier 3 | jq -c '{phi: 1.1, glass_temperature: 0.46, glass: 1} + .'
        pairs barrier 4 5 6 | jq -c '{phi: 1.1, glass_temperature: 0.46, glass: 2} + .'
        pairs barrier 7 | jq -c '{phi: 0.85, glass_temperature: 0.0353, glass: 2} + .'
    } >rows
    wca-cluster rows -o out
    assert_values "$(jq -c '[.phi, .glass, .height] | select(.[2])' out | tr -d '\n')" \
        '[1.1,1,3][1.1,2,4][1.1,2,5.5][0.85,2,7]'
    assert_values "$(jq -c '[.glass_temperature, .glass, .order] | select(.[2])' out | tr -d '\n')" \
        '[0.46,1,[0,1]][0.46,2,[0,1,2]][0.0353,2,[0,1]]'
}

@test "a pair that is missing, doubled or contradictory is refused with its row" {
    on_a_line | sed 4d >missing
    refuse 65 'missing:1: expected a row for every pair of the 4 items, found none for a = 1, b = 2' wca-cluster missing
    on_a_line | sed 4p >doubled
    refuse 65 'doubled:[45]: expected each pair once, found the pair a = 1, b = 2 also at doubled:[45]$' wca-cluster doubled
    { on_a_line && echo '{"a":1,"b":2,"barrier":9}'; } >other
    refuse 65 'other:[47]: .* a = 1, b = 2 also at other:[47], with another value' wca-cluster other
    echo '{"a":0,"b":2000000000,"barrier":1}' >huge
    refuse 65 'huge:1: expected a row for every pair of the 2000000001 items, found none for a = 0, b = 1' wca-cluster huge
}

@test "a distance below 0 and a state point that is no number are refused" {
    pairs barrier 1 -2 3 >rows
    refuse 65 'rows:2: expected a distance of at least 0 for the key "barrier", found -2' wca-cluster rows
    pairs barrier 1 2 3 | jq -c '.phi = [1]' >rows
    refuse 65 'rows:1: expected a number for the key "phi", found another JSON value' wca-cluster rows
}

@test "rows that are no pairs are refused" {
    echo '{"a":1,"b":1,"barrier":1}' >same
    refuse 65 'same:1: expected 0 <= a < b, found a = 1 and b = 1' wca-cluster same
    echo '{"a":1,"b":0,"barrier":1}' >backwards
    refuse 65 'backwards:1: expected 0 <= a < b' wca-cluster backwards
    echo '{"a":0,"b":1}' >keyless
    refuse 65 'keyless:1: .*"barrier"' wca-cluster keyless
    echo '{"a":0,"b":1,"barrier":null}' >valueless
    refuse 65 'valueless:1: .*"barrier"' wca-cluster valueless
    : >empty
    refuse 65 'empty:1: expected rows, found none' wca-cluster empty
}
