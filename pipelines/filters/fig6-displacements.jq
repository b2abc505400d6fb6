# Delta(tw, tw + tau) of Fig. 6 from averages over glasses: a block per state point and tw, tau ascending.
["phi", "temperature", "tw", "tau", "delta", "delta_error", "glasses"] as $columns
| title($columns), (group_by([.phi, .temperature])[] | group_by(.tw)[] | (sort_by(.tau)[] | cells($columns)), "", "")
