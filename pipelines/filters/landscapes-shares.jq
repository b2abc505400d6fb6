# The shares of glasses in which statements on a glass hold, as numbers for the statements on most glasses: QUANTITY_holds_of_glasses, with its error, from
# the table of statements ($statements) and the certificates of the glasses. `value` counts those in which it cannot be told as if it held there, and
# `value_low` as if not, so that most glasses are most of all.
def cells_of_line: split("\t") | map(if . == "NaN" then null else . end);
having("equilibrium") as $certificates
| ($certificates | of_one_kind) as $kind
| ($statements | split("\n") | map(select(. != ""))) as $lines
| ($lines[0] | ltrimstr("# ") | split("\t")) as $names
| $lines[1:][] | [$names, cells_of_line] | transpose | map({key: .[0], value: .[1]}) | from_entries
| with_entries(if .value != null and (.key | IN("figure", "quantity", "claim") | not) then .value |= tonumber else . end)
| {phi, temperature: $kind.temperature, quantity: "\(.quantity)_holds_of_glasses", clones: $clones, glasses: (.holds + .does_not_hold + .cannot_tell),
   glasses_untold: .cannot_tell, particles: $kind.particles, $tw, tau: $tw}
  + ($certificates | counts_passed)
  + {value: .share_possible, error: .share_possible_error, value_low: .share, error_low: .share_error}
| row
