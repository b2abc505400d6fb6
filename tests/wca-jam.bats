#!/usr/bin/env bats
# wca-jam: the packings on the way to unjamming, and phi_J. The physics is in tests/unit/test_jamming.c.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 80 0.85 --glasses 2 --seed 4 |
        wca-swap -q --temperature 0.0353 --time 5 -o glasses.xyz
    head -n 82 glasses.xyz >glass.xyz
    fast glass.xyz --frames packings.xyz -o rows.jsonl
    # equal spheres in a face-centred cubic crystal, three cells in each direction, neighbours 1.11 apart
    awk 'BEGIN { c = 1.11 * sqrt(2); printf "108\nLattice=\"%.17g 0 0 0 %.17g 0 0 0 %.17g\" Properties=pos:R:3:radius:R:1\n", 3 * c, 3 * c, 3 * c
        for (i = 0; i < 3; i++) for (j = 0; j < 3; j++) for (k = 0; k < 3; k++) {
            printf "%.17g %.17g %.17g 0.5\n", i * c, j * c, k * c; printf "%.17g %.17g %.17g 0.5\n", i * c, (j + 0.5) * c, (k + 0.5) * c
            printf "%.17g %.17g %.17g 0.5\n", (i + 0.5) * c, j * c, (k + 0.5) * c; printf "%.17g %.17g %.17g 0.5\n", (i + 0.5) * c, (j + 0.5) * c, k * c } }' >crystal.xyz
}

# fast ARGS...: a run of a second
fast() {
    wca-jam -q --phi-step 0.01 --rate 2e-3 --cooling-rate 5e-3 "$@"
}

# label KEY FRAMES: its values, one per line
label() {
    sed -n "/Lattice/s/.* $1=\([^ ]*\).*/\1/p" "$2"
}

@test "there is a row for each packing, the state point in it, then one with phi_j" {
    assert_values "$(jq -s -c '[.[:-1][] | keys_unsorted - ["contact_number_reason"]] | unique' rows.jsonl)" \
        '[["phi","glass_phi","glass_temperature","glass","polydispersity","diameters","clone","temperature","particles","stage","from_phi","pressure","energy","jammed","rattlers","contacts","contact_number","max_force","converged"]]'
    assert_values "$(tail -n 1 rows.jsonl | jq -c keys_unsorted)" \
        '["phi","temperature","glass_phi","glass_temperature","glass","polydispersity","diameters","clone","particles","phi_j","phi_j_error","packings","points","phi_unjammed","phi_jammed"]'
    assert_values "$(jq -c '[.glass, .glass_phi, .glass_temperature, .temperature, .particles]' rows.jsonl | sort -u)" '[1,0.85,0.0353,0.0353,80]'
}

@test "the scan goes down in steps until the pressure vanishes, and phi_j is near where it did" {
    jq -s -e 'map(select(.stage == "scan")) | [.[].phi] as $phi
        | ([range($phi | length)] | all(. as $k | ($phi[$k] - (0.85 - 0.01 * $k) | fabs) < 1e-12))
        and (.[:-1] | all(.jammed and .pressure > 1e-4 and .energy > 0 and .converged and .max_force <= 1e-5 * .pressure))
        and (.[-1] | .jammed == false and .pressure <= 1e-4 and .contact_number == null and .contact_number_reason != null)' rows.jsonl
    jq -s -e '.[-1] as $last | map(select(.stage == "scan").phi) | $last.phi_unjammed == .[-1] and $last.phi_jammed == .[-2]' rows.jsonl
    jq -s -e '.[-1] | .phi_j > 0.75 and .phi_j < 0.9 and .phi_j_error > 0 and .phi_j_error < 0.02 and .packings > 1' rows.jsonl
}

