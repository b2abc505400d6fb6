#!/usr/bin/env bats
# What is released: the tarball of make dist, which needs no git, and the package of make deb. (In clean trees of Debian they are tried by make check-systems.)

load helper

# The project as it is, committed; its tarball, unpacked; and what is built already, of one date that is later
setup_file() {
    load helper
    # shellcheck disable=SC2154
    local built=$build
    unset BUILD PREFIX DESTDIR SOURCE_DATE_EPOCH
    type -P git >/dev/null || return 0
    export GIT_CONFIG_GLOBAL=/dev/null
    mkdir "$BATS_FILE_TMPDIR"/{clone,unpacked}
    cd "$BATS_FILE_TMPDIR/clone" || return
    tar -C "$BATS_TEST_DIRNAME/.." --create --exclude=./build --exclude=./out --exclude=./.git --exclude=./commit . | tar --extract
    git init --quiet
    git add --all
    git -c user.name=one -c user.email=one@example.org commit --quiet --message=all
    make dist >"$BATS_FILE_TMPDIR/said"
    tar -C "$BATS_FILE_TMPDIR/unpacked" -xzf build/wca-*.tar.gz
    cd "$BATS_FILE_TMPDIR"/unpacked/wca-* || return
    mkdir build
    cp -a "$built"/{bin,lib,obj} build
    find build -type f -exec touch --date=@"$(date +%s)" {} +
}

setup() {
    type -P git >/dev/null || skip "there is no git"
    unset BUILD PREFIX DESTDIR SOURCE_DATE_EPOCH
    cd "$BATS_FILE_TMPDIR/clone" || return
    version=$(sed -n 's/^#define WCA_VERSION "\(.*\)"/\1/p' lib/program/cli.h)
}

# packaged: what make deb makes, once, unpacked as package/; the program of each test that asks for it goes there
packaged() {
    type -P dpkg-shlibdeps >/dev/null || skip "there is no dpkg-shlibdeps: make release-deps"
    cd "$BATS_FILE_TMPDIR/unpacked/wca-$version" || return
    [[ -e $BATS_FILE_TMPDIR/package ]] || {
        SOURCE_DATE_EPOCH=1800000000 make deb >&2
        dpkg-deb --extract build/wca_*.deb "$BATS_FILE_TMPDIR/package"
    }
}

@test "make dist writes what is committed, and of which commit it is" {
    assert_file_exists "build/wca-$version.tar.gz"
    assert_equal "$(sed -n 's/^version: //p' CITATION.cff)" "$version"
    assert_equal "$(tar -tzf "build/wca-$version.tar.gz" | grep -v '/$' | sort)" "$({ git ls-files; echo commit; } | sed "s|^|wca-$version/|" | sort)"
    run cat "$BATS_FILE_TMPDIR/unpacked/wca-$version/commit"
    assert_output --regexp '^[0-9a-f]{12}$'
    assert_equal "$output" "$(git rev-parse --short=12 HEAD)"
    assert_equal "$(<"$BATS_FILE_TMPDIR/said")" "build/wca-$version.tar.gz: commit $output; unpacked anywhere: make deps check"
}

@test "the tarball of a commit has the same bytes, from any clone and with any umask" {
    git clone --quiet . "$BATS_TEST_TMPDIR/other"
    (umask 077 && make -C "$BATS_TEST_TMPDIR/other" dist)
    cmp "build/wca-$version.tar.gz" "$BATS_TEST_TMPDIR/other/build/wca-$version.tar.gz"
}

