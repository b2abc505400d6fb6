#!/usr/bin/env bats
# make landscapes: what is said of many glasses, on made rows with known shares.

load helper

setup_file() {
    export stages=$BATS_TEST_DIRNAME/../pipelines/stages filters=$BATS_TEST_DIRNAME/../pipelines/filters
}

# ensemble [FAILED]: twelve glasses of 12 clones in 12 minima at phi = 1.1: in nine of them all barriers of large pairs go with their distances, in two they fall, in
# one there is a single minimum. All pass as being in equilibrium but those whose numbers are given as [2, 11, 12], which is the default.
ensemble() {
    local glass
    for glass in {1..12}; do
        jq -nc --argjson glass "$glass" 'range(12) as $a | range($a + 1; 12) as $b | (12 * $a + $b) as $k
            | (if $glass == 12 then 0 else $a end) as $i | (if $glass == 12 then 0 else $b end) as $j
            | (if $glass <= 9 then $k else 200 - $k end) as $barrier
            | {phi: 1.1, glass_phi: 1.1, glass_temperature: 0.46, $glass, polydispersity: 0.2293, diameters: "random", $a, $b, minimum_a: $i, minimum_b: $j}
            + if $i == $j then {distance: 0, participation: null, barrier: 0, saddle_energy: 1300, energy_a: 1300, energy_b: 1300}
              else {distance: $k, participation: 10, barrier: (20 + $barrier), saddle_energy: (1320 + $barrier + $i / 100), energy_a: (1300 + $i / 100), energy_b: (1300 + $j / 100)} end
            + {converged: true, at_lower_bound: false}' | wca-landscape --distributions -o "glass-$glass.jsonl"
        jq -nc --argjson glass "$glass" '{$glass, phi: 1.1, temperature: 0.46, particles: 1000, equilibrium: ('"${1:-[2, 11, 12]}"' | index($glass) == null), drift: 0.1, drift_error: 1}' >"certificate-$glass.jsonl"
    done
    averaged
}

# averaged: the average of these glasses, and what statements ask for
averaged() {
    "$stages/average" output=average.jsonl certificates: certificate-{1..12}.jsonl merge: wca-landscape --merge rows: glass-{1..12}.jsonl
    "$stages/table" filter="$filters/landscapes-numbers.jq" output=numbers.jsonl rows: average.jsonl certificate-*.jsonl options: --argjson tw 1000
    "$stages/judge-glasses" output=statements.tsv phi=1.1 rows: glass-{1..12}.jsonl certificates: certificate-{1..12}.jsonl
    "$stages/table" filter="$filters/landscapes-shares.jq" output=shares.jsonl rows: certificate-*.jsonl \
        options: --rawfile statements statements.tsv --argjson tw 1000 --argjson clones 12
}

@test "numbers of many glasses, and how many these are, are of those that passed, where nine in ten did" {
    # of_glasses FILE QUANTITY KEYS
    of_glasses() { jq -c "select(.quantity == \"$2\") | $3" "$1"; }
    ensemble '[10]'
    assert_values "$(jq -c '.glass_numbers' average.jsonl)" '[1,2,3,4,5,6,7,8,9,11,12]'
    # of glass 12 there are no pairs; of the eleven that passed barriers fall in one
    assert_values "$(of_glasses numbers.jsonl distance_with_barrier_of_glasses '[.value, .glasses, .glasses_passed, .glasses_all]')" '[0.8,10,11,12]'
    assert_values "$(of_glasses shares.jsonl distance_with_barrier_holds_of_glasses '[.glasses_untold, .glasses_passed, .glasses_all]')" '[1,11,12]'
    assert_equal "$(awk -F '\t' '$3 == "distance_with_barrier" { print $4, $5, $6 }' statements.tsv)" '9 1 1'
    # fewer are all, of whom nobody can tell
    ensemble '[5, 10]'
    assert_values "$(of_glasses numbers.jsonl distance_with_barrier_of_glasses '[.glasses, .glasses_passed, .glasses_all]')" '[11,10,12]'
    "$stages/judge-claims" claims="$BATS_TEST_DIRNAME/../pipelines/claims.json" output=claims.jsonl rows: numbers.jsonl
    assert_equal "$(jq -r 'select(.quantity == "distance_with_barrier_of_glasses" and .phi == 1.1).reason' claims.jsonl)" \
        '2 of 12 glasses are not shown to be in equilibrium'
}

