# The disconnectivity graphs of the glasses, up to three in a row: from the tables of DATA (tree-LEAVES-1.tsv and glass-1.tsv, ... of each glass) to
# FORMAT in OUTPUT. LEAVES is matrices, unless it is given: untangled.
# Called as: gnuplot -c plots/fig7-tree.gp FORMAT OUTPUT DATA GLASSES

data = ARG3
glasses = int(ARG4)
leaves = ARG5 eq "" ? "matrices" : ARG5

# One row is 6 in high, another 5.5 in more; lengths are in parts of the width of the page and of 6 in, times `shrink`.
columns = glasses < 3 ? glasses : 3
rows = (glasses + 2) / 3
height = 6 + 5.5 * (rows - 1)
shrink = 6.0 / height
height_text = sprintf("%g", height)
call "plots/style.gp" ARG1 ARG2 "11" height_text

lines(glass) = sprintf("%s/tree-%s-%d.tsv", data, leaves, glass)
numbers(glass) = sprintf("%s/glass-%d.tsv", data, glass)
letters = "abcdefghijklmnopqrstuvwxyz"
set datafile columnheaders

pitch = columns == 3 ? 0.333 : 0.999 / columns
panel_width = pitch - 0.09
left(glass) = 0.078 + pitch * ((glass - 1) % columns)
top(glass) = 1 - shrink * (0.115 + 5.5 / 6 * ((glass - 1) / columns))
bottom(glass) = top(glass) - shrink * 0.725

set multiplot
set label 4 (leaves eq "matrices" \
    ? "Leaves: inherent structures, as wide as the clones in them, in the order of the matrices (lines of the tree may cross there, with a gap).   " \
    : "Leaves: inherent structures, as wide as the clones in them, as near to the order of the matrices as they can be with no lines crossing.   ") \
    at screen 0.012, screen shrink * 0.064 left
set label 5 "Two branches join at the lowest energy over which bands lead from one to the other.   " . \
    "Dashed: not converged, the join may be lower; dotted: no saddle found." at screen 0.012, screen shrink * 0.027 left
do for [glass = 1:glasses] {
    set xrange [*:*] # stats sees only what is in range
    set yrange [*:*]
    stats numbers(glass) using (n = column("clones"), minima = column("minima"), 0) nooutput
    stats lines(glass) using (column("energy_end")) nooutput name "energy"
    joins = minima - 1
    set lmargin at screen left(glass)
    set rmargin at screen left(glass) + panel_width
    set tmargin at screen top(glass)
    set bmargin at screen bottom(glass)

    step = n <= 10 ? 2 : n <= 20 ? 4 : n <= 50 ? 10 : 20
    set xrange [0.5 - 0.01 * n:n + 0.5 + 0.01 * n]
    spread = energy_max - energy_min > 1e-8 ? energy_max - energy_min : 1.0
    set yrange [energy_min - 0.06 * spread:energy_max + 0.08 * spread]
    energy_step = round_step(spread / 5)
    if (leaves eq "matrices") {
        set xtics step, step, n offset 0, 0.4
        set xlabel "clone index" offset 0, 0.7
    } else {
        unset xtics
        set xlabel "inherent structures" offset 0, 0.2
    }
    set ytics energy_step format sprintf("%%.%df", energy_step < 1 ? -floor(log10(energy_step * 1.0001)) : 0) offset 0.6, 0
    set ylabel ((glass - 1) % columns == 0 ? "energy  (ε)" : "") offset 0.8, 0
    set label 1 sprintf("{/:Bold %s}", letters[glass:glass]) at screen left(glass) - 0.045, screen top(glass) + shrink * 0.077 left
    set label 2 sprintf("{/:Bold %s}", state_point(numbers(glass))) at screen left(glass), screen top(glass) + shrink * 0.077 left
    set label 3 sprintf("%d distinct minima under %d clones", minima, n) at screen left(glass), screen top(glass) + shrink * 0.031 left

    # Joins from the lowest to the highest, three rows each: two stems and what they carry. A stem lies on a white one, so that
    # it passes over the lines that it crosses; that one starts a little higher, not to cut the line that carries the stem.
    thin = n <= 50 ? 1.1 : 0.7
    rise(low, high) = high - low < 0.02 * spread ? 0.5 * (high - low) : 0.01 * spread
    plot for [join = 1:joins] for [part = 1:4] lines(glass) \
            using 2:(part == 1 ? $3 + rise($3, $5) : part == ($6 == 1 ? 2 : $8 == 0 ? 3 : 4) ? $3 : NaN):($4 - $2):(part == 1 ? $5 - $3 - rise($3, $5) : $5 - $3) \
            every ::minima + 3 * join - 3::minima + 3 * join - (part == 1 ? 2 : 1) with vectors nohead \
            linecolor rgb (part == 1 ? "white" : "#222222") linewidth thin * (part == 1 ? 5 : 1) dashtype part == 3 ? 2 : part == 4 ? 3 : 1, \
        lines(glass) using ($2 + 0.12):3:($4 - $2 - 0.24):(0) every ::0::minima - 1 with vectors nohead linecolor rgb "#3b528b" \
            linewidth (n <= 20 ? 3.5 : 2.5)
    unset label
}
unset multiplot
unset output
