# A line for each state point of the rows of check-certificate: how many pass, after how many decay times, how their energy changes
plain |
def mean: add / length;
def sd: mean as $mean | map(. - $mean | . * .) | add / (length - 1) | sqrt;
group_by([.phi, .temperature])[]
| map(select(.equilibrium)) as $passed | map(select(.equilibrium and .equilibrium_wrong)) as $both
| ($passed | map(.energy_later - .energy)) as $change
| [.[0].phi, .[0].temperature, "\($passed | length) of \(length)"]
  + (if ($passed | length) < 2 then ["-", "-", "-", "-", "-"]
     else [($passed | map(.time / .decay_time) | mean), ($passed | map(.energy) | mean), ($change | mean),
           ($change | sd / ($change | length | sqrt)), ($passed | map(.energy_error) | mean)] end)
  + [having("temperature_wrong")[0].temperature_wrong // "-", ([$both[] | select(3 * ([.energy_error, .energy_error_wrong] | map(. * .) | add | sqrt)
        >= (.energy_wrong - .energy | fabs))] | length | "\(.) of \($both | length)")]
| join("|")
