# Fig. 1: where the liquid is in equilibrium, the computer glass transition, and what is beneath: jammed or not
#
# "Equilibrium phase diagram of the WCA model. The red line corresponds to the computer glass transition, below which conventional
# molecular dynamics fails to reach equilibrium. [...] circles the state points for which equilibrium is reached, either by MD or swap.
# [...] open (full) circles reach unjammed (jammed) ISs under minimization. [...] present results for glasses prepared well below the
# computer glass transition, highlighted by red squares." (Fig. 1 and Results, Equilibrium phase diagram)
# Each density has a ladder of temperatures: the upper liquids (md) are equilibrated by molecular dynamics; those below (slow), where that
# would take long, and the lowest (swap), where it would not end, by swap. Of md and slow the relaxation under molecular dynamics is
# measured. T_d is where its time is 10^4 tau_0, on the law that the times follow.

# Diameters are the quantiles of P(sigma), the limit of many particles, in all profiles: with diameters drawn at random, samples differ in
# polydispersity, and with it in tau_alpha by factors (make composition).
liquids.diameters := quantile
numbers.liquids := $(shell seq $(liquids.glasses))
liquids := $(root)/liquids
fig1 := $(root)/fig1

# $1 md, slow or swap, $2 a density of the diagram, by its number, $3 temperature
define liquid
liquids.$1.$2 += liquid.$(diagram.$2.phi)-$3
$(if $(liquid.$(diagram.$2.phi)-$3.phi),$(error profile $(PROFILE): expected each temperature once in the diagram, found $3 twice at phi = $(diagram.$2.phi)))
liquid.$(diagram.$2.phi)-$3.phi := $(diagram.$2.phi)
liquid.$(diagram.$2.phi)-$3.temperature := $3
liquid.$(diagram.$2.phi)-$3.dynamics := $(if $(filter md,$1),md,swap)
liquid.$(diagram.$2.phi)-$3.equilibration := $(if $(filter md,$1),$(diagram.$2.md_time),$(diagram.$2.swap_time))
endef
ladder := md slow swap
$(foreach density,$(diagram),$(foreach part,$(ladder),$(foreach temperature,$(diagram.$(density).$(part)_temperatures),\
    $(eval $(call liquid,$(part),$(density),$(temperature))))))
all_liquids := $(foreach part,$(ladder),$(foreach density,$(diagram),$(liquids.$(part).$(density))))
liquid_folders = $(foreach glass,$(numbers.liquids),$(call folder_of,$1,liquids,$(glass)))

# $1 a state point, $2 glass, $3 its folder: the liquid, its inherent structure, and the energy of that. Near the density at which it jams a search may
# not converge: the row says so by its max_force, and no run ends by it.
define liquid_rules
$(call equilibrated_glass,$1,liquids,$2,$3)
$3/inherent.xyz: $3/equilibrated.xyz $$(call recipe,$3/inherent,$(bin)/wca-min --method cg)
	@$(bin)/wca-min --method cg $$< -o $$@
$3/inherent.jsonl: $3/inherent.xyz $$(call recipe,$3/inherent-row,$(bin)/wca-minima --max-force 1e6)
	@$(bin)/wca-minima --max-force 1e6 $$< -o $$@
endef
$(foreach state,$(all_liquids),$(foreach glass,$(numbers.liquids),$(eval $(call \
    liquid_rules,$(state),$(glass),$(call folder_of,$(state),liquids,$(glass))))))

# $1 a state point, $2 its density by its number: the relaxation of its liquids
relaxation = $(liquids)/$(call state_of,$1)/relaxation
define relaxation_rules
relax.$1 := $(stages)/relax $(liquids.samples) $(seed) $(diagram.$2.md_time)
$(call relaxation,$1).jsonl: $(addsuffix /equilibrated.xyz,$(call liquid_folders,$1)) \
    $$(call recipe,$(call relaxation,$1),$$(relax.$1) $(numbers.liquids),wca-swap wca-select wca-clone wca-md wca-fskt)
	$$(RUN) $$(relax.$1) $$@ $(addsuffix /certificate.jsonl,$(call liquid_folders,$1))
endef
$(foreach density,$(diagram),$(foreach state,$(liquids.md.$(density)) $(liquids.slow.$(density)),$(eval $(call relaxation_rules,$(state),$(density)))))

# $1 a density of the diagram: relaxation times, averages over its liquids, and the laws that they follow (to within 5 %)
laws := $(stages)/laws
law_options := --scatter 0.05
define law_rules
relaxations.$1 := $(foreach state,$(liquids.md.$1) $(liquids.slow.$1),$(call relaxation,$(state)).jsonl)
$(liquids)/$(diagram.$1.phi)/times.jsonl: $$(relaxations.$1) $$(call recipe,$(liquids)/$(diagram.$1.phi)/times,$(bin)/wca-fskt --merge $$(relaxations.$1))
	@$(bin)/wca-fskt --merge $$(filter %.jsonl,$$^) -o $$@
