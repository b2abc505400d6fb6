#!/usr/bin/env bats
# The pipelines: a figure from nothing but a seed, and what is made again after a change. All on the profile smoke or smaller,
# in folders of their own, with a copy of the programs so that these may be changed.

load helper

setup_file() {
    apart
    make fig7 >"$BATS_FILE_TMPDIR/first" 2>&1 || { cat "$BATS_FILE_TMPDIR/first" && return 1; }
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
}

# change SED-SCRIPT: what make would do for a changed profile (in a copy: the products of the others stay as they are)
change() {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i "$1" "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    refute cmp -s "$PROFILES/smoke.yaml" "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
}

@test "make fig7 draws a PDF, a PNG and an SVG, and says what was found at each density" {
    run head -c 5 "$OUT/smoke/fig7.pdf"
    assert_output '%PDF-'
    run head -c 4 "$OUT/smoke/fig7.png"
    assert_output --partial PNG
    run tail -c 16 "$OUT/smoke/fig7.svg"
    assert_output --partial '</svg>'
    run tail -n 5 "$BATS_FILE_TMPDIR/first"
    assert_line --index 0 --regexp '^phi_g +T_g +equilibrated +clones +minima +E_IS +largest V_AB +largest P_AB +bands converged +no saddle +equilibrium$'
    assert_line --index 1 --regexp '^ +1.1 +0.46 +50 +8 +[0-9]+ .* [0-9]+ of [0-9]+ +[0-9]+ +not shown to be in equilibrium: '
    assert_line --index 2 --regexp '^ +0.95 +0.16 +50 +8 '
    assert_line --index 3 --regexp '^ +0.85 +0.0353 +50 +8 '
    assert_line --index 4 "fig7 is drawn: $OUT/smoke/fig7.pdf, .png and .svg"
}

@test "the tables hold every pair of clones once in each triangle, in one order, and agree with the rows" {
    local folder=$OUT/smoke/glasses/1.1-0.46-1/1.1-0.0005 table
    assert_equal "$(wc -l <"$folder/pairs.jsonl")" 28
    for table in "$OUT"/smoke/fig7/pairs-{1,2,3}.tsv; do
        assert_equal "$(tail -n +2 "$table" | cut -f 1,2 | sort -u | wc -l)" 64
        # symmetric: (x, y) and (y, x) have the same values
        cmp <(tail -n +2 "$table" | cut -f 1,2,5-9 | sort) \
            <(tail -n +2 "$table" | awk -F '\t' -v OFS='\t' '{ print $2, $1, $5, $6, $7, $8, $9 }' | sort)
    done
    # the cell of clones 1 and 2 against their row
    assert_equal "$(awk -F '\t' '$3 == 1 && $4 == 2 { print $7 + 0 }' "$OUT/smoke/fig7/pairs-1.tsv")" \
        "$(jq 'select(.a == 0 and .b == 1).barrier' "$folder/pairs.jsonl" | awk '{ print $1 + 0 }')"
    assert_equal "$(tail -n +2 "$OUT/smoke/fig7/clones-1.tsv" | cut -f 2 | sort -n | tr '\n' ' ')" '1 2 3 4 5 6 7 8 '
    # energies are those of the minima
    assert_equal "$(awk -F '\t' '$2 == 3 { printf "%.6f", $4 }' "$OUT/smoke/fig7/clones-1.tsv")" \
        "$(grep ' clone=3 ' "$folder/minima-001.xyz" | sed 's/.* energy=\([^ ]*\).*/\1/' | awk '{ printf "%.6f", $1 }')"
}

