#!/usr/bin/env bats
# Packed runs: make reference, make compare and make claims REFERENCE=, on made rows. (tests/pipeline.bats packs and compares a run at smoke.)

load helper

pipelines=$BATS_TEST_DIRNAME/../pipelines stages=$BATS_TEST_DIRNAME/../pipelines/stages

# made FOLDER: the merged rows of a small run at smoke: four glasses of basins, a mean over glasses and a share of them, a law, and one glass
made() {
    mkdir -p "$1"/{claims,landscapes,basins/0.85-0.0353/0.85-0.005,liquids/0.85}
    jq -nc '{phi: 0.85, quantity: "phi_J", value: 0.84, error: 0.001, value_low: 0.84, error_low: 0.001, tw: 16, tau: 20, clones: 4, glasses: 4, glasses_passed: 4, particles: 100}' >"$1/claims/basins.jsonl"
    jq -nc '{phi: (1.1, 0.85), temperature: 0.46, clones: 4, minima: 3, glasses: 4, glasses_passed: 4, particles: 100, tw: 10, tau: 10, error: 0.01, error_low: 0.01}
        | if .phi == 0.85 then .temperature = 0.0353 else . end
        | . + {quantity: "localized_of_glasses", value: (if .phi == 1.1 then 0.9 else 0.1 end)} | .value_low = .value' >"$1/landscapes/numbers-1.jsonl"
    jq -nc '{phi: 1.1, temperature: 0.46, quantity: "distance_with_barrier_holds_of_glasses", value: null, error: null, reason: "there is none", glasses: 4, glasses_passed: 4, glasses_untold: 4,
        clones: 4, particles: 100, tw: 10, tau: 10, value_low: null, error_low: null}' >"$1/landscapes/shares-1.jsonl"
    jq -nc '{phi: 1.1, temperature: 0.46, glass: 1, quantity: "shared", value: 0.3, error: 0.02, value_low: 0.3, error_low: 0.02, clones: 100, minima: 50, pairs: 1000, pairs_unconverged: 0}' >"$1/claims/numbers-1.jsonl"
    jq -nc '{phi: 1.1, temperature: 0.46, passed: true}' >"$1/equilibrium.jsonl"
    jq -nc '{glass_phi: 0.85, glass_temperature: 0.0353, phi: 0.85, temperature: 0.005, tw: (8, 16), lag: 20, glasses: 4, glass_numbers: [1, 2, 3, 4], clones: 4, delta_ab: (0.01, 0.02),
        delta_ab_error: 0.001, delta_ab_of_glasses: [1, 2, 3, 4], chi_ab: 3, chi_ab_error: null, chi_ab_error_reason: "fewer than 4 glasses"}' >"$1/basins/0.85-0.0353/0.85-0.005/chi.jsonl"
    jq -nc '{phi: 0.85, temperature: 0.2, tau: 0.1, fs: 0.5, fs_error: 0.1}, {phi: 0.85, temperature: 0.2, glasses: 2, tau_alpha: 5, tau_alpha_error: 0.1}' >"$1/liquids/0.85/times.jsonl"
}

# packed FOLDER NAME: its rows as NAME, of the profile smoke
packed() {
    mapfile -t rows < <(find "$1" -name '*.jsonl' ! -name compare.jsonl | sort)
    "$stages/pack" profile="${profile:-smoke}" profiles="${profiles:-$pipelines/profiles}" root="$1" commit=0123abc output="$2" rows: "${rows[@]}"
}

# compare FOLDER REFERENCE [STALE]: as make compare does, where all tables are there, and STALE is to be made anew
compare() {
    printf '#!/bin/bash\nfind %s -name "*.jsonl" ! -name compare.jsonl | sort | sed "s/^/packed /"\n%s\n' "$1" "${3:+echo ::: product table $3}" >list
    chmod +x list
    mkdir -p none
    "$pipelines/compare" references=none reference="$2" call=make profile= root="$1" own=smoke profiles="$pipelines/profiles" make=./list
}

@test "a pack has the run that it is of, each row with its product, and no list of single glasses" {
    made run
    packed run reference.gz
    gzip -dc reference.gz >rows
    assert_values "$(head -n 1 rows | jq -c '[.reference, .profile, .seed, .commit, (.parameters | fromjson | .basins.particles)]')" '["wca","smoke",10,"0123abc",100]'
    assert_equal "$(head -n 1 rows | jq -r .version)" "$(wca-params --version | sed -n '1s/.* //p')"
    assert_equal "$(jq -r '.of // empty' rows | sort -u | paste -sd ' ')" \
        'basins/0.85-0.0353/0.85-0.005/chi.jsonl claims/basins.jsonl claims/numbers-1.jsonl equilibrium.jsonl landscapes/numbers-1.jsonl landscapes/shares-1.jsonl liquids/0.85/times.jsonl'
    assert_equal "$(jq -c 'select(has("fs") or has("glass_numbers") or has("delta_ab_of_glasses"))' rows)" ''
    # the same rows, the same bytes
    packed run again.gz
    cmp reference.gz again.gz
}

