#!/usr/bin/env bats
# wca-swap: glasses in equilibrium, by molecular dynamics and exchanges of diameters.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 75 0.9 --glasses 3 >starts.xyz
    head -n 77 starts.xyz >start.xyz
    wca-swap -q --temperature 0.1 --time 5 --seed 0x2a --log log.jsonl starts.xyz -o glasses.xyz
}

# one NUMBER FRAMES: the frame at this place, of 75 particles
one() {
    sed -n "$((77 * ($1 - 1) + 1)),$((77 * $1))p" "$2"
}

radii() {
    rows "$1" | cut -d ' ' -f 5
}

@test "diameters are permuted, never changed, and particles keep their ids" {
    local glass
    for glass in 1 2 3; do
        one $glass starts.xyz >before
        one $glass glasses.xyz >after
        cmp <(radii before | sort) <(radii after | sort)
        run ! cmp -s <(radii before) <(radii after)
        assert_equal "$(rows after | cut -d ' ' -f 6 | tr '\n' ' ')" "$(seq -s ' ' 75) "
    done
}

@test "labels say where and for how long the glass was equilibrated, and others survive" {
    sed '2s/$/ mood=warm temperature=9 time=3/' start.xyz |
        wca-swap --temperature 0.1 --time 0.5 --seed 7 -o out
    run sed -n 2p out
    assert_output --partial ' phi=0.9 '
    assert_output --partial ' glass=1 '
    assert_output --partial ' temperature=0.1 time=0.5 '
    assert_output --partial ' glass_phi=0.9 glass_temperature=0.1'
    assert_output --partial ' seed="0x7"'
    assert_output --partial ' mood=warm'
    refute_output --partial energy=
    refute_output --partial max_force
    refute_output --partial converged
}

@test "the same seed gives the same bytes, another seed others" {
    wca-swap --temperature 0.1 --time 1 --seed 7 start.xyz -o first
    wca-swap --temperature 0.1 --time 1 --seed 7 start.xyz -o second
    wca-swap --temperature 0.1 --time 1 --seed 8 start.xyz -o other
    cmp first second
    run ! cmp -s <(rows first) <(rows other)
}

@test "a glass equilibrated alone has the bytes it has in the set" {
    one 2 starts.xyz | wca-swap --temperature 0.1 --time 5 --seed 0x2a --log log -o alone
    cmp alone <(one 2 glasses.xyz)
    cmp log <(grep '"glass": *2' log.jsonl)
}

@test "glasses that start alike go ways of their own" {
    sed '2s/ glass=1 / glass=2 /' start.xyz >twin.xyz
    wca-swap --temperature 0.1 --md-time 0 --time 5 start.xyz -o first
    wca-swap --temperature 0.1 --md-time 0 --time 5 twin.xyz -o second
    run ! cmp -s <(radii first) <(radii second)
    wca-swap --temperature 0.1 --swaps 0 --time 0.1 start.xyz -o first
    wca-swap --temperature 0.1 --swaps 0 --time 0.1 twin.xyz -o second
    run ! cmp -s <(rows first) <(rows second)
}

@test "baseline instructions, without fused multiply-add, give the same up to rounding" {
    WCA_SIMD=baseline wca-swap --temperature 0.1 --time 5 --seed 0x2a starts.xyz -o out
    same_numbers 1e-8 out glasses.xyz
}

@test "AVX2 gives the same bytes" {
    has_simd avx2
    WCA_SIMD=avx2 wca-swap --temperature 0.1 --time 5 --seed 0x2a starts.xyz -o out
    cmp out glasses.xyz
}

@test "AVX-512 gives the same bytes" {
    has_simd avx512
    WCA_SIMD=avx512 wca-swap --temperature 0.1 --time 5 --seed 0x2a starts.xyz -o out
    cmp out glasses.xyz
}

@test "the log has rows of time, energy and acceptance, and changes nothing" {
    assert_equal "$(jq -r 'keys_unsorted | join(" ")' log.jsonl | sort -u)" 'glass phi temperature time energy acceptance'
    assert_equal "$(jq -s 'map(select(.glass == 2)) | [.[].time] | . == sort' log.jsonl)" true
    assert_values "$(jq -s '[.[] | .phi, .temperature] | unique' -c log.jsonl)" '[0.1,0.9]'
    assert_equal "$(jq -s 'all(.acceptance > 0.02 and .acceptance < 0.6 and .energy > 0)' log.jsonl)" true
    wca-swap --temperature 0.1 --time 5 --seed 0x2a starts.xyz -o out
    cmp out glasses.xyz
}

