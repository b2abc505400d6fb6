#!/usr/bin/env bats
# Frames that other programs wrote: taken as they mean, or refused with a sentence; never a plausible, wrong number.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 0.95 --seed 3 |
        wca-swap -q --temperature 0.16 --time 3 -o glass.xyz
    # four clones of one minimum, at two times: unwrapped, and wrapped into the box
    wca-clone --clones 4 --temperature 1e-7 glass.xyz | wca-md --times 0,4,8 -o run.xyz
    wrap <run.xyz >wrapped-run.xyz
    wca-min --tolerance 1e-10 glass.xyz | wca-clone --clones 2 --temperature 1e-9 | wca-md --times 0.1 |
        wca-min -q --tolerance 1e-10 -o minima.xyz
    wrap <minima.xyz >wrapped.xyz
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    ln -s "$BATS_FILE_TMPDIR"/*.xyz "$BATS_TEST_DIRNAME"/data/{tiny,tiny-wrapped,tiny-reordered,ase-rich}.xyz .
}

# wrap: the frames of standard input, shifted so that a particle stands near a wall at x = 0, on its one side in odd frames
# and on the other in even ones, and wrapped as a dump has them
wrap() {
    awk '/^[0-9]+$/ { frame++ }
        /Lattice/ { split($0, part, "\""); split(part[2], cell, " "); box = cell[1] }
        /^X / { $2 = $2 - x0 + (frame % 2 ? 1e-5 : -1e-5)
            if (frame == 1 && !found) { found = 1; x0 = $2 - 1e-5; $2 = 1e-5 }
            for (k = 2; k <= 4; k++) { while ($k < 0) $k += box; while ($k >= box) $k -= box; $k = sprintf("%.15g", $k) } }
        { print }' CONVFMT=%.17g
}

@test "a particle that crossed a wall is refused by all that compare minima, and --unwrap gives what it is" {
    refuse 65 'tiny-wrapped.xyz:1: particle 1 is 3.99 from where it is in tiny.xyz:1 along x, more than half the box of edge 4: .*--unwrap' \
        wca-diff tiny.xyz tiny-wrapped.xyz
    wca-diff --unwrap tiny.xyz tiny-wrapped.xyz -o out
    close_to 2.2222222222222223e-05 "$(jq .distance out)"
    for program in wca-minima wca-neb wca-saddle; do
        refuse 65 'wrapped.xyz:[0-9]*: particle [0-9]* is .* from where it is in wrapped.xyz:[0-9]* along x, .*--unwrap' "$program" wrapped.xyz
    done
    wca-minima --unwrap wrapped.xyz -o out
    assert_values "$(jq -s 'map(.minimum) | unique | length' out)" 1
    wca-neb --unwrap wrapped.xyz -o out
    assert_equal "$(jq '.barrier == 0' out)" true
    wca-minima --pairs --unwrap wrapped.xyz -o out
    wca-minima --pairs minima.xyz -o expected
    jq -e '.distance < 1e-8' out expected
}

@test "wrapped clones are refused by all that follow motion, and --unwrap gives what it is" {
    local program
    for program in 'wca-chi' 'wca-msd --tau 4' 'wca-fskt --tau 4,8'; do
        # shellcheck disable=SC2086
        refuse 65 'wrapped-run.xyz:[0-9]*: particle [0-9]* is .* more than half the box .*--unwrap' $program wrapped-run.xyz
    done
    wca-chi --lag 4 run.xyz -o expected
    wca-chi --lag 4 --unwrap wrapped-run.xyz -o out
    jq -en --slurpfile a expected --slurpfile b out '[range(2) as $k | $a[$k].delta - $b[$k].delta, $a[$k].delta_ab - $b[$k].delta_ab]
        | all(.[]; fabs < 1e-7)'
    jq -es 'all(.[:2][]; .delta > 1e-6)' expected
}

@test "a liquid that has moved by more than half the box is taken, for it stands outside the box" {
    printf '2\nLattice="9 0 0 0 9 0 0 0 9" Properties=pos:R:3:radius:R:1 temperature=1 tw=%s\n%s 1 1 0.5\n%s 3 3 0.5\n' \
        0 1 8 1 8 15 >run.xyz.moved
    wca-msd --tau 1 run.xyz.moved -o out
    assert_values "$(jq .delta out)" 49
}

@test "--unwrap says where the image is a guess" {
    printf '2\nLattice="9 0 0 0 9 0 0 0 9" Properties=pos:R:3:radius:R:1 temperature=1 tw=%s\n%s 1 1 0.5\n%s 3 3 0.5\n' \
        0 1 8 1 5.2 8 >run.xyz.far
    run wca-msd --unwrap --tau 1 run.xyz.far
    assert_success
    assert_line --partial 'warning: run.xyz.far:5: a particle is 0.47 boxes from where it was before, and --unwrap may have taken the wrong image'
}

@test "rows in another order are matched by their ids, in every program" {
    wca-diff tiny.xyz tiny-reordered.xyz -o out
    assert_values "$(jq .distance out)" 0
    # the second clone, and every second frame of a run, backwards
    backwards() { awk '/^[0-9]+$/ { frame++ } /^X / && frame % 2 == 0 { kept[++n] = $0; if (n == 100) { for (; n > 0; n--) print kept[n] } next } { print }' "$1"; }
    backwards minima.xyz >other.xyz
    ! cmp -s minima.xyz other.xyz || fail 'nothing was reordered'
    wca-minima minima.xyz -o expected
    wca-minima other.xyz -o out
    cmp expected out
    wca-neb minima.xyz -o expected
    wca-neb other.xyz -o out
    cmp expected out
    backwards run.xyz >other-run.xyz
    wca-chi --lag 4 run.xyz -o expected
    wca-chi --lag 4 other-run.xyz -o out
    cmp expected out
    # the order of the first frame stays
    awk 'NR > 2 { print $NF }' tiny-reordered.xyz >ids
    wca-clone --temperature 0 tiny-reordered.xyz | awk 'NR > 2 { print $6 }' >out
    cmp ids out
    # ids in one frame, out of order, and none in the next: which is which?
    sed 's/:id:I:1//; 3,$s/ [0-9]*$//' tiny.xyz >nameless.xyz
    refuse 65 'nameless.xyz:1: expected a column id in all frames of glass 1 or in none' wca-diff tiny-reordered.xyz nameless.xyz
}

@test "a frame of ASE is read: bare and quoted keys, empty values, columns of text" {
    wca-clone --temperature 0 ase-rich.xyz -o out
    run sed -n 2p out
    assert_output --partial ' phi=0.95 '
    assert_output --partial ' note="he said \"hi\"" ok=T meta="_JSON {\"a\": [1, 2], \"b\": \"x y\"}" name="two words" empty= none nested='
    assert_output --partial ' "key with space"=3 ünïcode=φ '
    assert_equal "$(sed -n 3p out | cut -d ' ' -f 1-6)" 'X 1.75147208 3.33713037 5.40303974 0.38893114 1'
    # its 8 decimals make no state point of their own
    wca-min -q ase-rich.xyz | wca-minima | jq -e '.phi == 0.95'
}

@test "what does not matter is taken: blank lines, the last line end, pbc and quotes as others write them" {
    local script
    wca-clone --temperature 0 tiny.xyz -o expected
    # shellcheck disable=SC2016
    for script in '$s/$/\n\n  /' 's/pbc="T T T"/pbc="1 1 1"/' 's/pbc="T T T"/pbc="True True True"/' "s/\"/'/g" '2s/$/ Origin="0 0 0.0"/' \
        '2s/"4 0 0 0 4 0 0 0 4"/"4 0 1e-16 0 4.0000000000000009 -1e-16 0 0 4"/' '2s/pbc="T T T"//'; do
        sed "$script" tiny.xyz >in
        ! cmp -s in tiny.xyz || fail "the script $script changed nothing"
        wca-clone --temperature 0 in -o out
        cmp expected out
    done
    head -c -1 tiny.xyz >in
    wca-clone --temperature 0 in -o out
    cmp expected out
    { cat tiny.xyz; echo; echo; sed '2s/$/ glass=2/' tiny.xyz; } >in
    wca-clone --temperature 0 in -o out
    assert_equal "$(grep -c Lattice out)" 2
    # numbers of a fixed format are whole without a line end
    sed '2s/:id:I:1/&:velo:R:3/; 3,$s/$/  0.12500000 -1.00000000  0.25000000/' tiny.xyz | head -c -1 >in
    wca-md --times 0 --temperature 1 -q in -o out
}

@test "what matters is refused, with what a frame needs" {
    refuse_frame() {
        sed "$1" tiny.xyz >bad.xyz
        ! cmp -s bad.xyz tiny.xyz || fail "the script $1 changed nothing"
        refuse 65 "$2" wca-clone --temperature 0 bad.xyz
    }
    refuse_frame '3s/ 0.5 / 5D-1 /' 'bad.xyz:3: expected a finite number for radius in column 5, found "5D-1" \(expected are decimal digits, and e before an exponent\)'
    refuse_frame '3s/ 0.5 / 0x1p-1 /' 'bad.xyz:3: .*found "0x1p-1" \(expected are decimal digits'
    refuse_frame '3s/ 0.5 / nan /' 'bad.xyz:3: expected a finite number for radius'
    refuse_frame '2s/$/ Origin="-2 -2 -2"/' 'bad.xyz:2: expected Origin="0 0 0", found another corner of the box: wca-read moves it'
    refuse_frame '2s/0 4"/0 5"/' 'bad.xyz:2: expected a cubic box .* found another one'
    refuse_frame '2s/T T T/F F F/' 'bad.xyz:2: expected pbc="T T T", found pbc="F F F": the box must be periodic'
    refuse_frame '2s/$/ Lattice="5 0 0 0 5 0 0 0 5"/' 'bad.xyz:2: expected the label Lattice once, found it twice'
    refuse_frame '2s/4 0 0 0 4 0 0 0 4/1e200 0 0 0 1e200 0 0 0 1e200/' 'bad.xyz:2: expected a box and radii that make a packing fraction'
    refuse_frame '3s/ 0.5 / 1e300 /' 'bad.xyz:2: expected a box and radii that make a packing fraction'
    refuse_frame '3s/ 0.5 / 3.5 /' 'bad.xyz:1: expected diameters less than 5 apart'
    refuse_frame '3s/ 0 / 1e308 /' 'bad.xyz:3: expected positions within 1e\+06 boxes of the origin, found particle 1 at 1e\+308'
    refuse_frame '2s/$/ temperature=-1/' 'bad.xyz:1: expected a number from 0 to 1000000000000000 for the label temperature, found -1'
    refuse_frame '2s/$/ tw=1e308/' 'bad.xyz:1: expected a number from 0 to 1000000000000000 for the label tw, found 1e308'
    refuse_frame '2s/$/ glass=9007199254740993/' 'bad.xyz:1: expected an integer from 1 to 9007199254740991 for the label glass, found 9007199254740993'
}

@test "gzip is known by its content wherever a frame or a row is read, several members behind one another too" {
    local program tried=0
    gzip -c minima.xyz >packed.xyz
    for program in $(programs frames | grep -vx -e wca-swap); do # swap draws from its checkpoint alone
        # shellcheck disable=SC2046
        "$program" -q $(needs "$program") minima.xyz -o expected || continue # chi and others want tw, and say so either way
        # shellcheck disable=SC2046
        "$program" -q $(needs "$program") packed.xyz -o out
        cmp expected out || fail "$program differs"
        ((++tried))
    done
    ((tried >= 7)) || fail "only $tried programs took minima.xyz"
    wca-neb -q minima.xyz -o rows.jsonl
    gzip -c rows.jsonl | wca-cluster -o out
    wca-cluster rows.jsonl -o expected
    cmp expected out
    head -n 102 minima.xyz | gzip >first.gz
    tail -n 102 minima.xyz | gzip | cat first.gz - | wca-minima -o out
    wca-minima minima.xyz -o expected
    cmp expected out
}

@test "gzip that is damaged or cut off is refused with its line, and leaves nothing" {
    gzip -c glass.xyz >good.gz
    head -c -20 good.gz >bad.gz
    refuse 65 'bad.gz:[0-9]*: expected more gzip data, found the end of the file: it is truncated' wca-clone bad.gz
    head -c 5 good.gz >bad.gz
    refuse 65 'bad.gz:1: expected more gzip data' wca-clone bad.gz
    { head -c -8 good.gz && printf 'checksum'; } >bad.gz
    refuse 65 'bad.gz:[0-9]*: expected gzip data, found bytes that are none: the file is damaged' wca-clone bad.gz
    { cat good.gz && echo more; } >bad.gz
    refuse 65 'bad.gz:103: expected gzip data, found bytes that are none' wca-clone bad.gz
}

@test "a file of another kind is recognised, and the sentence says what to type" {
    local start kind advice
    while IFS='|' read -r start kind advice; do
        printf '%b' "$start" >other
        refuse 65 "other:1: expected .*, found $kind \\(.*$advice" wca-clone other
        [[ $start == '{'* ]] || refuse 65 "other:1: expected .*, found $kind \\(.*$advice" wca-cluster other
    done <<<'ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\n|a LAMMPS dump|wca-read other makes frames of it
ITEM: UNITS\nlj\n|a LAMMPS dump|wca-read other makes frames of it
LAMMPS data file via write_data\n\n2 atoms\n|a LAMMPS data file|wca-read other makes frames of it
LammpS RestartT\0\n|a LAMMPS restart file|lmp -r other data.txt makes a data file of it, and wca-read data.txt
{"phi": 1}\n|a table of rows, JSON Lines|--help
HEADER    PROTEIN\n|a PDB file|ase convert other frames.xyz
CRYST1   10.000   10.000\n|a PDB file|ase convert other frames.xyz
ATOM      1  X   MOL\n|a PDB file|ase convert other frames.xyz
CDF\1\0\0\0\2\0\0\0\n|a netCDF file|ase convert other frames.xyz
\x89HDF\r\n\x1a\n\0\0\0|an HDF5 file|OVITO
\xdf\x65\xdf\x65\xdf\x65\xdf\x65\0\1\n|a GSD file of HOOMD|OVITO
T\0\0\0CORD\0\0\n|a DCD file|OVITO
PK\3\4\n|a ZIP archive|unzip -p other [|] wca-cl.* -
BZh91AY\n|a file of bzip2|bzip2 -dc other [|] wca-cl.* -
\xfd7zXZ\0\n|a file of xz|xz -dc other [|] wca-cl.* -
\x28\xb5\x2f\xfd\n|a file of zstd|zstd -dc other [|] wca-cl.* -
wca checkpoint 1\n|a checkpoint of wca|--checkpoint'
    refuse 65 'tiny.xyz:1: expected a row, a JSON object, found the number 3, as frames begin' wca-cluster tiny.xyz
}

@test "diameters that are not the model's are taken with a warning that says as what" {
    wca-init --particles 1000 --glasses 2 | wca-clone --temperature 0 -o out 2>said
    assert_equal "$(cat said)" ''
    awk '/^X / { $5 *= 1.05 } /Lattice/ { sub(/ phi=[^ ]*/, "") } { print }' CONVFMT=%.17g <(wca-init --particles 1000 --glasses 2) >large.xyz
    run wca-clone --temperature 0 large.xyz -o out
    assert_success
    assert_output --regexp '^wca-clone: warning: large.xyz:1: the mean diameter is 1.0[0-9]*, and this is taken as it stands: lengths, temperatures and times are in units of a mean diameter of 1 \(wca-read --scale-to-mean-diameter makes it 1\)$'
    run wca-clone --temperature 0 tiny.xyz -o out
    refute_output
    sed '3s/ 0.5 / 0.3 /' tiny.xyz >small.xyz
    run wca-clone --temperature 0 small.xyz -o out
    assert_output --partial 'warning: small.xyz:1: diameters from 0.6 to 1 are taken as they stand: those of the model are from 0.725 to 1.61111'
}

