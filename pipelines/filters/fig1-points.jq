# The state points of Fig. 1: is it in equilibrium (1 or 0; all its glasses), which part of the inherent structures is jammed, and their
# mean energy per particle. From the averages of inherent structures (wca-minima --merge) and the rows of certificates. thresholds.tsv says how
# much it matters what jammed is. What did not converge to a minimum counts apart, in the remark.
having("minima") as $minima
| "# phi\ttemperature\tequilibrium\tjammed\tenergy_per_particle\tremark",
  (having("decays_wanted") | group_by([.phi, -.temperature])[]
   | . as $runs | .[0] as {$phi, $temperature}
   | ($minima | map(select(.glass_phi == $phi and .glass_temperature == $temperature))[0]) as $below
   | [$phi, $temperature, (if all($runs[]; .equilibrium) then 1 else 0 end), $below.jammed, $below.energy_per_particle,
      ([map(.reason // empty)[0], ($below.unconverged // 0 | if . > 0 then "\(.) not converged" else null end)] | map(select(. != null)) | join("; "))] | tsv)
