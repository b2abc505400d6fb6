#!/usr/bin/env bats
# The page of make report: what is in it and what it says is missing, from made products; that it is text and not markup; and what a browser sees of it.

load helper

# A profile, and products of it that are made by hand, with signs of markup wherever there is text
setup_file() {
    cd "$BATS_TEST_DIRNAME/.." || return
    export OUT=$BATS_FILE_TMPDIR/out PROFILES=$BATS_FILE_TMPDIR/profiles PROFILE=made RUN=''
    mkdir -p "$PROFILES" "$OUT/made/glasses/"{0.95-0.16-{1,2},'0.92-0.1-1-from-a+<b>&c.xyz'}
    printf '%s\n' '# a <b>bold</b> profile & "more"' 'particles: 100' 'seed: 4711' 'decays: 10' 'fig7: {clones: 3, tw: 1, walked: 1}' 'glasses:' \
        '  - {phi: 0.95, temperature: 0.16, equilibration: 1, quench: 0.005}' >"$PROFILES/made.yaml"
    cd "$OUT/made" || return
    local name
    for name in fig3 fig7-tree-untangled 'a<i>&c'; do
        gnuplot -e "set terminal svg size 300,200 dynamic; set output '$name.svg'; plot x with points title '<u>\"&of $name'"
    done
    touch fig3.pdf
    {
        echo '{"figure":"7","phi":0.95,"claim":"Barriers are <b>low</b> & few","quantity_words":"V_AB","value":0.012345,"error":0.001,"at_least":0.01,"verdict":"holds","reason":null}'
        echo '{"figure":"7","phi":0.95,"minus_phi":1.1,"claim":"second","quantity_words":"q","value":7,"error":null,"at_most":5,"verdict":"does not hold","reason":null}'
        echo '{"figure":"8","phi":0.85,"claim":"third","quantity_words":"q","value":null,"error":null,"at_least":1,"at_most":2,"verdict":"cannot tell","reason":"3 clones < 10"}'
        echo '{"figure":"8","phi":0.85,"claim":"fourth","quantity_words":"q","value":1,"error":2,"at_least":1,"verdict":"cannot tell","reason":"too few"}'
    } >claims-landscape.jsonl
    echo '{"phi":0.95,"temperature":0.16,"particles":100,"diameters":"random","decay_time":2.5,"time":50,"decays":20,"equilibrium":true}' >glasses/0.95-0.16-1/certificate.jsonl
    echo '{"phi":0.95,"temperature":0.16,"particles":100,"diameters":"random","decay_time":null,"time":80,"decays":null,"equilibrium":false,"reason":"F_s <did> not decay"}' \
        >glasses/0.95-0.16-2/certificate.jsonl
    touch glasses/{0.95-0.16-1,'0.92-0.1-1-from-a+<b>&c.xyz'}/equilibrated.xyz
    printf '%s\n' $'5400.000000\tjob equilibrate\tglasses/1' $'1800.500000\tjob equilibrate\tglasses/2' $'0.250000\tproduct table\tt<.tsv' $'0.2' >hours.log
    cd - || return
    make report
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
    page=$OUT/made/index.html
}

@test "each figure that is there is in the page, with two sentences, and those that are not are named" {
    local name
    for name in fig3 fig7-tree-untangled 'a&lt;i&gt;&amp;c'; do
        assert_equal "$(grep -c "<figure id=\"$name\">" "$page")" 1
        assert_equal "$(grep -c "<li><a href=\"#$name\">" "$page")" 1
    done
    assert_equal "$(grep -c '<svg' "$page")" 3
    assert_equal "$(grep -c '</svg>' "$page")" 3
    grep -qF "$(awk -F '\t' '$1 == "fig3" { print $3 " " $4 }' pipelines/report-words.tsv)" "$page"
    grep -q 'Also there: fig3.pdf[.]' "$page"
    # what the profile can have, and what it lacks sections for
    grep -qF "<code>make fig7</code> draws it" "$page"
    run grep -c '<code>make fig[1-6]' "$page"
    assert_output 0
    grep -qF 'The profile does not have what these need: Fig. 1:' "$page"
    # it is said of what is there and was not drawn from this profile
    assert_equal "$(grep -c 'The profile has no longer what fig3 needs' "$page")" 1
    assert_equal "$(grep -c 'It is out of date: .* make fig7-tree makes it anew' "$page")" 1
}

