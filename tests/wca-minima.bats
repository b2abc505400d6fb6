#!/usr/bin/env bats
# wca-minima: which frames of a glass are one and the same minimum.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 1.1 --glasses 2 |
        wca-swap -q --temperature 0.46 --time 20 -o glasses.xyz
    wca-clone --clones 8 glasses.xyz | wca-md -q --temperature 0.3 --times 8 | wca-min -q -o both.xyz
    head -n $((8 * 102)) both.xyz >minima.xyz
    wca-minima both.xyz -o both.jsonl
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

# packings DENSITY... of four glasses that jam above 0.781, 0.784, 0.786 and 0.789
packings() {
    jq -nc --args '$ARGS.positional[] | tonumber as $phi | [0.781, 0.784, 0.786, 0.789] | to_entries[]
        | {phi: $phi, glass: (.key + 1), minimum: 0, particles: 100, energy: (if $phi > .value then 1 else 0 end), max_force: 1e-11}' "$@"
}

# random ROWS: phi_J and its error, how many glasses, why there is none, and what did not converge
random() {
    wca-minima --cross 0.5 "$1" | jq -r '[.phi_j, .phi_j_error, .glasses, .phi_j_reason // "", .unconverged] | @tsv'
}

@test "phi_J of random configurations is where half of them are jammed" {
    packings 0.77 0.775 0.78 0.785 0.79 0.795 >rows.jsonl # 0, 0, 0, 1/2, 1, 1
    random rows.jsonl >found
    close_to 0.785 "$(cut -f 1 found)"
    # without one of the glasses the fraction at 0.785 is 1/3, 1/3, 2/3, 2/3, and half is at 0.78625 and 0.78375
    close_to "$(jq -n '4 * 0.00125 * 0.00125 * 3 / 4 + 0.005 * 0.005 / 12 | sqrt')" "$(cut -f 2 found)"
    assert_equal "$(cut -f 3-5 found)" $'4\t\t0'
    close_to 0.005 "$(wca-minima --cross 0.5 rows.jsonl | jq .phi_step)" 1e-9
    # a glass that jams at 0.775, and no more at 0.78, counts one half of each
    jq -c 'if .phi == 0.775 and .glass == 1 then .energy = 1 else . end' rows.jsonl >falls.jsonl
    close_to "$(jq -n '0.78 + 0.005 * 0.375 / 0.375')" "$(random falls.jsonl | cut -f 1)"
}

@test "a packing that did not converge counts apart, and decides nothing" {
    packings 0.77 0.775 0.78 0.785 0.79 0.795 >rows.jsonl
    jq -c 'if .phi == 0.785 and .glass < 3 then .max_force = 1.3e-7 else . end' rows.jsonl >rows.lost
    random rows.lost >found # 0 of two at 0.785, 1 of 4 at 0.79
    close_to 0.7875 "$(cut -f 1 found)"
    assert_equal "$(cut -f 5 found)" 2
}

@test "where all are jammed, or none, there is no phi_J but a reason" {
    packings 0.8 0.81 >rows.jsonl
    assert_equal "$(random rows.jsonl | cut -f 1,2,4)" $'\t\tthe jammed part does not pass this fraction between the densities'
    packings 0.7 0.75 >rows.jsonl
    assert_equal "$(random rows.jsonl | cut -f 1)" ''
    # one of the two is jammed at 0.79, and nothing is without it
    packings 0.78 0.79 | jq -c 'select(.glass < 3) | if .glass == 2 then .energy = 0 else . end' >rows.jsonl
    assert_equal "$(random rows.jsonl | cut -f 1,4)" $'\twithout one of the glasses the jammed part does not pass this fraction'
}

@test "--merge gives the energy per particle and the part that is jammed, of those that converged" {
    packings 0.785 0.9 | jq -c '.energy *= .glass | if .glass == 4 then .max_force = 1e-7 else . end' >rows.jsonl
    wca-minima --merge rows.jsonl -o out
    assert_values "$(jq -sc 'map([.phi, .glasses, .particles, .minima, .unconverged])' out)" '[[0.785,4,100,3,1],[0.9,4,100,3,1]]'
    # 0.01 0.02 0: mean 0.01, error sqrt(1/3) of 0.01; 0.01 0.02 0.03
    close_to 0.01 "$(jq -s '.[0].energy_per_particle' out)"
    close_to "$(jq -n '1 / 3 | sqrt / 100')" "$(jq -s '.[0].energy_per_particle_error' out)"
    close_to 0.02 "$(jq -s '.[1].energy_per_particle' out)"
    close_to "$(jq -n '2 / 3')" "$(jq -s '.[0].jammed' out)"
    # as of a share: with two of three and three of three p = 3/5 and 4/5, sqrt(p (1 - p) / 6)
    close_to 0.2 "$(jq -s '.[0].jammed_error' out)"
    assert_values "$(jq -s '.[1].jammed' out)" 1
    close_to "$(jq -n '0.16 / 6 | sqrt')" "$(jq -s '.[1].jammed_error' out)"
    assert_values "$(wca-minima --merge --jammed 0.015 rows.jsonl | jq -s '.[0].jammed * 3')" 1
    assert_values "$(wca-minima --merge <(jq -c 'select(.glass == 4)' rows.jsonl) | jq -sc '.[0] | [.minima, .jammed, .jammed_reason]')" \
        '[0,null,"no minimum converged"]'
    refuse 65 'expected each state point once of each glass' wca-minima --merge both.jsonl
    refuse 64 'expected one of --pairs, --merge and --cross, found several' wca-minima --merge --cross 0.5 rows.jsonl
    refuse 64 'expected --polydispersity with --merge only' wca-minima --cross 0.5 --polydispersity 0.2 rows.jsonl
}
