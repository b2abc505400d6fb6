#!/usr/bin/env bats
# Fig. 8: the rules that choose its pairs, and the snapshots.

load helper

pipelines=$BATS_TEST_DIRNAME/../pipelines stages=$BATS_TEST_DIRNAME/../pipelines/stages

# choose KIND HEIGHT: the pair of rows.jsonl that a panel shows
choose() {
    "$stages/table" filter="$pipelines/filters/fig8-pair.jq" output=pair.json rows: rows.jsonl options: --arg panel a --arg kind "$1" --arg height "$2"
    jq -r 'if has("a") then "\(.a):\(.b)" else .reason end' pair.json
}

# row A B PARTICIPATION BARRIER [FIELDS]
row() {
    jq -nc "{phi: 1, glass_phi: 1, glass_temperature: 1, glass: 1, a: $1, b: $2, clone_a: ($1 + 1), clone_b: ($2 + 1), minimum_a: $1,
        minimum_b: $2, distance: 0.1, participation: $3, barrier: $4, saddle_energy: 1, converged: true, at_lower_bound: false} ${5:-}"
}

@test "a panel shows the extreme pair among those that fit, and says so where none does" {
    { row 0 1 3 0.30 && row 0 2 80 0.20 && row 0 3 4 0.10 && row 1 2 90 0.90 && row 1 3 30 0.50 && row 2 3 5 0.80; } >rows.jsonl
    assert_equal "$(choose localized low)" 0:3
    assert_equal "$(choose localized high)" 2:3
    assert_equal "$(choose delocalized low)" 0:2
    assert_equal "$(choose delocalized high)" 1:2
    sed -i '/"a":0,"b":2/d' rows.jsonl
    assert_equal "$(choose delocalized low)" "no delocalized pair of minima with a low barrier"
}

@test "only bands between distinct minima that converged on a saddle are candidates" {
    { row 0 1 3 0.1 '+ {converged: false}' && row 0 2 3 0.2 '+ {at_lower_bound: true}' && row 0 3 3 0.3 '+ {minimum_b: 2}' &&
        row 1 2 3 0.4; } >rows.jsonl
    assert_equal "$(choose localized low)" 1:2
    assert_values "$(jq .candidates pair.json)" 1
    row 0 1 null 0 '+ {minimum_b: 0, at_lower_bound: true}' >rows.jsonl
    assert_equal "$(choose localized high)" "no localized pair of minima with a high barrier"
}

@test "a snapshot is a frame with displacements and circles from the farthest to the nearest" {
    for x in 0 0.5 -0.05; do
        printf '3\nLattice="5 0 0 0 5 0 0 0 5" Properties=species:S:1:pos:R:3:radius:R:1:id:I:1 pbc="T T T" phi=0.0177715318 glass=1\n'
        printf 'X %s 1 1 0.5 1\nX 2 %s 2 0.5 2\nX 4 4 %s 0.5 3\n' "$x" "$(awk "BEGIN { print 2 + $x / 2 }")" 4
    done >minima.xyz
    row 0 1 3 0.3 >pair.json
    "$stages/snapshot" pair=pair.json circles=view.tsv frame=view.xyz minima: minima.xyz
    assert_equal "$(grep -c ^X view.xyz)" 3
    grep -q 'displacement:R:3' view.xyz
    assert_equal "$(head -n 1 view.tsv)" $'x\ty\tradius\tcolour'
    awk -F '\t' 'NR > 1 && ($1 < -0.9 || $1 > 0.9 || $2 < -0.9 || $2 > 0.9 || $3 < 0 || $4 < 0 || $4 > 16777215) { exit 1 }' view.tsv
    # the largest displacement has the largest circle, 0.65 <sigma>; all three moved by more than a fifth of it
    assert_equal "$(awk -F '\t' 'NR > 1 && $3 > r { r = $3 } END { printf "%.3f", 5 * r }' view.tsv)" 0.500
    assert_equal "$(wc -l <view.tsv)" 31
}

@test "without a pair there are no circles, and no frame is left" {
    echo '{"panel": "a", "reason": "none"}' >pair.json
    touch view.xyz
    "$stages/snapshot" pair=pair.json circles=view.tsv frame=view.xyz minima:
    assert_not_exists view.xyz
    assert_equal "$(wc -l <view.tsv)" 1
}