@test "the other figures of the landscape are drawn from the same rows, with no band run again" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    OUT=$BATS_TEST_TMPDIR/out run make fig8 fig7-minimax fig7-tree
    assert_success
    refute_output --partial wca-neb
    for figure in fig8 fig7-minimax fig7-tree fig7-tree-untangled; do
        assert_line --regexp "^$figure is drawn[:,]"
        assert_equal "$(head -c 5 "$BATS_TEST_TMPDIR/out/smoke/$figure.pdf")" %PDF-
    done
    # dashed in the tree is what joins over a band that did not converge, and nothing else
    assert_equal "$(grep -c stroke-dasharray "$BATS_TEST_TMPDIR/out/smoke/fig7-tree.svg")" \
        "$(awk -F '\t' 'FNR > 1 && $6 == 0' "$BATS_TEST_TMPDIR"/out/smoke/fig7/tree-matrices-*.tsv | wc -l)"
    # every panel of Fig. 8 has its pair or its reason
    assert_equal "$(jq -r 'select(has("a") or has("reason")).panel' "$BATS_TEST_TMPDIR"/out/smoke/fig8/[a-h].json | tr -d '\n')" abcdefgh
    # a minimax barrier is never above that of a band, and never below |E_A - E_B|
    awk -F '\t' 'FNR > 1 && !($10 <= $7 + 1e-9 && $10 >= 0) { exit 1 }' "$BATS_TEST_TMPDIR"/out/smoke/fig7/pairs-{1,2,3}.tsv
}

@test "make check-bands, make check-paths and make certify say what they found at each density" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    OUT=$BATS_TEST_TMPDIR/out run make -j2 check-bands check-paths certify
    assert_success
    assert_line --regexp '^phi_g +variant +pairs +converged +median_% +largest_% +limit_% +beyond +verdict$'
    assert_equal "$(cut -f 2 "$BATS_TEST_TMPDIR/out/smoke/check-bands.tsv" | sort | uniq -c | awk '$2 != "variant" { print $1 }' | sort -u)" 3
    # at 1.1 bands are simple: nothing moves their barriers; the limits are those of each density
    assert_equal "$(awk -F '\t' '$1 == 1.1 { print $9 }' "$BATS_TEST_TMPDIR/out/smoke/check-bands.tsv" | sort -u)" passes
    assert_equal "$(awk -F '\t' '$2 == "soft" || $2 == "string" { print $1, $7 }' "$BATS_TEST_TMPDIR/out/smoke/check-bands.tsv" | sort -u)" \
        "$(printf '0.85 10\n0.95 5\n1.1 5')"
    # no band is higher than its row says, or has converged where it should not
    assert_equal "$(tail -n +2 "$BATS_TEST_TMPDIR/out/smoke/check-paths.tsv" | cut -f 1,11- | tr '\t\n' '  ')" \
        '1.1 0 0 passes 0.95 0 0 passes 0.85 0 0 passes '
    assert_line --regexp '^phi_g +saddles +bands +refined +one negative mode'
    jq -s -e 'length > 3 and all(.max_force <= 1e-8 and .negative_modes >= 1 and has("connects"))' "$BATS_TEST_TMPDIR"/out/smoke/glasses/*/*/saddles.jsonl
}

@test "make claims judges every statement, and quenches clones to the other temperature for it" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    OUT=$BATS_TEST_TMPDIR/out run make claims
    assert_success
    refute_output --partial wca-neb
    assert_line --partial 'stages/quench 0.01 10 11 001'
    assert_line "$(jq '.claims | length' pipelines/claims.json) statements: $(jq '.claims | length' pipelines/claims.json) cannot tell"
    assert_equal "$(jq -r .verdict "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl" | sort -u)" 'cannot tell'
    assert_equal "$(jq -c 'select(.reason == null)' "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl")" ''
    # those of Figs 7 and 8 alone are the same rows, and need nothing more
    OUT=$BATS_TEST_TMPDIR/out run make claims-landscape
    assert_success
    refute_output --partial stages/quench
    assert_values "$(cat "$BATS_TEST_TMPDIR/out/smoke/claims-landscape.jsonl")" \
        "$(jq -c 'select(.figure == "7" or .figure == "8")' "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl")"
}

@test "a schema that asks for more than the last profile had is no obstacle" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    grep -v '^claims' "$OUT/smoke/profile.mk" >"$BATS_TEST_TMPDIR/out/smoke/profile.mk"
    touch -d '2000-01-01' "$BATS_TEST_TMPDIR/out/smoke/profile.mk"
    OUT=$BATS_TEST_TMPDIR/out run make fig7
    assert_success
    assert_output "fig7 is up to date: $BATS_TEST_TMPDIR/out/smoke/fig7.pdf, .png and .svg"
}

@test "a second make runs nothing and says so" {
    run make fig7
    assert_success
    assert_output "fig7 is up to date: $OUT/smoke/fig7.pdf, .png and .svg"
}

