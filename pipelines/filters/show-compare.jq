# What a comparison found, on the terminal: the numbers of statements, all others that differ, and how many agree of the rest
def exponent: if . == 0 then 0 else fabs | log10 | floor end;
def rounded($places): if $places > 0 then pow(10; $places) as $p | (. * $p | round) as $n | ($n | fabs) as $m
      | ($m / $p | floor | tostring) as $whole | ($m - ($m / $p | floor) * $p | tostring) as $rest
      | "\(if $n < 0 then "-" else "" end)\($whole).\("0" * ($places - ($rest | length)) // "")\($rest)"
    else pow(10; -$places) as $p | . / $p | round * $p | tostring end;
# 0.123(4): two digits of the error where the first is 1
def with_error($error): if . == null then "-" elif $error == null then "\(. as $x | . | exponent as $e | $x | rounded([3 - $e, 0] | max))(?)"
    elif $error == 0 then "\(. as $x | . | exponent as $e | $x | rounded([3 - $e, 0] | max))(0)"
    else ($error | exponent) as $e | ($e - (if $error / pow(10; $e) < 1.95 then 1 else 0 end)) as $last
      | if $last < -9 then . as $x | pow(10; -$e) as $p | "\($x * $p * 10 | round / 10)e\($e)(\($error * $p * 10 | round / 10)e\($e))" else "\(rounded(-$last))(\($error / pow(10; $last) | round | if $last > 0 then . * pow(10; $last) else . end))" end end;
def deviations: if . == null then "-" else . * 10 | round / 10 + 0 | tostring end;
def cells: . as $row | [.verdict, .set, .quantity, (if .state_words == "" then "-" else .state_words end),
    ((.value // .found) | with_error($row.error // $row.found_error)), ((.other_value // .other_found) | with_error($row.other_error // $row.other_found_error)),
    (.difference_deviations | deviations), (.reason // "-")] | @tsv;

plain
| (["verdict", "of", "quantity", "state point", "here", "reference", "errors apart", "why"] | @tsv),
  (map(select(.statement))[] | cells),
  (map(select(.verdict == "differs" and .statement != true))[] | cells),
  (map(select(.statement != true)) | group_by(.set)[] | def count($verdict): map(select(.verdict == $verdict)) | length;
   ["", .[0].set, "other averages", "\(length): \(count("agrees")) agree, \(count("differs")) differ", "", "", "", "\(count("cannot be compared")) cannot be compared"] | @tsv)
