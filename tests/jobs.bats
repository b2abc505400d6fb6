#!/usr/bin/env bats
# Jobs of the pipelines that are lost, stopped or killed: what make believes, removes and waits for. On a profile of one small glass.
# shellcheck disable=SC2016 # what a stub says is not for this shell

load helper

setup_file() {
    apart
    cat >"$PROFILES/smoke.yaml" <<'END'
particles: 100
seed: 1
decays: 10
glasses:
  - {phi: 0.95, temperature: 0.5, equilibration: 1, decays: 10, quench: 0.05, quench_again: 0.01, prerelax: none}
fig7: {clones: 2, tw: 1, walked: 1}
END
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
    export OUT=$BATS_TEST_TMPDIR/out
    glass=$OUT/smoke/glasses/0.95-0.5-1
    quenched=$glass/0.95-0.05/quenched-001.xyz
    minima=$glass/0.95-0.05/minima-001.xyz
}

# stub NAME: a program of this name on PATH, from standard input
stub() {
    mkdir -p "$BATS_TEST_TMPDIR/stubs"
    { echo '#!/bin/bash' && cat; } >"$BATS_TEST_TMPDIR/stubs/$1"
    chmod +x "$BATS_TEST_TMPDIR/stubs/$1"
    [[ $PATH == "$BATS_TEST_TMPDIR/stubs":* ]] || PATH=$BATS_TEST_TMPDIR/stubs:$PATH
}

# changed SED-SCRIPT: another profile, as PROFILES
changed() {
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i "$1" "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    PROFILES=$BATS_TEST_TMPDIR/profiles
}

@test "a RUN that ends with 0 without running is not believed: make fails and names the product" {
    run make "$minima" RUN=true
    assert_failure
    assert_line --partial "make: $glass/equilibrated.xyz is not there, though its job ended with status 0"
    # also where an older product is there, of older inputs or of another recipe, and what depends on it is asked for
    make "$minima" >/dev/null
    touch -d tomorrow "$glass/equilibrated.xyz"
    run make "$minima" RUN=true
    assert_failure
    assert_line --partial "make: $quenched is not there"
    make "$minima" >/dev/null
    changed 's/tw: 1,/tw: 2,/'
    run make --dry-run "$minima" # to say what is to be done removes nothing
    assert_success
    assert_line --partial ' tw=2 '
    refute_line --regexp '(^| )(rm|mv) '
    assert_exists "$quenched"
    run make "$minima" RUN=true
    assert_failure
    assert_line --partial "make: $quenched is not there"
    assert_not_exists "$quenched"
}

@test "of several products of one job each must be there" {
    stub half <<<'for word; do [[ $word != output=* ]] || touch "${word#output=}"; done'
    make "$glass/equilibrated.xyz" >/dev/null
    run make "$glass/cold/held.xyz" RUN=half
    assert_failure
    assert_line --partial "make: $glass/cold/held.jsonl is not there"
}

@test "a certificate that is lost is made again, with its glass and what follows from it" {
    make "$glass/cold/equilibrated.xyz" >/dev/null
    local folder
    for folder in "$glass" "$glass/cold"; do
        run make --dry-run "$folder/equilibrated.xyz"
        refute_line --partial stages/equilibrate
        rm "$folder/certificate.jsonl"
        make "$folder/equilibrated.xyz" >/dev/null
        assert_exists "$folder/certificate.jsonl"
    done
    rm "$glass/certificate.jsonl"
    run make --dry-run "$glass/cold/held.xyz"
    assert_line --partial stages/hold
    # nor is one believed that a job of before has left
    stub half <<<'for word; do [[ $word != output=* ]] || touch "${word#output=}"; done'
    rm "$glass/equilibrated.xyz"
    touch "$glass/certificate.jsonl"
    run make "$glass/equilibrated.xyz" RUN=half
    assert_failure
    assert_line --partial "make: $glass/certificate.jsonl is not there"
}

@test "make -B takes a profile that is there" {
    run make -s -B "$PROFILES/smoke.yaml"
    assert_success
    assert_output ''
}

@test "on the file system of a network a product is looked for again" {
    stub stat <<<'[[ $* == *--file-system* ]] && echo nfs || /usr/bin/stat "$@"'
    (sleep 1.5 && touch "$BATS_TEST_TMPDIR/late") 3>&- &
    run pipelines/look-for "$BATS_TEST_TMPDIR/late"
    assert_success
    assert_output ''
    stub stat <<<'echo ext2/ext3' # here at once
    run -74 timeout 10 pipelines/look-for "$BATS_TEST_TMPDIR/never"
}

