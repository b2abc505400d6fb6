#!/usr/bin/env bats
# wca-compare: two numbers of a row, with their errors, and means over rows.

load helper

# pair [FIELDS]: 6.0(3) and 2.0(4), with these fields changed
pair() {
    jq -nc "{a: 6, a_error: 0.3, b: 2, b_error: 0.4, phi: 0.9} ${1:-}"
}

@test "a difference has the errors of both, and how many errors it is" {
    assert_values "$(pair | wca-compare --of a,b)" \
        '{"a":6,"a_error":0.3,"b":2,"b_error":0.4,"phi":0.9,"difference":4,"difference_error":0.5,"difference_deviations":8}'
    assert_values "$(pair | wca-compare --of b,a --as lower | jq -c '[.lower, .lower_error, .lower_deviations]')" '[-4,0.5,-8]'
    # the keys by default, and others for the errors
    assert_values "$(echo '{"value":1,"error":3,"other_value":0.5,"other_error":4}' | wca-compare | jq -c '[.difference, .difference_error, .difference_deviations]')" '[0.5,5,0.1]'
    assert_values "$(pair | wca-compare --of a:b_error,b:a_error | jq -c .difference_error)" 0.5
}

@test "a ratio has its error, and so has its logarithm" {
    pair | wca-compare --ratio --of a,b -o rows
    close_to 3 "$(jq .ratio rows)"
    # 0.3/6 and 0.4/2
    close_to "$(jq -n '3 * (0.05 * 0.05 + 0.2 * 0.2 | sqrt)')" "$(jq .ratio_error rows)"
    close_to "$(jq -n '3 | log')" "$(jq .log_ratio rows)"
    close_to "$(jq -n '0.05 * 0.05 + 0.2 * 0.2 | sqrt')" "$(jq .log_ratio_error rows)"
    assert_equal "$(pair | wca-compare --ratio --of a,b --as growth | jq -r 'keys_unsorted[5:] | join(" ")')" 'growth growth_error log_growth log_growth_error'
}

@test "a number stands for itself, and is exact" {
    assert_values "$(pair | wca-compare --of a,5.5 | jq -c '[.difference, .difference_error]')" '[0.5,0.3]'
    assert_values "$(pair | wca-compare --of a:0.75,b:1 | jq -c '[.difference, .difference_error]')" '[4,1.25]'
    assert_values "$(pair | wca-compare --ratio --of 12,b:1 | jq -c '[.ratio, .ratio_error]')" '[6,3]'
    assert_values "$(pair | wca-compare --ratio --of a:0,b:1 --as it | jq -c '[.it, .it_error, .log_it_error]')" '[3,1.5,0.5]'
}

@test "what does not exist is null, with the reason that the row has" {
    assert_values "$(pair '+ {a: null, a_reason: "too cold"}' | wca-compare --of a,b | jq -c '[.difference, .difference_reason, .difference_error, .difference_deviations]')" \
        '[null,"too cold",null,null]'
    assert_values "$(pair '| del(.b)' | wca-compare --ratio --of a,b | jq -c '[.ratio, .ratio_reason, .log_ratio_reason]')" '[null,"no b","no b"]'
    assert_values "$(pair '+ {b_error: null, b_error_reason: "a single glass"}' | wca-compare --of a,b | jq -c '[.difference, .difference_error, .difference_error_reason, .difference_deviations_reason]')" \
        '[4,null,"a single glass","a single glass"]'
    assert_values "$(pair '| del(.a_error)' | wca-compare --ratio --of a,b | jq -c '[.ratio, .ratio_error, .ratio_error_reason, .log_ratio_error_reason]')" '[3,null,"no a_error","no a_error"]'
    assert_values "$(pair '+ {b: -2}' | wca-compare --ratio --of a,b | jq -c '[.ratio, .log_ratio, .log_ratio_reason]')" '[-3,null,"a number is not above 0"]'
    assert_values "$(pair '+ {b: 0}' | wca-compare --ratio --of a,b | jq -c '[.ratio, .ratio_reason, .log_ratio]')" '[null,"the divisor is 0",null]'
    assert_values "$(pair '+ {a_error: 0, b_error: 0}' | wca-compare --of a,b | jq -c '[.difference_error, .difference_deviations, .difference_deviations_reason]')" '[0,null,"the error is 0"]'
    assert_values "$(pair '+ {a: 1e100, a_error: 1e100, b: 1e-100, b_error: 1e100}' | wca-compare --ratio --of a,b | jq -c '[.ratio > 1e199, .ratio_error, .ratio_error_reason]')" \
        '[true,null,"it is beyond all numbers"]'
}