@test "packings fall in density to where each unjams, and their contact number to 6" {
    jq -s -e 'map(select(.stage == "refine")) | length > 4 and all(.phi < .from_phi)
        and (map(select(.jammed)) | min_by(.pressure) | .pressure < 4e-4 and (.contact_number - 6 | fabs) < 0.15)' rows.jsonl
    jq -s -e 'all(.[:-1][]; .contact_number == null or ((.contact_number - 2 * .contacts / (.particles - .rattlers)) | fabs) < 1e-12)' rows.jsonl
}

@test "--frames writes the packings in the order of the rows, at their minimum" {
    assert_equal "$(label phi packings.xyz)" "$(jq -r 'select(.stage) | .phi' rows.jsonl | awk '{ printf "%.12g\n", $1 }')"
    assert_equal "$(grep -c 'temperature=0.0353' packings.xyz)" "$(grep -c 'glass_temperature=0.0353' packings.xyz)"
    run ! grep -q 'velo:R:3' packings.xyz
    wca-min -q --max-steps 0 packings.xyz -o evaluated.xyz
    while read -r expected found; do
        close_to "$expected" "$found" 1e-9
    done < <(paste <(label energy evaluated.xyz) <(jq 'select(.stage) | .energy' rows.jsonl) | head -n 5)
}

@test "the same seed gives the same bytes, another one other packings" {
    fast glass.xyz -o again
    cmp again rows.jsonl
    fast --seed 2 glass.xyz -o other
    run ! cmp -s other rows.jsonl
}

@test "a glass has the same rows beside a second one" {
    fast glasses.xyz -o both
    cmp <(jq -c 'select(.glass == 1)' both) <(jq -c . rows.jsonl)
    assert_values "$(jq -c 'select(.phi_j) | .glass' both | tr '\n' ' ')" '1 2 '
}

@test "a crystal unjams where its neighbours part, with no temperature, whichever side it begins on" {
    wca-jam -q crystal.xyz -o rows
    jq -s -e 'all(.temperature == 0)' rows
    close_to 0.74048048969306 "$(jq 'select(.phi_j).phi_j' rows)" 1e-7
    jq -s -e '.[-1] | .packings == 1 and .points >= 3 and .phi_j_error < 1e-7' rows
    jq -s -e 'map(select(.jammed)) | all(.contact_number == 12 and .rattlers == 0)' rows
    wca-jam -q --frames packings.xyz --phi-step 0.03 crystal.xyz -o rows
    head -n 220 packings.xyz | tail -n 110 | wca-jam -q -o up # the second density of the scan: loose
    assert_equal "$(head -n 1 up | jq .jammed)" false
    jq -s -e '.[0].phi < .[1].phi' up
    close_to 0.74048048969306 "$(jq 'select(.phi_j).phi_j' up)" 1e-7
}

@test "--temperature 0 is athermal whatever the label says" {
    fast --temperature 0 --rate 1e-12 --cooling-rate 1e-12 glass.xyz -o rows # no dynamics, or it would take forever
    jq -s -e 'all(.temperature == 0)' rows
    assert_values "$(jq 'select(.phi_j).packings' rows)" 1
}

@test "phi_J comes from packings that converged, or is null and the row says why" {
    # so near to the transition the forces do not balance within the evaluations of a packing
    wca-init --particles 60 --phi 0.95 --seed 3 | wca-min -q --potential harmonic |
        wca-jam -q --pressure-tolerance 1e-9 -o rows
    assert_values "$(jq -c 'select(has("phi_j")) | [.phi_j, .phi_j_reason, .phi_j_error, .packings, .packings_unconverged]' rows)" \
        '[null,"no packing next to the transition converged",null,0,1]'
    assert_equal "$(jq -s 'map(select(.converged == false)) | length > 0' rows)" true
}

