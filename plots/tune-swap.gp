# CPU seconds in which F_s decays under swap Monte Carlo, by the blocks: from the table of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/tune-swap.gp FORMAT OUTPUT DATA

table = ARG3 . "/tuning.tsv"
call "plots/style.gp" ARG1 ARG2 "5.0" "3.8"

stats table using 2 nooutput name "swaps"
stats table using 6 nooutput name "cost"
blocks = int(system(sprintf("awk -F '\\t' '!/^#/ && NF && !seen[$1]++ { n++ } END { print n }' %s", table)))
colour(k) = word("#440154 #31688e #35b779 #d8a800 #414487 #7ad151", k % 6 + 1)
symbol(k) = int(word("7 9 5 11 13 15", k % 6 + 1))
set xrange [swaps_min / 1.3:swaps_max * 1.3]
set yrange [0:cost_max * 1.35]
eval(log_axis("x", none))
set xtics (1, 2, 5, 10, 20, 50, 100)
set xlabel "exchanges per particle in a block" offset 0, 0.3
set ylabel "CPU time of a decay of F_s  (s)" offset 0.8 + beside, 0
set lmargin at screen 0.14
set rmargin at screen 0.965
set bmargin at screen 0.15
set tmargin at screen 0.96
set key top right reverse Left samplen 2 spacing 1.25
title_of(k) = sprintf("blocks of MD of length %s", system(sprintf("awk -F '\\t' '!/^#/ && NF && !seen[$1]++ { print $1 }' %s | sed -n %dp", table, k + 1)))
plot for [k = 0:blocks - 1] table index k using 2:6:7 with yerrorbars pointtype -1 linecolor rgb colour(k) notitle, \
    for [k = 0:blocks - 1] table index k using 2:6 with linespoints pointtype symbol(k) pointsize 0.8 linecolor rgb colour(k) title title_of(k)
unset output
