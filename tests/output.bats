#!/usr/bin/env bats
# What every program does with its command line, its input files and its output; where one shows it, wca-init or wca-clone.

load helper

@test "a full disk is status 74, and the device is still a device afterwards" {
    [[ -c /dev/full ]] || skip "there is no /dev/full"
    run wca-init -o /dev/full
    assert_equal "$status" 74
    assert_output 'wca-init: /dev/full: cannot be written: No space left on device'
    [[ -c /dev/full ]]
}

@test "a full disk behind standard output is status 74" {
    [[ -c /dev/full ]] || skip "there is no /dev/full"
    run --separate-stderr bash -c 'wca-init --particles 2 >/dev/full'
    assert_equal "$status" 74
    # shellcheck disable=SC2154
    assert_equal "$stderr" 'wca-init: standard output: cannot be written: No space left on device'
}

@test "a limit on the size of files is a sentence and status 74, and leaves nothing behind" {
    run bash -c 'ulimit -f 4; wca-init -o out'
    assert_equal "$status" 74
    assert_output 'wca-init: out: cannot be written: File too large'
    assert_equal "$(ls -A)" ''
    run --separate-stderr bash -c 'ulimit -f 4; wca-init >out'
    assert_equal "$status" 74
    assert_equal "$stderr" 'wca-init: standard output: cannot be written: File too large'
}

@test "on a full disk of 64 kB programs end with status 74 and a sentence, leave nothing, and go on from the checkpoint before" {
    local as_root=(--map-root-user)
    ((EUID)) || as_root=()
    unshare --mount "${as_root[@]}" true || skip 'no file system can be mounted here'
    # shellcheck disable=SC2154
    run "$BATS_TEST_DIRNAME/check-io" "$build/bin" "$build/tests/refuse.so" space wca-md wca-saddle
    assert_success
    assert_equal "$(grep -c ' 74: [0-9]* times, 0 wrong$' <<<"$output")" 2
}

@test "help that cannot be written is status 74 too, and quiet where nobody reads it" {
    local program asked
    mkfifo pipe
    for program in $(programs); do
        for asked in --help --usage --version; do
            run --separate-stderr bash -c "$program $asked >/dev/full"
            assert_equal "$status $stderr" "74 $program: standard output: cannot be written: No space left on device"
        done
        run bash -c "true <pipe & exec 3>pipe; wait; $program --help >&3"
        assert_equal "$program: $status$output" "$program: 141"
        run bash -c "trap '' PIPE; true <pipe & exec 3>pipe; wait; $program --help >&3"
        assert_equal "$program: $status$output" "$program: 74"
    done
}

@test "a program whose standard output is closed writes what is meant for it nowhere else" {
    glass
    run bash -c 'wca-jam --temperature 0 --phi-step 1e-3 --frames frames <glass >&-'
    assert_equal "$status" 74
    assert_output 'wca-jam: standard output: cannot be written: Bad file descriptor'
    assert_equal "$(ls -A)" glass
}

# glass: frames of 70 particles, in the file of that name
glass() {
    without_overlaps 70 0.9 >glass
}

@test "a program whose reader is gone ends at its next frame or row, without a word, as SIGPIPE ends others" {
    glass
    wca-clone --temperature 0.1 glass -o clones
    local endless
    for endless in 'wca-init --glasses 1000000000' 'wca-clone --clones 1000000000 --temperature 0.1 glass' \
        'wca-md -q --times 0:9e5:1 clones' 'wca-swap -q --temperature 0.1 --times 0:9e5:1 glass' \
        'wca-swap -q --temperature 0.1 --time 1e9 --log-every 1 --log /dev/stdout -o out glass' 'wca-jam --temperature 0 --phi-step 1e-8 glass' \
        'wca-jam --temperature 0 --phi-step 1e-8 --frames /dev/stdout -o out glass'; do
        run bash -c "timeout 60 $endless 2>&3 3>&- | head -n 1; exit \${PIPESTATUS[0]}" 3>said
        assert_equal "$endless: $status" "$endless: 141"
        assert_equal "${#lines[@]}" 1
        assert_equal "$(cat said; ls -A)" $'clones\nglass\nsaid'
    done
    # also when whoever called it has SIGPIPE ignored
    run bash -c "trap '' PIPE; timeout 60 wca-init --glasses 1000000000 2>said | head -n 1; exit \${PIPESTATUS[0]}"
    assert_equal "$status$(cat said)" 141
}

@test "a pipe that is closed behind standard error is no reason to end" {
    glass
    mkfifo pipe
    head -n 1 pipe >/dev/null &
    wca-min -v --max-steps 1 glass glass -o out 2>pipe
    wait $!
    assert_equal "$(grep -c Lattice out)" 2
}