@test "options out of range, bad frames and missing files are refused" {
    refuse 64 'phi-step' wca-jam --phi-step 0 glass.xyz
    refuse 64 'rate' wca-jam --rate 0 glass.xyz
    refuse 64 'cooling-rate' wca-jam --cooling-rate -1 glass.xyz
    refuse 64 'pressure-tolerance' wca-jam --pressure-tolerance zero glass.xyz
    head -n 50 glass.xyz >half.xyz
    refuse 65 'half.xyz:' wca-jam half.xyz
    sed 's/ temperature=[^ ]*/ temperature=-1/' glass.xyz >cold.xyz
    refuse 65 'cold.xyz:1: expected a number from 0 to 1000000000000000 for the label temperature, found -1' wca-jam cold.xyz
    refuse 65 'crystal.xyz:1: expected the transition between phi = 0.7[0-9]* and 0, found none in steps of 1' \
        wca-jam --phi-step 1 crystal.xyz
    refuse 66 'missing.xyz' wca-jam --frames packings missing.xyz
}

# glasses PHI_J...: a row of each, with a polydispersity that grows by 0.005 from 0.22
glasses() {
    jq -nc --args '$ARGS.positional | to_entries[] | {phi: 0.85, temperature: 0.02, glass_phi: 0.85, glass_temperature: 0.0353, glass: (.key + 1),
        polydispersity: (0.22 + 0.005 * .key), diameters: "random", clone: 1, particles: 100, phi_j: (.value | tonumber), phi_j_error: 0.001}' "$@"
}

@test "--merge averages phi_J over glasses with its standard error, and leaves out those that have none" {
    { glasses 0.83 0.84 0.845 && glasses 0 0 0 0 | tail -n 1 | jq -c '.phi_j = null' && jq -nc '{stage: "scan", phi: 0.83, glass: 1}'; } >rows
    wca-jam --merge rows -o out
    assert_values "$(jq -c '[.glass_phi, .glass_temperature, .glasses, .glass_numbers, .glasses_without, .particles]' out)" '[0.85,0.0353,3,[1,2,3],1,100]'
    close_to "$(jq -n '2.515 / 3')" "$(jq .phi_j out)"
    # from the mean 0.8383: 25, 5 and 20 in units of 1/3000
    close_to "$(jq -n '(625 + 25 + 400) / 9 / 2 / 3 | sqrt / 1000')" "$(jq .phi_j_error out)" 1e-9
    wca-jam --merge <(tac rows) -o backwards
    cmp out backwards
    # of one glass its own error; of none a reason
    assert_values "$(wca-jam --merge <(head -n 1 rows) | jq -c '[.glasses, .phi_j, .phi_j_error]')" '[1,0.83,0.001]'
    assert_values "$(wca-jam --merge <(sed -n 4p rows) | jq -c '[.phi_j, .phi_j_reason, .glasses_without]')" '[null,"no glass has one",1]'
}

@test "--merge --polydispersity gives phi_J on a line against the polydispersity of the glasses" {
    glasses 0.82 0.824 0.828 0.832 0.836 >rows # 0.8 for a polydispersity of 1
    wca-jam --merge --polydispersity 0.2293 rows -o out
    close_to 0.82744 "$(jq .phi_j_at_polydispersity out)" 1e-9
    close_to 0.8 "$(jq .phi_j_slope out)" 1e-9
    close_to 1 "$(jq .phi_j_correlation out)" 1e-9
    glasses 0.83 0.84 >two
    assert_values "$(wca-jam --merge --polydispersity 0.2293 two | jq -c '[.phi_j_at_polydispersity, .phi_j_at_polydispersity_reason]')" \
        '[null,"fewer than 3 glasses"]'
    jq -c '.polydispersity = 0.2293' rows >same
    assert_values "$(wca-jam --merge --polydispersity 0.2293 same | jq -c '[.phi_j_slope, .phi_j_slope_reason]')" '[null,"all glasses have one polydispersity"]'
    refuse 64 'expected --polydispersity with --merge only' wca-jam --polydispersity 0.2293 rows
    { cat rows && head -n 1 rows; } >twice
    refuse 65 'twice:[16]: expected each state point once of each glass' wca-jam --merge twice
}
