# helper.bash: what every bats file loads: assertions, the programs on PATH, a working directory with what setup_file made and no more.
# shellcheck shell=bash

bats_require_minimum_version 1.5.0
BATS_LIB_PATH=${BATS_LIB_PATH:-}:/usr/lib/bats:/usr/share/bats
bats_load_library bats-support
bats_load_library bats-assert
bats_load_library bats-file

build=${BUILD:-build}
[[ $build == /* ]] || build=$BATS_TEST_DIRNAME/../$build
PATH=$(cd "$build/bin" && pwd):$PATH
export PATH

export LC_ALL=C.UTF-8 # awk and printf write numbers with a point in every language

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    local made
    for made in "$BATS_FILE_TMPDIR"/*.*; do
        [[ ! -e $made ]] || ln -s "$made" .
    done
}

# apart: programs, profiles and products of a file's own at smoke, which it may change, in the folder of the project
apart() {
    cd "$BATS_TEST_DIRNAME/.." || return
    local built=$build
    export BUILD=$BATS_FILE_TMPDIR/build PROFILES=$BATS_FILE_TMPDIR/profiles OUT=$BATS_FILE_TMPDIR/out PROFILE=smoke RUN='' V=1
    mkdir "$BUILD"
    cp -a "$built"/{bin,lib,obj} "$BUILD"
    cp -a pipelines/profiles "$PROFILES"
}

# without_overlaps PARTICLES PHI [OPTIONS]: frames of such particles at rest, on standard output, with these options of wca-init
without_overlaps() {
    wca-init --particles "$1" --phi "$2" "${@:3}" | wca-min -q --potential harmonic --tolerance 1e-4
}

# programs [files|frames]: the names of the programs that are built, of those that read files, or frames, a line each
programs() {
    local program does=.
    case ${1-} in
        files) does='\[FILE\.\.\.\]' ;;
        frames) does='^Read (frames|glasses|clones|minima|two frames)' ;;
    esac
    for program in "$build"/bin/*; do
        ! grep -qE "$does" < <("$program" --help) || echo "${program##*/}"
    done
}

# potentials: the names of all pair potentials, a line each
potentials() {
    { wca-init --potential none 2>&1 || true; } | sed -n 's/.*expected one of \([^,]*\), .*/\1/p' | tr '|' '\n'
}

# needs PROGRAM: the options without which it does not look at its input
needs() {
    case $1 in
        wca-swap) echo --temperature 1 --time 1 ;;
        wca-md) echo --times 16 ;;
        wca-msd | wca-fskt) echo --tau 4 ;;
        wca-params) echo --schema "$BATS_TEST_DIRNAME/../pipelines/profiles/schema.yaml" ;;
    esac
}

# await COMMAND...: come back when it succeeds, or fail after a minute
await() {
    local tries=0
    until "$@"; do
        ((++tries < 6000)) || fail "this did not come to be in a minute: $*"
        sleep 0.01
    done
}

# programs_of FILE: those that have this file as their checkpoint, each as /proc/NUMBER/cmdline. (The status of grep is that of processes that end meanwhile.)
programs_of() { grep -lsa -e "${1/.checkpoint/[.]checkpoint}" /proc/[0-9]*/cmdline || :; }
runs_not() { [[ ! $(programs_of "$1") ]]; }
# listens FILE: there is one, and it takes signals by now
listens() {
    local found caught
    found=$(programs_of "$1")
    [[ $found ]] || return
    caught=$(sed -n 's/^SigCgt:[[:space:]]*//p' "${found%/*}/status" 2>/dev/null)
    ((0x${caught:-0} >> 14 & 1)) # TERM
}

# refuse STATUS REGEX PROGRAM ARGS...: the program, told to write `out`, ends with this status and one sentence that
# matches, warnings aside, and leaves behind neither `out` nor anything else in this directory.
refuse() {
    local status_wanted=$1 sentence=$2 before after
    shift 2
    before=$(ls -A)
    run "$@" -o out # sets status and output
    after=$(ls -A)
    # shellcheck disable=SC2154
    assert_equal "$status" "$status_wanted"
    # shellcheck disable=SC2154
    output=$(grep -v "^${1##*/}: warning: " <<<"$output" | head -n 1)
    assert_output --regexp "^${1##*/}: .*$sentence"
    assert_equal "$after" "$before"
}

# rows FRAMES: the particles of a file, without the two lines that open each frame.
rows() {
    grep '^X ' "$1"
}

# assert_values FOUND EXPECTED: the same JSON values in the same order, their numbers compared as numbers, in whatever digits the jq that is
# installed has written them (1e-10 or 1E-10).
assert_values() {
    local as_numbers='walk(if type == "number" then . + 0 else . end)' found expected
    found=$(jq -c "$as_numbers" <<<"$1") && expected=$(jq -c "$as_numbers" <<<"$2") || return
    assert_equal "$found" "$expected"
}

# close_to EXPECTED FOUND [RELATIVE ERROR]
close_to() {
    awk -v a="$1" -v b="$2" -v e="${3:-1e-12}" 'BEGIN { d = a - b; m = a < 0 ? -a : a; exit !((d < 0 ? -d : d) <= e * m) }' ||
        fail "expected $1, found $2"
}

# same_numbers TOLERANCE FILE OTHER: the files are the same but for numbers, and these differ by no more than the tolerance
same_numbers() {
    awk -v tolerance="$1" -v other="$3" '
        function differ() { print FILENAME ":" FNR ": " $0; exit failed = 1 }
        (getline line <other) <= 0 { differ() }
        {
            count = split($0, own, /[ ,:]/)
            if (split(line, its, /[ ,:]/) != count) differ()
            for (k = 1; k <= count; k++) {
                if (own[k] == its[k]) continue
                if (own[k] its[k] !~ /^[-+.e0-9]+$/) differ()
                if ((own[k] - its[k]) ^ 2 > tolerance ^ 2) differ()
            }
        }
        END { exit failed || NR == 0 || (getline line <other) > 0 }' "$2" || fail "expected $2 as $3 within $1"
}

# starts_within KIB PROGRAM: skip the test where the program does not even start in so much memory, as under a sanitizer or valgrind
starts_within() {
    (ulimit -v "$1" && "$2" --version) >/dev/null 2>&1 || skip "memory cannot be limited here, as under a sanitizer"
}

# has_simd avx2|avx512: skip the test where the processor lacks these instructions
has_simd() {
    local flag
    for flag in $(case $1 in avx2) echo avx2 fma ;; avx512) echo avx2 fma avx512f avx512dq avx512vl avx512bw ;; esac); do
        grep -qw "$flag" /proc/cpuinfo || skip "this processor does not have $1 ($flag)"
    done
}
