# Fig. 1: the equilibrium phase diagram: from the tables of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig1.gp FORMAT OUTPUT DATA

points = ARG3 . "/points.tsv"
laws = ARG3 . "/laws.tsv"
glasses = ARG3 . "/glasses.tsv"
call "plots/style.gp" ARG1 ARG2 "5.6" "4.4"

stats points using 1 nooutput name "phi"
stats points using 2 nooutput name "T"
stats glasses using 2 nooutput name "glass"
lowest = T_min < glass_min ? T_min : glass_min
eval(log_axis("y", tens))
set xlabel "packing fraction φ" offset 0, 0.3
set ylabel "temperature T  (ε/k_B)" offset 0.8, 0
set lmargin at screen 0.13
set rmargin at screen 0.965
set bmargin at screen 0.135
set tmargin at screen 0.965
set key bottom right reverse Left samplen 2 spacing 1.25 width -3

# Where random configurations jam
random(c) = system(sprintf("awk -F '\t' '!/^#/ { print $%d }' %s/random.tsv", c, ARG3))
if (random(1) ne "NaN") {
    set arrow 1 from real(random(1)), graph 0.075 to real(random(1)), graph 0.005 head filled size screen 0.012, 20 linewidth 1.8 front
    set label 1 "random" at real(random(1)), graph 0.05 right offset -0.8, 0 front
}
first = random(1) ne "NaN" && real(random(1)) < phi_min ? real(random(1)) : phi_min
set xrange [first - 0.055:phi_max + 0.025]

# The key takes the lower right corner: where points lie there, the axis goes on below them
bottom = lowest / 1.7
top = T_max * 1.9
corner = first - 0.055 + 0.45 * (phi_max - first + 0.08)
in_corner = real(system(sprintf("awk -F '\t' '!/^#/ && NF && $1 > %g && (!low || $2 < low) { low = $2 } END { printf \"%%.12f\", low }' '%s' '%s'", \
    corner, points, glasses)))
if (in_corner > 0 && log(in_corner / bottom) < 0.36 * log(top / bottom)) {
    bottom = exp((log(in_corner) - 0.4 * log(top)) / 0.6)
}
set yrange [bottom:top]
jammed(k) = column(3) == 1 && column(4) > 0.5 ? column(k) : NaN
unjammed(k) = column(3) == 1 && column(4) <= 0.5 ? column(k) : NaN
failed(k) = column(3) == 0 ? column(k) : NaN

eval("plot points using (jammed(1)):2 with points pointtype 7 pointsize 0.9 linecolor rgb '#555555' title 'equilibrium, jammed (E_{IS} > 0)'" . \
    ", points using (unjammed(1)):2 with points pointtype 6 pointsize 0.9 linewidth 1.4 linecolor rgb '#555555' title 'equilibrium, unjammed (E_{IS} = 0)'" . \
    ", points using (failed(1)):2 with points pointtype 2 pointsize 0.7 linewidth 1.2 linecolor rgb '#aaaaaa' title 'not shown to be in equilibrium'" . \
    ", " . computer_line(laws) . \
    ", laws using 1:(low($2, $3)):(0):($2 + $3 - low($2, $3)) with vectors nohead linewidth 4 linecolor rgb '#e02020' notitle" . \
    (random(1) ne "NaN" ? in_words("↓ random positions: jammed above") : "") . \
    ", glasses using 1:2 with points pointtype 5 pointsize 1.15 linecolor rgb '#c00000' title 'glasses of the other figures'")
unset output
