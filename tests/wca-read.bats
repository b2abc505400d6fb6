#!/usr/bin/env bats
# wca-read: files of other programs become the frames that would be made of them by hand, or are refused.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 60 0.95 --seed 3 | wca-swap -q --temperature 0.16 --time 1 -o glass.xyz
    wca-clone --clones 2 glass.xyz | wca-md -q --times 0,1,2 -o clones.xyz
    wca-select --clone 1 clones.xyz -o run.xyz
    # digits that frames have lost: the labels that no dump has
    sed '/Lattice/s/ polydispersity=.*\( time=[^ ]* tw=[^ ]*\).*/\1/' run.xyz >plain.xyz
}

# dump STYLE <FRAMES: a LAMMPS dump of frames, corner at -1, rows backwards, step = 1000 tw; STYLE: xu, x, xs, xsu, or ix (wrapped with images)
dump() {
    awk -v style="$1" '
        /Lattice/ { split($0, part, "\""); split(part[2], cell, " "); L = cell[1]; match($0, / tw=[^ ]*/); tw = substr($0, RSTART + 4, RLENGTH - 4)
            printf "ITEM: TIMESTEP\n%d\nITEM: NUMBER OF ATOMS\n%d\nITEM: BOX BOUNDS pp pp pp\n", 1000 * tw, n
            for (k = 0; k < 3; k++) printf "-1 %.17g\n", L - 1
            print "ITEM: ATOMS v_extra " (style == "ix" ? "z y x iz iy ix" : style == "x" ? "z y x" : style == "xs" ? "zs ys xs" : style == "xsu" ? "zsu ysu xsu" : "zu yu xu") " id type vx vy vz radius"; rows = 0 }
        NF == 1 { n = $1 }
        /^X / { row = "7"
            for (k = 4; k >= 2; k--) { r = $k / L; image = int(r); if (r < image) image--
                row = row " " sprintf("%.17g", style == "xs" ? r - image : style == "xsu" ? r : style == "xu" ? $k - 1 : $k - image * L - 1)
                images = (k == 4 ? "" : images " ") image }
            rowed[++rows] = row (style == "ix" ? " " images : "") " " $6 " 1 " $7 " " $8 " " $9 " " $5
            if (rows == n) for (; rows > 0; rows--) print rowed[rows] }'
}

@test "dumps, unsorted, unwrapped, scaled or with image flags, give the frames that they were made of" {
    local style
    for style in xu xsu ix; do
        dump $style <plain.xyz >it.dump
        wca-read --timestep 0.001 it.dump -o out
        same_numbers 1e-14 <(grep -v Lattice out) <(grep -v Lattice plain.xyz)
        assert_equal "$(grep -o 'tw=.*' out)" $'tw=0\ntw=1\ntw=2'
        assert_equal "$(grep -c 'Lattice="\([^ ]*\) 0 0 0 \1 0 0 0 \1"' out)" 3
        wca-msd --tau 1 <(sed 's/ tw=/ temperature=0.16&/' out) -o msd.jsonl
        wca-msd --tau 1 run.xyz | jq -c .delta >expected
        jq -c .delta msd.jsonl | same_numbers 1e-12 - expected
    done
}

@test "a dump keeps the bits of what it says, when its corner is at 0" {
    dump xu <plain.xyz | sed -E '/BOX/,/ATOMS/s/^-1 .*/0 4/' | awk 'NF == 10 { for (k = 2; k <= 4; k++) $k = 1 / (k + NR) } { print }' CONVFMT=%.17g OFMT=%.17g >it.dump
    wca-read it.dump -o out
    awk 'NF == 10 { print $4 + 0, $3 + 0, $2 + 0 }' OFMT=%.17g it.dump | head -n 60 | tac >expected
    awk '/^X/ { print $2 + 0, $3 + 0, $4 + 0 }' OFMT=%.17g out | head -n 60 >found
    cmp expected found
    # and gzip, and several files, each with the time that its name says
    awk '/TIMESTEP/ { k++ } { print >"frame." k ".dump" }' it.dump
    gzip frame.2.dump
    wca-read --time 'frame.*' frame.{1.dump,2.dump.gz,3.dump} -o other
    assert_equal "$(grep -o 'tw=.*' other)" $'tw=1\ntw=2\ntw=3'
    rows out >expected
    rows other | cmp expected -
}

