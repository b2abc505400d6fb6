# relaxation.bash: what the stages relax-* share: F_s of liquids under molecular dynamics, in runs that are as long as it takes.
# shellcheck shell=bash

# relax STEP STEPS SAMPLES ROWS [OPTION...]: F_s after 1 to 50 steps, from origins in this many steps, after 20; options are of wca-md
relax() {
    alone_stoppable
    step wca-clone --clones 1 --seed "$seed" "$3" |
        stoppable_step wca-md --thermostat csvr --positions "${@:5}" --times "$(jq -nr "\"\(20 * $1):\((20 + $2) * $1):\($1)\"")" |
        step wca-fskt --tau "$(jq -nr "[range(0; 64) | pow(1.2; .) | floor | select(. <= 50)] | unique | map(. * $1 | tostring) | join(\",\")")" -o "$4"
}

# run STEP SAMPLES ROWS: the same in 80 steps, which can be stopped. The checkpoint of the stage ($state) is the step of the run that was being made, and that
# run has one of its own.
run() {
    echo "$1" >"$aside/step"
    mv "$aside/step" "$state"
    together relax "$1" 80 "$2" "$3" --checkpoint "$state-$1"
}

# relaxed ROWS...: has F_s, the mean over all configurations, decayed?
relaxed() { wca-fskt --merge "$@" | jq -se 'any(.tau_alpha)' >/dev/null; }

# longer STEP ROWS: a longer step, by how far F_s has decayed (as exp(-(t/tau)^0.8)); fails when a run would be longer than `time`
longer() {
    local step
    step=$(jq -s "map(select(.tau)) | max_by([.tau, .fs]) | (.tau * pow(-1 / ([.fs, 0.99] | min | log); 1 / 0.8) / 16 / $1
        | [2, ., 4] | sort[1]) * $1" "$2" | rounded)
    jq -ne "100 * $step <= $time" >/dev/null && echo "$step"
}

rounded() { jq '(log10 | floor) as $m | pow(10; 2 - $m) as $p | . * $p | ceil / $p'; }
