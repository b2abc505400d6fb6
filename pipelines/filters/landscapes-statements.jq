# In how many glasses each statement of Figs 7 and 8 on a glass at $phi holds, from the verdicts on each: a line a statement. The share is that of
# the glasses in which it can be told, with the standard deviation of the share given the counts (of a beta distribution, flat before).
def share: (.holds + .does_not_hold) as $n
    | if $n == 0 then {share: null, share_error: null}
      else ((.holds + 1) / ($n + 2)) as $p | {share: (.holds / $n), share_error: ($p * (1 - $p) / ($n + 3) | sqrt)} end;
["figure", "phi", "quantity", "holds", "does_not_hold", "cannot_tell", "share", "share_error", "at_least", "at_most", "claim"] as $columns
| title($columns),
  (group_by([.figure, .quantity])[]
   | def count($verdict): map(select(.verdict == $verdict)) | length;
     .[0] + {$phi, holds: count("holds"), does_not_hold: count("does not hold"), cannot_tell: count("cannot tell")}
   | . + share | cells($columns))