@test "a missing input file is status 66 in every program that reads one, also when it is the second" {
    local program
    for program in $(programs files); do
        # shellcheck disable=SC2046
        refuse 66 'nowhere.xyz: cannot be opened for reading: No such file or directory' "$program" $(needs "$program") nowhere.xyz
    done
    wca-init --particles 2 -o in.xyz
    refuse 66 'nowhere.xyz: cannot be opened for reading: No such file or directory' \
        wca-clone --temperature 1 in.xyz nowhere.xyz
}

@test "an input that cannot be read, such as a directory, is status 74" {
    local program
    for program in $(programs files); do
        # shellcheck disable=SC2046
        refuse 74 '/: cannot be read: Is a directory' "$program" $(needs "$program") /
    done
    refuse 74 '/: cannot be read: Is a directory' wca-params --schema / /dev/null
    refuse 74 '/: cannot be read: Is a directory' wca-swap --temperature 1 --time 1 --checkpoint / /dev/null
}

@test "an unknown option is status 64" {
    local program
    for program in $(programs); do
        refuse 64 "unrecognized option '--sorcery=7'" "$program" --sorcery=7
    done
}

@test "a number out of range is status 64 and the sentence says the range" {
    refuse 64 '--phi: expected a number from 1e-06 to 10, found "11"' wca-init --phi 11
    refuse 64 '--phi: expected a number from 1e-06 to 10, found "-0.85"' wca-init --phi -0.85
    refuse 64 '--particles: expected an integer from 2 to 100000000, found "1"' wca-init --particles 1
    refuse 64 '--temperature: expected a number from 0 to 1000000, found "-1"' wca-clone --temperature -1
}

@test "what is no number is status 64" {
    local word
    for word in seven '' 1e 0x10 nan inf 1e999 '1 2' 0.85x; do
        refuse 64 "--phi: expected a number from 1e-06 to 10, found \"$word\"" wca-init --phi "$word"
    done
    refuse 64 '--particles: expected an integer .* found "7.5"' wca-init --particles 7.5
    refuse 64 '--particles: expected an integer .* found "99999999999999999999"' wca-init --particles 99999999999999999999
    refuse 64 '--seed: expected a seed .* found "-1"' wca-init --seed -1
    refuse 64 '--seed: expected a seed .* found "0x10000000000000000"' wca-init --seed 0x10000000000000000
    refuse 64 '--diameters: expected one of random\|quantile, found "rand"' wca-init --diameters rand
}

@test "a file given to a program that reads none is status 64" {
    local program none=0
    for program in $(programs); do
        ! grep -qFx "$program" < <(programs files) || continue
        refuse 64 'this program reads none; found "in.xyz"' "$program" in.xyz
        none=$((none + 1))
    done
    ((none > 0))
}

@test "a seed may be decimal or hexadecimal" {
    wca-init --particles 3 --seed 255 -o decimal
    wca-init --particles 3 --seed 0xff -o hexadecimal
    cmp decimal hexadecimal
    run wca-init --particles 3 --seed 0xFFFFFFFFFFFFFFFF
    assert_success
    assert_output --partial 'seed="0xffffffffffffffff"'
}

@test "an existing output file is untouched when the program fails" {
    echo old >out
    run wca-clone -o out </dev/null
    assert_equal "$status" 65
    assert_equal "$(cat out)" old
    assert_equal "$(ls -A)" out
}

@test "an existing output file is replaced, with its permissions, when the program succeeds" {
    echo old >out
    chmod 640 out
    wca-init --particles 2 -o out
    assert_equal "$(head -n 1 out)" 2
    assert_equal "$(stat -c %a out)" 640
    assert_equal "$(ls -A)" out
}

@test "an output behind a symbolic link replaces the file and not the link" {
    mkdir elsewhere
    echo old >elsewhere/file
    ln -s elsewhere/file out
    wca-init --particles 2 -o out
    assert_link_exists out
    assert_equal "$(head -n 1 elsewhere/file)" 2
}

@test "an output in a directory that does not exist is status 74" {
    run wca-init -o nowhere/out
    assert_equal "$status" 74
    assert_output 'wca-init: nowhere/out: cannot be written: No such file or directory'
}

@test "an output that is a directory is status 74" {
    mkdir out
    run wca-init -o out
    assert_equal "$status" 74
    assert_output 'wca-init: out: cannot be written: Is a directory'
}

# names: ways to name the files `out` and `there` (which exists), a line each
names() {
    mkdir -p sub
    echo old >there
    ln -f there hard
    ln -sf there soft
    ln -sfn sub link
    printf '%s\n' 'out out' 'out ./out' 'sub/out link/out' 'sub/../out out' 'there there' 'soft there' 'there hard' 'hard soft'
}

