# How many inherent structures of Fig. 1 are jammed, if that is an energy per particle above one threshold or another; those that did
# not converge to a minimum count apart
having("minimum") as $all | ($all | map(select(is_minimum) | .energy / .particles)) as $energies
| "# threshold\tjammed\tunjammed\tnot_converged",
  (range(-18; -3; 2) as $power | ($energies | map(select(. > pow(10; $power))) | length) as $jammed
   | ["1e\($power)", $jammed, ($energies | length) - $jammed, ($all | length) - ($energies | length)] | tsv)
