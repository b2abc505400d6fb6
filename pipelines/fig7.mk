# Fig. 7: distance, participation ratio and barrier between all minima of a glass, and their energies, at three densities
#
# "Crossover from simple to hierarchical landscapes in glasses prepared at phi_g = 1.1 (top row), 0.95 (middle), 0.85
# (bottom). The distance Delta_AB, participation ratio P_AB and potential energy barrier V_AB between all pairs of clones.
# The potential energy E_IS of the clones in their inherent structure. The clones indexes are ordered by running a
# hierarchical clustering algorithm on the matrix V_AB."

$(if $(filter 3,$(words $(glasses))),,$(error profile $(PROFILE): Fig. 7 shows three glasses, found $(words $(glasses))))
fig7 := $(root)/fig7
fig7_images := $(root)/fig7.pdf $(root)/fig7.png $(root)/fig7.svg
fig7_numbers := $(glasses:%=$(fig7)/glass-%.tsv)

# $1 glass: its matrices and energies in the order of the tree, and what was found in numbers
define fig7_tables
$(fig7)/pairs-$1.tsv $(fig7)/clones-$1.tsv: $(fig7)/%-$1.tsv: pipelines/filters/fig7-%.jq \
    $(quench.$1)/minimax.jsonl $(quench.$1)/tree.jsonl $$(call recipe,$(fig7)/tables-$1,$(stages)/table)
	$(stages)/table $$< $$@ $$(filter %.jsonl,$$^)

fig7_numbers.$1 := --argjson temperature $(glasses.$1.quench) --argjson tw $(fig7.tw)
$(fig7)/glass-$1.tsv: pipelines/filters/fig7-glass.jq $(quench.$1)/landscape.jsonl $(equilibrium) \
    $$(call recipe,$(fig7)/glass-$1,$(stages)/table $$(fig7_numbers.$1))
	$(stages)/table $$< $$@ $(quench.$1)/landscape.jsonl $(equilibrium) -- $$(fig7_numbers.$1)
endef
$(foreach glass,$(glasses),$(eval $(call fig7_tables,$(glass))))

$(fig7_images): plots/fig7.gp plots/style.gp $(call recipe,$(fig7)/images,$(stages)/draw) \
    $(fig7_numbers) $(foreach glass,$(glasses),$(fig7)/pairs-$(glass).tsv $(fig7)/clones-$(glass).tsv)
	$(eval drawn.fig7 := yes)$(stages)/draw $< $(fig7) $@

.PHONY: fig7
fig7: $(fig7_images) ## distance, participation ratio and barrier between all minima of three glasses
	@$(call announce,fig7,$(stages)/show-table $(fig7_numbers))
