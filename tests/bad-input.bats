#!/usr/bin/env bats
# What several programs must refuse, each in a sentence and with status 65, without output: frames that are not of one glass,
# frames that are no minima, images that cannot be told apart, rows that contradict one another.
# The same cases of a single program are among its own tests.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 1.1 |
        wca-swap -q --temperature 0.46 --time 20 -o glass.xyz
    wca-clone --clones 4 glass.xyz | wca-md -q --temperature 0.3 --times 8 -o clones.xyz
    wca-min -q clones.xyz -o minima.xyz
    wca-neb -q minima.xyz -o rows.jsonl
}

# one POSITION FRAMES: the frame at this position, from 0, of 100 particles
one() {
    wca-select --position "$1" "$2"
}

# swapped FRAME: the frame with the diameters of its first two particles exchanged: phi stays
swapped() {
    awk 'NR == 3 { split($0, first); line = $0; next }
        NR == 4 { radius = $5; $5 = first[5]; second = $0; $0 = line; $5 = radius; print; print second; next } { print }' "$1"
}

@test "diameters that differ within a glass are refused by every program that reads frames, but those that follow exchanges of them or pass frames on" {
    one 0 clones.xyz >a.xyz
    swapped a.xyz >b.xyz
    refute cmp -s a.xyz b.xyz
    sed 's/\bclone=1\b/clone=2/' b.xyz | cat a.xyz - >two.xyz
    local program
    for program in $(programs frames | grep -vx -e wca-swap -e wca-fskt -e wca-select -e wca-write); do
        # shellcheck disable=SC2046
        refuse 65 'two.xyz:103: expected .*two.xyz:1.*, found other(s| diameters)' "$program" $(needs "$program") two.xyz
    done
}

@test "boxes that differ within a glass are refused where frames are compared" {
    one 0 minima.xyz >a.xyz
    one 1 clones.xyz | wca-md -q --phi 1.0 --times 16 | wca-min -q -o b.xyz
    cat a.xyz b.xyz >two.xyz
    refuse 65 'two.xyz:103: .* found another box' wca-neb two.xyz
    refuse 65 'two.xyz:103: .* found another box' wca-minima two.xyz
    refuse 65 'two.xyz:103: .* found another box' wca-diff two.xyz
    { one 0 clones.xyz && one 1 clones.xyz | wca-md -q --phi 1.0 --times 16; } | sed 's/ tw=[^ ]*/ tw=8/' >two.xyz
    refuse 65 'two.xyz:103: .* found another box' wca-chi two.xyz
}

@test "a minimum that was moved is refused by its force, whatever its labels say" {
    one 0 minima.xyz | awk 'NR == 5 { $2 = sprintf("%.17g", $2 + 1e-6) } { print }' >moved.xyz
    one 1 minima.xyz >>moved.xyz
    refuse 65 'moved.xyz:1: frame 1 of glass 1 is no minimum, whatever its labels say: its largest force component is [0-9.e-]*, expected at most 1e-08' \
        wca-neb moved.xyz
}

@test "an energy that is not that of the frame is refused" {
    sed '2s/ energy=/&1/' minima.xyz >other.xyz
    refuse 65 'other.xyz:1: frame 1 of glass 1 says energy 1[0-9.]*, but has energy [0-9.]*: expected a minimum' wca-neb other.xyz
}

@test "more images than can be told apart are refused, and the sentence says how many can" {
    local images
    for images in 100000 1000000000; do
        refuse 65 "minima.xyz:1: --images $images are more than make sense: .* expected at most [0-9]{3,4} images, 0.0001 apart" \
            wca-neb --images $images minima.xyz
    done
    # a hundred always make sense, and where no band is run any number does
    wca-neb --images 100 --pairs "$(jq -r 'select(.minimum_a != .minimum_b) | "\(.a):\(.b)"' rows.jsonl | head -n 1)" \
        --max-iterations 1 minima.xyz -o out
    one 0 minima.xyz >twice.xyz
    one 0 minima.xyz >>twice.xyz
    wca-neb --images 100000 twice.xyz -o out
    assert_equal "$(jq ".barrier == 0" out)" true
}

