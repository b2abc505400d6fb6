#!/usr/bin/env bats
# Numbers at the edge of what there is: each gives what is right, or status 64 or 65 with a sentence. A row is a status, a sentence (or with
# status 0 the number of lines that are written) and a command.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 64 1 | wca-swap -q --temperature 0.46 --time 1 -o glass.xyz
    wca-clone --clones 2 glass.xyz -o clones.xyz
    local label
    for label in 0 1e300 -1 inf; do
        sed "s/ temperature=[^ ]*/ temperature=$label/" clones.xyz >"at $label.xyz"
        mv "at $label.xyz" "at$label.xyz"
    done
    wca-init --particles 2 -o pair.xyz
    # particles that are all alike; one; two in a wide box; two at one place
    awk 'NF == 5 || NF == 8 { $5 = 0.5 } { print }' glass.xyz |
        sed '2s/ \(phi\|polydispersity\|diameters\|density\)=[^ ]*//g' >alike.xyz
    local header='Lattice="6 0 0 0 6 0 0 0 6" Properties=pos:R:3:radius:R:1:velo:R:3 temperature=1 glass_temperature=1'
    printf '1\n%s\n1 2 3 0.5 0 0 0\n' "$header" >one.xyz
    printf '2\n%s\n1 2 3 0.5 0 1 0\n3 2 1 0.5 0 -1 0\n' "$header" >two.xyz
    printf '2\n%s\n1 2 3 0.5 0 1 0\n1 2 3 0.5 0 -1 0\n' "$header" >same.xyz
}

# rows: each of those on standard input
rows() {
    local status_wanted wanted command program
    while IFS='|' read -r status_wanted wanted command; do
        read -r status_wanted <<<"$status_wanted"
        read -r wanted <<<"$wanted"
        run --separate-stderr bash -c "set -o pipefail; $command | wc -l; exit \${PIPESTATUS[0]}"
        # shellcheck disable=SC2154
        echo "# $command: status $status, $stderr"
        assert_equal "$status" "$status_wanted"
        if ((status == 0)); then
            assert_output "$wanted"
        else
            read -r program _ <<<"$command"
            assert_regex "$stderr" "^$program: .*$wanted"
            assert_output 0
        fi
    done
}

@test "packing fractions and densities from 0 to 10" {
    rows <<'END'
64 | --phi: expected a number from 1e-06 to 10, found "0" | wca-init --phi 0
0  | 12 | wca-init --particles 10 --phi 10
0  | 12 | wca-init --particles 10 --phi 1e-6
64 | expected a number from 0.001 to 10, found "0" | wca-md --phi 0 --times 1 clones.xyz
65 | box of edge 1.* is too small | wca-md --phi 10 --times 1 clones.xyz
65 | box of edge 0.* is too small | wca-md --density 10 --times 1 two.xyz
0  | 132 | wca-md -q --phi 0.001 --times 1 clones.xyz
64 | expected a number from .* found "nan" | wca-init --phi nan
END
}

@test "temperatures of 0, above all, below 0 and none" {
    local program
    for program in 'wca-swap --time 1' 'wca-md --times 1' 'wca-clone' 'wca-jam'; do
        rows <<END
64 | --temperature: expected a number from .* to 1000000, found "1e300" | $program --temperature 1e300 clones.xyz
64 | --temperature: expected a number from .* to 1000000, found "-1" | $program --temperature -1 clones.xyz
64 | --temperature: expected a number from .* to 1000000, found "inf" | $program --temperature inf clones.xyz
END
    done
    rows <<'END'
64 | --temperature: expected a number from 1e-12 to 1000000, found "0" | wca-swap --time 1 --temperature 0 glass.xyz
64 | --temperature: expected a number from 1e-12 to 1000000, found "0" | wca-md --times 1 --temperature 0 clones.xyz
0  | 66 | wca-clone --temperature 0 glass.xyz
65 | at0.xyz:1: expected a bath above temperature 0 | wca-md --times 1 at0.xyz
65 | at1e300.xyz:1: expected a number from 0 to 1000000000000000 for the label temperature, found 1e300 | wca-md --times 1 at1e300.xyz
65 | at-1.xyz:1: expected a number from 0 .* for the label temperature, found -1 | wca-md --times 1 at-1.xyz
65 | atinf.xyz:1: expected a finite number for the label temperature, found "inf" | wca-min atinf.xyz
END
}

@test "one particle, two, and a million" {
    rows <<'END'
64 | --particles: expected an integer from 2 to 100000000, found "1" | wca-init --particles 1
0  | 4 | wca-init --particles 2
65 | box of edge .* is too small | wca-min pair.xyz
65 | one.xyz:1: expected at least 2 particles, found 1 | wca-swap --temperature 1 --time 1 one.xyz
65 | one.xyz:1: expected at least 2 particles, found 1 | wca-md --times 1 one.xyz
0  | 3 | wca-min one.xyz
0  | 4 | wca-min two.xyz
0  | 4 | wca-swap -q --temperature 1 --time 1 two.xyz
0  | 4 | wca-md -q --times 1 two.xyz
0  | 1000002 | wca-init --particles 1000000
END
}

@test "diameters that are all alike, and two particles at one place" {
    rows <<'END'
0  | 66 | wca-swap -q --temperature 0.46 --time 1 alike.xyz
0  | 66 | wca-min -q alike.xyz
65 | same.xyz:1: particle [12] of glass 1 .* the motion has blown up | wca-swap -q --temperature 1 --time 1 same.xyz
65 | same.xyz:1: particle [12] of glass 1 .* the motion has blown up | wca-md -q --times 1 same.xyz
65 | same.xyz:1: particle [12] of glass 1 feels a force of inf | wca-min -q same.xyz
END
}

@test "times that are not sorted, that come twice, that never end" {
    wca-md -q --times 1,2,3 clones.xyz -o sorted.xyz
    wca-md -q --times 3,1,2,1 clones.xyz | cmp - sorted.xyz
    rows <<'END'
64 | --times: | wca-md --times -1 clones.xyz
64 | --times: | wca-md --times 1e300 clones.xyz
64 | --times: | wca-md --times 1e15 --dt 1e-9 clones.xyz
64 | --times: | wca-swap --temperature 1 --times 1:nan:1 clones.xyz
END
}

@test "seeds from 2^63 on" {
    local program
    for program in 'wca-init --particles 64' 'wca-swap -q --temperature 0.46 --time 0.1 glass.xyz' 'wca-clone glass.xyz'; do
        rows <<END
0  | 66 | $program --seed 9223372036854775808
0  | 66 | $program --seed 18446744073709551615
64 | --seed: expected a seed from 0 to 2\\^64 - 1, decimal or 0x..., found "18446744073709551616" | $program --seed 18446744073709551616
64 | --seed: expected a seed from 0 to 2\\^64 - 1, .* found "-1" | $program --seed -1
END
        # shellcheck disable=SC2086
        refute cmp -s <($program --seed 9223372036854775808) <($program --seed 9223372036854775809)
    done
}
