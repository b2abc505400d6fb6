# style.gp: what every figure shares. Call it with the format (pdf, png or svg), the output, and width and height in inches.
#
# One size of type in all formats; the colour map is viridis: uniform to the eye, for the colour-blind too, and in grey.

format = ARG1
if (format eq "pdf") {
    set terminal pdfcairo enhanced color size @ARG3 in, @ARG4 in font "DejaVu Sans,10.5" linewidth 1
}
if (format eq "png") {
    set terminal pngcairo enhanced color size 200 * @ARG3, 200 * @ARG4 font "DejaVu Sans,8.5" fontscale 2.08 linewidth 2 pointscale 2
}
if (format eq "svg") {
    set terminal svg enhanced size 96 * @ARG3, 96 * @ARG4 dynamic font "DejaVu Sans,11.33" linewidth 1.3 background "white"
}
set output ARG2
set encoding utf8
set datafile separator tab

# What gnuplot leaves too much between the marks of an axis y and its label in SVG, in letters
beside = format eq "svg" ? 1.4 : 0

set palette defined (0 "#440154", 1 "#472d7b", 2 "#3b528b", 3 "#2c728e", 4 "#21918c", 5 "#28ae80", 6 "#5ec962", \
    7 "#addc30", 8 "#fde725")
set border 31 linewidth 0.8 linecolor rgb "#333333"
set tics out nomirror scale 0.5 textcolor rgb "black"
unset key

# A logarithmic axis, x or y, with a mark at each decade and small ones between: eval(log_axis("y", tens)). The label is an expression in d,
# for 10^d. (Left to itself, gnuplot 6 takes even steps on an axis of few decades, and labels 0.002 with 10^{-3}.)
log_axis(axis, label) = "set logscale " . axis . "; set " . axis . "tics (); do for [d = -12:9] { set " . axis . "tics add (" . label . " 10.0 ** d);" . \
    " do for [m = 2:9] { set " . axis . "tics add ('' m * 10.0 ** d 1) } }"
tens = "sprintf('10^{%d}', d)"
plain = "sprintf('%g', 10.0 ** d)"
none = "''"
# Where it shows little more than a decade, 2 and 5 are labelled too, as powers or as plain numbers
powers = "sprintf('%s×10^{%d}', m, d)"
numbers = "sprintf('%g', m * 10.0 ** d)"
minor_labels(axis, low, high, label) = high > 20 * low ? "" : "do for [d = -12:9] { do for [m in '2 5'] { set " . axis . "tics add (" . label . " m * 10.0 ** d) } }"

# The lower end of an error bar on such an axis. Bars and points are drawn apart: gnuplot 6 leaves out a point whose bar is not all in sight.
# `foot` is where the axis begins: a bar that reaches below ends there.
foot = 1e-30
low(y, error) = y - error > foot ? y - error : foot
# Bars of a table ("for [k = 1:3] table index k"), a part of plot, as a macro; COLUMNS are those of a colour, as ":5", or none. One that reaches below the foot is drawn
# from there, with a cap at its upper end alone.
half_cap = 0.034 / @ARG3
bars(table, x, y, error, columns, style) = \
    sprintf("%s using %s:(%s - %s > foot ? %s : NaN):(%s - %s):(%s + %s)%s with yerrorbars pointtype -1 %s notitle", table, x, y, error, y, y, error, y, error, columns, style) . \
    sprintf(", %s using %s:(%s - %s > foot || %s + %s <= foot ? NaN : foot):(0):(%s + %s - foot)%s with vectors head nofilled size screen half_cap, 90 fixed %s notitle", \
    table, x, y, error, y, error, y, error, columns, style)

# A line of the key in words alone
in_words(text) = sprintf(", NaN with dots linecolor rgb '#ffffff' title '%s'", text)
# What arrows mean at points of a table that have bounds of T_G only
limits_in_words(table) = count_laws(table, "($7 ~ /[0-9]/ || $8 ~ /[0-9]/)") > 0 ? in_words("↓ ↑ T_G is beyond the grid") : ""

# Panels are a to z, then aa, ab, ...
alphabet = "abcdefghijklmnopqrstuvwxyz"
letter(panel) = (panel <= 26 ? "" : alphabet[(panel - 1) / 26:(panel - 1) / 26]) . alphabet[(panel - 1) % 26 + 1:(panel - 1) % 26 + 1]

# A step for about n marks up to a maximum, of 1, 2 or 5 times a power of ten
exponent(x) = floor(log10(x)) # (log10 of a power may lie below it, and %d cuts)
power(x) = 10.0 ** exponent(x)
round_step(x) = power(x) * (x / power(x) <= 1.0001 ? 1 : x / power(x) <= 2.0001 ? 2 : x / power(x) <= 5.0001 ? 5 : 10)

# The polydispersity of the samples of a table whose columns 1 and 2 to the right of `glasses` are its mean and, of several samples, its standard deviation
polydispersity(table, glasses) = system(sprintf("awk -F '\t' '!/^#/ && NF && $%d != \"NaN\" { mean += $%d; n++; if ($%d != \"NaN\") sd += $%d }" . \
    " END { if (n) printf (sd / n >= 5e-5 ? \"{/*0.8 δ = %%.4f ± %%.4f}\" : \"{/*0.8 δ = %%.4f}\"), mean / n, sd / n }' '%s'", glasses + 1, glasses + 1, glasses + 2, glasses + 2, table))

# What the table of a glass says of its state point: "φ_g = 1.1, T_g = 0.46"; of another model with its name, and with ρ_g where it has a density
state_point(table) = system(sprintf("awk -F '\t' 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k } NR == 2 { printf \"%%s%%s_g = %%s, T_g = %%s\"," . \
    " (\"potential\" in at ? $at[\"potential\"] \",  \" : \"\"), (\"density\" in at ? \"ρ\" : \"φ\"), number($1), number($2) }" . \
    " function number(x) { return x == \"NaN\" ? \"?\" : sprintf(\"%%g\", x) }' '%s'", table))

# T_d: the table of Fig. 1, seen from the folder of another figure's tables; is it there; and how its line is drawn, dashed when extrapolated
computer_table(data) = data . "/../fig1/laws.tsv"
count_laws(table, condition) = int(system(sprintf("awk -F '\t' '!/^#/ && %s { n++ } END { print n + 0 }' '%s' 2>/dev/null || echo 0", condition, table)))
extrapolated(table) = count_laws(table, "$4 == 1") > 0
computer_line(table) = sprintf("'%s' using 1:2 with lines linewidth 2.2 linecolor rgb '#e02020' dashtype %d title '%s'", \
    table, extrapolated(table) ? 2 : 1, extrapolated(table) ? "T_d, extrapolated" : "T_d")
and_computer_line(data) = count_laws(computer_table(data), "$2 != \"NaN\"") > 0 ? ", " . computer_line(computer_table(data)) : ""
