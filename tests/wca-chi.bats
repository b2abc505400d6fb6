#!/usr/bin/env bats
# wca-chi: distances between clones and their susceptibility. The cases are worked out by hand.

load helper

# frame TW CLONE XP XQ [GLASS]: of four particles P and Q are the two largest; the small ones move wildly.
frame() {
    printf '4\nLattice="40 0 0 0 40 0 0 0 40" Properties=pos:R:3:radius:R:1 glass=%s clone=%s tw=%s temperature=0.1\n' \
        "${5:-1}" "$2" "$1"
    printf '%s 1 1 0.4\n%s 0 0 0.6\n5 %s 1 0.4\n%s 3 3 0.5\n' "$2" "$3" "$1" "$4"
}

# times [GLASS]: three clones at tw = 0 and 8
times() {
    frame 0 1 0 0 "$@"
    frame 0 2 1 0 "$@"
    frame 0 3 0 2 "$@"
    frame 8 1 1 0 "$@"
    frame 8 2 1 0 "$@"
    frame 8 3 0 3 "$@"
}

@test "delta_ab and chi_ab_thermal are those worked out by hand, over the largest half of the particles" {
    # tw = 0, pairs AB AC BC: d_P = 1 0 1, d_Q = 0 4 4, D = 0.5 2 2.5; Var(d_P) = 2/9, Var(d_Q) = 32/9, Var(D) = 13/18;
    # chi = 2 * (13/18) / (17/9) = 13/17. Leaving a clone out, D is 2.5 2 0.5: error^2 = 2/3 * 78/36
    times >run.xyz
    wca-chi run.xyz -o out
    assert_values "$(jq -c '[.glass, .tw, .clones, .particles, .temperature]' out | paste -sd ' ')" '[1,0,3,2,0.1] [1,8,3,2,0.1]'
    close_to 1.6666666666666667 "$(jq -s '.[0].delta_ab' out)"
    close_to 1.2018504251546631 "$(jq -s '.[0].delta_ab_error' out)"
    close_to 0.7647058823529411 "$(jq -s '.[0].chi_ab_thermal' out)"
    # tw = 8: d_P = 0 1 1, d_Q = 0 9 9, D = 0 5 5
    close_to 3.3333333333333333 "$(jq -s '.[1].delta_ab' out)"
}

@test "delta is the mean over clones of the displacement within the lag, with its error" {
    # |dr|^2 of P and Q: 1 0, 0 0, 0 1; their means 1/2 0 1/2: mean 1/3, standard error 1/6
    times >run.xyz
    wca-chi --lag 8 run.xyz -o out
    close_to 0.3333333333333333 "$(jq -s '.[0].delta' out)"
    close_to 0.1666666666666667 "$(jq -s '.[0].delta_error' out)"
    assert_values "$(jq -sc '[.[1].delta, .[1].delta_reason, .[1].lag]' out)" '[null,"no frames at tw + lag",8]'
}

@test "without a lag the rows have no delta" {
    times >run.xyz
    assert_values "$(wca-chi run.xyz | jq -c 'has("delta")' | paste -sd ' ')" 'false false'
}

@test "particles that all move as one give chi = N_b" {
    { frame 0 1 0 0; frame 0 2 1 1; frame 0 3 3 3; frame 0 4 7 7; } >run.xyz
    close_to 2 "$(wca-chi run.xyz | jq .chi_ab_thermal)"
    close_to 1 "$(wca-chi run.xyz | jq '.chi_ab_thermal_error + 1')"
}

