# Fig. 2: Delta (open symbols) and Delta_AB (closed) against the temperature of the quench, arrows at T_G: from the tables of DATA
# to FORMAT in OUTPUT. Called as: gnuplot -c plots/fig2.gp FORMAT OUTPUT DATA

distances = ARG3 . "/distances.tsv"
ergodicity = ARG3 . "/ergodicity.tsv"
call "plots/style.gp" ARG1 ARG2 "6.4" "4.6"

stats ergodicity using 3 nooutput
glasses = int(STATS_records) # a line of each
colour(k) = word("#440154 #414487 #2a788e #22a884 #7ad151 #d8a800", (k - 1) % 6 + 1)
open(k) = int(word("6 4 8 12 10 14", (k - 1) % 6 + 1))
stats distances using 4 nooutput name "d"
stats distances using 6 nooutput name "ab"
stats distances using ($6 + $7) nooutput name "bar"

eval(log_axis("x", tens))
eval(log_axis("y", tens))
set xlabel "temperature T of the quench  (ε/k_B)" offset 0, 0.3
set ylabel "Δ,  Δ_{AB}  (⟨σ⟩^2)" offset 0.8, 0
stats distances using 3 nooutput name "T"
set xrange [T_min / 1.5:T_max * 1.5]
bottom = (d_min < ab_min ? d_min : ab_min) / 2.2
set yrange [bottom:bar_max > ab_max * 1.6 ? bar_max * 1.1 : ab_max * 1.6]
foot = bottom
set lmargin at screen 0.115
set rmargin at screen 0.775
set bmargin at screen 0.125
set tmargin at screen 0.965
set key at screen 0.785, screen 0.93 left top reverse Left samplen 1.2 spacing 1.25 width -1 title "(φ_g, T_g)" left
set label 1 "open: Δ" at screen 0.803, screen 0.42 left
set label 2 "closed: Δ_{AB}" at screen 0.803, screen 0.36 left
set label 3 "arrow: T_G" at screen 0.803, screen 0.30 left
set label 4 polydispersity(distances, 8) at screen 0.803, screen 0.24 left
tail = 2 # how far above its point an arrow begins
title_of(glass) = system(sprintf("awk -F '\\t' '!/^#/ && NF && !seen[$1]++ { if (++n == %d) print $1 \", \" $2 }' %s", glass, distances))

of_glasses = "for [glass = 1:glasses] distances index glass - 1"
open_bars = bars(of_glasses, "3", "$4", "$5", "", "linecolor rgb colour(glass) linewidth 0.7 dashtype 2")
closed_bars = bars(of_glasses, "3", "$6", "$7", "", "linecolor rgb colour(glass) linewidth 1")
plot @open_bars, \
    for [glass = 1:glasses] distances index glass - 1 using 3:4 with linespoints pointtype open(glass) pointsize 0.75 \
        linecolor rgb colour(glass) linewidth 0.7 dashtype 2 notitle, \
    @closed_bars, \
    for [glass = 1:glasses] distances index glass - 1 using 3:6 with linespoints pointtype open(glass) + 1 pointsize 0.75 \
        linecolor rgb colour(glass) linewidth 1 title "(" . title_of(glass) . ")", \
    for [glass = 1:glasses] ergodicity index glass - 1 using 4:($6 * tail):(0):($6 * (1 - tail)) with vectors \
        head filled size screen 0.012, 20 linecolor rgb colour(glass) linewidth 1.6 notitle
unset output
