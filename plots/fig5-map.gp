# chi_AB on the grids of Fig. 5 and its variant, with its numbers: from the folders fig5 and fig5-dense of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig5-map.gp FORMAT OUTPUT DATA

call "plots/style.gp" ARG1 ARG2 "9" "4.3"

table(panel) = sprintf("%s/%s/susceptibility.tsv", ARG3, panel == 1 ? "fig5" : "fig5-dense")
column_of(panel, k) = system(sprintf("awk '!/^#/ && NF { print $%d }' %s | sort -gu | tr '\\n' ' '", k, table(panel)))
index_of(list, value) = sum [k = 1:words(list)] (abs(real_of(word(list, k)) / value - 1) < 1e-9 ? k : 0)
real_of(text) = strstrt(text, "e") ? real(substr(text, 1, strstrt(text, "e") - 1)) * 10 ** int(substr(text, strstrt(text, "e") + 1, 9)) \
    : real(text)
stats table(1) using 3 nooutput name "one"
stats table(2) using 3 nooutput name "two"
set logscale cb
set cbrange [1:(one_max > two_max ? one_max : two_max) * 1.1]
set bmargin at screen 0.14
set tmargin at screen 0.88
set tics scale 0
set xlabel "packing fraction φ" offset 0, 0.3
set multiplot
do for [panel = 1:2] {
    densities = column_of(panel, 1)
    temperatures = column_of(panel, 2)
    set xrange [*:*] # stats sees only what is in range
    set yrange [*:*]
    stats table(panel) using 7 nooutput name "glass"
    stats table(panel) using 8 nooutput name "glass_T"
    set lmargin at screen (panel == 1 ? 0.075 : 0.515)
    set rmargin at screen (panel == 1 ? 0.455 : 0.885)
    set xrange [0.5:words(densities) + 0.5]
    set yrange [0.5:words(temperatures) + 0.5]
    set xtics ()
    set ytics ()
    do for [k = 1:words(densities)] { set xtics add (word(densities, k) k) }
    do for [k = 1:words(temperatures)] { set ytics add (word(temperatures, k) k) }
    set ylabel (panel == 1 ? "temperature T  (ε/k_B)" : "") offset 0.5, 0
    set label 1 sprintf("{/:Bold %s}   glass (%g, %g)", "ab"[panel:panel], glass_min, glass_T_min) \
        at screen (panel == 1 ? 0.075 : 0.515), screen 0.935 left
    if (panel == 1) {
        unset colorbox
    } else {
        set colorbox user origin screen 0.905, screen 0.14 size screen 0.02, screen 0.74
        set cblabel "χ_{AB}" offset -0.5, 0
    }
    plot table(panel) using (index_of(densities, $1)):(index_of(temperatures, $2)):3 with image, \
        table(panel) using (index_of(densities, $1)):(index_of(temperatures, $2)):(sprintf($3 < 10 ? "%.1f" : "%.0f", $3) . "\n±" . \
            sprintf($4 < 10 ? "%.1f" : "%.0f", $4)):($3 > 6 ? 0x000000 : 0xffffff) with labels font ",8" textcolor rgb variable
}
unset multiplot
unset output
