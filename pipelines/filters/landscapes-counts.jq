# In how many glasses each statement of Figs 7 and 8 on a glass at $phi holds, from the verdicts on each: a row a statement
group_by([.figure, .quantity])[]
| def count($verdict): map(select(.verdict == $verdict)) | length;
  .[0] + {$phi, holds: count("holds"), does_not_hold: count("does not hold"), cannot_tell: count("cannot tell")}
| row
