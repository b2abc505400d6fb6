# Fig. 3: below which temperature glasses lose ergodicity, at other densities than their own
# Needs: grids
#
# "Loss of ergodicity for various glasses. [...] The glasses are rapidly brought to another state point (phi, T) in the phase
# diagram. We compare the long-time limit of the mean-squared displacement and the mean-squared distance between clones of the
# glass at the new state point. [...] Ergodicity inside the glass is broken below T_G(phi)."
# The state points are the grids of the profile, which Fig. 5 shows too.

fig3 := $(root)/fig3
$(call grids_table,$(fig3)/ergodicity.tsv,$(grids))
$(call figure,fig3,$(fig3),$(fig3)/ergodicity.tsv $(computer_line))

fig3: $(call images,fig3) ## below which temperature glasses lose ergodicity at other densities than their own
	@$(call announce,fig3,$(stages)/show-columns $(fig3)/ergodicity.tsv)
