# The rows of refined saddles with the minima down their sides: $found, two positions each, of which those from $count on are of no clone. $distinct
# has the number of bands that found each.
def clone($minimum): if $minimum < $count[0] then $minimum else null end;
($distinct | map({key: "\(.a):\(.b)", value: .bands}) | from_entries) as $bands
| range(length) as $k | .[$k] | $found[2 * $k] as $down | $found[2 * $k + 1] as $up
| . + {saddle: $k, bands: $bands["\(.a):\(.b)"], minimum_down: clone($down), minimum_up: clone($up), leads_back: ($down == $up),
       connects: (([$down, $up] | sort) == [.a, .b])}
| del(.position) | plain