@test "wrapped positions are refused where a particle crossed the box, and --unwrap gives what they were" {
    local style
    for style in x xs; do
        # beside a wall
        awk '/Lattice/ { split($0, part, "\""); split(part[2], cell, " ") } /^X / && $6 == 1 { $2 = cell[1] + (++k % 2 ? 0.01 : -0.01) } { print }' \
            CONVFMT=%.17g plain.xyz >wall.xyz
        dump $style <wall.xyz >it.dump
        refuse 65 'it.dump:70: particle 1 is .* from where it is in it.dump:1 along x, more than half the box .*--unwrap' wca-read it.dump
        wca-read --unwrap it.dump -o out
        dump xu <wall.xyz | wca-read -o expected
        # but for the boxes in which particles stand at first
        wca-msd --tau 1000 <(sed 's/ tw=/ temperature=1&/' out) | jq .delta >found
        wca-msd --tau 1000 <(sed 's/ tw=/ temperature=1&/' expected) | jq .delta | same_numbers 1e-12 found -
    done
}

@test "files of clones are read side by side, numbered by order or by their names, and glasses likewise" {
    local clone
    for clone in 1 2; do wca-select --clone $clone clones.xyz | dump xu >glass-4-clone-$clone.dump; done
    wca-read --glass 'glass-*' --clone 'clone-*' --temperature 0.16 --timestep 0.001 glass-4-clone-{1,2}.dump -o out
    assert_equal "$(grep -o ' time=.*' out | tr '\n' ';')" \
        "$(for time in 0 1 2; do for clone in 1 2; do printf ' time=%s tw=%s glass=4 clone=%s temperature=0.16;' $time $time $clone; done; done)"
    wca-chi out | jq -c .delta_ab >found
    wca-chi clones.xyz | jq -c .delta_ab | same_numbers 1e-12 found -
    wca-read --glass order glass-4-clone-{1,2}.dump -o out
    assert_equal "$(grep -o ' glass=.*' out | uniq -c | tr -s ' \n' ' ')" ' 3 glass=1 3 glass=2 '
    refuse 65 'glass-4-clone-2.dump:1: expected times ascending, found tw=0 after tw=2000 in glass-4-clone-1.dump:[0-9]*: .*--clone order' \
        wca-read glass-4-clone-{1,2}.dump
    head -n 138 glass-4-clone-2.dump >short.dump
    refuse 65 'short.dump: expected as many frames as in glass-4-clone-1.dump, since both are clones of one glass, found fewer' \
        wca-read --clone order glass-4-clone-1.dump short.dump
    refuse 65 'glass-4-clone-2.dump: expected as many .* found more' wca-read --clone order short.dump glass-4-clone-2.dump
    refuse 64 '--clone: expected a number behind "copy-" in the name of the file, found short.dump' wca-read --clone 'copy-*' short.dump
    refuse 64 '--glass: expected a number, order, or a \* behind' wca-read --glass nonsense short.dump
    refuse 64 '--glass: expected a whole number from 1, found 0.5 for the file short.dump' wca-read --glass 0.5 short.dump
}

# data [SED-SCRIPT]: a data file of two particles, its lines changed
data() {
    sed "${1-}" <<'END'
made by hand

2 atoms
2 atom types
-2 2 xlo xhi
-2.0 2.0 ylo yhi
-2 2 zlo zhi

Masses

1 1
2 1 # the larger one

Pair Coeffs # lj/cut

1 1 0.8 0.9
2 1 1.2

Atoms # atomic

2 2 1.5 0 0 1 0 -1
1 1 -1.75 0.25 0.5 0 0 0

Velocities

2 0 0 1
1 0.5 0 -1
END
}