@test "the last row of the log has the energy of the frame that is written" {
    local glass
    for glass in 1 2 3; do
        one $glass glasses.xyz | wca-min --max-steps 0 -o out
        close_to "$(sed -n '2s/.* energy=\([^ ]*\).*/\1/p' out)" \
            "$(jq -s "map(select(.glass == $glass))[-1].energy" log.jsonl)" 1e-12
    done
}

@test "--log-every sets the time between rows" {
    wca-swap --temperature 0.1 --time 2.1 --md-time 0.105 --log-every 0.42 --log log start.xyz -o out
    assert_values "$(jq -s -c 'map(.time * 1000 | round)' log)" '[420,840,1260,1680,2100]'
}

@test "with --md-time 0 positions stay, and --time counts blocks of --swaps exchanges" {
    wca-swap --temperature 0.1 --md-time 0 --time 30 --swaps 50 --log log --log-every 1 start.xyz -o out
    cmp <(rows out | cut -d ' ' -f 2-4) <(rows start.xyz | cut -d ' ' -f 2-4)
    run ! cmp -s <(radii out) <(radii start.xyz)
    assert_values "$(jq -s -c '[length, .[-1].time]' log)" '[30,30]'
    # one block of 50 exchanges cannot move more than 100 diameters, and acceptance counts fiftieths
    assert_equal "$(jq -s 'all(.acceptance * 50 | . - round | fabs < 1e-9)' log)" true
    assert_equal "$(jq -s '[.[].acceptance] | unique | length > 3' log)" true
}

@test "with --swaps 0 every particle keeps its diameter, and none is tried" {
    wca-swap --temperature 0.1 --swaps 0 --time 1 --log log start.xyz -o out
    cmp <(radii out) <(radii start.xyz)
    run ! cmp -s <(rows out) <(rows start.xyz)
    assert_values "$(jq -s -c 'map(.acceptance) | unique' log)" '[0]'
}

@test "velocities are drawn anew: those of the input do not matter, and momentum is zero" {
    wca-clone --temperature 3 start.xyz | sed 's/ temperature=3 time=0 tw=0 clone=1//' >fast.xyz
    wca-swap --temperature 0.1 --time 0.5 fast.xyz -o from-fast
    wca-swap --temperature 0.1 --time 0.5 start.xyz -o from-start
    cmp <(rows from-fast) <(rows from-start)
    rows glasses.xyz | head -n 75 | awk '{ for (k = 7; k <= 9; k++) { p[k] += $k; K += $k * $k } }
        END { for (k = 7; k <= 9; k++) if (p[k] ^ 2 > 1e-22) exit 1; exit !(K > 10 && K < 40) }' # 222 * 0.1 on average
}

@test "the temperature is the option, else the label glass_temperature" {
    sed '2s/$/ glass_temperature=0.2/' start.xyz | wca-swap --time 0.1 -o out
    run sed -n 2p out
    assert_output --partial ' glass_temperature=0.2 '
    assert_output --partial ' temperature=0.2 '
    refuse 65 'no label glass_temperature: give --temperature' wca-swap --time 1 start.xyz
}

# mean_energy LOG: of the rows after time 20, and the square of its standard error, with a row per unit of time
mean_energy() {
    # shellcheck disable=SC2016
    jq -s -r 'map(select(.time > 20).energy) | (add / length) as $mean |
        [$mean, (map(. - $mean | . * .) | add / length / length)] | @tsv' "$1"
}

@test "a hot liquid and a compact start come to the same mean energy" {
    wca-swap --temperature 1 --time 5 start.xyz |
        wca-swap --temperature 0.1 --time 120 --seed 3 --log hot --log-every 1 -o /dev/null
    wca-min -q start.xyz | wca-swap --temperature 0.1 --time 120 --seed 4 --log cold --log-every 1 -o /dev/null
    # Rows are not quite independent: four standard errors, doubled.
    paste <(mean_energy hot) <(mean_energy cold) |
        awk '{ exit !(($1 - $3) ^ 2 < 64 * ($2 + $4) && ($1 - $3) ^ 2 < 0.0025 * $1 ^ 2) }'
}

