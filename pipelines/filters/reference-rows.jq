# The rows of a reference, from files one after another: first what run they are of ($profile, $version, $commit, and $parameters, its profile), then each with
# the product that it is of, from $root on. Left out are lists of single glasses, and F_s(t), which no figure draws.
{reference: "wca", profile: $profile, seed: $parameters[0].seed, version: $version, commit: $commit, parameters: ($parameters[0] | plain | tojson)} | row,
(inputs
 | select((has("fs") and (has("tau_alpha") | not)) | not)
 | {of: (input_filename | ltrimstr($root + "/"))} + with_entries(select((.value | type) != "array" or (.key | endswith("_of_glasses") or . == "glass_numbers" | not)))
 | row)
