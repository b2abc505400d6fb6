# The quantities of a packed run that have an error, or could have one: a row each, with where they belong (`set`), what tells them from others (`state`), value and error,
# from how many samples the error comes, and the sizes that decide what is found (`sizes`), in the words of its profile. Susceptibilities are ratios of variances, which
# scatter by factors: `by_ratio`.
#
# Numbers of statements and averages of tables alike. What a reader of the paper would compare is there; lists are not, nor single certificates.
def set_of: if test("^claims/(numbers|landscape)-") then "one glass"
    elif test("^claims/aging-") then ltrimstr("claims/aging-") | rtrimstr(".jsonl") # which are basins or aging
    elif test("^(claims/)?(aging|basins)[/.]") then ltrimstr("claims/") | if startswith("aging") then "aging" else "basins" end
    elif test("^landscapes/") then "many glasses" elif test("^fig1/random") then "random packings" elif test("^(liquids|fig1)/|^claims/diagram") then "liquids"
    elif test("^jamming/") then "jamming" elif test("^fig2/") then "basins" else null end;
def known: with_entries(select(.value != null));
def sizes_of($set; $quantity; $row; $profile):
    ($row | {potential: (.potential // "wca")})
    + if $set == "one glass" then ($profile.glasses // [] | map(select(.phi == $row.phi or .phi == $row.glass_phi))[0] // {}) as $glass
        | {seed: $profile.seed, particles: $profile.particles, clones: $row.clones, tw: $profile.fig7.tw, quench: $glass.quench}
          + if $quantity | IN("energy_shift", "distance_ratio") then {quench_again: $glass.quench_again} else {} end
      elif $set == "many glasses" then ($profile.landscapes // [] | map(select((.phi == $row.phi or .phi == $row.glass_phi)
            and (.temperature == $row.temperature or .temperature == $row.glass_temperature)))[0] // {} | {particles, clones, tw, quench})
      elif $set | IN("basins", "aging") then $profile[$set] as $sizes
        | {particles: $sizes.particles, diameters: $sizes.diameters}
          + if $row | has("quantity") then {clones: $sizes.clones, tw: $row.tw, tau: $row.tau} else {} end
          + if $quantity | IN("chi_ab", "chi_ab_thermal", "chi_ab_equal_polydispersity") then {glasses: $row.glasses, clones: $sizes.clones} else {} end
      elif $set == "liquids" then {particles: $profile.liquids.particles}
          + if $quantity == "coldest_of_T_d" then ($profile.diagram // [] | map(select(.phi == $row.phi))[0] // {} | {swap_time, swap_temperatures: (.swap_temperatures | tojson)}) else {} end
      elif $set == "random packings" then {particles: $profile.liquids.particles, densities: ($profile.random_packings.densities | tojson)}
      else ($profile.jamming // {}) + ($profile.basins // {} | {particles, diameters}) end
    | known;
def samples_of($quantity): (.[$quantity + "_glasses"] // .glasses) as $glasses
    | if $glasses == null then .clones elif $glasses == 1 then .clones else $glasses end;

(.[0].parameters | fromjson) as $profile
| .[1:][] | (.of | set_of) as $set | select($set != null) | . as $row
| ($row | {phi, density, glass_phi, glass_density, temperature, glass_temperature, glass, tau, lag, tw, wavenumber, ratio, chi_tw} | known) as $state
| if has("quantity") then
    # (times of a comparison are sizes, and no state)
    {set: $set, statement: true, quantity, state: ($state | del(.tw, .tau) | known), value, error, reason, samples: samples_of(""), by_ratio: (.variances == "own")}
  elif has("passed") then empty
  else (keys_unsorted[] | select(. + "_error" | in($row))) as $quantity
    | select([$row[$quantity], $row[$quantity + "_error"]] | all(. == null or type == "number"))
    | {set: $set, quantity: $quantity, state: $state, value: $row[$quantity], error: $row[$quantity + "_error"],
       reason: ($row[$quantity + "_reason"] // $row[$quantity + "_error_reason"]), samples: samples_of($quantity),
       by_ratio: ($quantity | startswith("chi_ab"))}
  end
| .sizes = sizes_of($set; .quantity; $row; $profile) | row