@test "rows that have neither number pass as they are, and some must have one" {
    { echo '{"phi":0.9,"name":"none","list":[1,2]}' && pair; } >rows
    assert_equal "$(wca-compare --of a,b rows | head -n 1)" '{"phi":0.9,"name":"none","list":[1,2]}'
    refuse 65 'rows:2: expected at least one row with a key of --of x,y, found none' wca-compare --of x,y rows
    refuse 65 'rows:2: expected at least one row with a key of --of x,6, found none' wca-compare --of x,6 rows
    : >empty
    refuse 65 'empty:1: expected at least one row with a key of --of a,b, found none' wca-compare --of a,b empty
}

@test "the result does not take the place of what is there: a second one has a name of its own" {
    pair | wca-compare --of a,b -o rows
    refuse 65 'rows:1: expected no key "difference" yet, found one, which would be lost' wca-compare --of a,b rows
    refuse 65 'rows:1: expected no key "b_error" yet, found one' wca-compare --of a,6 --as b_error rows
    assert_values "$(wca-compare --of a,6 --as other rows | jq -c '[.difference, .other]')" '[4,0]'
}

@test "a share has the standard deviation that shares with these counts have" {
    assert_values "$(jq -nc '{yes: 0, no: (0, 2)}, {yes: 1, no: (0, 2)}' | wca-compare --share --of yes,no | jq -c '[.share, .share_error, .share_reason]')" \
        '[null,null,"both counts are 0"]
[0,0.19364916731037085,null]
[1,0.23570226039551584,null]
[0.3333333333333333,0.2,null]'
    echo '{"yes": -1, "no": 2}' >rows
    refuse 65 'rows:1: expected a count of at least 0 for the key "yes", found -1' wca-compare --share --of yes,no rows
    echo '{"yes": 1.5, "no": 2}' >rows
    refuse 65 'rows:1: expected an integer below 2\^53 in size for the key "yes", found 1.5' wca-compare --share --of yes,no rows
}

@test "means over all rows and by groups, in the order of their first rows" {
    # 1 2 6: squares 4 + 1 + 9
    jq -nc '{phi: 0.9, energy: (1, 2, 6)}' | wca-compare --mean energy -o rows
    assert_values "$(jq -c '[.rows, .energy_mean, .energy_rows]' rows)" '[3,3,3]'
    close_to "$(jq -n '7 | sqrt')" "$(jq .energy_sd rows)"
    close_to "$(jq -n '7 / 3 | sqrt')" "$(jq .energy_mean_error rows)"
    jq -nc '{phi: 0.9, of: "x", energy: 4, time: 1}, {phi: 0.85, of: "x", energy: 2, time: 3}, {phi: 0.9, of: "x", energy: null, time: 2},
        {phi: 0.9, of: true, energy: 5, time: 1}, {of: "x", energy: 3}, {phi: null, of: "x", energy: 5}' >rows
    echo '{"phi":0.90,"of":"x","energy":8,"time":3}' >>rows # the same number
    assert_values "$(wca-compare --mean energy,time --by phi,of rows | jq -c '[.phi, .of, .rows, .energy_mean, .energy_mean_error, .energy_rows, .time_mean, .time_mean_error_reason]')" \
        '[0.9,"x",3,6,2,2,2,null]
[0.85,"x",1,2,null,1,3,"a single row has it"]
[0.9,true,1,5,null,1,1,"a single row has it"]
[null,"x",2,4,1,2,null,"no row has it"]'
    # a mean of errors stands beside the error of a mean
    assert_values "$(jq -nc '{e: 1, e_error: 3}, {e: 3, e_error: 5}' | wca-compare --mean e,e_error | jq -c '[.e_mean, .e_mean_error, .e_error_mean]')" '[2,1,4]'
}

@test "means refuse keys that no row has, lists, text and keys that they write" {
    pair | jq -c '.list = [1] | .text = "x"' >rows
    refuse 65 'rows:1: expected at least one row with the key "energy" to average, found none' wca-compare --mean a,energy rows
    refuse 65 'rows:1: expected a number for the key "text", found another JSON value' wca-compare --mean text rows
    refuse 65 'rows:1: expected a number or text to group by for the key "list", found a list' wca-compare --mean a --by list rows
    jq -c '.rows = 1 | .a_mean = 2' rows >other
    refuse 65 'other:1: expected no key "rows" yet, found one' wca-compare --mean a --by rows other
    refuse 65 'other:1: expected no key "a_mean" yet, found one' wca-compare --mean a --by a_mean other
}

@test "the chance of a difference is that of a normal distribution, or of Student's t for as many samples" {
    jq -nc '{value: 2, error: 3, other_value: -8, other_error: 4} | ., (. + {samples: 4, other_samples: 4}), (. + {samples: 1, other_samples: 4}), (. + {error: 0, other_error: 0})' |
        wca-compare --chance -o out
    # 2 errors; of Student's t with (9 + 16)^2 / (81 / 3 + 256 / 3) = 5.5638 degrees of freedom
    close_to 0.04550026389635842 "$(jq -s '.[0].difference_chance' out)"
    close_to 0.0967 "$(jq -s '.[1].difference_chance' out)" 0.01
    assert_values "$(jq -sc '.[2:] | map([.difference_chance, .difference_chance_reason])' out)" '[[null,"an error of a single sample is none"],[null,"the error is 0"]]'
}

