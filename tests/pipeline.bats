#!/usr/bin/env bats
# The pipelines: a figure from nothing but a seed, and what is made again after a change. All on the profile smoke or smaller,
# in folders of their own, with a copy of the programs so that these may be changed.

load helper

setup_file() {
    apart
    make landscapes >"$BATS_FILE_TMPDIR/many" 2>&1 || { cat "$BATS_FILE_TMPDIR/many" && return 1; }
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

# tree: a copy of what make reads here, to be changed; it becomes the working directory
tree() {
    mkdir "$BATS_TEST_TMPDIR/tree"
    cp -a Makefile pipelines plots lib tools tests README.md "$BATS_TEST_TMPDIR/tree"
    cd "$BATS_TEST_TMPDIR/tree" || return
}

@test "make fig7 draws a PDF, a PNG and an SVG, and says what was found at each density" {
    run head -c 5 "$OUT/smoke/fig7.pdf"
    assert_output '%PDF-'
    run head -c 4 "$OUT/smoke/fig7.png"
    assert_output --partial PNG
    run tail -c 16 "$OUT/smoke/fig7.svg"
    assert_output --partial '</svg>'
    # the power of ten at each scale of distances is that of the largest distance (log10 of 10^-4 is just above -4)
    local table
    for table in "$OUT"/smoke/fig7/pairs-{1,2,3}.tsv; do
        tail -n +2 "$table" | cut -f 5 | sort -g | tail -n 1 | awk '{ split(sprintf("%e", $1), part, "e"); printf "(10%d ⟨σ⟩2)\n", part[2] }'
    done >"$BATS_TEST_TMPDIR/powers"
    sed 's/<[^>]*>//g' "$OUT/smoke/fig7.svg" | tr -s ' \n' ' ' | grep -o '(10[^)]*)' | diff "$BATS_TEST_TMPDIR/powers" -
    run tail -n 5 "$BATS_FILE_TMPDIR/first"
    assert_line --index 0 --regexp '^phi_g +T_g +equilibrated +clones +minima +E_IS +largest V_AB +largest P_AB +bands converged +no saddle +equilibrium$'
    assert_line --index 1 --regexp '^ +1.1 +0.46 +50 +8 +[0-9]+ .* [0-9]+ of [0-9]+ +[0-9]+ +not shown to be in equilibrium: '
    assert_line --index 2 --regexp '^ +0.95 +0.16 +50 +8 '
    assert_line --index 3 --regexp '^ +0.85 +0.0353 +50 +8 '
    assert_line --index 4 "fig7 is drawn: $OUT/smoke/fig7.pdf, .png and .svg"
}

@test "make that is killed twice with all that it has started, at random moments, ends in the same bytes when it is called again" {
    run tests/check-torture make 2 smoke/glasses/1.1-0.46-1/1.1-0.0005/pairs.jsonl
    assert_success
    assert_output --regexp 'make: 2 killed, .* 0 wrong$'
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

@test "make check-participation quenches the clones of glasses of each size in each way, and averages over glasses" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    OUT=$BATS_TEST_TMPDIR/out run make -j2 check-participation
    assert_success
    assert_line --regexp '^phi +particles +T_of_quench +tw +tolerance +glasses +minima +P_mean +error +P_largest +error '
    assert_values "$(jq -sc 'map([.particles, .quench_temperature, .tw, .tolerance, .rows])' "$BATS_TEST_TMPDIR/out/smoke/check-participation.jsonl")" \
        '[[100,0.005,10,1e-10,2],[100,0.005,10,3,2],[100,0.001,5,1e-10,2],[100,0.001,5,3,2],[150,0.005,10,1e-10,2],[150,0.005,10,3,2]]'
    sed 's/^  phi: 0.95$/  phi: 0.9/' pipelines/profiles/smoke.yaml >"$BATS_TEST_TMPDIR/other.yaml"
    run -2 make -n check-participation PROFILES="$BATS_TEST_TMPDIR" PROFILE=other
    assert_output --partial 'expected phi of participation: to be one of landscapes: in the profile other, found 0.9'
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
    # no two minima join at the energy of one of them, flat stretches excepted
    jq -s -e 'map(select(has("barrier_low") and .minimum_a != .minimum_b)) | length > 10 and all(.barrier > .barrier_low or .barrier < 1e-10)' "$BATS_TEST_TMPDIR"/out/smoke/glasses/*/*/pairs.jsonl
    assert_line --regexp '^phi_g +saddles +bands +refined +one negative mode'
    sed -i 's/passes$/fails/' "$BATS_TEST_TMPDIR/out/smoke/check-paths.tsv"
    OUT=$BATS_TEST_TMPDIR/out run make check-paths
    assert_failure
    jq -s -e 'length > 3 and all(.max_force <= 1e-8 and .negative_modes >= 1 and has("connects"))' "$BATS_TEST_TMPDIR"/out/smoke/glasses/*/*/saddles.jsonl
}

@test "make claims judges every statement, and quenches clones to the other temperature for it" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    OUT=$BATS_TEST_TMPDIR/out run make claims
    assert_success
    mkdir "$BATS_FILE_TMPDIR/claimed" # for the next test
    cp -a "$BATS_TEST_TMPDIR/out/smoke" "$BATS_FILE_TMPDIR/claimed"
    refute_output --partial wca-neb
    assert_line --partial 'stages/quench temperature=0.01 tw=10 seed=11 chunk=001 '
    assert_line "$(jq '.claims | length' pipelines/claims.json) statements: $(jq '.claims | length' pipelines/claims.json) cannot tell"
    assert_equal "$(jq -r .verdict "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl" | sort -u)" 'cannot tell'
    assert_equal "$(jq -c 'select(.reason == null)' "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl")" ''
    # those of Figs 7 and 8 alone are the same rows, and need nothing more
    OUT=$BATS_TEST_TMPDIR/out run make claims-landscape
    assert_success
    refute_output --partial stages/quench
    assert_values "$(cat "$BATS_TEST_TMPDIR/out/smoke/claims-landscape.jsonl")" \
        "$(jq -c 'select((.figure == "7" or .figure == "8") and (.quantity | endswith("_of_glasses") | not))' "$BATS_TEST_TMPDIR/out/smoke/claims.jsonl")"
}

