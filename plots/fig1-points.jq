# The state points of Fig. 1: is it in equilibrium (1 or 0; all its glasses), which part of the inherent structures is jammed, and their
# mean energy per particle. From the rows of inherent structures and of certificates. Jammed is an energy above $jammed per particle:
# thresholds.tsv says how much that matters.
map(select(has("minimum"))) as $minima
| "# phi\ttemperature\tequilibrium\tjammed\tenergy_per_particle\tremark",
  (map(select(has("decays_wanted"))) | group_by([.phi, -.temperature])[]
   | . as $runs | .[0] as {$phi, $temperature}
   | ($minima | map(select(.glass_phi == $phi and .glass_temperature == $temperature) | .energy / .particles)) as $energies
   | [$phi, $temperature, (if all($runs[]; .equilibrium) then 1 else 0 end),
      ($energies | map(select(. > $jammed)) | length) / ($energies | length), ($energies | add / length),
      (map(.reason // empty)[0] // "")] | tsv)
