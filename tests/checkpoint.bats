#!/usr/bin/env bats
# --checkpoint of wca-swap, wca-md and wca-jam: a run that was stopped goes on, to the same bytes; and what a checkpoint is refused for.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 75 0.9 --glasses 2 >starts.xyz
    wca-clone --temperature 0.1 --clones 11 --seed 3 starts.xyz -o clones.xyz
    wca-swap -q --temperature 0.1 --time 60 --decays 10 --log log.jsonl --certificate rows.jsonl starts.xyz -o glasses.xyz
}

# pieces SIGNAL PROGRAM ARGS...: the program, writing `out` with the checkpoint `state`, is sent the signal as soon as there is a checkpoint
# of this attempt, until it ends by itself. Sets stops to how often it did not.
pieces() {
    local signal=$1 process last status='' life
    shift
    stops=0
    until [[ $status == 0 ]]; do
        last=$(stat -c %i state 2>/dev/null || true) # a checkpoint is a new file
        env --default-signal "$@" -q --checkpoint state --checkpoint-every 0.02 -o out 2>>sentences &
        process=$!
        life=0 # one that goes on writes none before 0.02 s have passed
        until [[ $(stat -c %i state 2>/dev/null || true) != "$last" ]] || ! kill -0 $process 2>/dev/null; do
            sleep 0.01
            ((++life < 1000)) || fail "no checkpoint in ten seconds"
        done
        kill -s "$signal" $process 2>/dev/null || true
        status=0
        wait $process || status=$?
        [[ $status == 0 ]] || ((++stops))
        case $signal:$status in
            KILL:0 | KILL:137 | TERM:0 | TERM:75 | INT:0 | INT:75 | USR1:0 | USR1:75) ;;
            *) fail "$signal: status $status, $(tail -n 1 sentences)" ;;
        esac
        ((stops < 500)) || fail 'it never ends'
    done
    rm -f .*.tmp # of those that were killed
}

@test "wca-swap that is killed again and again ends in the same frames, log and certificate" {
    pieces KILL wca-swap --temperature 0.1 --time 60 --decays 10 --log log --certificate rows starts.xyz
    echo "# killed $stops times"
    ((stops > 1))
    cmp out glasses.xyz
    cmp log log.jsonl
    cmp rows rows.jsonl
    assert_equal "$(ls -A -I '*.*')" $'log\nout\nrows\nsentences'
}

@test "programs that are killed ten times at random moments show nothing that is not whole, and end as if undisturbed" {
    # shellcheck disable=SC2154
    run "$BATS_TEST_DIRNAME/check-torture" programs "$build/bin" "$build/tests/refuse.so" 10
    assert_success
    assert_output --regexp '^programs: 10 killed, .* 0 wrong$'
}

@test "told to stop it ends with status 75, says how to go on, and does" {
    pieces TERM wca-swap --temperature 0.1 --time 60 --decays 10 starts.xyz
    ((stops > 1))
    cmp out glasses.xyz
    assert_equal "$(sort -u sentences)" 'wca-swap: stopped as it was told to: run it again to go on from state'
}

@test "the frames of --times that were written are not lost" {
    wca-swap -q --temperature 0.1 --times 0,0.01,1:100:x1.3 starts.xyz -o whole
    pieces INT wca-swap --temperature 0.1 --times 0,0.01,1:100:x1.3 starts.xyz
    ((stops > 1))
    cmp out whole
}

@test "exchanges without dynamics go on too" {
    wca-swap -q --temperature 0.1 --time 20000 --md-time 0 starts.xyz -o whole
    pieces USR1 wca-swap --temperature 0.1 --time 20000 --md-time 0 starts.xyz
    ((stops > 1))
    cmp out whole
}

@test "wca-jam goes on between two densities, at a temperature and without, on the way down and up" {
    local how
    without_overlaps 100 0.86 | wca-swap -q --temperature 0.03 --time 3 -o dense.xyz
    without_overlaps 60 0.8 --glasses 2 >loose.xyz
    while read -r how; do
        # shellcheck disable=SC2086
        wca-jam -q $how --frames frames.right -o whole
        # shellcheck disable=SC2086
        pieces TERM wca-jam $how --frames frames
        echo "# $how: stopped $stops times"
        ((stops > 0))
        cmp out whole
        cmp frames frames.right
    done <<'END'
--temperature 0.001 --phi-step 0.004 --rate 1e-4 --cooling-rate 1e-4 dense.xyz
--temperature 0 --phi-step 0.01 loose.xyz
END
}

@test "wca-md goes on within a waiting time, with clones in two batches and origins of their own" {
    local how
    for how in '--times 1:64:x2' '--times 0,1:40:3 --origin thermal --thermostat csvr'; do
        # shellcheck disable=SC2086
        wca-md -q --temperature 0.01 $how clones.xyz -o whole
        # shellcheck disable=SC2086
        pieces KILL wca-md --temperature 0.01 $how clones.xyz
        ((stops > 1))
        cmp out whole
        # shellcheck disable=SC2086
        pieces TERM wca-md --temperature 0.01 $how clones.xyz
        cmp out whole
    done
}

