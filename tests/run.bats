#!/usr/bin/env bats
# What make says while it runs: a line a product, the progress of programs, and the last words of a run that is stopped.

load helper

setup_file() {
    apart
    export V=
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
    minima=$BATS_TEST_TMPDIR/out/smoke/glasses/1.1-0.46-1/1.1-0.0005/minima-001.xyz
}

@test "a product is a line, numbered up to all that are to be made, and commands are seen with V=1 only" {
    run make "$minima" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    refute_line --partial pipelines/stages
    assert_line --regexp '^\[1/3\] glass 1 at phi = 1[.]1, T = 0[.]46$'
    assert_line --regexp '^\[2/3\] clones quenched, part 1, phi = 1[.]1( +about [0-9]+ (s|min) left)?$'
    assert_line --regexp '^\[3/3\] minima, part 1, phi = 1[.]1$'
    assert_equal "$(cut -f 2,3 "$BATS_TEST_TMPDIR/out/smoke/hours.log" | paste -sd ' ' | tr '\t' ' ')" \
        "job equilibrate glasses/1.1-0.46-1/equilibrated.xyz job quench glasses/1.1-0.46-1/1.1-0.0005/quenched-001.xyz job wca-min glasses/1.1-0.46-1/1.1-0.0005/minima-001.xyz"
    rm "$minima"
    run make "$minima" OUT="$BATS_TEST_TMPDIR/out" V=1
    assert_success
    assert_line --regexp '^[^ ]*/wca-min --method cg '
    assert_line '[1/1] minima, part 1, phi = 1.1'
}

@test "what is computed for Fig. 7 and its companions has words, and no line is a path of rows" {
    run sh -c 'make -n FIGURES=listed fig7 fig7-minimax fig7-tree PROFILE=smoke OUT="$1" | sed -n "s/^::: [a-z]* [^ ]* \([^ ]*\).*/\1/p" | sed -E -f pipelines/words.sed' \
        - "$BATS_TEST_TMPDIR/out"
    assert_success
    assert_line 'lowest barriers over any sequence, phi = 0.85'
    assert_line 'disconnectivity graph, phi = 0.95'
    refute_line --partial .jsonl
    run sed -E -f pipelines/words.sed <<<$'basins/0.85-0.0353/ergodicity.jsonl\njamming/0.85-0.0353.jsonl\nliquids/0.85/laws.jsonl\nliquids/1/times.jsonl'
    assert_output "where glasses from phi = 0.85, T = 0.0353 lose ergodicity
averages of jamming, from phi = 0.85, T = 0.0353
laws of relaxation times at phi = 0.85
relaxation times at phi = 1"
}

@test "a disk that is full for hours.log does not end a run whose products are written" {
    mkdir -p "$BATS_TEST_TMPDIR/out/smoke"
    ln -s /dev/full "$BATS_TEST_TMPDIR/out/smoke/hours.log"
    run make "$minima" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    assert_line --partial 'No space left on device'
    assert_line --regexp '^\[3/3\] minima, part 1, phi = 1[.]1$'
    assert_file_exists "$minima"
}

@test "a run that is stopped ends with what is kept and what to type, and one that fails with its status" {
    local process ended=0 log=$BATS_TEST_TMPDIR/log
    sed 's/0.46, equilibration: 50/0.46, equilibration: 50000/' "$PROFILES/smoke.yaml" >"$PROFILES/long.yaml"
    minima=${minima/smoke/long}
    env --default-signal=INT setsid make "$minima" OUT="$BATS_TEST_TMPDIR/out" PROFILE=long >"$log" 2>&1 3>&- &
    process=$!
    found() { [[ $(find "$BATS_TEST_TMPDIR/out" -name '.equilibrated.xyz.*' 2>/dev/null) ]]; }
    await found
    kill -INT -- -$process
    wait $process || ended=$?
    assert_equal "$ended" 130
    run tail -n 1 "$log"
    assert_output "Stopped: 0 of 3 products are kept, and the last checkpoints of what was running. To go on: make $minima PROFILE=long OUT=$BATS_TEST_TMPDIR/out"
    run make "${minima/long/smoke}" OUT="$BATS_TEST_TMPDIR/out" RUN=false
    assert_failure
    refute_line --partial Stopped
    assert_line "Not all is made: 0 of 3 products are kept. Once what is said above is mended, go on: make ${minima/long/smoke} OUT=$BATS_TEST_TMPDIR/out RUN=false"
}

@test "of programs that run on one terminal at once, one shows its progress, and none where there is no terminal" {
    cd "$BATS_TEST_TMPDIR" || return
    script --quiet --return --command true /dev/null >/dev/null </dev/null || skip 'there are no pseudo-terminals'
    without_overlaps 200 0.8 >glass.xyz
    wca-clone --temperature 0.1 --clones 8 glass.xyz -o clones.xyz
    printf '%s\n' 'wca-swap --temperature 0.1 --time 40 glass.xyz -o a &' 'wca-md --origin thermal --times 40 clones.xyz -o b &' \
        'wca-md --times 40 clones.xyz -o c &' wait >both
    script --quiet --return --command 'bash both' typescript >/dev/null </dev/null
    tr '\r' '\n' <typescript | grep -ao 'wca-[a-z]*: [0-9].*' >lines
    # each program from its first line to its last, with no other in between
    assert_equal "$(cut -d : -f 1 lines | uniq | sort | uniq -c | awk '$2 != "wca-md" && $1 > 1 || $1 > 2')" ''
    (($(wc -l <lines) > 1))
    assert_equal "$(sed -n 's/.*(\([0-9]*\) %).*/\1/p' lines | awk '$1 > 100')" ''
    run bash both
    assert_output ''
}

@test "make status counts what is there, what is being made and what is missing, and writes nothing" {
    export OUT=$BATS_TEST_TMPDIR/out
    local glass=$OUT/smoke/glasses/1.1-0.46-1 total
    status_of() { pipelines/status "$OUT/smoke" make "$@" 2>"$BATS_TEST_TMPDIR/said" | tail -n +2 | awk '{ print $1, $2, $3, $4, $5 }'; }
    run status_of jamming
    assert_output "jamming 0 0 $(awk '{ print $5, $5 }' <<<"$output")"
    assert_equal "$(<"$BATS_TEST_TMPDIR/said")" 'make status: asks what is there of each figure, of one after another' # not silent meanwhile
    assert_not_exists "$OUT"
    make "$glass/equilibrated.xyz" >/dev/null 2>&1
    total=$(status_of equilibrium | cut -d ' ' -f 5)
    assert_equal "$(status_of equilibrium)" "equilibrium 1 0 $((total - 1)) $total"
    mkdir "$glass/cold"
    touch "$glass/cold/.held.xyz.host.1.tmp"
    assert_equal "$(status_of equilibrium)" "equilibrium 1 1 $((total - 2)) $total"
    # what a process of this host left that is gone is not being made
    mv "$glass/cold/.held.xyz.host.1.tmp" "$glass/cold/.held.xyz.$HOSTNAME.$$.tmp"
    assert_equal "$(status_of equilibrium)" "equilibrium 1 1 $((total - 2)) $total"
    mv "$glass/cold/.held.xyz.$HOSTNAME.$$.tmp" "$glass/cold/.held.xyz.$HOSTNAME.$(bash -c 'echo $$').tmp"
    assert_equal "$(status_of equilibrium)" "equilibrium 1 0 $((total - 1)) $total"
    assert_equal "$(find "$glass/cold" -name '.*.tmp' | wc -l)" 1
}
