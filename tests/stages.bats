#!/usr/bin/env bats
# What all stages share: the names of their arguments, outputs that are whole or absent, and what their fingerprints are made of.

load helper

# a stage that says what it was told, and writes `told` into its output
setup() {
    cd "$BATS_TEST_TMPDIR" || return
    mkdir -p stages filters
    cp "$BATS_TEST_DIRNAME/../pipelines/stage.bash" .
    cat >stages/tell <<'END'
#!/bin/bash
set -euo pipefail
source "$(dirname "$0")/../stage.bash"
arguments 'phi output glass? minima: options:?' "$@"
begin "$output"
printf '%s\n' "$phi" "$glass" "${#minima[@]}" "${minima[@]}" "${options[@]}" >"$aside/told"
[[ $phi != bad ]]
keep told "$output"
END
    chmod +x stages/tell
}

# told ARGUMENT...: what the stage was told
told() {
    stages/tell output=out "$@"
    paste -sd ' ' out
}

@test "values and lists are told by their names, and what may be left out is empty" {
    assert_equal "$(told phi=0.95 glass=3 minima: a b options: --set key=value --all)" '0.95 3 2 a b --set key=value --all'
    assert_equal "$(told glass= phi=0.95 minima: 'two words')" '0.95  1 two words'
    assert_equal "$(told phi=a=b minima:)" 'a=b  0'
}

@test "what is missing, unknown or told twice is status 64 and a sentence" {
    local names='phi output glass? minima: options:?'
    refuse_stage() {
        run -64 stages/tell "${@:2}"
        assert_output "tell: expected $1"
        assert_not_exists out
    }
    refuse_stage 'phi, found none' output=out minima: a
    refuse_stage 'minima:, found none' output=out phi=1
    refuse_stage "each of these once: $names; found \"colour=red\"" output=out phi=1 colour=red minima: a
    refuse_stage "each of these once: $names; found \"phi=2\"" output=out phi=1 phi=2 minima: a
    refuse_stage "each of these once: $names; found \"0.95\"" 0.95 output=out
    refuse_stage "each of these once: $names; found \"\"" '' output=out
}

@test "a stage that fails leaves nothing, and what was there" {
    echo before >out
    run -1 stages/tell phi=bad output=out minima:
    assert_equal "$(cat out)" before
    assert_equal "$(ls -A)" $'filters\nout\nstage.bash\nstages'
}

@test "the fingerprint of a stage has the programs and filters that it names, and what these name" {
    mkdir bin plots
    local file
    for file in bin/wca-one bin/wca-two filters/rows.jq filters/some.jq filters/other.jq plots/style.gp; do echo "$file" >"$file"; done
    printf '# wca-two is not called\nwca-one | filter some.jq\n' >stages/first
    printf 'call "plots/style.gp"\n' >plots/figure.gp
    prints() { "$BATS_TEST_DIRNAME/../pipelines/fingerprints" bin/* stages/* filters/* plots/* stage.bash | grep "^$1:"; }
    run sed 's/=[0-9a-f]*//g' <(prints stages/first)
    assert_output 'stages/first:first,wca-one,some.jq,rows.jq'
    assert_equal "$(prints plots/figure.gp | sed 's/=[0-9a-f]*//g')" 'plots/figure.gp:figure.gp,style.gp'
    assert_equal "$(prints bin/wca-two | sed 's/=[0-9a-f]*//g')" 'bin/wca-two:wca-two'
    local before
    before=$(prints stages/first)
    echo more >>filters/other.jq
    echo more >>bin/wca-two
    assert_equal "$(prints stages/first)" "$before"
    echo more >>filters/rows.jq
    assert_not_equal "$(prints stages/first)" "$before"
}
