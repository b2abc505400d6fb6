# Glasses followed out of equilibrium: clones of many glasses, brought at once to another density and temperature.
#
# "We produce n_c = 20 clones for each of the n_g = 200 initial configurations. Clones share the same initial positions, but
# are given initial velocities randomly sampled from the appropriate Maxwell distribution. Each configuration is then studied
# at various (phi, T) by instantaneously changing the control parameters. [...] The origin for waiting times t_w = 0 is
# defined as the time at which the kinetic temperature, averaged over a time t = 1, reaches the imposed value." (Methods)
# A job is one glass at one state point. Figures ask for the state points that they show with $(call follow,...), and share
# them: all jobs of a profile see the same times.

follow_glasses := $(shell seq $(follow.glasses))

# The followed glass with this phi_g: its number in the profile
followed_at = $(or $(strip $(foreach glass,$(followed),$(if $(filter $1,$(followed.$(glass).phi)),$(glass)))),\
    $(error profile $(PROFILE): expected a glass at phi = $1 in followed, found none))

# $1 number of a followed glass, $2 density, $3 temperature
followed_state = $(root)/followed/$(call state_of,followed.$1)/$2-$3

# $1, $2, $3 as above; $4 that folder
define followed_rules
follow_command.$4 := $(stages)/follow $(follow.clones) $(follow.tw) $(follow.tau) $(seed) $2 $3
$(foreach glass,$(follow_glasses),
$4/chi-$(glass).jsonl $4/msd-$(glass).jsonl &: $(call folder_of,followed.$1,$(follow.particles),$(glass))/equilibrated.xyz \
    $$(call recipe,$4/follow,$$(follow_command.$4),wca-clone wca-md wca-chi wca-msd)
	$$(RUN) $$(follow_command.$4) $$< $4/chi-$(glass).jsonl $4/msd-$(glass).jsonl
)
$4/chi.jsonl $4/msd.jsonl: $4/%.jsonl: $(foreach glass,$(follow_glasses),$4/%-$(glass).jsonl) \
    $$(call recipe,$4/merge,$(bin)/wca-chi --merge,wca-msd)
	@$(bin)/wca-$$* --merge $$(filter %.jsonl,$$^) -o $$@
endef

# $(call follow,GLASS,DENSITIES,TEMPERATURES): the folders, with chi.jsonl and msd.jsonl, of all these state points
follow = $(foreach phi,$2,$(foreach temperature,$3,$(call follow_once,$1,$(phi),$(temperature),$(call \
    followed_state,$1,$(phi),$(temperature)))))
follow_once = $(if $(is_followed.$4),,$(eval is_followed.$4 := yes)$(eval $(call followed_rules,$1,$2,$3,$4)))$4

$(foreach state,$(followed),$(foreach glass,$(follow_glasses),$(eval $(call equilibrated_glass,followed.$(state),$(follow.particles),\
    $(glass),$(call folder_of,followed.$(state),$(follow.particles),$(glass))))))

# T_G from averages over glasses, and the times at which distances are compared
cross := $(bin)/wca-chi --cross 1.06
compared_at := --argjson tw $(follow.tw) --argjson tau $(follow.tau)

# The grids of Figs 3 and 5. $1 a grid: its folders, those of its state points, and T_G at its densities
jamming_folder = $(root)/jamming/$(call state_of,followed.$(call followed_at,$(grids.$1.glass_phi)))
grid_folder = $(root)/followed/$(call state_of,followed.$(call followed_at,$(grids.$1.glass_phi)))
define grid_rules
grid_states.$1 := $$(call follow,$$(call followed_at,$(grids.$1.glass_phi)),$(grids.$1.densities),$(grids.$1.temperatures))

$(grid_folder)/ergodicity.jsonl: $$(grid_states.$1:%=%/chi.jsonl) $$(call recipe,$(grid_folder)/ergodicity,$(cross))
	@$(cross) $$(filter %/chi.jsonl,$$^) -o $$@

$(grid_folder)/ergodicity.tsv: plots/ergodicity.jq $(grid_folder)/ergodicity.jsonl $$(grid_states.$1:%=%/chi.jsonl) \
    $$(call recipe,$(grid_folder)/ergodicity-table,$(stages)/table)
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $(compared_at)
endef
$(foreach grid,$(grids),$(eval $(call grid_rules,$(grid))))
