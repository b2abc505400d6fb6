#!/usr/bin/env bats
# What is known of figures before they are run, and how they are handed to Slurm, here without one: sbatch, squeue and scontrol are stubs.

load helper

setup_file() {
    apart
    export SPEEDS='clones 4 swap 20 text 2 stage 0.6'
    make -s programs
    mkdir "$BATS_FILE_TMPDIR/stubs"
    cat >"$BATS_FILE_TMPDIR/stubs/sbatch" <<'END'
#!/bin/bash
printf '%s\n' "$*" >>"$STUBS/calls"
echo $((100 + $(grep -c . "$STUBS/calls")))
END
    # shellcheck disable=SC2016
    printf '#!/bin/bash\n[[ ! -e $STUBS/waiting ]] || echo 101\n' >"$BATS_FILE_TMPDIR/stubs/squeue"
    cat >"$BATS_FILE_TMPDIR/stubs/scontrol" <<'END'
#!/bin/bash
case $1 in
    show) printf 'MaxArraySize = %s\nMaxJobCount = 10000\nAccountingStorageType = accounting_storage/none\n' "${ARRAYS:-1001}" ;;
    requeue) echo "$2" >>"$STUBS/requeued" && kill "$PPID" ;;
esac
END
    chmod +x "$BATS_FILE_TMPDIR"/stubs/*
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
    export STUBS=$BATS_FILE_TMPDIR/stubs PATH=$BATS_FILE_TMPDIR/stubs:$PATH OUT=$BATS_TEST_TMPDIR/out
    rm -f "$STUBS"/{calls,requeued,waiting}
}

# run_task NUMBER: as Slurm would, in this array
run_task() {
    local words
    read -ra words < <(sed -n "/--array/ s|.* \(home=.*\)|\1|p" "$STUBS/calls")
    SLURM_JOB_ID=1 SLURM_ARRAY_JOB_ID=1 SLURM_ARRAY_TASK_ID=$1 SLURM_CPUS_ON_NODE=2 pipelines/task "${words[@]}"
}

@test "a plan says how many jobs of each kind there are, and that nothing is left of what is there" {
    local minutes hours longest
    run make -s plan FIG=fig5 CORES=8
    assert_success
    assert_equal "$(sed -n 's/^\(follow [0-9]* jobs\).*/\1/p' <<<"$output")" "follow $(make -n fig5 | grep -c '^ *pipelines/stages/follow ') jobs"
    assert_line --regexp '^equilibrate 4 jobs, [0-9.e-]+ core-hours$'
    assert_line --regexp '^[0-9.e-]+ core-hours$'
    assert_line --regexp '^the longest chain [0-9.e-]+ hours: equilibrate '
    minutes=$(sed -n 's/^wall time .* to \([0-9.]*\) minutes on 8 cores$/\1/p' <<<"$output")
    hours=$(sed -n 's/^\([0-9.e-]*\) core-hours$/\1/p' <<<"$output") longest=$(sed -n 's/^the longest chain \([0-9.e-]*\) hours.*/\1/p' <<<"$output")
    jq -ne "(60 * ($hours / 8 + $longest) / $minutes) as \$ratio | \$ratio > 0.9 and \$ratio < 1.1"
    make -s "$OUT/smoke/glasses/0.85-0.0353-1-of-100/equilibrated.xyz"
    run make -s plan FIG=fig5
    assert_line --regexp '^equilibrate 3 jobs'
}

@test "the paper's Fig. 5 is 13800 jobs of follow" {
    run make -s plan FIG=fig5 PROFILE=paper
    assert_success
    assert_line --regexp '^follow 13800 jobs, [0-9]+ core-hours$'
    assert_line --regexp '^wall time [0-9]+ to [0-9]+ hours on '
}