@test "every figure that make can draw has its words: a title, what is shown, and how it is read" {
    local goal
    run awk -F '\t' '!/^#/ && (NF != 4 || $3 !~ /[.]$/ || $4 !~ /[.]$/ || $2 ~ /[.]$/)' pipelines/report-words.tsv
    assert_output ''
    run sed -nE 's/^([a-z][a-z0-9-]*):.*call images,.*##.*/\1/p' pipelines/*.mk
    [[ ${#lines[@]} -gt 14 ]]
    for goal in "${lines[@]}"; do
        grep -q "^$goal"$'\t' pipelines/report-words.tsv || fail "report-words.tsv lacks $goal"
    done
}

@test "statements are counted as in their rows, with numbers, verdicts and reasons; all of them where there are all" {
    grep -qF '4 statements: 2 cannot tell, 1 does not hold, 1 holds.' "$page"
    assert_equal "$(grep -c '<tr class="unknown">' "$page") $(grep -c '<tr class="fails">' "$page") $(grep -c '<tr class="holds">' "$page")" '2 1 1'
    grep -q '<tr class="holds">.*>0.0123 ± 0.001</td><td data-head="Asked">at least 0.01<' "$page"
    grep -q '<tr class="fails">.*>0.95 less 1.1<.*>7</td><td data-head="Asked">at most 5<' "$page"
    grep -q '<tr class="unknown">.*>-</td><td data-head="Asked">1 to 2</td><td data-head="Why not">3 clones &lt; 10<' "$page"
    grep -qF '<code>make claims</code> makes all' "$page"
    cp -a "$OUT" "$BATS_TEST_TMPDIR/out"
    head -n 1 "$OUT/made/claims-landscape.jsonl" >"$BATS_TEST_TMPDIR/out/made/claims.jsonl"
    make report OUT="$BATS_TEST_TMPDIR/out"
    grep -qF '1 statements: 1 holds.' "$BATS_TEST_TMPDIR/out/made/index.html"
}

@test "certificates, parameters, versions, the seed and hours are there" {
    grep -q '>phi = 0.95, T = 0.16</td>.*>2 of 100 particles, diameters random<.*>1 of 2<.*>20<.*>2.5<.*>80<.*>F_s &lt;did&gt; not decay<' "$page"
    grep -qF '0.92-0.1-1: taken from a/&lt;b&gt;&amp;c.xyz, without a certificate of equilibrium.' "$page"
    grep -q '<td data-head="particles">100</td><td data-head="seed">4711</td>' "$page"
    grep -q '<td data-head="quench">0.005</td><td data-head="quench_again">0.01</td><td data-head="prerelax">none<' "$page"
    grep -qF "<li>$(wca-params --version | head -n 1)</li>" "$page"
    grep -qF 'The seed is 4711.' "$page"
    grep -qF '3 jobs in all took 2 h' "$page"
    grep -q '>equilibrate</td><td data-head="Kind">expensive</td><td data-head="Jobs">2</td><td data-head="Together">2 h</td><td data-head="Each">1 h</td><td data-head="Longest">1.5 h<' "$page"
}

@test "text is text, ids are there once, and nothing refers to anything outside the page" {
    grep -qF 'a &lt;b&gt;bold&lt;/b&gt; profile &amp; &quot;more&quot;' "$page"
    grep -qF 'Barriers are &lt;b&gt;low&lt;/b&gt; &amp; few' "$page"
    run grep -cE '<(b|i|u|did)>' "$page"
    assert_output 0
    run bash -c "grep -oE '\\bid=[\"'\\''][^\"'\\'']*' '$page' | sort | uniq -d"
    assert_output ''
    run bash -c "grep -oE '(src|href)=[\"'\\''][^#\"'\\''][^\"'\\'']*|url\([^#)]*\)|@import|<script|<iframe|<object' '$page' | grep -v 'href=\"data:,'"
    assert_output ''
    # what is referred to is there
    local name
    while read -r name; do
        grep -qE "\bid=[\"']${name}[\"']" "$page" || fail "nothing has the id $name"
    done < <(grep -oE "(href=[\"']|url\()#[^\"')]*" "$page" | sed 's/.*#//' | sort -u)
}

@test "an empty folder has a page that says what is missing; make -n report writes nothing, and a page is whole or not there" {
    local own=$BATS_TEST_TMPDIR/out
    OUT=$own run make -n report
    assert_success
    assert_not_exists "$own"
    OUT=$own make report
    for words in 'No figure is there yet.' 'No glass has a certificate yet.' 'No hours are written down here' 'Nothing was asked yet: <code>make claims</code>'; do
        grep -qF "$words" "$own/made/index.html" || fail "the page does not say $words"
    done
    cp "$own/made/index.html" "$BATS_TEST_TMPDIR/before"
    echo '{"claim": "cut' >"$own/made/claims.jsonl"
    OUT=$own run make report
    assert_failure
    cmp "$own/made/index.html" "$BATS_TEST_TMPDIR/before"
    assert_equal "$(find "$own/made" -name '.index.html*')" ''
}

@test "make report with figures waits for them, and says which are out of date" {
    local own=$BATS_TEST_TMPDIR/out
    mkdir "$BATS_TEST_TMPDIR/profiles"
    sed 's/4711/4/' "$BATS_FILE_TMPDIR/profiles/made.yaml" >"$BATS_TEST_TMPDIR/profiles/made.yaml"
    OUT=$own PROFILES=$BATS_TEST_TMPDIR/profiles run make report fig7
    assert_success
    assert_line --index -1 "the report is written: $own/made/index.html"
    grep -q '<figure id="fig7">' "$own/made/index.html"
    grep -q '<td data-head="Stage or program">equilibrate</td>' "$own/made/index.html"
    run grep -c 'out of date' "$own/made/index.html"
    assert_output 0
    sed -i 's/tw: 1/tw: 2/' "$BATS_TEST_TMPDIR/profiles/made.yaml"
    OUT=$own PROFILES=$BATS_TEST_TMPDIR/profiles make report
    grep -q 'It is out of date: .* make fig7 makes it anew' "$own/made/index.html"
}

# seen PAGE: what a browser sees of it in frames 360 and 1200 wide: a line for each, with the widths of frame and page, and width and height of each figure;
# into the file console what it says there, into left the addresses that the page asks for
seen() {
    cat >frames.html <<END
<!DOCTYPE html><meta charset="utf-8"><title>frames</title>
<iframe style="width: 360px; height: 800px; border: 0" src="$1"></iframe><iframe style="width: 1200px; height: 800px; border: 0" src="$1"></iframe><pre id="sizes"></pre>
<script>
addEventListener("load", () => {
    for (const frame of document.querySelectorAll("iframe")) {
        const page = frame.contentDocument, words = [frame.contentWindow.innerWidth, page.documentElement.scrollWidth];
        for (const box of page.querySelectorAll("svg, .drawing")) words.push(Math.round(box.getBoundingClientRect().width), Math.round(box.getBoundingClientRect().height));
        document.getElementById("sizes").append("sizes " + words.join(" ") + "\n");
    }
});
</script>
END
    HOME=$BATS_TEST_TMPDIR timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --allow-file-access-from-files --user-data-dir="$BATS_TEST_TMPDIR/browser" --enable-logging=stderr \
        --log-net-log="$BATS_TEST_TMPDIR/net.json" --window-size=1600,1000 --dump-dom "file://$PWD/frames.html" 2>stderr | grep -oE 'sizes [0-9 ]+'
    grep -F CONSOLE stderr >console || true
    # what a page asks for has an origin, what the browser asks for by itself has none
    jq -r '.events[].params | select(.url? and (.initiator // "not an origin" | . != "not an origin")) | .url' net.json | grep -v '^\(file\|data\):' >left || true
}

@test "a browser shows every figure, on a phone and on a screen, says nothing on its console, and asks for nothing elsewhere" {
    command -v chromium >/dev/null || skip "there is no chromium: make browser-deps installs it"
    cd "$BATS_TEST_TMPDIR"
    # of a page that asks for something and complains all this is seen
    echo '<!DOCTYPE html><title>x</title><div style="width: 900px">x</div><img alt="" src="http://127.0.0.1:9/gone.png"><script>console.error("heard")</script>' >other.html
    run seen other.html
    assert_line --regexp '^sizes 360 9[0-9][0-9]$'
    grep -q heard console
    grep -qF http://127.0.0.1:9/gone.png left

    cp "$page" page.html
    run seen page.html
    assert_equal "${#lines[@]}" 2
    assert_line --regexp '^sizes 360 360( [1-9][0-9]{2,} [1-9][0-9]+){6}$'
    assert_line --regexp '^sizes 1200 1200( [1-9][0-9]{2,} [1-9][0-9]+){6}$'
    assert_equal "$(cat console left)" ''
}
