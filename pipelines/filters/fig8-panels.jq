# What the panels of Fig. 8 say: a row of the table for each.
["panel", "glass_phi", "glass_density", "kind", "height", "a", "b", "participation", "barrier", "distance", "reason"],
(.[] | [.panel, .glass_phi // "NaN", .glass_density // "NaN", .kind, .height, .a // "-", .b // "-", .participation // "NaN", .barrier // "NaN", .distance // "NaN", .reason // "-"])
| tsv
