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

# laws [JQ]: T_d of soft spheres with a = 2 and phi_d = 0.7 at four densities, extrapolated below 1, and times down to 1.2 T_d there and 0.9 T_d above
laws() {
    jq -nc "[0.8, 0.9, 1, 1.1][] | . as \$phi | (\$phi * \$phi / 0.49 - 1 | . * . / 2) as \$t
        | ({phi: \$phi, computer_temperature: \$t, computer_temperature_error: (0.01 * \$t), curve_holds: true, parabolic_holds: true, parabolic_points: 5, extrapolated: (\$phi < 1)},
           ({phi: \$phi, temperature: (\$t * (if \$phi < 1 then 1.2, 2 else 0.9, 2 end)), tau_alpha: 5})) ${1:-}"
}

@test "--glass: temperatures in units of T_d, what they are at least, and what they are on the lines of soft spheres" {
    # of hard spheres at 0.75
    local at_11 at_09
    at_11=$(jq -n '1.21 / 0.5625 - 1 | . * . / 2') at_09=$(jq -n '0.81 / 0.5625 - 1 | . * . / 2')
    laws | wca-relax --glass "0.9:$at_09" --glass "1.1:$at_11" --glass 0.87:0.053 -o out
    assert_values "$(jq -c 'select(has("soft_phi_d")) | [.densities, .densities_extrapolated, .soft_holds]' out)" '[4,2,true]'
    close_to 0.7 "$(jq 'select(has("soft_phi_d")).soft_phi_d' out)" 1e-9
    close_to 0.75 "$(jq 'select(has("soft_phi_d")).soft_phi_g' out)" 1e-9
    close_to 2 "$(jq 'select(has("soft_phi_d")).soft_energy' out)" 1e-9
    local exact
    exact=$(jq -n '(0.81 / 0.5625 - 1) / (0.81 / 0.49 - 1) | . * .')
    for key in of_computer_temperature of_soft_spheres of_interpolated_temperature; do
        close_to "$exact" "$(jq "select(.phi == 0.9).$key" out)" 1e-9
    done
    close_to "$(jq -n "$exact / 100")" "$(jq 'select(.phi == 0.9).of_computer_temperature_error' out)" 1e-9
    close_to "$(jq -n "$exact / 1.2")" "$(jq 'select(.phi == 0.9).at_least' out)" 1e-9
    assert_values "$(jq -c 'select(.phi == 1.1) | [.extrapolated, .holds, .at_least, .at_least_reason]' out)" '[false,true,null,"T_d lies among the times"]'
    # no law there: only from the line of the others
    assert_values "$(jq -c 'select(.phi == 0.87) | [.of_computer_temperature, .of_computer_temperature_reason, .at_least_reason, .of_interpolated_temperature > 0.1]' out)" \
        '[null,"no law of relaxation times at this density","no relaxation time at this density",true]'
    # at 0.69 hard spheres of T_d are not that dense yet
    laws | wca-relax --glass 0.69:0.001 --glass 1.1:0.46 -o out
    assert_values "$(jq -c 'select(.phi == 0.69) | [.of_soft_spheres, .of_soft_spheres_reason, .of_interpolated_temperature]' out)" \
        '[null,"not above phi_d, where the line of T_d ends",null]'
}

@test "--glass: what laws cannot tell has its reason, and rows that are none are refused" {
    laws '| if .phi == 0.9 then del(.extrapolated) | .computer_temperature = null | .computer_temperature_reason = "no onset" else . end
        | if .phi == 1 then .computer_temperature_error = null else . end' |
        jq -c 'if has("tau_alpha") then del(.computer_temperature, .computer_temperature_error, .computer_temperature_reason) else . end' >rows.jsonl
    wca-relax --glass 0.9:0.09 --glass 1:0.26 rows.jsonl -o out
    assert_values "$(jq -c 'select(.phi == 0.9) | [.of_computer_temperature, .of_computer_temperature_reason, .at_least > 0]' out)" '[null,"no onset",true]'
    assert_values "$(jq -c 'select(.phi == 1) | [.of_computer_temperature > 0, .of_computer_temperature_error, .of_computer_temperature_error_reason]' out)" '[true,null,"T_d has no error"]'
    jq -c 'select(.phi == 0.8)' rows.jsonl | wca-relax --glass 0.8:0.02 -o out
    assert_values "$(jq -c 'select(has("soft_phi_d")) | [.soft_phi_d, .soft_phi_d_reason, .soft_holds]' out)" '[null,"fewer than two densities with a T_d and its error",false]'
    laws '| if has("computer_temperature") then .computer_temperature = 2 - .phi | .computer_temperature_error = 0.01 else . end' | wca-relax --glass 0.9:0.09 -o out
    assert_values "$(jq -c 'select(.phi == 0.9) | [.of_soft_spheres, .of_soft_spheres_reason]' out)" '[null,"sqrt(T_d) does not rise with the density from a phi_d above 0"]'
    laws >rows
    refuse 64 '--glass: expected PHI:T, such as 0.85:0.0353, found "0.85-0.0353"' wca-relax --glass 0.85-0.0353 rows
    refuse 64 '--glass: expected PHI:T, such as 0.85:0.0353, found "0.85:0"' wca-relax --glass 0.85:0 rows
    refuse 64 '--glass reads laws, which are there: expected neither --scatter nor --at with it' wca-relax --scatter 0.1 --glass 0.85:0.0353 rows
    jq -c 'select(has("tau_alpha"))' rows >times.jsonl
    refuse 65 '--glass: expected rows with computer_temperature, of wca-relax, found none' wca-relax --glass 0.85:0.0353 times.jsonl
    { cat rows && laws '| select(.computer_temperature and .phi == 1)'; } >twice
    refuse 65 'twice:13: expected one law of each density, found phi = 1 again after twice:7' wca-relax --glass 0.85:0.0353 twice
    laws '| .potential = "harmonic"' >harmonic
    refuse 65 'harmonic:1: expected rows of the potential wca with --glass, found harmonic' wca-relax --glass 0.85:0.0353 harmonic
    laws '| if has("computer_temperature") then .computer_temperature_error = 0 else . end' >exact
    refuse 65 'exact:1: expected a computer_temperature and its error above 0, found [0-9.]* and 0' wca-relax --glass 0.85:0.0353 exact
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
