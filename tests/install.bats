#!/usr/bin/env bats
# What make install puts where, and what it does there: for all users, in any folder, until make uninstall. Manual pages and completions.

load helper

setup_file() {
    cd "$BATS_TEST_DIRNAME/.." || return
    umask 077 # as of an administrator who is careful
    make install DESTDIR="$BATS_FILE_TMPDIR/root" PREFIX=/opt/wca
}

setup() {
    prefix=$BATS_FILE_TMPDIR/root/opt/wca
    share=$prefix/share
    cd "$BATS_TEST_TMPDIR" || return
}

@test "what is installed is for all users to read, and programs to run" {
    run find "$prefix" -type d ! -perm 755 -o -type f ! -perm 644 ! -perm 755
    assert_output ''
    run find "$prefix/bin" -type f ! -perm 755
    assert_output ''
    assert_equal "$(ls "$prefix/bin")" "$({ programs; echo wca-make; } | sort)"
    for program in "$prefix"/bin/*; do
        assert_file_exists "$share/man/man1/${program##*/}.1"
    done
}

@test "an installed program says its commit, one that is built does not: no commit makes a product stale" {
    echo 0123abc >"$share/wca/commit"
    run "$prefix/bin/wca-md" --version
    assert_line --index 0 --regexp '^wca-md \(wca\) [0-9.]+, commit 0123abc$'
    run "$prefix/bin/wca-make" --version
    assert_line --index 0 --regexp '^wca-make \(wca\) [0-9.]+, commit 0123abc$'
    run wca-md --version
    assert_line --index 0 --regexp '^wca-md \(wca\) [0-9.]+$'
    cmp "$prefix/bin/wca-md" "$(type -P wca-md)"
}

@test "wca-make draws Fig. 7 in any folder, and does it once" {
    mkdir -p 'a folder/my' && cd 'a folder'
    printf '%s\n' 'particles: 100' 'seed: 1' 'decays: 10' 'fig7: {clones: 2, tw: 1, walked: 1}' 'glasses:' \
        '  - {phi: 0.95, temperature: 0.16, equilibration: 1, decays: 10, quench: 0.005, quench_again: 0.01, prerelax: none}' >my/mine.yaml
    run "$prefix/bin/wca-make" fig7 PROFILES=my PROFILE=mine
    assert_success
    assert_output --partial 'fig7 is drawn: out/mine/fig7.pdf, .png and .svg'
    for format in pdf png svg; do assert_file_exists out/mine/fig7.$format; done
    run "$prefix/bin/wca-make" --silent fig7 PROFILES=my PROFILE=mine
    assert_output 'fig7 is up to date: out/mine/fig7.pdf, .png and .svg'
    run "$prefix/bin/wca-make" --silent report PROFILES=my PROFILE=mine
    assert_output 'the report is written: out/mine/index.html'
    grep -q '<figure id="fig7">' out/mine/index.html
    grep -qF '<code>wca-make fig7-tree PROFILE=mine PROFILES=my</code> draws it' out/mine/index.html
    run ls -A
    assert_output $'my\nout'
    # by the same recipes as in the folder of the project
    recipe=$(<out/mine/fig7.pdf.recipe)
    assert_regex "$recipe" '^pipelines/stages/draw script=plots/fig7.gp '
}

@test "wca-make writes a profile of one's own into a folder of one's own, and takes it from there" {
    run "$prefix/bin/wca-make" new-profile NAME=mine PHI=0.97 TEMPERATURE=0.2
    assert_failure
    assert_line 'wca-make new-profile: expected a folder for your own profiles, found none: wca-make new-profile NAME=mine PHI=0.97 TEMPERATURE=0.2 PROFILES=my'
    assert_not_exists "$prefix/share/wca/pipelines/profiles/mine.yaml"
    run "$prefix/bin/wca-make" new-profile NAME=mine PHI=0.97 TEMPERATURE=0.2 PROFILES=my
    assert_output 'my/mine.yaml: wca-make fig7 PROFILE=mine PROFILES=my draws its Fig. 7; edit it first, if you like'
    assert_equal "$(ls -A)" my
    run "$prefix/bin/wca-make" --dry-run fig7 PROFILES=my PROFILE=mine
    assert_success
    assert_line --regexp 'stages/equilibrate .* temperature=0.2 time=2000 decays=10 .* --phi 0.97$'
}

@test "wca-make lists what it makes, and makes nothing of what is for the folder of the project" {
    run "$prefix/bin/wca-make"
    assert_success
    assert_line --regexp '^  fig7 '
    assert_line --regexp '^  quick '
    refute_line --regexp '^  (check|clean|install) '
    touch "$prefix/bin/keep"
    for goal in clean check install deps; do
        run "$prefix/bin/wca-make" $goal
        assert_equal "$status" 2
    done
    assert_file_exists "$prefix/bin/keep"
    rm "$prefix/bin/keep"
    run "$BATS_TEST_DIRNAME/../tools/wca-make" fig7
    assert_equal "$status" 66
    assert_output --regexp '^wca-make: expected the pipelines in .*, found none: .* here, call make$'
    run make -f "$BATS_TEST_DIRNAME/../Makefile" fig7
    assert_equal "$status" 2
    assert_output --partial 'please call make in the folder of its Makefile'
}

@test "make uninstall removes what make install wrote, and no more" {
    cp -a "$BATS_FILE_TMPDIR/root" copy
    mkdir -p copy/opt/wca/share/man/man1
    touch copy/opt/wca/bin/other copy/opt/wca/share/man/man1/other.1
    make -C "$BATS_TEST_DIRNAME/.." uninstall DESTDIR="$PWD/copy" PREFIX=/opt/wca
    assert_equal "$(find copy -type f | sort)" "$(printf '%s\n' copy/opt/wca/{bin/other,share/man/man1/other.1})"
}

