#!/usr/bin/env bats
# What is in a figure, whichever gnuplot draws it: from small tables, seen in the SVG.

load helper

# draw FIGURE [OPTION...]: from the tables in this directory
draw() {
    (cd "$BATS_TEST_DIRNAME/.." && pipelines/stages/draw script="plots/$1.gp" data="$BATS_TEST_TMPDIR" output="$BATS_TEST_TMPDIR/$1.svg" options: "${@:2}")
}

# tab COLUMN...
tab() {
    local IFS=$'\t'
    echo "$*"
}

# marks TYPE FIGURE: how many of a type of points, without the white discs on which gnuplot 5 draws them
marks() {
    grep -o "<use xlink:href='#gpPt$(($1 - 1))' transform[^>]*" "$2.svg" | grep -vic "'#FFFFFF'\|white" || true
}

# horizontals FIGURE: how many short horizontal lines there are in it, of caps and marks
horizontals() {
    grep -oE "[ML][0-9.]+,[0-9.]+ +L[0-9.]+,[0-9.]+" "$1.svg" | tr -d 'ML' | tr ',' ' ' |
        awk '{ d = $1 - $3; if ($2 == $4 && d * d > 9 && d * d < 225) n++ } END { print n + 0 }'
}

@test "a point is drawn even where its error is larger than itself, or not known" {
    {
        tab '# glass_phi' glass_temperature phi T_G T_G_error delta_ab_at_T_G T_G_at_least T_G_at_most remark
        tab 0.85 0.0353 0.84 0.011 0.004 0.004 NaN NaN
        printf '\n\n'
        tab 1 0.26 0.9 0.014 NaN 0.002 NaN NaN
        tab 1 0.26 0.95 0.015 0.015 0.0007 NaN NaN
        tab 1 0.26 1 0.016 0.07 0.0007 NaN NaN
    } >ergodicity.tsv
    run draw fig3
    assert_success
    assert_output ''
    assert_equal "$(marks 9 fig3)" 4 # three, and one in the key
    assert_equal "$(marks 7 fig3)" 2
}

@test "a logarithmic axis of less than a decade has no mark but that of a power of ten" {
    local state
    {
        for state in "0.85 0.0007" "0.9 0.0025" "1 0.004"; do
            tab "${state% *}" "${state#* }" 8 1 0.0004 0.0001
            tab "${state% *}" "${state#* }" 8 4 0.0012 0.0004
            printf '\n\n'
        done
    } >displacements.tsv
    run draw fig6
    assert_success
    assert_output ''
    # 1 at the three abscissae, 0.001 at the one ordinate
    assert_equal "$(grep -o '<text>.*</text>' fig6.svg | sed 's/<[^>]*>/ /g' | grep -E '^ *10 +-?[0-9]+ *$' | tr -s ' ' | sort | uniq -c | tr -s ' ')" \
        "$(printf ' 1 10 -3 \n 3 10 0 ')"
    # where there is one decade, 2 and 5 are labelled too
    assert_equal "$(grep -o '<text>.*</text>' fig6.svg | sed 's/<[^>]*>/ /g' | grep -cE '[25]×10 +-[34]')" 1
}

@test "a bar that ends below the frame ends at its foot, and an arrow of a bound has its words in the key" {
    {
        tab '# glass_phi' glass_temperature phi T_G T_G_error delta_ab_at_T_G T_G_at_least T_G_at_most remark
        tab 0.85 0.0353 0.82 NaN NaN NaN NaN 0.0001
        tab 0.85 0.0353 0.84 0.011 0.004 0.004 NaN NaN
    } >ergodicity.tsv
    draw fig3
    grep -q 'is beyond the grid' fig3.svg
    sed -i '/NaN.0.0001/d' ergodicity.tsv
    draw fig3
    run ! grep -q 'is beyond the grid' fig3.svg
    # cut by the frame: no cap at its foot, which would say that it ends there
    local caps
    caps=$(horizontals fig3)
    tab 0.85 0.0353 0.86 0.011 0.02 0.004 NaN NaN >>ergodicity.tsv
    draw fig3
    assert_equal "$(horizontals fig3)" $((caps + 1))
    cd "$BATS_TEST_DIRNAME/.." || return
    run gnuplot -e 'call "plots/style.gp" "svg" "/dev/null" "3" "3"; foot = 0.5; print low(1, 2), low(1, 0.2), low(1, 0.6)'
    assert_output '0.5 0.8 0.5'
}

