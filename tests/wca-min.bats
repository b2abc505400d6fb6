#!/usr/bin/env bats
# wca-min: inherent structures. No frame depends on those beside it.

load helper

ten=$BATS_TEST_DIRNAME/data/ten-particles.xyz # worked out by hand in ten-particles.txt

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 75 0.9 --glasses 2 |
        wca-swap -q --temperature 0.1 --time 5 -o glasses.xyz
    wca-clone --clones 10 glasses.xyz | wca-md -q --temperature 0.05 --times 3 -o clones.xyz
    wca-min -q clones.xyz -o minima.xyz
}

# label KEY FRAMES: its values, one per line
label() {
    sed -n "/Lattice/s/.* $1=\([^ ]*\).*/\1/p" "$2"
}

# one NUMBER FRAMES: the frame at this place, of 75 particles
one() {
    sed -n "$((77 * ($1 - 1) + 1)),$((77 * $1))p" "$2"
}

@test "the energy of ten particles is that worked out by hand" {
    wca-min --max-steps 0 "$ten" -o out
    close_to 453 "$(label energy out)"
    close_to 3200 "$(label max_force out)"
    assert_equal "$(label potential out)" '"wca"'
    wca-min --max-steps 0 --potential harmonic "$ten" -o out
    close_to 11.144437030966 "$(label energy out)"
    assert_equal "$(label potential out)" ''
    assert_equal "$(label overlaps_removed out)" '"harmonic"'
}

@test "--max-steps 0 only evaluates, without a warning" {
    run --separate-stderr wca-min --max-steps 0 "$ten" -o out
    assert_success
    # shellcheck disable=SC2154
    assert_equal "$stderr" ''
    assert_equal "$(label converged out)" F
    cmp <(rows out) <(rows "$ten")
}

@test "--forces writes the forces worked out by hand" {
    wca-min --max-steps 0 --forces "$ten" -o out
    run grep Lattice out
    assert_output --partial ':id:I:1:forces:R:3 '
    rows out | awk '
        BEGIN {
            split("-24 -24 0 24 0 0 -2880 -2880 0 2880 2880 0 21.33333333333 0 0 -21.33333333333 0 0 " \
                  "-3200 -3200 0 3200 3200 0 0 24 0 0 0 0", expected, " ")
        }
        { for (k = 1; k <= 3; k++) if (($(6 + k) - expected[3 * (NR - 1) + k]) ^ 2 > 1e-16) exit 1; seen++ }
        END { exit seen != 10 }'
    run wca-min --max-steps 0 "$ten"
    refute_output --partial forces
}

@test "at a minimum no force component is above the tolerance, and max_force is the largest" {
    local method tolerance
    for method in cg fire lbfgs descent; do
        for tolerance in 1e-3 1e-10; do
            one 3 clones.xyz | wca-min --method $method --tolerance $tolerance --forces -o out
            assert_equal "$(label converged out)" T
            close_to "$(label max_force out)" "$(rows out | awk '
                { for (k = 7; k <= 9; k++) { f = $k < 0 ? -$k : $k; if (f > most) most = f } } END { printf "%.17g", most }')"
            awk -v f="$(label max_force out)" -v t=$tolerance 'BEGIN { exit !(f <= t && f > 0) }'
        done
    done
}

@test "all methods agree on the energy from a start near a minimum" {
    one 3 minima.xyz | awk '/^X/ { for (k = 2; k <= 4; k++) $k += 0.001 * sin(7 * NR + k) } { print }' >start.xyz
    local method
    for method in cg fire lbfgs descent; do
        wca-min --method $method start.xyz -o out
        assert_equal "$(label converged out)" T
        close_to "$(one 3 minima.xyz | label energy /dev/stdin)" "$(label energy out)" 1e-8
    done
}

