#!/usr/bin/env bats
# wca-md: the clones of a glass in time. No clone depends on those beside it.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 75 0.9 --glasses 2 |
        wca-swap -q --temperature 0.1 --time 5 -o glasses.xyz
    head -n 77 glasses.xyz >glass.xyz
    wca-clone --clones 20 glasses.xyz -o clones-of-both.xyz
    head -n $((20 * 77)) clones-of-both.xyz >clones.xyz
    # Hot enough to go apart, and cooled: the thermal origin is some time after the start, in each clone another.
    for origin in zero thermal; do
        wca-md -q --temperature 0.05 --origin $origin --times 0.35,0.7,2.1 clones.xyz -o $origin.xyz
    done
}

# pick LABEL FRAMES: the frames that carry this label, such as clone=7
pick() {
    wca-select --where "$1" "$2"
}

# box FRAMES: the edge of the box of the first frame
box() {
    sed -n '2s/^Lattice="\([^ ]*\).*/\1/p' "$1"
}

# split PREFIX FRAMES: clone 7 into PREFIX-7, and so on
split() {
    awk -v prefix="$1" 'left == 0 { left = $1 + 1; count = $0; getline; clone = $0; gsub(/.* clone=| .*/, "", clone)
            print count >(prefix "-" clone) } { print >(prefix "-" clone); left-- }' "$2"
}

# md ORIGIN FRAMES...: as in setup_file
md() {
    wca-md -q --temperature 0.05 --origin "$1" --times 0.35,0.7,2.1 "${@:2}"
}

@test "a clone has the same bytes alone and in a batch of 20, with either origin" {
    local origin
    for origin in zero thermal; do
        for clone in 1 7 13 20; do
            pick clone=$clone clones.xyz | md $origin -o alone
            assert_equal "$(grep -c Lattice alone)" 3
            cmp alone <(pick clone=$clone $origin.xyz)
        done
    done
}

# batch CLONE...: these clones, in this order
batch() {
    [[ -e one-1 ]] || split one clones.xyz
    cat "${@/#/one-}"
}

@test "a clone has the same bytes in a batch of 3 or 8 as in one of 20, at any place in it" {
    local origin clones clone
    for origin in zero thermal; do
        split expected $origin.xyz
        for clones in '2 7 17' '7 17 2' '17 2 7' '14 3 7 20 1 12 18 5' '7 3 5 20 1 12 18 14' '20 3 5 14 1 12 18 7' \
            "$(seq -s ' ' 20 -1 1)"; do
            rm -f found-*
            # shellcheck disable=SC2086
            batch $clones | md $origin -o out
            split found out
            for clone in $clones; do
                cmp "found-$clone" "expected-$clone" || fail "clone $clone among $clones"
            done
        done
    done
}

@test "a clone drawn and followed alone has the bytes it has in the set" {
    wca-clone --first 7 glass.xyz | md zero -o alone
    cmp alone <(pick clone=7 zero.xyz)
}

@test "a glass has the same bytes beside a second one" {
    local origin
    for origin in zero thermal; do
        md $origin clones-of-both.xyz -o both
        cmp <(pick glass=1 both) $origin.xyz
        wca-clone --clones 20 <(pick glass=2 glasses.xyz) | md $origin -o second
        cmp <(pick glass=2 both) second
        run ! cmp -s second $origin.xyz
    done
}

@test "with any thermostat a clone has the same bytes alone and in the set, and each its own" {
    local thermostat
    for thermostat in berendsen csvr none; do
        wca-md --thermostat $thermostat --times 1.4 clones.xyz -o set.$thermostat
        wca-md --thermostat $thermostat --times 1.4 <(pick clone=13 clones.xyz) -o alone
        cmp alone <(pick clone=13 set.$thermostat)
    done
    run ! cmp -s set.berendsen set.csvr
    run ! cmp -s set.none set.csvr
    run ! cmp -s set.none set.berendsen
}

@test "baseline instructions, without fused multiply-add, give the frames of the default ones up to rounding" {
    WCA_SIMD=baseline md thermal -o out clones.xyz
    same_numbers 1e-4 out thermal.xyz # a liquid: rounding grows
}

@test "AVX2 gives the bytes of the default instructions" {
    has_simd avx2
    WCA_SIMD=avx2 md thermal -o out clones.xyz
    cmp out thermal.xyz
    WCA_SIMD=avx2 md thermal -o out <(pick clone=5 clones.xyz)
    cmp out <(pick clone=5 thermal.xyz)
}

