# Fig. 2: where the clones of a glass lose each other, at six densities
#
# "Loss of ergodicity at low temperature. Glasses prepared at various (phi_g, T_g) and comparable stabilities are quenched to T at
# fixed packing fraction. The long-time limit (t_w = 8192, tau = 10^4) of the mean-squared displacement Delta (open symbols) and
# mean-squared distance Delta_AB (closed symbols) are shown as a function of the quench temperature. For each phi_g, a vertical
# arrow indicates the temperature T_G at which the two MSD separate."

fig2 := $(root)/fig2
fig2_images := $(root)/fig2.pdf $(root)/fig2.png $(root)/fig2.svg
fig2_states := $(foreach glass,$(followed),$(call follow,basins,$(glass),$(followed.$(glass).phi),$(followed.$(glass).quenches)))

$(fig2)/ergodicity.jsonl: $(fig2_states:%=%/chi.jsonl) $(call recipe,$(fig2)/ergodicity,$(cross) $(fig2_states))
	@$(cross) $(filter %/chi.jsonl,$^) -o $@

fig2_table := $(stages)/table $(compared_at.basins) $(fig2_states)
$(fig2)/distances.tsv: pipelines/filters/fig2-distances.jq $(fig2_states:%=%/chi.jsonl) $(call recipe,$(fig2)/distances,$(fig2_table))
	@$(stages)/table $< $@ $(filter %.jsonl,$^) -- $(compared_at.basins)
$(fig2)/ergodicity.tsv: pipelines/filters/ergodicity.jq $(fig2)/ergodicity.jsonl $(call recipe,$(fig2)/ergodicity-table,$(fig2_table))
	@$(stages)/table $< $@ $(filter %.jsonl,$^) -- $(compared_at.basins)

$(fig2_images): plots/fig2.gp plots/style.gp $(fig2)/distances.tsv $(fig2)/ergodicity.tsv $(call recipe,$(fig2)/images,$(stages)/draw)
	$(eval drawn.fig2 := yes)$(stages)/draw $< $(fig2) $@

.PHONY: fig2
fig2: $(fig2_images) ## mean-squared displacement and distance between clones against temperature, and where they part
	@$(call announce,fig2,$(stages)/show-columns $(fig2)/ergodicity.tsv)