@test "make reference packs that run, make claims REFERENCE= decides as it did, and make compare passes it, and finds what is shifted" {
    local kept=$BATS_FILE_TMPDIR/claimed
    mkdir -p "$kept"
    [[ -e $kept/smoke ]] || cp -a "$OUT/smoke" "$kept"
    run make reference OUT="$kept"
    assert_success
    assert_line --regexp "^the rows are packed: $kept/smoke/reference.jsonl.gz, [0-9]+ bytes. As plots/reference-smoke.jsonl.gz they are the reference of this profile.$"
    assert_equal "$(grep -rlF --include='*.recipe' "$kept" "$kept")" '' # recipes are the same wherever products are
    gzip -dc "$kept/smoke/reference.jsonl.gz" >"$BATS_TEST_TMPDIR/rows"
    assert_equal "$(head -n 1 "$BATS_TEST_TMPDIR/rows" | jq -r '.profile + " " + (.seed | tostring)')" 'smoke 10'
    assert_values "$(head -n 1 "$BATS_TEST_TMPDIR/rows" | jq -c '.parameters | fromjson')" \
        "$(wca-params --schema pipelines/profiles/schema.yaml "$PROFILES/smoke.yaml" | jq -c .)"
    # certificates of all glasses: three, of landscapes, followed, and 14 liquids
    assert_equal "$(grep -c '"of":"reference/certificates-' "$BATS_TEST_TMPDIR/rows")" \
        "$(find "$kept"/smoke/glasses/*/certificate.jsonl | wc -l)"
    # and the second starts of the first glass at each density
    assert_equal "$(grep -c '"of":"landscapes/starts.jsonl"' "$BATS_TEST_TMPDIR/rows")" 3
    run make claims OUT="$kept"
    assert_success
    local judged
    judged=$(grep -v '^rows: \|^\[\|^pipelines/' <<<"$output")
    run make claims REFERENCE="$kept/smoke/reference.jsonl.gz"
    assert_success
    assert_equal "$(grep -v '^decided from ' <<<"$output")" "$judged"
    run make compare OUT="$kept" REFERENCE="$kept/smoke/reference.jsonl.gz"
    assert_success
    assert_line --regexp '^[0-9]+ quantities are compared: [0-9]+ agree, 0 differ.$'
    assert_line --regexp '^On the whole the profile smoke agrees with the reference: '
    assert_equal "$(jq -s 'map(select(.verdict != "cannot be compared")) | length > 500 and all(.difference == 0)' "$kept/smoke/compare.jsonl")" true
    # one of its averages, ten times as far as chance gives
    jq -c 'if .of == "jamming/0.85-0.0353.jsonl" then .phi_j += 1000 * .phi_j_error else . end' "$BATS_TEST_TMPDIR/rows" | gzip >"$BATS_TEST_TMPDIR/shifted.gz"
    run make compare OUT="$kept" REFERENCE="$BATS_TEST_TMPDIR/shifted.gz"
    assert_success
    assert_line --regexp '^[0-9]+ quantities are compared: [0-9]+ agree, 1 differ.$'
    assert_line --regexp '^differs +jamming +phi_j '
    assert_line --regexp '^On the whole the profile smoke DIFFERS from the reference: '
    # what is out of date is left out
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i 's/^claims: {clones: 8}/claims: {clones: 4}/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make compare OUT="$kept" REFERENCE="$kept/smoke/reference.jsonl.gz" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    assert_line --regexp '^6 tables of this run are out of date and left out.$'
    # of another profile
    run make claims REFERENCE="$kept/smoke/reference.jsonl.gz" PROFILE=quick
    assert_failure
    assert_line --partial 'make claims: expected a reference of the profile quick, found one of smoke in '
    run make claims REFERENCE=
    assert_failure
    assert_line --partial 'REFERENCE is "", which Make cannot carry'
}