@test "a liquid of Fig. 1 is followed as long as the stage does, and never longer than its longest time" {
    run make -s plan FIG=fig1 PROFILE=quick SPEEDS='clones 5 swap 17 text 2 stage 0.16'
    assert_success
    local hours
    hours=$(sed -n 's/^relax 312 jobs, \(.*\) core-hours$/\1/p' <<<"$output")
    jq -ne "$hours > 0.1 and $hours < 0.3" # 0.17, of 8 liquids that were run; by an order of strings it was 14
}

@test "liquids that may be run once more, one after another, are said with the longest chain, and count there alone" {
    run make -s plan FIG=fig1 PROFILE=quick SPEEDS='clones 5 swap 17 text 2 stage 0.16'
    assert_success
    local usual slow hours
    usual=$(sed -n 's/^the longest chain \(.*\) hours: .*/\1/p' <<<"$output")
    slow=$(sed -n 's/^the longest chain \(.*\) hours where liquids are run once more.*/\1/p' <<<"$output")
    jq -ne "$slow > 1.2 * $usual"
    hours=$(sed -n 's/^relax-join [0-9]* jobs, \(.*\) core-hours$/\1/p' <<<"$output")
    jq -ne "$hours < 0.01"
    run make -s plan FIG=fig5 PROFILE=quick SPEEDS='clones 5 swap 17 text 2 stage 0.16'
    refute_line --partial 'once more'
}

@test "every kind of job of every figure has its cost" {
    run make -s plan PROFILE=smoke FIG="$(sed -n 's/^\([a-z][a-z0-9-]*\):.*## .*/\1/p' pipelines/*.mk | tr '\n' ' ')"
    assert_success
    refute_output --partial 'found none'
    refute_output --regexp '(nan|inf) core-hours'
    assert_line --regexp '^fig2 [0-9.e-]+ core-hours by itself$'
}

@test "what FIG, NODES, CORES, HOURS and SPEEDS may be is said, and nothing is submitted" {
    refuse_make() {
        run make -s "${@:2}"
        assert_failure
        assert_line --partial "$1"
        assert_not_exists "$STUBS/calls"
    }
    refuse_make 'expected FIG, one or more goals of the pipelines' submit
    refuse_make 'expected FIG to name figures (see make help). Found fig99' submit FIG='fig5 fig99'
    refuse_make 'expected FIG to name figures (see make help). Found fig99' plan FIG=fig99
    local bad
    for bad in 0 -1 1.5 many '' 99999999; do
        refuse_make 'expected NODES' submit FIG=fig5 NODES="$bad"
        refuse_make 'expected CORES' submit FIG=fig5 CORES="$bad"
    done
    for bad in 0 25 -1 long '' '1;2'; do refuse_make 'expected HOURS' submit FIG=fig5 HOURS="$bad"; done
    refuse_make 'expected CORES' plan FIG=fig5 CORES="1' ; echo bad '"
    for bad in fast 'clones . swap . text . stage .' 'clones 1.2.3 swap 1 text 1 stage 1' 'clones 0 swap 1 text 1 stage 1' 'clones 1 swap 1 text 1 stage 0.0' \
        'clones -1 swap 1 text 1 stage 1' 'clones 1 swap 1 text 1' 'clones 1e swap 1 text 1 stage 1'; do
        refuse_make "expected SPEEDS, numbers above 0, as make plan writes them, 'clones 4.5 swap 16 text 2 stage 0.5' (ns a particle, step and clone; us" plan FIG=fig5 SPEEDS="$bad"
    done
    run make -s plan FIG=fig5 SPEEDS='clones 4 swap 1.2e+01 text 2 stage 0.5'
    assert_success
}

