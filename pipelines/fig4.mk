# Fig. 4: how many particles move together, as time goes on after a quench
#
# "Growing susceptibility after a temperature quench. Glasses prepared at (phi_g, T_g) = (0.85, 0.0353) are rapidly quenched to
# temperature T. From bottom to top, T = 0.0353, 0.005, 0.003, 0.002, 0.0015, 0.001, 7 x 10^-4, 5 x 10^-4, 10^-4, 2 x 10^-5."
# With few glasses their differences hide the rest: panel b has the variances within each glass.

fig4 := $(root)/fig4
fig4_images := $(root)/fig4.pdf $(root)/fig4.png $(root)/fig4.svg
fig4_temperatures := 0.0353 0.005 0.003 0.002 0.0015 0.001 0.0007 0.0005 0.0001 2e-05
fig4_states := $(call follow,aging,$(call followed_at,0.85),0.85,$(fig4_temperatures))

$(fig4)/susceptibility.tsv: pipelines/filters/fig4-susceptibility.jq $(fig4_states:%=%/chi.jsonl) \
    $(call recipe,$(fig4)/susceptibility,$(stages)/table)
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

$(fig4_images): plots/fig4.gp plots/style.gp $(fig4)/susceptibility.tsv $(call recipe,$(fig4)/images,$(stages)/draw)
	$(eval drawn.fig4 := yes)$(stages)/draw $< $(fig4) $@

.PHONY: fig4
fig4: $(fig4_images) ## the susceptibility of the distance between clones against time, after quenches to ten temperatures
	@$(call announce,fig4,$(stages)/show-columns $(fig4)/susceptibility.tsv)
