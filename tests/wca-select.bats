#!/usr/bin/env bats
# wca-select: which frames of a stream pass, in which order, and what is set on them.

load helper

# frame GLASS CLONE TW: two particles, written as no program of ours would
frame() {
    printf '2\nLattice="4 0 0 0 4 0 0 0 4" Properties=pos:R:3:radius:R:1 glass=%s clone=%s  tw=%s note="it said: a=1"\n1.0 1 1 0.50\n3 %s 1 .5\n' "$1" "$2" "$3" "$3"
}

# two glasses, three clones, at tw = 8 and 16
setup() {
    cd "$BATS_TEST_TMPDIR" || return
    local glass clone tw
    for glass in 1 2; do
        for tw in 8 16; do
            for clone in 1 2 3; do frame "$glass" "$clone" "$tw"; done
        done
    done >run.xyz
}

# seen OPTION...: glass, clone and tw of the frames that pass
seen() {
    wca-select "$@" | sed -n '/Lattice/s/.* glass=\([^ ]*\) clone=\([^ ]*\) .*tw=\([^ ]*\) .*/\1.\2.\3/p' | paste -sd ' '
}

@test "without options all frames pass, byte for byte, also with the line ends of another system" {
    wca-select run.xyz -o out
    cmp run.xyz out
    sed 's/$/\r/' run.xyz >other.xyz
    wca-select other.xyz -o out
    cmp other.xyz out
    # blank lines between frames are no part of them
    { cat run.xyz && echo && cat run.xyz; } | wca-select -o out
    cmp out <(cat run.xyz run.xyz)
}

@test "frames are chosen by glass, clone and time, and all that is asked for must hold" {
    assert_equal "$(seen --glass 2 run.xyz)" '2.1.8 2.2.8 2.3.8 2.1.16 2.2.16 2.3.16'
    assert_equal "$(seen --clone 1,3 --tw 16 run.xyz)" '1.1.16 1.3.16 2.1.16 2.3.16'
    assert_equal "$(seen --clone 2: --glass :1 --tw 8:16:x2 run.xyz)" '1.2.8 1.3.8 1.2.16 1.3.16'
    sed 's/ tw=/ time=/' run.xyz >timed.xyz
    wca-select --time 16.0 timed.xyz -o out
    assert_equal "$(grep -c time=16 out)" 6
    assert_equal "$(grep -c Lattice out)" 6
}

@test "positions count from 0 in each glass, as in the rows of pairs" {
    assert_equal "$(seen --position 0,4:5 run.xyz)" '1.1.8 1.2.16 1.3.16 2.1.8 2.2.16 2.3.16'
    assert_equal "$(seen --glass 2 --position 3 run.xyz)" '2.1.16'
    # and clones from 1 where there is no such label
    sed 's/ clone=[0-9]//' run.xyz | wca-select --clone 2 -o out
    cmp <(grep -v Lattice out) <(wca-select --position 1 run.xyz | grep -v Lattice)
}

@test "any label is compared, as the same text or the same number" {
    assert_equal "$(seen --where clone=2.0 --where tw=8 run.xyz)" '1.2.8 2.2.8'
    assert_equal "$(seen --where 'note=it said: a=1' --where clone=3 --where tw=16 run.xyz)" '1.3.16 2.3.16'
    refuse 65 'expected a frame that fits, found none' wca-select --where mood=calm run.xyz
}

@test "a table chooses the frames whose labels are those of a row" {
    printf '{"glass":1,"clone":2,"tw":16,"bands":7}\n{"glass":2,"clone":3.0,"tw":8,"bands":1}\n' >rows
    assert_equal "$(seen --rows rows --on glass,clone,tw run.xyz)" '1.2.16 2.3.8'
    assert_equal "$(seen --rows rows --on clone run.xyz)" '1.2.8 1.3.8 1.2.16 1.3.16 2.2.8 2.3.8 2.2.16 2.3.16'
    : >none
    wca-select --optional --rows none --on clone run.xyz -o out
    assert_equal "$(wc -c <out)" 0
    refuse 65 'rows:1: expected a number for the key "mood"' wca-select --rows rows --on mood run.xyz
    refuse 64 'expected --rows and --on together, found --rows alone' wca-select --rows rows run.xyz
}

