# What was found on the saddles of a glass: a line
if . == [] then empty else
    def count(f): map(select(f)) | length;
    [.[0].glass_phi, length, (map(.bands) | add), count(.converged), count(.negative_modes == 1), count(.negative_modes > 1),
     count(.connects), count((.connects | not) and ([.minimum_down, .minimum_up] - ([.minimum_down, .minimum_up] - [.a, .b]) | length > 0)),
     count([.minimum_down, .minimum_up] - [.a, .b] | length == 2), (map(.max_force) | max | . * 1e10 | round / 1e10)] | tsv end