@test "averages of one glass, or of three, are no reference: a sentence, before anything is run" {
    local few
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    for few in 1 3; do
        sed "0,/glasses: 4, clones: 4, tw: 10/s//glasses: $few, clones: 4, tw: 10/" "$PROFILES/smoke.yaml" >"$BATS_TEST_TMPDIR/profiles/smoke.yaml"
        run make reference OUT="$BATS_TEST_TMPDIR/none" PROFILES="$BATS_TEST_TMPDIR/profiles"
        assert_failure
        case $few in
            1) assert_line --regexp '^wca-params: .*smoke.yaml:[0-9]+: expected an integer from 2 up to 999 for landscapes.1.glasses, found "1" ' ;;
            3) assert_line 'make reference: expected four or more glasses at each state point of landscapes in the profile smoke, since those of fewer have no error to compare by: landscapes.1 has 3' ;;
        esac
        assert_equal "$(find "$BATS_TEST_TMPDIR/none" -name '*.xyz' -o -name '*.jsonl*')" ''
    done
}

# listing FOLDER: all that is in it, with dates and sizes
listing() { (cd "$1" && find . -printf '%p %s %T@\n' | sort); }

@test "to read is not to do: make -n writes nothing, also after an edit of the profile" {
    cp "$PROFILES/smoke.yaml" "$BATS_TEST_TMPDIR/smoke.yaml"
    sed 's/quench: 0.005,/quench: 0.006,/; s/equilibration: 50/equilibration: 60/' "$PROFILES/smoke.yaml" >"$BATS_TEST_TMPDIR/other.yaml"
    touch "$OUT/smoke/glasses/1.1-0.46-1/equilibrated.checkpoint"
    listing "$OUT" >"$BATS_TEST_TMPDIR/before"
    cp "$BATS_TEST_TMPDIR/other.yaml" "$PROFILES/smoke.yaml"
    run make --dry-run fig7 fig2 claims
    cp "$BATS_TEST_TMPDIR/smoke.yaml" "$PROFILES/smoke.yaml"
    assert_success
    assert_line --partial 'stages/quench temperature=0.006'
    assert_line --partial 'stages/follow '
    listing "$OUT" | cmp "$BATS_TEST_TMPDIR/before"
    # nor anywhere else
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/nowhere"
    assert_success
    assert_not_exists "$BATS_TEST_TMPDIR/nowhere"
    rm "$OUT/smoke/glasses/1.1-0.46-1/equilibrated.checkpoint"
}

