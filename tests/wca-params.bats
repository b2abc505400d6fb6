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
    refuse_profile 's/kind: harmonic/&\ncolour: red/' 'changed.yaml:4: expected a key that schema.yaml knows, found colour'
    refuse_profile 's/clones/copies/' 'changed.yaml:10: expected a key that schema.yaml knows, found fig7.copies'
    refuse_profile 's/, name: loose//' 'changed.yaml:8: expected the key glasses.2.name, found no such key'
    refuse_profile '/particles/d' 'changed.yaml:2: expected the key particles, found no such key'
    refuse_profile 's/^title.*/&\nparticles: 300/' 'changed.yaml:5: expected each key once, found particles again'
    refuse_profile 's/^particles: .*/? [particles]\n: 300/' 'changed.yaml:2: expected a word for a key, found a list or a mapping'
}

@test "with --sections others may be missing, and keys in those that are there may not" {
    sed '/^title/d; /^fig7/,$d' profile.yaml >part.yaml
    assert_values "$(params --sections particles,glasses part.yaml)" \
        '{"particles":200,"kind":"harmonic","times":[1,2.5,10000],"glasses":[{"phi":1.1,"name":"dense"},{"phi":0.85,"name":"loose"}]}'
    refuse 65 'part.yaml:2: expected the key title, found no such key' wca-params --sections particles,title --schema schema.yaml part.yaml
    refuse 64 'expected sections that schema.yaml knows, found "colours"' wca-params --sections particles,colours --schema schema.yaml part.yaml
    sed -i 's/, name: loose//' part.yaml
    refuse 65 'part.yaml:[0-9]*: expected the key glasses.2.name, found no such key' wca-params --sections= --schema schema.yaml part.yaml
}