@test "descent ends in the same minima whatever the error of its steps, at three densities" {
    local state phi temperature error
    for state in 1.1:0.46 0.95:0.16 0.85:0.0353; do
        IFS=: read -r phi temperature <<<"$state"
        without_overlaps 100 "$phi" --seed 7 | wca-swap -q --temperature "$temperature" --time 5 |
            wca-clone --clones 8 | wca-md -q --temperature 0.001 --times 5 -o start.xyz
        for error in 1e-4 1e-5 1e-6; do
            wca-min --method descent --error $error start.xyz -o "$error.xyz"
            assert_equal "$(label converged $error.xyz | sort -u)" T
            cat 1e-4.xyz "$error.xyz" | wca-minima --max-force 1 -o rows
            assert_values "$(jq -s -c 'map(.minimum) | .[8:]' rows)" "$(jq -s -c 'map(.minimum) | .[:8]' rows)"
        done
    done
}

@test "descent that runs out of steps leaves the frame where the path had come to" {
    local steps
    for steps in 30 60 100; do # within steps and between them
        one 3 clones.xyz | wca-min -q --method descent --max-steps $steps --forces -o out
        assert_equal "$(label converged out)" F
        wca-min --max-steps 0 --forces out -o evaluated
        same_numbers 1e-12 <(label energy out) <(label energy evaluated)
        cmp <(rows out) <(rows evaluated)
    done
}

@test "a minimum stays where it is" {
    wca-min minima.xyz -o again
    cmp again minima.xyz
}

@test "a frame without overlaps ends at once, unmoved, with energy zero" {
    printf '2\nLattice="6 0 0 0 6 0 0 0 6" Properties=pos:R:3:radius:R:1\n1 1 1 0.5\n2.2 1 1 0.5\n' >in.xyz
    local method
    for method in cg fire lbfgs descent; do
        wca-min --method $method in.xyz -o out
        run sed -n 2p out
        assert_output --partial ' energy=0 max_force=0 potential="wca" converged=T'
        assert_equal "$(rows out)" "$(printf 'X 1 1 1 0.5 1\nX 2.2 1 1 0.5 2')"
    done
}

@test "a frame that does not converge is written with converged=F, a warning and status 0" {
    run --separate-stderr wca-min --max-steps 5 clones.xyz -o out
    assert_success
    assert_equal "$(label converged out | sort | uniq -c | tr -s ' ')" ' 20 F'
    # shellcheck disable=SC2154
    assert_equal "$(grep -c '^wca-min: warning: glass [12], clone [0-9]*: not converged after 5 steps: ' <<<"$stderr")" 20
    run --separate-stderr wca-min -q --max-steps 5 clones.xyz -o quiet
    assert_equal "$stderr" ''
    cmp out quiet
}

@test "the energy sinks" {
    wca-min --max-steps 0 clones.xyz -o before
    paste <(label energy before) <(label energy minima.xyz) | awk '$2 >= $1 { exit 1 } END { exit NR != 20 }'
}

@test "velocities and temperature are dropped, the other labels and the order are kept" {
    run grep Lattice minima.xyz
    assert_equal "${#lines[@]}" 20
    refute_output --partial velo
    refute_output --partial ' temperature='
    cmp <(sed 's/.*pbc/pbc/; s/ temperature=[^ ]*//' <(grep Lattice clones.xyz)) \
        <(sed 's/.*pbc/pbc/; s/ energy=.*//' <(grep Lattice minima.xyz))
    cmp <(rows clones.xyz | cut -d ' ' -f 5,6) <(rows minima.xyz | cut -d ' ' -f 5,6)
}

@test "a frame has the same bytes alone and in the set, with cg, fire and descent on lanes" {
    local method frame
    for method in cg fire lbfgs descent; do
        wca-min --method $method --tolerance 1e-8 --forces clones.xyz -o set
        for frame in 1 6 10 11 19; do
            one $frame clones.xyz | wca-min --method $method --tolerance 1e-8 --forces -o alone
            cmp alone <(one $frame set) || fail "frame $frame"
        done
        { one 9 clones.xyz && one 2 clones.xyz && one 5 clones.xyz; } | wca-min --method $method --tolerance 1e-8 --forces -o three
        cmp three <(one 9 set && one 2 set && one 5 set)
    done
}

