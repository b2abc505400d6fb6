# The words of a figure, before its drawing
include "html";
($words | words) as $words | title_of($words; $name) as $title
| "<figure id=\"\($name | text)\">",
  "<figcaption><h3>\($title | text)</h3>",
  "<p>\(if $words[$name] then $words[$name] | "\(.shown) \(.read)" | text else "A figure that is here besides those of the paper; what it shows is said where it is made." end)</p>",
  (if $said == "" then empty else "<p class=\"warning\">\($said | text)</p>" end),
  (if $also == "" then empty else "<p class=\"files\">Also there: \($also | lines | join(", ") | text).</p>" end),
  "</figcaption>",
  "<div class=\"drawing\" role=\"img\" tabindex=\"0\" aria-label=\"\($title | text)\" style=\"--width: \($width | tonumber? // 800)px\">"