@test "an edit of the profile and back, or a date, runs nothing" {
    tree
    touch "$PROFILES/smoke.yaml" pipelines/filters/fig7-pairs.jq plots/fig7.gp pipelines/stages/quench
    run make fig7
    assert_success
    assert_output "fig7 is up to date: $OUT/smoke/fig7.pdf, .png and .svg"
    # a comment, another order of sections, another way to write a number
    cp "$PROFILES/smoke.yaml" "$BATS_TEST_TMPDIR/smoke.yaml"
    { echo '# again' && tail -n 1 "$PROFILES/smoke.yaml" && sed '$d; s/0.46/4.6e-1/' "$PROFILES/smoke.yaml"; } >"$BATS_TEST_TMPDIR/other.yaml"
    cp "$BATS_TEST_TMPDIR/other.yaml" "$PROFILES/smoke.yaml"
    run make fig7
    cp "$BATS_TEST_TMPDIR/smoke.yaml" "$PROFILES/smoke.yaml"
    assert_success
    assert_output "fig7 is up to date: $OUT/smoke/fig7.pdf, .png and .svg"
}

@test "a job that failed is done again, and what it should replace does not pass for it" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    sed -i 's/fig7: {clones: 8/fig7: {clones: 7/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make fig7 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles" RUN='false'
    assert_failure
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    assert_equal "$(grep -c 'stages/pairs clones=7 ' <<<"$output")" 3
}

@test "a filter of other bytes makes its tables again, and what depends on them" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    tree
    echo '# a word more' >>pipelines/filters/fig7-clones.jq
    run make --dry-run fig7 OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    assert_equal "$(grep -c 'stages/table ' <<<"$output")" 3
    assert_line --partial stages/draw
    refute_line --regexp 'stages/(quench|pairs|equilibrate) |/wca-'
}

@test "a profile needs only the sections of the goals that are asked for" {
    mkdir "$BATS_TEST_TMPDIR/profiles"
    sed -n '/^particles/,/^fig7/p' "$PROFILES/smoke.yaml" >"$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make fig7 PROFILES="$BATS_TEST_TMPDIR/profiles" # with all sections it was the same
    assert_success
    assert_output "fig7 is up to date: $OUT/smoke/fig7.pdf, .png and .svg"
    run make --dry-run "$OUT/smoke/fig7.png" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    run make fig7 fig2 PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_failure
    assert_line --regexp 'smoke.yaml:[0-9]+: expected the key followed, found no such key .a list, each item with the keys phi, '
    assert_line --regexp 'smoke.yaml:[0-9]+: expected the key basins, found no such key .with the keys particles, '
    assert_line --partial 'make stops here: the profile smoke is not what make fig7 fig2 needs'
    run make claims-landscape PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_failure
    assert_line --regexp 'smoke.yaml:[0-9]+: expected the key claims, found no such key'
}

