# Fig. 4: the susceptibility against the time after the quench, a curve per temperature: chi_AB of eq. (4), and the same with variances in
# each glass: from the table of DATA to FORMAT in OUTPUT. Called as: gnuplot -c plots/fig4.gp FORMAT OUTPUT DATA

table = ARG3 . "/susceptibility.tsv"
call "plots/style.gp" ARG1 ARG2 "8.6" "4.2"

words_of(command) = system(sprintf("awk '!/^#/ && NF { print $1 }' %s | uniq | %s", table, command))
temperatures = int(words_of("wc -l"))
temperature(k) = word(words_of(sprintf("sed -n %dp", k)), 1) # text: gnuplot does not take 2e-05 for a number
colour(k) = temperatures < 2 ? 0 : (k - 1.0) / (temperatures - 1) * 0.93
symbol(k) = int(word("7 5 9 11 13 6 4 8 10 12", (k - 1) % 10 + 1))
chi(panel) = column(2 * panel + 1)
chi_error(panel) = column(2 * panel + 2)
dodge(k) = 1.012 ** (k - 0.5 * (temperatures + 1)) # so that bars stand side by side
stats table using 2 nooutput name "time"
stats table using ($3 + $4) nooutput name "chi"
stats table using ($5 + $6) nooutput name "thermal"
set xrange [time_min / 1.25:time_max * 1.25]
set yrange [0.6:(chi_max > thermal_max ? chi_max : thermal_max) * 1.3]
eval(log_axis("x", time_max / time_min > 50 ? tens : plain))
set xlabel "time t_w after the quench  (⟨σ⟩ (m/ε)^{1/2})" offset 0, 0.3
set bmargin at screen 0.14
set tmargin at screen 0.9
unset colorbox
set cbrange [0:1]
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead dashtype 2 linecolor rgb "#777777"

set multiplot
do for [panel = 1:2] {
    left = panel == 1 ? 0.09 : 0.48
    set lmargin at screen left
    set rmargin at screen left + 0.365
    set ylabel (panel == 1 ? "susceptibility χ_{AB}" : "") offset -0.4, 0
    eval(log_axis("y", panel == 1 ? plain : none))
    set label 1 (panel == 1 ? "{/:Bold a}   χ_{AB}, between clones and glasses" : "{/:Bold b}   the same within each glass") \
        at screen left, screen 0.945 left
    if (panel == 2) {
        set key at screen 0.985, screen 0.9 right top reverse Left samplen 1.2 spacing 1.25 width -1 title "T  (ε/k_B)" left
    }
    if (panel == 2) { set label 2 polydispersity(table, 7) at screen 0.985, screen 0.04 right }
    plot for [k = 1:temperatures] table index k - 1 using ($2 * dodge(k)):(chi(panel)):(low(chi(panel), chi_error(panel))):(chi(panel) + chi_error(panel)):(colour(k)) \
        with yerrorbars pointtype -1 linecolor palette notitle, \
        for [k = 1:temperatures] table index k - 1 using ($2 * dodge(k)):(chi(panel)):(colour(k)) with linespoints \
        pointtype symbol(k) pointsize 0.7 linecolor palette title (panel == 2 ? temperature(k) : "")
}
unset multiplot
unset output