@test "frames of one glass in different boxes are minimised each in its own" {
    { one 1 clones.xyz && one 2 clones.xyz | wca-md --phi 1 --times 3 && one 3 clones.xyz; } >in.xyz
    wca-min in.xyz -o out
    cmp <(one 1 out) <(one 1 minima.xyz)
    cmp <(one 2 out) <(one 2 in.xyz | wca-min)
    cmp <(one 3 out) <(one 3 minima.xyz)
}

@test "baseline instructions, without fused multiply-add, give the same energies up to rounding" {
    WCA_SIMD=baseline wca-min clones.xyz -o out
    same_numbers 1e-10 <(label energy out) <(label energy minima.xyz)
    cmp <(label converged out) <(label converged minima.xyz)
}

@test "AVX2 gives the same bytes" {
    has_simd avx2
    WCA_SIMD=avx2 wca-min clones.xyz -o out
    cmp out minima.xyz
    WCA_SIMD=avx2 wca-min --method descent clones.xyz -o out
    wca-min --method descent clones.xyz -o expected
    cmp out expected
}

@test "AVX-512 gives the same bytes" {
    has_simd avx512
    WCA_SIMD=avx512 wca-min clones.xyz -o out
    cmp out minima.xyz
}

@test "random positions become a packing with each potential, and keep their own" {
    local of to all
    mapfile -t all < <(potentials)
    for of in "${all[@]}"; do
        for to in "${all[@]}"; do
            wca-init --particles 100 --seed 5 --potential "$of" | wca-min --potential "$to" -o out
            assert_equal "$(label converged out)" T
            if [[ $of == "$to" ]]; then
                assert_equal "$(label potential out) $(label overlaps_removed out)" "\"$of\" "
            else
                [[ $of == wca ]] || assert_equal "$(label potential out)" "\"$of\""
                assert_equal "$(label overlaps_removed out)" "\"$to\""
            fi
        done
    done
}

@test "a box too small for the particles is refused, with the place of its frame, by all that compute forces" {
    local program
    printf '2\nLattice="2.4 0 0 0 2.4 0 0 0 2.4" Properties=pos:R:3:radius:R:1\n0 0 0 0.5\n1 1 1 0.5\n' >in.xyz
    for program in wca-min wca-minima wca-saddle wca-jam wca-swap; do
        # shellcheck disable=SC2046
        refuse 65 'in.xyz:1: a box of edge 2.4 is too small: expected at least 2.44' "$program" $(needs "$program") in.xyz
    done
    sed -i 's/Properties/temperature=0.1 &/; 2s/$/ clone=1/' in.xyz
    { cat in.xyz && sed '2s/clone=1/clone=2/; 3s/^0/0.3/' in.xyz; } >two.xyz
    refuse 65 'two.xyz:1: a box of edge 2.4 is too small' wca-neb two.xyz
}

@test "two particles at one place are refused" {
    printf '2\nLattice="6 0 0 0 6 0 0 0 6" Properties=pos:R:3:radius:R:1\n1 1 1 0.5\n1 1 1 0.5\n' >in.xyz
    printf '4\nLattice="6 0 0 0 6 0 0 0 6" Properties=pos:R:3:radius:R:1\n1 1 1 0.5\n1 1 1 0.5\n3 3 3 0.5\n4 5 5 0.5\n' >four.xyz
    local method
    for method in cg fire lbfgs descent; do
        refuse 65 'two particles coincide or overlap too much' wca-min --method $method in.xyz
        refuse 65 'two particles coincide or overlap too much' wca-min --method $method four.xyz
        refuse 65 'two particles coincide or overlap too much' wca-min --potential harmonic --method $method four.xyz
    done
}

@test "options that make no sense are refused" {
    refuse 64 method wca-min --method newton "$ten"
    refuse 64 potential wca-min --potential lj "$ten"
    refuse 64 tolerance wca-min --tolerance -1 "$ten"
    refuse 64 error wca-min --method descent --error 0 "$ten"
    refuse 64 '--error is that of --method descent' wca-min --error 1e-6 "$ten"
    refuse 64 max-steps wca-min --max-steps 1.5 "$ten"
}
