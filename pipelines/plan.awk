# plan.awk: what is to be done, as Make says it (pipelines/plan), in numbers: jobs by kind, core-hours, the longest chain, memory, files; and with
# `goals`, a file, the goals of each task of a submission, as rules of Make. Lines that are read:
#   figure NAME                                        what follows is for this one
#   job PARTICLES TARGET < INPUT... > COMMAND...       an expensive product; made ...: a cheap one. Others are draw, or of no weight.
# Jobs that hang together, by whatever lies between, are one task: no two tasks make the same.
# Variables: root, cores, profile; goals, tasks (at most so many), hours (of each); speed[] by -v speeds.

BEGIN {
    count = split(speeds, word, " ")
    for (k = 1; k < count; k += 2) speed[word[k]] = word[k + 1]
}

# The words of a command: NAME=VALUE, NAME: and its list, --option VALUE
function read_command(first, last,    k, name, words) {
    split("", arg); split("", list); split("", option)
    name = ""
    for (k = first; k <= last; k++) {
        if ($k ~ /^[a-z]+:$/) list[name = $k] = 0
        else if (name) list[name]++
        else if (match($k, /^[a-z_]+=/)) arg[substr($k, 1, RLENGTH - 1)] = substr($k, RLENGTH + 1)
        if ($k ~ /^--/) option[$k] = $(k + 1)
        if ($k == "--phi") arg["phi"] = $(k + 1)
        if ($k == "--density") arg["phi"] = $(k + 1) / 1.3
    }
}

