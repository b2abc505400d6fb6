# Are the glasses in equilibrium? A line for the glasses of a kind, from their certificates; and those that have none
include "html";
def range: map(select(. != null)) | if . == [] then "-" else (min | number) as $low | (max | number) as $high | if $low == $high then $low else "\($low) to \($high)" end end;
["State point", "Glasses", "In equilibrium", "Decay times", "Decay time", "Longest run", "Why not"] as $heads
| plain
| "<section id=\"certificates\">", "<h2>Are the glasses in equilibrium?</h2>",
  (if . == [] then "<p>No glass has a certificate yet.</p>"
   else "<p>Each run of a glass ends with its certificate: for how many decay times of F_s it stayed in equilibrium, or why it is not shown to be.</p>",
     table($heads; group_by([.potential, .phi, .density, .temperature, .particles, .diameters, .wavenumber])[]
       | [(.[0] | (if .potential then "\(.potential), " else "" end) + (if .phi == null then "rho = \(.density)" else "phi = \(.phi)" end) + ", T = \(.temperature)"),
          "\(length) of \(.[0].particles) particles, diameters \(.[0].diameters // "as given")",
          "\(map(select(.equilibrium)) | length) of \(length)", (map(.decays) | range), (map(.decay_time) | range), (map(.time) | max | number),
          (map(select(.equilibrium | not) | .reason) | unique | if . == [] then "-" else (.[:3] | join("; ")) + (if length > 3 then "; and \(length - 3) more" else "" end) end)]
       | line($heads; null)) end),
  (($without | lines)[] | (capture("^(?<glass>.*)-from-(?<file>.*)$") // {glass: .}) as $taken
   | "<p class=\"warning\">\($taken.glass | text): \(if $taken.file then "taken from \($taken.file | gsub("[+]"; "/"))" else "there" end | text), without a certificate of equilibrium.</p>"),
  "</section>"
