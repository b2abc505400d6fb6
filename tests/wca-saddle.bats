#!/usr/bin/env bats
# wca-saddle, and the stage that certifies saddles with it.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    without_overlaps 100 1.0 --seed 4 |
        wca-swap -q --temperature 0.46 --time 0.5 | wca-clone --clones 8 | wca-md -q --temperature 0.4 --times 10 | wca-min -q -o minima.xyz
    wca-neb -q --distinct --saddles saddles.xyz minima.xyz -o pairs.jsonl
    wca-saddle -q --step 1e-3 --sides sides.xyz saddles.xyz -o rows.jsonl
}

@test "each frame has its row: no force is left, one curvature at least is negative, the energy is that of the band's saddle" {
    assert [ "$(wc -l <rows.jsonl)" -ge 2 ]
    assert_equal "$(wc -l <rows.jsonl)" "$(grep -c ^Lattice saddles.xyz)"
    # bands that did not converge may have found no saddle
    jq -s -e '(map(select(has("barrier") and .converged) | "\(.a) \(.b)")) as $converged
        | map(select(has("curvatures")) | select("\(.a) \(.b)" | IN($converged[])))
        | length > 9 and all(.max_force <= 1e-8 and .converged and .curvatures[0] < -1e-3 and .negative_modes >= 1 and .moved < 1e-2)' \
        pairs.jsonl rows.jsonl
    jq -s -e '(map(select(has("barrier") and .converged)) | map({key: "\(.a) \(.b)", value: .saddle_energy}) | from_entries) as $band
        | map(select(has("curvatures") and $band["\(.a) \(.b)"])) | length > 0 and all(.energy - $band["\(.a) \(.b)"] | fabs < 1e-6)' pairs.jsonl rows.jsonl
}

@test "the lowest curvature is that of the energy along the direction of the sides" {
    wca-min -q --max-steps 0 sides.xyz -o evaluated.xyz
    paste <(jq -r '"\(.energy) \(.curvatures[0])"' rows.jsonl) \
        <(sed -n '/^Lattice/s/.* energy=\([^ ]*\).*/\1/p' evaluated.xyz | paste - -) >energies
    # a contact that opens within the step bends a few
    awk '{ c = ($3 + $4 - 2 * $1) / 1e-6; e = (c - $2)^2 / $2^2; n++; near += e < 1e-8; if (e > 0.05^2) exit 1 } END { exit near < 0.8 * n }' energies
}

@test "the rows do not depend on which frames ride together" {
    head -n 102 saddles.xyz | wca-saddle -q -o alone.jsonl
    assert_equal "$(cat alone.jsonl)" "$(head -n 1 rows.jsonl)"
}

@test "a frame that is no saddle has a row that says so" {
    head -n 102 minima.xyz | wca-saddle -q --max-evaluations 2000 -o rows
    jq -e '.converged == false and has("reason")' rows
}

@test "frames of one glass with other diameters, or a broken one, are refused" {
    { head -n 102 saddles.xyz && wca-init --particles 100 --phi 1.0 --seed 2; } >two.xyz
    refuse 65 'two.xyz:103: expected the diameters' wca-saddle two.xyz
    head -n 50 saddles.xyz >half.xyz
    refuse 65 'half.xyz:' wca-saddle --sides sides half.xyz
    refuse 64 lanczos wca-saddle --lanczos 2 saddles.xyz
}

@test "certify: each distinct saddle once, with the minima down both its sides" {
    local stages=$BATS_TEST_DIRNAME/../pipelines/stages
    head -n $((3 * 102)) saddles.xyz >first.xyz
    tail -n +$((3 * 102 + 1)) saddles.xyz >second.xyz
    "$stages/distinct-saddles" pairs=pairs.jsonl output=distinct.jsonl saddles: first.xyz second.xyz saddles.xyz # every saddle twice
    for part in first second; do
        "$stages/refine-saddles" distinct=distinct.jsonl saddles="$part.xyz" output="$part.jsonl" down="$part-down.xyz"
    done
    "$stages/certify" distinct=distinct.jsonl output=found.jsonl refined: first.jsonl second.jsonl down: first-down.xyz second-down.xyz minima: minima.xyz
    jq -s -e 'length > 0 and all(.bands >= 2 and .max_force <= 1e-8)' found.jsonl
    assert_values "$(jq .saddle found.jsonl | tail -n 1)" "$(($(wc -l <found.jsonl) - 1))"
    # what it connects lies below it, and a saddle that connects its pair says so
    jq -s -e --slurpfile pair pairs.jsonl '
        ($pair | map({key: "\(.a)", value: .energy_a}, {key: "\(.b)", value: .energy_b}) | from_entries) as $energy
        | all((.minimum_down == null or $energy["\(.minimum_down)"] < .energy) and (.minimum_up == null or $energy["\(.minimum_up)"] < .energy)
            and .connects == (([.minimum_down, .minimum_up] | sort) == [.a, .b]))' found.jsonl
    jq -s -e 'any(.minimum_down != null and .minimum_up != null)' found.jsonl
}
