#!/usr/bin/env bats
# Numbers that jq writes: their digits are those of its version, so tests compare values.

load helper

# by_text FILE...: where what jq wrote as JSON is compared as text, other than true, false, null and nothing
by_text() {
    grep -nP 'assert_equal "\$\((?!.*jq( -\S+)* (-r|-sr|--raw-output))(?=.*\bjq\b).*' "$@" | grep -vE "( (true|false|null)|'')\$"
}

@test "no test compares the text of a number that jq wrote" {
    run by_text "$BATS_TEST_DIRNAME"/*.bats
    assert_output ''
    # shellcheck disable=SC2016
    printf '%s "$(jq -c .delta rows)" 1e-10\n' assert_equal >sample
    run by_text sample
    assert_line --partial '1e-10'
}

@test "assert_values compares numbers as numbers, and all else as it is" {
    assert_values '[1E-10,8.0,"8.0"] null' '[1e-10,8,"8.0"]
        null'
    run assert_values '[1e-10]' '[1.0000000000000003e-10]'
    assert_failure
    run assert_values '["8.0"]' '["8"]'
    assert_failure
    run assert_values '1 2' '2 1'
    assert_failure
    run assert_values 'no JSON' 'neither'
    assert_failure
}

# worked_out FILE...: where a filter of jq has what errors, means and laws are made of
worked_out() {
    grep -nP '\b(sqrt|exp)\b(?!")|\badd\s*/\s*\(?length' "$@" | grep -v '^[^:]*:\?[0-9]*:[ ]*#'
}

@test "no filter works out an error, a mean or a law: programs do" {
    run worked_out "$BATS_TEST_DIRNAME"/../pipelines/filters/*.jq
    assert_output ''
    echo 'map(.energy) | add / length, (map(. * .) | add | sqrt)' >sample
    run worked_out sample
    assert_line --partial 'add / length'
}
