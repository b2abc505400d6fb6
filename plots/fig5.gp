# Fig. 5: T_G(phi), the lines on which chi_AB is 8, 12 and 16, and phi_J: from the tables of DATA to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig5.gp FORMAT OUTPUT DATA

susceptibility = ARG3 . "/susceptibility.tsv"
ergodicity = ARG3 . "/ergodicity.tsv"
jamming = ARG3 . "/jamming.tsv"
stars = ARG3 . "/stars.tsv"
call "plots/style.gp" ARG1 ARG2 "6.9" "4.6"

levels = "8 12 16"
array level_colour[3] = ["#addc30", "#21918c", "#440154"]

stats susceptibility using 1 nooutput name "phi"
stats susceptibility using 2 nooutput name "T"
stats susceptibility using 3 nooutput name "chi"
stats susceptibility using 7 nooutput name "glass"
stats susceptibility using 8 nooutput name "glass_T"
stats jamming using 4 nooutput name "jam"
stats jamming using 5 nooutput name "jam_error"

# The lines of each level, between the points of the grid, in log T. A level that no point reaches has a place in the key only.
set contour base
unset surface
lines = ""
do for [k = 1:3] {
    level = word(levels, k) + 0
    style = sprintf("with lines linewidth 2.2 linecolor rgb level_colour[%d] dashtype %s title 'χ_{AB} = %d", k, word("1 5 3", k), level)
    if (chi_max > level && chi_min < level) {
        set cntrparam levels discrete level
        eval(sprintf("set table $Level%d", k))
        splot susceptibility using 1:(log10($2)):3 with lines nosurface
        unset table
        lines = lines . sprintf(", $Level%d using 1:(10 ** $2) %s'", k, style)
    } else {
        lines = lines . sprintf(", NaN %s (none)'", style)
    }
}
# How far the errors of chi_AB move the line of the middle level
level = word(levels, 2) + 0
do for [way = -1:1:2] {
    stats susceptibility using ($3 + way * $4) nooutput name "moved"
    if (moved_max > level && moved_min < level) {
        set cntrparam levels discrete level
        eval(sprintf("set table $Moved%d", way + 1))
        splot susceptibility using 1:(log10($2)):($3 + way * $4) with lines nosurface
        unset table
        lines = lines . sprintf(", $Moved%d using 1:(10 ** $2) with lines linewidth 0.7 linecolor rgb level_colour[2] %s", way + 1, \
            strstrt(lines, "one error") ? "notitle" : sprintf("title 'χ_{AB} ± one error = %d'", level))
    }
}
unset contour
set datafile separator whitespace # as gnuplot writes contours

first = phi_min < jam_min ? phi_min : jam_min
set xrange [first - 0.015:phi_max + 0.015]
bottom = T_min / 3
computer = and_computer_line(ARG3)
top = glass_T_max * 2
if (computer ne "") {
    stats computer_table(ARG3) using ($1 <= phi_max + 0.015 ? $2 : NaN) nooutput name "computer"
    top = top > computer_max * 1.6 ? top : computer_max * 1.6
}
set yrange [bottom:top]
there(T) = T > 0 ? T : 1e-30 # out of sight
eval(log_axis("y", tens))
set xlabel "packing fraction φ" offset 0, 0.3
set ylabel "temperature T  (ε/k_B)" offset 0.8, 0
set lmargin at screen 0.107
set rmargin at screen 0.665
set bmargin at screen 0.125
set tmargin at screen 0.965
set key at screen 0.675, screen 0.95 left top reverse Left samplen 1.6 spacing 1.4
set arrow 1 from jam_min, bottom * 2.2 to jam_min, bottom * 1.04 head filled size screen 0.012, 20 linewidth 1.8 front
set label 1 sprintf("thick arrow:\nφ_J = %.4f ± %.4f", jam_min, jam_error_min) at screen 0.735, screen 0.24 left front
foot = bottom
set label 2 polydispersity(susceptibility, 9) at screen 0.985, screen 0.04 right

# The state points of Fig. 6, for its glass
starred = int(system(sprintf("wc -l <'%s'", stars)))
star(k, column) = real(system(sprintf("sed -n %dp '%s' | cut -f %d", k, stars, column)))
letter(k) = "abcdefghijklmnopqrstuvwxyz"[k:k]
star_names = ""
do for [k = 1:starred] {
    set label 10 + k letter(k) at star(k, 1), star(k, 2) left offset 0.9, 0 front textcolor rgb "#1f4fbf"
    star_names = star_names . (k == 1 ? "" : ", ") . letter(k)
}

and_stars = starred == 0 ? "" : ", stars using 1:2 with points pointtype 3 pointsize 1.3" . \
    " linewidth 1.8 linecolor rgb '#1f4fbf' title star_names . ' of Fig. 6'"
eval("plot " . bars("ergodicity", "3", "$4", "$5", "", "linecolor rgb '#222222' linewidth 1.2") . \
    ", ergodicity using 3:4 with linespoints pointtype 7 pointsize 0.8 linecolor rgb '#222222' linewidth 1.2 title 'T_G(φ)'" . \
    ", ergodicity using 3:(there($7)):(0):(0.5 * there($7)) with vectors head filled size screen 0.012, 20 linecolor rgb '#222222' notitle" . \
    ", ergodicity using 3:(there($8)):(0):(-0.35 * there($8)) with vectors head filled size screen 0.012, 20 linecolor rgb '#222222' notitle" . \
    lines . \
    ", susceptibility using 1:2 with points pointtype 1 pointsize 0.35 linecolor rgb '#aaaaaa' title 'state points'" . \
    computer . limits_in_words(ergodicity) . \
    ", '+' using (glass_min):(glass_T_min) every ::0::0 with points pointtype 5 pointsize 1.5 linecolor rgb '#c00000'" . \
    "     title sprintf('glass (%g, %g)', glass_min, glass_T_min)" . \
    and_stars)
unset output
