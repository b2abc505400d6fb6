# together.bash: what stages of several programs share.
# shellcheck shell=bash

# together FUNCTION: run it as a process group of its own, which ends when this script is told to: nothing is left running. The status is
# that of the function: 75 where it left a checkpoint.
together() {
    set -m
    "$@" &
    set +m
    trap 'kill -TERM -- -$! 2>/dev/null; wait $! || exit $?; exit 143' TERM INT HUP
    wait $!
}