@test "manual pages are without a complaint of mandoc, and have their sections" {
    run mandoc -T lint -W warning "$share"/man/man?/*
    assert_success
    assert_output ''
    for page in "$share"/man/man1/*; do
        for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' ENVIRONMENT FILES EXAMPLES 'SEE ALSO'; do
            grep -qE "^\.SH \"?$section\"?$" "$page" || fail "$page lacks $section"
        done
    done
    # what a page names is there
    local name
    while read -r name; do
        assert_file_exists "$share/man/man${name##*.}/$name"
    done < <(grep -ohE '^\.(BR|Xr) wca[a-z\\-]* *\(?[157]' "$share"/man/man?/* | sed -E 's/^\.(BR|Xr) //; s/\\//g; s/ *\(?([157])$/.\1/' | sort -u)
}

@test "an example of two lines is two lines of its page, as of --help, where none is folded" {
    run bash -c "mandoc -T utf8 '$share/man/man1/wca-saddle.1' | sed 's/.\x08//g'"
    assert_line --regexp '^ +wca-saddle --sides sides.xyz saddles.xyz -o saddles.jsonl$'
    assert_line --regexp '^ +wca-min --method descent sides.xyz -o minima.xyz$'
    for program in $(programs); do
        run diff <("$program" --help | sed -n '/^Example/,$p' | grep '^ ') <(ARGP_HELP_FMT=rmargin=4000 "$program" --help | sed -n '/^Example/,$p' | grep '^ ')
        assert_output ''
    done
}

@test "wca-profile(5) has every key of the schema, and wca-rows(5) and wca-frames(5) what programs write" {
    local key schema=$BATS_TEST_DIRNAME/../pipelines/profiles/schema.yaml
    assert_equal "$(grep -c '^\.It Cm [a-z]' "$share/man/man5/wca-profile.5")" "$(grep -cE '^ *(- )?[a-z_0-9]+:|^ *- \{type' "$schema")"
    without_overlaps 60 0.95 --seed 3 | wca-swap -q --temperature 0.3 --time 2 --certificate certificate.jsonl --decays 10 --log log.jsonl -o glass.xyz
    wca-clone --clones 3 glass.xyz | wca-md -q --temperature 0.005 --times 0,1 -o run.xyz
    wca-select --tw 1 run.xyz | wca-min -q --forces -o minima.xyz
    wca-neb -q --saddles saddles.xyz minima.xyz -o pairs.jsonl
    {
        cat certificate.jsonl log.jsonl pairs.jsonl
        wca-minima minima.xyz
        wca-saddle -q saddles.xyz
        wca-cluster --key barrier pairs.jsonl
        wca-select --position 0,1 minima.xyz | wca-diff
        wca-chi --tw 0 --lag 1 run.xyz
        wca-msd --tw 0 --tau 1 run.xyz
        wca-fskt --tau 1 run.xyz
    } >rows.jsonl
    run jq -rs 'map(keys_unsorted) | add | unique[] | select(test("^sum_|_error$|_reason$") | not)' rows.jsonl
    [[ ${#lines[@]} -gt 50 ]]
    for key in "${lines[@]}"; do
        grep -qw "$key" "$share/man/man5/wca-rows.5" || fail "wca-rows(5) lacks $key"
    done
    run bash -c "grep -h Lattice= glass.xyz run.xyz minima.xyz | grep -oE '[A-Za-z_]+=' | sort -u"
    [[ ${#lines[@]} -gt 12 ]]
    for key in "${lines[@]}"; do
        grep -qw "${key%=}" "$share/man/man5/wca-frames.5" || fail "wca-frames(5) lacks $key"
    done
}

# completed WORD...: what bash completes at the end of these words, in lines
completed() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "_${1//-/_}" "$1" "${@: -1}" "${@: -2:1}"
    printf '%s\n' "${COMPREPLY[@]}"
}

@test "bash completes options, their choices, files, and goals and profiles of wca-make" {
    local program
    for program in "$share"/bash-completion/completions/*; do
        # shellcheck disable=SC1090
        source "$program"
    done
    PATH=$prefix/bin:$PATH
    touch minima.xyz
    assert_equal "$(completed wca-min --me)" '--method='
    assert_equal "$(completed wca-min --method = c)" cg
    assert_equal "$(completed wca-min --method '=' | tr '\n' ' ')" 'cg fire lbfgs descent '
    assert_equal "$(completed wca-min --tolerance = '')" ''
    assert_equal "$(completed wca-min -o min)" minima.xyz
    assert_equal "$(completed wca-min min)" minima.xyz
    assert_equal "$(completed wca-make fig7-t)" fig7-tree
    assert_equal "$(completed wca-make PROFILE = sm)" smoke
    for program in $(programs); do
        run bash -c "$program --help | grep -oE '^  (    |-., )--[a-z-]+' | sed 's/.*--//' | sort"
        assert_equal "$(completed "$program" -- | sed 's/=$//; s/^--//' | sort)" "$output"
    done
}

@test "zsh and fish read their completions" {
    local shell
    for shell in zsh fish; do
        type -P $shell >/dev/null || skip "there is no $shell"
    done
    local file
    for file in "$share"/zsh/site-functions/_wca-*; do run "zsh" -n "$file" && assert_output ''; done
    for file in "$share"/fish/vendor_completions.d/*; do run "fish" --no-execute "$file" && assert_output ''; done
    run "fish" --no-config --command "source $share/fish/vendor_completions.d/wca-min.fish; complete --do-complete 'wca-min --method='"
    assert_line --partial descent
}