@test "known rows with a pair twice are refused, with both their lines" {
    cat rows.jsonl rows.jsonl >doubled.jsonl
    refuse 65 'doubled.jsonl:7: expected each pair once, found the pair a = 0, b = 1 also at doubled.jsonl:1$' \
        wca-neb --known doubled.jsonl minima.xyz
    { cat rows.jsonl && head -n 1 rows.jsonl | jq -c '.saddle_energy += 1 | .barrier += 1'; } >other.jsonl
    refuse 65 'other.jsonl:7: .* a = 0, b = 1 also at other.jsonl:1, with another saddle_energy' \
        wca-neb --known other.jsonl minima.xyz
}

@test "known rows that contradict one another, or themselves, are refused" {
    # one band between minima 0 and 1, although frames 0 and 2 are one
    head -n 1 rows.jsonl | jq -c '. + {a: 0, b: 1, minimum_a: 0, minimum_b: 1, saddle_energy: 3},
        . + {a: 1, b: 2, minimum_a: 1, minimum_b: 0, saddle_energy: 3.5}' >rows
    refuse 65 'rows:[12]: expected one band between minima [01] and [01], found saddle_energy 3.* at rows:[12]' wca-neb --known rows minima.xyz
    jq -c 'if .minimum_a != .minimum_b then .barrier += 1e-3 else . end' rows.jsonl >rows
    refuse 65 'rows:[0-9]: the row of pair [0-9], [0-9] contradicts itself: expected barrier ' wca-neb --known rows minima.xyz
    jq -c '.a = 2 | .b = 1' rows.jsonl | head -n 1 >rows
    refuse 65 'rows:1: expected 0 <= a < b, found a = 2 and b = 1' wca-neb --known rows minima.xyz
}

@test "known rows with a pair missing are no error: its band is run" {
    jq -c 'select(.b < 2)' rows.jsonl >some.jsonl
    wca-neb --known some.jsonl minima.xyz -o out
    cmp out rows.jsonl
}

@test "the tree refuses rows of wca-neb with a pair missing, doubled or contradictory" {
    wca-cluster rows.jsonl -o out
    rm out
    sed 2d rows.jsonl >missing
    refuse 65 'missing:1: expected a row for every pair of the 4 items, found none for a = 0, b = 2' wca-cluster missing
    sed 2p rows.jsonl >doubled
    refuse 65 'doubled:[23]: expected each pair once, found the pair a = 0, b = 2 also at doubled:[23]$' wca-cluster doubled
    { cat rows.jsonl && sed -n 2p rows.jsonl | jq -c '.barrier += 1'; } >other
    refuse 65 'other:[27]: .* a = 0, b = 2 also at other:[27], with another value' wca-cluster other
}