@test "programs that are compiled to the same bytes rerun nothing" {
    cp "$BUILD/bin/wca-swap" "$BATS_TEST_TMPDIR/before"
    rm "$BUILD"/bin/wca-swap "$BUILD"/bin/wca-cluster
    run make fig7
    assert_success
    assert_line --partial "tools/wca-swap.c"
    assert_line "fig7 is up to date: $OUT/smoke/fig7.pdf, .png and .svg"
    refute_line --partial pipelines/stages
    cmp "$BUILD/bin/wca-swap" "$BATS_TEST_TMPDIR/before"
}

@test "a program of other bytes reruns what it makes, and what depends on that" {
    cp -a "$BUILD/bin/wca-cluster" "$BATS_TEST_TMPDIR/original"
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    printf ' ' >>"$BUILD/bin/wca-cluster"
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/out"
    mv "$BATS_TEST_TMPDIR/original" "$BUILD/bin/wca-cluster"
    assert_success
    assert_line --partial wca-cluster
    assert_line --partial stages/draw
    refute_line --partial stages/equilibrate
    refute_line --partial stages/quench
    refute_line --partial wca-neb
}

@test "another temperature of the quench reruns the clones of that glass, and equilibrates nothing" {
    change 's/quench: 0.005,/quench: 0.006,/'
    assert_line --partial 'stages/quench 0.006 10 10 001'
    assert_line --partial '0.95-0.006/bands-008.jsonl'
    assert_line --partial stages/draw
    refute_line --partial stages/equilibrate
    refute_line --partial '1.1-0.0005/bands-'
    refute_line --partial '0.85-0.0005/bands-'
}

@test "other decay times of a glass rerun all of it, and nothing of the others" {
    change 's/decays: 10, quench: 0.005/decays: 12, quench: 0.005/'
    assert_line --partial 'stages/equilibrate swap random 200 random 0.95 0.16 50 12 10 '
    assert_line --partial 'stages/equilibrate swap cold 200 random 0.95 0.16 50 12 10 '
    refute_line --regexp 'stages/equilibrate swap (random|cold) 200 random (0.85|1.1)'
    refute_line --partial '1.1-0.0005/bands-'
}

@test "another time of equilibration reruns all of that glass, and nothing of the others" {
    change 's/0.46, equilibration: 50/0.46, equilibration: 60/'
    assert_line --partial 'stages/equilibrate swap random 200 random 1.1 0.46 60 10 10 '
    assert_line --partial 'stages/equilibrate swap cold 200 random 1.1 0.46 60 10 10 '
    assert_line --partial 'stages/compare-starts'
    assert_line --partial '1.1-0.0005/bands-008.jsonl'
    refute_line --regexp 'stages/equilibrate swap (random|cold) 200 0.(95|85)'
    refute_line --partial '0.95-0.005/bands-'
}