@test "a statement is counted in the glasses in which it holds, does not hold, and cannot be told" {
    ensemble
    # eight of nine pass, and one of two
    assert_equal "$(awk -F '\t' '$3 == "distance_with_barrier" { print $4, $5, $6 }' statements.tsv)" '8 1 3'
    # as numbers for the statement on most glasses: it holds in 8 of 12, 8 + 1 of 12 + 2 in a beta distribution, and may hold in 11
    jq -c 'select(.quantity == "distance_with_barrier_holds_of_glasses")' shares.jsonl >share
    assert_values "$(jq -c '[.phi, .glasses, .glasses_untold, .glasses_passed, .particles]' share)" '[1.1,12,3,9,1000]'
    close_to "$(jq -n 8/12)" "$(jq .value_low share)"
    close_to "$(jq -n '9/14 * 5/14 / 15 | sqrt')" "$(jq .error_low share)"
    close_to "$(jq -n 11/12)" "$(jq .value share)"
    close_to "$(jq -n '12/14 * 2/14 / 15 | sqrt')" "$(jq .error share)"
    # without glass 5, in which it holds, one less holds, and no other count changes
    "$stages/judge-glasses" output=fewer.tsv phi=1.1 rows: glass-{1..4}.jsonl glass-{6..12}.jsonl certificates: certificate-{1..4}.jsonl certificate-{6..12}.jsonl
    assert_equal "$(awk -F '\t' '$3 == "distance_with_barrier" { print $4, $5, $6 }' fewer.tsv)" '7 1 3'
    # what another temperature would change was not looked at
    run cut -f 3 statements.tsv
    refute_output --partial energy_shift
}

@test "a glass whose two starts disagree has not passed" {
    ensemble '[11]'
    # of the first glass they agree, of the sixth not, of another size and another density not
    jq -c '{glass, phi, temperature, particles, passed: true} + ({}, {glass: 6, passed: false, reason: "the energies of the two starts differ"},
        {particles: 500, passed: false, reason: "cold"}, {phi: 0.95, passed: false, reason: "cold"})' certificate-1.jsonl >starts.jsonl
    "$stages/table" filter="$filters/landscapes-certificates.jq" output=certificates.jsonl rows: starts.jsonl certificate-{1..12}.jsonl
    assert_values "$(jq -c 'select(.equilibrium | not) | [.glass, .reason]' certificates.jsonl)" '[6,"the energies of the two starts differ"]
[11,null]'
    assert_values "$(jq -c 'select(.glass != 6)' certificates.jsonl)" "$(cat certificate-{1..5}.jsonl certificate-{7..12}.jsonl)"
}

@test "means over glasses have their error; those of a glass that is left out change, and no other's" {
    ensemble
    assert_values "$(jq -c 'select(.quantity == "localized_of_glasses") | [.value, .glasses, .glasses_passed]' numbers.jsonl)" '[1,11,9]'
    # all the same: eleven of eleven, 12 of 13 in a beta distribution
    close_to "$(jq -n '12/13 * 1/13 / 14 | sqrt')" "$(jq 'select(.quantity == "localized_of_glasses").error' numbers.jsonl)"
    # 11 of 12 have a minimum a clone, one has one for twelve
    close_to "$(jq -n '(11 + 1/12) / 12')" "$(jq 'select(.quantity == "minima_per_clone_of_glasses").value' numbers.jsonl)"
    close_to "$(jq -n '11/12 / 12')" "$(jq 'select(.quantity == "minima_per_clone_of_glasses").error' numbers.jsonl)"
    "$stages/table" filter="$filters/landscapes-glasses.jq" output=glasses.tsv rows: glass-*.jsonl certificate-*.jsonl
    rm glass-5.jsonl certificate-5.jsonl
    "$stages/table" filter="$filters/landscapes-glasses.jq" output=fewer.tsv rows: glass-*.jsonl certificate-*.jsonl
    assert_equal "$(awk -F '\t' '$1 != 5' glasses.tsv)" "$(cat fewer.tsv)"
}