@test "AVX-512 gives the bytes of the default instructions" {
    has_simd avx512
    WCA_SIMD=avx512 md thermal -o out clones.xyz
    cmp out thermal.xyz
    WCA_SIMD=avx512 md thermal -o out <(pick clone=5 clones.xyz)
    cmp out <(pick clone=5 thermal.xyz)
}

@test "instructions that are not known are refused" {
    WCA_SIMD=mmx refuse 64 "WCA_SIMD: expected baseline, avx2 or avx512, found 'mmx'" wca-md --times 1 clones.xyz
}

@test "times ascend, and within a time the clones stand in input order" {
    assert_equal "$(grep -o ' tw=.* clone=[0-9]*' zero.xyz)" \
        "$(for tw in 0.35 0.7 2.1; do for clone in $(seq 20); do echo " tw=$tw clone=$clone"; done; done)"
    batch 3 11 2 | wca-md --times 0.7,0.35 -o out
    assert_equal "$(grep -o ' tw=.* clone=[0-9]*' out | tr -d '\n')" \
        " tw=0.35 clone=3 tw=0.35 clone=11 tw=0.35 clone=2 tw=0.7 clone=3 tw=0.7 clone=11 tw=0.7 clone=2"
}

@test "glasses follow one another, each with all its times" {
    md zero clones-of-both.xyz -o out
    assert_equal "$(grep -o ' glass=[0-9]* .* tw=[^ ]*' out | sed 's/seed.*tw/tw/' | uniq | tr -d '\n')" \
        ' glass=1 tw=0.35 glass=1 tw=0.7 glass=1 tw=2.1 glass=2 tw=0.35 glass=2 tw=0.7 glass=2 tw=2.1'
}

@test "a run that goes on from its own output gives the bytes of one run" {
    batch 4 5 6 | wca-md --temperature 0.05 --times 0.35,0.7,2.1 -o whole
    batch 4 5 6 | wca-md --temperature 0.05 --times 0.35 -o first
    wca-md --times 0.7,2.1 first -o rest
    cat first rest | cmp - whole
}

@test "a run that goes on from its own thermal origin gives the bytes of one run" {
    batch 4 5 6 | md thermal -o whole
    batch 4 5 6 | wca-md --temperature 0.05 --origin thermal --times 0.35 -o first
    wca-md --origin thermal --times 0.7,2.1 first -o rest
    cat first rest >joined
    cmp <(rows joined) <(rows whole)
    cmp <(sed 's/ time=[^ ]*//' joined) <(sed 's/ time=[^ ]*//' whole)
}

@test "waiting times count from the thermal origin, which clones reach at times of their own" {
    local time tw
    grep -o ' time=.*' thermal.xyz | tr -c '0-9.\n' ' ' >clocks # time tw clone
    awk '{ origin[$3] = origin[$3] " " sprintf("%.6f", $1 - $2) }
        END { for (c in origin) { split(origin[c], at); if (at[1] < 1 || at[1] != at[2] || at[1] != at[3]) exit 1 } }' clocks
    assert [ "$(awk '$2 == 0.35 { print $1 }' clocks | sort -u | wc -l)" -gt 15 ]
    # Read out alone at that time of the run, the clone has the bytes it has at that waiting time.
    read -r time tw _ < <(grep ' 9$' clocks)
    wca-md --temperature 0.05 --times "$time" <(pick clone=9 clones.xyz) -o out
    cmp <(rows out) <(pick clone=9 thermal.xyz | rows /dev/stdin | head -n 75)
}

@test "at the thermal origin the kinetic temperature has been that of the bath for a time 1" {
    batch 1 2 3 | wca-md --temperature 0.05 --origin thermal --times 0 -o origins
    local clone time
    for clone in 1 2 3; do
        time=$(pick clone=$clone origins | grep -o ' time=[^ ]*' | cut -d = -f 2)
        # the frames of the 287 steps up to it
        pick clone=$clone clones.xyz | wca-md --temperature 0.05 -o trajectory \
            --times "$(awk -v t="$time" 'BEGIN { printf "%.4f:%.4f:0.0035", t - 1.001, t }')"
        awk '/^X/ { for (k = 7; k <= 9; k++) T += $k * $k / (3 * 75 - 3) } /Lattice/ { frame++; at[frame - 1] = T; T = 0 }
            END { at[frame] = T; for (k = 1; k <= frame; k++) print at[k] }' trajectory >temperatures
        assert_equal "$(wc -l <temperatures)" 287
        close_to 0.05 "$(tail -n 286 temperatures | awk '{ s += $1 / 286 } END { print s }')" 0.025
    done
}

