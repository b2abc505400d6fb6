# Fig. 6: does the motion in a glass slow down as it waits?
# Needs: follow
# Profile: aging fig6
#
# "Microscopic dynamics after quenching a glass. Mean-squared displacement of glasses prepared in equilibrium at (phi_g, T_g) =
# (0.85, 0.0353) then rapidly quenched to a phi = 0.85, T = 7 x 10^-4; b phi = 0.9, T = 0.0025; c phi = 1, T = 0.004. For each set
# of curves, the time t_w spent at low temperature increases from top to bottom: t_w = 8, 16, 32, ..., 4096, 8192."

fig6 := $(root)/fig6
fig6_states := $(foreach state,$(fig6.states),\
    $(call follow,aging,$(call followed_at,$(fig6.glass_phi)),$(fig6.states.$(state).phi),$(fig6.states.$(state).temperature)))

$(call product,$(fig6)/displacements.tsv,$(fig6_states:%=%/msd.jsonl),$(stages)/table filter=$(filters)/fig6-displacements.jq output=$$@ rows: $$(inputs))
$(call product,$(fig6)/aging.jsonl,$(fig6_states:%=%/msd.jsonl),$(bin)/wca-msd --aging $$(inputs) -o $$@)
$(call product,$(fig6)/aging.tsv,$(fig6)/aging.jsonl,\
    $(stages)/table filter=$(filters)/fig6-aging.jq output=$$@ rows: $$(inputs) options: $(compared_at.aging))
$(call figure,fig6,$(fig6),$(fig6)/displacements.tsv $(fig6)/aging.tsv)

fig6: $(call images,fig6) ## mean-squared displacements after longer and longer waiting, at three state points
	@$(call announce,fig6,$(stages)/show-columns $(fig6)/aging.tsv)