@test "a run agrees with itself, in every quantity that has an error" {
    made run
    packed run reference.gz
    run compare run reference.gz
    assert_success
    assert_line '7 quantities are compared: 7 agree, 0 differ.'
    assert_line --regexp '^On the whole the profile smoke agrees with the reference'
    assert_line 'Both runs have the same seed: glasses of the same sizes are the same ones, and agree better than chance lets others.'
    assert_line --regexp '^ +2: no error here: fewer than 4 glasses$'
    assert_line --regexp '^ +1: it does not exist here: there is none$'
    assert_line --regexp '^agrees +basins +phi_J +phi = 0.85 +0.8400\(10\) +0.8400\(10\) +0 '
    assert_line "compared with reference.gz: the profile smoke, seed 10, version $(wca-params --version | sed -n '1s/.* //p'), commit 0123abc"
    assert_values "$(jq -s length run/compare.jsonl)" 10
}

@test "a quantity that is shifted is found, by how many errors, and all others agree" {
    made run
    made other
    # 0.05 of hypot(0.001, 0.001), with 6 degrees of freedom
    sed -i 's/"value":0.84,/"value":0.89,/' other/claims/basins.jsonl
    packed other reference.gz
    run compare run reference.gz
    assert_success
    assert_line '7 quantities are compared: 6 agree, 1 differ.'
    assert_line --regexp '^differs +basins +phi_J +phi = 0.85 +0.8400\(10\) +0.8900\(10\) +-35.4 '
    assert_line --regexp '^Beyond two errors lie 1, where chance gives 0.[0-9]; beyond three 1, where it gives 0.[0-9].$'
    assert_line --regexp '^The least likely: phi_J at phi = 0.85, -35.4 errors apart: '
    assert_line --regexp '^On the whole the profile smoke DIFFERS from the reference'
    close_to "$(jq -n '-0.05 / (0.000002 | sqrt)')" "$(jq 'select(.quantity == "phi_J").difference_deviations' run/compare.jsonl)" 1e-9
    # by two errors and a half nothing is said
    sed -i 's/"value":0.89,/"value":0.8435,/' other/claims/basins.jsonl
    packed other reference.gz
    run compare run reference.gz
    assert_line '7 quantities are compared: 7 agree, 0 differ.'
    assert_line --regexp '^Beyond two errors lie 1,'
}

@test "susceptibilities are compared by their ratio: the errors of few glasses are about as large as they are" {
    made run
    sed -i 's/"chi_ab":3,"chi_ab_error":null/"chi_ab":1,"chi_ab_error":0.8165/' run/basins/*/*/chi.jsonl
    made other
    sed -i 's/"chi_ab":3,"chi_ab_error":null/"chi_ab":1000,"chi_ab_error":816.5/' other/basins/*/*/chi.jsonl
    packed other reference.gz
    run compare run reference.gz
    assert_success
    assert_line '9 quantities are compared: 7 agree, 2 differ.'
    assert_line --regexp '^differs +basins +chi_ab .* -6 '
    assert_line --regexp '^Beyond two errors lie 2,'
}

@test "what is of another size, model, time or glass, or is not there, is not compared, and why" {
    made run
    made other
    jq -c '.phi = 0.9 | .particles = 100' run/claims/basins.jsonl >>other/claims/basins.jsonl
    sed -i 's/"tau_alpha":5/"potential":"harmonic","tau_alpha":5/' other/liquids/0.85/times.jsonl
    mkdir profiles
    printf 'include: smoke\nseed: 2\nbasins: {glasses: 5, particles: 200}\n' >profiles/big.yaml
    cp "$pipelines"/profiles/smoke.yaml profiles
    profile=big profiles=profiles packed other reference.gz
    run compare run reference.gz
    assert_success
    assert_line --regexp '^cannot be compared +basins +phi_J +phi = 0.85 .* particles is 100, and 200 in the reference$'
    assert_line --regexp '^cannot be compared +basins +phi_J +phi = 0.9 +- +0.8400\(10\) +- +not in this run$'
    assert_line --regexp '^cannot be compared +one glass +shared .* seed is 10, and 2 in the reference$'
    assert_line --regexp '^agrees +many glasses +localized_of_glasses +phi = 1.1, T = 0.46 '
    assert_line '2 quantities are compared: 2 agree, 0 differ.'
    refute_line --partial 'the same seed'
    assert_equal "$(jq -r 'select(.quantity == "tau_alpha").reason' run/compare.jsonl)" 'potential is wca, and harmonic in the reference'
    assert_equal "$(jq -r 'select(.quantity == "delta_ab").reason' run/compare.jsonl | sort -u)" 'particles is 100, and 200 in the reference'
}

