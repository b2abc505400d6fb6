# The figures that are not there
include "html";
def to_type: "\($call) \(.)\($with)";
($words | words) as $words | ($missing | split(" ") | map(select(. != ""))) as $missing | ($lacking | split(" ") | map(select(. != ""))) as $lacking
| (if $missing == [] then "<p>No figure is missing that this profile can have.</p>"
   else "<h3>Not there yet</h3>", "<ul>", ($missing[] | "<li>\(title_of($words; .) | text): <code>\(to_type | text)</code> draws it.</li>"), "</ul>" end),
  (if $lacking == [] then empty else "<p>The profile does not have what these need: \($lacking | map(title_of($words; .)) | join("; ") | text).</p>" end)
