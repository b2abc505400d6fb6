#!/usr/bin/env bats
# wca-init: polydisperse particles at random positions.

load helper

@test "a frame has N particles, its labels and the packing fraction that was asked for" {
    wca-init --particles 100 --phi 1.1 --seed 7 -o out
    assert_equal "$(head -n 1 out)" 100
    assert_equal "$(wc -l <out)" 102
    run sed -n 2p out
    assert_output --partial ' phi=1.1 glass=1 seed="0x7"'
    assert_output --partial 'Properties=species:S:1:pos:R:3:radius:R:1:id:I:1 pbc="T T T"'
    local box phi
    box=$(sed -n '2s/^Lattice="\([^ ]*\).*/\1/p' out)
    phi=$(rows out | awk -v L="$box" '{ s += (2 * $5) ^ 3 } END { printf "%.15g", sqrt(2) * atan2(0, -1) / 6 * s / L ^ 3 }')
    close_to 1.1 "$phi" 1e-13
}

@test "the defaults are 1000 particles at packing fraction 0.85 with seed 1" {
    wca-init -o defaults
    wca-init --particles 1000 --phi 0.85 --seed 1 --glasses 1 --first 1 --diameters random -o explicit
    cmp defaults explicit
}

@test "positions fill the box and nothing but the box" {
    wca-init --particles 2000 -o out
    local box
    box=$(sed -n '2s/^Lattice="\([^ ]*\).*/\1/p' out)
    # Means of 2000 uniform numbers are within 5 standard errors, L / sqrt(12 * 2000), of L/2.
    rows out | awk -v L="$box" '
        { for (k = 2; k <= 4; k++) { if ($k < 0 || $k >= L) bad = 1; sum[k] += $k } }
        END { for (k = 2; k <= 4; k++) if ((sum[k] / NR - L / 2) ^ 2 > 25 * L * L / 12 / NR) bad = 1; exit bad }'
}

@test "two quantile diameters are those worked out by hand" {
    # sigma^-2 = 0.725^-2 - u (0.725^-2 - (0.9/1.45)^2) = 1.9024970273 - 1.5172413793 u, u = 1/4 and 3/4
    wca-init --particles 2 --diameters quantile -o out
    run bash -c "grep '^X' out | awk '{ print 2 * \$5 }' | sort -n"
    assert_line --index 0 0.810258
    assert_line --index 1 1.14365
}

@test "quantile diameters are the same set in every glass, in another order" {
    wca-init --particles 50 --diameters quantile --glasses 2 -o out
    rows out | head -n 50 | cut -d ' ' -f 5 >first
    rows out | tail -n 50 | cut -d ' ' -f 5 >second
    cmp <(sort first) <(sort second)
    run ! cmp -s first second
    run ! cmp -s first <(sort -g first)
    assert_equal "$(sort -u first | wc -l)" 50
}

@test "random diameters lie between 0.725 and 1.45/0.9, have mean 1 and follow sigma^-3" {
    wca-init --particles 20000 --seed 3 -o out
    # Variance 0.23^2 = 0.0529; half of them are smaller than (1.9024970273 - 0.7586206897)^(-1/2) = 0.93500.
    rows out | awk '
        { sigma = 2 * $5; sum += sigma; small += sigma < 0.93500; if (sigma < 0.725 || sigma > 1.45 / 0.9) bad = 1 }
        END { if ((sum / NR - 1) ^ 2 > 25 * 0.0529 / NR || (small / NR - 0.5) ^ 2 > 25 * 0.25 / NR) bad = 1; exit bad }'
}

@test "a glass made alone has the bytes it has in a set" {
    local how
    for how in random quantile; do
        wca-init --particles 20 --glasses 5 --diameters $how -o set
        wca-init --particles 20 --first 3 --diameters $how -o alone
        cmp <(sed -n '45,66p' set) alone
    done
}

@test "glasses differ, and so do seeds" {
    wca-init --particles 20 --glasses 2 -o out
    run ! cmp -s <(sed -n 3,22p out) <(sed -n 25,44p out)
    wca-init --particles 20 --seed 2 -o other
    run ! cmp -s <(sed -n 3,22p out) <(sed -n 3,22p other)
}

@test "the packing fraction scales the box and nothing else" {
    wca-init --particles 20 --phi 0.85 -o loose
    wca-init --particles 20 --phi 1.1 -o dense
    cmp <(rows loose | cut -d ' ' -f 5) <(rows dense | cut -d ' ' -f 5)
    local ratio
    ratio=$(paste <(rows loose) <(rows dense) | awk 'NR == 1 { printf "%.15g", ($2 / $8) ^ 3 }')
    close_to 1.29411764705882 "$ratio" 1e-12
}

@test "a sample has the polydispersity that is asked for, or the nearest is said" {
    wca-init --particles 250 --glasses 5 --polydispersity 0.2293 -o out
    assert_equal "$(sed -n 's/.* polydispersity=\([^ ]*\) diameters="random".*/\1/p' out | awk '$1 < 0.2288 || $1 > 0.2298 { print "far" } END { print NR }')" 5
    # the label is sd(sigma)/mean
    close_to "$(rows out | head -n 250 | awk '{ n++; s += 2 * $5; t += 4 * $5 * $5 } END { printf "%.6g", sqrt(t / n - s * s / n / n) / (s / n) }')" \
        "$(sed -n '2s/.* polydispersity=\([^ ]*\).*/\1/p' out)" 1e-5
    # a first drawing that is near enough is that of a glass without the option
    wca-init --particles 250 --seed 9 -o any
    wca-init --particles 250 --seed 9 --polydispersity "$(sed -n '2s/.* polydispersity=\([^ ]*\).*/\1/p' any)" -o same
    cmp any same
    refuse 64 '--polydispersity 0.3 is out of reach of 250 particles: the nearest of 10000 drawings has 0\.2' wca-init --particles 250 --polydispersity 0.3
    refuse 64 '--polydispersity chooses among random diameters' wca-init --diameters quantile --polydispersity 0.2293
    wca-init --particles 1000 --diameters quantile -o out
    assert_equal "$(grep -c ' polydispersity=0.229299 diameters="quantile"' out)" 1
}

@test "a polydispersity that is not that of the diameters is refused" {
    wca-init --particles 50 | sed '2s/polydispersity=[^ ]*/polydispersity=0.21/' >out.xyz
    refuse 65 'out.xyz:2: expected polydispersity=0\.[0-9]* from the diameters, found polydispersity=0.21' wca-clone --temperature 1 out.xyz
}
