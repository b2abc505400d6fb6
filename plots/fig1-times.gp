# The relaxation times of the liquids of Fig. 1 and the laws that they follow: from the tables of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig1-times.gp FORMAT OUTPUT DATA

times = ARG3 . "/times.tsv"
laws = ARG3 . "/laws.tsv"
call "plots/style.gp" ARG1 ARG2 "5.6" "4.4"

stats times using 1 nooutput name "phi"
stats times using 3 nooutput name "tau"
densities = int(system(sprintf("grep -vc '^#' %s", laws)))
set palette defined (0 "#440154", 1 "#472d7b", 2 "#3b528b", 3 "#2c728e", 4 "#21918c", 5 "#28ae80", 6 "#5ec962", 7 "#addc30", 8 "#d8b800")
set cbrange [0:densities > 1 ? densities - 1 : 1]
unset colorbox
number(text) = text eq "NaN" ? NaN : real(text)
of_law(k, c) = number(word(system(sprintf("awk -F '\\t' '!/^#/ { print $%d }' %s", c, laws)), k + 1))
array T0[densities]; array tau0[densities]; array J[densities]; array Tp[densities]; array taup[densities]; array E[densities]; array Td[densities]
do for [k = 0:densities - 1] {
    T0[k + 1] = of_law(k, 5); tau0[k + 1] = of_law(k, 7); J[k + 1] = of_law(k, 8); Tp[k + 1] = of_law(k, 9); taup[k + 1] = of_law(k, 10)
    E[k + 1] = of_law(k, 13); Td[k + 1] = of_law(k, 2)
}
last = 1.5
do for [k = 1:densities] { if (T0[k] / Td[k] > last) { last = T0[k] / Td[k] } }
# In units of the onset: x is T_0 / T, y is tau / tau_0
arrhenius(k, x) = x < 1.5 ? exp(E[k] / T0[k] * (x - 1)) : NaN
parabola(k, x) = x > 1 && x < 1.05 * T0[k] / Td[k] ? taup[k] / tau0[k] * exp(J[k] ** 2 * (x / T0[k] - 1 / Tp[k]) ** 2) : NaN
symbol(k) = int(word("7 9 5 11 13 15 6 8 4", k % 9 + 1))
title_of(k) = sprintf("φ = %g%s", of_law(k, 1), T0[k + 1] == T0[k + 1] ? "" : " (no onset)")

set xrange [0:1.1 * last]
set yrange [1e-2:1e5]
eval(log_axis("y", tens))
set xlabel "T_0 / T" offset 0, 0.3
set ylabel "relaxation time τ_α / τ_0" offset 0.8, 0
set lmargin at screen 0.14
set rmargin at screen 0.965
set bmargin at screen 0.135
set tmargin at screen 0.965
set key top left reverse Left samplen 1.6 spacing 1.2
set samples 400
set arrow 1 from graph 0, first 1e4 to graph 1, first 1e4 nohead linewidth 0.8 linecolor rgb "#e02020" dashtype 3
set label 1 "T_d" at graph 0.985, first 1.6e4 right textcolor rgb "#e02020"
plot for [k = 0:densities - 1] times index k using (T0[k + 1] / $2):($3 / tau0[k + 1]):(low($3, $4) / tau0[k + 1]):(($3 + $4) / tau0[k + 1]) \
        with yerrorbars pointtype -1 linecolor palette cb k notitle, \
    for [k = 0:densities - 1] times index k using (T0[k + 1] / $2):($3 / tau0[k + 1]) with points pointtype symbol(k) pointsize 0.8 \
        linecolor palette cb k title title_of(k), \
    for [k = 0:densities - 1] parabola(k + 1, x) with lines linewidth 1.1 linecolor palette cb k notitle, \
    for [k = 0:densities - 1] arrhenius(k + 1, x) with lines linewidth 0.9 dashtype 2 linecolor palette cb k notitle
unset output
