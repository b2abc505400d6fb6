#!/usr/bin/env bats
# OUT, BUILD, PROFILES, PROFILE and PREFIX: what Make cannot carry is refused before anything is made.

load helper

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
}

@test "a path or name with a space or another sign that Make reads is refused, and leaves no stray folder" {
    local before name value
    before=$(ls -A)
    for name in OUT BUILD PROFILES PROFILE PREFIX; do
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
