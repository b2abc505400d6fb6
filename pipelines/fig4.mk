# Fig. 4: how many particles move together, as time goes on after a quench
# Needs: follow
# Profile: aging fig4
#
# "Growing susceptibility after a temperature quench. Glasses prepared at (phi_g, T_g) = (0.85, 0.0353) are rapidly quenched to
# temperature T. From bottom to top, T = 0.0353, 0.005, 0.003, 0.002, 0.0015, 0.001, 7 x 10^-4, 5 x 10^-4, 10^-4, 2 x 10^-5."
# With few glasses their differences hide the rest: panel b has the variances within each glass.

fig4 := $(root)/fig4
fig4_states := $(call follow,aging,$(call followed_at,$(fig4.glass_phi)),$(fig4.glass_phi),$(fig4.temperatures))

$(call product,$(fig4)/susceptibility.tsv,$(fig4_states:%=%/chi.jsonl),$(stages)/table filter=$(filters)/fig4-susceptibility.jq output=$$@ rows: $$(inputs))
$(call figure,fig4,$(fig4),$(fig4)/susceptibility.tsv)

fig4: $(call images,fig4) ## the susceptibility of the distance between clones against time, after quenches to ten temperatures
	@$(call announce,fig4,$(stages)/show-columns $(fig4)/susceptibility.tsv)
