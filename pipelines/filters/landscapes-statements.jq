# In how many glasses each statement of Figs 7 and 8 on a glass holds (landscapes-counts.jq): a line a statement. The share is that of the glasses in
# which it can be told, with the standard deviation of the share given the counts (wca-compare).
["figure", "phi", "quantity", "holds", "does_not_hold", "cannot_tell", "share", "share_error", "at_least", "at_most", "claim"] as $columns
| title($columns), (.[] | cells($columns))
