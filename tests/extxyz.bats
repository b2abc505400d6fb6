#!/usr/bin/env bats
# Frames as text: what is read, what is refused, what is written. wca-clone is the program that reads.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cat >good.xyz <<'END'
3
Lattice="4 0 0 0 4 0 0 0 4" Properties=species:S:1:pos:R:3:radius:R:1:id:I:1 pbc="T T T" glass=2 temperature=0
X 0.5 1 1.5 0.5 1
X 2 2.25 -2.5 0.5 2
X 3 3.125 0.1 0.25 3
END
}

# configuration FRAMES: species, position, radius and id
configuration() {
    rows "$1" | cut -d ' ' -f 1-6
}

# refuse_frame SED-SCRIPT REGEX: good.xyz changed by the script is refused, with this sentence.
refuse_frame() {
    sed "$1" good.xyz >bad.xyz
    ! cmp -s good.xyz bad.xyz || fail "the script changed nothing"
    refuse 65 "$2" wca-clone bad.xyz
}

@test "a good frame is read" {
    wca-clone good.xyz -o out
    run configuration out
    assert_output $'X 0.5 1 1.5 0.5 1\nX 2 2.25 -2.5 0.5 2\nX 3 3.125 0.1 0.25 3'
}

@test "a frame that is written and read again has the same bits" {
    wca-init --particles 50 | wca-clone --temperature 0.5 -o once
    wca-clone --temperature 0.5 once -o twice
    cmp once twice
}

@test "numbers are written in the shortest form that reads back to the same bits" {
    sed '2s/"[^"]*"/"1e12 0 0 0 1e12 0 0 0 1e12"/; 3s/0.5 1 1.5/0.30000000000000004 0.1000000000000000055511151231257827 -3e-300/
        4s/2.25/123456789.125/; 5s/3 3.125/1.7976931348623158e+17 -1234567890123456.8/' good.xyz >in
    wca-clone in -o out
    run rows out
    assert_line --index 0 --partial 'X 0.30000000000000004 0.1 -3e-300 '
    assert_line --index 1 --partial 'X 2 123456789.125 '
    assert_line --index 2 --partial 'X 1.7976931348623158e+17 -1234567890123456.8 '
}

@test "labels that a program does not know pass through it unchanged" {
    sed '2s/$/ note="two words" answer=42 path="a\\"b" tiny=1.50e-3/' good.xyz >in
    wca-clone in -o out
    run sed -n 2p out
    assert_output --partial ' note="two words" answer=42 path="a\"b" tiny=1.50e-3'
}

@test "columns may come in any order, and unknown ones are skipped" {
    cat >in <<'END'
1
Properties=id:I:1:charge:R:2:radius:R:1:name:S:1:pos:R:3 temperature=0 Lattice="4 0 0 0 4 0 0 0 4"
1 7 8 0.5 left 1 2 3
END
    wca-clone in -o out
    run configuration out
    assert_output 'X 1 2 3 0.5 1'
}

@test "species, id and velo may be missing: ids are then 1 to N" {
    printf '2\nProperties=pos:R:3:radius:R:1 temperature=0 Lattice="4 0 0 0 4 0 0 0 4"\n1 2 3 .5\n2 3 1 .5\n' >in
    wca-clone in -o out
    run configuration out
    assert_output $'X 1 2 3 0.5 1\nX 2 3 1 0.5 2'
}

@test "lines may end as on Windows" {
    sed 's/$/\r/' good.xyz >in
    wca-clone good.xyz -o unix
    wca-clone in -o windows
    cmp unix windows
}

@test "phi that contradicts box and radii is refused" {
    # sqrt(2) pi / (6 * 4^3) * (1 + 1 + 1/8) = 0.02458626626
    sed '2s/glass=2/phi=0.0245861 &/' good.xyz >in
    wca-clone in -o out
    run sed -n 2p out
    assert_output --partial ' phi=0.0245862662593 '
    refuse_frame '2s/glass=2/phi=0.024589 &/' 'bad.xyz:2: expected phi=0\.0245862.* found phi=0\.024589'
}

