#!/usr/bin/env bats
# The tables of make fig1 from rows that are made up: where random configurations jam, and minima that did not converge.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    stages=$BATS_TEST_DIRNAME/../pipelines/stages pipelines=$BATS_TEST_DIRNAME/../pipelines
}

# packings DENSITY... of four glasses that jam above 0.781, 0.784, 0.786 and 0.789
packings() {
    jq -nc --args '$ARGS.positional[] | tonumber as $phi | [0.781, 0.784, 0.786, 0.789] | to_entries[]
        | {phi: $phi, glass: (.key + 1), particles: 100, energy: (if $phi > .value then 1 else 0 end), max_force: 1e-11}' "$@"
}

# random ROWS: the table, without its header
random() {
    "$stages/table" "$pipelines/filters/fig1-random.jq" random.tsv "$1" -- --argjson jammed 1e-8
    tail -n 1 random.tsv
}

@test "phi_J of random configurations is where half of them are jammed" {
    packings 0.77 0.775 0.78 0.785 0.79 0.795 >rows.jsonl # 0, 0, 0, 1/2, 1, 1
    random rows.jsonl >found
    close_to 0.785 "$(cut -f 1 found)"
    # without one of the glasses the fraction at 0.785 is 1/3, 1/3, 2/3, 2/3, and half is at 0.78625 and 0.78375
    close_to "$(jq -n '4 * 0.00125 * 0.00125 * 3 / 4 + 0.005 * 0.005 / 12 | sqrt')" "$(cut -f 2 found)"
    assert_equal "$(cut -f 3,5,6 found)" $'4\t\t0'
    # a glass that jams at 0.775, and no more at 0.78, counts one half of each
    jq -c 'if .phi == 0.775 and .glass == 1 then .energy = 1 else . end' rows.jsonl >falls.jsonl
    close_to "$(jq -n '0.78 + 0.005 * 0.375 / 0.375')" "$(random falls.jsonl | cut -f 1)"
}

@test "a packing that did not converge counts apart, and decides nothing" {
    packings 0.77 0.775 0.78 0.785 0.79 0.795 >rows.jsonl
    jq -c 'if .phi == 0.785 and .glass < 3 then .max_force = 1.3e-7 else . end' rows.jsonl >rows.lost
    random rows.lost >found # 0 of two at 0.785, 1 of 4 at 0.79
    close_to 0.7875 "$(cut -f 1 found)"
    assert_equal "$(cut -f 6 found)" 2
}

@test "where all are jammed, or none, there is no phi_J but a reason" {
    packings 0.8 0.81 >rows.jsonl
    assert_equal "$(random rows.jsonl | cut -f 1,2,5)" $'NaN\tNaN\tthe jammed fraction does not cross one half between these densities'
    packings 0.7 0.75 >rows.jsonl
    assert_equal "$(random rows.jsonl | cut -f 1)" NaN
}

@test "an inherent structure that did not converge is in no fraction, and the tables say so" {
    {
        jq -nc '{phi: 0.8, temperature: 0.1, decays_wanted: 10, equilibrium: true}, {phi: 0.9, temperature: 0.1, decays_wanted: 10, equilibrium: true}'
        jq -nc '{minimum: 0, glass_phi: 0.8, glass_temperature: 0.1, particles: 10} + ({energy: 1, max_force: 1e-10}, {energy: 0, max_force: 0},
            {energy: 1, max_force: 2e-7}), {minimum: 0, glass_phi: 0.9, glass_temperature: 0.1, particles: 10, energy: 1, max_force: 1e-6}'
    } >rows.jsonl
    "$stages/table" "$pipelines/filters/fig1-points.jq" points.tsv rows.jsonl -- --argjson jammed 1e-8
    assert_equal "$(tail -n 2 points.tsv)" $'0.8\t0.1\t1\t0.5\t0.05\t1 not converged\n0.9\t0.1\t1\tNaN\tNaN\t1 not converged'
    "$stages/table" "$pipelines/filters/fig1-thresholds.jq" thresholds.tsv rows.jsonl -- --argjson jammed 1e-8
    assert_equal "$(grep '^1e-8' thresholds.tsv)" $'1e-8\t1\t1\t2'
}

@test "random packings are taken as they are found, converged or not" {
    wca-min() { "$(type -P wca-min)" --max-steps 40 "$@"; }
    export -f wca-min
    "$stages/random-packings" 100 quantile 2 1 0.9 rows.jsonl 2>sentences
    jq -s -e 'length == 2 and all(.max_force > 1e-8)' rows.jsonl
}
