# How much of what differs between samples is their composition: with diameters drawn at random, the polydispersity sd(sigma)/mean of a
# sample orders the energy of its inherent structure, the density at which it jams, and how fast it relaxes.
#
# Samples of one size, with diameters and random numbers of their own, have the same time of swap Monte Carlo. Then the energies beneath
# them at the three densities of Fig. 7, phi_J of those at the lowest of these, and F_s after one time at a state point near jamming. A line
# against polydispersity says what each would be in the limit of many particles, where it is 0.2293.

composition := $(root)/composition
samples := $(wordlist 1,$(composition.samples),$(numbers))
compose = $(stages)/compose $1 $(composition.particles) $2 $(composition.time) $(seed)

# $1 a name, $2 what is asked of a sample, $3 the state point, $4 arguments of the last program, $5 the other programs
define composition_rules
compose.$1 := $(call compose,$2,$3)
$(samples:%=$(composition)/$1-%.jsonl): $(composition)/$1-%.jsonl: $$(call recipe,$(composition)/$1,$$(compose.$1) $4,wca-init wca-min wca-swap $5)
	$$(RUN) $$(compose.$1) $$(call plain,$$*) $$@ $4
endef
$(foreach glass,$(glasses),$(eval $(call composition_rules,energy-$(glass),energy,$(glasses.$(glass).phi) $(glasses.$(glass).temperature),,wca-minima)))
loosest := $(lastword $(glasses))
$(eval $(call composition_rules,packing,packing,$(glasses.$(loosest).phi) $(glasses.$(loosest).temperature),--temperature $(jamming.temperature) \
    --phi-step $(jamming.phi_step) --rate $(jamming.rate) --cooling-rate $(jamming.cooling_rate),wca-jam))
$(eval $(call composition_rules,relaxation,relaxation,$(composition.phi) $(composition.temperature),$(composition.tau),wca-clone wca-md wca-fskt))

composed_energies := $(foreach glass,$(glasses),$(samples:%=$(composition)/energy-$(glass)-%.jsonl))
composed_packings := $(samples:%=$(composition)/packing-%.jsonl)
composed_relaxations := $(samples:%=$(composition)/relaxation-%.jsonl)
$(composition)/samples.tsv: pipelines/filters/composition-samples.jq $(composed_energies) $(composed_packings) $(composed_relaxations) \
    $(call recipe,$(composition)/samples,$(stages)/table $(composition.samples))
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

# $1 a name, $2 the program that averages, $3 its rows
define line_rules
line.$1 := $2 --merge --polydispersity 0.2293
$(composition)/line-$1.jsonl: $3 $$(call recipe,$(composition)/line-$1,$$(line.$1) $(composition.samples))
	@$$(line.$1) $$(filter %.jsonl,$$^) -o $$@
endef
$(eval $(call line_rules,energy,$(bin)/wca-minima,$(composed_energies)))
$(eval $(call line_rules,packing,$(bin)/wca-jam,$(composed_packings)))
$(eval $(call line_rules,relaxation,$(bin)/wca-fskt,$(composed_relaxations)))
composition_lines := $(patsubst %,$(composition)/line-%.jsonl,energy packing relaxation)
$(composition)/lines.tsv: pipelines/filters/composition-lines.jq $(composition_lines) $(call recipe,$(composition)/lines,$(stages)/table)
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

composition_images := $(root)/composition.pdf $(root)/composition.png $(root)/composition.svg
$(composition_images): plots/composition.gp plots/style.gp $(composition)/samples.tsv $(composition)/lines.tsv \
    $(call recipe,$(composition)/images,$(stages)/draw)
	$(eval drawn.composition := yes)$(stages)/draw $< $(composition) $@

.PHONY: composition
composition: $(composition_images) ## energies, phi_J and relaxation of samples against their polydispersity
	@$(call announce,composition,$(stages)/show-columns $(composition)/lines.tsv)