@test "the equilibration of a glass by the pipelines is stopped whole, and goes on" {
    local stage=$BATS_TEST_DIRNAME/../pipelines/stages/equilibrate
    local how=(dynamics=swap start=random particles=75 diameters=random temperature=0.1 time=600 decays=100 seed=1 glass=1)
    local process status=0
    "$stage" "${how[@]}" output=whole.xyz certificate=whole.jsonl init: --phi 0.9
    "$stage" "${how[@]}" output=out.xyz certificate=out.jsonl init: --phi 0.9 2>sentences &
    process=$!
    await test -e out.checkpoint
    kill -TERM $process
    kill -TERM $process # as from make, when all of its group was told
    wait $process || status=$?
    assert_equal $status 75
    assert_equal "$(find . -name 'out*' -o -name '.out*')" ./out.checkpoint
    assert_equal "$(cat sentences)" 'wca-swap: stopped as it was told to: run it again to go on from out.checkpoint'
    "$stage" "${how[@]}" output=out.xyz certificate=out.jsonl init: --phi 0.9
    cmp out.xyz whole.xyz
    cmp out.jsonl whole.jsonl
    assert_not_exists out.checkpoint
}

@test "a stage that is killed with all of its group leaves nothing running, and a checkpoint" {
    # (and the folder of what was not whole yet, which the next make removes)
    local stage=$BATS_TEST_DIRNAME/../pipelines/stages/equilibrate process reader
    mkfifo alive # all that the stage starts has it open
    timeout 300 cat alive &
    reader=$!
    setsid "$stage" dynamics=swap start=random particles=75 diameters=random temperature=0.1 time=1e9 decays=1e6 seed=1 glass=1 \
        output=out.xyz certificate=out.jsonl init: --phi 0.9 >alive 2>&1 &
    process=$!
    await test -e out.checkpoint
    kill -KILL -- -$process
    wait $reader
    assert_exists out.checkpoint
    assert_equal "$(find . -name '.out*')" "./.out.xyz.$HOSTNAME.$process.tmp"
}

@test "a stage ends with the status of what runs together, told to stop or not, and stops at the first failure" {
    together() {
        run --separate-stderr bash -euc "source '$BATS_TEST_DIRNAME/../pipelines/stage.bash'; all() { $1; }; together all; echo \$?"
    }
    together 'echo said; true'
    assert_equal "$status $output" $'0 said\n0'
    together 'true & wait; echo waited'
    assert_equal "$status $output" $'0 waited\n0'
    together 'false; echo on'
    assert_equal "$status $output" '1 '
    together 'return 75'
    assert_equal "$status $output" '75 '
    # told to stop, also at once and twice
    together 'kill -TERM $$; while :; do sleep 0.01; done'
    assert_equal "$status $output" '143 '
    together 'trap "exit 75" TERM; kill -TERM $$; while :; do sleep 0.01; done'
    assert_equal "$status $output" '75 '
    together 'trap "trap : TERM; kill -TERM \$\$; sleep 0.1; exit 75" TERM; kill -TERM $$; while :; do sleep 0.01; done'
    assert_equal "$status $output" '75 '
}

@test "signals of several kinds that come at once leave a checkpoint and status 75" {
    local process status
    wca-swap -q --temperature 0.1 --time 1e5 --checkpoint state starts.xyz -o out 2>sentences &
    process=$!
    await test -e state
    kill -STOP $process
    kill -TERM $process
    kill -USR1 $process
    kill -HUP $process
    kill -CONT $process
    kill -TERM $process || true
    status=0
    wait $process || status=$?
    assert_equal $status 75
}

@test "clones that are followed through a pipe are stopped whole, and go on to the same rows" {
    local stage=$BATS_TEST_DIRNAME/../pipelines/stages/follow process status
    local how=(clones=4 tw=512 tau=640 seed=1 phi=0.9 temperature=0.05 glass=glasses.xyz)
    head -n 77 glasses.xyz >one.xyz
    how[-1]=glass=one.xyz
    "$stage" "${how[@]}" chi=whole.chi msd=whole.msd
    "$stage" "${how[@]}" chi=out.chi msd=out.msd 2>sentences &
    process=$!
    await test -e out.checkpoint
    kill -TERM $process
    status=0
    wait $process || status=$?
    assert_equal $status 75
    assert_equal "$(find . -name 'out*' -o -name '.out*')" ./out.checkpoint
    "$stage" "${how[@]}" chi=out.chi msd=out.msd
    cmp out.chi whole.chi
    cmp out.msd whole.msd
    assert_not_exists out.checkpoint
}