@test "Fig. 7 and its companions have a row for each glass of the profile, Fig. 8 four panels, and the claims those of the paper" {
    mkdir "$BATS_TEST_TMPDIR/profiles"
    sed '/phi: 1.1, temperature: 0.46/d; /phi: 0.85, temperature: 0.0353, equilibration: 50/d' "$PROFILES/smoke.yaml" >"$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    run make fig7 fig7-tree fig7-minimax PROFILES="$BATS_TEST_TMPDIR/profiles" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    refute_line --regexp 'stages/(quench|equilibrate) |/wca-neb'
    assert_equal "$(grep -c 'φ_g = \|E_{IS}\|>E' "$BATS_TEST_TMPDIR/out/smoke/fig7.svg")" "$(($(grep -c 'φ_g = \|E_{IS}\|>E' "$OUT/smoke/fig7.svg") / 3))"
    run make fig8 PROFILES="$BATS_TEST_TMPDIR/profiles" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    # of one glass all four kinds, of the paper's three those of the paper
    assert_equal "$(cut -f 1,4,5 "$BATS_TEST_TMPDIR/out/smoke/fig8/panels.tsv" | sed 1d | tr '\t\n' ' ,')" \
        'a localized low,b localized high,c delocalized low,d delocalized high,'
    run make claims-landscape PROFILES="$BATS_TEST_TMPDIR/profiles" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    local claims=$BATS_TEST_TMPDIR/out/smoke/claims-landscape.jsonl
    assert_equal "$(jq -r 'select(.phi != 0.95).reason' "$claims" | sort -u)" 'no glass of this density in the profile'
    run jq -r 'select(.phi == 0.95 and .minus_phi == null).reason' "$claims"
    assert_line 'the glass is not shown to be in equilibrium'
    refute_line 'no glass of this density in the profile'
    # one at another temperature is none of the paper's
    sed -i 's/temperature: 0.16, equilibration: 50/temperature: 0.17, equilibration: 1/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make claims-landscape PROFILES="$BATS_TEST_TMPDIR/profiles" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    assert_equal "$(jq -r .reason "$claims" | sort -u)" 'no glass of this density in the profile'
}

@test "the pipeline that its README shows is one" {
    tree
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    sed -n '/^    # Needs: glasses$/,/^    \t/p' pipelines/README.md | sed 's/^    //' >pipelines/mine.mk
    echo '.[0] | [.energy_a, .energy_b] | tsv' >pipelines/filters/mine.jq
    printf '%s\n' 'call "plots/style.gp" ARG1 ARG2 "3" "3"' 'plot ARG3 . "/1.tsv" using 1:2' >plots/mine.gp
    OUT=$BATS_TEST_TMPDIR/out run make mine
    assert_success
    assert_line "mine is drawn: $BATS_TEST_TMPDIR/out/smoke/mine.pdf, .png and .svg"
    assert_equal "$(cat "$BATS_TEST_TMPDIR"/out/smoke/mine/[123].tsv | wc -l)" 3
    run make help
    assert_line --regexp '^  mine +what it is, for make help$'
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
    assert_line --partial 'stages/quench temperature=0.006 tw=10 seed=10 chunk=001 '
    assert_line --partial '0.95-0.006/bands-008.jsonl'
    assert_line --partial stages/draw
    refute_line --partial stages/equilibrate
    refute_line --partial '1.1-0.0005/bands-'
    refute_line --partial '0.85-0.0005/bands-'
}

@test "other decay times of a glass rerun all of it, and nothing of the others" {
    change 's/decays: 10, quench: 0.005/decays: 12, quench: 0.005/'
    assert_line --partial 'stages/equilibrate dynamics=swap start=random particles=200 diameters=random temperature=0.16 time=50 decays=12 seed=10 '
    assert_line --regexp 'stages/equilibrate dynamics=swap start=[^ ]*/cold/held.xyz particles=200 diameters=random temperature=0.16 time=50 decays=12 seed=10 '
    refute_line --regexp 'stages/equilibrate .* --phi (0.85|1.1)$'
    refute_line --partial '1.1-0.0005/bands-'
}

