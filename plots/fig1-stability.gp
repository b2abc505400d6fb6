# T_g/T_d of the glasses against density: from the tables of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig1-stability.gp FORMAT OUTPUT DATA

glasses = ARG3 . "/stability.tsv"
soft = ARG3 . "/soft.tsv"
call "plots/style.gp" ARG1 ARG2 "5.6" "4.4"

stats glasses using 1 nooutput name "phi"
of_soft(c) = system(sprintf("awk -F '\t' '!/^#/ { print $%d }' %s", c, soft))
there = of_soft(1) ne "NaN"
phi_d = there ? real(of_soft(1)) : 1
phi_g = there ? real(of_soft(3)) : 1
# On the lines of phi_d and phi_g, T is in proportion to ((phi/phi_0)^2 - 1)^2
root(x, phi_0) = x > phi_0 ? (x / phi_0) ** 2 - 1 : 0
ratio(x) = there && x > phi_d ? (root(x, phi_g) / root(x, phi_d)) ** 2 : NaN

left = phi_min - 0.06
right = phi_max + 0.04
set xrange [left:right]
set yrange [0:1.25]
set xlabel "packing fraction φ" offset 0, 0.3
set ylabel "T_g / T_d" offset 0.8, 0
set lmargin at screen 0.13
set rmargin at screen 0.965
set bmargin at screen 0.135
set tmargin at screen 0.965
set ytics 0.2
set key top left reverse Left samplen 2 spacing 1.25
set samples 400
# The paper's 0.65, within the 15 % that statements allow
set object 1 rectangle from graph 0, first 0.55 to graph 1, first 0.75 fillcolor rgb "#eeeeee" fillstyle solid noborder behind
set arrow 1 from graph 0, first 0.65 to graph 1, first 0.65 nohead linewidth 1 linecolor rgb "#888888" dashtype 2 back

measured(k) = column(5) == 1 && column(6) == 0 ? column(k) : NaN
extrapolated(k) = column(5) == 1 && column(6) == 1 ? column(k) : NaN
fails(k) = column(5) == 0 ? column(k) : NaN
interpolated(k) = strcol(3) eq "NaN" ? column(k) : NaN
any(condition) = int(system(sprintf("awk -F '\t' '!/^#/ && %s { n++ } END { print n + 0 }' %s", condition, glasses)))
half = (right - left) / 90
eval("plot 0.65 with lines linewidth 1 linecolor rgb '#888888' dashtype 2 title '0.65 within 15 %'" . \
    (there ? sprintf(", glasses using 1:(%s):(%s) with filledcurves fillcolor rgb '#c8d6ee' notitle", "$8 - $9 > 0 ? $8 - $9 : 0", "$8 + $9") : "") . \
    (there ? sprintf(", ratio(x) with lines linewidth 1.8 linecolor rgb '#3b528b' title 'effective diameter, from T_g at φ = %g'", phi_max) : "") . \
    ", " . bars("glasses", "1", "(measured(3))", "$4", "", "linewidth 1.2 linecolor rgb '#c00000'") . \
    ", " . bars("glasses", "1", "(extrapolated(3))", "$4", "", "linewidth 1.2 linecolor rgb '#c00000'") . \
    ", " . bars("glasses", "1", "(fails(3))", "$4", "", "linewidth 1.2 linecolor rgb '#c00000'") . \
    ", " . bars("glasses", "1", "(interpolated(10))", "$11", "", "linewidth 1.2 linecolor rgb '#777777'") . \
    ", glasses using 1:7:(half):(0) with vectors nohead linewidth 1.6 linecolor rgb '#c00000' notitle" . \
    ", glasses using 1:7:(-half):(0) with vectors nohead linewidth 1.6 linecolor rgb '#c00000' notitle" . \
    ", glasses using 1:7:(0):(0.05) with vectors head filled size graph 0.014, 20 linewidth 1.2 linecolor rgb '#c00000' notitle" . \
    (any("$3 != \"NaN\" && $5 == 1 && $6 == 0") ? ", glasses using 1:(measured(3)) with points pointtype 5 pointsize 1.1 linecolor rgb '#c00000' title 'T_d among the times'" : "") . \
    (any("$3 != \"NaN\" && $5 == 1 && $6 == 1") ? ", glasses using 1:(extrapolated(3)) with points pointtype 4 pointsize 1.1 linewidth 1.4 linecolor rgb '#c00000' title 'T_d extrapolated'" : "") . \
    (any("$3 != \"NaN\" && $5 == 0") ? ", glasses using 1:(fails(3)) with points pointtype 2 pointsize 0.9 linewidth 1.4 linecolor rgb '#c00000' title 'the law does not hold the times'" : "") . \
    (any("$7 != \"NaN\"") ? in_words("↑ at least: T_d is below the coldest time") : "") . \
    (any("$3 == \"NaN\" && $10 != \"NaN\"") ? ", glasses using 1:(interpolated(10)) with points pointtype 12 pointsize 1.2 linewidth 1.4 linecolor rgb '#777777' title 'T_d of the line through all T_d'" : ""))
unset output
