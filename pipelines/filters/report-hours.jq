# What each kind of job took, from the jobs of hours.log (report-jobs.jq) and the mean over those of each kind ($means); and the end of the page
include "html";
def time: if . < 60 then "\(. * 100 | round / 100) s" elif . < 3600 then "\(. / 6 | round / 10) min" else "\(. / 360 | round / 10) h" end;
["Stage or program", "Kind", "Jobs", "Together", "Each", "Longest"] as $heads
| . as $jobs
| "<section id=\"hours\">", "<h2>Hours</h2>",
  (if $jobs == [] then "<p>No hours are written down here: hours.log comes with the first run.</p>"
   else "<p>\($jobs | count("job"; "jobs")) in all took \($jobs | map(.seconds) | add | time), one after another, in all runs so far; several run at once.</p>",
     table($heads; $jobs | group_by([.kind, .name]) | sort_by(-(map(.seconds) | add))[]
       | [.[0].name, (if .[0].kind == "job" then "expensive" else "cheap" end), length, (map(.seconds) | add | time), (.[0] as $one | $means[] | select(.kind == $one.kind and .name == $one.name).seconds_mean | time), (map(.seconds) | max | time)]
       | line($heads; null)) end),
  "</section>", "</main>", "</body>", "</html>"
