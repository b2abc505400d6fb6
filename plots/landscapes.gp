# The landscapes of many glasses, a column for each state point: from the tables of DATA (glasses-, barrier-, participation-, distance-, map- and summary-1.tsv,
# ... one of each per state point) to FORMAT in OUTPUT. Called as: gnuplot -c plots/landscapes.gp FORMAT OUTPUT DATA STATES

data = ARG3
states = int(ARG4)
# The page of three columns is 8.3 in wide
width = 8.3 * (states + 0.35) / 3.35
call "plots/style.gp" ARG1 ARG2 sprintf("%g", width) "11.2"

table(name, state) = sprintf("%s/%s-%d.tsv", data, name, state)
cell(file, row, k) = system(sprintf("awk -F '\t' '!/^#/ && $1 == \"%s\" { print $%d }' '%s'", row, k, file))
number(text) = strlen(text) == 0 || text eq "NaN" ? NaN : real(text)
# of the summary of a state point: what the paper's glass has
paper(state, row) = number(cell(table("summary", state), row, 7))
paper_high(state, row) = number(cell(table("summary", state), row, 8))
said(state) = system(sprintf("awk -F '\t' '!/^#/ && NF { n++; passed += $2; N = $15 } END { printf \"%%d glasses, N = %%d, %%s in equilibrium\"," . \
    " n, N, (passed == n ? \"all\" : passed == 0 ? \"none\" : passed) }' '%s'", table("glasses", state)))
title_of(state) = system(sprintf("awk -F '\t' '$1 == \"minima_per_clone\" { printf \"φ_g = %%s,  T_g = %%s\", $2, $3 }' '%s'", table("summary", state)))
# A kind of pairs in per cent
percent(state, row) = cell(table("summary", state), row, 4) eq "NaN" ? "" : \
    system(sprintf("awk -F '\t' '$1 == \"%s\" { printf \"%%.%df %%%%\", 100 * $4, ($4 < 0.0995 ? 1 : 0) }' '%s'", row, 1, table("summary", state)))

array quantity[3] = ["barrier", "participation", "distance"]
array largest[3] = ["largest_barrier", "largest_participation", "largest_distance"]
array label[3] = ["V_{AB}  (ε)", "P_{AB}", "Δ@_{AB}^{0}  (⟨σ⟩^2)"]
array lowest[3] = [1e-4, 1, 1e-6]
array highest[3] = [100, 1000, 0.3]

one = "#8aa8c8"
bold = "#1f3b64"
band = "#b9c9de"
theirs = "#c03020"
left(state) = (0.35 + state - 1) / (states + 0.35) + 0.005
right(state) = left(state) + 0.76 / (states + 0.35)
panel_height = 0.137
top(row) = 0.945 - (row - 1) * (panel_height + 0.0475)

set multiplot
# Over how many clones after which time the largest values are, in the paper and here, where here are fewer (at the first state point of the paper)
sizes = system("awk -F '\t' '!/^#/ && ($10 < $12 + 0 || $11 < $13 + 0) { printf \", of %d clones after t = %g; here %d after %g: fewer, earlier ones find smaller values\", $12, $13, $10, $11; exit }' " . \
    data . "/summary-*.tsv")
set label 9 "Thin: a glass each; bold: mean and standard error, of those in equilibrium (of all, if fewer than 9 in 10). Open circles: not shown to be in equilibrium." . \
    "\nRed: largest values and range of E_{IS} in Fig. 7 of the paper, of one glass" . sizes . "." . \
    "\nPer cent: pairs of at most 20 and of at least 50 particles, below and above the median barrier." \
    at screen 0.02, screen 0.026 left font ",7"