@test "what does not exist is null and the row says why" {
    frame 0 1 0 0 >run.xyz
    assert_values "$(wca-chi run.xyz | jq -c '[.delta_ab, .delta_ab_reason, .chi_ab, .chi_ab_reason]')" \
        '[null,"fewer than 2 clones",null,"fewer than 4 glasses"]'
    { frame 0 1 0 0; frame 0 2 0 1; } >run.xyz
    assert_values "$(wca-chi run.xyz | jq -c '[.delta_ab, .delta_ab_error, .chi_ab_thermal, .chi_ab_thermal_reason]')" \
        '[0.5,null,null,"fewer than 3 clones"]'
    { frame 0 1 0 0; frame 0 2 0 0; frame 0 3 0 0; } >run.xyz
    assert_values "$(wca-chi run.xyz | jq -c '[.delta_ab, .chi_ab_thermal, .chi_ab_thermal_reason]')" \
        '[0,null,"distances do not vary between pairs"]'
}

@test "every glass has its rows, those it has when it is alone" {
    times 2 >second.xyz
    { times 1; cat second.xyz; } >run.xyz
    wca-chi --lag 8 run.xyz -o out
    wca-chi --lag 8 second.xyz -o alone
    assert_values "$(jq -c '[.glass, .tw]' out | paste -sd ' ')" '[1,0] [1,8] [2,0] [2,8]'
    cmp <(tail -n 2 out) alone
}

@test "--tw chooses times" {
    times >run.xyz
    assert_values "$(wca-chi --tw 8 run.xyz | jq -c .tw | paste -sd ' ')" 8
    assert_values "$(wca-chi --tw 8,0 run.xyz | jq -c .tw | paste -sd ' ')" '0 8'
    assert_values "$(wca-chi --tw 0 --lag 8 run.xyz | jq -c .tw | paste -sd ' ')" 0
    refuse 64 '--tw: expected times such as .* found "8:0:1"' wca-chi --tw 8:0:1 run.xyz
}

@test "a time that was asked for and is not there is refused and named" {
    times >run.xyz
    refuse 65 'expected frames of glass 1 at tw = 4 as --tw asks, found none' wca-chi --tw 0,4,8 run.xyz
    refuse 65 'expected frames of glass 1 at tw \+ lag = 10 too, found none' wca-chi --tw 0 --lag 10 run.xyz
    { times 1; times 2 | head -n 18; } >run.xyz
    refuse 65 'expected frames of glass 2 at tw = 8 as --tw asks, found none' wca-chi --tw 8 run.xyz
}

@test "a lost clone is named" {
    times | head -n 30 >run.xyz
    refuse 65 'run.xyz:25: expected clone 3 after this one at tw=8 as at tw=0, found none' wca-chi run.xyz
    times | sed '19,24d' >run.xyz
    refuse 65 'run.xyz:19: expected clone 1 at tw=8 as at tw=0, found clone 2' wca-chi run.xyz
    { times; frame 8 4 0 0; } >run.xyz
    refuse 65 'run.xyz:37: expected no clone 4 at tw=8: there was none at tw=0' wca-chi run.xyz
    { frame 0 1 0 0; frame 0 1 0 0; } >run.xyz
    refuse 65 'run.xyz:7: expected each clone once at tw=0, found clone 1 twice' wca-chi run.xyz
}

@test "times that do not ascend are refused" {
    { frame 8 1 0 0; frame 0 1 0 0; } >run.xyz
    refuse 65 'run.xyz:7: expected times ascending .* found tw=0 after tw=8' wca-chi run.xyz
    { frame 0 1 0 0; frame 8 1 0 0; frame 0 2 0 0; frame 8 2 0 0; } >run.xyz
    refuse 65 'run.xyz:13: expected times ascending and at each time all clones, found tw=0 after tw=8' wca-chi run.xyz
    # the rows of the first clone alone would be rows of nulls
    wca-chi run.xyz >rows || true
    assert_equal "$(cat rows)" ''
    wca-msd --tau 8 run.xyz >rows || true
    assert_equal "$(cat rows)" ''
}

@test "clones at another temperature or in another box are refused" {
    { frame 0 1 0 0; frame 0 2 0 0 | sed 's/temperature=0.1/temperature=0.2/'; } >run.xyz
    refuse 65 'run.xyz:7: expected the temperature of run.xyz:1' wca-chi run.xyz
    { frame 0 1 0 0; frame 0 2 0 0 | sed 's/0.6$/0.61/'; } >run.xyz
    refuse 65 'run.xyz:7: .* found other diameters' wca-chi run.xyz
    { frame 0 1 0 0; frame 0 2 0 0 | sed '2s/40/39/g'; } >run.xyz
    refuse 65 'run.xyz:7: .* found another box' wca-chi run.xyz
}

