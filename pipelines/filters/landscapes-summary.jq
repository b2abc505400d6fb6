# What many glasses at a state point have in the mean, with its error, and how many of these lie below what the paper's glass has (as it can be read
# off Fig. 7): from the row of the average and the table of the glasses. An energy is per particle; what grows with the number of particles is
# compared where that is the paper's. What is largest, or lowest, is so over so many clones after such a time, here ($tw) and in the paper.
def lines: split("\n") | map(select(. != "" and (startswith("#") | not)) | split("\t"));
($glasses | split("\n")[0] | ltrimstr("# ") | split("\t")) as $names
| ($glasses | lines | map([$names, map(if . == "NaN" then null else tonumber end)] | transpose | map({key: .[0], value: .[1]}) | from_entries)) as $each
| .[0] as $average
| ($claims[0].paper[] | select(.phi == $average.glass_phi)) // null | . as $paper
| ["quantity", "phi", "temperature", "mean", "error", "glasses", "paper", "paper_high", "glasses_below_the_paper's", "clones", "tw", "paper_clones", "paper_tw"] as $columns
| def line($quantity; $scale; $value; $high):
      (if $value == null or ($scale == null and $particles != $paper.particles) then null else $value end) as $shown
      | {$quantity, phi: ($average.glass_phi // $average.glass_density), temperature: $average.glass_temperature,
         mean: ($average[$quantity] | if . == null then . else . / ($scale // 1) end),
         error: ($average[$quantity + "_error"] | if . == null then . else . / ($scale // 1) end),
         glasses: $average[$quantity + "_glasses"], paper: $shown, paper_high: (if $shown == null then null else $high end),
         "glasses_below_the_paper's": (if $shown == null then null
             else $each | map(select(.glass | IN($average.glass_numbers[])) | .[$quantity] | select(. != null) | . / ($scale // 1) | select(. < $shown)) | length end)}
      + (if $shown == null then {} else {clones: $average.clones, $tw, paper_clones: $paper.clones, paper_tw: $paper.tw} end)
      | cells($columns);
  title($columns),
  line("energy_lowest"; $particles; $paper.energy[0]; $paper.energy[1]),
  line("energy_highest"; $particles; $paper.energy[1]; null),
  line("largest_distance"; 1; $paper.largest_distance; null),
  line("largest_participation"; null; $paper.largest_participation; null),
  line("largest_barrier"; 1; $paper.largest_barrier; null),
  (("minima_per_clone", "shared", "localized", "collective", "localized_below_median", "localized_above_median",
    "collective_below_median", "collective_above_median") | line(.; 1; null; null))
