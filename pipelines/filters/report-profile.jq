# The parameters of the profile: numbers by themselves, and a table for each section
include "html";
def value: if type == "array" then map(value) | join(if any(.[]; contains("=")) then "; " else ", " end)
  elif type == "object" then to_entries | map("\(.key) = \(.value | value)") | join(", ") else tostring end;
def section($name; $rows): ($rows | map(keys_unsorted) | add | reduce .[] as $key ([]; if index([$key]) then . else . + [$key] end)) as $keys
  | "<h3>\($name | text)</h3>", table($keys; $rows[] | [.[$keys[]] | if . == null then "-" else value end] | line($keys; null));
def is_table: type == "object" or (type == "array" and (.[0] | type) == "object");
plain
| "<section id=\"parameters\">", "<h2>Parameters</h2>",
  "<p>The profile \($profile | text), with what it includes and what has a default; wca-profile(5) says what the keys mean.</p>",
  (with_entries(select(.value | is_table | not)) | if . == {} then empty else section("of all glasses"; [.]) end),
  (to_entries[] | select(.value | is_table) | section(.key; if .value | type == "array" then .value else [.value] end)),
  "</section>"