@test "a net velocity is no heat: it is said and taken off" {
    wca-clone --temperature 0.05 --seed 2 glass.xyz | awk '/^X / { $7 += 2 } { print }' CONVFMT=%.17g >moving.xyz
    run wca-md --thermostat none --times 0 moving.xyz -o out
    assert_success
    assert_output --partial 'warning: moving.xyz:1: the centre of mass moves with a velocity of 2: it is taken off'
    awk '/^X / { v += $7; n++ } END { exit !(v / n < 1e-12 && v / n > -1e-12) }' out
    wca-clone --temperature 0.05 --seed 2 glass.xyz -o still.xyz
    run wca-md --thermostat none --times 0 still.xyz -o out
    refute_output
    rows still.xyz >expected
    rows out | cmp expected -
}

@test "a centre of mass that moves is said where it counts as motion of particles" {
    wca-clone --clones 2 --temperature 0.05 --seed 2 glass.xyz | wca-md --times 0,1 -o still.xyz
    # every particle of the frames at tw = 1 by 0.5 along x
    awk '/tw=/ { later = /tw=1/ } /^X / && later { $2 += 0.5 } { print }' CONVFMT=%.17g still.xyz >moving.xyz
    local program
    for program in wca-fskt wca-msd; do
        run "$program" --tau 1 moving.xyz -o out
        assert_success
        assert_output --regexp 'warning: moving.xyz:[0-9]+: the centre of mass is 0\.5 from where it is in moving.xyz:1, where particles have moved by 0\.5[0-9]* \(root mean square\)'
        run "$program" --tau 1 still.xyz -o out
        refute_output
    done
}

