#!/usr/bin/env bats
# wca-params: a profile, checked against its schema, as JSON or as variables of Make.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cat >schema.yaml <<'END'
particles: {type: integer, min: 50, max: 1000}
kind: {type: text, choices: [none, harmonic]}
title: {type: text}
times:
  - {type: number}
glasses:
  - phi: {type: number, min: 0.5, max: 2}
    name: {type: text}
fig7:
  clones: {type: integer, min: 2, max: 99}
END
    cat >profile.yaml <<'END'
# a comment
particles: 200
kind: harmonic
title: a glass at rest
times: [1, 2.50, 1.0e+4]
glasses:
  - {phi: 1.1, name: dense}
  - {phi: 0.85, name: loose}
fig7:
  clones: 16
END
}

params() {
    wca-params --schema schema.yaml "$@"
}

# refuse_profile SED-SCRIPT SENTENCE: the profile, changed, is refused
refuse_profile() {
    sed "$1" profile.yaml >changed.yaml
    refuse 65 "$2" wca-params --schema schema.yaml changed.yaml
}

@test "a profile becomes variables of Make" {
    run params --format make profile.yaml
    assert_success
    assert_output - <<'END'
particles := 200
kind := harmonic
title := a glass at rest
times := 1 2.5 10000
glasses := 1 2
glasses.1.phi := 1.1
glasses.1.name := dense
glasses.2.phi := 0.85
glasses.2.name := loose
fig7.clones := 16
END
}

@test "a profile becomes JSON" {
    params profile.yaml -o out
    assert_values "$(jq -c . out)" '{"particles":200,"kind":"harmonic","title":"a glass at rest","times":[1,2.5,10000],"glasses":[{"phi":1.1,"name":"dense"},{"phi":0.85,"name":"loose"}],"fig7":{"clones":16}}'
}

@test "a key that is unknown, missing or there twice is named with its line" {
    refuse_profile 's/kind: harmonic/colour: red/' 'changed.yaml:3: expected a key that schema.yaml knows, found colour'
    refuse_profile 's/clones/copies/' 'changed.yaml:10: expected a key that schema.yaml knows, found fig7.copies'
    refuse_profile 's/, name: loose//' 'changed.yaml:8: expected the key glasses.2.name, found no such key'
    refuse_profile '/particles/d' 'changed.yaml:2: expected the key particles, found no such key'
    refuse_profile 's/^title.*/particles: 300/' 'changed.yaml:4: expected each key once, found particles again'
}

@test "with --partial sections may be missing, and keys in them may not" {
    sed '/^title/d; /^fig7/,$d' profile.yaml >part.yaml
    assert_values "$(params --partial part.yaml)" \
        '{"particles":200,"kind":"harmonic","times":[1,2.5,10000],"glasses":[{"phi":1.1,"name":"dense"},{"phi":0.85,"name":"loose"}]}'
    refuse 65 'part.yaml:2: expected the key title, found no such key' wca-params --schema schema.yaml part.yaml
    sed -i 's/, name: loose//' part.yaml
    refuse 65 'part.yaml:[0-9]*: expected the key glasses.2.name, found no such key' wca-params --partial --schema schema.yaml part.yaml
}

@test "a value of another type or out of range is named with its line and what was expected" {
    refuse_profile 's/200/many/' 'changed.yaml:2: expected an integer from 50 up to 1000 for particles, found "many"'
    refuse_profile 's/200/200.5/' 'changed.yaml:2: expected an integer from 50 up to 1000 for particles, found "200.5"'
    refuse_profile 's/200/20/' 'changed.yaml:2: expected an integer from 50 up to 1000 for particles, found "20"'
    refuse_profile 's/0.85/0.2/' 'changed.yaml:8: expected a number from 0.5 up to 2 for glasses.2.phi, found "0.2"'
    refuse_profile 's/0.85/.nan/' 'changed.yaml:8: expected a number from 0.5 up to 2 for glasses.2.phi, found ".nan"'
    refuse_profile 's/2.50/two/' 'changed.yaml:5: expected a number for times.2, found "two"'
    refuse_profile 's/harmonic/strong/' 'changed.yaml:3: expected one of none harmonic for kind, found "strong"'
    # shellcheck disable=SC2016
    refuse_profile 's/at rest/$(shell id)/' 'changed.yaml:4: expected a line of text without'
}

@test "an item that is twice in a list is named with its line" {
    refuse_profile 's/2.50/1.0/' 'changed.yaml:5: expected each item of times once, found item 1 again'
    sed -i 's/phi: {type: number,/phi: {type: number, unique: yes,/' schema.yaml
    refuse_profile 's/0.85/1.10/' 'changed.yaml:8: expected each item of glasses once, found item 1 again'
}

@test "a list, a mapping and a value are not taken for one another" {
    refuse_profile 's/200/[200]/' 'changed.yaml:2: expected an integer from 50 up to 1000 for particles, found a list'
    refuse_profile 's/\[1,.*/7/' 'changed.yaml:5: expected a list for times, found "7"'
    refuse_profile 's/\[1,.*/[]/' 'changed.yaml:5: expected at least one item for times, found none'
    refuse_profile 's/{phi: 1.1, name: dense}/1.1/' 'changed.yaml:7: expected a mapping for glasses.1, found "1.1"'
    echo '[1, 2]' >list.yaml
    refuse 65 'list.yaml:1: expected a mapping for the profile, found a list' wca-params --schema schema.yaml list.yaml
}

@test "a file that is no YAML, empty or missing is named" {
    refuse_profile 's/\[1,/{1,/' 'changed.yaml:5: expected YAML'
    { cat profile.yaml && printf -- '---\nparticles: 300\n'; } >two.yaml
    refuse 65 'two.yaml:[0-9]*: expected one YAML document, found a second' wca-params --schema schema.yaml two.yaml
    : >empty.yaml
    refuse 65 'empty.yaml: expected YAML, found nothing' wca-params --schema schema.yaml empty.yaml
    refuse 66 'none.yaml' wca-params --schema schema.yaml none.yaml
    refuse 66 'none.yaml' wca-params --schema none.yaml profile.yaml
    refuse 64 'schema' wca-params profile.yaml
}

@test "a schema that is none is named, and not the profile" {
    echo 'particles: {type: colour}' >wrong.yaml
    echo 'particles: 1' >one.yaml
    refuse 65 'wrong.yaml:1: expected the type integer, number or text in the schema, found "colour"' \
        wca-params --schema wrong.yaml one.yaml
    echo 'particles: 5' >wrong.yaml
    refuse 65 'wrong.yaml:1: expected a mapping or a list of one item in the schema' wca-params --schema wrong.yaml one.yaml
}

@test "the profiles of the pipelines are as their schema says" {
    cd "$BATS_TEST_DIRNAME/../pipelines/profiles"
    local profile
    for profile in smoke quick overnight paper; do
        wca-params --schema schema.yaml "$profile.yaml" -o "$BATS_TEST_TMPDIR/out"
    done
}