@test "a checkpoint of another run, or none, is refused in a sentence and stays as it is" {
    wca-swap -q --temperature 0.1 --time 1e5 --checkpoint state starts.xyz -o out 2>sentences &
    await test -e state
    kill $!
    wait $! || assert_equal $? 75
    cp state copy
    go_on() {
        refuse 65 "$1" wca-swap "${@:2}" --checkpoint state
    }
    go_on 'state: .*another run: expected "--temperature 0.2", found "--temperature 0.1"' --temperature 0.2 --time 1e5 starts.xyz
    go_on 'state: .*another run: expected "--time 100001", found "--time 100000"' --temperature 0.1 --time 100001 starts.xyz
    go_on 'state: .*with fewer files of output' --temperature 0.1 --time 1e5 --log log starts.xyz
    go_on 'state: .*other frames' --temperature 0.1 --time 1e5 clones.xyz
    refuse 65 'state: .*another run: expected "wca-md ' wca-md --times 8 --checkpoint state clones.xyz
    cmp state copy
    head -c 4000 copy >state
    go_on 'state: .*cut off or damaged' --temperature 0.1 --time 1e5 starts.xyz
    printf x | dd of=state bs=1 seek=3000 conv=notrunc status=none
    go_on 'state: .*cut off or damaged' --temperature 0.1 --time 1e5 starts.xyz
    : >state
    go_on 'state: .*cut off or damaged' --temperature 0.1 --time 1e5 starts.xyz
}

@test "a motion that blows up is named by particle and step, the same after going on, and the last good checkpoint stays" {
    local sentence called
    without_overlaps 64 1 >start.xyz
    wca-swap -q --temperature 0.46 --time 5 start.xyz -o glass.xyz
    wca-clone --clones 2 glass.xyz -o glass-clones.xyz
    for called in 'wca-swap --temperature 0.46 --dt 0.035 --time 1e4 glass.xyz' 'wca-md --dt 0.03 --thermostat none --times 1000 glass-clones.xyz'; do
        # shellcheck disable=SC2086
        run -65 $called -q --checkpoint state --checkpoint-every 0 -o out
        sentence=$output
        assert_output --regexp 'glass.*xyz:[0-9]+: particle [0-9]+ of (clone [12] of )?glass 1 moves by .* after a time [0-9.]+ \(step [0-9]{2,}\): the motion has blown up'
        assert_equal "$(echo state* out*)" 'state out*'
        # shellcheck disable=SC2086
        run -65 $called -q --checkpoint state --checkpoint-every 0 -o out
        assert_output "$sentence"
        rm state
    done
}

# stopped WCA_SIMD: leave the checkpoint `state` of a run with these instructions, and what an undisturbed one ends in as `whole`
stopped() {
    rm -f state whole
    WCA_SIMD=$1 wca-swap -q --temperature 0.1 --time 40 starts.xyz -o whole
    until [[ -e state ]]; do # unless it ended before it was told to stop
        WCA_SIMD=$1 wca-swap -q --temperature 0.1 --time 40 --checkpoint state starts.xyz -o out 2>sentences &
        until [[ -e state ]] || ! kill -0 $! 2>/dev/null; do sleep 0.01; done
        kill $! 2>/dev/null || true
        wait $! || assert_equal $? 75
    done
}

@test "a run goes on with instructions that round as those did with which it began" {
    has_simd avx2
    stopped baseline
    refuse 65 'state: .*another run: expected "WCA_SIMD=avx2 or avx512", found "WCA_SIMD=baseline" \(call it so to go on' \
        wca-swap --temperature 0.1 --time 40 --checkpoint state starts.xyz
    WCA_SIMD=baseline wca-swap -q --temperature 0.1 --time 40 --checkpoint state starts.xyz -o out
    cmp out whole
    stopped avx2
    WCA_SIMD=baseline refuse 65 'expected "WCA_SIMD=baseline", found "WCA_SIMD=avx2 or avx512"' \
        wca-swap --temperature 0.1 --time 40 --checkpoint state starts.xyz
    has_simd avx512
    WCA_SIMD=avx512 wca-swap -q --temperature 0.1 --time 40 --checkpoint state starts.xyz -o out
    cmp out whole
}

@test "a checkpoint of more glasses than the input has is refused" {
    head -n 77 starts.xyz >one.xyz
    wca-swap -q --temperature 0.1 --time 600 --checkpoint state --checkpoint-every 0.02 starts.xyz -o out 2>sentences &
    await grep -qsa 'glass=1' state # to stop it in the second glass: the text of the first one is in it then
    kill %%
    wait %% || assert_equal "$?" 75
    refuse 65 'state: .*is the checkpoint of a run on more frames' wca-swap --temperature 0.1 --time 600 --checkpoint state --checkpoint-every 0.02 one.xyz
}

@test "a checkpoint needs outputs that are files" {
    run -64 wca-swap --temperature 0.1 --time 1 --checkpoint state starts.xyz
    assert_output --partial 'give -o FILE'
    run -65 wca-md --times 8 --checkpoint state -o /dev/null clones.xyz
    assert_output --partial 'expected one glass, since with --checkpoint into a pipe'
    rm -f state
    refuse 74 'nowhere/state: cannot be written' wca-swap --temperature 0.1 --time 1 --checkpoint nowhere/state starts.xyz
}