@test "numbers whose squares or quotients would be none are bad data and no defect, in all rows that are read" {
    wca-clone --clones 3 glass.xyz | wca-md -q --temperature 0.3 --times 8,8.5 -o times.xyz
    wca-chi --lag 0.5 times.xyz -o chi.jsonl
    wca-msd --tau 0.5 times.xyz -o msd.jsonl
    wca-fskt --tau 0.5 times.xyz -o fskt.jsonl
    jq -c 'select(.delta)' chi.jsonl | wca-chi --merge -o merged.jsonl
    wca-msd --merge msd.jsonl -o msd-merged.jsonl
    wca-landscape --distributions rows.jsonl -o landscape.jsonl
    head -n 102 minima.xyz | wca-minima -o minima.jsonl
    jq -nc '{phi: 1, glass: 1, phi_j: 0.8, phi_j_error: 0.1, particles: 100}' >jammed.jsonl
    jq -nc '[2, 1.6, 1.3, 1, 0.8][] | {phi: 1, temperature: ., tau_alpha: (9 / . | exp), tau_alpha_error: 0.1}' >relax.jsonl
    echo '{"phi":1,"computer_temperature":0.1,"onset_temperature":1,"parabolic_tau":2,"parabolic_j":3,"parabolic_temperature":1}' >law.jsonl
    local table key program number
    # shellcheck disable=SC2086
    while read -r table key program; do
        for number in 1e308 -1e308 1e-308; do
            jq -c "(select(has(\"$key\")) | .$key) |= (if type == \"array\" then .[-1] = $number else $number end)" "$table" >rows
            refuse 65 "rows:[0-9]*: expected 0 or a number from 1e-100 to 1e100 in size for the key \"$key\", found -?[0-9.e+-]*308" $program rows
        done
    done <<'END'
rows.jsonl barrier wca-cluster
rows.jsonl saddle_energy wca-landscape
rows.jsonl distance wca-landscape --minimax
landscape.jsonl shared wca-landscape --merge
landscape.jsonl barrier_cumulative wca-landscape --merge
jammed.jsonl phi_j wca-jam --merge
minima.jsonl energy wca-minima --merge
minima.jsonl max_force wca-minima --cross 0.5
msd-merged.jsonl delta_of_glasses wca-msd --aging
chi.jsonl sum_distance wca-chi --merge
chi.jsonl sum_delta wca-chi --merge
chi.jsonl phi wca-chi --merge
merged.jsonl delta_ab_of_glasses wca-chi --cross 1.06
msd.jsonl sum_delta wca-msd --merge
fskt.jsonl sum_fs wca-fskt --merge
relax.jsonl tau_alpha wca-relax
law.jsonl parabolic_j wca-relax --at 0.8
rows.jsonl barrier wca-compare --of barrier,1
rows.jsonl distance wca-compare --mean distance
rows.jsonl saddle_energy wca-neb minima.xyz --known
END
    jq -c 'select(.tau_alpha).tau_alpha_error = 1e-30' relax.jsonl >rows
    refuse 65 'rows:[0-9]: expected a tau_alpha_error from 1e-15 to 1e15 of tau_alpha, [0-9.e+]*, found 1e-30' wca-relax rows
    sed '1s/"glass":1/"glass":9007199254740992/' chi.jsonl >rows
    refuse 65 'rows:1: expected an integer below 2\^53 in size for the key "glass", found 9007199254740992' wca-chi --merge rows
    jq -c '.temperature *= 1e-80' relax.jsonl >rows
    refuse 65 'rows:[0-9]: expected a temperature from 1e-12 to 1e12, found [0-9.]*e-80' wca-relax rows
}

@test "rows that say more clones than they have sums are refused before there is room for them" {
    wca-clone --clones 3 glass.xyz | wca-md -q --temperature 0.3 --times 8,8.5 -o times.xyz
    wca-chi times.xyz | jq -c '.clones = 2147483647' >rows
    refuse 65 'rows:1: expected 2147483648 numbers in "sum_distance", of all 2147483647 clones' wca-chi --merge rows
    wca-fskt --tau 0.5 times.xyz | jq -c '.clones = 2147483647' >rows
    refuse 65 'rows:1: expected 2147483648 numbers in "sum_fs", of all 2147483647 clones' wca-fskt --merge rows
    wca-msd --tau 0.5 times.xyz | jq -c '.clones = 2147483647' >rows
    refuse 65 'rows:1: expected 2147483648 numbers in "sum_delta", of all 2147483647 clones' wca-msd --merge rows
    wca-chi times.xyz | jq -c 'del(.tw)' >rows
    refuse 65 'rows:1: expected a number for the key "tw", found no such key' wca-chi --merge rows
    jq -c '.intermediates = 4294967297' rows.jsonl >rows
    refuse 65 'rows:1: expected a number of intermediates, found 4294967297' wca-neb --known rows minima.xyz
}

@test "labels that are no UTF-8 are refused, with what converts them" {
    sed "2s/$/ name=\"R$(printf '\344')nder\"/" glass.xyz >latin.xyz
    refuse 65 'latin.xyz:2: expected labels in UTF-8, found other bytes at name \(iconv' wca-clone latin.xyz
}
