# Fig. 4: chi_AB against the time after the quench, a curve per temperature: from the table of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig4.gp FORMAT OUTPUT DATA

table = ARG3 . "/susceptibility.tsv"
call "plots/style.gp" ARG1 ARG2 "6.2" "4.4"

temperatures = words(system(sprintf("awk '!/^#/ && NF { print $1 }' %s | uniq", table)))
temperature(k) = word(system(sprintf("awk '!/^#/ && NF { print $1 }' %s | uniq | sed -n %dp", table, k)), 1) # text: gnuplot does not take 2e-05 for a number
colour(k) = (k - 1.0) / (temperatures - 1) * 0.93
symbol(k) = int(word("7 5 9 11 13 6 4 8 10 12", k))
stats table using 2 nooutput name "time"
stats table using ($3 + $4) nooutput name "chi"
set logscale xy
set xrange [time_min / 1.25:time_max * 1.25]
set yrange [0.6:chi_max * 1.3]
set format x (time_max / time_min > 50 ? "10^{%T}" : "%g")
set xlabel "time t_w after the quench  (⟨σ⟩ (m/ε)^{1/2})" offset 0, 0.3
set ylabel "susceptibility χ_{AB}" offset 0.8, 0
set lmargin at screen 0.115
set rmargin at screen 0.775
set bmargin at screen 0.13
set tmargin at screen 0.965
set key at screen 0.985, screen 0.95 right top reverse Left samplen 1.2 spacing 1.25 width -1 title "T  (ε/k_B)" left
unset colorbox
set cbrange [0:1]
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead dashtype 2 linecolor rgb "#777777"

plot for [k = 1:temperatures] table index k - 1 using 2:3:4:(colour(k)) with yerrorlines pointtype symbol(k) pointsize 0.7 \
    linecolor palette title temperature(k)
unset output
