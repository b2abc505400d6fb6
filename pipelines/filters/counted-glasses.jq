# Of which glasses numbers are, from their certificates: places in the order of these, from 0 on. They are of the glasses that passed, where so large a
# share of all did as pipelines/claims.json says (fewest_passed); where fewer did, whom passing selects may matter, and they are of all, from which
# nobody can tell.
map(.equilibrium) as $passed
| (($passed | map(select(.)) | length) < $claims[0].rules.fewest_passed * length) as $of_all
| range(length) | select($of_all or $passed[.])
