# Samples of random diameters against their polydispersity: from the tables of DATA (samples.tsv, a block a quantity; lines.tsv) to FORMAT in
# OUTPUT. Called as: gnuplot -c plots/composition.gp FORMAT OUTPUT DATA

samples = ARG3 . "/samples.tsv"
lines = ARG3 . "/lines.tsv"
call "plots/style.gp" ARG1 ARG2 "10" "3.6"

# The rows of lines.tsv and the blocks of samples.tsv are in the same order: F_s, energies by density, phi_J
rows = int(system(sprintf("awk '!/^#/ && NF' '%s' | wc -l", lines)))
field(row, k) = system(sprintf("awk -F '\\t' '!/^#/ && NF' '%s' | awk -F '\\t' 'NR == %d { print $%d }'", lines, row, k))
at(row) = real(field(row, 4))
slope(row) = 100 * real(field(row, 6))
on_line(row, x) = field(row, 1) eq "energy" ? at(row) * exp(slope(row) * (x - 0.2293)) : at(row) + slope(row) * (x - 0.2293)
name_of(row) = sprintf("φ = %s", field(row, 2))
colour(k) = word("#440154 #21918c #d8a800 #414487 #7ad151", (k - 1) % 5 + 1)
symbol(k) = int(word("7 9 5 11 13", (k - 1) % 5 + 1))
stats samples using 3 nooutput name "x"
margin = 0.06 * (x_max - x_min)
set xrange [x_min - margin:x_max + margin]
set xtics 0.01
set format x "%.2f"
set xlabel "polydispersity δ" offset 0, 0.3
set bmargin at screen 0.17
set tmargin at screen 0.9
set arrow 1 from 0.2293, graph 0 to 0.2293, graph 1 nohead dashtype 2 linecolor rgb "#777777" back
set samples 50

set multiplot
do for [panel = 1:3] {
    set lmargin at screen 0.075 + 0.33 * (panel - 1)
    set rmargin at screen 0.075 + 0.33 * (panel - 1) + 0.245
    set label 1 sprintf("{/:Bold %s}", "abc"[panel:panel]) at graph 0, screen 0.945 left
    unset logscale y
    if (panel == 1) {
        first = 2
        last = rows - 1
        eval(log_axis("y", tens))
        set ylabel "energy of the minimum per particle  (ε)" offset 0.6, 0
        set key at graph 0.98, graph 0.5 right center reverse Left samplen 1 spacing 1.2
    } else {
        first = panel == 2 ? rows : 1
        last = first
        set ytics autofreq
        set format y "%g"
        set ylabel (panel == 2 ? "φ_J" : "F_s(k = 7) after the time τ") offset (panel == 2 ? -0.6 : 0) + beside, 0
        unset key
    }
    plot for [row = first:last] samples index row - 1 using 3:4 with points pointtype symbol(row - first + 1) pointsize 0.9 \
        linecolor rgb colour(row - first + 1) title name_of(row), \
        for [row = first:last] at(row) > -1e9 ? on_line(row, x) : NaN with lines linewidth 1.4 linecolor rgb colour(row - first + 1) notitle
}
unset multiplot
unset output
