# Fig. 6: does the motion in a glass slow down as it waits?
#
# "Microscopic dynamics after quenching a glass. Mean-squared displacement of glasses prepared in equilibrium at (phi_g, T_g) =
# (0.85, 0.0353) then rapidly quenched to a phi = 0.85, T = 7 x 10^-4; b phi = 0.9, T = 0.0025; c phi = 1, T = 0.004. For each set
# of curves, the time t_w spent at low temperature increases from top to bottom: t_w = 8, 16, 32, ..., 4096, 8192."

fig6 := $(root)/fig6
fig6_images := $(root)/fig6.pdf $(root)/fig6.png $(root)/fig6.svg
fig6_states := $(call follow,aging,$(call followed_at,0.85),0.85,0.0007) $(call follow,aging,$(call followed_at,0.85),0.9,0.0025) \
    $(call follow,aging,$(call followed_at,0.85),1,0.004)

$(fig6)/displacements.tsv: pipelines/filters/fig6-displacements.jq $(fig6_states:%=%/msd.jsonl) \
    $(call recipe,$(fig6)/displacements,$(stages)/table)
	@$(stages)/table $< $@ $(filter %.jsonl,$^)
$(fig6)/aging.jsonl: $(fig6_states:%=%/msd.jsonl) $(call recipe,$(fig6)/aging-rows,$(bin)/wca-msd --aging)
	@$(bin)/wca-msd --aging $(filter %.jsonl,$^) -o $@
$(fig6)/aging.tsv: pipelines/filters/fig6-aging.jq $(fig6)/aging.jsonl $(call recipe,$(fig6)/aging,$(stages)/table $(compared_at.aging))
	@$(stages)/table $< $@ $(filter %.jsonl,$^) -- $(compared_at.aging)

$(fig6_images): plots/fig6.gp plots/style.gp $(fig6)/displacements.tsv $(fig6)/aging.tsv $(call recipe,$(fig6)/images,$(stages)/draw)
	$(eval drawn.fig6 := yes)$(stages)/draw $< $(fig6) $@

.PHONY: fig6
fig6: $(fig6_images) ## mean-squared displacements after longer and longer waiting, at three state points
	@$(call announce,fig6,$(stages)/show-columns $(fig6)/aging.tsv)
