#!/usr/bin/env bats
# A state point, a profile and rows of one's own: from a few words to figures.

load helper

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
    export PROFILES=$BATS_TEST_TMPDIR/profiles OUT=$BATS_TEST_TMPDIR/out RUN=''
    mkdir "$PROFILES"
}

@test "make new-profile writes a profile of ten lines for a state point, which make fig7 can do" {
    run make new-profile NAME=mine PHI=0.92 TEMPERATURE=0.1
    assert_success
    assert_output --partial "$PROFILES/mine.yaml: make fig7 PROFILE=mine PROFILES=$PROFILES draws its Fig. 7"
    assert_equal "$(wc -l <"$PROFILES/mine.yaml")" 10
    assert_regex "$(make help)" $'\n  mine +Fig. 7 of one glass at phi = 0.92, T = 0.1: make fig7 PROFILE=mine PROFILES=.*/profiles\n'
    assert_values "$(wca-params --schema pipelines/profiles/schema.yaml "$PROFILES/mine.yaml" | jq -c '[.glasses, .particles, .fig4.glass_phi]')" \
        '[[{"phi":0.92,"temperature":0.1,"equilibration":2000,"decays":10,"quench":0.002,"quench_again":0.004,"prerelax":"none"}],1000,0.85]'
    run make --dry-run fig7 PROFILE=mine
    assert_success
    assert_line --regexp 'stages/equilibrate .* temperature=0.1 time=2000 decays=10 .* --phi 0.92$'
}

# tiny GLASS...: the profile tiny, of these glasses, which takes a second
tiny() {
    printf '%s\n' 'include: smoke' 'particles: 100' 'glasses:' "${@/#/  - }" 'fig7: {clones: 3, tw: 1}' >"$PROFILES/tiny.yaml"
}

@test "a glass is taken from a frame, without a certificate, and is taken again when its bytes change" {
    mkdir "$PROFILES/frames"
    without_overlaps 60 0.92 --seed 3 | wca-swap -q --temperature 0.1 --time 5 -o "$PROFILES/frames/glass.xyz"
    tiny '{phi: 0.92, temperature: 0.1, from: frames/glass.xyz, quench: 0.002}'
    run make fig7 equilibrium PROFILE=tiny
    assert_success
    refute_line --regexp 'stages/(equilibrate|hold)'
    assert_line '0.92-0.1-1-from-frames+glass.xyz: taken from frames/glass.xyz, without a certificate of equilibrium'
    assert_line --regexp '^ 0.92 +0.1 +- +3 .* taken from frames/glass.xyz, without a certificate of equilibrium$'
    grep -q 'taken from frames/glass.xyz, without a certificate of equilibrium' "$OUT/tiny/fig7.svg"
    refute grep -qiE '>[^<]*(equilibrated for|\bnan\b)[^<]*</tspan>' "$OUT/tiny/fig7.svg"
    # the clones are of that glass: which keeps its state point
    cmp <(rows "$PROFILES/frames/glass.xyz") <(rows "$OUT"/tiny/glasses/0.92-*/equilibrated.xyz)
    assert_equal "$(grep -c ' glass_phi=0.92 glass_temperature=0.1 ' "$OUT"/tiny/glasses/0.92-*/0.92-0.002/minima-001.xyz)" 8
    # its date does not count, nor how its folder is named
    touch "$PROFILES/frames/glass.xyz"
    run make fig7 PROFILE=tiny PROFILES="$PROFILES/../profiles"
    assert_output "fig7 is up to date: $OUT/tiny/fig7.pdf, .png and .svg"
    sed -i 's/ time=5/ time=6/' "$PROFILES/frames/glass.xyz"
    run make --dry-run fig7 PROFILE=tiny
    assert_line --partial 'stages/take '
    assert_line --partial 'stages/quench '
    # it is there
    rm "$PROFILES/frames/glass.xyz"
    run make fig7 PROFILE=tiny
    assert_failure
    assert_line --partial "tiny.yaml:4: expected a file for glasses.1.from, found none at $PROFILES/frames/glass.xyz"
}

