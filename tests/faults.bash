# faults.bash: what the checks of faults share: small runs of every program, how they end when nothing happens to them, and
# whether what something did to them is right. (Programs are on PATH.)
# shellcheck shell=bash disable=SC2154

# They read what prepare makes, and write out, besides, more and state (a checkpoint, which may be left).
cases='
wca-init --particles 20 --glasses 2 -o out
wca-init --particles 20 --diameters quantile
wca-init --help
wca-init --version
wca-init --phi nonsense
wca-init --sorcery
wca-clone --clones 2 glass.xyz -o out
wca-md --times 0:0.04:0.02 --checkpoint state clones.xyz -o out
wca-md --origin thermal --thermostat csvr --tau 0.01 --times 0,0.1 --checkpoint going.state clones.xyz -o out
wca-min --forces --tolerance 0.1 clones.xyz -o out
wca-min -q --method fire --max-steps 2 run.xyz -o out
wca-min --method lbfgs --tolerance 0.1 glass.xyz
wca-swap --temperature 0.46 --time 0.3 --log besides --log-every 0.1 start.xyz -o out
wca-swap --temperature 0.46 --time 0.3 --decays 10 --certificate besides --checkpoint state start.xyz -o out
wca-swap --temperature 0.46 --times 0:0.2:0.02 --checkpoint going.state start.xyz -o out
wca-chi --lag 0.1 run.xyz -o out
wca-chi --merge chi.jsonl -o out
wca-chi --cross 1.06 merged.jsonl -o out
wca-chi --cross 1.06 --chi-at 1 merged.jsonl -o out
wca-msd --tau 0.1 run.xyz -o out
wca-msd --merge msd.jsonl -o out
wca-msd --aging aged.jsonl -o out
wca-fskt --tau 0.1 run.xyz -o out
wca-fskt --merge fskt.jsonl -o out
wca-relax times.jsonl -o out
wca-relax --at 0.6 law.jsonl -o out
wca-relax --glass 0.9:0.3 law.jsonl times.jsonl -o out
wca-jam --temperature 0 --phi-step 0.5 --pressure-tolerance 1 start.xyz --frames besides -o out
wca-jam --temperature 0.01 --phi-step 0.5 --rate 10 --cooling-rate 10 --pressure-tolerance 1 --checkpoint going.state start.xyz -o out
wca-jam --merge --polydispersity 0.2293 jammed.jsonl -o out
wca-minima minima.xyz -o out
wca-minima --pairs minima.xyz -o out
wca-minima --merge --polydispersity 0.2293 beneath.jsonl -o out
wca-minima --cross 0.5 beneath.jsonl -o out
wca-neb --images 2 --max-iterations 2 --path besides --saddles more minima.xyz -o out
wca-neb --known pairs.jsonl minima.xyz -o out
wca-saddle --max-evaluations 5 --lanczos 10 --sides besides minima.xyz -o out
wca-cluster pairs.jsonl -o out
wca-cluster cut-off.jsonl -o out
wca-landscape pairs.jsonl -o out
wca-landscape --compare pairs.jsonl pairs.jsonl -o out
wca-landscape --tree pairs.jsonl -o out
wca-landscape --minimax pairs.jsonl -o out
wca-landscape --merge landscape.jsonl -o out
wca-landscape --distributions pairs.jsonl -o out
wca-landscape --merge distributions.jsonl -o out
wca-compare --of tau_alpha,2 times.jsonl -o out
wca-compare --chance --of tau_alpha,2 times.jsonl -o out
wca-compare --count --of tau_alpha,2 times.jsonl -o out
wca-compare --ratio --of a,b cut-off.jsonl -o out
wca-compare --mean tau_alpha,tau_alpha_error --by phi,temperature times.jsonl -o out
wca-diff minima.xyz -o out
wca-diff --field minima.xyz -o out
wca-select --clone 1 --where phi=1 --set mood=calm run.xyz -o out
wca-select --rows pairs.jsonl --on a --optional --reverse --renumber glass run.xyz
wca-select --position 1,nonsense run.xyz
wca-select --position 0 packed.xyz -o out
wca-select dump
wca-read --scale-to-mean-diameter --clone run* run1.dump run2.dump -o out
wca-read --unwrap --diameter-of-type 1:0.8,2:1.2 it.data -o out
wca-read --temperature 1 run.xyz -o out
wca-read --diameter-column v_d run1.dump
wca-write start.xyz -o out
wca-write --format dump --types 3 run.xyz -o out
wca-write --format table run.xyz
wca-params --schema schema.yaml profile.yaml -o out
wca-params --schema schema.yaml --format make including.yaml -o out
wca-params --schema schema.yaml wrong.yaml -o out
wca-params --schema schema.yaml cut-off.jsonl -o out
'

