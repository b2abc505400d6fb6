#!/usr/bin/env bats
# wca-write: what is written is the same configuration to LAMMPS, ASE and back, and the same model.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 200 0.95 --seed 3 | wca-swap -q --temperature 0.16 --time 1 | wca-clone --clones 2 | wca-md -q --times 0,1 -o run.xyz
    wca-select --clone 2 --tw 1 run.xyz -o glass.xyz
}

# run_lammps DATA: energy and forces there, of a data file of wca-write, in the files energy and forces.dump
run_lammps() {
    command -v lmp >/dev/null || skip 'LAMMPS (lmp) is not installed'
    cat >in.lammps <<END
units lj
atom_style atomic
$(sed -n '1s/.*\(pair_style [^,]*\), \(.*\)/\1\n\2/p' "$1")
read_data $1
neighbor 0.3 bin
dump 1 all custom 1 forces.dump id type x y z ix iy iz vx vy vz fx fy fz
dump_modify 1 format float %.17g
thermo_style custom pe
thermo_modify norm no format float %.17g
run 0
END
    OMP_NUM_THREADS=1 lmp -in in.lammps -log none >said
    awk 'found { print $1; exit } /PotEng/ { found = 1 }' said >energy
}

# diameters DATA: its types and their diameters, as --diameter-of-type takes them
diameters() {
    awk '/^Atoms/ { exit } $1 == $2 && NF == 5 { printf "%s%s:%s", comma, $1, $4; comma = "," }' "$1"
}

@test "a glass goes to LAMMPS and back: the same energy per particle and forces within 1e-10, the same bits of what is not computed" {
    wca-write glass.xyz -o glass.data
    run_lammps glass.data
    wca-min --max-steps 0 --forces glass.xyz -o here.xyz
    wca-read --diameter-of-type glass.data forces.dump -o there.xyz
    wca-read --diameter-of-type "$(diameters glass.data)" forces.dump | cmp there.xyz
    awk -v a="$(<energy)" -v b="$(sed -n '2s/.* energy=\([^ ]*\).*/\1/p' here.xyz)" 'BEGIN { d = (a - b) / 200; exit !(b > 10 && d ^ 2 < 1e-20) }'
    rows here.xyz | cut -d ' ' -f 2-5,7-9 >here # here without velocities, there with them
    rows there.xyz | cut -d ' ' -f 2-5,10-12 >there
    same_numbers 1e-10 there here
    rows glass.xyz | cut -d ' ' -f 5-9 >velocities
    rows there.xyz | cut -d ' ' -f 5-9 | cmp velocities -
    # forces are no small numbers
    awk '{ for (k = 5; k <= 7; k++) if ($k ^ 2 > 100) large++ } END { exit !large }' here
}

@test "fewer types than particles have the mean diameters of as many particles each, and say how much that changes" {
    run wca-write --types 10 glass.xyz -o binned.data
    assert_output --regexp '^wca-write: warning: glass.xyz:1: particles of 10 types: diameters change by up to 0.[0-9]*, and what is computed from them with it$'
    assert_equal "$(sed -n '/^Atoms/,/^Velocities/p' binned.data | awk 'NF == 5 { print $2 }' | sort -n | uniq -c | tr -s ' \n' ' ')" \
        "$(for type in {1..10}; do printf ' 20 %s' "$type"; done) "
    wca-read -q binned.data -o binned.xyz
    mean() { awk '/^X / { sum += $5 / 200 } END { printf "%.15g", sum }' "$1"; }
    close_to "$(mean glass.xyz)" "$(mean binned.xyz)"
    run_lammps binned.data
    wca-min --max-steps 0 binned.xyz -o here.xyz
    close_to "$(sed -n '2s/.* energy=\([^ ]*\).*/\1/p' here.xyz)" "$(<energy)"
    # no warning where types are enough
    wca-write --types 200 glass.xyz -o exact.data 2>said.exact
    assert_equal "$(<said.exact)" ''
    wca-write glass.xyz | cmp exact.data -
}