@test "--decays ends when equilibrium is shown, and the motion is that of --time" {
    wca-swap --temperature 1 --decays 10 --seed 9 --certificate rows --log log start.xyz -o passed
    run sed -n 2p passed
    assert_output --partial ' equilibrium=T'
    local time
    time=$(sed -n '2s/.* time=\([^ ]*\).*/\1/p' passed)
    wca-swap --temperature 1 --time "$time" --seed 9 start.xyz -o plain
    cmp plain <(sed 's/ equilibrium=T//' passed)
    wca-swap --temperature 1 --decays 10 --time 1000 --seed 9 start.xyz -o again # neither limit nor rows change it
    cmp again passed
    assert_values "$(jq -s '.[-1].time' log)" "$(jq .time rows)"
}

@test "the certificate has a row for each glass with all that was found" {
    wca-swap --temperature 1 --decays 10 --certificate rows starts.xyz -o out
    assert_values "$(jq -c .glass rows | tr '\n' ' ')" '1 2 3 '
    assert_equal "$(jq -r 'keys_unsorted | join(" ")' rows | sort -u)" "glass phi temperature polydispersity diameters particles wavenumber $(
    )decay_time decay_time_before origin time decays decays_wanted energy energy_error energy_memory drift drift_error $(
    )crystalline demixing equilibrium"
    assert_values "$(jq -s -c 'map(.phi, .temperature, .particles, .wavenumber, .decays_wanted, .equilibrium) | unique' rows)" \
        '[true,0.9,1,7,10,75]'
    jq -s -e 'all((.decay_time - .decay_time_before | fabs) <= 0.2 * .decay_time and .origin >= 6 * .decay_time
        and .decays >= 10 * (1 - 1e-9) and (.origin + .decays * .decay_time - .time | fabs) < 1e-9
        and (.time - .origin) >= 8 * ([.decay_time, 3 * .energy_memory] | max)
        and .energy_error > 0 and .energy_error < 0.2 * .energy and (.drift | fabs) < 10 * .drift_error
        and .crystalline < 0.1 and .demixing < 3)' rows
    assert_equal "$(grep -c ' equilibrium=T' out)" 3
}

@test "the mean energy of the certificate is that of the log since the origin" {
    wca-swap --temperature 1 --decays 20 --certificate rows --log log --log-every 0.1 start.xyz -o out
    # Blocks are equal in time but for a step: the means agree to much less than their error.
    jq -s -e '.[-1] as $row | map(select(has("acceptance") and .time > $row.origin).energy) | add / length
        | (. - $row.energy | fabs) < 0.2 * $row.energy_error' log rows
}

@test "a run that reaches --time first says why it does not pass, in a warning, in its label and in its row" {
    run -0 --separate-stderr wca-swap --temperature 0.1 --decays 10 --time 3 --certificate rows start.xyz -o out
    # shellcheck disable=SC2154
    assert_equal "${#stderr_lines[@]}" 1
    # shellcheck disable=SC2154
    assert_regex "$stderr" '^wca-swap: warning: start.xyz:1: glass 1 \(phi = 0.9, T = 0.1\) is not shown to be in equilibrium: '
    run sed -n 2p out
    assert_output --partial ' time=3 '
    assert_output --partial ' equilibrium=F'
    assert_values "$(jq -c '[.equilibrium, .time, .energy]' rows)" '[false,3,null]'
    assert_equal "wca-swap: warning: start.xyz:1: glass 1 (phi = 0.9, T = 0.1) is not shown to be in equilibrium: $(jq -r .reason rows)" "$stderr"
    run jq -r .energy_reason rows
    assert_output --regexp 'F_s did not decay|fewer than three blocks'
    run -0 --separate-stderr wca-swap -q --temperature 0.1 --decays 10 --time 1 start.xyz -o out
    assert_equal "$stderr" ''
}