@test "a frame that is taken is one, at the state point of the profile, or says nothing of it" {
    local stages=$PWD/pipelines/stages
    cd "$BATS_TEST_TMPDIR"
    without_overlaps 60 0.92 --seed 3 | wca-swap -q --temperature 0.1 --time 5 -o glass.xyz
    sed 's/ phi=[^ ]*//; s/ temperature=[^ ]*//; s/ glass_[^ ]*//g' glass.xyz >bare.xyz
    cat glass.xyz glass.xyz >two.xyz
    take() { "$stages/take" frame="$1" sum="$(sha256sum <"$1" | cut -d ' ' -f 1)" density="$2" temperature="$3" potential="${4-wca}" output=out; }
    refuse_take() {
        run take "${@:2}"
        assert_failure 65
        assert_output --partial "$1"
        assert_not_exists out
    }
    refuse_take 'glass.xyz: expected phi = 0.93, as the profile says of this glass, found 0.92: please write that in the profile' glass.xyz phi=0.93 0.1
    refuse_take 'glass.xyz: expected temperature = 0.2, as the profile says of this glass, found 0.1' glass.xyz phi=0.92 0.2
    refuse_take 'two.xyz: expected one frame, found 2: please take one, such as the first, by wca-select --position 0' two.xyz phi=0.92 0.1
    refuse_take 'expected phi=0.92 from box and radii, found phi=0.93' bare.xyz phi=0.93 0.1
    refuse_take 'expected density=' bare.xyz density=1 0.1
    sed 's/ time=5/ potential=harmonic/' glass.xyz >other.xyz
    refuse_take 'other.xyz: expected potential = wca, as the profile says of this glass, found harmonic' other.xyz phi=0.92 0.1
    run "$stages/take" frame=glass.xyz sum=0 density=phi=0.92 temperature=0.1 potential=wca output=out
    assert_failure 65
    assert_output --partial 'expected the bytes that make saw, found others'
    take glass.xyz phi=0.92 0.1
    cmp glass.xyz out
    take bare.xyz phi=0.92 0.1
    cmp <(rows glass.xyz) <(rows out)
    assert_equal "$(sed -n 2p out | grep -o ' \(phi\|glass_phi\|temperature\|glass_temperature\)=[^ ]*' | tr -d '\n')" \
        ' phi=0.92 glass_phi=0.92 temperature=0.1 glass_temperature=0.1'
}

@test "Fig. 7 and its companions have as many rows as there are glasses, one to twenty" {
    local glasses glass figure
    for glasses in 1 7 20; do
        # shellcheck disable=SC2046
        tiny $(seq 0.951 0.001 2 | head -n "$glasses" | sed 's/.*/{phi:_&,_temperature:_0.16,_equilibration:_1,_quench:_0.005}/')
        sed -i 's/_/ /g' "$PROFILES/tiny.yaml"
        run make --dry-run fig7 fig7-tree fig7-minimax equilibrium check-minima certify PROFILE=tiny
        assert_success
        assert_equal "$(grep -c 'stages/equilibrate .*start=random' <<<"$output")" "$glasses"
    done
    tiny '{phi: 0.95, temperature: 0.16, equilibration: 1, quench: 0.005}'
    make fig7 fig7-tree PROFILE=tiny >/dev/null
    for glass in {2..20}; do
        for figure in glass pairs clones tree-matrices; do
            sed "2s/^0.95/$(printf '0.95%02d1' "$glass")/" "$OUT/tiny/fig7/$figure-1.tsv" >"$OUT/tiny/fig7/$figure-$glass.tsv"
        done
    done
    for figure in fig7 fig7-tree; do
        pipelines/stages/draw script="plots/$figure.gp" data="$OUT/tiny/fig7" output="$OUT/$figure.svg" options: 20
        for glass in {2..20}; do
            grep -q "= $(printf '0.95%02d1' "$glass")," "$OUT/$figure.svg"
        done
    done
    for glass in a z aa az ba ca cb; do # of eighty panels
        assert_equal "$(grep -c ">$glass</tspan>" "$OUT/fig7.svg")" 1
    done
}

@test "make new-profile overwrites nothing, and says what is wrong with what it was given" {
    refuse_new() {
        run make -s new-profile "${@:2}"
        assert_failure
        assert_line --partial "$1"
        assert_equal "$(ls -A "$PROFILES")" "${left-}"
    }
    refuse_new 'make new-profile: expected NAME, PHI and TEMPERATURE, such as make new-profile NAME=mine PHI=0.92 TEMPERATURE=0.1, found' NAME=mine
    refuse_new 'expected a number for PHI, found "dense"' NAME=mine PHI=dense TEMPERATURE=0.1
    refuse_new 'expected a number for TEMPERATURE, found "1e"' NAME=mine PHI=1 TEMPERATURE=1e
    refuse_new 'make new-profile: expected a number from 0.5 up to 2 for glasses.1.phi, found "92" (packing fraction' NAME=mine PHI=92 TEMPERATURE=0.1
    refuse_new 'make new-profile: expected a number from 0.001 up to 10 for glasses.1.temperature, found "-1"' NAME=mine PHI=92 TEMPERATURE=-1
    refuse_new 'expected a NAME without /' NAME=../mine PHI=1 TEMPERATURE=0.1
    # shellcheck disable=SC2016
    refuse_new 'which Make cannot carry' NAME='$(shell touch x)' PHI=1 TEMPERATURE=0.1
    assert_not_exists x
    make -s new-profile NAME=mine PHI=1 TEMPERATURE=0.1
    cp "$PROFILES/mine.yaml" "$BATS_TEST_TMPDIR/before"
    left=mine.yaml refuse_new "expected the name of a new profile, found $PROFILES/mine.yaml already there" NAME=mine PHI=0.9 TEMPERATURE=0.1
    cmp "$PROFILES/mine.yaml" "$BATS_TEST_TMPDIR/before"
    left=mine.yaml refuse_new 'expected a folder for profiles that can be written, found /proc/mine: another one is make new-profile NAME=other' \
        NAME=other PHI=1 TEMPERATURE=0.1 PROFILES=/proc/mine
}