do for [state = 1:states] {
    set lmargin at screen left(state)
    set rmargin at screen right(state)
    set label 7 sprintf("{/:Bold %s}", title_of(state)) at screen left(state), screen 0.981 left
    set label 8 said(state) at screen left(state), screen 0.963 left textcolor rgb "#555555" font ",7.5"
    do for [k = 1:3] {
        set tmargin at screen top(k)
        set bmargin at screen top(k) - panel_height
        file = table(quantity[k], state)
        stats file using 1 nooutput
        eval(log_axis("x", tens))
        set xrange [lowest[k]:highest[k]]
        set yrange [0:1]
        set ytics 0.5 offset 0.4, 0
        set mytics 5
        set format y (state == 1 ? "%g" : "")
        set xlabel label[k] offset 0, 0.5
        set ylabel (state == 1 ? "share of pairs" : "") offset 1.2, 0
        value = paper(state, largest[k])
        if (value == value) { set arrow 2 from value, 0 to value, 1 nohead linewidth 1.4 linecolor rgb theirs front } else { unset arrow 2 }
        plot file using 1:($2 - $3):($2 + $3) with filledcurves fillcolor rgb band notitle, \
            for [glass = 4:STATS_columns] file using 1:glass with lines linewidth 0.5 linecolor rgb one notitle, \
            file using 1:2 with lines linewidth 2.2 linecolor rgb bold notitle
        do for [once = 7:9] { unset label once }
    }
    unset arrow 2

    # Participation against barrier: cells of a quarter of a decade
    set tmargin at screen top(4)
    set bmargin at screen top(4) - panel_height
    set xrange [lowest[1]:highest[1]]
    eval(log_axis("y", tens))
    set yrange [1:1000]
    set format y (state == 1 ? "10^{%T}" : "")
    if (state > 1) { eval(log_axis("y", none)) }
    set xlabel label[1] offset 0, 0.5
    set ylabel (state == 1 ? "P_{AB}" : "") offset 1.2, 0
    set cbrange [0:*]
    unset colorbox
    set arrow 3 from lowest[1], 20 to highest[1], 20 nohead dashtype 3 linecolor rgb "#666666" front
    set arrow 4 from lowest[1], 50 to highest[1], 50 nohead dashtype 3 linecolor rgb "#666666" front
    set label 1 percent(state, "localized_below_median") at graph 0.03, graph 0.07 left font ",8" front
    set label 2 percent(state, "localized_above_median") at graph 0.97, graph 0.07 right font ",8" front
    set label 3 percent(state, "collective_below_median") at graph 0.03, graph 0.93 left font ",8" front
    set label 4 percent(state, "collective_above_median") at graph 0.97, graph 0.93 right font ",8" front
    edge = 10 ** 0.25
    set style fill solid noborder
    file = table("map", state)
    plot file using ($2):($1):($2):($2 * edge):($1):($1 * edge):($3 > 0 ? $3 : NaN) with boxxyerror fillcolor palette notitle
    unset arrow 3
    unset arrow 4
    unset label 1
    unset label 2
    unset label 3
    unset label 4

    # Glasses: their energies and how many minima their clones have
    set tmargin at screen top(5)
    set bmargin at screen top(5) - panel_height
    unset logscale
    set xtics autofreq
    set format x "%g"
    set ytics 0.5 offset 0.4, 0
    set mxtics default
    set format y (state == 1 ? "%g" : "")
    lines = table("glasses", state)
    set xrange [*:*] # stats sees only what is in range
    set yrange [*:*]
    stats lines using ($6 / $15) name "low" nooutput
    stats lines using ($7 / $15) name "high" nooutput
    low_paper = paper(state, "energy_lowest")
    high_paper = paper_high(state, "energy_lowest")
    seen_low = low_paper == low_paper && low_paper < low_min ? low_paper : low_min
    seen_high = high_paper == high_paper && high_paper > high_max ? high_paper : high_max
    margin = 0.12 * (seen_high - seen_low) + 1e-9
    set yrange [0:1.06]
    set xrange [seen_low - margin:seen_high + margin]
    set xtics round_step((seen_high - seen_low) / 2.5)
    set xlabel "E_{IS} / N  (ε)" offset 0, 0.5
    set ylabel (state == 1 ? "minima per clone" : "") offset 1.2, 0
    if (low_paper == low_paper) {
        set object 2 rectangle from low_paper, graph 0 to high_paper, graph 1 behind fillcolor rgb theirs fillstyle solid border rgb theirs
    } else { unset object 2 }
    plot lines using (($6 + $7) / 2 / $15):($5 / $4):($6 / $15):($7 / $15) with xerrorbars pointtype 0 linewidth 1 linecolor rgb one notitle, \
        lines using ($2 == 1 ? ($6 + $7) / 2 / $15 : NaN):($5 / $4) with points pointtype 7 pointsize 0.7 linecolor rgb bold notitle, \
        lines using ($2 == 1 ? NaN : ($6 + $7) / 2 / $15):($5 / $4) with points pointtype 6 pointsize 0.7 linecolor rgb bold notitle
    unset object 2
}
unset multiplot
unset output
