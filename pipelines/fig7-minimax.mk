# Fig. 7 with, for V_AB, the lowest barriers over any sequence of bands
# Needs: fig7
#
# V_AB is the barrier of one band, from one minimum to the other. Where a third minimum lies between them, a path over it may
# be lower: "this approximate method only provides an upper bound for the lowest energy barrier separating the two energy
# minima" (Methods). The lowest highest energy over any sequence of bands is where the two meet in the tree of single linkage
# on saddle energies. Bands that did not converge take part, as upper bounds. Clones stay in the order of Fig. 7.

$(call figure,fig7-minimax,$(fig7),$(fig7_tables),$(words $(glasses)))

fig7-minimax: $(call images,fig7-minimax) ## Fig. 7 with the lowest barriers over any sequence of bands in place of V_AB
	@$(call announce,fig7-minimax,$(stages)/show-table $(fig7_numbers))
