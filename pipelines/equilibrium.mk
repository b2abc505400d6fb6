# Are the glasses in equilibrium? A table of what each run shows by itself, and of whether two runs of the same particles, whose energy comes from
# above and from below, come to the same mean energy: from random positions, and from what is held at 0.8 of the temperature.
#
# Clones start from the first run and do not wait for the second.

equilibrium := $(root)/equilibrium.jsonl

define second_start
hold.$1 := $(stages)/hold $(particles) random $(glasses.$1.phi) $(glasses.$1.temperature) $(glasses.$1.equilibration) $(seed) 1
$(folder.$1)/cold/held.xyz $(folder.$1)/cold/held.jsonl &: $(folder.$1)/equilibrated.xyz \
    $$(call recipe,$(folder.$1)/cold/held,$$(hold.$1),wca-init wca-min wca-swap)
	$$(RUN) $$(hold.$1) $(folder.$1)/certificate.jsonl $(folder.$1)/cold/held.xyz $(folder.$1)/cold/held.jsonl
equilibrate_cold.$1 := $(call equilibrate,glasses.$1,landscape,cold)
$(folder.$1)/cold/equilibrated.xyz: $(folder.$1)/cold/held.xyz $$(call recipe,$(folder.$1)/cold/equilibrated,$$(equilibrate_cold.$1),wca-swap)
	$$(RUN) $$(equilibrate_cold.$1) 1 $$@ $$(@D)/certificate.jsonl
endef
$(foreach glass,$(glasses),$(eval $(call second_start,$(glass))))

starts := $(foreach glass,$(glasses),$(folder.$(glass))/equilibrated.xyz $(folder.$(glass))/cold/held.jsonl $(folder.$(glass))/cold/equilibrated.xyz)
$(equilibrium): $(starts) $(call recipe,$(root)/equilibrium,$(stages)/compare-starts)
	$(stages)/compare-starts $@ $(starts:%/equilibrated.xyz=%/certificate.jsonl)

.PHONY: equilibrium
equilibrium: $(equilibrium) ## is each glass in equilibrium? decay times, drift, and the energies of two starts
	@$(stages)/show-equilibrium $<
