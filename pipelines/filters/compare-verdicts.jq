# Do two numbers agree (wca-compare --chance)? They do where chance gives such a difference more often than $limit, that of three errors of a normal distribution; where there
# is no difference they are the same, whatever their errors. What was compared by its ratio has the difference of logarithms.
(if .by_ratio then .difference = .log_ratio | .difference_error = .log_ratio_error | .difference_deviations = .log_ratio_deviations
        | .difference_chance = .log_ratio_chance | .difference_chance_reason = .log_ratio_chance_reason | del(.[keys_unsorted[] | select(test("^(log_)?ratio"))])
    else . end)
| if .reason != null then .verdict = "cannot be compared"
elif .difference == 0 then .verdict = "agrees"
elif .difference_chance == null then .verdict = "cannot be compared" | .reason = .difference_chance_reason
elif .difference_chance < $limit then .verdict = "differs"
else .verdict = "agrees" end
| row