@test "all that is wrong is said at once, by lines, with what the keys mean and may be" {
    sed -i 's/phi: {type: number,/phi: {type: number, meaning: packing fraction,/; s/clones: {type: integer,/clones: {type: integer, meaning: how many,/' schema.yaml
    sed 's/^particles: 200/particles: 20/; s/phi: 1.1,/fhi: 1.1,/; s/, name: loose/, colour: 3/; s/clones: 16/tw: 3/; /^kind/d' profile.yaml >changed.yaml
    run wca-params --schema schema.yaml changed.yaml -o out
    assert_failure 65
    assert_output - <<'END'
wca-params: changed.yaml:2: expected an integer from 50 up to 1000 for particles, found "20"
wca-params: changed.yaml:2: expected the key kind, found no such key (one of none harmonic)
wca-params: changed.yaml:6: expected a key that schema.yaml knows, found glasses.1.fhi; perhaps phi (packing fraction: a number from 0.5 up to 2)
wca-params: changed.yaml:7: expected a key that schema.yaml knows, found glasses.2.colour; here it knows phi and name
wca-params: changed.yaml:7: expected the key glasses.2.name, found no such key (a line of text without $, # and \)
wca-params: changed.yaml:9: expected a key that schema.yaml knows, found fig7.tw; here it knows clones
wca-params: changed.yaml:9: expected the key fig7.clones, found no such key (how many: an integer from 2 up to 99)
END
    assert_not_exists out
    sed '/^fig7/,$d; /^glasses/,$d' profile.yaml >changed.yaml
    run params changed.yaml
    assert_failure 65
    assert_line 'wca-params: changed.yaml:2: expected the key glasses, found no such key (a list, each item with the keys phi and name)'
    assert_line 'wca-params: changed.yaml:2: expected the key fig7, found no such key (with the keys clones)'
}

@test "a profile has what the one that it includes says, but for what it says itself: lists are replaced whole" {
    sed -i 's/clones: {/tw: {type: number}\n  clones: {/' schema.yaml
    echo '  tw: 8' >>profile.yaml
    printf '%s\n' 'include: profile' 'particles: 100' 'times: [7]' 'fig7: {clones: 3}' >mine.yaml
    assert_values "$(params mine.yaml | jq -c .)" '{"particles":100,"kind":"harmonic","title":"a glass at rest","times":[7],
        "glasses":[{"phi":1.1,"name":"dense"},{"phi":0.85,"name":"loose"}],"fig7":{"tw":8,"clones":3}}'
    # by way of another of its own folder, which is looked at first; its own name means that of the folder of the schema
    mkdir own
    printf '%s\n' 'include: other' 'title: again' >own/mine.yaml
    printf '%s\n' 'include: profile' 'kind: none' >own/other.yaml
    printf '%s\n' 'include: profile' 'particles: 300' >own/profile.yaml
    assert_values "$(params own/mine.yaml | jq -c '[.title, .kind, .particles, .fig7.clones]')" '["again","none",300,16]'
    # what is wrong in one is said of that one, where the other does not say it
    sed -i 's/title: a glass/tittle: a glass/; s/^particles: 200/particles: many/' profile.yaml
    printf '%s\n' 'include: profile' 'particles: 100' 'kind: weak' >mine.yaml
    run params mine.yaml
    assert_failure 65
    assert_output - <<'END'
wca-params: mine.yaml:3: expected one of none harmonic for kind, found "weak"
wca-params: profile.yaml:4: expected a key that schema.yaml knows, found tittle; perhaps title (a line of text without $, # and \)
END
}

@test "what is included is another profile that is there, and does not lead back" {
    mkdir own
    refuse_include() {
        printf 'particles: 100\ninclude: %s\n' "$1" >own/mine.yaml
        refuse 65 "own/mine.yaml:2: expected $2" wca-params --schema schema.yaml own/mine.yaml
    }
    refuse_include base 'another profile base.yaml for include, in the folder own/ or ./, found none'
    refuse_include mine 'another profile mine.yaml for include, in the folder own/ or ./, found none'
    refuse_include ../profile 'the name of a profile, letters, digits and . _ - . @ alone, for include, found "../profile"'
    refuse_include '[profile]' 'the name of a profile, .* found a list or mapping'
    echo 'include: mine' >own/base.yaml
    echo 'include: base' >own/mine.yaml
    refuse 65 'own/base.yaml:1: expected a profile that does not lead back here for include, found own/mine.yaml, which includes' \
        wca-params --schema schema.yaml own/mine.yaml
    printf 'include: broken\n' >own/mine.yaml
    printf 'kind: [none\n' >own/broken.yaml
    refuse 65 'own/broken.yaml:2: expected YAML' wca-params --schema schema.yaml own/mine.yaml
}

@test "a key that is missing has its default: a value, as many times another, or by a limit of another" {
    cat >schema.yaml <<'END'
one: {type: integer, default: 7}
glasses:
  - phi: {type: number, instead: density}
    density: {type: number}
    quench: {type: number, max: 10}
    again: {type: number, default: 2 * quench, unlike: quench}
    kind: {type: text, choices: [none, harmonic], default: {phi below 0.9: harmonic, otherwise: none}}
END
    printf '%s\n' 'glasses:' '- {phi: 0.9, quench: 0.0005}' '- {phi: 0.89, quench: 3, again: 4}' '- {density: 0.5, quench: 1, kind: harmonic}' \
        '- {density: 0.5, quench: 2}' >profile.yaml
    assert_values "$(params profile.yaml | jq -c '[.one, (.glasses[] | .again, .kind)]')" '[7,0.001,"none",4,"harmonic",2,"harmonic",4,"none"]'
    refuse_profile 's/again: 4/again: 3.0/' 'changed.yaml:3: expected another number for glasses.2.again than for quench, found "3.0"'
    # of a number that is wrong nothing follows
    sed 's/quench: 2/quench: 20/' profile.yaml >changed.yaml
    run params changed.yaml
    assert_output 'wca-params: changed.yaml:5: expected a number up to 10 for glasses.4.quench, found "20"'
    for default in '3 * colour *' '[1]' '{phi under 0.9: none}' soft; do
        sed -i "s/default: 2 .*, unlike/default: 2 * quench, unlike/; s/default: {.*\|default: [^{0-9].*/default: $default}/" schema.yaml
        refuse 65 'schema.yaml:7: expected a value, N \* KEY, or a mapping of KEY below N and otherwise to these, for a default in the schema' \
            wca-params --schema schema.yaml profile.yaml
    done
}

@test "a file is named from the folder of the profile that names it, and is there" {
    echo 'from: {type: file, meaning: frames}' >schema.yaml
    mkdir -p own/frames
    echo 'from: frames/glass.xyz' >own/profile.yaml
    refuse 65 'own/profile.yaml:1: expected a file for from, found none at own/frames/glass.xyz .frames.$' wca-params --schema schema.yaml own/profile.yaml
    : >own/frames/glass.xyz
    assert_equal "$(params --format make own/profile.yaml)" 'from := own/frames/glass.xyz'
    echo 'include: profile' >own/mine.yaml
    assert_equal "$(cd own && wca-params --schema ../schema.yaml --format make mine.yaml)" 'from := frames/glass.xyz'
    echo "from: $PWD/own/frames/glass.xyz" >profile.yaml
    assert_equal "$(params --format make profile.yaml)" "from := $PWD/own/frames/glass.xyz"
    refuse_profile 's/frames.*/a glass/' 'changed.yaml:1: expected a file, named from the folder of the profile by letters, digits and . _ - . @ / alone for from, found'
    # shellcheck disable=SC2016
    refuse_profile 's/: .*/: $(shell-id)/' 'changed.yaml:1: expected a file, named from the folder'
    refuse_profile 's/: .*/: own/' 'changed.yaml:1: expected a file for from, found none at own'
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
    refuse 65 'empty.yaml:1: expected YAML, found nothing' wca-params --schema schema.yaml empty.yaml
    refuse 66 'none.yaml' wca-params --schema schema.yaml none.yaml
    refuse 66 'none.yaml' wca-params --schema none.yaml profile.yaml
    refuse 64 'schema' wca-params profile.yaml
}

@test "a schema that is none is named, and not the profile" {
    echo 'particles: {type: colour}' >wrong.yaml
    echo 'particles: 1' >one.yaml
    refuse 65 'wrong.yaml:1: expected the type integer, number, text or file in the schema, found "colour"' \
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
