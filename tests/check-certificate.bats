#!/usr/bin/env bats
# make check-certificate: what becomes of a glass that passed, and what the table says.

load helper

stages=$BATS_TEST_DIRNAME/../pipelines/stages

# glass CHANGE [KEYS]: a row of a glass whose energy changes by so much after it passed
glass() {
    jq -n -c "{phi: 0.9, temperature: 0.2, time: 300, decay_time: 10, energy: 100, energy_error: 0.3, equilibrium: true, energy_later: (100 + $1),
        temperature_wrong: 0.21, equilibrium_wrong: true, energy_wrong: 101, energy_error_wrong: 0.4} ${2:-}"
}

@test "the table has the change after passing, with its error over glasses, and how many wrong temperatures agree" {
    { glass 0.3 && glass -0.3 && glass 0.1 '+ {energy_wrong: 102}' && glass -0.1 '+ {equilibrium_wrong: false}'; } >rows
    glass 5 '| .equilibrium = false | del(.energy_later)' >>rows # did not pass: in no mean
    glass 0 '| del(.temperature_wrong, .equilibrium_wrong, .energy_wrong, .energy_error_wrong)' | cat - rows >both && mv both rows # at the right one alone
    run -1 --separate-stderr "$stages/show-certificates" rows # five of six are less than nine of ten
    # sqrt(0.2 / 4 / 5); the error of a difference is 0.5, so that 101 agrees and 102 does not
    assert_line --index 1 --regexp '^ +0.9 +0.2 +5 of 6 +30.0 +100.000 +[+]0.000 +0.100 +0.300 +0.21 +2 of 3$'
}

@test "glasses that still age after they have passed are a failure, with its sentence" {
    { glass -0.6 && glass -0.4 && glass -0.5; } >rows
    run -1 --separate-stderr "$stages/show-certificates" rows
    # shellcheck disable=SC2154
    assert_equal "$stderr" 'show-certificates: phi = 0.9, T = 0.2: energies change by -0.5 +- 0.058 after glasses have passed'
}

@test "where fewer than nine in ten pass, or one alone, it is a failure too" {
    { for ((k = 0; k < 8; k++)); do glass 0.1 && glass -0.1; done; glass 0 '| .equilibrium = false | del(.energy_later)'; } >rows
    run -0 --separate-stderr "$stages/show-certificates" rows
    glass 0 '| .equilibrium = false | del(.energy_later)' >>rows
    run -1 --separate-stderr "$stages/show-certificates" rows
    assert_line --index 1 --partial '16 of 18'
    # shellcheck disable=SC2154
    assert_equal "$stderr" 'show-certificates: phi = 0.9, T = 0.2: 16 of 18 glasses pass: expected nine in ten, and two, by a longer equilibration in the profile (certificates)'
    glass 0 '| .equilibrium = false | del(.energy_later)' >rows
    run -1 "$stages/show-certificates" rows
    glass 0 >rows
    run -1 "$stages/show-certificates" rows
}

@test "a glass that passed goes on for twice its time, and one that did not is taken as it is" {
    mkdir right wrong
    "$stages/equilibrate" dynamics=swap start=random particles=75 diameters=random temperature=0.5 time=200 decays=10 seed=1 glass=1 output=right/equilibrated.xyz certificate=right/certificate.jsonl init: --phi 0.95
    "$stages/equilibrate" dynamics=swap start=random particles=75 diameters=random temperature=0.6 time=200 decays=10 seed=1 glass=1 output=wrong/equilibrated.xyz certificate=wrong/certificate.jsonl init: --phi 0.95
    "$stages/check-certificate" glass=right/equilibrated.xyz wrong=wrong/equilibrated.xyz seed=1 output=right/later.jsonl
    # by hand
    wca-swap -q --temperature 0.5 --time "$(jq '2 * .time' right/certificate.jsonl)" --seed 2 --log log --log-every "$(jq '.time / 500' right/certificate.jsonl)" \
        right/equilibrated.xyz -o /dev/null
    close_to "$(jq -s 'map(.energy) | add / length' log)" "$(jq .energy_later right/later.jsonl)"
    assert_values "$(jq -c '[.energy, .temperature_wrong, .equilibrium_wrong, .energy_wrong]' right/later.jsonl)" \
        "$(jq -s -c '[.[0].energy, .[1].temperature, .[1].equilibrium, .[1].energy]' right/certificate.jsonl wrong/certificate.jsonl)"
    assert_equal "$(ls -A right)" $'certificate.jsonl\nequilibrated.xyz\nlater.jsonl\nlater.xyz'
    jq -c '.equilibrium = false' right/certificate.jsonl >certificate && mv certificate right/certificate.jsonl
    "$stages/check-certificate" glass=right/equilibrated.xyz wrong=wrong/equilibrated.xyz seed=1 output=right/later.jsonl
    assert_values "$(jq -c '[.equilibrium, .energy_later]' right/later.jsonl)" '[false,null]'
    "$stages/check-certificate" glass=right/equilibrated.xyz seed=1 output=right/later.jsonl
    assert_values "$(jq -c '[.energy, has("temperature_wrong")]' right/later.jsonl)" "$(jq -c '[.energy, false]' right/certificate.jsonl)"
}