@test "data files: styles, images, velocities, diameters by coefficients, by type and by particle" {
    data >it.data
    wca-read --temperature 1 it.data -o out 2>said
    assert_equal "$(rows out)" $'X 0.25 2.25 2.5 0.4 1 0.5 0 -1\nX 7.5 2 -2 0.6 2 0 0 1'
    wca-read -q --diameter-of-type 1:0.75,2:1.25 it.data -o out
    assert_equal "$(rows out | cut -d ' ' -f 5)" $'0.375\n0.625'
    # those of a data file, for a dump that has types alone: 2 is now the first particle
    printf 'ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 4\n0 4\nITEM: ATOMS id type xu yu zu\n1 2 0 0 0\n2 1 2 2 2\n' >types.dump
    wca-read -q --diameter-of-type it.data types.dump -o out
    assert_equal "$(rows out | cut -d ' ' -f 5)" $'0.6\n0.4'
    # those that LAMMPS wrote have lost digits, and that is said wherever they are taken from
    data '1s/.*/LAMMPS data file via write_data, version 29 Sep 2021, timestep = 3000/' >end.data
    run --separate-stderr wca-read end.data
    # shellcheck disable=SC2154
    assert_regex "$stderr" 'warning: end.data:1: these diameters have six digits, as write_data .*--diameter-of-type takes'
    run --separate-stderr wca-read --diameter-of-type end.data types.dump
    assert_regex "$stderr" 'warning: end.data:1: these diameters have six digits'
    run --separate-stderr wca-read --diameter-of-type it.data end.data
    refute_regex "$stderr" write_data
    data '/^Pair/,/^2 1 1.2/d' >bare.data
    refuse 65 'bare.data:1: expected the LAMMPS data file of --diameter-of-type, with the Pair Coeffs of lj/cut, found none: wca-write writes them, and write_data .* pair ij' wca-read --diameter-of-type bare.data types.dump
    refuse 64 '--diameter-of-type: expected types .* or a LAMMPS data file, found "none.data"' wca-read --diameter-of-type none.data types.dump
    data 's/# atomic/# sphere/; s/^2 2 1.5/2 2 1.5 1 1.5/; s/^1 1 -1.75/1 1 0.5 1 -1.75/' >sphere.data
    wca-read -q sphere.data -o out
    assert_equal "$(rows out | cut -d ' ' -f 2,5)" $'0.25 0.25\n7.5 0.75'
    data 's/ # atomic//; s/^2 2 1.5/2 7 2 1.5/; s/^1 1 -1.75/1 7 1 -1.75/' >bonds.data
    refuse 65 'bonds.data:21: expected columns of the style atomic .*, found 9 columns: --atom-style says' wca-read bonds.data
    wca-read -q --atom-style molecular bonds.data -o out
    assert_equal "$(rows out | cut -d ' ' -f 2)" $'0.25\n7.5'
}

@test "that times are steps, and that rows without ids may change places, is said once a file" {
    printf 'ITEM: TIMESTEP\n%d\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 4\n0 4\nITEM: ATOMS id diameter xu yu zu\n1 1 0 0 0\n2 1 2 2 2\n' 0 50 100 >steps.dump
    run --separate-stderr wca-read steps.dump
    assert_equal "$stderr" 'wca-read: warning: steps.dump:12: times are numbers of steps: --timestep DT says how long one is'
    assert_equal "$(grep -o ' tw=.*' <<<"$output")" $' tw=0\n tw=50\n tw=100'
    run --separate-stderr wca-read --timestep 0.005 steps.dump
    assert_equal "$stderr" ''
    assert_equal "$(grep -o ' tw=.*' <<<"$output")" $' tw=0\n tw=0.25\n tw=0.5'
    sed 's/ATOMS id/ATOMS v_a/' steps.dump >nameless.dump
    run --separate-stderr wca-read --timestep 0.005 nameless.dump
    assert_equal "$stderr" 'wca-read: warning: nameless.dump:1: there is no column id: particles are numbered by their rows, which LAMMPS puts in another order as it runs: dump with id'
}