@test "tasks are disjoint, hold every job, and an array is within what Slurm takes" {
    make -s submit FIG=fig5 NODES=4 CORES=2 HOURS=2 >"$BATS_TEST_TMPDIR/said"
    assert_equal "$(grep -c -e '--array=1-4%4' "$STUBS/calls")" 1
    assert_equal "$(grep -c -e '--dependency=afterany:101 .*task=draw' "$STUBS/calls")" 1
    run grep -e '--array' "$STUBS/calls"
    assert_output --partial '--requeue --open-mode=append --signal=B:USR1@120'
    assert_output --regexp '--mem=[0-9]+M --time=[0-9]+ '
    run bash -c "grep -o '$OUT/smoke/[^ ]*' '$OUT/smoke/submission/goals' | sort | uniq -d"
    assert_output ''
    assert_equal "$(grep -c "^    $OUT/" "$OUT/smoke/submission/goals")" "$(make -n fig5 | grep -v -e --merge | grep -cE '^ *(pipelines/stages/(follow|equilibrate)|[^ ]*/wca-jam) .*(chi|output|-o)[= ]')"
    rm -r "$OUT" "$STUBS/calls"
    ARRAYS=3 make -s submit FIG=fig5 NODES=4 CORES=2 HOURS=2
    assert_equal "$(grep -o -e '--array=[0-9-]*' "$STUBS/calls" | paste -sd ' ')" '--array=1-2 --array=1-2'
    assert_equal "$(grep -c -e '--dependency=afterany:101:102 ' "$STUBS/calls")" 1
    touch "$STUBS/waiting"
    run make -s submit FIG=fig5 NODES=4 CORES=2 HOURS=2
    assert_failure
    assert_line --partial 'are not done: please wait for them, or scancel 101 102 103'
}

@test "a task makes its goals, the last job draws when all are there, and says what is missing until then" {
    make -s submit FIG=fig4 NODES=2 CORES=2 HOURS=2
    local words
    read -ra words < <(sed -n 's|.* \(home=.*task=draw.*\)|\1|p' "$STUBS/calls")
    run_task 1
    SLURM_JOB_ID=3 run -65 pipelines/task "${words[@]}"
    assert_output --partial 'please call make submit again'
    run_task 2
    SLURM_JOB_ID=3 run -0 pipelines/task "${words[@]}"
    assert_exists "$OUT/smoke/fig4.png"
    run make -s plan FIG=fig4
    refute_output --partial 'jobs'
}

@test "without Slurm tasks share the folder of the products by one name, and a make that does not hold it is refused" {
    export WCA_SUBMISSION=fig4
    make -s programs
    local figures=(make FIGURES=1 PROFILE=smoke FIG=fig4) goals=$BATS_TEST_TMPDIR/goals
    PATH=$BUILD/bin:$PATH pipelines/plan profile=smoke root="$OUT/smoke" cores=1 speeds="$SPEEDS" goals="$goals" nodes=2 hours=2 figures: fig4 make: "${figures[@]}"
    run "${figures[@]}" -f Makefile -f "$goals" task-1
    assert_failure
    assert_line --partial "please put WCA_SUBMISSION=NAME pipelines/alone $OUT/smoke before it"
    assert_not_exists "$OUT/smoke/glasses"
    pipelines/alone "$OUT/smoke" "${figures[@]}" -f Makefile -f "$goals" -k -j1 task-1 >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
    await grep -q 'submission fig4' "$OUT/smoke/.lock"
    WCA_SUBMISSION='' run timeout 1 pipelines/alone "$OUT/smoke" true
    assert_equal "$status" 124
    run pipelines/alone "$OUT/smoke" "${figures[@]}" -f Makefile -f "$goals" -k -j1 task-2
    assert_success
    wait $!
    unset WCA_SUBMISSION
    run make fig4
    assert_success
    refute_line --partial stages/follow
}

