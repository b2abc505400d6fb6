# Are the glasses in equilibrium? A table of what each run shows by itself, and of whether two runs of the same particles,
# from random positions and from a hot liquid, come to the same mean energy.
#
# Clones start from the first run and do not wait for the second.

equilibrium := $(root)/equilibrium.jsonl

define second_start
equilibrate_hot.$1 := $(call equilibrate,glasses.$1,landscape,hot)
$(folder.$1)/hot/equilibrated.xyz: $$(call recipe,$(folder.$1)/hot/equilibrated,$$(equilibrate_hot.$1),wca-init wca-min wca-swap)
	$$(RUN) $$(equilibrate_hot.$1) 1 $$@ $$(@D)/certificate.jsonl
endef
$(foreach glass,$(glasses),$(eval $(call second_start,$(glass))))

starts := $(foreach glass,$(glasses),$(folder.$(glass))/equilibrated.xyz $(folder.$(glass))/hot/equilibrated.xyz)
$(equilibrium): $(starts) $(call recipe,$(root)/equilibrium,$(stages)/compare-starts)
	$(stages)/compare-starts $@ $(starts:%/equilibrated.xyz=%/certificate.jsonl)

.PHONY: equilibrium
equilibrium: $(equilibrium) ## is each glass in equilibrium? decay times, drift, and the energies of two starts
	@$(stages)/show-equilibrium $<