@test "data files that cannot be taken are refused" {
    refuse_data() {
        data "$1" >bad.data
        ! data | cmp -s - bad.data || fail "the script $1 changed nothing"
        refuse 65 "$2" wca-read bad.data
    }
    refuse_data '7s/$/\n1 0 0 xy xz yz/' 'bad.data:8: expected a cubic box, found a triclinic one: only cubes .*change_box'
    refuse_data '7s/2 z/3 z/' 'bad.data:7: expected a cubic box, found edges of 4 and 5'
    refuse_data '3s/2/3/' 'bad.data:27: expected a section Atoms of 3 particles, found 2 and the end of the file'
    refuse_data '/^Pair/,/^2 1 1.2/d' 'bad.data:1: expected diameters, .* and no Pair Coeffs of lj/cut for all types: --diameter-of-type'
    refuse_data 's/# lj.*/# morse/' 'bad.data:1: expected diameters'
    refuse_data 's/# atomic/# hybrid/' 'bad.data:19: expected Atoms of one of the styles atomic|.*found "hybrid"'
    refuse_data '22s/^1/2/' 'bad.data:2[12]: expected each id once, found 2 also at bad.data:2[12]'
    refuse_data '26s/^2/3/' 'expected the ids of Atoms in Velocities, found others'
    refuse_data '21s/ 1 0 -1/ 1 0 -0.5/' 'bad.data:21: expected a whole number of boxes in column 8'
    refuse_data '21s/1.5/x/' 'bad.data:21: expected a finite number in column 3, found "x"'
    printf 'some text\nand more\n' >bad.data
    refuse 65 'bad.data:2: expected a LAMMPS dump \(ITEM: TIMESTEP\), a LAMMPS data file .* or extended XYZ' wca-read bad.data
}

@test "dumps that cannot be taken are refused" {
    refuse_dump() {
        dump x <plain.xyz | sed "$1" >bad.dump
        refuse 65 "$2" wca-read --unwrap bad.dump
    }
    refuse_dump '5s/pp pp pp/xy xz yz &/' 'bad.dump:5: expected a cubic box, found a triclinic one'
    refuse_dump '5s/pp pp pp/pp pp fs/' 'bad.dump:5: expected a box that is periodic in all directions, .*found "fs"'
    refuse_dump '8s/-1 /-2 /' 'bad.dump:8: expected a cubic box, found edges'
    refuse_dump '9s/radius/thing/' 'bad.dump:1: expected diameters, found no column radius or diameter: --diameter-of-type .*--diameter-column'
    refuse_dump '9s/ x / q /' 'bad.dump:9: expected columns for all three axes'
    refuse_dump '9s/z y x/a b c/' 'bad.dump:1: expected columns of positions'
    refuse_dump '9s/vz/vy/' 'bad.dump:9: expected the column vy once, found it twice'
    refuse_dump '4s/.*/61/' 'bad.dump:70: expected 61 particles in this frame, found another ITEM after 60'
    refuse_dump '4s/.*/0/' 'bad.dump:4: expected a number of particles from 1'
    refuse_dump '69,400d; 40s/$/ 1/' 'bad.dump:40: expected 10 columns, found 11'
    refuse_dump '69,400d' 'bad.dump:68: expected 60 particles in this frame, found the end of the file after 59'
    dump x <plain.xyz >it.dump
    refuse 65 'it.dump:[0-9]*: expected a type that --diameter-of-type names, found 1' wca-read --diameter-of-type 2:1 it.dump
    refuse 65 'it.dump:1: expected the column v_d of --diameter-column, found none' wca-read --diameter-column v_d it.dump
    refuse 64 '--diameter-of-type: expected types and their diameters' wca-read --diameter-of-type 1 it.dump
    refuse 64 '--diameter-of-type: expected each type once, found 1 twice' wca-read --diameter-of-type 1:1,1:2 it.dump
    refuse 64 'expected --diameter-of-type or --diameter-column, found both' wca-read --diameter-of-type 1:1 --diameter-column v_d it.dump
    printf 'CDF\1\0\0' >it.nc
    refuse 65 'it.nc:1: expected a LAMMPS dump or data file, or extended XYZ, found a netCDF file \(ase convert it.nc' wca-read it.nc
    : >empty
    refuse 65 'empty:1: expected a frame, found an empty file' wca-read empty
}