@test "Fig. 4 marks a point that is below the frame, at its foot, and says so" {
    {
        tab 0.005 8 2 1 3 1 4 0.23 0.01
        tab 0.005 16 2 1 3 4 4 0.23 0.01
        printf '\n\n'
        tab 0.001 8 0.4 2 3 1 4 0.23 0.01
        tab 0.001 16 -1 2 0.5 1 4 0.23 0.01
    } >susceptibility.tsv
    run draw fig4
    assert_success
    assert_output ''
    assert_equal "$(marks 11 fig4) $(marks 10 fig4)" '2 1' # closed and open
    grep -q '▼ ▽ below 0.6' fig4.svg
    # times of less than a decade have a label at 20, beside that at 10, beneath both panels
    assert_equal "$(grep -o '<text>.*</text>' fig4.svg | sed 's/<[^>]*>//g' | grep -cE '^ *20 *$')" 2
    sed -i '/^0.001/d' susceptibility.tsv
    draw fig4
    assert_equal "$(marks 11 fig4) $(marks 10 fig4)" '0 0'
    run ! grep -q below fig4.svg
}

@test "Fig. 5 has a star, with its letter, for each state point that it is given, and none without" {
    local phi
    {
        tab '# phi' temperature chi error thermal error glass_phi glass_temperature glasses polydispersity sd
        for phi in 0.84 0.9 1; do
            tab "$phi" 0.001 20 1 4 1 0.85 0.0353 4 0.23 0.01
            tab "$phi" 0.02 2 1 2 1 0.85 0.0353 4 0.23 0.01
            echo
        done
    } >susceptibility.tsv
    tab 0.85 0.0353 0.9 0.01 0.001 0.002 NaN NaN >ergodicity.tsv
    tab 0.85 0.0353 4 0.82 0.005 0.23 0.01 NaN NaN >jamming.tsv
    tab 0.85 0.0007 >stars.tsv
    tab 1 0.004 >>stars.tsv
    draw fig5
    assert_equal "$(marks 3 fig5)" 3 # two, and one in the key
    grep -q 'a, b of Fig. 6' fig5.svg
    : >stars.tsv
    draw fig5
    assert_equal "$(marks 3 fig5)" 0
    run ! grep -q 'of Fig. 6' fig5.svg
}

@test "a circle is a circle in SVG, not a polygon of a hundred corners, and a polygon stays one" {
    mkdir plots
    cat >plots/round.gp <<'END'
set terminal svg size 400, 300 dynamic
set output ARG2
set xrange [0:40]
set yrange [0:30]
set object 1 polygon from 5, 5 to 10, 5 to 8, 9 to 5, 5 fillcolor rgb "red" fillstyle solid
plot "data/one.tsv" using 1:2:3 with circles linecolor rgb "#112233" fillstyle solid 1 noborder notitle
END
    tab 20 15 3 >one.tsv
    "$BATS_TEST_DIRNAME/../pipelines/stages/draw" script=plots/round.gp data=. output=round.svg
    assert_equal "$(grep -c "<circle fill = 'rgb( 17,  34,  51)' cx='[0-9.]*' cy='[0-9.]*' r='[0-9.]*'/>" round.svg)" 1
    assert_equal "$(grep -c "<polygon fill = 'rgb(255,   0,   0)' points = " round.svg) $(grep -c '<polygon' round.svg)" '1 1'
    # in the middle of the frame, and as wide as 6 of its 40 units
    read -r left right < <(grep -oE "'M[0-9.]+,[0-9.]+ L[0-9.]+,[0-9.]+ L[0-9.]+,[0-9.]+ L[^Z]*Z" round.svg | tail -n 1 | tr -c '0-9.\n' ' ' | awk '{ print $1, $5 }')
    read -r middle radius < <(grep -oE "<circle fill.*" round.svg | sed -E "s/.* cx='([0-9.]*)'.* r='([0-9.]*)'.*/\1 \2/")
    close_to "$(awk "BEGIN { print ($left + $right) / 2 }")" "$middle" 1e-3
    close_to "$(awk "BEGIN { print ($right - $left) * 3 / 40 }")" "$radius" 1e-2
}

@test "every script is asked for by a test that draws it" {
    local plot
    cd "$BATS_TEST_DIRNAME" || return
    for plot in ../plots/*.gp; do
        plot=$(basename "$plot" .gp)
        [[ $plot == style ]] || grep -qE "(^|[^a-z0-9-])$plot([^a-z0-9.-]|\$)" followed.bats pipeline.bats composition.bats || fail "no test draws plots/$plot.gp"
    done
}

@test "no figure leaves the marks of a logarithmic axis to gnuplot, or draws points with their bars" {
    run grep -nE '\bset logscale [xy]|errorlines' "$BATS_TEST_DIRNAME"/../plots/*.gp
    assert_failure 1
    assert_output ''
}
