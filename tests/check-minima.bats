#!/usr/bin/env bats
# make check-minima: the table of minima over methods and tolerances, and what it says when they do not agree.

load helper

PATH=$BATS_TEST_DIRNAME/../pipelines/stages:$PATH

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 1.1 |
        wca-swap -q --temperature 0.46 --time 20 | wca-clone --clones 8 | wca-md -q --temperature 0.3 --times 8 -o clones.xyz
    local search
    for search in cg_1e-10 cg_1e-3 cg_1e-9 cg_1e-11 fire_1e-10; do
        wca-min -q --method "${search%_*}" --tolerance "${search#*_}" clones.xyz -o "$search.xyz"
    done
    count-minima clones=6 output=table.jsonl searches: cg_1e-10.xyz cg_1e-3.xyz cg_1e-9.xyz cg_1e-11.xyz fire_1e-10.xyz
}

@test "a row says how many distinct minima the first clones are, and how many end as in the first file" {
    local expected
    expected=$(wca-neb -q --max-iterations 1 --clones 6 cg_1e-10.xyz | jq -s 'map(.minimum_a, .minimum_b) | unique | length')
    assert_values "$(jq -c 'select(.method) | [.method, .tolerance, .clones, .minima, .as_first, .not_converged]' table.jsonl | head -n 1)" \
        "[\"cg\",1e-10,6,$expected,6,0]"
    assert_values "$(jq -c 'select(.tolerance == 1e-9 or .tolerance == 1e-11) | [.minima, .as_first]' table.jsonl | sort -u)" "[$expected,6]"
    # a loose search makes more of them, and none is found again
    assert_values "$(jq -c 'select(.tolerance == 1e-3) | [.minima > '"$expected"', .as_first]' table.jsonl)" '[true,0]'
}

@test "a row has the mean energy, and the mean and largest distance and participation ratio of pairs" {
    wca-minima -q --pairs --clones 6 cg_1e-10.xyz >pairs
    assert_values "$(jq -c 'select(.method) | [.energy_mean, .distance_mean, .participation_mean, .distance_largest, .participation_largest]' table.jsonl | head -n 1)" \
        "$(jq -s -c --slurpfile minima <(wca-minima --clones 6 cg_1e-10.xyz) 'def mean: map(select(. != null)) | add / length;
            [($minima | map(.energy) | mean), (map(.distance) | mean), (map(.participation) | mean), (map(.distance) | max), (map(.participation) | max)]' pairs)"
}

@test "what methods change is shown against the first one" {
    local where=$BATS_TEST_TMPDIR
    sed 's/"cg"/"descent"/' table.jsonl | jq -c 'if .method == "fire" then .as_first = 4 | .energy_mean *= 1.02 else . end' >"$where/basins"
    run show-basins "$where/basins"
    assert_success
    assert_line --index 0 --regexp '^phi_g +T_g +method +elsewhere +lost +minima '
    assert_line --index 1 --regexp '^ +1.1 +0.46 +descent +0 of 6 +0 '
    assert_line --regexp '^ +1.1 +0.46 +fire +2 of 6 +0 +[0-9]+ .* \([+]2.0[0-9] %\)'
}

@test "the limits of the rule have a row each: the strictest tell most apart, the loosest nothing" {
    assert_values "$(jq -s '[.[] | select(.limit_energy)] | length' table.jsonl)" 64
    assert_values "$(jq -s 'map(select(.limit_energy)) | max_by(.limit_energy + .limit_displacement).minima' table.jsonl)" 1
    assert_values "$(jq -c 'select(.limit_energy == 1e-8 and .limit_displacement == 1e-4).minima' table.jsonl)" \
        "$(jq -c 'select(.method) | .minima' table.jsonl | head -n 1)"
}

@test "the tables are shown, and methods that agree with themselves pass" {
    run show-minima usual=1e-10 tables: table.jsonl
    assert_success
    assert_line --index 0 --regexp '^phi_g = 1.1, T_g = 0.46: 6 clones, '
    assert_line --index 1 --regexp '^ +tolerance +0.001 +1e-09 +1e-10 +1e-11$'
    assert_line --index 2 --regexp '^ +cg +[0-9]+ \(0\) +[0-9]+ \(6\) +[0-9]+ \(6\) +[0-9]+ \(6\)$'
    assert_line --index 3 --regexp '^ +fire '
}

@test "a number of minima that depends on the tolerance is a failure with its sentence" {
    jq -c 'if .tolerance == 1e-9 then .minima += 1 else . end' table.jsonl >other.jsonl
    run show-minima usual=1e-10 tables: other.jsonl
    assert_failure 1
    assert_line --regexp '^show-minima: other.jsonl: the number of minima by cg depends on the tolerance: .* at 1e-09'
}

@test "a search that did not converge is a failure with its sentence" {
    jq -c 'if .method == "fire" then .not_converged = 2 else . end' table.jsonl >lost.jsonl
    run show-minima usual=1e-10 tables: lost.jsonl
    assert_failure 1
    assert_line 'show-minima: lost.jsonl: some searches by fire did not converge'
    assert_line --regexp '^ +fire .* 2 lost'
}

@test "a count that fails leaves nothing behind" {
    mkdir here
    run count-minima clones=6 output=here/out searches: cg_1e-10.xyz nowhere_1e-9.xyz
    assert_failure
    assert_equal "$(ls -A here)" ''
}

@test "participation ratios by the tolerance of the minimisation: of those minima that each leaves" {
    wca-init --particles 100 --phi 0.95 --seed 4 | wca-min -q --potential harmonic --tolerance 1e-4 | wca-swap -q --temperature 0.3 --time 20 -o glass.xyz
    wca-clone --clones 4 --temperature 0.05 --seed 2 glass.xyz | wca-md --times 5 -o quenched.xyz
    check-participation clones=3 temperature=0.05 tw=5 output=rows tolerances: 1e-10 2 quenched: quenched.xyz
    assert_values "$(jq -sc 'map([.tolerance, .particles, .quench_temperature, .tw, .clones])' rows)" '[[1e-10,100,0.05,5,3],[2,100,0.05,5,3]]'
    # by hand, of the three first
    wca-select --position :2 quenched.xyz | wca-min -q --tolerance 2 -o loose.xyz
    local pair
    for pair in 0,1 0,2 1,2; do
        wca-diff <(wca-select --position "${pair%,*}" loose.xyz) <(wca-select --position "${pair#*,}" loose.xyz)
    done >pairs
    assert_values "$(jq -s 'map(.participation) | max' pairs)" "$(jq -s '.[1].participation_largest' rows)"
    close_to "$(jq -s 'map(.participation) | add / 3' pairs)" "$(jq -s '.[1].participation_mean' rows)"
    assert_values "$(jq -s 'map(.distance) | max' pairs)" "$(jq -s '.[1].distance_largest' rows)"
}