@test "frames without tw are refused, and the sentence names wca-md" {
    frame 0 1 0 0 | sed 's/tw=0//' >run.xyz
    refuse 65 'run.xyz:1: expected a label tw, as wca-md writes it, found none' wca-chi run.xyz
}

@test "frames without the label clone are numbered by their place" {
    times | sed 's/clone=[0-9]//' >run.xyz
    times >labelled.xyz
    cmp <(wca-chi run.xyz) <(wca-chi labelled.xyz)
}

# glass NUMBER: four clones of it at tw = 0 and 8, which move with the number
glass() {
    local tw
    for tw in 0 8; do
        frame $tw 1 0 "$1" "$1"
        frame $tw 2 "$1" "0.$1" "$1"
        frame $tw 3 "0.$tw" "$1.$tw" "$1"
        frame $tw 4 1 "0.$tw$1" "$1"
    done
}

# Of the glasses named: the row of each, in a file of its own
rows_of_glasses() {
    local number
    for number; do glass "$number" | wca-chi --lag 8 -o "glass-$number"; done
}

@test "a merge is the same bits in any grouping and order" {
    rows_of_glasses 1 2 3 4 5
    for number in 1 2 3 4 5; do glass $number; done | wca-chi --lag 8 -o one-file
    wca-chi --merge glass-{1..5} -o separate
    cmp separate <(wca-chi --merge one-file)
    cmp separate <(wca-chi --merge glass-4 glass-2 <(tac glass-5) glass-1 glass-3)
    cmp separate <(cat glass-{5..1} | wca-chi --merge)
}

@test "a merged row is the average over glasses, worked out again by jq" {
    rows_of_glasses 1 2 3 4 5
    wca-chi --merge glass-{1..5} -o merged
    assert_values "$(jq -c '[.tw, .lag, .glasses, .clones, .particles, .glass_numbers]' merged | head -n 1)" '[0,8,5,4,2,[1,2,3,4,5]]'
    close_to "$(jq -s 'map(select(.tw == 0).delta_ab) | add / 5' glass-*)" "$(jq -s '.[0].delta_ab' merged)"
    close_to "$(jq -s 'map(select(.tw == 0).delta) | add / 5' glass-*)" "$(jq -s '.[0].delta' merged)"
    # the ratio of the two, its error by leaving out each glass in both
    close_to "$(jq -s '.[0] | .delta_ab / .delta' merged)" "$(jq -s '.[0].delta_ab_over_delta' merged)"
    close_to "$(jq -s '.[0] | . as $r | [range(5) | . as $k | ($r.delta_ab * 5 - $r.delta_ab_of_glasses[$k]) / ($r.delta * 5 - $r.delta_of_glasses[$k])]
        | (add / 5) as $mean | map((. - $mean) * (. - $mean)) | add * 4 / 5 | sqrt' merged)" "$(jq -s '.[0].delta_ab_over_delta_error' merged)" 1e-9
    # eq. (4) from the moments: 6 pairs of each glass, 2 particles
    close_to "$(jq -s 'map(select(.tw == 0)) | (map(.sum_distance[0]) | add / 30) as $d | (map(.sum_distance2[0]) | add / 30) as $d2
        | (map(.sum_single[0]) | add / 60) as $s | (map(.sum_single2[0]) | add / 60) as $s2
        | 2 * ($d2 - $d * $d) / ($s2 - $s * $s)' glass-*)" "$(jq -s '.[0].chi_ab' merged)" 1e-10
    close_to "$(jq -s 'map(select(.tw == 0)) | map(.sum_distance2[0] / 6 - (.sum_distance[0] / 6 | . * .)) as $d
        | map(.sum_single2[0] / 12 - .sum_mean_single2[0] / 2) as $s | 2 * ($d | add) / ($s | add)' glass-*)" \
        "$(jq -s '.[0].chi_ab_thermal' merged)" 1e-10
    # The error of a mean over glasses: the bootstrap, of 1000 drawings, is within a tenth of the textbook's.
    close_to "$(jq -s 'map(select(.tw == 0).delta_ab) | (add / 5) as $m | map(. - $m | . * .) | add / 20 | sqrt' glass-*)" \
        "$(jq -s '.[0].delta_ab_error' merged)" 0.1
}

