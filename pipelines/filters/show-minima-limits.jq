# The distinct minima by the limits of the rule that tells them apart
plain | def name: if . >= 1e6 then "any" else . end;
having("limit_energy") | [["", (map(.limit_energy) | unique[] | name)]] +
(group_by(.limit_displacement) | map([(.[0].limit_displacement | name), (sort_by(.limit_energy)[] | .minima)]))
| .[] | @tsv
