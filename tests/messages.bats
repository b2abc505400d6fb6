#!/usr/bin/env bats
# Sentences: each with which a program ends or warns is named by a test that triggers it, most beside what it is about; those that
# no other test has are triggered here.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    printf '1\nLattice="4 0 0 0 4 0 0 0 4" Properties=pos:R:3:radius:R:1 temperature=1 tw=0\n1 1 1 0.5\n' >lone.xyz
    printf '2\nProperties=pos:R:3:radius:R:1 temperature=1 tw=0\n1 1 1 0.5\n2 2 2 0.5\n' >boxless.xyz
    sed '2s/^/Lattice="4 0 0 0 4 0 0 0 4" /' boxless.xyz >pair.xyz
    sed '2s/$/ Origin="0 0"/' pair.xyz >origin.xyz
    { echo 1 && echo "Lattice=\"4 0 0 0 4 0 0 0 4\" Properties=pos:R:3:radius:R:1:q:R:256" && echo 1 1 1 1; } >wide.xyz
    printf '%s\n' 'ITEM: TIMESTEP' 0 'ITEM: NUMBER OF ATOMS' 1 'ITEM: BOX BOUNDS pp pp pp' '0 4' '0 4' '0 4' 'ITEM: ATOMS id x y z' '1 1 1 1' >it.dump
    printf '%s\n' made '' '1 atoms' '1 atom types' '0 4 xlo xhi' '0 4 ylo yhi' '0 4 zlo zhi' '' Masses '' '1 1' '' 'Pair Coeffs' '' '1 1 1' '' \
        'Atoms # atomic' '' '1 1 1 1 1' >it.data
    wca-init --particles 200 --phi 0.5 -o random.xyz
    echo '{"a": {"b": 1}}' >nested.jsonl
}

@test "sentences that stand beside no other test" {
    local status_wanted script file sentence command
    while IFS='#' read -r status_wanted script file sentence command; do
        sed "$script" "$file" >in
        # shellcheck disable=SC2086
        refuse "$status_wanted" "$sentence" $command in
    done <<'END'
65##lone.xyz#in:1: expected at least 2 particles, found 1#wca-chi
65##boxless.xyz#in:2: expected Lattice="L 0 0 0 L 0 0 0 L", found none .a plain XYZ file has no box: of LAMMPS, dump custom with id type xu yu zu for wca-read; of others, write the box so on the second line of each frame#wca-min
65##boxless.xyz#in:2: expected Lattice=.*, found none .a plain XYZ file has no box: of LAMMPS, dump custom#wca-read
65##it.dump#in:1: expected a frame in extended XYZ, found a LAMMPS dump#wca-min
65##origin.xyz#in:2: expected three numbers in Origin, found something else#wca-read
65##wide.xyz#in:2: expected at most 256 columns, found more#wca-read
65##pair.xyz#in:1: expected a column of types for --diameter-of-type, found none#wca-read --diameter-of-type 1:1
65##nested.jsonl#in:1: expected a flat object, found an object in "a"#wca-cluster
65#6s/.*/4 4/#it.dump#in:6: expected a box with an edge above 0, found bounds 4 and 4#wca-read
65#7s/.*/0/#it.dump#in:7: expected two numbers, the bounds of the box, found something else#wca-read
65#3s/.*/thing/#it.dump#in:3: expected ITEM: ..., as a LAMMPS dump has it, found "thing"#wca-read
65#4s/.*/many/#it.dump#in:4: expected a number behind ITEM: NUMBER OF ATOMS, found something else#wca-read
65#s/^1 1 1$/1 1/#it.data#in:15: expected epsilon and sigma of lj/cut, found something else#wca-read
65#s/^1 1 1$/7 1 1/#it.data#in:15: expected a type from 1 to 1, found 7#wca-read
65#4s/1/0/#it.data#in:4: expected a number of types of at least 1, found 0#wca-read
65#11s/$/ x/#it.data#in:11: expected a type and its mass, found something else#wca-read
65##it.data#in:17: expected Atoms of the style of --atom-style, found "atomic"#wca-read --atom-style full
64##pair.xyz#--times: 1e\+12 is more than 2\^53 steps of 1e-06#wca-md --dt 1e-6 --times 1e12
64##pair.xyz#expected the option --schema FILE, found none#wca-params
64##pair.xyz#--on: expected up to 8 names of labels, such as a,b, found "a,,b"#wca-select --rows nested.jsonl --on a,,b
END
    run wca-min --max-steps 1 random.xyz -o out
    assert_output --regexp 'warning: glass 1, clone -: not converged after 1 steps: largest force component [0-9.e+]*, expected at most 1e-10 \(--max-steps\)'
    jq -nc '[0.8, 0.9][] | {phi: ., glass: 1, minimum: 0, particles: 0, max_force: 0, energy: 1}' >rows
    refuse 65 'rows:1: expected at least one particle, found 0' wca-minima --cross 0.5 rows
    jq -nc '{phi: 1, temperature: 1, glass: 1, energy_a: 1, energy_b: 1, distance: 1, barrier: 0, saddle_energy: 1, converged: true, at_lower_bound: false, participation: null,
            minimum_a: 0, minimum_b: 0, a: 0, b: 1},
        ([0, 1][] as $a | {phi: 1, temperature: 1, glass: 1, energy_a: 1, energy_b: 1, distance: 1, barrier: 1, saddle_energy: 2, converged: true, at_lower_bound: false,
            participation: 1, minimum_a: 0, minimum_b: 1, a: $a, b: 2})' >rows
    refuse 65 'rows:[0-9]: expected each minimum by its lowest clone, found clone 2 in 1, and clone 1 in another' wca-landscape rows
    printf 'a: {type: number, meaning: one}\nb: {type: number, instead: a, meaning: other}\n' >schema.yaml
    printf 'a: 1\nb: 2\n' >both.yaml
    refuse 65 'both.yaml:1: expected one of the keys (a and b|b and a) of .*, found both' wca-params --schema schema.yaml both.yaml
}

