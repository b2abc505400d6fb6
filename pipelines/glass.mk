# Equilibrated glasses.
#
# "First, we generate equilibrated configurations at various state points (phi_g, T_g), for which the physical dynamics is
# completely arrested on accessible time scales but where thermalization can be achieved using a hybrid swap Monte Carlo
# technique." (Methods, Preparation protocols)
# The folder of a glass is named by its state point and its number, and by its size when that is not the profile's: figures
# share it. Its run ends when equilibrium is shown, or at the longest time that the profile gives it: certificate.jsonl says
# which. The frame is written after it, so where there is one there is the other, and only the frame is a target.

# $1 a state point of the profile, glasses.1 or followed.1; $2 particles; $3 glass
state_of = $($1.phi)-$($1.temperature)
folder_of = $(root)/glasses/$(state_of)-$3$(if $(filter-out $(particles),$2),-of-$2)

# $1 state point, $2 where it starts, $3 particles
equilibrate = $(stages)/equilibrate $2 $3 $(diameters) $($1.phi) $($1.temperature) $($1.equilibration) $(decays) $(seed)

# A glass that two figures use is run once, as the first one says. $1 state point, $2 particles, $3 glass, $4 its folder
define equilibrated_glass
ifndef equilibrated.$4
equilibrated.$4 := yes
$4/equilibrated.xyz: $$(call recipe,$4/equilibrated,$(call equilibrate,$1,random,$2),wca-init wca-min wca-swap)
	$$(RUN) $(call equilibrate,$1,random,$2) $3 $$@ $$(@D)/certificate.jsonl
endif
endef

$(foreach glass,$(glasses),\
    $(eval folder.$(glass) := $(call folder_of,glasses.$(glass),$(particles),1))\
    $(eval $(call equilibrated_glass,glasses.$(glass),$(particles),1,$(folder.$(glass)))))
