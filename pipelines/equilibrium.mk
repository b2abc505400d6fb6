# Are the glasses in equilibrium? A table of what each run shows by itself, and of whether two runs of the same particles, whose energy comes from
# above and from below, come to the same mean energy: from random positions, and from what is held at 0.8 of the temperature.
# Needs: glasses
#
# Clones start from the first run and do not wait for the second. A glass that comes from a file has no runs, and is not in the table.

equilibrium := $(root)/equilibrium.jsonl

$(foreach glass,$(equilibrated),$(call second_start,$(glass)))
$(call compared_starts,$(equilibrium),$(equilibrated))

equilibrium: $(equilibrium) ## is each glass in equilibrium? decay times, drift, and the energies of two starts
	@$(stages)/show-equilibrium $<
	@$(foreach glass,$(taken),echo "$(folder.$(glass):$(root)/glasses/%=%): taken from $(call named_from,glasses.$(glass)), without a certificate of equilibrium";)
