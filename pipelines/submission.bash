# submission.bash: what `submit` and `task` share.
# shellcheck shell=bash

# missing GOALS [NAME]: the products that a task, or all of them, should have made, and that are not there; those of a job by their first
missing() {
    awk -v name="${2-}" '/^task-/ { here = !name || $1 == name ":"; next } here && NF && $1 !~ /^[.#]/ { print $1 }' "$1" |
        while read -r product; do [[ -e $product ]] || echo "$product"; done
}