@test "another time of equilibration reruns all of that glass, and nothing of the others" {
    change 's/0.46, equilibration: 50/0.46, equilibration: 60/'
    assert_line --partial 'stages/equilibrate dynamics=swap start=random particles=200 diameters=random temperature=0.46 time=60 decays=10 seed=10 '
    assert_line --regexp 'stages/equilibrate dynamics=swap start=[^ ]*/cold/held.xyz particles=200 diameters=random temperature=0.46 time=60 decays=10 seed=10 '
    assert_line --partial filters/compare-starts.jq
    assert_line --partial '1.1-0.0005/bands-008.jsonl'
    refute_line --regexp 'stages/equilibrate .* --phi 0.(95|85)$'
    refute_line --partial '0.95-0.005/bands-'
}

@test "a job that was stopped does not go on from its checkpoint when its recipe has changed: that goes when the job starts" {
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    cp -a "$PROFILES" "$BATS_TEST_TMPDIR/profiles"
    local one=$BATS_TEST_TMPDIR/out/smoke/glasses/1.1-0.46-1 other=$BATS_TEST_TMPDIR/out/smoke/glasses/0.95-0.16-1
    echo 'of another job' | tee "$one/equilibrated.checkpoint" >"$other/equilibrated.checkpoint"
    rm "$one/equilibrated.xyz" "$other/equilibrated.xyz"
    # the same recipe: the program is given it, and refuses what is none
    run make "$other/equilibrated.xyz" OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_failure
    assert_line --regexp '^wca-swap: .*/equilibrated.checkpoint: '
    sed -i 's/0.46, equilibration: 50/0.46, equilibration: 60/' "$BATS_TEST_TMPDIR/profiles/smoke.yaml"
    run make --dry-run "$one/equilibrated.xyz" OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_exists "$one/equilibrated.checkpoint"
    run make "$one/equilibrated.xyz" OUT="$BATS_TEST_TMPDIR/out" PROFILES="$BATS_TEST_TMPDIR/profiles"
    assert_success
    assert_not_exists "$one/equilibrated.checkpoint"
    assert_exists "$other/equilibrated.checkpoint"
}

@test "clones do not wait for the second start" {
    run make --dry-run "$BATS_TEST_TMPDIR/out/smoke/glasses/1.1-0.46-1/1.1-0.0005/tree.jsonl" OUT="$BATS_TEST_TMPDIR/out"
    assert_success
    assert_line --partial 'stages/equilibrate dynamics=swap start=random particles=200 diameters=random temperature=0.46 time=50 decays=10 seed=10 '
    refute_line --partial cold/held.xyz
    refute_line --partial filters/compare-starts.jq
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

# compared_starts TABLE ROW...: as landscape.mk has it
compared_starts() {
    pipelines/stages/compared-table pairs=pipelines/filters/compare-starts.jq filter=pipelines/filters/compare-starts-passed.jq output="$1" rows: "${@:2}" \
        compare: --of energy_cold:energy_error_cold,energy_random:energy_error_random --as energy_difference
}

# start ENERGY ERROR [KEY...]: a certificate, as far as compare-starts.jq reads it
start() {
    jq -n -c --argjson energy "$1" --argjson error "$2" '{glass: 1, phi: 1, temperature: 1, energy: $energy,
        energy_error: $error, equilibrium: true}'"${3:+ + $3}"
}

