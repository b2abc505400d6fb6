# Fig. 8: from the tables of DATA (panels.tsv, and the circles of each panel in a.tsv, b.tsv, ...) to FORMAT in OUTPUT, PANELS in rows of four.
# Called as: gnuplot -c plots/fig8.gp FORMAT OUTPUT DATA PANELS

data = ARG3
count = int(ARG4)
page_rows = (count + 3) / 4
page_height = 0.64 + 2.88 * page_rows
call "plots/style.gp" ARG1 ARG2 "11" sprintf("%g", page_height)

panels = data . "/panels.tsv"
circles(panel) = sprintf("%s/%s.tsv", data, letter(panel))

# A number of the table, 0 where there is none. (That there are names of columns gnuplot sees by column("NAME") alone.)
known(name) = strcol(name) eq "NaN" ? 0 : column(name)

# The page, in parts of its width and height. `part` is 6.4 inches of it, the height of two rows
part = 6.4 / page_height
panel_width = 0.235
panel_height = part * panel_width * 11 / 6.4
left(panel) = 0.012 + 0.248 * ((panel - 1) % 4)
bottom(panel) = part * (0.085 + 0.45 * (page_rows - 1 - (panel - 1) / 4))

# The box as pipelines/stages/snapshot sees it
tilt = 0.32
turn = 0.42
far(x, y) = x * sin(turn) + y * cos(turn)
across(x, y) = x * cos(turn) - y * sin(turn)
up(x, y, z) = z * cos(tilt) + far(x, y) * sin(tilt)
# Its twelve edges, from (x, y, z) along an axis. The three that meet at the back, low corner are behind everything.
array edge_x[12] = [-1, -1, -1, -1, 1, 1, -1, 1, -1, -1, 1, -1]
array edge_y[12] = [1, 1, 1, -1, -1, -1, -1, 1, -1, -1, -1, 1]
array edge_z[12] = [-1, -1, -1, -1, -1, -1, 1, -1, -1, 1, 1, 1]
array edge_axis[12] = [1, 2, 3, 1, 2, 3, 1, 3, 3, 2, 2, 1]
behind = 3

set xrange [-0.76:0.76]
set yrange [-0.76:0.76]
unset xtics
unset ytics
unset border
unset colorbox
set multiplot
do for [panel = 1:count] {
    stats panels using (phi = (strcol("glass_phi") eq "NaN" ? 0 : column("glass_phi")), density = known("glass_density"), P = known("participation"), V = known("barrier"), \
        kind = strcol("kind"), height = strcol("height"), reason = strcol("reason"), 0) \
        every ::panel - 1::panel - 1 nooutput
    set lmargin at screen left(panel)
    set rmargin at screen left(panel) + panel_width
    set bmargin at screen bottom(panel)
    set tmargin at screen bottom(panel) + panel_height
    set label 1 sprintf("{/:Bold %s}   %s_g = %g, %s, %s barrier", letter(panel), density > 0 ? "ρ" : "φ", density > 0 ? density : phi, kind, height) \
        at screen left(panel) + 0.008, screen bottom(panel) + panel_height + part * 0.033 left
    if (reason eq "-") {
        set label 2 sprintf("P_{AB} = %.3g,  V_{AB} = ", P) . (V < 0.001 ? gprintf("%.2t×10^{%T} ε", V) : sprintf("%.3g ε", V)) \
            at screen left(panel) + 0.027, screen bottom(panel) + panel_height + part * 0.004 left textcolor rgb "#555555"
    } else {
        set label 2 "no pair of minima is like that" at screen left(panel) + panel_width / 2, screen bottom(panel) + panel_height / 2 \
            center textcolor rgb "#555555"
    }
    unset arrow
    do for [edge = 1:(reason eq "-" ? 12 : 0)] {
        x = 0.5 * edge_x[edge]
        y = 0.5 * edge_y[edge]
        z = 0.5 * edge_z[edge]
        x_end = edge_axis[edge] == 1 ? -x : x
        y_end = edge_axis[edge] == 2 ? -y : y
        z_end = edge_axis[edge] == 3 ? -z : z
        if (edge <= behind) {
            set arrow edge from across(x, y), up(x, y, z) to across(x_end, y_end), up(x_end, y_end, z_end) nohead back \
                linecolor rgb "#b0b0b0" linewidth 0.6
        } else {
            set arrow edge from across(x, y), up(x, y, z) to across(x_end, y_end), up(x_end, y_end, z_end) nohead front \
                linecolor rgb "#777777" linewidth 0.6
        }
    }
    if (reason eq "-") {
        plot circles(panel) using 1:($3 == 0 ? $2 : NaN):4 every ::1 with points pointtype 7 pointsize 0.12 linecolor rgb variable, \
            "" using 1:($3 > 0 ? $2 : NaN):3:4 every ::1 with circles linecolor rgb variable fillstyle solid 1 noborder
    } else {
        plot NaN
    }
    unset label
}
# The scale of colours and sizes
unset arrow
set lmargin at screen 0.44
set rmargin at screen 0.70
set bmargin at screen part * 0.052
set tmargin at screen part * 0.07
set border 15
set xrange [0:1]
set yrange [0:1]
set cbrange [0:1]
set xtics 0.2 offset 0, 0.5
set isosamples 2
set samples 200
set label 1 "displacement of a particle, relative to the largest: its colour and diameter" at screen 0.43, screen part * 0.06 right
set label 2 "below 0.1: a dot" at screen 0.72, screen part * 0.06 left
plot "+" using 1:(0.5):(0.005):(0.5):1 with boxxyerror fillstyle solid 1 noborder linecolor palette
unset multiplot
unset output
