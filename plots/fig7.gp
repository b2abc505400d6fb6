# Fig. 7, a row for each glass: from the tables of DATA (pairs-1.tsv, clones-1.tsv, glass-1.tsv, ... one of each per glass) to FORMAT in OUTPUT.
# Called as: gnuplot -c plots/fig7.gp FORMAT OUTPUT DATA GLASSES
# With minimax after these, the third panels of the rows show the lowest barriers over any sequence of bands, in the range of V_AB.

data = ARG3
glasses = int(ARG4)
minimax = ARG5 eq "minimax"

# The page of three rows is 8.3 in high, of others as much more or less as their rows are; lengths are in parts of its width and of 8.3 in, times `part`.
height = 8.3 * (1 + 0.306 * (glasses - 3))
part = 8.3 / height
height_text = sprintf("%g", height)
call "plots/style.gp" ARG1 ARG2 "11" height_text

pairs(glass) = sprintf("%s/pairs-%d.tsv", data, glass)
clones(glass) = sprintf("%s/clones-%d.tsv", data, glass)
numbers(glass) = sprintf("%s/glass-%d.tsv", data, glass)

# Columns of pairs-*.tsv and the names of what they hold
array column[3] = [5, 6, minimax ? 10 : 7]
converged_column = minimax ? 11 : 9
lost_column = minimax ? 13 : 12 # no saddle was found
array largest[3]
array name[3] = ["Δ@_{AB}^{0} ", "P_{AB}", minimax ? "V@_{AB}^{mm} " : "V_{AB}"]
array unit[3] = ["⟨σ⟩^2", "", "ε"]
# Diagonals of a cell of edge 1: where they start and how far they go. Small cells have the first only.
array hatch_x[3] = [-0.5, -0.5, 0]
array hatch_y[3] = [0.5, 0, 0.5]
array hatch_length[3] = [1, 0.5, 0.5]
# a, b, ..., z, aa, ab, ...

# A number of a table of one row, 0 where there is none
known(k) = strcol(k) eq "NaN" ? 0 : column(k)

panel_width = 0.152
panel_height = panel_width * 11 / height
left(k) = 0.055 + 0.236 * (k - 1)
top(glass) = 1 - part * (0.075 + 0.306 * (glass - 1))
bar_left(k) = left(k) + panel_width + 0.008
bar_width = 0.010

set multiplot
set label 4 "Clones in the order of the clustering of V_{AB}.   Grey: one and the same minimum, which has no P_{AB}.   " . \
    "Hatched: not converged, an upper bound; crosswise: no saddle was found." at screen 0.012, screen part * (minimax ? 0.036 : 0.03) left
set label 6 minimax ? "V@_{AB}^{mm} : the lowest barrier over any sequence of bands, from the tree of single linkage on saddle energies." : "" \
    at screen 0.012, screen part * 0.013 left