@test "a glass passes when both starts do, the second from below, and their energies agree within three errors of the difference" {
    local out=$BATS_TEST_TMPDIR starts
    starts=("$out/random" "$out/held" "$out/cold")
    compare() {
        compared_starts "$out/table" "${starts[@]}"
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
    "$stages/equilibrate" dynamics=swap start=random particles=75 diameters=random temperature=0.25 time=5000 decays=10 seed=1 glass=1 output="$out/glass.xyz" certificate="$out/certificate.jsonl" init: --phi 0.95
    mkdir "$out/cold"
    "$stages/hold" particles=75 diameters=random temperature=0.25 time=5000 seed=1 glass=1 \
        certificate="$out/certificate.jsonl" output="$out/cold/held.xyz" row="$out/cold/held.jsonl" init: --phi 0.95
    assert_equal "$(sed -n '2s/.* temperature=\([^ ]*\) .*/\1/p' "$out/cold/held.xyz")" 0.2
    jq -s -e '.[1].time_held == .[0].time / 2 and .[1].energy_at_start < .[0].energy' "$out/certificate.jsonl" "$out/cold/held.jsonl"
    "$stages/equilibrate" dynamics=swap start="$out/cold/held.xyz" particles=75 diameters=random temperature=0.25 time=5000 decays=10 seed=1 glass=1 output="$out/cold/glass.xyz" certificate="$out/cold/certificate.jsonl" init: --phi 0.95
    compared_starts "$out/table" "$out/certificate.jsonl" "$out/cold/held.jsonl" "$out/cold/certificate.jsonl"
    assert_values "$(jq -c '[.passed, .temperature, .temperature_cold]' "$out/table")" '[true,0.25,null]'
    # of one that did not pass a tenth of the time is all
    jq -c '.equilibrium = false' "$out/certificate.jsonl" >"$out/failed"
    "$stages/hold" particles=75 diameters=random temperature=0.25 time=20 seed=1 glass=1 \
        certificate="$out/failed" output="$out/cold/held.xyz" row="$out/cold/held.jsonl" init: --phi 0.95
    assert_values "$(jq .time_held "$out/cold/held.jsonl")" 2
}

@test "another waiting time quenches again and equilibrates nothing" {
    change 's/tw: 10/tw: 11/'
    assert_line --partial 'stages/quench temperature=0.0005 tw=11 seed=10 chunk=001 '
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
    assert_line --partial 'stages/pairs clones=5 '
    refute_line --regexp 'stages/(equilibrate|quench)'
    refute_line --regexp '-o .*(bands|minima)-'
}

@test "interrupted anywhere and called again, it goes on with what is missing and ends in the same bytes" {
    local out=$BATS_TEST_TMPDIR/out begun process ended
    made() { [[ $(find "$out" -name "$1" 2>/dev/null) ]]; }
    for begun in '.equilibrated.xyz.*' equilibrated.xyz minima-001.xyz bands-002.jsonl; do # the first one by its temporary name
        env --default-signal=INT setsid make fig7 OUT="$out" >/dev/null 2>&1 3>&- &
        process=$!
        await made "$begun"
        await kill -0 -- -$process # what is awaited may have been there before the group is
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
    done < <(cd "$OUT" && find . \( -name '*.xyz' -o -name '*.jsonl' -o -name '*.tsv' -o -name '*.png' -o -name '*.svg' \) ! -path '*landscapes*' ! -path '*-of-*')
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
    assert_line --partial 'no profile gigantic: PROFILE is one of ipl12 overnight paper quick smoke'
}

@test "a goal or a variable that there is not is said before anything is made, and so is a folder that cannot be written" {
    local out=$BATS_TEST_TMPDIR/out
    run make fig7 fgi8 OUT="$out"
    assert_equal "$status" 2
    assert_line --regexp '^Makefile:[0-9]+: \*\*\* no goal fgi8: make help lists those there are\.  Stop\.$'
    assert_not_exists "$out"
    run make -n fig7 OUT="$out" profile=paper PHI=0.9
    assert_success
    assert_line --regexp '^Makefile:[0-9]+: warning: profile=paper changes nothing here: make help lists the variables and what they are for$'
    assert_equal "$(grep -c 'PHI=0.9 changes nothing' <<<"$output")" 1
    run make -n fig7 OUT="$out" RUN= V=1
    refute_line --partial 'changes nothing'
    for goal in fig7 report; do
        run make -s $goal OUT=/proc/none
        assert_failure
        assert_line --regexp '^(make|report): expected a folder of products in which files can be written, found /proc/none/smoke: OUT=FOLDER is another one$'
        refute_line --partial 'mkdir'
    done
}
