#!/usr/bin/env bats
# wca-swap: glasses in equilibrium, by molecular dynamics and exchanges of diameters.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    wca-init --particles 75 --phi 0.9 --glasses 3 | wca-min -q --potential harmonic --tolerance 1e-4 -o starts.xyz
    head -n 77 starts.xyz >start.xyz
    wca-swap -q --temperature 0.1 --time 5 --seed 0x2a --log log.jsonl starts.xyz -o glasses.xyz
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    ln -s "$BATS_FILE_TMPDIR"/*.* .
}

# one NUMBER FRAMES: the frame at this place, of 75 particles
one() {
    sed -n "$((77 * ($1 - 1) + 1)),$((77 * $1))p" "$2"
}

radii() {
    rows "$1" | cut -d ' ' -f 5
}

has_simd() {
    local flag
    for flag in $(case $1 in avx2) echo avx2 fma ;; avx512) echo avx512f avx512dq avx512vl avx512bw ;; esac); do
        grep -qw "$flag" /proc/cpuinfo || skip "this processor does not have $1 ($flag)"
    done
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

@test "every set of instructions gives the same bytes" {
    WCA_SIMD=baseline wca-swap --temperature 0.1 --time 5 --seed 0x2a starts.xyz -o out
    cmp out glasses.xyz
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
    assert_equal "$(jq -s '[.[] | .phi, .temperature] | unique' -c log.jsonl)" '[0.1,0.9]'
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
    assert_equal "$(jq -s -c 'map(.time * 1000 | round)' log)" '[420,840,1260,1680,2100]'
}

@test "with --md-time 0 positions stay, and --time counts blocks of --swaps exchanges" {
    wca-swap --temperature 0.1 --md-time 0 --time 30 --swaps 50 --log log --log-every 1 start.xyz -o out
    cmp <(rows out | cut -d ' ' -f 2-4) <(rows start.xyz | cut -d ' ' -f 2-4)
    run ! cmp -s <(radii out) <(radii start.xyz)
    assert_equal "$(jq -s -c '[length, .[-1].time]' log)" '[30,30]'
    # one block of 50 exchanges cannot move more than 100 diameters, and acceptance counts fiftieths
    assert_equal "$(jq -s 'all(.acceptance * 50 | . - round | fabs < 1e-9)' log)" true
    assert_equal "$(jq -s '[.[].acceptance] | unique | length > 3' log)" true
}

@test "with --swaps 0 every particle keeps its diameter, and none is tried" {
    wca-swap --temperature 0.1 --swaps 0 --time 1 --log log start.xyz -o out
    cmp <(radii out) <(radii start.xyz)
    run ! cmp -s <(rows out) <(rows start.xyz)
    assert_equal "$(jq -s -c 'map(.acceptance) | unique' log)" '[0]'
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

@test "a run that fails leaves neither frames nor log" {
    head -n 100 starts.xyz >broken.xyz
    refuse 65 'broken.xyz:' wca-swap --temperature 1 --time 1 --log log broken.xyz
}

@test "without --time, or with options that make no sense, nothing is done" {
    refuse 64 '--time is missing' wca-swap --temperature 1 start.xyz
    refuse 64 temperature wca-swap --temperature -1 --time 1 start.xyz
    refuse 64 swaps wca-swap --temperature 1 --time 1 --swaps 1.5 start.xyz
    refuse 64 log-every wca-swap --temperature 1 --time 1 --log-every 0 start.xyz
}