@test "chi_ab needs four glasses, and one glass keeps its errors" {
    rows_of_glasses 1 2 3
    assert_values "$(wca-chi --merge glass-{1..3} | jq -sc '.[0] | [.chi_ab, .chi_ab_reason]')" '[null,"fewer than 4 glasses"]'
    close_to "$(jq -s '.[0].delta_ab_error' glass-2)" "$(wca-chi --merge glass-2 | jq -s '.[0].delta_ab_error')"
    close_to "$(jq -s '.[0].chi_ab_thermal_error' glass-2)" "$(wca-chi --merge glass-2 | jq -s '.[0].chi_ab_thermal_error')"
    close_to "$(jq -s '.[0].delta_error' glass-2)" "$(wca-chi --merge glass-2 | jq -s '.[0].delta_error')"
}

@test "merged rows have the polydispersity of their glasses; random diameters and quantiles do not merge" {
    rows_of_glasses 1 2 3 4 5
    wca-chi --merge glass-{1..5} -o out
    assert_values "$(jq -sc '.[0].polydispersity_of_glasses | length' out)" 5
    assert_equal "$(jq -s '.[0] | .polydispersity_sd == 0 and ((.chi_ab_equal_polydispersity - .chi_ab_unbiased) | fabs) < 1e-9' out)" true
    wca-chi --merge glass-{1..4} -o out
    assert_equal "$(jq -rs '.[0].chi_ab_equal_polydispersity_reason' out)" 'fewer than 5 glasses'
    jq -c '.diameters = "random"' glass-1 >random
    jq -c '.diameters = "quantile"' glass-2 >quantile
    refuse 65 'quantile:1: expected diameters "random" as in random:1, found "quantile": they do not merge' wca-chi --merge random quantile
    # nor behind one that does not say; and what does not say it of all is not said to be either
    refuse 65 'quantile:1: expected diameters "random" as in random:1, found "quantile": they do not merge' wca-chi --merge glass-3 random quantile
    assert_values "$(wca-chi --merge glass-3 quantile | jq -c .diameters | sort -u)" null
    assert_values "$(jq -c '.diameters = "quantile"' glass-1 | wca-chi --merge quantile - | jq -c .diameters | sort -u)" '"quantile"'
}

@test "random diameters and quantiles do not mix in what is read off several state points either" {
    { merged 0.001 2; merged 0.1 1; } | jq -c '.diameters = "random"' >rows
    wca-chi --cross 1.06 rows | jq -e '.diameters == "random"'
    merged 0.01 1.1236 | jq -c '.diameters = "quantile"' >>rows
    refuse 65 'rows:3: expected diameters "random" as in rows:1, found "quantile": they do not merge' wca-chi --cross 1.06 rows
    for t in 0.2 0.3 0.4 0.5 0.6 0.7; do jq -nc "{phi: 0.9, temperature: $t, tau_alpha: (2 / $t | exp), tau_alpha_error: 0.1, glasses: 2, diameters: \"random\"}"; done >six
    wca-relax six -o law
    jq -c 'if .temperature == 0.7 then .diameters = "quantile" else . end' six >mixed
    refuse 65 'mixed:6: expected diameters "random" as in mixed:1, found "quantile": they do not merge' wca-relax mixed
    refuse 65 'mixed:6: expected diameters "random" as in mixed:1, found "quantile": they do not merge' wca-relax --glass 0.9:0.1 mixed law
}