@test "a quantity belongs where its glasses do, and has their sizes" {
    made run
    mkdir -p run/jamming run/fig1 run/fig2 run/aging/0.85-0.0353/0.9-0.0025
    jq -nc '{glass_phi: 0.85, glass_temperature: 0.0353, phi: 0.85, temperature: 0.0007, tau: 20, glasses: 4, aging: 0.5, aging_error: 0.1}' | tee run/claims/aging-basins.jsonl >run/claims/aging-aging.jsonl
    jq -nc '{glass_phi: 0.85, phi: 0.85, glasses: 4, phi_j: 0.82, phi_j_error: 0.01}' >run/jamming/0.85-0.0353.jsonl
    jq -nc '{fraction: 0.5, glasses: 4, phi_j: 0.78, phi_j_error: 0.01}' >run/fig1/random.jsonl
    jq -nc '{glass_phi: 0.85, phi: 0.85, tw: 16, lag: 20, glasses: 4, ergodicity_temperature: 0.01, ergodicity_temperature_error: 0.001}' >run/fig2/ergodicity.jsonl
    jq -nc '{glass_phi: 0.85, glass_temperature: 0.0353, phi: 0.9, temperature: 0.0025, tw: 8, tau: 1, glasses: 4, delta: 0.01, delta_error: 0.001}' >run/aging/0.85-0.0353/0.9-0.0025/msd.jsonl
    profiles=profiles profile=apart
    mkdir profiles
    printf 'include: smoke\naging: {particles: 200}\n' >profiles/apart.yaml
    cp "$pipelines"/profiles/smoke.yaml profiles
    packed run reference.gz
    gzip -dc reference.gz | jq -L "$pipelines/filters" -s -r "include \"rows\"; $(<"$pipelines/filters/compare-quantities.jq")" >quantities
    assert_equal "$(jq -r '"\(.set): \(.quantity), \(.sizes.particles // "-")"' quantities | sort -u)" "$(sort <<'END'
aging: aging, 200
aging: delta, 200
basins: aging, 100
basins: chi_ab, 100
basins: delta_ab, 100
basins: ergodicity_temperature, 100
basins: phi_J, 100
jamming: phi_j, 100
liquids: tau_alpha, 100
many glasses: distance_with_barrier_holds_of_glasses, 100
many glasses: localized_of_glasses, 100
one glass: shared, 200
random packings: phi_j, 100
END
)"
}

@test "tables that are out of date are left out, and where nothing is left, or nothing can be compared, a sentence says so" {
    made run
    packed run reference.gz
    run compare run reference.gz 'claims/basins.jsonl landscapes/numbers-1.jsonl'
    assert_success
    assert_line '2 tables of this run are out of date and left out.'
    assert_equal "$(jq -r 'select(.quantity == "phi_J").reason' run/compare.jsonl)" 'not in this run'
    rm run/compare.jsonl
    run -66 compare run reference.gz "$(cd run && find . -name '*.jsonl' | sed 's|^./||' | paste -sd ' ')"
    assert_output --regexp '^make compare: expected merged rows of the profile smoke in run, found none that are up to date: make claims PROFILE=smoke makes '
    rm -r run/{basins,landscapes,liquids} run/claims/basins.jsonl
    mkdir profiles
    printf 'include: smoke\nseed: 2\n' >profiles/other.yaml
    cp "$pipelines"/profiles/smoke.yaml profiles
    profile=other profiles=profiles packed run reference.gz
    run -65 compare run reference.gz
    assert_output --regexp '^make compare: expected quantities that this run and the reference have at the same sizes, found none of 1: the reference is of the profile other, seed 2, .* shared: seed is 10, and 2 in the reference$'
    run -66 compare nowhere reference.gz
    assert_output --partial 'make compare: expected the products of a run in nowhere, found none: make claims PROFILE=smoke makes those that statements need'
    assert_equal "$(find . -name '*.tmp' -o -name compare.jsonl)" ''
}

# claims REFERENCE [PROFILE] [FIGURES]
claims() { "$pipelines/claims-of-reference" references=references reference="$1" call=make profile="${2-}" figures="${3-}"; }

