# What the filters of the report have: text that is not markup, and tables, whose columns are named in every cell for a narrow page
def text: if . == null then "" else tostring | @html end;
def lines: split("\n") | map(select(. != ""));
def number: if . == null then "-" elif . == 0 then "0" else (fabs | log10 | floor) as $m | (pow(10; 2 - $m)) as $p | . * $p | round / $p | tostring end;
def line($heads; $class): [., $heads] | transpose
  | "<tr\(if $class then " class=\"\($class)\"" else "" end)>" + (map("<td data-head=\"\(.[1] | text)\">\(.[0] // "-" | text)</td>") | join("")) + "</tr>";
def table($heads; body): "<table><thead><tr>\($heads | map("<th scope=\"col\">\(text)</th>") | join(""))</tr></thead><tbody>", body, "</tbody></table>";
def count($one; $more): "\(length) \(if length == 1 then $one else $more end)";
# The words of report-words.tsv: of each figure its title, what is shown, and how it is read
def words: lines | map(select(startswith("#") | not) | split("\t") | {key: .[0], value: {title: .[1], shown: .[2], read: .[3]}}) | from_entries;
def title_of($words; $name): $words[$name].title // $name;
