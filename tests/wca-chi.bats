#!/usr/bin/env bats
# wca-chi: distances between clones and their susceptibility. The cases are worked out by hand.

load helper

# frame TW CLONE XP XQ [GLASS]: of four particles P and Q are the two largest; the small ones move wildly.
frame() {
    printf '4\nLattice="9 0 0 0 9 0 0 0 9" Properties=pos:R:3:radius:R:1 glass=%s clone=%s tw=%s temperature=0.1\n' \
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
    assert_equal "$(jq -c '[.glass, .tw, .clones, .particles, .temperature]' out | paste -sd ' ')" '[1,0,3,2,0.1] [1,8,3,2,0.1]'
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
    assert_equal "$(jq -sc '[.[1].delta, .[1].delta_reason, .[1].lag]' out)" '[null,"no frames at tw + lag",8]'
}

@test "without a lag the rows have no delta" {
    times >run.xyz
    assert_equal "$(wca-chi run.xyz | jq -c 'has("delta")' | paste -sd ' ')" 'false false'
}

@test "particles that all move as one give chi = N_b" {
    { frame 0 1 0 0; frame 0 2 1 1; frame 0 3 3 3; frame 0 4 7 7; } >run.xyz
    close_to 2 "$(wca-chi run.xyz | jq .chi_ab_thermal)"
    close_to 1 "$(wca-chi run.xyz | jq '.chi_ab_thermal_error + 1')"
}

@test "what does not exist is null and the row says why" {
    frame 0 1 0 0 >run.xyz
    assert_equal "$(wca-chi run.xyz | jq -c '[.delta_ab, .delta_ab_reason, .chi_ab, .chi_ab_reason]')" \
        '[null,"fewer than 2 clones",null,"fewer than 4 glasses"]'
    { frame 0 1 0 0; frame 0 2 0 1; } >run.xyz
    assert_equal "$(wca-chi run.xyz | jq -c '[.delta_ab, .delta_ab_error, .chi_ab_thermal, .chi_ab_thermal_reason]')" \
        '[0.5,null,null,"fewer than 3 clones"]'
    { frame 0 1 0 0; frame 0 2 0 0; frame 0 3 0 0; } >run.xyz
    assert_equal "$(wca-chi run.xyz | jq -c '[.delta_ab, .chi_ab_thermal, .chi_ab_thermal_reason]')" \
        '[0,null,"distances do not vary between pairs"]'
}

@test "every glass has its rows, those it has when it is alone" {
    times 2 >second.xyz
    { times 1; cat second.xyz; } >run.xyz
    wca-chi --lag 8 run.xyz -o out
    wca-chi --lag 8 second.xyz -o alone
    assert_equal "$(jq -c '[.glass, .tw]' out | paste -sd ' ')" '[1,0] [1,8] [2,0] [2,8]'
    cmp <(tail -n 2 out) alone
}

@test "--tw chooses times" {
    times >run.xyz
    assert_equal "$(wca-chi --tw 8 run.xyz | jq -c .tw | paste -sd ' ')" 8
    assert_equal "$(wca-chi --tw 8,0 run.xyz | jq -c .tw | paste -sd ' ')" '0 8'
    assert_equal "$(wca-chi --tw 0 --lag 8 run.xyz | jq -c .tw | paste -sd ' ')" 0
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
}

@test "clones at another temperature or in another box are refused" {
    { frame 0 1 0 0; frame 0 2 0 0 | sed 's/temperature=0.1/temperature=0.2/'; } >run.xyz
    refuse 65 'run.xyz:7: expected the temperature of run.xyz:1' wca-chi run.xyz
    { frame 0 1 0 0; frame 0 2 0 0 | sed '2s/9/8/g'; } >run.xyz
    refuse 65 'run.xyz:7: .* found that the box differs' wca-chi run.xyz
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
