# costs.awk: what a job costs, by its kind, the stage or program that it runs, from the words of its command, as `make plan` counts it: CPU seconds
# and MB of memory. Four speeds are measured where it runs:
#   clones  ns a particle, step and clone, of 500 particles at (phi, T) = (0.85, 0.001)
#   swap    us a particle and unit of time, exchanges included, at (0.85, 0.0353)
#   text    us a particle of a frame that one program writes and another reads
#   stage   s to start and end the programs of `follow`
# All else here is a number that was found once: for figures, not for each job, to within 30 %.

# Between the points of a list, and beyond them
function between(x, points, values,    n, at, value, k) {
    n = split(points, at, " ")
    split(values, value, " ")
    for (k = 2; k < n && x > at[k]; k++);
    return value[k - 1] + (value[k] - value[k - 1]) * (x - at[k - 1]) / (at[k] - at[k - 1])
}
# T_g, where swap Monte Carlo takes some 450 units of time for a decay of F_s up to phi = 0.95, and about T_d, where tau_alpha is
# 10^5, found from ten liquids of quick at four densities (with 12400 at 0.085, phi = 0.85)
function glass_temperature(phi) {
    return most(0.009, between(phi, "0.78 0.8 0.84 0.85 0.87 0.9 0.95 1 1.1 1.2", "0.009 0.0145 0.029 0.0353 0.053 0.09 0.16 0.26 0.46 0.72"))
}
function transition_temperature(phi) { return most(0.02, between(phi, "0.8 0.85 0.9 1 1.1", "0.0345 0.074 0.138 0.37 0.69")) }
# Decay times: of F_s under swap (above T_g as in liquids of Fig. 1), and tau_alpha under molecular dynamics, as between 0.42 and 0.074 at phi = 0.85, in
# units of sqrt(m s^2/T)
function decay_time(phi, t,    x) {
    x = glass_temperature(phi) / t
    return between(phi, "0.8 0.9 1 1.1", "450 450 700 2000") * (x < 1 ? exp(-between(phi, "0.8 0.85 0.9 1 1.1", "5.3 5.6 7 9.7 12") * (1 - x)) : x ^ 2.5)
}
# How long a run lasts until its certificate passes: its origin is some 14 decay times old; then come the decay times that are asked for, or ten blocks
# of three memories of the energy, and one more
function certified(decays, tau) { return most(60, (14 + 1.3 * most(decays, 14)) * tau) }
function relaxation_time(phi, t,    x) {
    x = transition_temperature(phi) / t
    return exp(-0.6 + 3.6 * x + 8.5 * x * x) * sqrt(0.074 / transition_temperature(phi))
}
# (The words of a command are strings, and would be compared as such.)
function least(a, b) { return a + 0 < b + 0 ? a + 0 : b + 0 }
function most(a, b) { return a + 0 > b + 0 ? a + 0 : b + 0 }
function log2(x) { return log(x) / log(2) }

# More neighbours where it is dense, lists that last less long where it is hot, and caches
function state_factor(n, phi, t) {
    return (1 + 0.9 * (phi - 0.85)) * (1 + 0.6 * least(3, sqrt(t / glass_temperature(phi)))) / 1.1 * (least(n, 4000) / 500) ^ 0.18
}
# Molecular dynamics of clones, in lanes of eight, and of one liquid; swap Monte Carlo, and without exchanges; frames along a pipe
function md(n, clones, time, phi, t) { return 1e-9 * speed["clones"] * state_factor(n, phi, t) * n * 8 * int((clones + 7) / 8) * time / 0.0035 }
function one(n, time, t) { return 1e-9 * speed["clones"] * most(3, 11 * sqrt(t)) * n * time / 0.0035 }
function swap(n, time, phi) { return 1e-6 * speed["swap"] * n * time * (1 + 1.3 * most(-0.1, phi - 0.85)) }
function alone(n, time, phi, t) { return 0.4 * swap(n, time, phi) * most(1, least(2, sqrt(t / glass_temperature(phi)))) }
function pass(n, frames) { return 1e-6 * speed["text"] * n * frames }
# A minimum, a band, how many minima so many clones have
function minimum(n, phi) { return 0.011 * speed["clones"] * n / 1000 * (phi < 0.9 ? 2 : 1) }
function band(n, phi) { return speed["clones"] * n / 1000 * (phi > 1.05 ? 0.12 : phi > 0.9 ? 0.05 : 0.26) }
function minima(clones, phi) { return phi > 1.05 ? least(clones, 7) : clones }

