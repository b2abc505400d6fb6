#!/usr/bin/env bats
# wca-minima: which frames of a glass are one and the same minimum.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    wca-init --particles 100 --phi 1.1 --glasses 2 | wca-min -q --potential harmonic --tolerance 1e-4 |
        wca-swap -q --temperature 0.46 --time 20 -o glasses.xyz
    wca-clone --clones 8 glasses.xyz | wca-md -q --temperature 0.3 --times 8 | wca-min -q -o both.xyz
    head -n $((8 * 102)) both.xyz >minima.xyz
    wca-minima both.xyz -o both.jsonl
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    ln -s "$BATS_FILE_TMPDIR"/*.* .
}

# label KEY FRAMES: its values, one per line
label() {
    sed -n "/Lattice/s/.* $1=\([^ ]*\).*/\1/p" "$2"
}

# moved X FRAME [PARTICLE]: the frame with a particle shifted along x, by its place from 1
moved() {
    awk -v by="$1" -v particle="${3:-1}" 'NR == particle + 2 { $2 = sprintf("%.17g", $2 + by) } { print }' "$2"
}

@test "there is a row for every frame, with the state point, and its energy is that of the frame" {
    assert_values "$(jq -c '[.glass, .position, .clone]' both.jsonl)" \
        "$(jq -n -c 'range(1; 3) as $g | range(8) as $k | [$g, $k, $k + 1]')"
    assert_values "$(jq -c '[.phi, .glass_phi, .glass_temperature, .particles]' both.jsonl | sort -u)" '[1.1,1.1,0.46,100]'
    while read -r expected found; do
        close_to "$expected" "$found"
    done < <(paste <(label energy both.xyz) <(jq .energy both.jsonl))
    assert_equal "$(jq -s 'all(.max_force > 0 and .max_force <= 1e-10)' both.jsonl)" true
}

@test "the minima are those between which wca-neb runs its bands" {
    wca-neb -q --max-iterations 1 minima.xyz -o bands
    cmp <(jq -c 'select(.glass == 1) | [.position, .minimum]' both.jsonl) \
        <(jq -s -c '[.[] | [.a, .minimum_a], [.b, .minimum_b]] | unique[]' bands)
    assert [ "$(jq -s 'map(select(.glass == 1).minimum) | unique | length' both.jsonl)" -ge 2 ]
}

@test "a frame twice is one minimum, and --displacement and --energy say what one minimum is" {
    head -n 102 minima.xyz >a.xyz
    moved 1e-10 a.xyz >b.xyz
    minima() { cat a.xyz b.xyz | wca-minima --max-force 1 "$@" | jq -s -c 'map(.minimum)'; }
    assert_equal "$(minima)" '[0,0]'
    assert_values "$(minima --displacement 1e-12)" '[0,1]'
    assert_values "$(minima --displacement 1e-9)" '[0,0]'
    assert_values "$(minima --energy 0)" '[0,1]'
    assert_values "$(wca-minima --displacement 1e6 --energy 1e6 minima.xyz | jq .minimum | sort -u)" 0
}

@test "rattlers that lie elsewhere in their cages do not make two minima of one" {
    # the tetrahedron and its fifth are worked out in tests/unit/test_minima.c; here a packing near jamming

    wca-init --particles 100 --phi 0.84 --seed 2 | wca-min -q -o a.xyz
    wca-minima a.xyz -o row
    assert_equal "$(jq ".rattlers > 0 and .rattlers < 50" row)" true
    local particle same=0
    for particle in $(seq 100); do
        moved 1e-3 a.xyz "$particle" >b.xyz
        if wca-minima b.xyz -o out 2>/dev/null; then # no force: it touches nothing, here or there
            assert_values "$(cat a.xyz b.xyz | wca-minima | jq -s -c 'map(.minimum)')" '[0,0]'
            same=$((same + 1))
        fi
    done
    assert [ "$same" -gt 0 ]
}

@test "a minimum without rattlers has the contacts that hold it" {
    # a face-centred cubic cell of four, thrice in each direction, neighbours 1.05 apart: 108 * 12 / 2 contacts
    awk 'BEGIN { c = 1.05 * sqrt(2); printf "108\nLattice=\"%.17g 0 0 0 %.17g 0 0 0 %.17g\" Properties=pos:R:3:radius:R:1\n", 3 * c, 3 * c, 3 * c
        for (i = 0; i < 3; i++) for (j = 0; j < 3; j++) for (k = 0; k < 3; k++) {
            printf "%.17g %.17g %.17g 0.5\n", i * c, j * c, k * c; printf "%.17g %.17g %.17g 0.5\n", i * c, (j + 0.5) * c, (k + 0.5) * c
            printf "%.17g %.17g %.17g 0.5\n", (i + 0.5) * c, j * c, (k + 0.5) * c; printf "%.17g %.17g %.17g 0.5\n", (i + 0.5) * c, (j + 0.5) * c, k * c } }' >crystal.xyz
    wca-minima crystal.xyz -o row
    assert_values "$(jq -c '[.rattlers, .contacts]' row)" '[0,648]'
}

@test "a frame that is no minimum is refused and its force named, whatever its labels say" {
    moved 1e-3 minima.xyz 3 >loose.xyz
    refuse 65 'loose.xyz:1: frame 1 of glass 1 is no minimum, whatever its labels say: its largest force component is [0-9.]*, expected at most 1e-08' \
        wca-minima loose.xyz
    wca-minima --max-force 1 loose.xyz -o out
    assert_equal "$(jq -s '.[0].max_force > 1e-3' out)" true
}

@test "frames of different boxes or diameters are refused" {
    { head -n 102 minima.xyz && head -n 102 minima.xyz | wca-clone --temperature 0 | wca-md -q --thermostat none --phi 1 --times 0; } >boxes.xyz
    refuse 65 'boxes.xyz:103: .* found another box' wca-minima boxes.xyz
    { head -n 102 minima.xyz && tail -n 102 both.xyz | sed 's/ glass=2 / /'; } >diameters.xyz
    refuse 65 'diameters' wca-minima diameters.xyz
}

@test "--pairs writes the distances of all pairs as wca-neb has them, with no band" {
    wca-minima --pairs minima.xyz -o rows
    wca-neb --prerelax none minima.xyz -o bands
    keys='[.phi, .glass, .a, .b, .minimum_a, .minimum_b, .distance, .participation, .energy_a, .energy_b]'
    assert_values "$(jq -c "$keys" rows)" "$(jq -c "$keys" bands)"
    wca-minima --pairs --clones 2 minima.xyz -o first
    assert_equal "$(wc -l <first)" 1
    assert_equal "$(cat first)" "$(head -n 1 rows)"
}
