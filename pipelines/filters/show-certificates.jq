# A line for each state point of the rows of check-certificate, with the difference of each to what its particles came to at a wrong temperature (`wrong`),
# and of their means ($means, by `equilibrium` too): how many pass, after how many decay times, how their energy changes
plain |
($means | plain | map(select(.equilibrium))) as $means
| group_by([.phi, .temperature])[]
| (.[0] | {phi, temperature}) as $state | ($means | map(select({phi, temperature} == $state))[0]) as $mean
| map(select(.equilibrium and .equilibrium_wrong)) as $both
| [$state.phi, $state.temperature, "\(map(select(.equilibrium)) | length) of \(length)"]
  + (if ($mean.rows // 0) < 2 then ["-", "-", "-", "-", "-"]
     else [$mean.decays_until_then_mean, $mean.energy_mean, $mean.change_mean, $mean.change_mean_error, $mean.energy_error_mean] end)
  + [having("temperature_wrong")[0].temperature_wrong // "-", ([$both[] | select(3 * .wrong_error >= (.wrong | fabs))] | length | "\(.) of \($both | length)")]
| join("|")
