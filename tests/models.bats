#!/usr/bin/env bats
# Pair potentials other than the paper's, and state points by number density: all programs compute with them, and none mixes them up.

load helper

mapfile -t others < <(potentials | grep -vx wca)

setup_file() {
    load helper
    cd "$BATS_FILE_TMPDIR" || return
    # A glass of each potential at a low temperature, three clones of it and their minima.
    local potential
    for potential in wca "${others[@]}"; do
        wca-init --potential "$potential" --density 1.05 --particles 130 --seed 3 | wca-min -q --potential harmonic --tolerance 1e-4 |
            wca-swap -q --temperature 0.12 --time 20 --seed 3 -o "$potential-glass.xyz"
        wca-clone -q --clones 3 --seed 3 "$potential-glass.xyz" | wca-md -q --times 8 -o "$potential-clones.xyz"
        wca-min -q "$potential-clones.xyz" -o "$potential-minima.xyz"
    done
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$BATS_FILE_TMPDIR"/*.xyz .
}

label() {
    sed -n "/Lattice/s/.* $1=\([^ ]*\).*/\1/p" "$2" | uniq
}

@test "potential and density go along the pipe, and no wca frame has a label that it had not" {
    local potential stage
    for potential in "${others[@]}"; do
        for stage in glass clones minima; do
            assert_equal "$(label potential "$potential-$stage.xyz")" "\"$potential\""
            assert_equal "$(label density "$potential-$stage.xyz")" 1.05
            assert_equal "$(label glass_density "$potential-$stage.xyz")" 1.05
        done
        assert_equal "$(label overlaps_removed "$potential-glass.xyz")" ''
    done
    assert_equal "$(label potential wca-glass.xyz)" ''
    assert_equal "$(label potential wca-minima.xyz)" '"wca"'
    head -n 132 wca-minima.xyz | wca-clone -q --clones 1 --temperature 0.1 -o moved.xyz
    wca-md -q --times 9 moved.xyz -o later.xyz
    assert_equal "$(label potential later.xyz)" ''
}

@test "rows say potential and density, averages too, and those of wca by phi neither" {
    local potential=ipl12
    wca-neb -q --images 10 "$potential-minima.xyz" -o pairs.jsonl
    assert_values "$(jq -c '[.potential, .density, .phi, .glass_density]' pairs.jsonl | uniq)" '["ipl12",1.05,null,1.05]'
    wca-cluster -q pairs.jsonl -o tree.jsonl
    assert_values "$(jq -c '[.potential, .density]' tree.jsonl | uniq)" '["ipl12",1.05]'
    wca-chi -q "$potential-clones.xyz" -o one.jsonl
    sed 's/glass=1/glass=2/' "$potential-clones.xyz" | wca-chi -q -o two.jsonl
    wca-chi --merge one.jsonl two.jsonl -o both.jsonl
    assert_values "$(jq -c '[.potential, .density, .glasses]' both.jsonl | uniq)" '["ipl12",1.05,2]'
    wca-init --particles 100 | wca-min -q | wca-minima - | jq -e 'has("potential") or has("density") | not'
}

@test "rows of two potentials do not merge" {
    wca-chi -q ipl12-clones.xyz -o one.jsonl
    sed 's/glass=1/glass=2/' harmonic-clones.xyz | wca-chi -q -o two.jsonl
    sed 's/glass=1/glass=2/' wca-clones.xyz | wca-chi -q -o three.jsonl
    refuse 65 'expected rows of the potential ipl12 as before, found one of harmonic: they do not merge' wca-chi --merge one.jsonl two.jsonl
    refuse 65 'expected rows of the potential ipl12 as before, found one of wca: they do not merge' wca-chi --merge one.jsonl three.jsonl
}

@test "a stream of two potentials is refused by every program that reads frames" {
    { cat ipl12-clones.xyz && sed 's/glass=1/glass=2/' harmonic-clones.xyz; } >both.xyz
    { cat ipl12-minima.xyz && sed 's/glass=1/glass=2/; s/potential="ipl12"/potential="wca"/' ipl12-minima.xyz; } >minima.xyz
    local program
    for program in 'wca-min -q' 'wca-md --times 9' 'wca-clone --clones 2' 'wca-swap --temperature 0.1 --time 1' 'wca-chi' 'wca-msd --tau 1' 'wca-jam --temperature 0'; do
        # shellcheck disable=SC2086
        refuse 65 'expected the potential ipl12 of the frames before, found harmonic' $program both.xyz
    done
    for program in wca-neb wca-minima; do
        refuse 65 'expected the potential ipl12 of the frames before, found wca' $program minima.xyz
    done
}