@test "a missing column in a row is refused" {
    refuse_frame '4s/ 2$//' 'bad.xyz:4: expected 6 columns .* found 5'
}

@test "one column too many in a row is refused" {
    refuse_frame '5s/$/ 9/' 'bad.xyz:5: expected 6 columns .* found more: "9"'
}

@test "letters for a number are refused" {
    refuse_frame '3s/1.5/1.5x/' 'bad.xyz:3: expected a finite number for pos in column 4, found "1.5x"'
}

@test "NaN is refused" {
    refuse_frame '4s/2.25/nan/' 'bad.xyz:4: expected a finite number for pos in column 3, found "nan"'
}

@test "infinity is refused, also when a number overflows" {
    refuse_frame '4s/2.25/-inf/' 'bad.xyz:4: expected a finite number for pos .* found "-inf"'
    refuse_frame '4s/2.25/1e999/' 'bad.xyz:4: expected a finite number for pos .* found "1e999"'
}

@test "a radius that is negative or zero is refused" {
    refuse_frame '5s/0.25/-0.25/' 'bad.xyz:5: expected a positive radius, found -0.25'
    refuse_frame '5s/0.25/0/' 'bad.xyz:5: expected a positive radius, found 0'
}

@test "a count below the number of rows is refused" {
    refuse_frame '1s/3/2/' 'bad.xyz:5: expected the number of particles, .* found "X"'
}

@test "a count above the number of rows is refused" {
    refuse_frame '1s/3/4/' 'bad.xyz:5: expected 4 particles in this frame, found the end of the file after 3'
}

@test "a count that is no positive integer is refused" {
    refuse_frame '1s/3/0/' 'bad.xyz:1: expected the number of particles, .* found "0"'
    refuse_frame '1s/3/-3/' 'bad.xyz:1: expected the number of particles, .* found "-3"'
    refuse_frame '1s/3/three/' 'bad.xyz:1: expected the number of particles, .* found "three"'
}

@test "a claimed count of a gigabyte is refused without asking for that memory" {
    starts_within 100000 wca-clone
    sed '1s/3/700000000/' good.xyz >bad.xyz
    (
        ulimit -v 100000
        refuse 65 'bad.xyz:5: expected 700000000 particles .* after 3' wca-clone bad.xyz
    )
    refuse_frame '1s/3/1000000000/' 'bad.xyz:1: expected the number of particles'
}

@test "a file truncated in the header is refused" {
    head -c 30 good.xyz >bad.xyz
    refuse 65 'bad.xyz:2: .*truncated' wca-clone bad.xyz
    head -n 1 good.xyz >bad.xyz
    refuse 65 'bad.xyz:1: expected Lattice, .* found the end of the file' wca-clone bad.xyz
}

@test "a file truncated in a row is refused, also where what is left looks like a row" {
    head -c -6 good.xyz >bad.xyz
    refuse 65 'bad.xyz:5: .*truncated' wca-clone bad.xyz
    sed '2s/id:I:1/&:velo:R:3/; 3,$s/$/ 0.25 -0.125 0.0625/' good.xyz >moving.xyz
    wca-clone moving.xyz -o out
    rm out
    head -c -2 moving.xyz >bad.xyz # 0.062
    refuse 65 'bad.xyz:5: .*truncated' wca-clone bad.xyz
}

@test "a file truncated after a row is refused" {
    head -n 4 good.xyz >bad.xyz
    refuse 65 'bad.xyz:4: expected 3 particles in this frame, found the end of the file after 2' wca-clone bad.xyz
}

@test "a second frame that is truncated is refused, and the first is not written" {
    (cat good.xyz; sed 's/glass=2/glass=3/' good.xyz | head -n 3) >bad.xyz
    refuse 65 'bad.xyz:8: expected 3 particles' wca-clone bad.xyz
}

@test "empty input is refused" {
    : >bad.xyz
    refuse 65 'bad.xyz:1: expected a frame, found an empty file' wca-clone bad.xyz
    refuse 65 'standard input:1: expected a frame, found an empty file' wca-clone </dev/null
}

