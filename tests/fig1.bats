#!/usr/bin/env bats
# The tables of make fig1 from rows that are made up: where random configurations jam, and minima that did not converge.

load helper

pipelines=$BATS_TEST_DIRNAME/../pipelines stages=$BATS_TEST_DIRNAME/../pipelines/stages

# random ROW: the table, without its header
random() {
    "$stages/table" filter="$pipelines/filters/fig1-random.jq" output=random.tsv rows: <(jq -nc "$1")
    tail -n 1 random.tsv
}

@test "where random configurations jam is a row, with a reason where it is nowhere" {
    assert_equal "$(random '{phi_j: 0.785, phi_j_error: 0.5, glasses: 4, phi_step: 0.25, unconverged: 2}')" $'0.785\t0.5\t4\t0.25\t\t2'
    assert_equal "$(random '{phi_j: null, phi_j_reason: "it is nowhere", phi_j_error: null, glasses: 4, phi_step: 0.25, unconverged: 0}')" \
        $'NaN\tNaN\t4\tNaN\tit is nowhere\t0'
}

@test "an inherent structure that did not converge is in no fraction, and the tables say so" {
    {
        jq -nc '{phi: 0.8, temperature: 0.1, decays_wanted: 10, equilibrium: true}, {phi: 0.9, temperature: 0.1, decays_wanted: 10, equilibrium: true}'
        jq -nc '{minimum: 0, glass_phi: 0.8, glass_temperature: 0.1, particles: 10} + ({glass: 1, energy: 1, max_force: 1e-10},
            {glass: 2, energy: 0, max_force: 0}, {glass: 3, energy: 1, max_force: 2e-7}),
            {minimum: 0, glass_phi: 0.9, glass_temperature: 0.1, glass: 1, particles: 10, energy: 1, max_force: 1e-6}'
    } >rows.jsonl
    wca-minima --merge rows.jsonl -o minima.jsonl
    "$stages/table" filter="$pipelines/filters/fig1-points.jq" output=points.tsv rows: rows.jsonl minima.jsonl
    assert_equal "$(tail -n 2 points.tsv)" $'0.8\t0.1\t1\t0.5\t0.05\t1 not converged\n0.9\t0.1\t1\tNaN\tNaN\t1 not converged'
    "$stages/table" filter="$pipelines/filters/fig1-thresholds.jq" output=thresholds.tsv rows: rows.jsonl
    assert_equal "$(grep '^1e-8' thresholds.tsv)" $'1e-8\t1\t1\t2'
}

@test "random packings are taken as they are found, converged or not" {
    wca-min() { "$(type -P wca-min)" --max-steps 40 "$@"; }
    export -f wca-min
    "$stages/random-packings" particles=100 diameters=quantile glasses=2 seed=1 phi=0.9 output=rows.jsonl 2>sentences
    jq -s -e 'length == 2 and all(.max_force > 1e-8)' rows.jsonl
}
