# Fig. 3: below which temperature glasses lose ergodicity, at other densities than their own
#
# "Loss of ergodicity for various glasses. [...] The glasses are rapidly brought to another state point (phi, T) in the phase
# diagram. We compare the long-time limit of the mean-squared displacement and the mean-squared distance between clones of the
# glass at the new state point. [...] Ergodicity inside the glass is broken below T_G(phi)."
# The state points are the grids of the profile, which Fig. 5 shows too.

fig3 := $(root)/fig3
fig3_images := $(root)/fig3.pdf $(root)/fig3.png $(root)/fig3.svg

$(eval $(call ergodicity_table,$(fig3)/ergodicity.tsv,$(grids)))

$(fig3_images): plots/fig3.gp plots/style.gp $(fig3)/ergodicity.tsv $(computer_line) $(call recipe,$(fig3)/images,$(stages)/draw)
	$(eval drawn.fig3 := yes)$(stages)/draw $< $(fig3) $@

.PHONY: fig3
fig3: $(fig3_images) ## below which temperature glasses lose ergodicity at other densities than their own
	@$(call announce,fig3,$(stages)/show-columns $(fig3)/ergodicity.tsv)