prepare() {
    wca-init --particles 64 --phi 1 | wca-min -q --potential harmonic --tolerance 1e-4 -o start.xyz
    wca-swap -q --temperature 0.46 --time 1 start.xyz -o glass.xyz
    wca-clone --clones 2 glass.xyz -o clones.xyz
    wca-md -q --temperature 3 --times 0,0.1,2 clones.xyz | tee run.xyz | wca-select --tw 2 | wca-min -q -o minima.xyz
    wca-chi --lag 0.1 run.xyz -o chi.jsonl
    wca-msd --tau 0.1 run.xyz -o msd.jsonl
    wca-msd --merge msd.jsonl | jq -c '.tw = (1, 2)' >aged.jsonl
    wca-fskt --tau 0.1 run.xyz -o fskt.jsonl
    wca-chi --merge chi.jsonl | jq -c 'select(.delta) | (.temperature, 2 * .temperature, 4 * .temperature) as $t | .temperature = $t
        | .tw = 1 | .delta_ab_of_glasses = [range(.delta_ab_of_glasses | length) | 1.5 + $t / 100] | .delta_ab = 1.5 + $t / 100' >merged.jsonl
    wca-neb -q --images 2 --max-iterations 2 minima.xyz -o pairs.jsonl
    wca-landscape pairs.jsonl -o landscape.jsonl
    wca-landscape --distributions pairs.jsonl -o distributions.jsonl
    jq -nc 'range(4) | {phi: 0.85, glass: ., polydispersity: (0.22 + 0.01 * .), particles: 64, phi_j: (0.83 + 0.001 * . * .), phi_j_error: 0.001}' >jammed.jsonl
    jq -nc 'range(12) | {phi: (.8 + . % 3 / 100), glass: (. / 3 | floor), minimum: 0, polydispersity: (0.2 + . / 300), particles: 64, max_force: 0,
        energy: (. % 3 - 0.5)}' >beneath.jsonl
    head -c 200 pairs.jsonl >cut-off.jsonl
    gzip -c run.xyz >packed.xyz
    echo 'ITEM: TIMESTEP' >dump
    printf '%s\n' 'ITEM: TIMESTEP' {0,'ITEM: NUMBER OF ATOMS',2} 'ITEM: BOX BOUNDS pp pp pp' {'0 9','0 9','0 9'} 'ITEM: ATOMS id xu yu zu radius' \
        '2 1 1 1 0.5' '1 3 3 3 0.75' | tee run1.dump >run2.dump
    printf '%s\n' made '2 atoms' '2 atom types' {'0 9 xlo xhi','0 9 ylo yhi','0 9 zlo zhi',Atoms,'2 1 1 1 1','1 2 3 3 3',Velocities,'1 0 0 0','2 1 0 0'} >it.data
    jq -nc '[2, 1.6, 1.3, 1, 0.8, 0.7, 0.6, 0.5][] | . as $t | (1 / $t - 1) as $x
        | (2 * $x + (if $x > 0 then 9 * $x * $x else 0 end) | exp * 2) as $tau
        | {phi: 0.9, temperature: $t, tau_alpha: $tau, tau_alpha_error: (0.01 * $tau)}' >times.jsonl
    wca-relax times.jsonl -o law.jsonl
    cat >schema.yaml <<'END'
