#!/usr/bin/env bats
# wca-neb: barriers between the minima of a glass.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 1.1 --glasses 2 |
        wca-swap -q --temperature 0.46 --time 20 -o glasses.xyz
    wca-clone --clones 12 glasses.xyz | wca-md -q --temperature 0.5 --times 8 -o clones.xyz
    wca-min -q clones.xyz -o both.xyz
    head -n $((12 * 102)) both.xyz >minima.xyz # 12 frames that are 3 minima or more
    wca-neb -q minima.xyz -o all.jsonl
}

# one POSITION FRAMES: the frame at this position, from 0, of 100 particles
one() {
    wca-select --position "$1" "$2"
}

# label KEY FRAMES: its values, one per line
label() {
    sed -n "/Lattice/s/.* $1=\([^ ]*\).*/\1/p" "$2"
}

# select FILTER ROWS: compact rows that pass the filter
choose() {
    jq -c "select($1)" "$2"
}

# barriers ROWS: between which minima, and how high
barriers() {
    jq -r '"\(.a) \(.b) \(.minimum_a) \(.minimum_b) \(.energy_a) \(.energy_b) \(.barrier)"' "$1"
}

@test "there is a row for every pair, a before b, with the state point" {
    assert_values "$(jq -c '[.a, .b]' all.jsonl)" "$(jq -n -c 'range(12) as $a | range($a + 1; 12) | [$a, .]')"
    assert_values "$(jq -c 'del(.reason) | keys_unsorted | join(" ")' all.jsonl | sort -u)" \
        '"phi glass_phi glass_temperature glass polydispersity diameters particles a b clone_a clone_b minimum_a minimum_b distance participation barrier saddle_energy energy_a energy_b max_force iterations converged at_lower_bound string evaluations intermediates max_band_force barrier_low barrier_high"'
    assert_values "$(jq -c '[.glass, .phi, .glass_phi, .glass_temperature]' all.jsonl | sort -u)" '[1,1.1,1.1,0.46]'
    assert_equal "$(jq -s 'all(.clone_a == .a + 1 and .clone_b == .b + 1)' all.jsonl)" true
}

@test "energies are those of the frames, distance and participation those of wca-diff" {
    local a b
    mapfile -t energy < <(label energy minima.xyz)
    while read -r a b ea eb distance participation; do
        close_to "${energy[a]}" "$ea" 1e-15
        close_to "${energy[b]}" "$eb" 1e-15
        wca-diff <(one "$a" minima.xyz) <(one "$b" minima.xyz) -o row
        close_to "$(jq .distance row)" "$distance"
        [[ $participation == null ]] || close_to "$(jq .participation row)" "$participation"
    done < <(jq -r '"\(.a) \(.b) \(.energy_a) \(.energy_b) \(.distance) \(.participation)"' all.jsonl | awk 'NR % 7 == 1')
}

@test "there are several minima, and every frame is one of those at the lowest position" {
    assert_equal "$(jq -s 'all(.minimum_a <= .a and .minimum_b <= .b)' all.jsonl)" true
    # one frame, one minimum, whichever row it stands in
    jq -s '[.[] | [.a, .minimum_a], [.b, .minimum_b]] | unique' all.jsonl >minimum
    assert_values "$(jq length minimum)" 12
    assert_equal "$(jq 'map(select(.[0] == .[1])) | length >= 3' minimum)" true
}

@test "frames that are one minimum have barrier 0, their true distance and no participation, and the row says why" {
    choose '.minimum_a == .minimum_b' all.jsonl >same
    assert [ -s same ]
    assert_equal "$(jq -s 'all(.barrier == 0 and .participation == null and .iterations == 0 and .converged)' same)" true
    assert_equal "$(jq -s 'all(.distance > 0 and .distance < 1e-8)' same)" true
    assert_equal "$(jq -r .reason same | sort -u)" 'the two are one minimum'
}

@test "distinct minima have a barrier: from the lower one up to the saddle" {
    choose '.minimum_a != .minimum_b' all.jsonl >distinct
    assert_equal "$(jq -s 'all(.converged and .participation >= 1 and .max_force <= 1e-4)' distinct)" true
    assert_equal "$(jq -s 'all((.saddle_energy - ([.energy_a, .energy_b] | min) - .barrier | fabs) < 1e-9)' distinct)" true
    assert_equal "$(jq -s 'all(.barrier >= (.energy_a - .energy_b | fabs))' distinct)" true
    assert_equal "$(jq -s 'any(.at_lower_bound | not)' distinct)" true
    # frames that are one minimum share their band
    assert_equal "$(jq -s 'group_by([.minimum_a, .minimum_b] | sort) | all(map([.saddle_energy, .iterations]) | unique | length == 1)' distinct)" true
}

