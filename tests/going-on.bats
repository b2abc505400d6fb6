#!/usr/bin/env bats
# Stages that may last longer than five minutes: told to stop, or killed, they go on from what is there, and end in the bytes of a run that was let alone.
# (follow, relax-pace: followed.bats; the programs: checkpoint.bats.)

load helper

stages=$BATS_TEST_DIRNAME/../pipelines/stages

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 0.85 --diameters quantile --seed 3 | wca-swap -q --temperature 0.1 --time 20 -o glass.xyz
    wca-swap -q --temperature 0.1 --times 20,40 --seed 5 glass.xyz -o samples.xyz
    printf '{"decay_time": 2, "equilibrium": true, "time": %s}\n' 600 >certificate.jsonl
}

# interrupted CHECKPOINT STAGE...: the stage is told to stop as soon as its program has the checkpoint, by TERM; again, by USR1; it is killed; and then it ends
interrupted() {
    local checkpoint=$PWD/$1 signal process
    for signal in TERM USR1 KILL; do
        "${@:2}" 2>>sentences 3>&- &
        process=$!
        await listens "$checkpoint"
        [[ $signal != TERM ]] || await test -e "$checkpoint"
        kill -s $signal $process
        status=0
        wait $process || status=$?
        await runs_not "$checkpoint"
        echo "# $signal: $status" >>sentences
        [[ $signal:$status == @(TERM:75|USR1:75|KILL:137) ]] || fail "$signal: status $status, $(tail -n 2 sentences)"
        refute grep 'bash: line' sentences # of what bash runs
        assert_exists "$checkpoint"
    done
    rm -rf .*.tmp # of what was killed
    cp "$checkpoint" whole
    head -c 100 whole >"$checkpoint" # it is read
    run -65 "${@:2}"
    assert_output --partial 'expected a whole checkpoint'
    mv whole "$checkpoint"
    "${@:2}"
    assert_equal "$(compgen -G '*.checkpoint*')" ''
}

# without PROGRAM WORDS: on PATH it fails where its command has these words
without() {
    mkdir -p bin
    printf '#!/bin/bash\n[[ "$*" != *"%s"* ]] || { echo "%s: the disk is full" >&2 && exit 74; }\nexec %s "$@"\n' "$2" "$1" "$(command -v "$1")" >"bin/$1"
    chmod +x "bin/$1"
    PATH=$PWD/bin:$PATH
}

# held_up PROGRAM: on PATH it says that it has begun, and begins much later
held_up() {
    mkdir -p bin
    printf '#!/bin/bash\ntouch begun\nsleep 100\nexec %s "$@"\n' "$(command -v "$1")" >"bin/$1"
    chmod +x "bin/$1"
    PATH=$PWD/bin:$PATH
}

# stopped_early STATUS STAGE...: it is told to stop while a program that is held up has not begun (with 75 for one that listens, and leaves a checkpoint), and
# says nothing that is not so
stopped_early() {
    local process
    rm -f begun torn.*
    "${@:2}" 2>said 3>&- &
    process=$!
    await test -e begun
    [[ $1 != 75 ]] || await listens "$PWD/torn.checkpoint"
    kill -TERM $process
    status=0
    wait $process || status=$?
    assert_equal "$status" "$1"
    refute grep -E 'expected|line [0-9]' said
    assert_equal "$(find . -name '.?*')" ''
    assert_equal "$(compgen -G 'torn.xyz')" ''
}

@test "a glass, what is held below it and its clones: told to stop before they have begun, they say so, or nothing" {
    local of=(particles=100 diameters=random temperature=0.1 time=600 seed=1 glass=1)
    (
        held_up wca-min
        stopped_early 143 "$stages/equilibrate" dynamics=swap start=random decays=10 "${of[@]}" certificate=torn.jsonl output=torn.xyz init: --phi 0.85
        assert_not_exists torn.checkpoint
        stopped_early 143 "$stages/hold" "${of[@]}" certificate=certificate.jsonl output=torn.xyz row=torn.jsonl init: --phi 0.85
    )
    (
        held_up wca-clone
        stopped_early 75 "$stages/quench" temperature=0.01 tw=1 seed=1 chunk=001 glass=glass.xyz output="$PWD/torn.xyz"
        assert_exists torn.checkpoint
    )
    "$stages/quench" temperature=0.01 tw=1 seed=1 chunk=001 glass=glass.xyz output=torn.xyz
    rm -f torn.checkpoint
    "$stages/quench" temperature=0.01 tw=1 seed=1 chunk=001 glass=glass.xyz output=whole.xyz
    cmp torn.xyz whole.xyz
}