@test "a glass that is there twice, a lost clone or a short list is refused and named" {
    rows_of_glasses 1 2 3
    refuse 65 'glass-2:1: expected each state point once of each glass, found the one at glass-2:1 again' wca-chi --merge glass-{1,2,2}
    glass 4 | head -n 18 | wca-chi --lag 8 -o lost
    refuse 65 'lost:1: expected clones 4 as in glass-1:1, found 3' wca-chi --merge glass-1 <(head -n 1 glass-2) lost
    jq -c '.sum_single |= .[1:]' glass-1 >short
    refuse 65 'short:1: expected 5 numbers in "sum_single", of all 4 clones and without each, found 4' wca-chi --merge short
    jq -c '.sum_distance[2] = -1' glass-1 >short
    refuse 65 'short:1: expected numbers of at least 0 in "sum_distance", found -1' wca-chi --merge short
    jq -c '.phi = [.phi]' glass-1 >short
    refuse 65 'short:1: expected a number for the key "phi", found another JSON value' wca-chi --merge short
    jq -c 'del(.sum_single)' glass-1 >short
    refuse 65 'short:1: expected a list of numbers for the key "sum_single", found no such key' wca-chi --merge short
    refuse 65 '/dev/null:1: expected at least one row, found none' wca-chi --merge /dev/null
    jq -c '.clones = -1' glass-1 >short
    refuse 65 'short:1: expected a number of clones from 1 on, found -1' wca-chi --merge short
    jq -c '.delta = null | .sum_delta = null' glass-1 >short
    refuse 65 'short:1: expected a number for the key "delta", as other glasses have, found none' wca-chi --merge short glass-2
    refuse 66 'nowhere' wca-chi --merge nowhere
}

# merged T RATIO: a merged row of two glasses at temperature T whose Delta_AB / Delta is RATIO
merged() {
    jq -nc --argjson t "$1" --argjson r "$2" '{phi: 0.9, glass_phi: 0.85, temperature: $t, tw: 8, lag: 10, glasses: 2, glass_numbers: [1, 2],
        delta_ab_of_glasses: [$r, 3 * $r], delta_of_glasses: [1, 3]}'
}

# three of them whose logarithms lie on a straight line that crosses ln 1.06 at sqrt(0.001), between 0.01 and 0.1
straight() {
    merged 0.001 "$(jq -n 'pow(1.06; 2.5)')"
    merged 0.1 "$(jq -n 'pow(1.06; 0.5)')"
    merged 0.01 "$(jq -n 'pow(1.06; 1.5)')"
}

@test "--cross finds T_G between two temperatures, and says so when there is none" {
    straight >rows
    wca-chi --cross 1.06 rows -o out
    close_to 0.0316227766016838 "$(jq .ergodicity_temperature out)"
    assert_values "$(jq -c '[.phi, .glass_phi, .tw, .lag, .ratio, .temperatures, .glasses, .temperature]' out)" '[0.9,0.85,8,10,1.06,3,2,null]'
    { merged 0.1 1.01; merged 0.01 1.02; } >rows
    assert_values "$(wca-chi --cross 1.06 rows | jq -c '[.ergodicity_temperature, .ergodicity_temperature_reason]')" \
        '[null,"the ratio is smaller at all temperatures"]'
}

