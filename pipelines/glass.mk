# Equilibrated glasses.
#
# "First, we generate equilibrated configurations at various state points (phi_g, T_g), for which the physical dynamics is
# completely arrested on accessible time scales but where thermalization can be achieved using a hybrid swap Monte Carlo
# technique." (Methods, Preparation protocols)
# The folder of a glass is named by its state point and its number: figures share it.

$(foreach glass,$(glasses),$(eval \
    folder.$(glass) := $(root)/glasses/$(glasses.$(glass).phi)-$(glasses.$(glass).temperature)-1))

define equilibrated_glass
equilibrate.$1 := $(stages)/equilibrate $(particles) $(glasses.$1.phi) $(glasses.$1.temperature) \
    $(glasses.$1.equilibration) $(seed)
$(folder.$1)/equilibrated.xyz: $$(call recipe,$(folder.$1)/equilibrated,$$(equilibrate.$1),wca-init wca-min wca-swap)
	$$(RUN) $$(equilibrate.$1) $$@
endef
$(foreach glass,$(glasses),$(eval $(call equilibrated_glass,$(glass))))
