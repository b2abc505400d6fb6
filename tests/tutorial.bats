#!/usr/bin/env bats
# tests/tutorial.md: every command of it runs, in order, in a copy of the project, and says what is said of it there.

load helper

tutorial=$BATS_TEST_DIRNAME/tutorial.md

# blocks: a line for each fenced block of the tutorial: chapter (0 before the first), sh or text, and its first and last line
blocks() {
    awk '/^## / { chapter++ } /^```./ { kind = substr($0, 4); first = NR + 1; next } /^```$/ { print chapter + 0, kind, first, NR - 1 }' "$tutorial"
}

# The commands as one script, of which each block leaves its output in outputs/LINE, the line where it begins; and the last of them that began, in outputs/begun
setup_file() {
    load helper
    # shellcheck disable=SC2154
    local chapter kind first last built=$build
    cd "$BATS_TEST_DIRNAME/.." || return
    mkdir -p "$BATS_FILE_TMPDIR"/{wca,outputs}
    cp -a Makefile ./*.md lib pipelines plots tests tools "$BATS_FILE_TMPDIR/wca"
    # what is built already is not built again
    [[ ${BUILD:-build} != build ]] || { mkdir "$BATS_FILE_TMPDIR/wca/build" && cp -a "$built"/{bin,lib,obj} "$BATS_FILE_TMPDIR/wca/build"; }
    while read -r chapter kind first last; do
        [[ $kind == sh ]] || continue
        # shellcheck disable=SC2016
        printf 'echo %d >"$outputs/begun"\n{\n%s\n} >"$outputs/%d"\n' "$first" "$(sed -n "$first,${last}p" "$tutorial")" "$first"
    done < <(blocks) >"$BATS_FILE_TMPDIR/script"
    cd "$BATS_FILE_TMPDIR/wca" || return
    env -u BUILD -u PROFILE -u PROFILES -u OUT -u RUN -u V outputs="$BATS_FILE_TMPDIR/outputs" \
        bash -euo pipefail "$BATS_FILE_TMPDIR/script" >"$BATS_FILE_TMPDIR/said" 2>&1 || echo "$?" >"$BATS_FILE_TMPDIR/failed"
}

setup() {
    cd "$BATS_FILE_TMPDIR/outputs" || return
}

# check_chapter NUMBER: all of its commands have run, and what stands in a block of text is what the commands above it say: word for word, and
# numbers within 1e-9, in whatever digits
check_chapter() {
    local chapter kind first last above=
    while read -r chapter kind first last; do
        if ((chapter == $1)) && [[ $kind == sh ]]; then
            [[ -e $first ]] || fail "tutorial.md: the commands at line $(cat begun) ended with status $(cat ../failed): $(tail -n 20 ../said)"
            ! [[ -e ../failed && $(cat begun) == "$first" ]] || fail "tutorial.md:$first: status $(cat ../failed): $(tail -n 20 ../said)"
        elif ((chapter == $1)); then
            [[ $kind == text && $above ]] || fail "tutorial.md:$first: expected output below commands, found a block of '$kind'"
            sed -n "$first,${last}p" "$tutorial" | tr '\t' ' ' >expected
            tr '\t' ' ' <"$above" >found
            same_numbers 1e-9 expected found || fail "tutorial.md:$first: expected $(<expected), found $(<found)"
        fi
        [[ $kind != sh ]] || above=$first
    done < <(blocks)
}

@test "each chapter of the tutorial has commands and states their output, and no other lines are commands" {
    local chapter
    assert_equal "$(grep -c '^## [1-9]' "$tutorial")" 4
    for chapter in 1 2 3 4; do
        blocks | grep -q "^$chapter sh " || fail "chapter $chapter has no commands"
        blocks | grep -q "^$chapter text " || fail "chapter $chapter states no output"
    done
    assert_equal "$(grep -c '^```' "$tutorial")" $((2 * $(blocks | wc -l)))
    run grep -nE $'^(    |\t)' <(awk '/^```/ { inside = !inside } !inside' "$tutorial")
    assert_output ''
}

@test "the tutorial: from a seed to a barrier" {
    has_simd avx2 # elsewhere numbers are others
    check_chapter 0
    check_chapter 1
}

@test "the tutorial: from a LAMMPS dump to a barrier" {
    has_simd avx2
    check_chapter 2
}

@test "the tutorial: your own state point" {
    has_simd avx2
    check_chapter 3
    for format in pdf png svg; do assert_file_exists "../wca/out/mine/fig7.$format"; done
    # with one clone more the glass, its clones and their bands stay
    run cat "$(grep -l 'bands of clone 5' -- [0-9]*)"
    refute_line --regexp 'glass 1 at|bands of clone [1-4]'
    assert_line --regexp 'bands of clone 5'
}

@test "the tutorial: your own potential" {
    has_simd avx2
    check_chapter 4
}

@test "all of the tutorial runs on any processor, and names pages that are there" {
    assert_file_not_exists ../failed
    local page
    mapfile -t pages < <(grep -o '](\.\./[^)]*)' "$tutorial" | sed 's/](\.\.\///; s/)//')
    assert [ ${#pages[@]} -ge 4 ]
    for page in "${pages[@]}"; do
        assert_file_exists "$BATS_TEST_DIRNAME/../${page%#*}"
        [[ $page != *#* ]] || sed -n 's/^##* //p' "$BATS_TEST_DIRNAME/../${page%#*}" | tr -d , | tr 'A-Z ' 'a-z-' | grep -qx "${page#*#}" || fail "no $page"
    done
}