@test "two outputs of one name are status 64, by whatever names, and what is there stays as it was" {
    without_overlaps 70 0.9 | wca-clone --clones 2 --temperature 0 -o frames.xyz
    wca-min -q frames.xyz -o minima.xyz
    local one other before program
    # shellcheck disable=SC2086
    while read -r one other; do
        before=$(ls -AR && cat there)
        for program in "wca-swap --temperature 0.1 --time 0 --log $other frames.xyz" \
            "wca-swap --temperature 0.1 --time 0 --decays 10 --certificate $other frames.xyz" \
            "wca-jam --frames $other frames.xyz" "wca-saddle --sides $other minima.xyz" \
            "wca-neb --path $other minima.xyz" "wca-neb --saddles $other minima.xyz"; do
            run -64 $program -o "$one"
            assert_output "${program%% *}: two outputs go to one file, as $one and $other: give one of them another name"
        done
        run -64 wca-neb --path "$one" --saddles "$other" minima.xyz
        assert_output --partial 'two outputs go to one file'
        for program in "wca-swap --temperature 0.1 --time 0 frames.xyz" "wca-md --times 0 frames.xyz"; do
            run -64 $program -o "$one" --checkpoint "$other"
            assert_output "${program%% *}: --checkpoint: expected a file of its own, found $other, which is an output too"
            ln -f frames.xyz input.xyz
            run -64 ${program/frames/input} -o elsewhere --checkpoint frames.xyz
            assert_output "${program%% *}: --checkpoint: expected a file of its own, found frames.xyz, which is read as well"
            rm input.xyz
        done
        assert_equal "$(ls -AR && cat there)" "$before"
    done < <(names)
}

@test "standard output is a file that another output can have too, but a device takes several" {
    without_overlaps 70 0.9 >frames.xyz
    run -64 bash -c 'wca-swap --temperature 0.1 --time 0 --log out frames.xyz >out'
    assert_output 'wca-swap: two outputs go to one file, as standard output and out: give one of them another name'
    run -64 wca-jam --frames - frames.xyz
    assert_output 'wca-jam: two outputs go to one file, as standard output and standard output: give one of them another name'
    run bash -c 'wca-swap --temperature 0.1 --time 0 --log /dev/stdout frames.xyz | cat; exit ${PIPESTATUS[0]}'
    assert_equal "$status" 64
    wca-swap -q --temperature 0.1 --time 1 --decays 10 --log /dev/null --certificate /dev/null frames.xyz -o /dev/null
}

@test "an output may be an input" {
    wca-init --particles 2 -o frames.xyz
    wca-clone --temperature 0 frames.xyz -o clones.xyz
    wca-clone --temperature 0 frames.xyz -o frames.xyz
    cmp frames.xyz clones.xyz
}

@test "a fifo is written directly" {
    mkfifo pipe
    wca-init --particles 2 -o pipe &
    run cat pipe
    wait
    assert_line --index 0 2
    [[ -p pipe ]]
}

something_here() {
    [[ $(ls -A) ]]
}

@test "a program that is stopped leaves nothing behind" {
    local signal ended
    for signal in INT TERM HUP; do
        env --default-signal wca-init --glasses 100000000 -o out &
        local process=$!
        await something_here
        kill -s "$signal" $process
        ended=0
        wait $process || ended=$?
        assert_equal $ended $((128 + $(kill -l "$signal")))
        assert_equal "$(ls -A)" ''
    done
}

@test "a program that is killed leaves no output file" {
    wca-init --glasses 100000000 -o out &
    local process=$!
    await something_here
    kill -KILL $process
    wait $process || true
    assert_not_exists out
}

@test "--help and --version go to standard output with status 0" {
    local program
    for program in $(programs); do
        run --separate-stderr "$program" --help
        assert_success
        assert_equal "$stderr" ''
        assert_output --regexp "^Usage: $program \[OPTION\.\.\.\]"
        assert_output --partial '--output=FILE'
        run --separate-stderr "$program" --version
        assert_success
        assert_output --regexp "^$program \(wca\) [0-9.]+"$'\n'"instructions: (baseline|avx2|avx512)$"
    done
    run wca-init --help
    assert_output --partial '--diameters=HOW'
    assert_output --partial '(default 0.85)'
}

@test "--version says the instructions that WCA_SIMD chooses, and refuses what there is not" {
    WCA_SIMD=baseline run wca-md --version
    assert_line --index 1 'instructions: baseline'
    WCA_SIMD=sse run wca-md --version
    assert_equal "$status" 64
    assert_output "wca-md: WCA_SIMD: expected baseline, avx2 or avx512, found 'sse'"
}
