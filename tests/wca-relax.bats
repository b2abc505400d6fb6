#!/usr/bin/env bats
# wca-relax: rows of relaxation times to T_0, T_d and T_g. The fits are tested in tests/unit/test_relaxation.c.

load helper

# times [JQ]: a liquid with onset 1 and tau_0 = 2, exact, at eight temperatures
times() {
    jq -nc "[2, 1.6, 1.3, 1, 0.8, 0.7, 0.6, 0.5][] | . as \$t | (1 / \$t - 1) as \$x
        | (2 * \$x + (if \$x > 0 then 9 * \$x * \$x else 0 end) | exp * 2) as \$tau
        | {phi: 0.9, temperature: \$t, tau_alpha: \$tau, tau_alpha_error: (0.01 * \$tau), glasses: 4} ${1:-}"
}

@test "a row per density, with the temperatures that were put in" {
    { times; times '| .phi = 1 | .tau_alpha *= 2 | .tau_alpha_error *= 2'; } | wca-relax -o out
    assert_values "$(jq -c '[.phi, .temperatures]' out | paste -sd ' ')" '[0.9,8] [1,8]'
    close_to 1 "$(jq -s '.[0].onset_temperature' out)" 0.01
    close_to 2 "$(jq -s '.[0].tau_0' out)" 0.03
    close_to 3 "$(jq -s '.[0].parabolic_j' out)" 0.01
    # 2 x + 9 x^2 = ln 10^4 at x = 0.9067, ln 10^12 at 1.645
    close_to 0.5245 "$(jq -s '.[0].computer_temperature' out)" 0.005
    close_to 0.3781 "$(jq -s '.[0].glass_temperature' out)" 0.005
    close_to 4 "$(jq -s '.[1].tau_0' out)" 0.03
    assert_values "$(jq -sc '.[0] | [.curve_holds, .parabolic_holds, .extrapolated]' out)" '[true,true,false]'
}

@test "where a line holds all times there is no onset, and the row says so" {
    times '| .tau_alpha = (1 / .temperature | exp) | .tau_alpha_error = 0.01 * .tau_alpha' | wca-relax -o out
    assert_values "$(jq -c '[.onset_temperature, .onset_temperature_reason, .glass_temperature, .extrapolated]' out)" \
        '[null,"no onset: no line that bends upwards fits better than a straight one",null,false]'
    close_to 1 "$(jq .arrhenius_energy out)" 1e-6
}

@test "where times bend the other way only, no law is claimed" {
    times '| .tau_alpha = (1 / .temperature | sqrt | 3 * . | exp) | .tau_alpha_error = 0.01 * .tau_alpha' | wca-relax -o out
    assert_values "$(jq -c '[.onset_temperature, .computer_temperature, .curve_holds, .arrhenius_points]' out)" '[null,null,false,8]'
    assert_equal "$(jq '.curve_chi2 > 10' out)" true
}

@test "--scatter is added to the errors in quadrature" {
    times | wca-relax --scatter 0.05 -o out
    times '| .tau_alpha_error = .tau_alpha * (0.0001 + 0.0025 | sqrt)' | wca-relax -o by-hand
    close_to "$(jq .computer_temperature_error by-hand)" "$(jq .computer_temperature_error out)" 1e-9
    refuse 64 '--scatter' wca-relax --scatter 2
}

@test "too few rows, times that do not grow, negative ones: status 65" {
    times | head -n 4 >rows
    refuse 65 'rows:4: expected times at 5 or more temperatures of this density, found 4' wca-relax rows
    times | jq -c 'if .temperature == 0.6 then .tau_alpha = 1 else . end' >rows
    refuse 65 'rows:7: expected times that grow as the temperature falls, found 1 at T = 0.6 after .* at 0.7' wca-relax rows
    times | jq -c 'if .temperature == 2 then .tau_alpha = -1 else . end' >rows
    refuse 65 'rows:1: expected a positive tau_alpha, found -1' wca-relax rows
    times | jq -c 'if .temperature == 2 then .tau_alpha_error = 0 else . end' >rows
    refuse 65 'rows:1: expected a positive tau_alpha_error, found 0' wca-relax rows
    times | jq -c 'del(.tau_alpha_error)' >rows
    refuse 65 'expected a number for the key "tau_alpha_error", found no such key' wca-relax rows
    { times; times; } >rows
    refuse 65 'expected each state point once, found the one at rows:' wca-relax rows
}

