# The head of the report: what it is of, and where things are in it
include "html";
($words | words) as $words | ($drawn | lines) as $drawn
| "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">",
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
  "<link rel=\"icon\" href=\"data:,\">",
  "<title>wca: \($profile | text)</title>", "<style>", $style + "</style>", "</head>", "<body>", "<header>",
  "<h1>The profile \($profile | text)</h1>",
  (if $about == "" then empty else "<p>\($about | text)</p>" end),
  "<p>\($versions[0] | text); seed \($parameters[0].seed // "of each stream" | text); written on \($date | text).</p>", "</header>",
  "<nav>", "<ul>", ($drawn[] | "<li><a href=\"#\(text)\">\(title_of($words; .) | text)</a></li>"),
  (["statements", "Statements"], ["certificates", "Glasses"], ["parameters", "Parameters"], ["versions", "Versions and seeds"], ["hours", "Hours"]
   | "<li><a href=\"#\(.[0])\">\(.[1])</a></li>"), "</ul>", "</nav>", "<main>",
  "<h2>Figures</h2>",
  (if $drawn == [] then "<p>No figure is there yet.</p>" else empty end)
