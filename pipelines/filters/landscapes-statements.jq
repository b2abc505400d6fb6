# In how many glasses each statement of Figs 7 and 8 on a glass holds (landscapes-counts.jq): a line a statement. Shares are of all glasses: that in which
# it holds, and that in which it may hold, with the standard deviation of a share given the counts (wca-compare).
["figure", "phi", "quantity", "holds", "does_not_hold", "cannot_tell", "share", "share_error", "share_possible", "share_possible_error", "at_least", "at_most", "claim"] as $columns
| title($columns), (.[] | cells($columns))