@test "rows of wca-fskt that have no time are passed over" {
    { times; jq -nc '{phi: 0.9, temperature: 1, tau: 3, fs: 0.5}'; jq -nc '{phi: 0.9, temperature: 1, tau: 4, fs: 0.4}'; } >rows
    cmp <(wca-relax rows) <(times | wca-relax)
    jq -nc '{phi: 0.9, temperature: 1, tau: 3, fs: 0.5}' >rows
    refuse 65 'expected at least one row with the key "tau_alpha", found none' wca-relax rows
}

@test "a temperature at which nothing decayed is left out, with a warning" {
    { times; jq -nc '{phi: 0.9, temperature: 0.4, tau_alpha: null, tau_alpha_error: null}'; } >rows
    run --separate-stderr wca-relax rows
    assert_success
    assert_values "$(jq .temperatures <<<"$output")" 8
    { times; jq -nc '{phi: 0.9, temperature: 0.4, tau_alpha: 1e6, tau_alpha_error: null}'; } >rows
    cmp <(wca-relax -q rows) <(times | wca-relax)
    # shellcheck disable=SC2154
    assert_equal "$stderr" 'wca-relax: warning: rows:9: left out, since it has no tau_alpha'
}

@test "--at gives the time on the parabola of each law, from its onset down" {
    { times; times '| .phi = 1 | .tau_alpha *= 2 | .tau_alpha_error *= 2'; } | wca-relax -o laws
    wca-relax --at 0.5 laws -o out
    assert_values "$(jq -c '[.phi, .temperature]' out)" '[0.9,0.5] [1,0.5]'
    # x = 1, where ln tau/2 = 2 + 9
    close_to "$(jq -n '11 | exp * 2')" "$(jq -s '.[0].tau_alpha' out)" 0.01
    close_to "$(jq -n '11 | exp * 4')" "$(jq -s '.[1].tau_alpha' out)" 0.01
    # at T_d it is 10^4 tau_0
    head -n 1 laws >law
    close_to "$(jq '10000 * .tau_0' law)" "$(wca-relax --at "$(jq .computer_temperature law)" law | jq .tau_alpha)" 1e-6
    assert_values "$(wca-relax --at 2 law | jq -c '[.tau_alpha, .tau_alpha_reason]')" '[null,"it is above the onset, where the parabolic law begins"]'
    assert_values "$(wca-relax --at 0.001 law | jq -c '[.tau_alpha, .tau_alpha_reason]')" '[null,"it is beyond all numbers"]'
    echo '{"phi":0.9,"computer_temperature":null}' >none
    assert_values "$(wca-relax --at 1 none | jq -c '[.phi, .tau_alpha, .tau_alpha_reason]')" '[0.9,null,"there is no parabolic law"]'
    cat law law >twice
    refuse 65 'twice:2: expected each state point once, found the one at twice:1 again' wca-relax --at 1 twice
    jq -c '.glass = (1, 2)' law >twice
    refuse 65 'twice:2: expected one law of this density, found another at twice:1' wca-relax --at 1 twice
    jq -c 'del(.parabolic_tau)' law >less
    refuse 65 'less:1: expected a number for the key "parabolic_tau", found no such key' wca-relax --at 0.5 less
    times >rows
    refuse 65 'rows:8: expected at least one row with the key "computer_temperature", found none' wca-relax --at 1 rows
    refuse 64 '--at reads laws, which are there: expected no --scatter with it' wca-relax --at 1 --scatter 0.1 law
}