@test "extended XYZ of ASE and OVITO: names of columns, momenta, lists in brackets, the corner, ids" {
    ln -s "$BATS_TEST_DIRNAME/data/ase-rich.xyz" .
    wca-read ase-rich.xyz -o out
    wca-clone --temperature 0 ase-rich.xyz -o expected
    rows expected | cut -d ' ' -f 1-6 >radii
    rows out | cut -d ' ' -f 1-6 | cmp radii -
    run sed -n 2p out
    assert_output --partial ' phi=0.95 '
    assert_output --partial ' history="_JSON [1, 2, 3]" note="he said \"hi\""'
    cat >it.xyz <<'END'
2
Properties=Velocity:R:3:Particle_Type:S:1:diameter:R:1:name:S:1:pos:R:3:ID:I:1 list=[[1, 2], [1, 2]] old={1 1 1} Lattice="4 0 0 0 4 0 0 0 4" Origin="-2 -2 -2" Timestep=50
1 2 3 A 0.75 two words 1 1 1 7
0 0 1 B 1.25 one -1 -1 -1 3
END
    run wca-read --timestep 0.5 it.xyz
    assert_line 'wca-read: warning: it.xyz:1: ids from 3 to 7 become 1 to 2, in their order'
    assert_line 'X 1 1 1 0.625 1 0 0 1'
    assert_line 'X 3 3 3 0.375 2 1 2 3'
    assert_line --partial ' list=[[1, 2], [1, 2]] old={1 1 1} Timestep=50 time=25 tw=25'
    sed 's/:diameter:R:1/:masses:R:1/; s/Velocity/momenta/' it.xyz >momenta.xyz
    run wca-read --diameter-of-type A:0.75,B:1.25 momenta.xyz
    assert_line 'wca-read: warning: momenta.xyz:1: velocities are momenta / masses, in the units of the file'
    assert_line --partial 'there are masses other than 1: all programs take 1'
    assert_line 'X 1 1 1 0.625 1 0 0 0.8'
    sed 's/:masses:R:1/:q:R:1/' momenta.xyz >bad.xyz
    refuse 65 'bad.xyz:1: expected the column masses beside momenta, found none' wca-read --diameter-of-type A:0.75,B:1.25 bad.xyz
    sed 's/\[\[1, 2\], \[1, 2\]\]/[[1, 2]/; s/old=.*//' it.xyz >bad.xyz
    refuse 65 'bad.xyz:2: expected a closing bracket, found the end of the line' wca-read bad.xyz
}

@test "lengths are scaled so that the mean diameter is 1, times with them, and it is said" {
    awk '/Lattice/ { gsub(/[^ "]*/, "&", $0); split($0, part, "\""); split(part[2], cell, " "); L = 2 * cell[1]
            sub(/Lattice="[^"]*"/, sprintf("Lattice=\"%.17g 0 0 0 %.17g 0 0 0 %.17g\"", L, L, L)); sub(/ tw=.*/, "") }
        /^X / { for (k = 2; k <= 5; k++) $k *= 2 } { print }' CONVFMT=%.17g plain.xyz | head -n 62 >large.xyz
    mean=$(awk '/^X / { sum += 4 * $5 / 60 } END { printf "%.12g", sum / 2 }' large.xyz)
    run wca-read --scale-to-mean-diameter large.xyz
    assert_line "wca-read: warning: large.xyz:1: lengths and times were divided by $mean, the mean diameter: now it is 1"
    wca-read -q --scale-to-mean-diameter large.xyz | awk '/^X / { sum += 2 * $5 / 60; v += $7 } END { exit !(sum - 1 < 1e-14 && 1 - sum < 1e-14) }'
    wca-read -q --scale-to-mean-diameter --time 6 large.xyz -o out
    close_to "$(awk -v mean="$mean" 'BEGIN { print 6 }')" "$(sed -n '2s/.* tw=//p' out)"
    assert_equal "$(rows out | cut -d ' ' -f 7-)" "$(rows large.xyz | cut -d ' ' -f 7-)"
}