@test "a job that was stopped does not go on from its checkpoint when its recipe has changed" {
    local glasses=$OUT/smoke/glasses
    touch "$glasses"/{1.1-0.46-1,0.95-0.16-1}/equilibrated.checkpoint
    change 's/0.46, equilibration: 50/0.46, equilibration: 60/'
    assert_not_exists "$BATS_TEST_TMPDIR"/out/smoke/glasses/1.1-0.46-1/equilibrated.checkpoint
    assert_exists "$BATS_TEST_TMPDIR"/out/smoke/glasses/0.95-0.16-1/equilibrated.checkpoint
    rm "$glasses"/*/equilibrated.checkpoint
}

@test "clones do not wait for the second start" {
    run make --dry-run "$BATS_TEST_TMPDIR/out/smoke/glasses/1.1-0.46-1/1.1-0.0005/tree.jsonl" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    assert_line --partial 'stages/equilibrate swap random 200 random 1.1 0.46 50 10 10 '
    refute_line --partial 'stages/equilibrate swap cold'
    refute_line --partial stages/compare-starts
}

@test "the table of equilibrium joins both starts of each glass, which have the same particles and other motions" {
    local folder=$OUT/smoke/glasses/0.95-0.16-1 table=$OUT/smoke/equilibrium.jsonl
    assert_values "$(jq -c '[.phi, .temperature, .passed]' "$table" | tr '\n' ' ')" '[1.1,0.46,false] [0.95,0.16,false] [0.85,0.0353,false] '
    jq -s -e 'all(.reason | startswith("random start: "))' "$table"
    assert_values "$(jq -c 'select(.phi == 0.95) | [.time_random, .reason_random, .demixing_random]' "$table")" \
        "$(jq -c '[.time, .reason, .demixing]' "$folder/certificate.jsonl")"
    assert_values "$(jq -c 'select(.phi == 0.95) | [.time_cold, .reason_cold, .demixing_cold]' "$table")" \
        "$(jq -c '[.time, .reason, .demixing]' "$folder/cold/certificate.jsonl")"
    assert_values "$(jq -c 'select(.phi == 0.95) | [.time_held, .energy_at_start]' "$table")" \
        "$(jq -c '[.time_held, .energy_at_start]' "$folder/cold/held.jsonl")"
    cmp <(rows "$folder/equilibrated.xyz" | cut -d ' ' -f 5 | sort) <(rows "$folder/cold/equilibrated.xyz" | cut -d ' ' -f 5 | sort)
    run ! cmp -s <(rows "$folder/equilibrated.xyz") <(rows "$folder/cold/equilibrated.xyz")
    run make equilibrium
    assert_success
    assert_line --index 0 --regexp '^phi_g +T_g +start +decay time +time +decays +mean energy +drift +equilibrium$'
    assert_line --index 1 --regexp '^ +1.1 +0.46 +random .* no: random start: '
    assert_equal "${#lines[@]}" 7
}

# start ENERGY ERROR [KEY...]: a certificate, as far as compare-starts reads it
start() {
    jq -n -c --argjson energy "$1" --argjson error "$2" '{glass: 1, phi: 1, temperature: 1, energy: $energy,
        energy_error: $error, equilibrium: true}'"${3:+ + $3}"
}

@test "a glass passes when both starts do, the second from below, and their energies agree within three errors of the difference" {
    local out=$BATS_TEST_TMPDIR starts
    starts=("$out/random" "$out/held" "$out/cold")
    compare() {
        pipelines/stages/compare-starts "$out/table" "${starts[@]}"
        jq -c "$1" "$out/table"
    }
    start 100 0.3 >"${starts[0]}"
    echo '{"time_held":5,"energy_at_start":97}' >"${starts[1]}"
    start 101.49 0.4 >"${starts[2]}" # the error of the difference is 0.5
    assert_values "$(compare '[.passed, .reason, (.energy_difference * 100 | round), .energy_difference_error, .time_held]')" '[true,null,149,0.5,5]'
    echo '{"time_held":5,"energy_at_start":100.1}' >"${starts[1]}"
    assert_values "$(compare '[.passed, .reason]')" '[false,"cold start: it did not come from below"]'
    echo '{"time_held":5,"energy_at_start":97}' >"${starts[1]}"
    start 98.49 0.4 >"${starts[2]}"
    assert_values "$(compare '[.passed, .reason]')" '[false,"the energies of the two starts differ"]'
    start 100 0.4 '{equilibrium: false, reason: "it drifts"}' >"${starts[2]}"
    assert_values "$(compare '[.passed, .reason]')" '[false,"cold start: it drifts"]'
    start null null '{equilibrium: false, reason: "it is short"}' >"${starts[0]}"
    starts+=("${starts[@]}")
    assert_values "$(compare '[.passed, .reason, .energy_difference]' | sort -u)" '[false,"random start: it is short",null]'
    assert_equal "$(wc -l <"$out/table")" 2
}

@test "a glass that passed is held below for half of its time, and its energy is then below that of the run" {
    local out=$BATS_TEST_TMPDIR
    stages=$PWD/pipelines/stages
    PATH=$PWD/${BUILD:-build}/bin:$PATH
    "$stages/equilibrate" swap random 75 random 0.95 0.25 5000 10 1 1 "$out/glass.xyz" "$out/certificate.jsonl"
    mkdir "$out/cold"
    "$stages/hold" 75 random 0.95 0.25 5000 1 1 "$out/certificate.jsonl" "$out/cold/held.xyz" "$out/cold/held.jsonl"
    assert_equal "$(sed -n '2s/.* temperature=\([^ ]*\) .*/\1/p' "$out/cold/held.xyz")" 0.2
    jq -s -e '.[1].time_held == .[0].time / 2 and .[1].energy_at_start < .[0].energy' "$out/certificate.jsonl" "$out/cold/held.jsonl"
    "$stages/equilibrate" swap cold 75 random 0.95 0.25 5000 10 1 1 "$out/cold/glass.xyz" "$out/cold/certificate.jsonl"
    pipelines/stages/compare-starts "$out/table" "$out/certificate.jsonl" "$out/cold/held.jsonl" "$out/cold/certificate.jsonl"
    assert_values "$(jq -c '[.passed, .temperature, .temperature_cold]' "$out/table")" '[true,0.25,null]'
    # of one that did not pass a tenth of the time is all
    jq -c '.equilibrium = false' "$out/certificate.jsonl" >"$out/failed"
    "$stages/hold" 75 random 0.95 0.25 20 1 1 "$out/failed" "$out/cold/held.xyz" "$out/cold/held.jsonl"
    assert_values "$(jq .time_held "$out/cold/held.jsonl")" 2
}

