# Glasses followed out of equilibrium: clones of many glasses, brought at once to another density and temperature.
# Needs: glass
# Profile: followed
#
# "We produce n_c = 20 clones for each of the n_g = 200 initial configurations. Clones share the same initial positions, but
# are given initial velocities randomly sampled from the appropriate Maxwell distribution. Each configuration is then studied
# at various (phi, T) by instantaneously changing the control parameters. [...] The origin for waiting times t_w = 0 is
# defined as the time at which the kinetic temperature, averaged over a time t = 1, reaches the imposed value." (Methods)
# A job is one glass at one state point. A figure asks for those that it shows with $(call follow,...), of the sizes and times that a
# profile gives under basins (Figs 2, 3 and 5) or aging (Figs 4 and 6). Figures share them, and where the two are the same, so do these.


same_sizes := $(foreach size,particles diameters glasses clones tw tau,$(call same,$(basins.$(size)),$(aging.$(size))))
folder.basins := $(root)/basins
folder.aging := $(root)/$(if $(filter 6,$(words $(same_sizes))),basins,aging)
$(foreach set,basins aging,\
    $(eval numbers.$(set) := $(call up_to,$(or $($(set).glasses),0)))\
    $(eval compared_at.$(set) := --argjson tw $($(set).tw) --argjson tau $($(set).tau)))

# The followed glass with this phi_g: its number in the profile
followed_at = $(or $(strip $(foreach glass,$(followed),$(if $(filter $1,$(followed.$(glass).phi)),$(glass)))),\
    $(error profile $(PROFILE): expected a glass at phi = $1 in followed, found none))

# Its frames: $1 basins or aging, $2 number of a followed glass, $3 which of the glasses there
followed_frame = $(call folder_of,followed.$2,$1,$3)/equilibrated.xyz
followed_frames = $(foreach glass,$(numbers.$1),$(call followed_frame,$1,$2,$(glass)))
# Averages over them, of the rows and frames (beside which their certificates lie) that are inputs; $1 what merges rows
average_of = $(stages)/average output=$$@ certificates: $$(patsubst %/equilibrated.xyz,%/certificate.jsonl,$$(filter %.xyz,$$(inputs))) \
    merge: $1 rows: $$(filter %.jsonl,$$(inputs))

# $1, $2 as above, $3 density, $4 temperature, $5 the folder of that state point
followed_state = $(folder.$1)/$(call state_of,followed.$2)/$3-$4
define followed_rules
$(call followed_glasses,$1,$2)
$(call jobs,$(numbers.$1),$5/chi-{}.jsonl $5/msd-{}.jsonl,$(call followed_frame,$1,$2,{}),\
    $(stages)/follow clones=$($1.clones) tw=$($1.tw) tau=$($1.tau) seed=$(seed) phi=$3 temperature=$4 glass=$$< chi=$5/chi-{}.jsonl msd=$5/msd-{}.jsonl)
$(foreach what,chi msd,$(call product,$5/$(what).jsonl,$(numbers.$1:%=$5/$(what)-%.jsonl) $(followed_frames),\
    $(call average_of,$(bin)/wca-$(what) --merge)))
endef
# All of them, which the first state point that is asked for names
followed_glasses = $(if $(followed.$1.$2),,$(eval followed.$1.$2 := yes)$(call \
    equilibrated_glasses,followed.$2,$1,$(numbers.$1),$(call folder_of,followed.$2,$1,{})))

# $(call follow,SET,GLASS,DENSITIES,TEMPERATURES): the folders, with chi.jsonl and msd.jsonl, of all these state points
follow = $(foreach phi,$3,$(foreach temperature,$4,$(call follow_once,$1,$2,$(phi),$(temperature),$(call \
    followed_state,$1,$2,$(phi),$(temperature)))))
follow_once = $(if $(is_followed.$5),,$(eval is_followed.$5 := yes)$(strip $(call followed_rules,$1,$2,$3,$4,$5)))$5

# $(call crossings,TABLE,STATES): T_G from averages over glasses at these state points, and chi_AB there. $(call ergodicity_table,TABLE,ROWS): a table of such rows
crossings = $(call product,$1,$(2:%=%/chi.jsonl),$(bin)/wca-chi --cross 1.06 --chi-at $(basins.tau) $$(inputs) -o $$@)
ergodicity_table = $(call product,$1,$2,\
    $(stages)/table filter=$(filters)/ergodicity.jq output=$$@ rows: $$(inputs) options: $(compared_at.basins))

# The line T_d of Fig. 1, which Figs 3 and 5 show once it is there: they do not wait for it, unless both are asked for
computer_line := $(if $(filter fig1 claims,$(MAKECMDGOALS)),$(root)/fig1/laws.tsv,$(wildcard $(root)/fig1/laws.tsv))
