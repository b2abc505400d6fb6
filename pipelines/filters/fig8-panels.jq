# What the panels of Fig. 8 say: a row of the table for each.
["panel", "glass_phi", "kind", "height", "a", "b", "participation", "barrier", "distance", "reason"],
(.[] | [.panel, .glass_phi, .kind, .height, .a // "-", .b // "-", .participation // "NaN", .barrier // "NaN", .distance // "NaN", .reason // "-"])
| tsv
