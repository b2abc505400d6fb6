#!/usr/bin/env bats
# A folder of lib is a floor: a file includes files of its own floor and of those below. lib/README.md is the map.

load helper

@test "no file of lib includes one from a floor above its own, and the map lists all floors" {
    cd "$BATS_TEST_DIRNAME/../lib" || return
    floors=(base potentials io observables forces dynamics landscape program)
    for floor in "${!floors[@]}"; do
        printf 's|^%s/|%d |\n' "${floors[floor]}" "$floor"
    done >"$BATS_TEST_TMPDIR/number.sed"
    run bash -c "grep -Ho '^#include \"[^\"]*' */* | sed 's/:#include \"/ /' | while read -r file included; do
        printf '%s\n' \"\$file\" \"\$included\" | sed -f '$BATS_TEST_TMPDIR/number.sed' | paste -s -d ' '; done |
        awk '\$1 !~ /^[0-9]+\$/ || \$3 !~ /^[0-9]+\$/ || \$3 > \$1 { print; bad = 1 } END { if (NR < 200) print NR, \"includes\"; exit bad || NR < 200 }'"
    assert_success
    run ls -d -- */
    assert_equal "$(printf '%s\n' "${lines[@]%/}" | sort)" "$(printf '%s\n' "${floors[@]}" | sort)"
    for floor in "${floors[@]}"; do
        run grep -c "^| \`$floor/\` | [a-z]" README.md
        assert_output 1
    done
}

@test "the map names every file once" {
    cd "$BATS_TEST_DIRNAME/../lib" || return
    run bash -c "sed -n '/^## The files/,/^## Decisions/p' README.md | grep -o '\`[a-z0-9_]*\`' | tr -d '\`' | sort"
    assert_equal "$output" "$(for file in */*; do basename "${file%.*}"; done | sort -u)"
}

@test "no two files of lib include each other, directly or by others" {
    cd "$BATS_TEST_DIRNAME/../lib" || return
    run bash -c "grep -Ho '^#include \"[^\"]*' */*.h | sed 's/:#include \"/ /' | tsort"
    assert_success
}

@test "no two types of lib, of the programs and of the unit tests have one name" {
    cd "$BATS_TEST_DIRNAME/.." || return
    run bash -c "sed -nE 's/^ *(struct|enum|union) ([a-z_0-9]+) \{.*/\2/p; s/^typedef .*[ *]([a-z_]+)\(.*/\1/p' lib/*/*.[ch] tools/*.c tests/unit/*.[ch] | sort | tee '$BATS_TEST_TMPDIR/types' | uniq -d"
    assert_output ""
    assert [ "$(wc -l <"$BATS_TEST_TMPDIR/types")" -gt 100 ]
}

@test "no program has a variable at file scope" {
    cd "$BATS_TEST_DIRNAME/../tools" || return
    variable='^(static |extern )?(const char \*|struct [a-z_]+ \**|u?int[0-9]*(_t)? |double |bool |long |size_t |char |FILE \*)[^(]*[=;]'
    run grep -E "$variable" <<<'static double tau = 1.0, dt = 0.0035;'
    assert_success
    run bash -c "grep -nE '$variable' ./*.c | grep -v '\*const '"
    assert_output ""
}
