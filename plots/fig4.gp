# Fig. 4: the susceptibility against the time after the quench, a panel per temperature: chi_AB of eq. (4), and the same with variances in
# each glass; grey are the curves of the other temperatures: from the table of DATA to FORMAT in OUTPUT. Called as: gnuplot -c plots/fig4.gp FORMAT
# OUTPUT DATA

table = ARG3 . "/susceptibility.tsv"
words_of(command) = system(sprintf("awk '!/^#/ && NF { print $1 }' %s | uniq | %s", table, command))
temperatures = int(words_of("wc -l"))
temperature(k) = word(words_of(sprintf("sed -n %dp", k)), 1) # text: gnuplot does not take 2e-05 for a number

# Five panels in a row of 2.3 in, and 0.8 in for the axis and the key
columns = temperatures < 5 ? temperatures : 5
rows = (temperatures + 4) / 5
height = 0.8 + 2.3 * rows
height_text = sprintf("%g", height)
call "plots/style.gp" ARG1 ARG2 "10" height_text

colour(k) = temperatures < 2 ? 0 : (k - 1.0) / (temperatures - 1) * 0.93
stats table using 2 nooutput name "time"
stats table using ($3 + $4) nooutput name "chi"
stats table using ($5 + $6) nooutput name "thermal"
bottom = 0.6
foot = bottom
below(chi) = chi < bottom ? bottom * 1.12 : NaN
some_below = int(system(sprintf("awk '!/^#/ && NF && ($3 < %g || $5 < %g) { n++ } END { print n + 0 }' '%s'", bottom, bottom, table))) > 0
set xrange [time_min / 1.4:time_max * 1.4]
set yrange [bottom:(chi_max > thermal_max ? chi_max : thermal_max) * 2.2]
unset colorbox
set cbrange [0:1]
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead dashtype 2 linecolor rgb "#777777"

pitch = 0.925 / columns
left(k) = 0.065 + pitch * ((k - 1) % columns)
top(k) = 1 - (0.45 + 2.3 * ((k - 1) / columns)) / height
closed_bars = bars("table index panel - 1", "2", "$3", "$4", ":(colour(panel))", "linecolor palette")
open_bars = bars("table index panel - 1", "2", "$5", "$6", ":(colour(panel))", "linewidth 0.7 dashtype 2 linecolor palette")
set multiplot
set label 3 "closed: χ_{AB}, between clones and glasses;   open: the same within each glass;   grey: χ_{AB} at the other temperatures" . (some_below ? sprintf(";   ▼ ▽ below %g", bottom) : "") \
    at screen 0.065, screen 1 - 0.16 / height left
set label 4 polydispersity(table, 7) at screen 0.99, screen 1 - 0.16 / height right
do for [panel = 1:temperatures] {
    set lmargin at screen left(panel)
    set rmargin at screen left(panel) + pitch - 0.012
    set tmargin at screen top(panel)
    set bmargin at screen top(panel) - 2 / height
    last = panel > temperatures - columns
    eval(log_axis("x", !last ? none : time_max / time_min > 50 ? tens : plain))
    if (last) { eval(minor_labels("x", time_min / 1.4, time_max * 1.4, numbers)) }
    eval(log_axis("y", (panel - 1) % columns == 0 ? plain : none))
    set xlabel (last ? "time t_w  (⟨σ⟩ (m/ε)^{1/2})" : "") offset 0, 0.3
    set ylabel ((panel - 1) % columns == 0 ? "susceptibility χ_{AB}" : "") offset -0.4, 0
    set label 1 "T = " . temperature(panel) at graph 0.05, graph 0.93 left front
    plot for [k = 1:temperatures] table index k - 1 using 2:(k == panel ? NaN : $3) with lines linewidth 0.7 linecolor rgb "#cccccc" notitle, \
        @closed_bars, @open_bars, \
        for [k = 0:1] table index panel - 1 using 2:(below(column(3 + 2 * k))):(colour(panel)) with points pointtype 11 - k pointsize 0.7 linecolor palette notitle, \
        table index panel - 1 using 2:3:(colour(panel)) with linespoints pointtype 7 pointsize 0.6 linecolor palette notitle, \
        table index panel - 1 using 2:5:(colour(panel)) with linespoints pointtype 6 pointsize 0.6 linewidth 0.7 dashtype 2 linecolor palette notitle
    unset label
}
unset multiplot
unset output
