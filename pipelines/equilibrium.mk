# Are the glasses in equilibrium? A table of what each run shows by itself, and of whether two runs of the same particles, whose energy comes from
# above and from below, come to the same mean energy: from random positions, and from what is held at 0.8 of the temperature.
# Needs: landscape
#
# Clones start from the first run and do not wait for the second.

equilibrium := $(root)/equilibrium.jsonl

# $1 glass, $2 the folder of its second start
define second_start
$(call job,$2/held.xyz $2/held.jsonl,$(folder.$1)/equilibrated.xyz,\
    $(stages)/hold particles=$(particles) diameters=random temperature=$(glasses.$1.temperature) \
    time=$(glasses.$1.equilibration) seed=$(seed) glass=1 certificate=$(folder.$1)/certificate.jsonl output=$2/held.xyz row=$2/held.jsonl init: $(call init_of,glasses.$1))
$(call job,$2/equilibrated.xyz,$2/held.xyz,$(call equilibrate,glasses.$1,landscape,1,$$<,$2))
endef
$(foreach glass,$(glasses),$(call second_start,$(glass),$(folder.$(glass))/cold))

starts := $(foreach glass,$(glasses),$(folder.$(glass))/equilibrated.xyz $(folder.$(glass))/cold/held.jsonl $(folder.$(glass))/cold/equilibrated.xyz)
$(call product,$(equilibrium),$(starts),$(stages)/compare-starts output=$$@ certificates: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl))

equilibrium: $(equilibrium) ## is each glass in equilibrium? decay times, drift, and the energies of two starts
	@$(stages)/show-equilibrium $<
