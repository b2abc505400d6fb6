# Versions and seeds
include "html";
"<section id=\"versions\">", "<h2>Versions and seeds</h2>", "<ul>", (.[] | "<li>\(text)</li>"), "</ul>",
($parameters[0] | if .seed == null then "<p>The profile has no seed.</p>" else plain
 | "<p>The seed is \(.seed | text). All random numbers follow from it, the number of the glass and what they are for; clones for the claim that the choice of the quench does not matter have \(.seed + 1 | text).</p>" end),
"</section>"