# Words that a sentence has for itself: twelve letters in a row that no other has. Left out are defects of the programs and refused memory,
# and those that only damage between two looks at a file can trigger.
@test "every sentence of the sources has words of its own that a test names" {
    cd "$BATS_TEST_DIRNAME/.." || return
    cat tests/*.bats | tr -d "\\\\'\"" >"$BATS_TEST_TMPDIR/named"
    run awk -v length_of_words=12 '
        FILENAME ~ /named$/ { for (k = 1; k <= length($0) - length_of_words + 1; k++) named[substr($0, k, length_of_words)]; next }
        { sub(/^[ \t]+/, ""); source[FILENAME] = source[FILENAME] $0 " " }
        END {
            for (path in source) {
                rest = source[path]
                while (match(rest, /(fatal|complain|lines_bad|warning|argp_error)\(/)) {
                    rest = substr(rest, RSTART)
                    end = index(rest, ";")
                    call = substr(rest, 1, end)
                    rest = substr(rest, end)
                    if (call ~ /EX_SOFTWARE|EX_OSERR/ || !match(call, /"([^"\\]|\\.)*"([ ]*"([^"\\]|\\.)*")*/)) continue
                    text = substr(call, RSTART, RLENGTH)
                    gsub(/" *"/, "", text); gsub(/[\\"\047]/, "", text)
                    gsub(/%[-+.0-9*]*(l|ll|z)?[a-zA-Z%]/, "\n", text)
                    sentence[++sentences] = text
                    count = split(text, chunk, "\n")
                    delete own
                    for (part = 1; part <= count; part++) for (k = 1; k <= length(chunk[part]) - length_of_words + 1; k++) own[substr(chunk[part], k, length_of_words)]
                    for (word in own) used[word]++
                }
            }
            for (s = 1; s <= sentences; s++) {
                count = split(sentence[s], chunk, "\n")
                any = found = 0
                for (part = 1; part <= count && !found; part++)
                    for (k = 1; k <= length(chunk[part]) - length_of_words + 1; k++) {
                        word = substr(chunk[part], k, length_of_words)
                        if (used[word] == 1) { any = 1; if (word in named) { found = 1; break } }
                    }
                gsub(/\n/, "...", sentence[s])
                if (any && !found) print sentence[s]
            }
            if (sentences < 250) print "only " sentences " sentences were found"
        }' "$BATS_TEST_TMPDIR/named" lib/*/*.c tools/*.c
    assert_success
    assert_equal "$(grep -vxF -e '...: expected ... bytes more of a checkpoint, found its end' -e '...: cannot be read back: expected ... bytes more' \
        -e 'particle ... is ... boxes from the origin: expected at most ...' <<<"$output")" ''
}
