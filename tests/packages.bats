#!/usr/bin/env bats
# What scripts and recipes call is in a package that make deps installs, or in every Debian. Elsewhere these tests are skipped.

load helper

setup() {
    command -v dpkg-query >/dev/null || skip "this is not Debian"
    cd "$BATS_TEST_DIRNAME/.." || return
    read -ra packages < <(named packages)
    read -ra lint_packages < <(named lint_packages)
    read -ra slurm_packages < <(named slurm_packages)
    read -ra coverage_packages < <(named coverage_packages)
}

# named VARIABLE: what a variable of the Makefile holds
named() { make --silent --eval "show: ; @echo \$($1)" show; }

# words [installed]: what stands where a command does in the scripts and recipes, or in those that are installed, and some words more: at the start of a
# line, or after what separates commands or runs one. Text between single quotes, comments and names of variables are left out, and of makefiles all but recipes
# and $(shell). (tests/check-* say themselves what they lack.)
words() {
    local files=(.ci/run tests/*.bash tests/*.bats) folders=(pipelines tests) makefiles=(Makefile)
    [[ -z ${1-} ]] || files=(tools/wca-make) folders=(pipelines) makefiles=()
    {
        cat "${files[@]}" pipelines/*.bash pipelines/stages/*
        find "${folders[@]}" -maxdepth 1 -type f -perm /111 ! -name 'check-*' ! -name "${1:+install-packages}" -exec cat {} +
        grep -hE $'^\t|\\$\\(shell |^[a-z_]+ = .*; ' "${makefiles[@]}" pipelines/*.mk | sed -E 's/\$\$\(|\$\(shell /;/g; s/\$\([a-z]+ / /g'
    } | sed -zE "s/(^|\n)[ \t]*#[^\n]*/\1/g; s/[ \t]#[^\n']*\n/\n/g; s/(^|[^A-Za-z])'[^']*'/\1/g; s/[$][{]#?[A-Za-z_]+//g" |
        grep -oE '(^|[|&;({`,]|\b(then|do|else|if|while|until|exec|run|command|env|sudo|xargs|shell) )[[:space:]]*[!@+-]*([A-Z_]+=[^ ]* )*[a-z][a-z0-9_.+-]*' |
        sed -E 's/.*[^a-z0-9_.+-]//; s/^[+-]*//' | sort -u
}

# installed_with PACKAGE...: the names of all commands of these packages, of those that are essential, and of what both depend on
installed_with() {
    dpkg-query --show --showformat='${Package}\t${Essential}\t${Provides}\t${Pre-Depends}, ${Depends}\n' |
        awk -F '\t' -v wanted="$*" '
            function names(list) { gsub(/\([^)]*\)|:[a-z]+|,|\|/, " ", list); return list }
            {
                needs[$1] = names($4)
                count = split($1 " " names($3), own, " ")
                for (k = 1; k <= count; k++) providers[own[k]] = providers[own[k]] " " $1
                if ($2 == "yes") wanted = wanted " " $1
            }
            END {
                while (wanted ~ /[^ ]/) {
                    count = split(wanted, name, " ")
                    wanted = ""
                    for (k = 1; k <= count; k++) {
                        some = split(providers[name[k]], provider, " ")
                        for (j = 1; j <= some; j++) {
                            if (provider[j] in seen) continue
                            seen[provider[j]] = 1
                            wanted = wanted " " needs[provider[j]]
                        }
                    }
                }
                for (package in seen) print package
            }' | xargs dpkg-query --listfiles | grep -E '/s?bin/' | sort -u >"$BATS_TEST_TMPDIR/files"
    sed 's|.*/||' "$BATS_TEST_TMPDIR/files"
    # awk is the name of an alternative
    find /etc/alternatives -printf '%l\t%f\n' | awk -F '\t' 'NR == FNR { own[$1] = 1; next } $1 in own { print $2 }' "$BATS_TEST_TMPDIR/files" -
}

# missing PACKAGE...: the commands that scripts call, and this machine has, and one with these packages alone has not
missing() {
    local word
    comm -23 <(words "${scripts-}") <(installed_with "$@" | sort -u) | while read -r word; do
        [[ $word == wca-* || $(type -t "$word") != file ]] || echo "$word"
    done
}

@test "every command that scripts and recipes call is in a package that is named" {
    # apt-get, git, dpkg-shlibdeps, lmp, gcovr and those of Slurm are asked for only where they are
    run missing "${packages[@]}" "${lint_packages[@]}" "${slurm_packages[@]}" "${coverage_packages[@]}" apt git dpkg-dev lammps
    assert_success
    assert_output ''
}

@test "every command that is called where wca is installed is in a package that make deb names" {
    local needed left k others scripts=installed
    IFS=' ,|' read -ra needed < <(sed -n 's/^Depends: [^}]*}, //p' tools/package/deb)
    # Slurm is called only where it is, and `as` is a word of jq
    run missing "${needed[@]}" slurm-client binutils
    assert_success
    assert_output ''
    for left in bsdextrautils gnuplot jq make; do
        others=()
        for k in "${needed[@]}"; do [[ $k == "$left"* ]] || others+=("$k"); done
        run missing "${others[@]}" slurm-client binutils
        refute_output ''
    done
}

@test "a package that is left out is missed by its commands" {
    local package command k others
    while read -r package command; do
        others=()
        for k in "${packages[@]}"; do [[ $k == "$package" ]] || others+=("$k"); done
        assert_not_equal "${#others[@]}" "${#packages[@]}"
        run missing "${others[@]}"
        assert_line "$command"
    done <<<"bsdextrautils column
        jq jq
        gnuplot-nox gnuplot
        help2man help2man
        bats bats"
}