# The number of particles, phi and T: as the command says, or as the folder of a glass is named, PHI-T-NUMBER[-of-PARTICLES]
function read_state(particles, words,    part) {
    n = arg["particles"] ? arg["particles"] : particles
    phi = t = ""
    if (match(words, /glasses\/[a-z0-9]*-?(rho)?[0-9.]+-[0-9.]+-/)) {
        split(substr(words, RSTART + 8, RLENGTH - 8), part, "-")
        phi = part[1] + 0; t = part[2] + 0
    }
    if (match(words, /\/liquids\/[0-9.]+-[0-9.]+\//)) {
        split(substr(words, RSTART + 9, RLENGTH - 10), part, "-")
        phi = part[1] + 0; t = part[2] + 0
    }
    if (!arg["particles"] && match(words, /-of-[0-9]+/)) n = substr(words, RSTART + 4, RLENGTH - 4)
    if (arg["phi"] != "") phi = arg["phi"]
    if (arg["temperature"] != "") t = arg["temperature"]
    if (phi == "" || phi <= 0) phi = 0.85
    if (t == "" || t <= 0) t = glass_temperature(phi)
}

function kind_of(path,    name) { name = path; sub(/.*\//, "", name); return name }
function find(x) { while (parent[x] != x) x = parent[x] = parent[parent[x]]; return x }
function join(a, b) { a = find(a); b = find(b); if (a < b) parent[b] = a; else parent[a] = b }

$1 == "figure" { figure = $2; figures[++figures_count] = figure; next }
$2 ~ /stages\/draw$/ || $1 ~ /stages\/draw$/ {
    drawn[figure]++
    if (!($0 in seen)) { seen[$0] = 1; draws++ }
    next
}
$1 == "job" || $1 == "made" {
    id = $3
    in_figure[figure, id] = 1
    if (id in number) { members[figure] = members[figure] " " number[id]; next }
    for (k = 4; $k != ">"; k++);
    read_command(k + 1, NF)
    read_state($2, $0)
    name = $1 == "made" ? "merge" : kind_of($(k + 1))
    cost = seconds(name)
    if (cost < 0) { unknown[name]++; cost = 0 }
    jobs++
    number[id] = jobs
    members[figure] = members[figure] " " jobs
    target[jobs] = id; kind[jobs] = name; work[jobs] = cost; more[jobs] = once_more(name); memory[jobs] = megabytes(name); expensive[jobs] = $1 == "job"
    # its inputs, and its outputs, which are the other products that its command names
    split("", is_input)
    for (j = 5; j < k; j++) if (index($j, root "/") == 1) { is_input[$j] = 1; inputs[jobs] = inputs[jobs] " " $j }
    made_by[id] = jobs
    for (j = k + 1; j <= NF; j++) {
        path = $j
        sub(/^[a-z_]+=/, "", path)
        if (index(path, root "/") == 1 && !(path in is_input) && path ~ /\.(xyz|jsonl|tsv|txt)$/ && !(path in made_by) && $1 == "job" && path !~ /certificate/) {
            made_by[path] = jobs
            files++
        }
    }
}

# the longest chain that ends with a job; with what may be done once more, `slow`
function chain(j, slow,    list_of, count_of, k, before, longest) {
    if ((j, slow) in ends) return ends[j, slow]
    ends[j, slow] = work[j] # an input that is its own product ends here
    longest = 0
    count_of = split(inputs[j], list_of, " ")
    for (k = 1; k <= count_of; k++) {
        if (!(list_of[k] in made_by)) continue
        before = made_by[list_of[k]]
        if (before != j && chain(before, slow) > longest) { longest = chain(before, slow); previous[j, slow] = before }
    }
    return ends[j, slow] = work[j] + slow * more[j] + longest
}
function hours_of(s) { return s >= 360000 ? sprintf("%.0f", s / 3600) : sprintf("%.3g", s / 3600) }
# below an hour in minutes, as a clock on the wall has them
function from_to(s, most_s) { return most_s < 3600 ? sprintf("%.2g to %.2g minutes", s / 60, most_s / 60) : hours_of(s) " to " hours_of(most_s) " hours" }
function per_figure(f,    list_of, count_of, k, sum) {
    count_of = split(members[f], list_of, " ")
    for (k = 1; k <= count_of; k++) sum += work[list_of[k]]
    return sum + drawn[f] * speed["stage"]
}

END {
    for (name in unknown) {
        printf "plan: pipelines/costs.awk expected a cost of the kind %s, found none: its %d jobs count as nothing\n", name, unknown[name] >"/dev/stderr"
    }
    total = draws * speed["stage"]
    for (j = 1; j <= jobs; j++) {
        total += work[j]
        if (expensive[j]) { of_kind[kind[j]]++; work_of[kind[j]] += work[j]; products++ }
        else { cheap++; cheap_work += work[j] }
        if (chain(j, 0) > longest) { longest = chain(j, 0); last = j }
        longest_slow = most(longest_slow, chain(j, 1))
        if (expensive[j]) heaviest = most(heaviest, memory[j])
        files += 2
        bytes += kind[j] ~ /equilibrate|hold|quench|wca-min/ ? n * 130 * (kind[j] ~ /quench|wca-min/ ? 8 : 1) : kind[j] == "follow" ? 60000 : 20000
    }
    printf "%s at %s: what is not there yet\n", figures_names(), profile
    k = 0
    for (name in of_kind) order[++k] = name
    for (i = 1; i <= k; i++) for (j = i + 1; j <= k; j++) if (work_of[order[j]] > work_of[order[i]]) { name = order[i]; order[i] = order[j]; order[j] = name }
    for (i = 1; i <= k; i++) printf "%s %d jobs, %s core-hours\n", order[i], of_kind[order[i]], hours_of(work_of[order[i]])
    printf "merged and drawn %d, %s core-hours\n", cheap + draws, hours_of(cheap_work + draws * speed["stage"])
    for (i = 1; i <= figures_count; i++) if (figures_count > 1) printf "%s %s core-hours by itself\n", figures[i], hours_of(per_figure(figures[i]))
    printf "%s core-hours\n", hours_of(total)
    path = ""
    for (j = last; j; j = previous[j, 0]) if (expensive[j]) path = kind[j] " " hours_of(work[j]) (path ? ", " path : "")
    printf "the longest chain %s hours%s\n", hours_of(longest), path ? ": " path : ""
    if (longest_slow > longest) printf "the longest chain %s hours where liquids are run once more, for longer, as the first set too fast a pace\n", hours_of(longest_slow)
    printf "memory %d MB a job at most\n", heaviest + 0.5
    printf "disk %d MB, %d files\n", bytes / 1e6 + 1, files + draws * 2
    printf "wall time %s on %d cores\n", from_to(most(total / cores, longest), total / cores + longest_slow), cores
    if (goals) write_goals()
}
function figures_names(    k, all) { for (k = 1; k <= figures_count; k++) all = all (k > 1 ? " " : "") figures[k]; return all }

# The tasks: what hangs together, the largest first, each into the task that has the least so far
function write_goals(    j, k, i, before, list_of, count_of, groups, wanted, best, longest_task, made) {
    for (j = 1; j <= jobs; j++) { parent[j] = j; leads[j] = expensive[j] }
    # A cheap product hangs together with jobs only where a job needs it
    for (j = 1; j <= jobs; j++) if (expensive[j]) needs(j)
    for (j = 1; j <= jobs; j++) {
        if (!leads[j]) continue
        count_of = split(inputs[j], list_of, " ")
        for (k = 1; k <= count_of; k++) if (list_of[k] in made_by) join(j, made_by[list_of[k]])
    }
    for (j = 1; j <= jobs; j++) if (leads[j]) group_work[find(j)] += work[j]
    for (j in group_work) sorted[++groups] = j + 0
    heap_sort(groups)
    expensive_work = 0
    for (k = 1; k <= groups; k++) expensive_work += group_work[sorted[k]]
    # tasks of half of the hours, so that few are stopped and go on
    wanted = int(expensive_work / 3600 / (hours * 0.5) / cores_of_task) + 1
    wanted = most(wanted, nodes)
    wanted = least(least(wanted, tasks), groups)
    for (k = 1; k <= groups; k++) {
        best = (k - 1) % wanted + 1
        if (int((k - 1) / wanted) % 2) best = wanted + 1 - best # there and back: alike within the smallest
        task_of[sorted[k]] = best
        task_work[best] += group_work[sorted[k]]
    }
    for (j = 1; j <= jobs; j++) {
        if (!expensive[j]) continue
        k = task_of[find(j)]
        goals_of[k] = goals_of[k] " \\\n    " target[j]
        longest_task = most(longest_task, ends[j, 1])
    }
    for (k = 1; k <= wanted; k++) longest_task = most(longest_task, task_work[k] / cores_of_task)
    printf "# tasks %d memory %d minutes %d\n", wanted, 200 + cores_of_task * heaviest * 1.5, 10 + longest_task * 2 / 60 >goals
    for (k = 1; k <= wanted; k++) printf ".PHONY: task-%d\ntask-%d:%s\n", k, k, goals_of[k] >goals
    close(goals)
}
function needs(j,    list_of, count_of, k, before) {
    count_of = split(inputs[j], list_of, " ")
    for (k = 1; k <= count_of; k++) if (list_of[k] in made_by && !leads[before = made_by[list_of[k]]]) { leads[before] = 1; needs(before) }
}
# sorted[1] ... by the work of each, the largest first
function heap_sort(count,    k, j, x) {
    for (k = int(count / 2); k >= 1; k--) sift(k, count)
    for (k = count; k > 1; k--) { x = sorted[1]; sorted[1] = sorted[k]; sorted[k] = x; sift(1, k - 1) }
}
function sift(k, count,    j, x) {
    x = sorted[k]
    while ((j = 2 * k) <= count) {
        if (j < count && group_work[sorted[j + 1]] < group_work[sorted[j]]) j++
        if (group_work[x] <= group_work[sorted[j]]) break
        sorted[k] = sorted[j]
        k = j
    }
    sorted[k] = x
}