@test "a file that is no text is refused" {
    head -c 2000000 /dev/zero >bad.xyz
    refuse 65 'bad.xyz:1: expected a line of text' wca-clone bad.xyz
    head -c 2000000 /dev/zero | tr '\0' x >bad.xyz
    refuse 65 'bad.xyz:1: expected a line of text, found more than 1 MiB' wca-clone bad.xyz
}

@test "a box that is no cube with its corner at 0 is refused" {
    refuse_frame '2s/0 4"/0 5"/' 'bad.xyz:2: expected a cubic box'
    refuse_frame '2s/"4 0/"4 1/' 'bad.xyz:2: expected a cubic box'
    refuse_frame '2s/ 0 4"/"/' 'bad.xyz:2: expected nine finite numbers'
    refuse_frame '2s/4/-4/g' 'bad.xyz:2: expected a positive box edge'
    refuse_frame '2s/4/0/g' 'bad.xyz:2: expected a positive box edge'
    refuse_frame '2s/Lattice="[^"]*"//' 'bad.xyz:2: expected Lattice'
    refuse_frame '2s/$/ Origin="1 0 0"/' 'bad.xyz:2: expected Origin="0 0 0"'
    refuse_frame '2s/T T T/T T F/' 'bad.xyz:2: expected pbc="T T T"'
}

@test "Properties without pos or radius, or with another type, are refused" {
    refuse_frame '2s/:pos:/:posit:/' 'bad.xyz:2: expected the column pos:R:3'
    refuse_frame '2s/:radius:/:size:/' 'bad.xyz:2: expected the column radius:R:1'
    refuse_frame '2s/radius:R:1/radius:S:1/' 'bad.xyz:2: expected radius:R:1 once in Properties, found radius:S:1'
    refuse_frame '2s/id:I:1/radius:R:1/' 'bad.xyz:2: expected radius:R:1 once'
    refuse_frame '2s/id:I:1/id:I/' 'bad.xyz:2: expected name:type:columns after "id"'
    refuse_frame '2s/id:I:1/id:I:900/' 'bad.xyz:2: expected at most'
    refuse_frame '2s/Properties=[^ ]*//' 'bad.xyz:2: expected Properties'
}

@test "a header that is no list of key=value is refused" {
    refuse_frame '2s/glass=2/=2/' 'bad.xyz:2: expected key=value, found "=2'
    refuse_frame '2s/glass=2/glass/' 'bad.xyz:1: expected an integer for the label glass, found ""'
    refuse_frame '2s/glass=2/glass=/' 'bad.xyz:1: expected an integer for the label glass, found ""'
    refuse_frame '2s/glass=2/"glass"2/' 'bad.xyz:2: expected a blank after the label glass, found "2'
    refuse_frame '2s/glass=2/name="x/' 'bad.xyz:2: expected a closing quote .*found the end of the line after "x'
    refuse_frame '2s/glass=2/glass=2 glass=2/' 'bad.xyz:2: expected the label glass once'
    refuse_frame '2s/glass=2/glass=two/' 'bad.xyz:1: expected an integer for the label glass, found "two"'
}

@test "ids other than 1 to N, each once, are refused" {
    refuse_frame '4s/ 2$/ 1/' 'expected the ids 1 to 3 .* found 1 twice'
    refuse_frame '4s/ 2$/ 4/' 'expected the ids 1 to 3 .* found 4'
    refuse_frame '4s/ 2$/ 2.5/' 'expected the ids 1 to 3 .* found 2.5'
}

@test "a glass that comes back after another one is refused" {
    sed 's/glass=2/glass=3/' good.xyz >other.xyz
    refuse 65 'good.xyz:1: expected the frames of a glass to stand together, found glass 2 again' \
        wca-clone good.xyz other.xyz good.xyz
}

@test "several files are one stream, and - is standard input" {
    sed 's/glass=2/glass=3/' good.xyz >other.xyz
    cat good.xyz other.xyz | wca-clone -o together
    wca-clone good.xyz other.xyz -o files
    wca-clone good.xyz - <other.xyz >mixed
    cmp together files
    cmp together mixed
}
