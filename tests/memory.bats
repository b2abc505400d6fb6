#!/usr/bin/env bats
# Memory that is refused: tests/refuse.c makes an allocation of a program fail, one after another.

load helper

# shellcheck disable=SC2154
refuse=$build/tests/refuse.so

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    ! grep -q __asan_init "$build/bin/wca-init" || skip 'a sanitizer has an allocator of its own'
}

@test "memory that is short while the command line is read never makes a program run on its defaults" {
    local n count
    LD_PRELOAD=$refuse COUNTED=count wca-init --particles 3 -o out
    count=$(cat count)
    ((count > 20))
    for ((n = 1; n <= count; n++)); do
        run env LD_PRELOAD="$refuse" REFUSE=$n wca-init --particles 3
        ((status != 0)) || assert_line --index 0 3
    done
}

@test "whatever allocation of a program is refused, it ends with status 71 and one sentence, and leaves nothing behind" {
    local programs=("$build"/bin/*)
    run "$BATS_TEST_DIRNAME/check-memory" "$build/bin" "$refuse" 6 "${programs[@]##*/}"
    assert_success
    assert_equal "$(grep -c ' ended with 71: [0-9]* times, 0 wrong$' <<<"$output")" ${#programs[@]}
}