# seconds(KIND): of the job whose words are in arg[NAME], list[NAME] (how many), option[NAME], with n particles at (phi, t)
function seconds(kind,    clones, tw, tau, jobs, frames, length_of) {
    if (kind == "equilibrate") {
        if (arg["dynamics"] == "md") return alone(n, least(arg["time"], certified(arg["decays"], relaxation_time(phi, t))), phi, t)
        return swap(n, least(arg["time"], certified(arg["decays"], decay_time(phi, t))), phi)
    }
    if (kind == "hold") return swap(n, least(arg["time"] / 10, 7 * decay_time(phi, t)), phi) + alone(n, 25, phi, t)
    if (kind == "follow") {
        clones = arg["clones"]; tw = arg["tw"]; tau = arg["tau"]
        return 0.9 * speed["stage"] + md(n, clones, tw + tau, phi, t) + pass(n, 2.2 * clones * (log2(tw) - 1) * (log2(tau) + 3))
    }
    if (kind == "quench") return 0.2 * speed["stage"] + md(n, 8, arg["tw"], phi, t)
    if (kind == "wca-min") return 0.05 * speed["stage"] + minimum(n, phi) * 8
    if (kind == "wca-neb") return 0.05 * speed["stage"] + band(n, phi) * (minima(option["--clones"], phi) / option["--clones"]) ^ 2 * (option["--clones"] - 1)
    if (kind == "wca-jam" || kind == "compose-packing") # (the short equilibration before it is small)
        return alone(n, 1.5 * (most(0.01, phi - 0.835) / option["--rate"] + 0.015 / option["--phi-step"] * option["--temperature"] / option["--cooling-rate"]), phi, t)
    # A sample of a liquid alone: 100 steps of a sixteenth of its relaxation time, or time/32 in at most 620; the one that sets the pace once or twice
    # before, in 80; and what lies between samples. A clone alone costs a quarter to a half of eight, the more the hotter it is: its
    # lists do not last.
    if (kind == "relax-samples") return 0.4 * speed["stage"] + (arg["samples"] - 1) * swap(n, 3 * least(1000, decay_time(phi, t)), phi)
    if (kind == "relax-pace") return 3 * speed["stage"] + 1.5 * one(n, least(arg["time"], 100 * relaxation_time(phi, t) / 16), t) + pass(n, 150)
    if (kind == "relax") {
        length_of = relaxation_time(phi, t) / 16
        length_of *= 20 + least(600, most(80, arg["time"] / 32 / length_of))
        length_of = least(arg["time"], length_of)
        return speed["stage"] + one(n, length_of, t) + pass(n, least(620, most(100, arg["time"] / 2 / relaxation_time(phi, t))))
    }
    if (kind == "relax-join") return 0.4 * speed["stage"]
    if (kind == "random-packings") return arg["glasses"] * minimum(n, phi) * 4
    if (kind == "tune") return arg["runs"] * (arg["swaps"] * 0.035 / arg["md_time"] * 0.7 + 0.4) * swap(n, arg["time"], phi)
    if (kind ~ /^compose-/) return swap(n, arg["time"], phi) + (kind == "compose-energy" ? minimum(n, phi) : md(n, 8, 20 * arg["tau"], phi, t))
    if (kind == "check-certificate") return swap(n, 2 * certified(20, decay_time(phi, t)), phi)
    if (kind == "pairs" || kind == "distinct-saddles" || kind == "wca-landscape") return 0.4 * speed["stage"]
    if (kind == "check-participation") return list["tolerances:"] * (0.2 * speed["stage"] + arg["clones"] * minimum(n, phi))
    if (kind == "check-bands") return 50 * band(n, phi) * 2
    if (kind == "walk-paths") return 50 * band(n, phi)
    if (kind == "refine-saddles" || kind == "certify") return 20 * minimum(n, phi)
    if (kind == "count-minima") return 20 * minimum(n, phi)
    if (kind == "merge" || kind == "table") return 0.1 * speed["stage"]
    if (kind == "draw") return speed["stage"]
    return -1
}
# Besides, where the first configuration of a liquid sets too fast a pace, all of them, one after another, at a step up to four times as long: so it is
# seldom, and counts in the longest chain alone
function once_more(kind) {
    return kind == "relax-join" ? list["rows:"] * one(n, least(arg["time"], 4 * 100 * relaxation_time(phi, t) / 16), t) : 0
}
# MB: programs hold a glass and its lists, eight at a time, `follow` three readers, bands 40 images
function megabytes(kind) { return 10 + (kind == "follow" ? 6 : kind ~ /neb|bands|paths/ ? 8 : 3) * (8 + n / 250 * least(4, most(1, arg["clones"] / 8))) }
