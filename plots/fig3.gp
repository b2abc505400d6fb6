# Fig. 3: T_G(phi) of two glasses, followed to other densities: from the table of DATA, a block for each glass, to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig3.gp FORMAT OUTPUT DATA

table = ARG3 . "/ergodicity.tsv"
call "plots/style.gp" ARG1 ARG2 "5.6" "4.2"

colour(k) = word("#440154 #21918c #d8a800 #414487 #7ad151 #000000", (k - 1) % 6 + 1)
symbol(k) = int(word("7 9 5 11 13 15", (k - 1) % 6 + 1))
stats table using 3 nooutput name "phi"
lowest = real(system(sprintf("awk -F '\\t' '!/^#/ && NF { for (k = 4; k <= 8; k += k == 4 ? 3 : 1) if ($k != \"NaN\" && (!low || $k < low)) low = $k } \
    END { printf \"%%.12f\", low }' %s", table)))
stats table using 2 nooutput name "glass"
glasses = words(system(sprintf("awk -F '\\t' '!/^#/ && NF && !seen[$1]++ { print $1 }' %s", table)))
set xrange [phi_min - 0.02:phi_max + 0.02]
set yrange [lowest / 4:glass_max * 40]
foot = lowest / 4
there(T) = T > 0 ? T : 1e-30 # out of sight
eval(log_axis("y", tens))
set xlabel "packing fraction φ" offset 0, 0.3
set ylabel "temperature T  (ε/k_B)" offset 0.8, 0
set lmargin at screen 0.135
set rmargin at screen 0.965
set bmargin at screen 0.14
set tmargin at screen 0.965
set key top left reverse Left samplen 2 spacing 1.3
state(glass) = word(system(sprintf("awk -F '\\t' '!/^#/ && NF && !seen[$1]++ { print \"(\" $1 \",~\" $2 \")\" }' %s | sed -n %dp", table, glass)), 1)
title_of(glass) = "T_G of the glass " . state(glass)[1:strstrt(state(glass), "~") - 1] . " " . state(glass)[strstrt(state(glass), "~") + 1:*]

# Bounds of T_G, a cap and an arrow, stand beside those of other glasses at the same density
aside(glass) = (glass - (glasses + 1) / 2.0) * 0.04 * (phi_max - phi_min + 0.04)
eval("plot " . bars("for [glass = 1:glasses] table index glass - 1", "3", "$4", "$5", "", "linecolor rgb colour(glass)") . \
    ", for [glass = 1:glasses] table index glass - 1 using 3:4 with linespoints pointtype symbol(glass) pointsize 0.9" . \
    "    linecolor rgb colour(glass) title title_of(glass)" . \
    ", for [glass = 1:glasses] table index glass - 1 using ($3 + aside(glass)):(there($8)):(0):(-0.35 * there($8)) with vectors head filled size screen 0.012, 20" . \
    "    linecolor rgb colour(glass) notitle" . \
    ", for [glass = 1:glasses] table index glass - 1 using ($3 + aside(glass)):(there($7)):(0):(0.5 * there($7)) with vectors head filled size screen 0.012, 20" . \
    "    linecolor rgb colour(glass) notitle" . \
    ", for [glass = 1:glasses] for [k = 7:8] table index glass - 1 using ($3 + aside(glass)):(there(column(k)) * 1.01):(0):(there(column(k)) * -0.01)" . \
    "    with vectors head nofilled size screen half_cap, 90 fixed linecolor rgb colour(glass) notitle" . \
    and_computer_line(ARG3) . limits_in_words(table) . \
    ", table using 1:2 with points pointtype 5 pointsize 1.3 linecolor rgb '#c00000' title 'where they are equilibrated'")
unset output
