# Glasses followed out of equilibrium: clones of many glasses, brought at once to another density and temperature.
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
    $(eval numbers.$(set) := $(shell seq $($(set).glasses)))\
    $(eval compared_at.$(set) := --argjson tw $($(set).tw) --argjson tau $($(set).tau)))

# The followed glass with this phi_g: its number in the profile
followed_at = $(or $(strip $(foreach glass,$(followed),$(if $(filter $1,$(followed.$(glass).phi)),$(glass)))),\
    $(error profile $(PROFILE): expected a glass at phi = $1 in followed, found none))

# Its frames: $1 basins or aging, $2 number of a followed glass, $3 which of the glasses there
followed_frame = $(call folder_of,followed.$2,$1,$3)/equilibrated.xyz
$(foreach set,basins aging,$(foreach state,$(followed),$(foreach glass,$(numbers.$(set)),$(eval $(call \
    equilibrated_glass,followed.$(state),$(set),$(glass),$(call folder_of,followed.$(state),$(set),$(glass)))))))

# $1, $2 as above, $3 density, $4 temperature, $5 the folder of that state point
followed_state = $(folder.$1)/$(call state_of,followed.$2)/$3-$4
define followed_rules
follow_command.$5 := $(stages)/follow $($1.clones) $($1.tw) $($1.tau) $(seed) $3 $4
$(foreach glass,$(numbers.$1),
$5/chi-$(glass).jsonl $5/msd-$(glass).jsonl &: $(call followed_frame,$1,$2,$(glass)) \
    $$(call recipe,$5/follow,$$(follow_command.$5),wca-clone wca-md wca-chi wca-msd)
	$$(RUN) $$(follow_command.$5) $$< $5/chi-$(glass).jsonl $5/msd-$(glass).jsonl
)
$5/chi.jsonl $5/msd.jsonl: $5/%.jsonl: $(foreach glass,$(numbers.$1),$5/%-$(glass).jsonl) \
    $$(call recipe,$5/merge,$(bin)/wca-chi --merge $(numbers.$1),wca-msd)
	@$(bin)/wca-$$* --merge $$(filter %.jsonl,$$^) -o $$@
endef

# $(call follow,SET,GLASS,DENSITIES,TEMPERATURES): the folders, with chi.jsonl and msd.jsonl, of all these state points
follow = $(foreach phi,$3,$(foreach temperature,$4,$(call follow_once,$1,$2,$(phi),$(temperature),$(call \
    followed_state,$1,$2,$(phi),$(temperature)))))
follow_once = $(if $(is_followed.$5),,$(eval is_followed.$5 := yes)$(eval $(call followed_rules,$1,$2,$3,$4,$5)))$5

# T_G from averages over glasses, and chi_AB there
cross := $(bin)/wca-chi --cross 1.06 --chi-at $(basins.tau)

# The grids of Figs 3 and 5. $1 a grid: its glass, the folder of what is found on it, its state points, and those of Fig. 2 with them
grid_glass = $(call followed_at,$(grids.$1.glass_phi))
grid_folder = $(folder.basins)/$(call state_of,followed.$(grid_glass))
define grid_rules
grid_states.$1 := $$(call follow,basins,$(grid_glass),$(grids.$1.densities),$(grids.$1.temperatures))
line_states.$1 := $$(sort $$(grid_states.$1) $$(if $$(filter $(grids.$1.glass_phi),$(grids.$1.densities)),\
    $$(call follow,basins,$(grid_glass),$(grids.$1.glass_phi),$$(followed.$(grid_glass).quenches))))

$(grid_folder)/ergodicity.jsonl: $$(line_states.$1:%=%/chi.jsonl) $$(call recipe,$(grid_folder)/ergodicity,$(cross) $$(line_states.$1))
	@$(cross) $$(filter %/chi.jsonl,$$^) -o $$@
endef
$(foreach grid,$(grids),$(eval $(call grid_rules,$(grid))))

# $1 a table of T_G, $2 grids
define ergodicity_table
$1: pipelines/filters/ergodicity.jq $(foreach grid,$2,$(call grid_folder,$(grid))/ergodicity.jsonl) \
    $$(call recipe,$(basename $1),$(stages)/table $(compared_at.basins) $2)
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $(compared_at.basins)
endef

# The line T_d of Fig. 1, which Figs 3 and 5 show once it is there: they do not wait for it, unless both are asked for
computer_line := $(if $(filter fig1 claims,$(MAKECMDGOALS)),$(root)/fig1/laws.tsv,$(wildcard $(root)/fig1/laws.tsv))
