#!/usr/bin/env bats
# OUT, BUILD, PROFILES, PROFILE, PREFIX and DESTDIR: what Make cannot carry is refused before anything is made; the folder of the project may have any name.

load helper

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
}

@test "a path or name with a space or another sign that Make reads is refused, and leaves no stray folder" {
    local before name value
    before=$(ls -A)
    for name in OUT BUILD PROFILES PROFILE PREFIX DESTDIR; do
        # shellcheck disable=SC2016,SC2088
        for value in 'two words' $'a\ttab' $'a\nline' 'an end ' a:b 'a#b' 'a$b' '$(HOME)/a' "a'b" 'a"b' 'a\b' 'a*b' 'a%b' 'a,b' 'a;b' 'a&b' 'a(b' '~/a'; do
            run make programs fig7 "$name=$value"
            assert_failure 2
            assert_output --regexp "^Makefile:[0-9]+: \*\*\* $name is \".*\", which Make cannot carry: please choose .* alone\.  Stop\.$"
        done
    done
    OUT='two words' run make fig7 # from the environment
    assert_failure 2
    assert_equal "$(ls -A)" "$before"
}

@test "no path at all, the root of all files, is refused" {
    local name
    for name in OUT BUILD PROFILES PROFILE; do
        run make clean clean-figures "$name="
        assert_failure 2
        assert_output --partial "$name is \"\", which Make cannot carry"
    done
}

@test "other signs, and letters of any language, are carried" {
    run make --dry-run programs BUILD="$BATS_TEST_TMPDIR/größe_1.2-x+y@z"
    assert_success
    assert_line "mkdir -p $BATS_TEST_TMPDIR/größe_1.2-x+y@z/bin"
}

# elsewhere: what is built and what make reads, in a folder whose name the shell would read as more; it becomes the working directory
elsewhere() {
    # shellcheck disable=SC2016
    local here=$BATS_TEST_TMPDIR/"a b'"'$(touch x)'
    mkdir -p "$here/build" "$BATS_TEST_TMPDIR/stubs"
    cp -a Makefile pipelines plots lib tools tests README.md "$here"
    # shellcheck disable=SC2154 # helper.bash says it
    cp -a "$build"/{bin,lib,obj,tests} "$here/build"
    cd "$here" || return
    export OUT=out PROFILE=smoke BUILD=build
    git init -q # whose commit is asked for
}

@test "in a folder with blanks, quotes and more in its name every goal does what it does elsewhere, and its name is no command" {
    elsewhere
    run make -s plan FIG=fig4 SPEEDS='clones 4 swap 20 text 2 stage 0.6'
    assert_success
    assert_line --regexp '^the longest chain '
    # shellcheck disable=SC2016
    printf '#!/bin/bash\nprintf "%%s\\0" "$@" >"%s/job"\necho 1\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/stubs/sbatch"
    printf '#!/bin/bash\necho "MaxArraySize = 1001"\n' >"$BATS_TEST_TMPDIR/stubs/scontrol"
    chmod +x "$BATS_TEST_TMPDIR"/stubs/*
    PATH=$BATS_TEST_TMPDIR/stubs:$PATH run make -s submit FIG=fig4 SPEEDS='clones 4 swap 20 text 2 stage 0.6'
    assert_success
    local job
    mapfile -d '' job <"$BATS_TEST_TMPDIR/job"
    while [[ ${job[0]} == -* ]]; do job=("${job[@]:1}"); done
    SLURM_JOB_ID=1 run -65 "${job[@]}" # the one that draws
    assert_output --partial 'expected the products of all tasks, found '
    run make -s report
    assert_success
    assert_exists out/smoke/index.html
    run make -s compare
    assert_line --partial 'make compare: expected a reference in plots, found none'
    run make --dry-run out/smoke/reference.jsonl.gz # with the commit
    assert_line --regexp 'stages/pack .* commit='
    without_overlaps 100 1 --seed 4 | wca-clone --clones 2 --temperature 1e-3 | wca-md -q --temperature 1e-3 --times 1 | wca-min -q |
        wca-neb -q --prerelax none --pairs all -o rows.jsonl
    run make -s tree ROWS=rows.jsonl
    assert_success
    assert_exists out/tree.png
    run make -s new-profile NAME=mine PHI=0.92 TEMPERATURE=0.1
    assert_success
    assert_exists pipelines/profiles/mine.yaml
    run make -s build/check/rooms.tap
    assert_success
    assert_line --regexp '^tests/rooms.bats: [0-9]+ passed$'
    run make -s out/smoke/glasses/0.95-0.16-1-of-100/equilibrated.xyz
    assert_success
    assert_equal "$(find "$BATS_TEST_TMPDIR" -name x)" ''
}

@test "the names of profiles are listed, and run nothing" {
    # shellcheck disable=SC2016
    local name='x;touch${IFS}x;$(touch x) y'
    export PROFILES=$BATS_TEST_TMPDIR/profiles
    mkdir "$PROFILES"
    echo '# mine' >"$PROFILES/$name.yaml"
    run make help
    assert_success
    assert_line --regexp "^  ${name//[\$()\{\}]/.} +mine$"
    run make -s plan FIG=fig4 PROFILE=none
    assert_failure
    assert_line "make: no profile none: PROFILE is one of $name"
    assert_not_exists x
}
