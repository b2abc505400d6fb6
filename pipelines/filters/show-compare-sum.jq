# What a comparison comes to, in words: how many differ, how many would by chance, and what cannot be compared
($rows | map(select(.verdict == "cannot be compared"))) as $others
| ($rows | map(select(.difference_chance != null and .difference != 0)) | sort_by(.difference_chance)) as $found
| ($count | map(to_entries) | add | group_by(.key) | map({key: .[0].key, value: (map(.value) | add)}) | from_entries) as $n | $claims[0].rules as $rules
| ($rows | map(select(.verdict == "differs")) | length) as $differ
| def of($x): $x * 10 | round / 10;
  "",
  "\($rows | length - ($others | length)) quantities are compared: \($rows | map(select(.verdict == "agrees")) | length) agree, \($differ) differ.",
  "Beyond two errors lie \($n.beyond_2), where chance gives \(of($n.beyond_2_expected)); beyond three \($n.beyond_3), where it gives \(of($n.beyond_3_expected)).",
  (if $found == [] then empty else $found[0] as $far
   | "The least likely: \($far.quantity)\(if $far.state_words == "" then "" else " at " + $far.state_words end), \($far.difference_deviations * 10 | round / 10) errors apart: chance gives \(if ($far.difference_chance * $n.compared) >= 1 then "one like it in such a comparison" else "one like it in \(1 / ($far.difference_chance * $n.compared + 1e-300) | if . > 1e6 then "more than a million" else floor end) such comparisons" end)." end),
  (if $others == [] then empty else
   "\($others | length) cannot be compared:", ($others | group_by(.reason) | sort_by(-length) | .[0:8][] | "    \(length): \(.[0].reason)"),
   ($others | group_by(.reason) | if length > 8 then "    \(.[8:] | length) more reasons stand in the rows" else empty end) end),
  (if $left > 0 then "\($left) tables of this run are out of date and left out." else empty end),
  (if $same then "Both runs have the same seed: glasses of the same sizes are the same ones, and agree better than chance lets others." else empty end),
  (if ($found != [] and $found[0].difference_chance * $n.compared < $rules.chance_of_any)
   then "On the whole the profile \($own) DIFFERS from the reference: chance does not give the least likely of these differences once in \(1 / $rules.chance_of_any | round) comparisons."
   else "On the whole the profile \($own) agrees with the reference: no difference is less likely than chance makes one of so many once in \(1 / $rules.chance_of_any | round) comparisons." end)