@test "labels carry the bath, the time asked for, and what the frame came with" {
    pick clone=2 clones.xyz | sed '/Lattice/s/$/ mood=glassy energy=5 max_force=1e-3/' |
        wca-md --temperature 0.05 --times 0.36 -o out
    run sed -n 2p out
    assert_output --partial ' temperature=0.05 '
    assert_output --partial ' glass_temperature=0.1 time=0.36 tw=0.36 clone=2 mood=glassy'
    refute_output --partial energy=
    refute_output --partial max_force=
    # 0.36 is the step 103, at 0.3605
    pick clone=2 clones.xyz | wca-md --temperature 0.05 --times 0.3605 -o step
    cmp <(rows out) <(rows step)
}

@test "tw = 0 is the frame itself" {
    pick clone=2 clones.xyz | wca-md --times 0 -o out
    cmp <(rows out) <(pick clone=2 clones.xyz | grep '^X')
}

@test "--phi scales box and positions at once" {
    pick clone=2 clones.xyz | wca-md --phi 0.72 --times 0 -o out
    run sed -n 2p out
    assert_output --partial ' phi=0.72 '
    close_to "$(box clones.xyz | awk '{ printf "%.15g", $1 * (0.9 / 0.72) ^ (1 / 3) }')" "$(box out)" 1e-12
    paste -d ' ' <(rows out) <(pick clone=2 clones.xyz | grep '^X') | awk '
        { for (k = 2; k <= 4; k++) if (($k - $(k + 9) * (0.9 / 0.72) ^ (1 / 3)) ^ 2 > 1e-24 * $k ^ 2) exit 1 }
        $5 != $14 || $7 != $16 { exit 1 }'
}

@test "frames without velocities are refused, and the sentence names wca-clone" {
    refuse 65 'frame 1 of glass 1 has no velocities .*wca-clone draws them, wca-read takes momenta' \
        wca-md --times 1 <(cut -d ' ' -f 1-6 glass.xyz | sed '2s/.*/Lattice="9 0 0 0 9 0 0 0 9" Properties=species:S:1:pos:R:3:radius:R:1:id:I:1/')
}

@test "without --times, or with a list that is none, nothing is done" {
    refuse 64 '--times is missing' wca-md clones.xyz
    refuse 64 'times' wca-md --times 1,x clones.xyz
    refuse 64 'thermostat' wca-md --times 1 --thermostat nose clones.xyz
    refuse 64 'origin' wca-md --times 1 --origin end clones.xyz
    refuse 64 'dt' wca-md --times 1 --dt 0 clones.xyz
}

@test "a time that is past already is refused" {
    refuse 65 'clone 1 of glass 1 is at tw = 0.35 already, past the first time 0.2' wca-md --times 0.2,1 zero.xyz
}

@test "clones of different temperatures or boxes are refused, unless an option sets them" {
    pick clone=1 clones.xyz >in.xyz
    pick clone=2 clones.xyz | sed '/Lattice/s/ temperature=0.1 / temperature=0.2 /' >>in.xyz
    refuse 65 'temperature 0.2, the first one 0.1' wca-md --times 1 in.xyz
    wca-md --times 0.1 --temperature 0.1 in.xyz -o out
    assert_equal "$(grep -c ' temperature=0.1 ' out)" 2
    sed 's/ temperature=0.[12] / /' in.xyz >cold.xyz
    refuse 65 'no label temperature: give --temperature' wca-md --times 1 cold.xyz
    { pick clone=1 clones.xyz && pick clone=2 clones.xyz | wca-md --phi 0.8 --times 0; } >in.xyz
    refuse 65 'expected one box' wca-md --times 1 in.xyz
    wca-md --phi 0.8 --times 0.1 in.xyz -o out
    assert_equal "$(grep -c ' phi=0.8 ' out)" 2
}

@test "a motion that blows up is bad data, not a frame" {
    # two particles at one place
    pick clone=1 clones.xyz | awk 'NR == 3 { x = $2; y = $3; z = $4 } NR == 4 { $2 = x; $3 = y; $4 = z } { print }' >in.xyz
    refuse 65 'in.xyz:1: particle [12] of clone 1 of glass 1 has no finite velocity after a time 0.0035 \(step 1\): the motion has blown up' wca-md --times 1 in.xyz
}