@test "the blocks of swap Monte Carlo: a run that has ended stays, one that was stopped goes on" {
    tune() { echo "$stages/tune md_time=0.105 swaps=5 temperature=0.1 time=$1 runs=2 seed=1 glass=glass.xyz output=$PWD/$2.jsonl"; }
    local words
    read -ra words < <(tune 500 whole)
    "${words[@]}"
    read -ra words < <(tune 500 torn)
    interrupted torn.checkpoint-1 "${words[@]}"
    # all but the CPU seconds, which no two runs have in common, and which count what was before
    assert_values "$(jq -c 'with_entries(select(.key | startswith("cpu") | not))' torn.jsonl)" "$(jq -c 'with_entries(select(.key | startswith("cpu") | not))' whole.jsonl)"
    jq -es '.[0].cpu_seconds_per_time / .[1].cpu_seconds_per_time | 0.3 < . and . < 4' torn.jsonl whole.jsonl
    # where the second run fails, what the first found is not made again
    rm torn.jsonl
    read -ra words < <(tune 5 torn)
    (without wca-swap '--seed 3' && run -74 "${words[@]}")
    (without wca-swap '--seed 2' && run -0 "${words[@]}")
    assert_exists torn.jsonl
}

@test "a glass that is held below: what is held stays while it is heated" {
    local words
    words=("$stages/hold" particles=100 diameters=random temperature=0.1 time=600 seed=1 glass=1 certificate=certificate.jsonl)
    "${words[@]}" output=whole.xyz row=whole.jsonl init: --phi 0.85
    words+=(output="$PWD/torn.xyz" row=torn.jsonl init: --phi 0.85)
    interrupted torn.checkpoint-swap "${words[@]}"
    cmp torn.xyz whole.xyz
    cmp torn.jsonl whole.jsonl
    rm torn.xyz torn.jsonl
    (without wca-swap '--swaps 0' && run -74 "${words[@]}")
    assert_not_exists torn.xyz
    (without wca-swap --checkpoint && run -0 "${words[@]}")
    cmp torn.xyz whole.xyz
    cmp torn.jsonl whole.jsonl
}

@test "liquids that are run once more, for longer" {
    local words=("$stages/relax-join" seed=1 time=1600 pace=pace.json)
    wca-select --set temperature=0.03 samples.xyz -o cold.xyz # they do not relax: from steps of 4 there is one run, of 16
    echo '{"step":4}' >pace.json
    "$stages/relax" seed=1 number=1 time=1600 pace=pace.json output=rows.jsonl samples: cold.xyz
    "${words[@]}" output=whole.jsonl rows: rows.jsonl samples: cold.xyz certificates: certificate.jsonl
    refute cmp -s rows.jsonl whole.jsonl
    interrupted torn.checkpoint-16 "${words[@]}" output="$PWD/torn.jsonl" rows: rows.jsonl samples: cold.xyz certificates: certificate.jsonl
    cmp torn.jsonl whole.jsonl
}

@test "samples of random diameters: where they jam, and how they relax" {
    local kind words more
    for kind in packing relaxation; do
        words=("$stages/compose-$kind" particles=100 diameters=random phi=0.85 temperature=0.0353 time=1 seed=1 sample=1)
        more=(tau=80)
        [[ $kind != packing ]] || more=(jam: wca-jam --temperature 0.02 --phi-step 0.005 --rate 1e-4 --cooling-rate 1e-3)
        "${words[@]}" output=whole.jsonl "${more[@]}"
        interrupted torn.checkpoint "${words[@]}" output="$PWD/torn.jsonl" "${more[@]}"
        cmp torn.jsonl whole.jsonl
        rm ./*.jsonl
    done
}