@test "two particles that nearly coincide are a blow-up that is named, in every program that moves them" {
    # of 60 particles, whose list is renewed particle by particle
    wca-init --particles 60 --phi 0.95 --seed 3 | wca-min -q --potential harmonic |
        awk 'NR == 3 { x = $2 + 0.01; y = $3; z = $4 } NR == 4 { $2 = x; $3 = y; $4 = z } { print }' CONVFMT=%.17g >near.xyz
    refuse 65 'near.xyz:1: particle [12] of glass 1 moves by .* in a step of 0.0035 after a time 0.0035 \(step 1\): the motion has blown up' \
        wca-swap --temperature 0.16 --time 1 near.xyz
    wca-clone --clones 3 --temperature 0.16 near.xyz -o clones.xyz
    refuse 65 'clones.xyz:[0-9]*: particle [12] of clone [123] of glass 1 moves by .*: the motion has blown up' wca-md --times 1,2 clones.xyz
    wca-clone --temperature 0.16 glass.xyz -o clone.xyz
    refuse 65 'clone.xyz:1: particle [0-9]* of clone 1 of glass 1 .* after a time .*: the motion has blown up, .*time step is too long' \
        wca-md --dt 0.5 --times 10 clone.xyz
    awk 'NR == 3 { x = $2; y = $3; z = $4 } NR == 4 { $2 = x; $3 = y; $4 = z } { print }' near.xyz >same.xyz
    refuse 65 'same.xyz:1: particle [12] of glass 1 feels a force of inf' wca-min same.xyz
    refuse 65 'same.xyz:1: particle [12] of glass 1 feels a force of inf' wca-jam same.xyz
}

@test "a bath needs a temperature above 0" {
    wca-clone --temperature 0 glass.xyz -o cold.xyz
    refuse 65 'cold.xyz:1: expected a bath above temperature 0, found the label temperature=0: give --temperature' wca-md --times 1 cold.xyz
}