@test "what is asked for by itself and is not there is refused, and a range may be empty" {
    refuse 65 'expected a frame of clone 4, found none' wca-select --clone 1,4 run.xyz
    refuse 65 'expected a frame of position 6, found none' wca-select --position 6 run.xyz
    refuse 65 'expected a frame of tw 32, found none' wca-select --tw 8,32 run.xyz
    assert_equal "$(seen --clone 3:9 --tw 8 run.xyz)" '1.3.8 2.3.8'
    assert_equal "$(seen --optional --clone 3,9 --tw 8 run.xyz)" '1.3.8 2.3.8'
}

@test "frames are reversed, and then numbered in the order in which they are written" {
    assert_equal "$(seen --reverse --glass 1 run.xyz)" '1.3.16 1.2.16 1.1.16 1.3.8 1.2.8 1.1.8'
    wca-select --reverse run.xyz | wca-select --reverse -o out
    cmp run.xyz out
    assert_equal "$(seen --tw 8 --renumber glass run.xyz)" '1.1.8 2.2.8 3.3.8 4.1.8 5.2.8 6.3.8'
    assert_equal "$(seen --tw 8 --clone 2: --renumber clone --reverse run.xyz)" '2.1.8 2.2.8 1.1.8 1.2.8'
}

@test "a label is set where it stands or at the end, in its quotes or those it needs, and nothing else changes" {
    wca-select --set clone=17 run.xyz -o out
    cmp out <(sed '/Lattice/s/clone=[0-9]/clone=17/' run.xyz)
    wca-select --set 'note=two words' --set mood=calm --set empty= run.xyz -o out
    cmp out <(sed '/Lattice/s/note=.*/note="two words" mood=calm empty=""/' run.xyz)
    sed '/Lattice/s/clone=\([0-9]\)/'"'clone'='\1' bare"'/' run.xyz | wca-select --set clone=5 -o out
    cmp out <(sed '/Lattice/s/clone=[0-9]/'"clone='5' bare"'/' run.xyz)
    sed '2s/$/  /' run.xyz | wca-select --position 0 --glass 1 --set mood=calm | sed -n 2p >out # blanks at the end
    cmp out <(sed -n '2s/$/  mood=calm/p' run.xyz)
}

@test "what would make another frame of it, or two labels, cannot be set" {
    refuse 64 'expected a label, found Lattice' wca-select --set 'Lattice=1 0 0' run.xyz
    refuse 64 'expected KEY=VALUE, found "clone"' wca-select --set clone run.xyz
    refuse 64 'expected KEY=VALUE, found "a b=1"' wca-select --set 'a b=1' run.xyz
    refuse 64 'expected a value without quotes' wca-select --set 'note=say "no"' run.xyz
    refuse 64 'expected KEY=VALUE, found "=1"' wca-select --where =1 run.xyz
}

@test "lists that are none are named" {
    local list
    for list in 1,x '' ',' : 5:3 1:2:3 1.5; do
        refuse 64 '--clone: expected whole numbers and ranges such as 0,3,5:8,20:, found' wca-select --clone "$list" run.xyz
    done
}

@test "a frame that is cut off is never an end" {
    head -n 47 run.xyz >cut.xyz
    refuse 65 'cut.xyz:47: expected 2 particles in this frame, found the end of the file after 1' wca-select --glass 1 cut.xyz
    head -n 46 run.xyz >cut.xyz
    refuse 65 'cut.xyz:46: expected 2 particles in this frame, found the end of the file after 0' wca-select cut.xyz
    head -n 45 run.xyz >cut.xyz
    refuse 65 'cut.xyz:45: expected Lattice, Properties and labels on the next line' wca-select cut.xyz
    head -c -1 run.xyz >cut.xyz
    refuse 65 'cut.xyz:48: expected a line end' wca-select cut.xyz
    sed 3d run.xyz >cut.xyz # the count of the next frame in place of a row
    refuse 65 'cut.xyz:4: expected 4 columns as in Properties, found 1' wca-select cut.xyz
    : >empty.xyz
    refuse 65 'empty.xyz:1: expected a frame, found an empty file' wca-select empty.xyz
    refuse 66 'none.xyz' wca-select none.xyz
}