@test "--distinct gives only rows between distinct minima, the ones of the full table" {
    wca-neb --distinct minima.xyz -o out
    cmp out <(grep -f <(choose '.minimum_a == .a and .minimum_b == .b and .a != .b' all.jsonl | jq -r '"\"a\": *\(.a), *\"b\": *\(.b),"') all.jsonl)
    assert [ "$(wc -l <out)" -ge 3 ]
}

@test "three parts have the rows of one run, each once" {
    local part
    for part in 1 2 3; do
        wca-neb --part $part/3 minima.xyz -o part-$part
        assert [ -s part-$part ]
    done
    cmp <(cat part-? | sort) <(sort all.jsonl)
    # each band is run in one part
    assert_equal "$(for part in part-?; do choose '.minimum_a != .minimum_b' "$part" | jq -c '[.minimum_a, .minimum_b] | sort' | sort -u; done | sort | uniq -d)" ''
}

@test "minima in reversed order have the same barriers" {
    local position
    for position in $(seq 11 -1 0); do one "$position" minima.xyz; done >reversed.xyz
    wca-neb reversed.xyz -o reversed.jsonl
    paste <(jq -r '"\(.clone_a) \(.clone_b) \(.barrier) \(.distance)"' all.jsonl | sort -k 1,1n -k 2,2n) \
        <(jq -r '"\(.clone_b) \(.clone_a) \(.barrier) \(.distance)"' reversed.jsonl | sort -k 1,1n -k 2,2n) |
        awk '$1 != $5 || $2 != $6 { exit 1 } ($3 - $7) ^ 2 > 1e-12 * $3 ^ 2 || ($4 - $8) ^ 2 > 1e-20 { exit 1 } END { exit NR != 66 }'
}

@test "--pairs names pairs by position, in any order, each once" {
    wca-neb --pairs 3:1,0:2,1:3 minima.xyz -o out
    cmp out <(grep -e '"a": *0, *"b": *2,' -e '"a": *1, *"b": *3,' all.jsonl)
    wca-neb --pairs :4 minima.xyz -o out
    cmp out <(grep '"b": *4,' all.jsonl)
    wca-neb --pairs :0 minima.xyz -o out
    assert_equal "$(wc -l <out)" 0
    wca-neb --pairs all minima.xyz -o out
    cmp out all.jsonl
}

@test "pairs that are none are refused" {
    local pairs
    for pairs in 3 3: a:b 1:1 1:2,x '1:2,' ',' -1:2 '' : :x :3x; do
        refuse 64 '--pairs: expected' wca-neb --pairs "$pairs" minima.xyz
    done
    refuse 64 '--pairs: 3:12 names a minimum that is not there: expected positions 0 to 11' wca-neb --pairs 3:12 minima.xyz
    refuse 64 '--pairs: expected :B with B from 0 to 11' wca-neb --pairs :12 minima.xyz
}

@test "--clones uses the first frames of each glass" {
    wca-neb --clones 4 --pairs all minima.xyz -o out
    cmp out <(choose '.b < 4' all.jsonl | jq -r '"\"a\": *\(.a), *\"b\": *\(.b),"' | grep -f - all.jsonl)
    assert_equal "$(wc -l <out)" 6
    wca-neb --clones 100 minima.xyz -o out
    cmp out all.jsonl
}

@test "glasses are kept apart" {
    wca-neb --clones 5 both.xyz -o out
    assert_values "$(jq -s -c 'map(.glass)' out)" '[1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2]'
    cmp <(head -n 10 out) <(wca-neb --clones 5 minima.xyz)
    cmp <(tail -n 10 out) <(tail -n $((12 * 102)) both.xyz | wca-neb --clones 5)
}

@test "--known takes bands and runs none" {
    wca-neb --known all.jsonl --path path minima.xyz -o out
    cmp out all.jsonl
    assert [ ! -s path ]
    # from some of the rows, in any order: the other bands are run
    tac all.jsonl | grep '"b": *[0-7],' >some
    wca-neb --known some --path path minima.xyz -o out
    cmp out all.jsonl
    # known bands are taken, however badly they would converge here
    wca-neb --known all.jsonl --max-iterations 1 minima.xyz -o out
    cmp out all.jsonl
}

