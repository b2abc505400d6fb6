# The state points of Fig. 1: is it in equilibrium (1 or 0; all its glasses), which part of the inherent structures is jammed, and their
# mean energy per particle. From the rows of inherent structures and of certificates. Jammed is an energy above $jammed per particle:
# thresholds.tsv says how much that matters. What did not converge to a minimum counts apart, in the remark.
map(select(has("minimum"))) as $minima
| "# phi\ttemperature\tequilibrium\tjammed\tenergy_per_particle\tremark",
  (map(select(has("decays_wanted"))) | group_by([.phi, -.temperature])[]
   | . as $runs | .[0] as {$phi, $temperature}
   | ($minima | map(select(.glass_phi == $phi and .glass_temperature == $temperature))) as $all
   | ($all | map(select(is_minimum) | .energy / .particles)) as $energies | ($energies | length) as $n
   | [$phi, $temperature, (if all($runs[]; .equilibrium) then 1 else 0 end),
      (if $n == 0 then null, null else ($energies | map(select(. > $jammed)) | length) / $n, ($energies | add / length) end),
      ([map(.reason // empty)[0], (($all | length) - $n | if . > 0 then "\(.) not converged" else null end)] | map(select(. != null)) | join("; "))] | tsv)
