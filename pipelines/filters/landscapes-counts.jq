# In how many glasses each statement of Figs 7 and 8 on a glass at $phi holds, from the verdicts on each: a row a statement. (Where it may hold it holds or
# cannot be told; where it is not shown, it does not hold or cannot be told.)
group_by([.figure, .quantity])[]
| def count($verdicts): map(select(.verdict | IN($verdicts[]))) | length;
  .[0] + {$phi, holds: count(["holds"]), does_not_hold: count(["does not hold"]), cannot_tell: count(["cannot tell"]),
    may_hold: count(["holds", "cannot tell"]), not_shown: count(["does not hold", "cannot tell"])}
| row
