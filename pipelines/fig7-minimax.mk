# Fig. 7 with, for V_AB, the lowest barriers over any sequence of bands
#
# V_AB is the barrier of one band, from one minimum to the other. Where a third minimum lies between them, a path over it may
# be lower: "this approximate method only provides an upper bound for the lowest energy barrier separating the two energy
# minima" (Methods). The lowest highest energy over any sequence of bands is where the two meet in the tree of single linkage
# on saddle energies. Bands that did not converge take part, as upper bounds. Clones stay in the order of Fig. 7.

define minimax_barriers
minimax_command.$1 := $(bin)/wca-landscape --minimax
$(quench.$1)/minimax.jsonl: $(quench.$1)/pairs.jsonl $$(call recipe,$(quench.$1)/minimax,$$(minimax_command.$1))
	$$(minimax_command.$1) $$< -o $$@
endef
$(foreach glass,$(glasses),$(eval $(call minimax_barriers,$(glass))))

fig7_minimax_images := $(root)/fig7-minimax.pdf $(root)/fig7-minimax.png $(root)/fig7-minimax.svg
$(fig7_minimax_images): plots/fig7-minimax.gp plots/fig7.gp plots/style.gp $(call recipe,$(root)/fig7/minimax-images,$(stages)/draw) \
    $(foreach glass,$(glasses),$(foreach table,glass pairs clones,$(root)/fig7/$(table)-$(glass).tsv))
	$(eval drawn.fig7-minimax := yes)$(stages)/draw $< $(root)/fig7 $@

.PHONY: fig7-minimax
fig7-minimax: $(fig7_minimax_images) ## Fig. 7 with the lowest barriers over any sequence of bands in place of V_AB
	@$(call announce,fig7-minimax,$(stages)/show-table $(glasses:%=$(root)/fig7/glass-%.tsv))
