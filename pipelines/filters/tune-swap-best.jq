# The best setting of swap Monte Carlo, that by default (blocks of 0.105 and 5 exchanges per particle), and molecular dynamics alone, whose
# time is that of the law (wca-relax --at): how many times faster F_s decays per CPU second
having("computer_temperature")[0] as $law
| having("swaps_per_particle") as $rows
| $rows[0] as {$phi, temperature: $t}
| (if $law.computer_temperature then $t / $law.computer_temperature else null end) as $of_T_d
| ($rows | map(select(.swaps_per_particle == 0))[0].cpu_seconds_per_time) as $cost
| (map(select(has("tau_alpha") and (has("swaps_per_particle") | not)))[0].tau_alpha | if . == null then null else . * $cost end) as $md
| ($rows | map(select(.swaps_per_particle > 0 and .cpu_seconds_per_decay != null))) as $swap
| "# setting\tphi\ttemperature\tof_T_d\tcpu_seconds_per_decay\tfaster_than_md\tremark",
  (["best", "default"][] as $which
   | (if $which == "best" then $swap | min_by(.cpu_seconds_per_decay)
      else $swap | map(select(.md_time == 0.105 and .swaps_per_particle == 5))[0] end)
   | select(.)
   | ["\($which): md_time \(.md_time), \(.swaps_per_particle) per particle", $phi, $t, $of_T_d, .cpu_seconds_per_decay,
      (if $md then $md / .cpu_seconds_per_decay else null end), ""] | tsv),
  (["molecular dynamics, by its law", $phi, $t, $of_T_d, $md, 1,
    (if $law.extrapolated | not then "" elif $law.computer_temperature_error == null then "extrapolated far: T_d has no error" else "extrapolated" end)]
   | tsv)