@test "the chance of a ratio is that of the difference of its logarithms" {
    # errors of variances of four numbers: their difference is never beyond 1.22 errors
    jq -nc '{a: 1, a_error: 0.8165, b: 1000, b_error: 816.5, samples: 4, other_samples: 4}, {a: -1, a_error: 1, b: 1, b_error: 1, samples: 4, other_samples: 4}' >rows
    wca-compare --chance --of a,b rows -o differences
    jq -s -e '.[0].difference_chance > 0.2' differences
    wca-compare --chance --ratio --of a,b rows -o out
    close_to "$(jq -n '-(1000 | log) / (0.8165 * (2 | sqrt))')" "$(jq -s '.[0].log_ratio_deviations' out)" 1e-9
    close_to 0.00098 "$(jq -s '.[0].log_ratio_chance' out)" 0.02
    assert_values "$(jq -sc '.[1] | [.log_ratio_chance, .log_ratio_chance_reason]' out)" '[null,"a number is not above 0"]'
    wca-compare --count --ratio --of a,b rows -o counts
    assert_values "$(jq -c '[.compared, .beyond_2, .beyond_3]' counts)" '[1,1,1]'
}

@test "--count: how many differences lie beyond two and three errors, and how many chance gives" {
    { pair '| .b = .a + (0, 1, 2.5, 4)' && pair '+ {b: null}' && echo '{}'; } |
        jq -c 'if has("a") then .a_error = 1 | .b_error = 0 else . end' | wca-compare --count --of a,b -o out
    assert_values "$(jq -c '[.compared, .beyond_2, .beyond_3]' out)" '[4,2,1]'
    close_to "$(jq -n '4 * 0.04550026389635842')" "$(jq .beyond_2_expected out)"
    close_to "$(jq -n '4 * 0.0026997960632602')" "$(jq .beyond_3_expected out)" 1e-9
    assert_equal "$(wc -l <out)" 1
    # of few samples chance gives more
    pair '+ {samples: 3, other_samples: 3}' | wca-compare --count --of a,b -o out
    assert_equal "$(jq '.beyond_3_expected > 0.03' out)" true
}

@test "numbers that are none, and errors below 0, are refused" {
    pair '+ {a: "six"}' >rows
    refuse 65 'rows:1: expected a number for the key "a", found another JSON value' wca-compare --of a,b rows
    pair '+ {b_error: -1}' >rows
    refuse 65 'rows:1: expected an error of at least 0 for the key "b_error", found -1' wca-compare --of a,b rows
    pair '+ {samples: 0}' >rows
    refuse 65 'rows:1: expected samples of at least 1 for the key "samples", found 0' wca-compare --chance --of a,b rows
}

@test "options that do not go together, and what are no keys, are refused" {
    pair >rows
    local of
    for of in a 'a,' ,b a,b,c : a:,b a,:b 1,2 1:a,2:b a:-1,b a,b:-0.5 ''; do
        refuse 64 "--of: expected two keys of rows, A,B or A:ERROR,B:ERROR, or a key and a number, found \"$of\"" wca-compare --of "$of" rows
    done
    run -64 wca-compare --of $'a,b\344' rows
    assert_output --partial '--of: expected two keys of rows'
    refuse 64 '--as: expected a name for the result, found ""' wca-compare --of a,b --as '' rows
    refuse 64 '--share: expected --of with the keys of two counts, A,B, found "a:b,b"' wca-compare --share --of a:b,b rows
    refuse 64 '--share: expected --of with the keys of two counts' wca-compare --share --of a,2 rows
    refuse 64 'expected --ratio or --share, found both' wca-compare --share --ratio --of a,b rows
    refuse 64 '--chance and --count are of differences and ratios: expected one of them, and none of --share and --mean with it' wca-compare --chance --share --of a,b rows
    refuse 64 '--chance and --count are of differences and ratios' wca-compare --chance --count --of a,b rows
    refuse 64 '--chance and --count are of differences and ratios' wca-compare --count --mean a rows
    refuse 64 '--by makes groups for --mean: expected both, found --by alone' wca-compare --by a rows
    refuse 64 '--mean is over rows: expected none of --of, --as, --ratio and --share with it' wca-compare --mean a --ratio rows
    refuse 64 '--mean: expected keys of rows, such as a,b, found "a,,b"' wca-compare --mean a,,b rows
    refuse 64 '--by: expected each key once, found "a" again' wca-compare --mean b --by a,b,a rows
}