@test "known rows of other minima, or that are no rows, are refused" {
    sed 's/"energy_a": *1/&1/' all.jsonl >other.jsonl
    refuse 65 'other.jsonl:[0-9]*: .*expected rows of these minima' wca-neb --known other.jsonl minima.xyz
    jq -c 'del(.saddle_energy)' all.jsonl >short.jsonl
    refuse 65 'short.jsonl:1: .*saddle_energy' wca-neb --known short.jsonl minima.xyz
    jq -c '.converged = 1' all.jsonl >wrong.jsonl
    jq -c 'if .minimum_a != .minimum_b then .barrier = -1e99 | .saddle_energy = -1e99 else . end' all.jsonl >deep.jsonl
    refuse 65 'deep.jsonl:[0-9]*: the row of pair .* has a barrier of -1e\+99: expected at least' wca-neb --known deep.jsonl minima.xyz
    refuse 65 'wrong.jsonl:1: expected true or false for "converged"' wca-neb --known wrong.jsonl minima.xyz
    refuse 66 'nowhere.jsonl' wca-neb --known nowhere.jsonl minima.xyz
}

@test "--path writes the minima and the images between them, with their energies" {
    local a b
    read -r a b < <(choose '.minimum_a == .a and .minimum_b == .b and .a != .b' all.jsonl | jq -r '"\(.a) \(.b)"')
    wca-neb --pairs "$a:$b" --images 12 --path path minima.xyz -o out
    assert_equal "$(grep -c Lattice path)" 14
    assert_equal "$(label image path | tr '\n' ' ')" '0 1 2 3 4 5 6 7 8 9 10 11 12 13 '
    assert_equal "$(label a path | sort -u) $(label b path | sort -u)" "$a $b"
    cmp <(one 0 path | rows /dev/stdin) <(one "$a" minima.xyz | rows /dev/stdin)
    cmp <(one 13 path | rows /dev/stdin) <(one "$b" minima.xyz | rows /dev/stdin)
    wca-min --max-steps 0 path -o evaluated
    paste <(label energy path) <(label energy evaluated) | awk '($1 - $2) ^ 2 > 1e-20 * $1 ^ 2 { exit 1 }'
    close_to "$(label energy path | sort -g | tail -n 1)" "$(jq .saddle_energy out)"
}

@test "barrier_low and barrier_high bound the barrier, and the path that is written is no higher, near jamming too" {
    without_overlaps 100 0.85 --diameters quantile |
        wca-swap -q --temperature 0.0353 --time 20 | wca-clone --clones 5 |
        wca-md -q --temperature 0.0005 --times 50 | wca-min -q -o soft.xyz
    wca-neb -q --distinct soft.xyz -o out
    jq -r '"\(.a):\(.b)"' out >pairs
    "$BATS_TEST_DIRNAME/../pipelines/stages/walk-paths" pairs=pairs output=walked minima: soft.xyz neb: wca-neb -q
    cmp <(jq -c 'del(.walked) | .[]' walked) <(jq -c '.[]' out)
    jq -s -e 'length > 2 and all(.barrier_low == (.energy_a - .energy_b | fabs))' walked
    jq -s -e 'all(.barrier_low < .barrier and .barrier <= .barrier_high)' walked
    # the step at the saddle itself is the highest, but for rounding
    jq -s -e 'all((.walked - .barrier_high | fabs) < 1e-9)' walked
    jq -s -e 'all(.converged and .barrier_high - .barrier < ([0.01 * .barrier, 1e-6] | max))' walked
}

@test "the images stand in a row: no step is much longer than the others" {
    wca-neb --distinct --images 20 --path path minima.xyz -o out
    local image
    for image in $(seq 0 20); do
        wca-diff <(one "$image" path) <(one $((image + 1)) path) | jq .distance
    done | awk '{ step = sqrt($1); mean += step / 21; if (step > longest) longest = step; if (step == 0) exit 1 }
        END { exit !(NR == 21 && longest < 3 * mean) }'
}