@test "statements are decided from a reference in all three ways, as from the rows themselves" {
    made run
    mkdir references
    # 0.8 of hypot(0.01, 0.01); a glass in which clones share minima; nothing else
    packed run references/reference-smoke.jsonl.gz
    run claims 1
    assert_success
    assert_line 'Fig. 8, phi = 1.1 less 0.85: Crossover: excitations are localized in dense glasses'
    assert_line --regexp '^84 statements: [0-9]+ cannot tell, 2 holds$'
    assert_line --regexp '^decided from references/reference-smoke.jsonl.gz: the profile smoke, seed 10, '
    mapfile -t rows < <(find run -name '*.jsonl')
    jq -c 'select(has("quantity") or has("passed"))' "${rows[@]}" >rows
    "$stages/judge-claims" claims="$pipelines/claims.json" output=claims.jsonl rows: rows
    assert_equal "$(claims 1 | head -n -1)" "$("$stages/show-claims" claims.jsonl)"
    # those on Figs 7 and 8 alone
    assert_values "$(claims 1 smoke '7 8' | grep -c '^Fig[.] [78],')" "$(jq '[.claims[] | select((.figure == "7" or .figure == "8") and .scope != "glasses")] | length' "$pipelines/claims.json")"
    # the starts of other glasses do not vouch for that of Fig. 7
    local of_one='Fig. 7, phi = 1.1: Each sub-basin contains a small number of IS'
    assert_equal "$(claims 1 | grep -FA 1 "$of_one" | tail -n 1)" '    holds'
    jq -c '.passed = false' run/equilibrium.jsonl >less && mv less run/equilibrium.jsonl
    jq -c '.passed = true | .glass = 1' run/equilibrium.jsonl >run/landscapes/starts.jsonl
    packed run references/reference-smoke.jsonl.gz
    assert_equal "$(claims 1 | grep -FA 1 "$of_one" | tail -n 1)" '    cannot tell: the glass is not shown to be in equilibrium'
    jq -c '.passed = true' run/equilibrium.jsonl >less && mv less run/equilibrium.jsonl
    jq -c '.value = 0.01 | .error = 0.002 | .value_low = 0.01 | .error_low = 0.002' run/claims/numbers-1.jsonl >less && mv less run/claims/numbers-1.jsonl
    packed run references/reference-smoke.jsonl.gz
    run claims 1
    assert_line --regexp '^84 statements: [0-9]+ cannot tell, 1 does not hold, 1 holds$'
}

@test "which reference is meant is found, or asked" {
    made run
    mkdir references
    run -66 claims 1
    assert_output 'make claims: expected a reference in references, found none: REFERENCE=FILE is one that make reference PROFILE=NAME has packed'
    run -66 claims nowhere.gz
    assert_output 'make claims: expected a packed run, of make reference, for REFERENCE, found none at nowhere.gz'
    packed run references/reference-smoke.jsonl.gz
    run -66 claims 1 mine
    assert_output 'make claims: expected a reference of the profile mine in references, found one of smoke: please name one of these by PROFILE, or another by REFERENCE=FILE'
    run -65 claims references/reference-smoke.jsonl.gz mine
    assert_output 'make claims: expected a reference of the profile mine, found one of smoke in references/reference-smoke.jsonl.gz: PROFILE=smoke, or no PROFILE, decides statements by it'
    cp references/reference-smoke.jsonl.gz references/reference-other.jsonl.gz
    run -64 claims 1
    assert_output 'make claims: expected to be told which reference, found several in references, of the profiles other smoke: please name one by REFERENCE=FILE'
    run claims 1 smoke
    assert_success
    assert_equal "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name '.claims.*' -user "$(id -un)" -newer references)" ''
}

@test "what is no reference, or a part of one, is refused" {
    made run
    packed run reference.gz
    head -c 300 reference.gz >part.gz
    gzip -dc reference.gz | tail -n +2 | gzip >headless.gz
    gzip -dc reference.gz | head -c -5 | gzip >cut.gz
    gzip -dc reference.gz >plain
    local file
    for file in part.gz headless.gz cut.gz plain; do
        run -65 claims $file
        assert_output "make claims: expected a packed run, of make reference, found something else, or a part of one: $file"
        run -65 compare run $file
        assert_output "make compare: expected a packed run, of make reference, found something else, or a part of one: $file"
    done
    assert_not_exists run/compare.jsonl
}

@test "a pack that is larger than a megabyte is none" {
    made run
    # numbers that nothing packs
    awk 'BEGIN { srand(1); for (k = 0; k < 60000; k++) printf "{\"phi\":0.8,\"tw\":%d,\"delta_ab\":%.15f,\"delta_ab_error\":%.15f}\n", k, rand(), rand() }' >run/basins/0.85-0.0353/many.jsonl
    run -65 packed run reference.gz
    assert_output --regexp '^pack: expected merged rows that pack into 1048576 bytes, found [0-9]+ of 8 files: '
    assert_equal "$(find . -name '*.gz' -o -name '*.tmp')" ''
}