size: {type: integer, min: 1, meaning: how many}
name: {type: text, choices: [one, other]}
list: [{value: {type: number, max: 3}, twice: {type: number, default: 2 * value, unlike: value}}]
END
    printf 'include: profile\nsize: 4\n' >including.yaml
    printf 'sise: 3\nname: third\nlist: [{}]\n' >wrong.yaml
    printf 'size: 3\nname: other\nlist: [{value: 0.125}, {value: 2}]\n' >profile.yaml
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
shopt -s dotglob nullglob extglob
mkdir "$folder/made" && cd "$folder/made" && prepare || exit

# fresh: an empty place with the inputs of a case
fresh() {
    mkdir -p "$folder/here" && cd "$folder/here" || exit
    rm -rf ./*
    cp -r "$folder"/given/* .
}

# counting COMMAND: run it, and count its allocations in ../counted
counting() {
    COUNTED=../counted LD_PRELOAD=$refuse "$@"
}

# begin COMMAND: the case in `words` as it should be, run by the command, and a checkpoint to go on from if it asks for one. What it says and
# writes is in ../said.right and ../written.right, what it leaves in ../right and its status in `expected`.
begin() {
    rm -rf "$folder/given"
    cp -r "$folder/made" "$folder/given"
    if [[ ${words[*]} == *going.state* ]]; then
        fresh
        counting "${words[@]}" --checkpoint-every 0 >/dev/null 2>&1
        fresh
        REFUSE=$(($(<../counted) * 2 / 3))- LD_PRELOAD=$refuse "${words[@]}" --checkpoint-every 0 >/dev/null 2>&1
        cp going.state "$folder/given" || exit
    fi
    fresh
    before=$(echo *)
    "$@" "${words[@]}" >../written.right 2>../said.right
    expected=$?
    rm -rf ../right
    cp -r . ../right
    fresh
}

# undisturbed STATUS: it has ended, said, written and left what it does when nothing happens to it. What it said and wrote is in ../said and
# ../written.
undisturbed() {
    (($1 == expected)) && cmp -s ../said ../said.right && cmp -s ../written ../written.right && diff -r . ../right >/dev/null
}

# failed STATUS WANTED SENTENCE: it has ended with the status that is wanted, has said this (a pattern, without the name of the program) in one
# sentence after its warnings, and has left nothing but a checkpoint, from which it goes on as if nothing had happened
failed() {
    local said earlier after
    after=$(echo *) said=$(<../said)
    (($1 == $2)) || return
    # shellcheck disable=SC2295
    earlier=${said%"$program: "$3}
    [[ $earlier != "$said" && ${said#"$earlier"} != *$'\n'* && $(<../said.right) == "${earlier%$'\n'}"* && ${after/ state/} == "$before" ]] &&
        goes_on
}

# goes_on: called again, it goes on from the checkpoint that it has left, if there is one
goes_on() {
    [[ ! -e state && ! -e going.state ]] && return
    "${words[@]}" >../written 2>../said.again
    (($? == expected)) && cmp -s ../written ../written.right && diff -r . ../right >/dev/null
}

# wrong WHAT: say and count it
wrong() {
    ((++wrong > 10)) || printf '%s\n    SEED=%s %s; said: %s; left besides:%s\n' "${words[*]}" "$SEED" "$1" "$(head -n 3 ../said)" \
        "$(printf ' %s' * | tr ' ' '\n' | grep -vxF -f <(tr ' ' '\n' <<<"$before") | tr '\n' ' ')"
}

# cases_of PROGRAM: its cases, in `lines`. Status 1 where there is none.
cases_of() {
    program=$1
    mapfile -t lines < <(grep -E "^$1( |\$)" <<<"$cases")
    ((${#lines[@]})) || ! echo "${0##*/}: there is no case for $1" >&2
}