@test "another waiting time quenches again and equilibrates nothing" {
    change 's/tw: 10/tw: 11/'
    assert_line --partial 'stages/quench 0.0005 11 10 001'
    refute_line --partial stages/equilibrate
}

@test "more clones add their own quenches, minima and bands, and change none of the others" {
    change 's/clones: 8/clones: 10/'
    assert_line --partial 'quenched-002.xyz'
    refute_line --partial 'quenched-001.xyz '
    assert_line --partial 'bands-009.jsonl'
    assert_line --partial 'bands-010.jsonl'
    refute_line --regexp '-o .*bands-00[2-8].jsonl'
    refute_line --partial stages/equilibrate
}

@test "fewer clones only draw again" {
    change 's/clones: 8/clones: 5/'
    assert_line --partial 'stages/pairs 5 '
    refute_line --regexp 'stages/(equilibrate|quench)'
    refute_line --regexp '-o .*(bands|minima)-'
}

@test "interrupted anywhere and called again, it goes on with what is missing and ends in the same bytes" {
    local out=$BATS_TEST_TMPDIR/out begun process ended
    made() { [[ $(find "$out" -name "$1" 2>/dev/null) ]]; }
    for begun in .equilibrated.xyz. equilibrated.xyz minima-001.xyz bands-002.jsonl; do # the first one by its temporary name
        env --default-signal=INT setsid make fig7 OUT="$out" >/dev/null 2>&1 3>&- &
        process=$!
        await made "$begun*"
        kill -INT -- -$process # as the terminal does on Ctrl-C: to make and all its jobs
        ended=0
        wait $process || ended=$?
        ((ended > 0)) # it had not come to its end
    done
    run make fig7 OUT="$out"
    assert_success
    assert_equal "$(find "$out" -name '*.tmp')" ''
    local product
    while read -r product; do
        cmp "$OUT/$product" "$out/$product"
    done < <(cd "$OUT" && find . -name '*.xyz' -o -name '*.jsonl' -o -name '*.tsv' -o -name '*.png' -o -name '*.svg')
}

@test "RUN is put before every expensive command, as one simple command" {
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/out" RUN='srun -n1'
    assert_success
    assert_line --regexp '^srun -n1 pipelines/stages/equilibrate [^|]*$'
    assert_line --regexp '^srun -n1 pipelines/stages/quench [^|]*$'
    assert_line --regexp '^srun -n1 .*/wca-min [^|]*$'
    assert_line --regexp '^srun -n1 .*/wca-neb [^|]*$'
    assert_line --regexp '^srun -n1 pipelines/stages/pairs [^|]*$'
    refute_line --regexp '^(pipelines/stages/(equilibrate|quench|pairs)|[^ ]*/wca-(min|neb)) '
}

@test "a wrong profile ends with a sentence that names file and line, and runs nothing" {
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i 's/clones: 8/clones: eight/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make fig7 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_failure
    assert_line --regexp 'smoke.yaml:10: expected an integer from 2 up to 999 for fig7.clones, found "eight"'
    refute_line --partial pipelines/stages
    run make fig7 PROFILE=gigantic
    assert_failure
    assert_line --partial 'no profile gigantic: PROFILE is one of overnight paper quick smoke'
}
