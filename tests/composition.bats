#!/usr/bin/env bats
# Samples against their polydispersity: the tables of make composition, from rows that are made up, and its stage.

load helper

pipelines=$BATS_TEST_DIRNAME/../pipelines stages=$BATS_TEST_DIRNAME/../pipelines/stages

@test "a line gives what samples are at the polydispersity of many particles, with its error" {
    # F_s on a line but for 0.01, -0.02, 0.01; ln E exactly on one; phi_J of two samples alone
    jq -nc '({x: 0.2193, r: 0.01}, {x: 0.2293, r: -0.02}, {x: 0.2393, r: 0.01}) as {$x, $r}
        | (0.5 - 20 * ($x - 0.2293) + $r) as $fs | {glass: ($x * 1000 | floor), polydispersity: $x, particles: 250} as $glass
        | $glass + ({phi: 0.85, clones: 1, tau: 320, fs: $fs, sum_fs: [$fs, 0]},
              {phi: 1.1, minimum: 0, max_force: 0, energy: (250 * (0.3 - 10 * ($x - 0.2293) | exp))},
              (select($x > 0.22) | {phi: 0.85, glass_phi: 0.85, phi_j: 0.84}))' >rows.jsonl
    jq -c 'select(has("energy"))' rows.jsonl | wca-minima --merge --polydispersity 0.2293 -o line-energy.jsonl
    jq -c 'select(has("phi_j"))' rows.jsonl | wca-jam --merge --polydispersity 0.2293 -o line-packing.jsonl
    jq -c 'select(has("fs"))' rows.jsonl | wca-fskt --merge --polydispersity 0.2293 -o line-relaxation.jsonl
    "$stages/table" filter="$pipelines/filters/composition-lines.jq" output=lines.tsv rows: line-*.jsonl
    assert_equal "$(awk -F '\t' 'NR > 1 { print $1, $2, $3 }' lines.tsv | paste -sd ,)" 'F_s 0.85 3,energy 1.1 3,phi_J 0.85 2'
    close_to 0.5 "$(awk -F '\t' '$1 == "F_s" { print $4 }' lines.tsv)"
    # residual variance 6e-4 of one degree of freedom, over three samples
    close_to "$(jq -n '6e-4 / 3 | sqrt')" "$(awk -F '\t' '$1 == "F_s" { print $5 }' lines.tsv)" 1e-9
    close_to -0.2 "$(awk -F '\t' '$1 == "F_s" { print $6 }' lines.tsv)" 1e-9
    close_to "$(jq -n '0.3 | exp')" "$(awk -F '\t' '$1 == "energy" { print $4 }' lines.tsv)" 1e-9
    close_to -1 "$(awk -F '\t' '$1 == "energy" { print $8 }' lines.tsv)" 1e-9
    assert_equal "$(awk -F '\t' '$1 == "phi_J" { print $4 }' lines.tsv)" NaN
    # a search that did not converge has found no minimum
    jq -c 'select(has("energy")) | .glass = 9 | .max_force = 1e-7' rows.jsonl | head -n 1 >lost.jsonl
    "$stages/table" filter="$pipelines/filters/composition-samples.jq" output=samples.tsv rows: rows.jsonl lost.jsonl
    assert_equal "$(awk -F '\t' 'NR > 1 && NF { print $1 }' samples.tsv | uniq -c | awk '{ print $1, $2 }' | paste -sd ,)" '3 F_s,3 energy,2 phi_J'
}

@test "phi_J of five glasses or more has its value at equal polydispersity" {
    jq -nc '{glass_phi: 0.85, glass_temperature: 0.0353, glasses: (4, 5), polydispersity: 0.23, polydispersity_sd: 0.01, phi_j: 0.828, phi_j_error: 0.001,
        phi_j_at_polydispersity: 0.827, phi_j_at_polydispersity_error: 0.002}, {glass_phi: 1, phi_j: null}' >rows.jsonl
    "$stages/table" filter="$pipelines/filters/jamming.jq" output=jamming.tsv rows: rows.jsonl
    assert_equal "$(tail -n +2 jamming.tsv)" "$(printf '0.85\t0.0353\t%s\n' $'4\t0.828\t0.001\t0.23\t0.01\tNaN\tNaN' $'5\t0.828\t0.001\t0.23\t0.01\t0.827\t0.002')"
}

@test "a sample is composed by its number" {
    "$stages/compose-energy" particles=100 diameters=random phi=0.95 temperature=0.16 time=0.5 seed=3 sample=2 output=energy.jsonl
    "$stages/compose-relaxation" particles=100 diameters=random phi=0.95 temperature=0.16 time=0.5 seed=3 sample=2 output=relaxation.jsonl tau=0.5
    assert_equal "$(jq -s 'map(.glass) | unique == [2]' energy.jsonl)" true
    assert_values "$(jq -s '.[0].polydispersity' energy.jsonl)" "$(jq -s '.[0].polydispersity' relaxation.jsonl)"
    assert_values "$(jq -s '.[0].origins' relaxation.jsonl)" 20
}

@test "make check-sizes: samples of quantiles of each size, F_s beside that of the largest" {
    OUT=$BATS_TEST_TMPDIR/out run make -C "$BATS_TEST_DIRNAME/.." -j2 check-sizes PROFILE=smoke
    assert_success
    local folder=$BATS_TEST_TMPDIR/out/smoke/composition
    assert_values "$(jq -sc 'map(select(.fs) | [.particles, .diameters, .glasses, .tau])' "$folder"/size-{75,100}.jsonl)" '[[75,"quantile",2,5],[100,"quantile",2,5]]'
    # the same polydispersity but for what few particles leave of it
    jq -e '.polydispersity | . > 0.227 and . < 0.23' "$folder"/size-75-002.jsonl
    local deviations
    deviations=$(jq -s 'map(select(.fs)) | (.[0].fs - .[1].fs) / (.[0].fs_error * .[0].fs_error + .[1].fs_error * .[1].fs_error | sqrt)' "$folder"/size-{75,100}.jsonl)
    close_to "$deviations" "$(awk -F '\t' '$4 == 75 { print $8 }' "$BATS_TEST_TMPDIR/out/smoke/check-sizes.tsv")" 1e-6
    assert_equal "$(awk -F '\t' '$4 == 100 { print $8 }' "$BATS_TEST_TMPDIR/out/smoke/check-sizes.tsv")" NaN
}
