# Fig. 2: where the clones of a glass lose each other, at six densities
# Needs: follow
# Profile: basins
#
# "Loss of ergodicity at low temperature. Glasses prepared at various (phi_g, T_g) and comparable stabilities are quenched to T at
# fixed packing fraction. The long-time limit (t_w = 8192, tau = 10^4) of the mean-squared displacement Delta (open symbols) and
# mean-squared distance Delta_AB (closed symbols) are shown as a function of the quench temperature. For each phi_g, a vertical
# arrow indicates the temperature T_G at which the two MSD separate."

fig2 := $(root)/fig2
fig2_states := $(foreach glass,$(followed),$(call follow,basins,$(glass),$(followed.$(glass).phi),$(followed.$(glass).quenches)))

$(call crossings,$(fig2)/ergodicity.jsonl,$(fig2_states))
$(call product,$(fig2)/distances.tsv,$(fig2_states:%=%/chi.jsonl),\
    $(stages)/table filter=$(filters)/fig2-distances.jq output=$$@ rows: $$(inputs) options: $(compared_at.basins))
$(call ergodicity_table,$(fig2)/ergodicity.tsv,$(fig2)/ergodicity.jsonl)
$(call figure,fig2,$(fig2),$(fig2)/distances.tsv $(fig2)/ergodicity.tsv)

fig2: $(call images,fig2) ## mean-squared displacement and distance between clones against temperature, and where they part
	@$(call announce,fig2,$(stages)/show-columns $(fig2)/ergodicity.tsv)