@test "a recipe is written whole or not at all" {
    make "$glass/equilibrated.xyz" >/dev/null
    local recipe=$glass/equilibrated.xyz.recipe
    cp "$recipe" "$BATS_TEST_TMPDIR/before"
    changed 's/equilibration: 1,/equilibration: 2,/'
    stub mv <<<'[[ $* != *.recipe* ]] && exec /usr/bin/mv "$@"'
    run make "$glass/equilibrated.xyz"
    assert_failure
    cmp "$recipe" "$BATS_TEST_TMPDIR/before" # that of the product that was there, which is gone
    assert_not_exists "$glass/equilibrated.xyz"
    stub mv <<<'exec /usr/bin/mv "$@"'
    make "$glass/equilibrated.xyz" >/dev/null
    run cat "$recipe"
    assert_output --partial ' time=2 '
    assert_equal "$(find "$OUT" -name '.*.tmp')" ''
}

@test "a checkpoint of older inputs goes when the job starts, and stays where it is of these" {
    make "$minima" >/dev/null
    local checkpoint=$glass/0.95-0.05/quenched-001.checkpoint
    rm "$quenched"
    touch "$checkpoint"
    run make "$minima" RUN=false
    assert_exists "$checkpoint"
    touch -d yesterday "$checkpoint"
    run make "$minima" RUN=false
    assert_not_exists "$checkpoint"
}

@test "what killed programs left goes, and nothing that may be in use" {
    mkdir -p "$OUT/smoke/a/.stage.$HOSTNAME.4194305.tmp" # a number that no process has
    touch "$OUT/smoke/a/.stage.$HOSTNAME.4194305.tmp/rows" "$OUT/smoke/.frames.xyz.$HOSTNAME.4194305.1.tmp"
    touch "$OUT/smoke/.mine.$HOSTNAME.$$.tmp" "$OUT/smoke/.elsewhere.far.4194305.tmp" "$OUT/smoke/.hidden"
    touch -d '2020-01-01' "$OUT/smoke/.before-me.$HOSTNAME.$$.tmp" # another process had this number
    make "$glass/equilibrated.xyz" >/dev/null
    assert_equal "$(cd "$OUT/smoke" && find . -name '.?*' ! -name .lock | sort)" "$(printf './%s\n' .elsewhere.far.4194305.tmp .hidden ".mine.$HOSTNAME.$$.tmp")"
}

@test "what was left on another host goes when Slurm says that nothing of this user runs there" {
    mkdir -p "$OUT"
    mkdir "$OUT/.rows.n1.13.tmp" "$OUT/.rows.n1.14.tmp"
    touch -d '2 days ago' "$OUT"/{.rows.n1.14.tmp/log,.rows.n1.12.tmp,.rows.n2.12.1.tmp,.rows.far.12.tmp,.rows.n1.1{3,4}.tmp}
    touch "$OUT/.rows.n1.11.tmp" "$OUT/.rows.n1.13.tmp/log" # of today, perhaps of a program that was started without Slurm
    touch -d '2 days ago' "$OUT/.rows.n1.13.tmp"
    today='.rows.n1.11.tmp .rows.n1.13.tmp '
    left() { (cd "$OUT" && ls -A) | tr '\n' ' '; }
    stub sinfo <<<'printf "n1\nn2\n"'
    stub scontrol <<<'tr , "\n" <<<"${@: -1}"'
    stub squeue <<<'exit 1' # it does not answer
    pipelines/sweep "$OUT"
    assert_equal "$(left)" ".rows.far.12.tmp .rows.n1.11.tmp .rows.n1.12.tmp .rows.n1.13.tmp .rows.n1.14.tmp .rows.n2.12.1.tmp "
    stub squeue <<<'printf "n1\nn3\n"'
    pipelines/sweep "$OUT"
    assert_equal "$(left)" ".rows.far.12.tmp .rows.n1.11.tmp .rows.n1.12.tmp .rows.n1.13.tmp .rows.n1.14.tmp "
    stub squeue <<<':'
    pipelines/sweep "$OUT"
    assert_equal "$(left)" ".rows.far.12.tmp $today"
    stub squeue <<<'touch "$OUT/asked"' # of what is of today Slurm is not asked
    rm "$OUT/.rows.far.12.tmp"
    pipelines/sweep "$OUT"
    assert_equal "$(left)" "$today"
}

