#!/usr/bin/env bats
# Figs 1 to 6 on the profile smoke: liquids, and glasses followed to other state points, from nothing but a seed.

load helper

setup_file() {
    apart
    export LC_ALL=C # as on a machine without a language: gnuplot 6 warns there when it is not told better
    export FIGURES_OF_GLASSES='fig1 fig1-times fig1-stability tune-swap fig2 fig3 fig4 fig5 fig5-dense fig5-map fig6'
    # shellcheck disable=SC2086
    make $FIGURES_OF_GLASSES >"$BATS_FILE_TMPDIR/first" 2>&1 || { cat "$BATS_FILE_TMPDIR/first" && return 1; }
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
}

@test "every figure is a PDF, a PNG and an SVG, and says what was found" {
    local figure
    for figure in $FIGURES_OF_GLASSES; do
        run head -c 5 "$OUT/smoke/$figure.pdf"
        assert_output '%PDF-'
        run head -c 4 "$OUT/smoke/$figure.png"
        assert_output --partial PNG
        run tail -c 16 "$OUT/smoke/$figure.svg"
        assert_output --partial '</svg>'
        run cat "$BATS_FILE_TMPDIR/first"
        assert_line "$figure is drawn: $OUT/smoke/$figure.pdf, .png and .svg"
    done
    assert_line --regexp '^glass_phi +glass_temperature +phi +T_G +T_G_error'
    assert_line --regexp '^temperature +tw +chi_ab_unbiased +chi_ab_unbiased_error'
    refute_line --regexp '\.gp.*warning'
}

@test "a second make has nothing to do" {
    # shellcheck disable=SC2086
    run make $FIGURES_OF_GLASSES
    assert_success
    assert_equal "$(sort <<<"$output")" "$(for figure in $FIGURES_OF_GLASSES; do echo "$figure is up to date: $OUT/smoke/$figure.pdf, .png and .svg"; done | sort)"
}

@test "recipes are the same wherever products are" {
    assert_equal "$(grep -rlF --include='*.recipe' "$OUT" "$OUT")" ''
    run cat "$OUT/smoke/fig5-map.pdf.recipe"
    assert_output --partial 'fig5/susceptibility.tsv'
}

@test "a job is a glass at a state point, and no job is done twice" {
    run grep -c '^pipelines/stages/follow ' "$BATS_FILE_TMPDIR/first"
    assert_output "$(find "$OUT/smoke/basins" -name 'chi-*.jsonl' | wc -l)"
    run bash -c "grep '^pipelines/stages/follow ' '$BATS_FILE_TMPDIR/first' | sort | uniq -d"
    assert_output ''
    run find "$OUT/smoke/basins" -name '.*'
    assert_output ''
}

@test "one temperature more: only its jobs are new" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i 's/quenches: \[0.26,/quenches: [0.26, 0.13,/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    refute cmp -s "$PROFILES/smoke.yaml" "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make --dry-run fig2 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    assert_equal "$(grep -c 'stages/follow clones=4 tw=16 tau=20 seed=10 phi=1 temperature=0.13 ' <<<"$output")" 4
    assert_equal "$(grep -c 'stages/follow ' <<<"$output")" 4
    assert_equal "$(grep -c 'stages/equilibrate ' <<<"$output")" 0
}

@test "one glass, temperature or density less: no job is new, and all averages and tables are" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i 's/densities: \[0.84, 0.9, 1\]/densities: [0.84, 1]/; s/quenches: \[0.26, [0-9.]*,/quenches: [0.26,/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    refute cmp -s "$PROFILES/smoke.yaml" "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make --dry-run fig2 fig5 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    refute_line --regexp '^pipelines/stages/(follow|equilibrate) '
    local table
    for table in fig2/ergodicity fig2/distances fig5/ergodicity fig5/susceptibility; do
        assert_line --regexp "stages/table .* output=$BATS_TEST_TMPDIR/out/smoke/$table.tsv "
    done
}

@test "a job that is told to end leaves nothing running, and a checkpoint" {
    local glass=$OUT/smoke/glasses/0.85-0.0353-1-of-100/equilibrated.xyz job reader
    mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || return
    mkfifo ../alive # all that the job starts has it open
    timeout 300 cat ../alive &
    reader=$!
    "$BATS_TEST_DIRNAME/../pipelines/stages/follow" clones=8 tw=100000 tau=100000 seed=424242 phi=0.85 temperature=0.001 glass="$glass" \
        chi="$PWD/chi" msd=msd >../alive 3>&- &
    job=$!
    await listens "$PWD/chi.checkpoint"
    kill "$job"
    status=0
    wait "$job" || status=$?
    assert_equal "$status $(ls -A)" '75 chi.checkpoint'
    wait $reader
}