$(liquids)/$(diagram.$1.phi)/laws.jsonl: $(liquids)/$(diagram.$1.phi)/times.jsonl $$(call recipe,$(liquids)/$(diagram.$1.phi)/laws,$(laws) $(law_options),wca-relax)
	@$(laws) $(diagram.$1.phi) $$< $$@ $(law_options)
endef
$(foreach density,$(diagram),$(eval $(call law_rules,$(density))))
densities := $(foreach density,$(diagram),$(diagram.$(density).phi))

fig1_folders := $(foreach state,$(all_liquids),$(call liquid_folders,$(state)))
jammed := --jammed 1e-8
beneath := $(bin)/wca-minima --merge $(jammed)
$(fig1)/minima.jsonl: $(fig1_folders:%=%/inherent.jsonl) $(call recipe,$(fig1)/minima,$(beneath) $(fig1_folders))
	@$(beneath) $(filter %.jsonl,$^) -o $@
$(fig1)/points.tsv: pipelines/filters/fig1-points.jq $(fig1)/minima.jsonl $(fig1_folders:%=%/equilibrated.xyz) \
    $(call recipe,$(fig1)/points,$(stages)/table $(fig1_folders))
	@$(stages)/table $< $@ $(filter %.jsonl,$^) $(fig1_folders:%=%/certificate.jsonl)
$(fig1)/thresholds.tsv: pipelines/filters/fig1-thresholds.jq $(fig1_folders:%=%/inherent.jsonl) $(call recipe,$(fig1)/thresholds,$(stages)/table $(fig1_folders))
	@$(stages)/table $< $@ $(filter %.jsonl,$^)
$(fig1)/laws.tsv $(fig1)/times.tsv: $(fig1)/%.tsv: pipelines/filters/fig1-%.jq $(densities:%=$(liquids)/%/times.jsonl) $(densities:%=$(liquids)/%/laws.jsonl) \
    $(call recipe,$(fig1)/laws,$(stages)/table $(densities))
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

# The glasses of the other figures
squares := $(sort $(foreach glass,$(glasses),$(call state_of,glasses.$(glass))) $(foreach glass,$(followed),$(call state_of,followed.$(glass))))
$(fig1)/glasses.tsv: $(call recipe,$(fig1)/glasses,$(squares))
	@printf '%s\n' $(squares) | tr - '\t' >$@

# Where random configurations jam: "the lower value is found when minimizing random configurations"
random_command := $(stages)/random-packings $(liquids.particles) $(liquids.diameters) $(random_packings.glasses) $(seed)
random_packings := $(random_packings.densities:%=$(root)/random/%.jsonl)
$(random_packings): $(root)/random/%.jsonl: $(call recipe,$(root)/random/packings,$(random_command),wca-init wca-min wca-minima)
	$(RUN) $(random_command) $* $@
half_jammed := $(bin)/wca-minima --cross 0.5 $(jammed)
$(fig1)/random.jsonl: $(random_packings) $(call recipe,$(fig1)/random-row,$(half_jammed) $(random_packings.densities))
	@$(half_jammed) $(filter %.jsonl,$^) -o $@
$(fig1)/random.tsv: pipelines/filters/fig1-random.jq $(fig1)/random.jsonl $(call recipe,$(fig1)/random,$(stages)/table)
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

fig1_images := $(root)/fig1.pdf $(root)/fig1.png $(root)/fig1.svg
$(fig1_images): plots/fig1.gp plots/style.gp $(fig1)/points.tsv $(fig1)/laws.tsv $(fig1)/glasses.tsv $(fig1)/thresholds.tsv \
    $(fig1)/random.tsv $(call recipe,$(fig1)/images,$(stages)/draw)
	$(eval drawn.fig1 := yes)$(stages)/draw $< $(fig1) $@
fig1_times_images := $(root)/fig1-times.pdf $(root)/fig1-times.png $(root)/fig1-times.svg
$(fig1_times_images): plots/fig1-times.gp plots/style.gp $(fig1)/times.tsv $(fig1)/laws.tsv $(call recipe,$(fig1)/times-images,$(stages)/draw)
	$(eval drawn.fig1-times := yes)$(stages)/draw $< $(fig1) $@

.PHONY: fig1 fig1-times
fig1: $(fig1_images) ## where the liquid is in equilibrium, the computer glass transition, and what is beneath
	@$(call announce,fig1,for table in laws random thresholds; do $(stages)/show-columns $(fig1)/$$table.tsv; done)
fig1-times: $(fig1_times_images) ## relaxation times of the liquids of Fig. 1, and the laws that give T_d
	@$(call announce,fig1-times,$(stages)/show-columns $(fig1)/times.tsv)