@test "the summary says how many glasses lie below the paper's, where their size is the paper's" {
    ensemble
    "$stages/table" filter="$filters/landscapes-glasses.jq" output=glasses.tsv rows: glass-*.jsonl certificate-*.jsonl
    summary() {
        "$stages/table" filter="$filters/landscapes-summary.jq" output=summary.tsv rows: average.jsonl \
            options: --rawfile glasses glasses.tsv --argjson particles "$1" --argjson tw 1000 --slurpfile claims "$BATS_TEST_DIRNAME/../pipelines/claims.json"
        awk -F '\t' -v quantity="$2" '$1 == quantity { print $7, $9 }' summary.tsv
    }
    # E_IS from 1300, the paper's from 1309; the largest participation 10, the paper's 6; of glass 12 there is none
    assert_equal "$(summary 1000 energy_lowest)" '1.309 12'
    assert_equal "$(summary 1000 largest_participation)" '6 0'
    assert_equal "$(summary 1000 largest_barrier)" '4 1'
    assert_equal "$(summary 500 largest_participation)" 'NaN NaN'
    # and that the paper's is the largest over more clones after a longer time
    assert_equal "$(awk -F '\t' '$1 == "largest_barrier" { print $10, $11, $12, $13 }' summary.tsv)" '12 1000 100 10000'
    echo '{"passed": true}' >starts.jsonl
    run "$stages/show-landscapes" summaries: summary.tsv statements: statements.tsv starts: starts.jsonl
    assert_line --partial 'Largest values are over 12 clones after t = 1000, those of the paper over 100 after 10000: fewer clones, and less time, find smaller ones'
    sed -i 's/\t12\t1000\t100\t10000$/\t100\t10000\t100\t10000/' summary.tsv
    run "$stages/show-landscapes" summaries: summary.tsv statements: statements.tsv starts: starts.jsonl
    refute_line --partial 'Largest values are over'
}

@test "glasses of two models, sizes or densities are not thrown together: a sentence, and no table" {
    ensemble
    rm numbers.jsonl
    # numbers FIELDS: where the certificate of the third glass has these
    numbers() {
        jq -c "$1" certificate-3.jsonl >changed.jsonl
        run -65 "$stages/table" filter="$filters/landscapes-numbers.jq" output=numbers.jsonl rows: average.jsonl certificate-{1,2}.jsonl changed.jsonl options: --argjson tw 1000
        assert_output --partial 'expected glasses of one model, density, temperature and size where they are averaged, found 2: {'
    }
    numbers '.particles = 500'
    numbers '.potential = "ipl12"'
    numbers '.phi = 0.95'
    jq -c '.glass_phi = 0.95' glass-3.jsonl >third.jsonl
    wca-landscape --merge glass-{1,2}.jsonl third.jsonl -o two.jsonl
    run -65 "$stages/table" filter="$filters/landscapes-numbers.jq" output=numbers.jsonl rows: two.jsonl certificate-*.jsonl options: --argjson tw 1000
    assert_output 'expected the average of one state point, found 2: {"glass_phi":0.95,"glass_temperature":0.46}, {"glass_phi":1.1,"glass_temperature":0.46}'
    jq -c '.potential = "ipl12"' glass-3.jsonl >third.jsonl
    run -65 wca-landscape --merge glass-{1,2}.jsonl third.jsonl -o two.jsonl
    assert_output 'wca-landscape: third.jsonl:1: expected rows of the potential wca as before, found one of ipl12: they do not merge'
    assert_not_exists numbers.jsonl
}