@test "more images, other springs, no harmonic stage or one in any case give the same barriers" {
    wca-neb --distinct minima.xyz -o usual
    local options
    for options in '--images 60' '--spring 30' '--stiffness 0.3' '--prerelax none' '--overlap 0.1'; do
        # shellcheck disable=SC2086
        wca-neb --distinct $options minima.xyz -o out
        assert_equal "$(jq -s 'all(.converged)' out)" true
        paste <(jq .barrier usual) <(jq .barrier out) | awk '($1 - $2) ^ 2 > 1e-10 { exit 1 }'
    done
}

@test "a band with springs finds other ways than a string, and here the same barriers" {
    wca-neb --distinct minima.xyz -o usual
    wca-neb --distinct --way string minima.xyz -o string
    cmp usual string
    wca-neb --distinct --way springs minima.xyz -o springs
    assert_equal "$(jq -s 'all(.converged)' springs)" true
    run ! cmp -s <(jq .evaluations usual) <(jq .evaluations springs)
    paste <(jq .barrier usual) <(jq .barrier springs) | awk '($1 - $2) ^ 2 > 1e-10 { exit 1 }'
    refuse 64 way wca-neb --way rope minima.xyz
}

@test "a band that is cut short has converged on a saddle, or says so and gives the highest energy on its path" {
    wca-neb --distinct minima.xyz -o usual
    wca-neb --distinct --max-iterations 20 minima.xyz -o short
    assert_equal "$(jq -s 'all(.iterations <= 120)' short)" true
    wca-neb --distinct --max-iterations 20 --tolerance 1e-30 minima.xyz -o lost
    jq -s -e 'any(.converged | not) and all(.converged or .barrier == .barrier_high)' lost
    assert_equal "$(jq -r 'select(.converged | not).reason' lost short | grep -vc 'no saddle was found\|the path is higher')" 0
    assert_equal "$(jq -s 'all(.barrier != null)' short)" true
    paste <(jq .barrier short) <(jq .barrier usual) | awk '$1 < 0.999 * $2 { exit 1 }'
}

@test "baseline instructions, without fused multiply-add, give the same barriers up to rounding" {
    WCA_SIMD=baseline wca-neb minima.xyz -o out
    same_numbers 1e-6 <(barriers out) <(barriers all.jsonl)
}

@test "AVX2 gives the same bytes" {
    has_simd avx2
    WCA_SIMD=avx2 wca-neb minima.xyz -o out
    cmp out all.jsonl
}

@test "AVX-512 gives the same bytes" {
    has_simd avx512
    WCA_SIMD=avx512 wca-neb minima.xyz -o out
    cmp out all.jsonl
}

@test "a frame that is no minimum is refused, and the force is named" {
    sed '2,$s/max_force=[^ ]*/max_force=1.5e-8/' minima.xyz >loose.xyz
    refuse 65 'is no minimum: its largest force component is 1.5e-08, expected at most 1e-08' wca-neb loose.xyz
    wca-min -q --max-steps 20 clones.xyz -o early.xyz
    refuse 65 'is no minimum' wca-neb early.xyz
}

@test "frames that wca-min did not make are refused" {
    refuse 65 'has no label max_force: wca-min gives it' wca-neb clones.xyz
    sed 's/ energy=[^ ]*//' minima.xyz >blind.xyz
    refuse 65 'has no label energy: wca-min gives it' wca-neb blind.xyz
    wca-min -q --potential harmonic clones.xyz -o harmonic.xyz
    refuse 65 "is a minimum of the potential 'harmonic', expected one of its own, wca" wca-neb harmonic.xyz
}

@test "frames of different boxes or diameters are refused" {
    { one 0 minima.xyz && one 1 clones.xyz | wca-md --phi 1.2 --times 8 | wca-min -q; } >boxes.xyz
    refuse 65 'found another box' wca-neb boxes.xyz
    { one 0 minima.xyz && one 0 minima.xyz | wca-swap -q --temperature 0.46 --time 1 | wca-min -q; } >diameters.xyz
    refuse 65 'diameter' wca-neb diameters.xyz
}

@test "parts and options that make no sense are refused" {
    local part
    for part in 0/3 4/3 1 1/ /3 1/0 x/y 1/3x -1/3 '1/ 2' ' 1/2' 1/2/; do
        refuse 64 "--part: expected K/M with 1 <= K <= M, found '$part'" wca-neb --part "$part" minima.xyz
    done
    refuse 64 images wca-neb --images 0 minima.xyz
    refuse 64 prerelax wca-neb --prerelax soft minima.xyz
    refuse 64 clones wca-neb --clones 0 minima.xyz
}
