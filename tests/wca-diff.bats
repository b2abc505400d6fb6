#!/usr/bin/env bats
# wca-diff: distance, participation ratio and displacement field of two frames. The cases are worked out by hand.

load helper

# frame X1 Y1 X2 Y2 [LABELS]: two particles of radius 0.5 in a box of edge 4.
frame() {
    printf '2\nLattice="4 0 0 0 4 0 0 0 4" Properties=pos:R:3:radius:R:1 %s\n%s %s 1 0.5\n%s %s 1 0.5\n' \
        "${5:-}" "$1" "$2" "$3" "$4"
}

@test "distance, participation and largest displacement are those worked out by hand" {
    # dr = (1, 1) and (-1, -1): sum |dr|^2 = 4, over N = 2; (sum d^2)^2 / sum d^4 = 16/4
    frame 1 1 3 3 >a.xyz
    frame 2 2 2 2 >b.xyz
    wca-diff a.xyz b.xyz -o out
    assert_values "$(jq -c '[.distance, .participation, .particles, .glass]' out)" '[2,4,2,1]'
    close_to 1.4142135623730951 "$(jq .largest out)" 1e-15
    close_to 0.0231400153029 "$(jq .phi out)" 1e-11 # sqrt(2) pi / 6 * 2 / 4^3
}

@test "two frames of one stream are compared as those of two files" {
    frame 1 1 3 3 >a.xyz
    frame 1.5 1 2.5 3 >b.xyz
    wca-diff a.xyz b.xyz -o files
    cat a.xyz b.xyz | wca-diff -o stream
    cmp files stream
}

@test "the motion of the centre of mass is removed" {
    # dr = (2, 0) and (0, 0) is (1, 0) and (-1, 0) about the mean
    frame 1 1 3 3 >a.xyz
    frame 3 1 3 3 >b.xyz
    wca-diff a.xyz b.xyz -o out
    assert_values "$(jq -c '[.distance, .participation, .largest]' out)" '[1,2,1]'
}

@test "frames that do not differ, or by a translation only, have no participation, and the row says why" {
    frame 1 1 3 3 >a.xyz
    frame 1.1 1.3 3.1 3.3 >b.xyz
    wca-diff a.xyz a.xyz -o out
    assert_values "$(jq -c '[.distance, .participation, .participation_reason, .largest]' out)" '[0,null,"nothing moved",0]'
    wca-diff a.xyz b.xyz -o out
    assert_values "$(jq -c '[.participation, .participation_reason]' out)" '[null,"nothing moved"]'
}

@test "the temperature is in the row when both frames have it" {
    frame 1 1 3 3 temperature=0.5 >a.xyz
    frame 1 1 3 3 temperature=0.5 >b.xyz
    frame 1 1 3 3 >c.xyz
    assert_values "$(wca-diff a.xyz b.xyz | jq -c .temperature)" 0.5
    assert_equal "$(wca-diff a.xyz c.xyz | jq -c 'has("temperature")')" false
}

@test "--field writes the first frame with the displacement to the second as columns" {
    frame 1 1 3 3 note=first >a.xyz
    frame 3 1 3 3 >b.xyz
    wca-diff --field a.xyz b.xyz -o out
    run cat out
    assert_line --index 1 --partial ':id:I:1:displacement:R:3 '
    assert_line --index 1 --partial ' note=first'
    assert_line --index 2 'X 1 1 1 0.5 1 1 0 0'
    assert_line --index 3 'X 3 3 1 0.5 2 -1 0 0'
    wca-diff out b.xyz | jq -e '.distance == 1'
}

@test "one frame or three are refused" {
    frame 1 1 3 3 >a.xyz
    refuse 65 'a.xyz:1: expected two frames, found one' wca-diff a.xyz
    cat a.xyz a.xyz a.xyz >b.xyz
    refuse 65 'b.xyz:9: expected two frames, found a third' wca-diff b.xyz
}

@test "frames of different glasses are refused" {
    frame 1 1 3 3 >a.xyz
    frame 1 1 3 3 glass=2 >b.xyz
    refuse 65 'b.xyz:1: expected a frame of the same glass as a.xyz:1, found another label glass' \
        wca-diff a.xyz b.xyz
    sed 's/0\.5$/0.25/' a.xyz >b.xyz
    refuse 65 'found other diameters' wca-diff a.xyz b.xyz
    sed 's/0\.5$/0.500000005/' a.xyz >b.xyz
    refuse 65 'found the same diameters but for their last digits, which another program rounded' wca-diff a.xyz b.xyz
    sed '2s/4/5/g' a.xyz >b.xyz
    refuse 65 'found another box' wca-diff a.xyz b.xyz
    sed '1s/2/1/; 4d' a.xyz >b.xyz
    refuse 65 'found another number of particles' wca-diff a.xyz b.xyz
}
