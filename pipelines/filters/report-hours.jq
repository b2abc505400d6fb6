# What each kind of job took, from hours.log: seconds, kind, product; and the end of the page
include "html";
def time: if . < 60 then "\(. * 100 | round / 100) s" elif . < 3600 then "\(. / 6 | round / 10) min" else "\(. / 360 | round / 10) h" end;
["Stage or program", "Kind", "Jobs", "Together", "Each", "Longest"] as $heads
| [lines[] | capture("^(?<time>[0-9]+[.][0-9]+)\t(?<kind>[a-z]+) (?<name>[^\t]*)\t") | .time |= tonumber] as $jobs
| "<section id=\"hours\">", "<h2>Hours</h2>",
  (if $jobs == [] then "<p>No hours are written down here: hours.log comes with the first run.</p>"
   else "<p>\($jobs | count("job"; "jobs")) in all took \($jobs | map(.time) | add | time), one after another, in all runs so far; several run at once.</p>",
     table($heads; $jobs | group_by([.kind, .name]) | sort_by(-(map(.time) | add))[]
       | [.[0].name, (if .[0].kind == "job" then "expensive" else "cheap" end), length, (map(.time) | add | time), (map(.time) | add / length | time), (map(.time) | max | time)]
       | line($heads; null)) end),
  "</section>", "</main>", "</body>", "</html>"