@test "a task that is told that its time ends goes back into the queue, and what fails is not success" {
    sed 's/equilibration: 10,/equilibration: 100000,/' "$PROFILES/smoke.yaml" >"$PROFILES/long.yaml"
    # seconds pass at once, and parts of them as they do
    mkdir "$BATS_TEST_TMPDIR/stubs"
    # shellcheck disable=SC2016
    printf '#!/bin/bash\n[[ $1 != *.* ]] || exec %s "$@"\necho "$1" >>"%s/slept"\n' "$(command -v sleep)" "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/stubs/sleep"
    chmod +x "$BATS_TEST_TMPDIR/stubs/sleep"
    make -s submit FIG=fig4 PROFILE=long NODES=1 CORES=2 HOURS=2
    local words
    read -ra words < <(sed -n "/--array/ s|.* \(home=.*\)|\1|p" "$STUBS/calls")
    PATH=$BATS_TEST_TMPDIR/stubs:$PATH SLURM_JOB_ID=1 SLURM_ARRAY_JOB_ID=1 SLURM_ARRAY_TASK_ID=1 SLURM_CPUS_ON_NODE=2 pipelines/task "${words[@]}" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
    local task=$!
    runs() { grep -qsa -e "--checkpoint.$OUT/long" /proc/[0-9]*/cmdline; }
    await runs
    kill -USR1 $task
    local ended=0
    wait $task || ended=$?
    assert_equal $ended 75
    assert_equal "$(cat "$STUBS/requeued")" 1_1
    assert_regex "$(head -n 1 "$BATS_TEST_TMPDIR/slept")" '^[1-3]?[0-9]$' # before it calls: not all tasks in one moment
    refute runs
}

@test "options of sbatch that are given win over those that make submit has" {
    make -s submit FIG=fig4 NODES=1 CORES=2 HOURS=2 SBATCH='--mem=2G --account=glass'
    assert_equal "$(grep -cE -e '--mem=[0-9]+M .*--mem=2G --account=glass .*/task ' "$STUBS/calls")" 2
}

@test "what still works in the folder is named, and so is what the submission before has left undone" {
    make -s submit FIG=fig4 NODES=1 CORES=2 HOURS=2
    mkfifo "$BATS_TEST_TMPDIR/hold"
    pipelines/alone "$OUT/smoke" cat "$BATS_TEST_TMPDIR/hold" 3>&- &
    await test -s "$OUT/smoke/.lock"
    run make -s submit FIG=fig4 NODES=1 CORES=2 HOURS=2
    assert_failure
    assert_line --regexp "^submit: expected that nothing works in $OUT/smoke, found process [0-9]+ of $HOSTNAME, or what it started: please"
    : >"$BATS_TEST_TMPDIR/hold"
    wait $!
    run make -s submit FIG=fig4 NODES=1 CORES=2 HOURS=2
    assert_success
    assert_line --regexp "^submit: of the submission before [0-9]+ products are missing, such as $OUT/smoke/glasses/"
}

@test "a task waits for an earlier run of its own no longer than until its time ends, and says where that is" {
    make -s submit FIG=fig4 NODES=1 CORES=2 HOURS=2
    local words log=$OUT/smoke/submission/log-1-1
    read -ra words < <(sed -n "/--array/ s|.* \(home=.*\)|\1|p" "$STUBS/calls")
    echo 'task: 2026-11-28 06:00:00 task-1 on n7, run 1: begins' >"$log"
    mkfifo "$BATS_TEST_TMPDIR/hold"
    flock "$log" cat "$BATS_TEST_TMPDIR/hold" 3>&- &
    local holder=$!
    refute_free() { ! flock --nonblock "$log" true; }
    await refute_free
    SLURM_JOB_ID=1 SLURM_ARRAY_JOB_ID=1 SLURM_ARRAY_TASK_ID=1 SLURM_CPUS_ON_NODE=2 pipelines/task "${words[@]}" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
    local task=$! ended=0
    await grep -q 'waits for an earlier run, which lives on n7' "$BATS_TEST_TMPDIR/said"
    kill -USR1 $task
    wait $task || ended=$?
    assert_equal $ended 75
    assert_file_contains "$BATS_TEST_TMPDIR/said" 'found that processes of it live on: please end them there, and call make submit again'
    assert_not_exists "$STUBS/requeued"
    : >"$BATS_TEST_TMPDIR/hold"
    wait $holder
}