@test "a profile may ask for each potential, and for no other" {
    assert [ "${#others[@]}" -ge 2 ]
    assert_equal "$(sed -n 's/^  - potential: .*choices: \[\([^]]*\)\].*/\1/p' "$BATS_TEST_DIRNAME/../pipelines/profiles/schema.yaml")" \
        "$(potentials | paste -s -d , | sed 's/,/, /g')"
}

@test "labels that say no potential, or another density than the box, are refused" {
    sed 's/potential="ipl12"/potential="lj"/' ipl12-glass.xyz >unknown.xyz
    refuse 65 "expected the label potential to be one of wca\|harmonic\|ipl12[a-z0-9|]*, found 'lj'" wca-min unknown.xyz
    sed 's/ density=1.05/ density=1.06/' ipl12-glass.xyz >other.xyz
    refuse 65 'expected density=1.05, particles in a volume of <sigma>\^3, from the box, found density=1.06' wca-min other.xyz
    refuse 64 'expected --phi or --density, found both' wca-init --phi 1 --density 1
    refuse 64 'expected --phi or --density, found both' wca-md --phi 1 --density 1 --times 1 ipl12-clones.xyz
}

@test "a density is set by scaling the box, and a packing fraction takes its place" {
    wca-init --density 1 --particles 64 -o out.xyz
    assert_equal "$(sed -n '2s/^Lattice="\([^ ]*\).*/\1/p' out.xyz)" 4
    wca-md -q --density 1.1 --times 8.1 ipl12-clones.xyz -o denser.xyz
    assert_equal "$(label density denser.xyz) $(label glass_density denser.xyz)" '1.1 1.05'
    wca-md -q --phi 0.9 --times 8.1 ipl12-clones.xyz -o by-phi.xyz
    assert_equal "$(label density by-phi.xyz) $(label phi by-phi.xyz)" ' 0.9'
}

# energies FRAMES: kinetic and potential energy of each frame
energies() {
    wca-min -q --max-steps 0 "$1" | sed -n 's/.* energy=\([^ ]*\).*/\1/p' >potential
    awk '/Lattice/ { if (NR > 2) print k; k = 0 } /^X/ { k += ($(NF - 2) ^ 2 + $(NF - 1) ^ 2 + $NF ^ 2) / 2 } END { print k }' "$1" | paste - potential
}

@test "without a thermostat the energy of each potential is conserved, better by four with half the step" {
    local potential dt
    for potential in wca "${others[@]}"; do
        for dt in 0.004 0.002; do
            wca-clone -q --clones 1 --temperature 0.12 "$potential-glass.xyz" | wca-md -q --thermostat none --dt $dt --times 0:8:0.2 -o nve.xyz
            run sed -n '2p' nve.xyz
            assert_output --partial 'id:I:1:velo:R:3 '
            energies nve.xyz | awk '{ e = $1 + $2; s += e; q += e * e; n++; k += $1 } END { printf "%.12g %.12g\n", sqrt(q / n - (s / n) ^ 2), k / n }' >spread-$dt
        done
        run awk '{ spread[NR] = $1; kinetic = $2 } END { ratio = spread[1] / spread[2]; print ratio, spread[1] / kinetic
            exit !(ratio > 2.5 && ratio < 6 && spread[1] < 2e-3 * kinetic) }' spread-0.004 spread-0.002
        assert_success
    done
}

@test "the saddle of a band has no force and one way down, with each potential" {
    local potential
    for potential in wca "${others[@]}"; do
        wca-neb -q --saddles saddles.xyz "$potential-minima.xyz" -o pairs.jsonl
        jq -e 'select(.minimum_a != .minimum_b and .converged) | .barrier > 0' pairs.jsonl | grep -q true
        assert_equal "$(wca-min -q --max-steps 0 saddles.xyz | sed -n 's/.* max_force=\([^ ]*\).*/\1/p' | awk '$1 > 1.1e-6' | wc -l)" 0
        wca-saddle -q saddles.xyz | jq -e --slurp 'length > 0 and all(.curvatures[0] < 0)'
    done
}
