# stage.bash: what all stages share: arguments that have names, outputs that are whole or absent, filters, programs that run together.
# shellcheck shell=bash

stage=${0##*/}
pipelines=$(dirname "${BASH_SOURCE[0]}")

# refuse STATUS SENTENCE
refuse() {
    echo "$stage: ${*:2}" >&2
    exit "$1"
}

# arguments NAMES ARGUMENT...: NAME=VALUE sets the variable of that name. NAME: begins the list of that name, which lasts until the next one
# begins; lists come last. NAMES are those that there are, such as `phi minima: options:?`; those with a question mark may be left out. A word
# that is none of them, a name that comes twice or one that is missing is status 64.
arguments() {
    local name word list=''
    local -A wanted=() # .NAME or .NAME:, and its question mark
    for name in $1; do
        wanted[.${name%\?}]=${name##*[!?]}
        case $name in
            *:*) declare -ga "${name%%:*}=()" ;;
            *) declare -g "${name%\?}=" ;;
        esac
    done
    for word in "${@:2}"; do
        name=${word%%=*}
        if [[ $word == *: && ${wanted[.$word]+.} ]]; then
            list=${word%:}
            unset "wanted[.$word]"
        elif [[ $list ]]; then
            local -n words=$list
            words+=("$word")
            unset -n words
        elif [[ $word == *=* && ${wanted[.$name]+.} ]]; then
            declare -g "$name=${word#*=}"
            unset "wanted[.$name]"
        else
            refuse 64 "expected each of these once: $1; found \"$word\""
        fi
    done
    for name in $1; do
        [[ ${wanted[.$name]+.} != . ]] || refuse 64 "expected $name, found none"
    done
}

# begin OUTPUT: a folder of its own beside the output, whose name is then in $aside, for all that is not yet whole; it goes when the stage ends
begin() {
    aside=$(dirname "$1")/.$(basename "$1").$HOSTNAME.$$.tmp
    besides=()
    trap ended EXIT # told to stop here, it leaves nothing
    rm -rf "$aside" # of a process before, which was killed and had this number
    mkdir "$aside"
}

# The first of the steps that failed says with which status. All that is in `besides` goes too.
ended() {
    local status=$?
    [[ ! -s $aside/failed ]] || status=$(head -n 1 "$aside/failed")
    { rm -rf "$aside" "${besides[@]}"; } 2>/dev/null # bash has words of its own where a signal came in the middle of its work
    exit "$status"
}

# step COMMAND...: of several that run together, through pipes: the first that fails leaves its status and ends all of them, before its pipes close:
# what the others would say is not the cause. stoppable_step: the same for one that leaves a checkpoint. Where the function that begins them
# begins with `alone_stoppable`, that one alone stops when it is told to, and the others wait for it.
step() { "$@" || { echo $? >>"$aside/failed" && kill -KILL 0; }; }
stoppable_step() {
    trap : TERM INT HUP USR1
    step "$@"
}
alone_stoppable() { trap '' TERM INT HUP USR1; }

# keep NAME OUTPUT [NAME OUTPUT]...: what is whole in that folder becomes the outputs
keep() {
    while (($# > 0)); do
        mv "$aside/$1" "$2"
        shift 2
    done
}

# checkpoint OUTPUT: the name of its checkpoint (common.mk removes that of another job when this one starts)
checkpoint() {
    echo "${1%.*}.checkpoint"
}

# checkpoints OUTPUT: the same, into $state, of a stage of several long steps: a file that is there while they go on, and, beside it, $state-STEP, what each
# has left, or has made already. What is there of another job goes. no_checkpoints: all is made.
checkpoints() {
    state=$(checkpoint "$1")
    [[ -e $state ]] || rm -f "$state"-*
    : >>"$state"
}
no_checkpoints() { rm -f "$state"-* "$state"; }

# filter NAME.jq [OPTION...] [FILE...]: a filter of pipelines/filters, with the words of rows.jq, on rows; - for those of standard input. What it gives are
# rows, or lines of a table.
filter() {
    jq -L "$pipelines/filters" --compact-output --raw-output "include \"rows\"; $(<"$pipelines/filters/$1")" "${@:2}"
}

# together FUNCTION: run it as a process group of its own, which ends when this script is told to, and when it is killed: nothing is left
# running. The status is that of the function: 75 where it left a checkpoint. Told to stop, FUNCTION waits for the program that runs in its
# foreground, which is told too. Before || bash would let FUNCTION go on after a command that fails: called by itself it ends there, and with it
# the script.
together() {
    local told=''
    trap 'told=yes' TERM INT HUP USR1 # until there is a group to tell
    set -m
    # shellcheck disable=SC2034,SC2064
    { coproc TOGETHER {
        # This script alone could write into the pipe, and does not: when that ends, it is gone.
        { trap exit TERM; read -r || kill 0; } <&0 &
        trap "kill $! 2>/dev/null || :" EXIT
        trap 'status=$?; exit $((status > 0 ? status : 143))' TERM INT HUP USR1
        disown # FUNCTION may wait for all that it started
        "$@" </dev/null
    } >&3 3>&-; } 3>&1
    set +m
    trap 'stop_together' TERM INT HUP USR1
    [[ ! $told ]] || kill $$
    wait $! 2>/dev/null # without a word on what was killed
}

# Tell the group to stop, for three seconds: one that was just beginning may not have heard. (To programs that leave a checkpoint a signal long after
# the first would mean that they should not.) Without a word on what was killed; of a group that ended as the signal came bash may know no status (127, -1).
stop_together() {
    local try status=0
    trap '' TERM INT HUP USR1
    for ((try = 0; try < 30; try++)); do
        ((try % 10 > 0)) || kill -TERM -- -$! || break
        kill -0 $! || break
        sleep 0.1
    done
    wait $! || status=$?
    exit $((status == 0 || status == 127 || status == 255 || status == -1 ? 143 : status))
} 2>/dev/null