@test "run-slurm ends with the status of its command, and with 75 and a sentence when that was stopped" {
    mkdir "$BATS_TEST_TMPDIR/stubs"
    # A Slurm that runs the job here at once
    cat >"$BATS_TEST_TMPDIR/stubs/sbatch" <<'END'
#!/bin/bash
while [[ $1 == --* ]]; do [[ $1 != --output=* ]] || said=${1#*=}; shift; done
SLURM_JOB_ID=101 SLURM_RESTART_COUNT=0 bash "$@" >>"$said" 2>&1 3>&- &
echo $! >"$STUBS/job"
echo 101
END
    # shellcheck disable=SC2016
    printf '#!/bin/bash\nkill -TERM "$(<"$STUBS/job")"\n' >"$BATS_TEST_TMPDIR/stubs/scancel"
    chmod +x "$BATS_TEST_TMPDIR"/stubs/*
    PATH=$BATS_TEST_TMPDIR/stubs:$PATH
    run -3 pipelines/run-slurm bash -c 'echo found; exit 3'
    assert_output found
    gone() { ! kill -0 "$(<"$STUBS/job")" 2>/dev/null; }
    # single SIGNAL: to its job, or to run-slurm itself where that is none
    single() {
        rm -f "$STUBS/job" "$BATS_TEST_TMPDIR/runs"
        pipelines/run-slurm bash -c "echo begun; touch '$BATS_TEST_TMPDIR/runs'; sleep 1000" >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
        await test -e "$BATS_TEST_TMPDIR/runs"
        if [[ $1 == none ]]; then kill -TERM $!; else kill "-$1" "$(<"$STUBS/job")"; fi
        status=0
        wait $! || status=$?
        output=$(<"$BATS_TEST_TMPDIR/said")
        await gone
    }
    single TERM
    assert_equal "$status" 75
    assert_output 'run-slurm: job 101 of bash was stopped before bash had ended: please call make again'
    single USR1
    assert_equal "$status" 75
    assert_output --partial 'bash was stopped by its time limit with status 143, and has no checkpoint: expected a longer --time'
    single none
    assert_equal "$status" 143
    run find . -maxdepth 1 -name '.run-slurm.*'
    assert_output ''
    # One that is killed leaves its folder, which the next make here removes, and its job, which that cancels; those of others stay
    rm -f "$BATS_TEST_TMPDIR/runs"
    (cd "$BATS_TEST_TMPDIR" && exec "$OLDPWD/pipelines/run-slurm" bash -c "touch '$BATS_TEST_TMPDIR/runs'; sleep 1000" >/dev/null 2>&1 3>&-) &
    await test -e "$BATS_TEST_TMPDIR/runs"
    left() { (cd "$BATS_TEST_TMPDIR" && ls -d .run-slurm.*); }
    here=$PWD
    sweep_there() { (cd "$BATS_TEST_TMPDIR" && "$here/pipelines/sweep" "$OUT" "$@"); }
    mkdir -p "$OUT" "$BATS_TEST_TMPDIR/.run-slurm.far.4194305.tmp"
    sweep_there
    assert_equal "$(left | wc -l)" 2
    assert_exists "$BATS_TEST_TMPDIR/.run-slurm.$HOSTNAME.$!.tmp"
    kill -KILL $!
    wait $! || :
    sweep_there print
    assert_equal "$(left | wc -l)" 2
    assert kill -0 "$(<"$STUBS/job")"
    sweep_there
    assert_equal "$(left)" .run-slurm.far.4194305.tmp
    await gone
}

@test "run-slurm says what it is to be told" {
    run -64 pipelines/run-slurm
    assert_output --partial 'expected a command'
    run -64 pipelines/run-slurm --mem 100M true
    assert_output --partial 'as --NAME=VALUE'
}
