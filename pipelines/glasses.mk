# The landscapes of the glasses of a profile, number 1 of each state point, with diameters drawn at random
# Needs: landscape
# Profile: glasses fig7
#
# Or from files: those have no certificate of equilibrium.

taken := $(foreach glass,$(glasses),$(if $(glasses.$(glass).from),$(glass)))
equilibrated := $(filter-out $(taken),$(glasses))
profile_glass.particles := $(particles)
profile_glass.diameters := random
$(foreach glass,$(glasses),$(call landscape,$(glass),glasses.$(glass),profile_glass,1,$(fig7.clones),$(fig7.tw)))