do for [glass = 1:glasses] {
    # What was found, as text: one row of the table
    set xrange [*:*] # stats sees only what is in range
    set yrange [*:*]
    stats numbers(glass) using (temperature = known(3), equilibration = known(4), tw = known(5), \
        n = $6, minima = $7, lowest_energy = $8, highest_energy = $9, largest[1] = $10, largest[2] = strcol(11) eq "NaN" ? 0 : $11, largest[3] = $12, \
        bands = $13, converged = $14, lost = $15, words = strcol(16), 0) every ::1 nooutput
    lines = n <= 20 ? 3 : 1
    step = n <= 10 ? 2 : n <= 20 ? 4 : n <= 50 ? 10 : 20
    set label 1 sprintf("{/:Bold %s}      %s%d clones%s%s,  %d distinct minima,  %d of %d bands converged%s", state_point(numbers(glass)), \
        equilibration > 0 ? sprintf("equilibrated for %g,  ", equilibration) : "", n, temperature > 0 ? sprintf(" at T = %g", temperature) : "", \
        tw > 0 ? sprintf(" for t_w = %g", tw) : "", minima, converged, bands, lost > 0 ? sprintf(", %d found no saddle", lost) : "") \
        at screen 0.012, screen top(glass) + part * 0.057 left
    set label 5 words at screen 0.012, screen top(glass) + part * 0.037 left textcolor rgb "#555555"

    set tmargin at screen top(glass)
    set bmargin at screen top(glass) - panel_height
    set xtics step, step, n offset 0, 0.4
    set xlabel (glass == glasses ? "clone index" : "") offset 0, 0.7
    do for [k = 1:3] {
        set lmargin at screen left(k)
        set rmargin at screen left(k) + panel_width
        highest = largest[k] > 0 ? largest[k] : 1 # a single minimum has no barriers
        set xrange [0.5:n + 0.5]
        set yrange [n + 0.5:0.5]
        set ytics step, step, n offset 0.6, 0
        set ylabel (k == 1 ? "clone index" : "") offset 1.6, 0
        unset object
        set object 1 rectangle from graph 0, 0 to graph 1, 1 behind fillcolor rgb "#d9d9d9" fillstyle solid noborder

        cb_step = round_step(highest / 5.0)
        scale = k == 1 ? power(highest) : 1
        set cbrange [0:highest]
        set cbtics ("0" 0) offset -0.8, 0
        do for [i = 1:int(highest / cb_step * 1.0001)] {
            set cbtics add (sprintf("%g", i * cb_step / scale) i * cb_step)
        }
        set colorbox user origin bar_left(k), top(glass) - panel_height size bar_width, panel_height
        set label 2 sprintf("{/:Bold %s}", letter(4 * glass - 4 + k)) at screen left(k) - 0.01, screen top(glass) + part * 0.016 right
        set label 3 name[k] . (k == 1 ? sprintf("   (10^{%d} %s)", exponent(highest), unit[k]) : unit[k] eq "" ? "" : "  (" . unit[k] . ")") \
            at screen bar_left(k) + bar_width, screen top(glass) + part * 0.016 right
        if (k == 2 && bands == 0) {
            plot -1 # nothing in range: the panel is grey
        }
        if (k == 1 || (k == 2 && bands > 0)) {
            plot pairs(glass) using 1:2:column[k] every ::1 with image
        }
        if (k == 3) { # bands that did not converge are hatched: white lines, and black ones on them; crosswise too where there is no saddle
            plot pairs(glass) using 1:2:column[k] every ::1 with image, for [ink = 1:2] for [way = 1:-1:-2] for [line = 1:lines] \
                "" using ($1 + way * hatch_x[line]):(column(way == 1 ? converged_column : lost_column) == (way == 1 ? 0 : 1) ? $2 + hatch_y[line] : NaN): \
                (way * hatch_length[line]):(-hatch_length[line]) \
                every ::1 with vectors nohead linecolor rgb (ink == 1 ? "white" : "black") \
                linewidth (ink == 1 ? 1.4 : 0.5) * (lines == 1 ? 0.4 : 1)
        }
        unset label 1
        unset label 4
        unset label 6
        unset label 5
    }

    unset object
    set lmargin at screen left(4) + 0.045
    set rmargin at screen 0.985
    spread = highest_energy - lowest_energy > 1e-8 ? highest_energy - lowest_energy : 1.0
    set yrange [lowest_energy - 0.1 * spread:highest_energy + 0.1 * spread]
    energy_step = round_step(spread / 4)
    set ytics energy_step format sprintf("%%.%df", energy_step < 1 ? -floor(log10(energy_step * 1.0001)) : 0) offset 0.6, 0
    set ylabel "E_{IS}  (ε)" offset 0.6 + beside, 0
    set label 2 sprintf("{/:Bold %s}", letter(4 * glass)) \
        at screen left(4) + 0.035, screen top(glass) + part * 0.016 right
    unset label 3
    plot clones(glass) using 1:4 every ::1 with points pointtype 7 pointsize n <= 20 ? 0.7 : 0.35 linecolor rgb "#3b528b"
    unset label 2
    set format y
}
unset multiplot
unset output
