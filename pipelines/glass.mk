# Equilibrated glasses.
#
# "First, we generate equilibrated configurations at various state points (phi_g, T_g), for which the physical dynamics is
# completely arrested on accessible time scales but where thermalization can be achieved using a hybrid swap Monte Carlo
# technique." (Methods, Preparation protocols)
# The folder of a glass is named by its state point and its number: figures share it. Its run ends when equilibrium is
# shown, or at the longest time that the profile gives it: certificate.jsonl says which. The frame is written after it, so
# where there is one there is the other, and only the frame is a target.

$(foreach glass,$(glasses),$(eval \
    folder.$(glass) := $(root)/glasses/$(glasses.$(glass).phi)-$(glasses.$(glass).temperature)-1))

# $1 glass, $2 where it starts
equilibrate = $(stages)/equilibrate $2 $(particles) $(glasses.$1.phi) $(glasses.$1.temperature) \
    $(glasses.$1.equilibration) $(decays) $(seed)

define equilibrated_glass
equilibrate.$1 := $(call equilibrate,$1,random)
$(folder.$1)/equilibrated.xyz: $$(call recipe,$(folder.$1)/equilibrated,$$(equilibrate.$1),wca-init wca-min wca-swap)
	$$(RUN) $$(equilibrate.$1) $$@ $$(@D)/certificate.jsonl
endef
$(foreach glass,$(glasses),$(eval $(call equilibrated_glass,$(glass))))
