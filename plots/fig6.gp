# Fig. 6: the mean-squared displacement in a time tau, after waiting t_w, a panel for each state point: from the table of DATA to FORMAT in
# OUTPUT. Called as: gnuplot -c plots/fig6.gp FORMAT OUTPUT DATA

table = ARG3 . "/displacements.tsv"
call "plots/style.gp" ARG1 ARG2 "7.6" "3.9"

waits = words(system(sprintf("awk '!/^#/ && NF { print $3 }' %s | sort -gu", table)))
waited(k) = system(sprintf("awk '!/^#/ && NF { print $3 }' %s | sort -gu | sed -n %dp", table, k)) + 0
state(panel) = system(sprintf("awk -F '\\t' '!/^#/ && NF { print $1 \" \" $2 }' %s | uniq | sed -n %dp", table, panel))
colour(k) = waits < 2 ? 0 : (k - 1.0) / (waits - 1) * 0.9
symbol(k) = int(word("7 5 9 11 13 15 6 4 8 10 12 14", (k - 1) % 12 + 1))
stats table using 4 nooutput name "tau"
stats table using 5 nooutput name "delta"
panels = int(system(sprintf("awk -F '\\t' '!/^#/ && NF { print $1 \" \" $2 }' %s | uniq | wc -l", table)))
eval(log_axis("x", tens))
set xrange [tau_min / 1.4:tau_max * 1.4]
stats table using ($5 + $6) nooutput name "bar"
bottom = delta_min / 1.5
top = delta_max * 1.5 > bar_max * 1.1 ? delta_max * 1.5 : bar_max * 1.1
set yrange [bottom:top]
foot = bottom
unset colorbox
set cbrange [0:1]
set bmargin at screen 0.155
set tmargin at screen 0.9
pitch = 0.77 / panels
left(panel) = 0.115 + pitch * (panel - 1)
bars_of_waits = bars("for [k = 1:waits] table index (panel - 1) * waits + k - 1", "4", "$5", "$6", ":(colour(k))", "linecolor palette")
set multiplot
do for [panel = 1:panels] {
    set lmargin at screen left(panel)
    set rmargin at screen left(panel) + pitch - 0.012
    set xlabel "τ  (⟨σ⟩ (m/ε)^{1/2})" offset 0, 0.4
    set ylabel (panel == 1 ? "Δ(t_w, t_w + τ)  (⟨σ⟩^2)" : "") offset 0.8, 0
    eval(log_axis("y", panel == 1 ? tens : none))
    if (panel == 1) { eval(minor_labels("y", bottom, top, powers)) }
    set label 1 sprintf("{/:Bold %s}   φ = %s,  T = %s", "abcdefghijklmnopqrstuvwxyz"[panel:panel], word(state(panel), 1), word(state(panel), 2)) \
        at screen left(panel), screen 0.945 left
    if (panel == panels) {
        set key at screen 0.985, screen 0.9 right top reverse Left samplen 0.9 spacing 1.15 width -1 title "t_w" left
    }
    plot @bars_of_waits, \
        for [k = 1:waits] table index (panel - 1) * waits + k - 1 using 4:5:(colour(k)) with linespoints \
        pointtype symbol(k) pointsize 0.55 linecolor palette title (panel == panels ? sprintf("%g", waited(k)) : "")
}
unset multiplot
unset output