@test "a crystal is in no equilibrium, however steady it is" {
    # fcc, 4 x 5^3 equal particles at phi = 0.88
    awk 'BEGIN { n = 5; a = 1.5; print 4 * n ^ 3
        printf "Lattice=\"%g 0 0 0 %g 0 0 0 %g\" Properties=species:S:1:pos:R:3:radius:R:1\n", n * a, n * a, n * a
        for (i = 0; i < n; i++) for (j = 0; j < n; j++) for (k = 0; k < n; k++) {
            print "X", i * a, j * a, k * a, 0.5
            print "X", i * a, (j + 0.5) * a, (k + 0.5) * a, 0.5
            print "X", (i + 0.5) * a, j * a, (k + 0.5) * a, 0.5
            print "X", (i + 0.5) * a, (j + 0.5) * a, k * a, 0.5 } }' >fcc.xyz
    wca-swap -q --temperature 0.01 --decays 10 --time 2 --certificate rows fcc.xyz -o out
    assert_values "$(jq -c '[.equilibrium, .reason, .demixing]' rows)" '[false,"it has crystallised",0]'
    jq -e '.crystalline > 0.9' rows
}

@test "a label equilibrium of an earlier run does not outlive it" {
    sed '2s/$/ equilibrium=T/' start.xyz | wca-swap --temperature 0.1 --time 0.5 -o out
    run sed -n 2p out
    refute_output --partial equilibrium
}

@test "a run that fails leaves neither frames nor rows" {
    head -n 100 starts.xyz >broken.xyz
    refuse 65 'broken.xyz:' wca-swap --temperature 1 --time 1 --log log broken.xyz
    refuse 65 'broken.xyz:' wca-swap --temperature 1 --decays 10 --time 1 --certificate rows broken.xyz
}

@test "without --time, or with options that make no sense, nothing is done" {
    refuse 64 '--time is missing' wca-swap --temperature 1 start.xyz
    refuse 64 temperature wca-swap --temperature -1 --time 1 start.xyz
    refuse 64 swaps wca-swap --temperature 1 --time 1 --swaps 1.5 start.xyz
    refuse 64 decays wca-swap --temperature 1 --decays 9 start.xyz
    refuse 64 'found --md-time 0' wca-swap --temperature 1 --decays 10 --md-time 0 start.xyz
    refuse 64 '--decays is missing' wca-swap --temperature 1 --time 1 --certificate rows start.xyz
    refuse 64 log-every wca-swap --temperature 1 --time 1 --log-every 0 start.xyz
}

@test "--times writes a frame at each time, the last one as --time does" {
    wca-swap --temperature 0.1 --times 0,0.5,1,2.001 --seed 7 starts.xyz -o frames
    assert_equal "$(grep -o ' glass=[0-9]*\| time=[^ ]*\| tw=.*' frames | tr -d '\n')" "$(for glass in 1 2 3; do for time in 0 0.5 1 2.001; do
        printf ' glass=%s time=%s tw=%s' $glass $time $time; done; done)"
    wca-swap --temperature 0.1 --time 2.001 --seed 7 starts.xyz -o last
    cmp <(one 3 last) <(one 12 frames | sed 's/ tw=2.001//')
    cmp <(one 1 frames | rows /dev/stdin | cut -d ' ' -f 2-6) <(rows start.xyz | cut -d ' ' -f 2-6)
    # a time within a block of dynamics (t = 0.105) has the diameters of the block before, and the motion is the same
    wca-swap --temperature 0.1 --times 0.105,0.15,0.21 --seed 7 start.xyz -o within
    cmp <(one 1 within | rows /dev/stdin | cut -d ' ' -f 5) <(one 2 within | rows /dev/stdin | cut -d ' ' -f 5)
    wca-swap --temperature 0.1 --time 0.21 --seed 7 start.xyz -o last
    cmp last <(one 3 within | sed 's/ tw=0.21//')
}

@test "--times says when the run ends" {
    refuse 64 '--times says when the run ends: expected it without --time and --decays' wca-swap --temperature 1 --times 1,2 --time 3 start.xyz
    refuse 64 '--times says when the run ends' wca-swap --temperature 1 --times 1,2 --decays 10 start.xyz
    refuse 64 '--time is missing' wca-swap --temperature 1 start.xyz
}