@test "a job that fails leaves no product, and its reader's sentence is seen" {
    local glass=$OUT/smoke/glasses/0.85-0.0353-1-of-100/equilibrated.xyz
    mkdir "$BATS_TEST_TMPDIR/bin" && cd "$BATS_TEST_TMPDIR" || return
    printf '#!/bin/bash\nhead -c 100000 >/dev/null\necho "wca-msd: the disk is full" >&2\nexit 74\n' >bin/wca-msd
    chmod +x bin/wca-msd
    PATH=$PWD/bin:$PATH run "$BATS_TEST_DIRNAME/../pipelines/stages/follow" clones=4 tw=16 tau=20 seed=1 phi=0.85 temperature=0.001 glass="$glass" chi=chi msd=msd
    assert_equal "$status" 74
    assert_equal "$output" 'wca-msd: the disk is full'
    assert_equal "$(ls -A --ignore='*.checkpoint')" bin
}

@test "the rows of a state point are those of its glasses, one by one" {
    local folder=$OUT/smoke/basins/0.85-0.0353/0.85-0.0007
    assert_values "$(jq -sc 'map([.tw, .lag, .glasses, .clones])' "$folder/chi.jsonl")" '[[8,20,4,4],[16,20,4,4],[20,null,4,4]]'
    close_to "$(jq -s 'map(select(.tw == 8 and .lag == 20).delta_ab) | add / 4' "$folder"/chi-?.jsonl)" \
        "$(jq -s '.[0].delta_ab' "$folder/chi.jsonl")"
    # the displacement in the lag is the same by wca-chi and by wca-msd
    close_to "$(jq 'select(.tw == 16 and .tau == 20).delta' "$folder/msd.jsonl")" \
        "$(jq 'select(.tw == 16 and .lag == 20).delta' "$folder/chi.jsonl")"
}