@test "a make waits for another one in the same folder, and says so; those of one submission share it" {
    mkfifo "$BATS_TEST_TMPDIR/hold"
    pipelines/alone "$OUT/smoke" cat "$BATS_TEST_TMPDIR/hold" 3>&- &
    await test -s "$OUT/smoke/.lock"
    make "$glass/equilibrated.xyz" >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
    await grep -q "^make: waits for the make that works in $OUT/smoke: process [0-9]* of $HOSTNAME " "$BATS_TEST_TMPDIR/said"
    run make --dry-run "$glass/equilibrated.xyz" # this one does not
    assert_success
    assert_not_exists "$glass"
    : >"$BATS_TEST_TMPDIR/hold"
    wait $!
    assert_exists "$glass/equilibrated.xyz"
    export WCA_SUBMISSION=one
    pipelines/alone "$OUT/smoke" cat "$BATS_TEST_TMPDIR/hold" 3>&- &
    await grep -q 'submission one' "$OUT/smoke/.lock"
    run timeout 60 pipelines/alone "$OUT/smoke" echo shared
    assert_output shared
    local other
    for other in other ''; do
        WCA_SUBMISSION=$other run timeout 2 pipelines/alone "$OUT/smoke" echo shared
        assert_equal "$status" 124
        assert_output --partial waits
    done
    : >"$BATS_TEST_TMPDIR/hold"
    wait $!
}

@test "of two makes that build in one folder neither takes what the other has half written" {
    local what first
    stub slowly <<'END'
"$@" || exit
for word; do [[ ${before-} != @(-o|rcsD) ]] || output=$word; before=$word; done
[[ ${output-} && ! -e $BATS_TEST_TMPDIR/half ]] || exit 0
mv "$output" "$BATS_TEST_TMPDIR/whole"
head -c 1000 "$BATS_TEST_TMPDIR/whole" >"$output"
touch "$BATS_TEST_TMPDIR/half"
until [[ -e $BATS_TEST_TMPDIR/on ]]; do sleep 0.1; done
mv "$BATS_TEST_TMPDIR/whole" "$output"
END
    for what in obj/io/frame.o lib/libwca.a bin/wca-diff; do
        rm -rf "$BATS_TEST_TMPDIR"/{build,half,on}
        cp -a "$BUILD" "$BATS_TEST_TMPDIR/build"
        rm -f "$BATS_TEST_TMPDIR/build/$what" "$BATS_TEST_TMPDIR/build/bin/wca-diff"
        BUILD=$BATS_TEST_TMPDIR/build make -j1 "$BATS_TEST_TMPDIR/build/bin/wca-diff" CC='slowly gcc' AR='slowly ar' >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
        first=$!
        await test -e "$BATS_TEST_TMPDIR/half"
        BUILD=$BATS_TEST_TMPDIR/build run make -j1 "$BATS_TEST_TMPDIR/build/bin/wca-diff"
        touch "$BATS_TEST_TMPDIR/on"
        assert_success
        wait $first || fail "$(<"$BATS_TEST_TMPDIR/said")"
        cmp "$BATS_TEST_TMPDIR/build/bin/wca-diff" "$BUILD/bin/wca-diff"
        assert_equal "$(find "$BATS_TEST_TMPDIR/build" -name '.?*')" ''
    done
}

@test "the minima of Fig. 1 go through RUN" {
    run make --dry-run fig1 PROFILES=pipelines/profiles RUN='srun -n1'
    assert_success
    assert_line --regexp '^srun -n1 .*/wca-min --method cg .*/inherent.xyz$'
    refute_line --regexp '^[^ ]*/wca-min '
}

@test "a text of a profile that a shell would read as more is refused, and runs nothing" {
    local text
    for text in '"$(touch x)"' '"`touch x`"' "'none; touch x'" '"none touch"' "\"no'ne\"" '"none\nx: 1"'; do
        sed "s/prerelax: none/prerelax: ${text//\\/\\\\}/" "$PROFILES/smoke.yaml" >"$BATS_TEST_TMPDIR/smoke.yaml"
        run make "$minima" PROFILES="$BATS_TEST_TMPDIR"
        assert_failure
        assert_line --regexp '^wca-params: .*/smoke.yaml:5: expected '
        assert_not_exists x
        assert_not_exists "$glass"
    done
}
