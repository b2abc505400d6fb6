# A line for each start of a glass; a dash stands for what is not known.
def sum(value; error): if value == null then "-" else "\(value | digits(2)) +- \(error | digits(2))" end;
plain as $row | ("random", "cold") | . as $start
| [$row.phi // $row.density, $row.temperature, $start]
  + ($row | [.["decay_time_" + $start], .["time_" + $start]] | map(digits(1)))
  + [$row["decays_" + $start] | digits(1)]
  + [sum($row["energy_" + $start]; $row["energy_error_" + $start]), ($row["drift_" + $start] | digits(2))]
  + [if $start == "cold" then "" elif $row.passed then "yes" else "no: " + $row.reason end]
| join("|")