@test "make dist refuses what is not committed, and where there is no clone" {
    git clone --quiet . "$BATS_TEST_TMPDIR/other"
    cp -a "$BATS_FILE_TMPDIR/unpacked/wca-$version" "$BATS_TEST_TMPDIR/bare"
    cp -a "$BATS_FILE_TMPDIR/unpacked/wca-$version" "$BATS_TEST_TMPDIR/other/build"
    refuse_dist() {
        run make -C "$BATS_TEST_TMPDIR/$2" dist
        assert_equal "$status" 2
        assert_line --regexp "^make dist: expected $1"
        run find "$BATS_TEST_TMPDIR/$2/build" -name '*.tar.gz' -o -name '*.tmp'
        assert_output ''
    }
    refuse_dist 'a clone by git of the project in .*/bare, found none: please call it in one$' bare
    refuse_dist 'a clone by git of the project in .*/other/build, found none' other/build
    touch "$BATS_TEST_TMPDIR/other/new.c"
    refuse_dist 'that all is committed, found 1 files that are not, such as new.c: please commit them, or put them away$' other
    rm "$BATS_TEST_TMPDIR/other/new.c"
    echo more >>"$BATS_TEST_TMPDIR/other/README.md"
    refuse_dist 'that all is committed, found 1 files that are not, such as README.md: ' other
}

@test "what is built from the tarball says its commit, without git" {
    cd "$BATS_FILE_TMPDIR/unpacked/wca-$version"
    run make --dry-run
    assert_output --partial 'Nothing to be done' # what was built here is of these sources
    packaged
    run "$BATS_FILE_TMPDIR/package/usr/bin/wca-md" --version
    assert_line --index 0 "wca-md (wca) $version, commit $(<commit)"
}

@test "the package is of this Debian, names what it needs, and holds what is installed, as Debian has it" {
    packaged
    local packages=(build/*.deb) of_this
    of_this=$version$(. /etc/os-release && echo "${VERSION_ID:++deb$VERSION_ID}")
    assert_equal "${packages[*]}" "build/wca_${of_this}_$(dpkg --print-architecture).deb"
    field() { dpkg-deb --field "${packages[0]}" "$1"; }
    assert_equal "$(field Package) $(field Version)" "wca $of_this"
    for package in libc6 libgsl libjansson4 libyaml-0-2 zlib1g jq make gnuplot-nox bsdextrautils fonts-dejavu-core; do
        assert_regex "$(field Depends)" "(^|, )$package"
    done
    run dpkg-deb --contents "${packages[0]}"
    assert_equal "$(grep -cE '^[d-][rwx-]{9} root/root ' <<<"$output")" "${#lines[@]}"
    cd "$BATS_FILE_TMPDIR/package"
    assert_equal "$(ls)" usr
    assert_equal "$(ls usr/bin)" "$({ programs; echo wca-make; } | sort)"
    run find usr/share/man -type f ! -name '*.gz'
    assert_output ''
    for program in $(programs); do
        gzip --test "usr/share/man/man1/$program.1.gz"
        assert_file_exists "usr/share/zsh/vendor-completions/_$program"
    done
    run find . -type f ! -perm 644 ! -perm 755 -o -type d ! -perm 755
    assert_output ''
    (dpkg-deb --control "$OLDPWD/${packages[0]}" "$BATS_TEST_TMPDIR/control" && md5sum --check --quiet "$BATS_TEST_TMPDIR/control/md5sums")
    assert_equal "$(wc -l <"$BATS_TEST_TMPDIR/control/md5sums")" "$(find . -type f | wc -l)"
    grep -qx 'License: Expat' usr/share/doc/wca/copyright
    grep -qx 'Copyright: .* The wca authors' usr/share/doc/wca/copyright
    assert_equal "$(zcat usr/share/doc/wca/changelog.gz | tail -n 1)" ' -- The wca authors <wca@example.org>  Fri, 15 Jan 2027 08:00:00 +0000'
}

@test "what is in the package draws a figure" {
    packaged
    cd "$BATS_TEST_TMPDIR"
    mkdir my
    printf '%s\n' 'particles: 100' 'seed: 1' 'decays: 10' 'fig7: {clones: 2, tw: 1, walked: 1}' 'glasses:' \
        '  - {phi: 0.95, temperature: 0.16, equilibration: 1, decays: 10, quench: 0.005, quench_again: 0.01, prerelax: none}' >my/mine.yaml
    run "$BATS_FILE_TMPDIR/package/usr/bin/wca-make" fig7 PROFILES=my PROFILE=mine
    assert_success
    assert_output --partial 'fig7 is drawn: out/mine/fig7.pdf, .png and .svg'
}