# relaxation_of TIME LIQUID...: of liquids in folders of these names, each with two samples, by all stages of it, into `out`
relaxation_of() {
    local stages=$BATS_TEST_DIRNAME/../pipelines/stages time=$1 liquid k samples=() rows=()
    shift
    for liquid; do
        "$stages/relax-samples" samples=2 seed=1 certificate="$liquid/certificate.jsonl" liquid="$liquid/equilibrated.xyz" output="samples-$liquid.xyz" || return
        samples+=("samples-$liquid.xyz")
    done
    "$stages/relax-pace" seed=1 time="$time" samples="${samples[0]}" output=pace.json certificates: "${@/%//certificate.jsonl}" || return
    for ((k = 1; k <= 2 * $#; k++)); do
        "$stages/relax" seed=1 number=$k time="$time" pace=pace.json output=fskt-$k.jsonl samples: "${samples[@]}" || return
        rows+=("fskt-$k.jsonl")
    done
    "$stages/relax-join" seed=1 time="$time" pace=pace.json output=out rows: "${rows[@]}" samples: "${samples[@]}" certificates: "${@/%//certificate.jsonl}"
}

# liquids: early, whose certificate has a short decay time, and late, which is not in equilibrium
liquids() {
    local of=$OUT/smoke/glasses/0.85-0.9-1-of-100-quantile-md
    export PATH=$BUILD/bin:$PATH
    cd "$BATS_TEST_TMPDIR" || return
    mkdir early late
    cp "$of/equilibrated.xyz" early
    cp "$of/equilibrated.xyz" late
    jq -c '.decay_time = 0.06 | .equilibrium = true' "$of/certificate.jsonl" >early/certificate.jsonl
    jq -c '.equilibrium = false | .reason = "it drifts"' "$of/certificate.jsonl" >late/certificate.jsonl
}

@test "a liquid is run for as long as it relaxes, and one that is not in equilibrium has no relaxation time" {
    local tau
    liquids
    relaxation_of 60 early
    tau=$(jq -s 'map(select(has("tau_alpha")).tau_alpha) | add / length' "$OUT/smoke/liquids/0.85-0.9/relaxation.jsonl")
    close_to "$tau" "$(jq -s 'map(select(has("tau_alpha")).tau_alpha) | add / length' out)" 0.2
    assert_values "$(jq -s -c 'map(.glass) | unique' out)" '[1,2]'
    relaxation_of 0.4 early # no longer than that
    assert_values "$(jq -sc 'map(select(has("tau_alpha")))[0] | [.tau_alpha, .tau_alpha_reason]' out)" '[null,"F_s does not pass 1/e within the times"]'
    relaxation_of 60 early late
    assert_values "$(jq -c '[.phi, .temperature, .tau_alpha, .tau_alpha_reason]' out)" '[0.85,0.9,null,"not shown to be in equilibrium: it drifts"]'
    assert_equal "$(ls -A -I '*-*')" $'early\nlate\nout\npace.json'
}

@test "where the first sample set too fast a pace, all are run once more" {
    liquids
    relaxation_of 60 early
    jq -c '.step /= 20' pace.json >fast.json
    "$BATS_TEST_DIRNAME/../pipelines/stages/relax" seed=1 number=1 time=60 pace=fast.json output=fast.jsonl samples: samples-early.xyz
    assert_values "$(jq -c 'select(has("tau_alpha")).tau_alpha' fast.jsonl)" null
    "$BATS_TEST_DIRNAME/../pipelines/stages/relax-join" seed=1 time=60 pace=fast.json output=again rows: fast.jsonl samples: samples-early.xyz \
        certificates: early/certificate.jsonl
    close_to "$(jq -s 'map(select(has("tau_alpha")).tau_alpha) | add / length' out)" "$(jq -s 'map(select(has("tau_alpha")).tau_alpha) | add / length' again)" 0.2
    assert_values "$(jq -s -c 'map(.glass) | unique' again)" '[1,2]'
}

@test "the pace of a liquid goes on from the run that was stopped" {
    local pace=("$BATS_TEST_DIRNAME/../pipelines/stages/relax-pace" seed=1 time=20000 samples=samples-early.xyz output=pace.json certificates: early/certificate.jsonl)
    liquids
    relaxation_of 20000 early
    cp pace.json right.json
    rm pace.json
    # at another temperature it is slow, and the time of its first run is long
    wca-select --set temperature=0.05 samples-early.xyz -o slow.xyz
    pace[3]=samples=slow.xyz
    "${pace[@]}" 2>said 3>&- &
    local process=$! ended=0
    begun() { compgen -G 'pace.checkpoint-*' >/dev/null; }
    await begun
    kill -TERM $process
    wait $process || ended=$?
    assert_equal $ended 75
    assert_equal "$(cat pace.checkpoint)" "$(compgen -G 'pace.checkpoint-*' | sed 's/.*checkpoint-//')"
    pace[3]=samples=samples-early.xyz # another run: its checkpoint is refused, not taken
    run "${pace[@]}"
    assert_equal "$status" 65
    assert_output --partial 'is the checkpoint of a run on other frames'
    rm pace.checkpoint # as make does where the recipe is another
    "${pace[@]}"
    cmp pace.json right.json
    assert_equal "$(compgen -G 'pace.checkpoint*')" ''
}

@test "relaxation times are those of all liquids, or none" {
    liquids
    mkdir bin
    printf '#!/bin/bash\n[[ $* != *late* ]] || { echo "wca-swap: the disk is full" >&2 && exit 74; }\nexec %s/bin/wca-swap "$@"\n' "$BUILD" >bin/wca-swap
    chmod +x bin/wca-swap
    cp early/certificate.jsonl late
    export PATH=$PWD/bin:$PATH
    run relaxation_of 0.4 early late
    assert_equal "$status" 74
    assert_equal "$output" 'wca-swap: the disk is full'
    assert_equal "$(ls -A)" $'bin\nearly\nlate\nsamples-early.xyz'
}

@test "the liquids of Fig. 1 are counted once, in equilibrium or not, jammed or not" {
    local table=$OUT/smoke/fig1/points.tsv
    assert_equal "$(grep -vc '^#' "$table")" 14
    assert_equal "$(awk -F '\t' '!/^#/ && ($3 != 0 && $3 != 1 || $4 < 0 || $4 > 1 || $5 < 0)' "$table")" ''
    assert_equal "$(awk -F '\t' '!/^#/ { print $2 + $3 }' "$OUT/smoke/fig1/thresholds.tsv" | sort -u)" 14
    # a state point that did not pass says why
    assert_equal "$(awk -F '\t' '!/^#/ && ($3 == 0) != ($6 != "")' "$table")" ''
}