@test "--cross gives Delta_AB and, at another time, chi_AB where it crosses" {
    straight | jq -c '.delta_ab_of_glasses |= map(. * 2)
        | .delta_of_glasses |= map(. * 2)' >rows
    for t in 0.1,2,1 0.01,6,0.5 0.001,50,9; do
        IFS=, read -r temperature chi error <<<"$t"
        merged "$temperature" 1 | jq -c "del(.lag) + {tw: 18, chi_ab_unbiased: $chi, chi_ab_unbiased_error: $error}"
    done >later
    wca-chi --cross 1.06 --chi-at 18 rows later -o out
    close_to "$(jq -n '0.001 | sqrt')" "$(jq .ergodicity_temperature out)"
    # the means over the two glasses are 4 times the ratios; the errors of the same glasses add, and that of T_G
    close_to "$(jq -n '4 * 1.06')" "$(jq .delta_ab_at_crossing out)"
    close_to 4 "$(jq .chi_ab_unbiased_at_crossing out)"
    close_to "$(jq '((1 + 0.5) / 2) as $of_chi | (4 * .ergodicity_temperature_error / .ergodicity_temperature / (10 | log)) as $of_t
        | $of_chi * $of_chi + $of_t * $of_t | sqrt' out)" "$(jq .chi_ab_unbiased_at_crossing_error out)"
    assert_values "$(jq -c '[.tw, .chi_tw]' out)" '[8,18]'
    jq -c 'if .temperature == 0.1 then .chi_ab_unbiased_error = null else . end' later >less
    assert_values "$(wca-chi --cross 1.06 --chi-at 18 rows less | jq .chi_ab_unbiased_at_crossing_reason)" '"chi_ab_unbiased has no error"'
    assert_values "$(wca-chi --cross 1.06 --chi-at 19 rows later | jq .chi_ab_unbiased_at_crossing_reason)" \
        '"the crossing is not among temperatures with chi_ab_unbiased"'
    jq -c '.glass = 1' later >glasses
    refuse 65 'expected a row of many glasses, as --merge writes it, found one of glass 1' wca-chi --cross 1.06 --chi-at 18 rows glasses
    refuse 64 'expected --chi-at with --cross only' wca-chi --merge --chi-at 18 rows
}

@test "--cross reads what --merge writes, and takes rows without a lag for what they are" {
    rows_of_glasses 1 2
    glass 1 | wca-chi -o without
    wca-chi --merge glass-1 glass-2 without -o merged
    assert_values "$(wca-chi --cross 1.06 merged | jq -c '[.tw, .temperatures, .glasses]' | paste -sd ' ')" '[0,1,2]'
}

@test "--cross refuses rows of a single glass, other glasses at another temperature, and rows without delta" {
    rows_of_glasses 1
    refuse 65 'glass-1:1: expected a row of many glasses, as --merge writes it, found one of glass 1' wca-chi --cross 1.06 glass-1
    { merged 0.1 1.01; merged 0.01 1.2 | jq -c '.glass_numbers = [1, 3]'; } >rows
    refuse 65 'rows:1: expected the glasses of rows:2, found others' wca-chi --cross 1.06 rows
    merged 0 1.01 >rows
    refuse 65 'rows:1: expected a positive temperature, found 0' wca-chi --cross 1.06 rows
    merged 0.1 1.01 | jq -c '.delta_of_glasses = [1]' >rows
    refuse 65 'rows:1: expected 2 numbers in "delta_of_glasses", one per glass, found 1' wca-chi --cross 1.06 rows
    merged 0.1 1.01 | jq -c '.delta_of_glasses = [0, 1]' >rows
    refuse 65 'rows:1: expected positive numbers in "delta_of_glasses", found 0' wca-chi --cross 1.06 rows
    { merged 0.1 1.01; merged 0.1 1.01; } >rows
    refuse 65 'rows:2: expected each state point once, found the one at rows:1 again' wca-chi --cross 1.06 rows
    merged 0.1 1.01 | jq -c 'del(.lag)' >rows
    refuse 65 'expected at least one row with the key "lag", found none' wca-chi --cross 1.06 rows
    merged 0.1 1.01 | jq -c 'del(.delta_of_glasses)' >rows
    refuse 65 'rows:1: expected a row with delta, which wca-chi --lag gives, found none' wca-chi --cross 1.06 rows
}

@test "options of frames and of rows do not go together" {
    refuse 64 'expected --merge, or --cross, or --tw and --lag' wca-chi --merge --cross 1.06
    refuse 64 'expected --merge, or --cross, or --tw and --lag' wca-chi --merge --lag 8
    refuse 64 '--lag' wca-chi --lag 0
}