@test "data and dumps are read back by wca-read to the same bits: positions, diameters, velocities, forces, times" {
    wca-write glass.xyz | wca-read -o out
    rows glass.xyz >expected
    rows out | cmp expected -
    wca-write --format dump run.xyz -o run.dump
    wca-read run.dump -o out
    rows run.xyz >expected
    rows out | cmp expected -
    assert_equal "$(grep -o ' tw=.*' out)" "$(grep -o ' tw=[^ ]*' run.xyz)"
    assert_equal "$(grep -A 1 TIMESTEP run.dump | grep -v -e ITEM -e -- | tr '\n' ' ')" '0 1 2 3 '
    wca-min --forces glass.xyz -o minimum.xyz
    wca-write --format dump minimum.xyz | wca-read -o out
    rows minimum.xyz >expected
    rows out | cmp expected -
}

@test "a table has a line for each particle, and a block for each frame" {
    wca-write --format table run.xyz -o out
    assert_equal "$(head -n 1 out)" $'# id\tx\ty\tz\tdiameter\tvx\tvy\tvz'
    rows run.xyz | awk '{ print $6, $2, $3, $4, $7, $8, $9 }' >expected
    awk '/^[0-9]/ { print $1, $2, $3, $4, $6, $7, $8 }' out | cmp expected -
    awk 'FNR == NR && /^X / { radius[++n] = $5 } FNR < NR && /^[0-9]/ && $5 != 2 * radius[++m] { exit 1 }' run.xyz out
    assert_equal "$(grep -c '^$' out)" 6
}

@test "what LAMMPS does not have is refused" {
    refuse 65 'run.xyz:203: expected one frame, since a data file holds one, found a second: wca-select --position 0 .*--format dump' wca-write run.xyz
    wca-init --particles 20 --density 1 --potential ipl12 -o ipl12.xyz
    refuse 65 'ipl12.xyz:1: expected the potential wca, which lj/cut of LAMMPS gives, found ipl12, .*--format dump and table' wca-write ipl12.xyz
    wca-write --format dump ipl12.xyz | wca-read --potential ipl12 -o out
    run sed -n 2p out
    assert_output --partial ' potential="ipl12"'
    refuse 64 '--types is for --format data and dump' wca-write --types 3 --format table glass.xyz
    refuse 64 '--types: expected an integer from 1' wca-write --types 0 glass.xyz
}

# python_with MODULE: the first python3 that has it, or skip
python_with() {
    for python in python3 /usr/bin/python3; do
        ! "$python" -c "import $1" 2>/dev/null || return 0
    done
    skip "$1 is not installed for python3"
}

@test "frames and dumps open in the reader of ASE, with their box, radii and labels" {
    python_with ase
    wca-write --format dump run.xyz -o run.dump
    "$python" - <<'END'
from ase.io import read
frames = read("run.xyz", ":")
assert len(frames) == 4, len(frames)
lines = open("run.xyz").read().split("\n")
atoms = frames[-1]
row = lines[3 * 202 + 2].split()
assert list(map(float, row[1:4])) == list(atoms.positions[0]), row
assert float(row[4]) == atoms.arrays["radius"][0] and atoms.arrays["id"][0] == 1
assert abs(atoms.cell.lengths() - atoms.cell[0, 0]).max() == 0 and all(atoms.pbc)
assert atoms.info["phi"] == 0.95 and atoms.info["tw"] == 1 and atoms.info["clone"] == 2
dump = read("run.dump", ":", format="lammps-dump-text")
assert len(dump) == 4 and abs(dump[-1].positions - atoms.positions).max() < 1e-12
END
}

@test "rows open in pandas" {
    python_with pandas
    wca-chi run.xyz -o rows.jsonl
    "$python" -c 'import pandas; rows = pandas.read_json("rows.jsonl", lines=True, precise_float=True); assert len(rows) == 2 and rows.phi[0] == 0.95, rows'
}

@test "rows open in DuckDB" {
    command -v duckdb >/dev/null || skip 'duckdb is not installed'
    wca-chi run.xyz -o rows.jsonl
    assert_equal "$(duckdb -noheader -list -c "select count(*), min(phi) from 'rows.jsonl'")" '2|0.95'
}
