# together.bash: what stages of several programs share.
# shellcheck shell=bash

# together FUNCTION: run it as a process group of its own, which ends when this script is told to, and when it is killed: nothing is left
# running. The status is that of the function: 75 where it left a checkpoint. Before || bash would let FUNCTION go on after a command
# that fails: called by itself it ends there, and with it the script.
together() {
    local told=''
    trap 'told=yes' TERM INT HUP # until there is a group to tell
    set -m
    # shellcheck disable=SC2034,SC2064
    { coproc TOGETHER {
        # This script alone could write into the pipe, and does not: when that ends, it is gone.
        { trap exit TERM; read -r || kill 0; } <&0 &
        trap "kill $! 2>/dev/null || :" EXIT
        disown # FUNCTION may wait for all that it started
        "$@" </dev/null
    } >&3 3>&-; } 3>&1
    set +m
    # Once: to programs that leave a checkpoint a second signal would mean that they should not.
    trap 'trap "" TERM INT HUP; kill -TERM -- -$! 2>/dev/null; wait $! || exit $?; exit 143' TERM INT HUP
    [[ ! $told ]] || kill $$
    wait $!
}