@test "make tree draws the graph and the matrices of rows of wca-neb, a row for each glass, and needs no profile" {
    local rows=$BATS_TEST_TMPDIR/pairs.jsonl
    without_overlaps 100 1 --seed 4 | wca-swap -q --temperature 0.2 --time 2 | wca-clone --clones 4 | wca-md -q --temperature 0.1 --times 1 |
        wca-min -q | wca-neb -q --prerelax none --pairs all -o "$rows"
    run make -s tree ROWS="$rows" PROFILE=none
    assert_success
    assert_output --partial "tree is drawn: $OUT/tree.pdf, .png and .svg; its matrices: $OUT/tree-matrices.pdf, .png and .svg"
    refute_output --partial warning
    assert_equal "$(find "$OUT" -type f -printf '%f\n' | sort | tr '\n' ' ')" 'tree-matrices.pdf tree-matrices.png tree-matrices.svg tree.pdf tree.png tree.svg '
    grep -q '4 clones,  [1-4] distinct minima,  [0-9]* of [0-9]* bands converged' "$OUT/tree-matrices.svg"
    assert_equal "$(head -c 5 "$OUT/tree.pdf")" %PDF-
    # of two glasses, one of which is not said to be at any state point
    { cat "$rows" && jq -c 'del(.phi, .glass_phi, .glass_temperature, .temperature, .glass)' "$rows"; } >"$BATS_TEST_TMPDIR/two.jsonl"
    run make -s tree ROWS="$BATS_TEST_TMPDIR/two.jsonl" NAME=two
    assert_success
    refute_output --partial warning
    assert_equal "$(grep -o 'distinct minima under 4 clones' "$OUT/two.svg" | wc -l)" 2
    assert_equal "$(grep -c '> = ?, T<' "$OUT/two.svg")" 1
}

@test "make tree says what is wrong with rows, and leaves nothing" {
    mkdir "$OUT"
    refuse_tree() {
        run make -s tree "${@:2}"
        assert_failure
        assert_line --partial "$1"
        assert_equal "$(ls -A "$OUT")" ''
    }
    refuse_tree 'draw-tree: expected rows of wca-neb --pairs all, such as make tree ROWS=pairs.jsonl, found none' NAME=mine
    refuse_tree 'expected a file with the rows of wca-neb --pairs all for ROWS, found none at none.jsonl' ROWS=none.jsonl
    echo '{"a": 0, "b": 2, "barrier": 1}' >"$BATS_TEST_TMPDIR/few.jsonl"
    refuse_tree "few.jsonl:1: expected a row for every pair of the 3 items, found none for a = 0, b = 1" ROWS="$BATS_TEST_TMPDIR/few.jsonl"
    refuse_tree 'ROWS is "a b.jsonl", which Make cannot carry' ROWS='a b.jsonl'
    refuse_tree 'expected a NAME for the figures, found ".mine"' ROWS="$BATS_TEST_TMPDIR/few.jsonl" NAME=.mine
}

@test "landscapes share the glasses of other figures, but not those that are run for other times" {
    local folder
    cp pipelines/profiles/smoke.yaml "$PROFILES/alike.yaml"
    sed '/^landscapes:/,/^basins:/s/temperature: 0.16, equilibration: 10,/temperature: 0.16, equilibration: 11,/' pipelines/profiles/smoke.yaml >"$PROFILES/otherwise.yaml"
    for folder in alike/glasses/0.95-0.16-1-of-100 otherwise/glasses/0.95-0.16-1-of-100-of-many; do
        run make --dry-run landscapes PROFILE="${folder%%/*}" V=1
        assert_line --regexp "stages/equilibrate .* output=$OUT/$folder/equilibrated.xyz "
        # second starts and minima are in the same folder
        refute_line --regexp "$OUT/${folder%%/*}/glasses/0.95-0.16-1-of-100$([[ $folder == *many ]] || echo -of-many)/"
    done
}
