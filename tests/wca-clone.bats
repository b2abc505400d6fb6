#!/usr/bin/env bats
# wca-clone: the same positions with independent velocities.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    wca-init --particles 30 --glasses 2 -o glasses.xyz
    wca-init --particles 30 -o glass.xyz
}

# without SED-SCRIPT..: the glass with its header changed
relabel() {
    sed "2s/\$/ $1/" glass.xyz
}

@test "clones have the positions, radii and ids of their glass" {
    wca-clone --clones 3 --temperature 0.1 glasses.xyz -o out
    assert_equal "$(grep -c ^30 out)" 6
    local clone
    for clone in 1 2 3; do
        cmp <(rows glasses.xyz | head -n 30) <(rows out | sed -n "$((30 * clone - 29)),$((30 * clone))p" | cut -d ' ' -f 1-6)
    done
    cmp <(rows glasses.xyz | tail -n 30) <(rows out | tail -n 30 | cut -d ' ' -f 1-6)
}

@test "clones are numbered, start at time 0 and carry temperature and seed" {
    relabel 'time=100 tw=90 energy=5' | wca-clone --clones 2 --first 4 --temperature 0.25 --seed 0x7b -o out
    run grep Lattice out
    assert_line --index 0 --partial ' time=0 tw=0 '
    assert_line --index 0 --partial ' clone=4'
    assert_line --index 1 --partial ' clone=5'
    assert_line --index 0 --partial ' temperature=0.25'
    assert_line --index 0 --partial ' seed="0x7b"'
    assert_line --index 0 --partial ' energy=5'
    refute_line --partial 'seed="0x1"'
}

@test "total momentum is zero" {
    wca-clone --temperature 1 glass.xyz -o out
    rows out | awk '{ for (k = 7; k <= 9; k++) { p[k] += $k; if ($k != 0) moved = 1 } }
        END { for (k = 7; k <= 9; k++) if (p[k] ^ 2 > 1e-26) exit 1; exit !moved }'
}

@test "the kinetic temperature is that of the bath, on average and in its fluctuations" {
    wca-clone --clones 400 --temperature 0.3 glass.xyz -o out
    # 2K/T is chi-square with f = 3N - 3 = 87 degrees of freedom: mean f, variance 2f; 5 standard errors are allowed.
    awk '/^30$/ { n++; K[n] = 0 } /^X/ { for (k = 7; k <= 9; k++) K[n] += $k * $k / 0.3 }
        END {
            f = 87
            for (c = 1; c <= n; c++) { mean += K[c] / n; var += (K[c] - f) ^ 2 / n }
            if ((mean - f) ^ 2 > 25 * 2 * f / n) exit 1
            if ((var / (2 * f) - 1) ^ 2 > 25 * (2 + 12 / f) / n) exit 1
        }' out
}

@test "a clone made alone has the bytes it has in a set" {
    wca-clone --clones 20 --temperature 0.1 glasses.xyz -o set
    wca-clone --first 7 --temperature 0.1 glasses.xyz -o alone
    cmp <(sed -n "$((6 * 32 + 1)),$((7 * 32))p" set) <(head -n 32 alone)
    cmp <(sed -n "$((26 * 32 + 1)),$((27 * 32))p" set) <(tail -n 32 alone)
}

@test "clones, glasses and seeds have different velocities" {
    wca-clone --clones 2 --temperature 0.1 glasses.xyz -o out
    wca-clone --clones 2 --temperature 0.1 --seed 2 glasses.xyz -o other
    assert_equal "$(cat out other | grep '^X' | cut -d ' ' -f 7-9 | sort -u | wc -l)" 240
}

@test "the temperature is the option, else the label temperature, else glass_temperature" {
    relabel 'glass_temperature=0.2' | wca-clone -o out
    run sed -n 2p out
    assert_output --partial ' glass_temperature=0.2 temperature=0.2 '
    relabel 'temperature=0.3 glass_temperature=0.2' | wca-clone -o out
    run sed -n 2p out
    assert_output --partial ' temperature=0.3 glass_temperature=0.2 '
    relabel 'temperature=0.3 glass_temperature=0.2' | wca-clone --temperature 0.4 -o out
    run sed -n 2p out
    assert_output --partial ' temperature=0.4 glass_temperature=0.2 '
}

@test "a frame that tells no temperature is refused, and the sentence names the option" {
    refuse 65 'glass.xyz:1: expected a label temperature or glass_temperature, found none: give --temperature' \
        wca-clone glass.xyz
}

@test "a temperature label that makes no sense is refused" {
    relabel 'temperature=cold' >in.xyz
    refuse 65 'in.xyz:1: expected a finite number for the label temperature, found "cold"' wca-clone in.xyz
    relabel 'temperature=-1' >in.xyz
    refuse 65 'in.xyz:1: expected a number from 0 to 1000000000000000 for the label temperature, found -1' wca-clone in.xyz
}

@test "two frames of one glass are refused: their clones would be the same" {
    cat glass.xyz glass.xyz >in.xyz
    refuse 65 'in.xyz:33: expected one frame of glass 1, found a second' wca-clone --temperature 1 in.xyz
}
