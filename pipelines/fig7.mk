# Fig. 7: distance, participation ratio and barrier between all minima of a glass, and their energies, at three densities
# Needs: glasses equilibrium
#
# "Crossover from simple to hierarchical landscapes in glasses prepared at phi_g = 1.1 (top row), 0.95 (middle), 0.85
# (bottom). The distance Delta_AB, participation ratio P_AB and potential energy barrier V_AB between all pairs of clones.
# The potential energy E_IS of the clones in their inherent structure. The clones indexes are ordered by running a
# hierarchical clustering algorithm on the matrix V_AB."

fig7 := $(root)/fig7
fig7_numbers := $(glasses:%=$(fig7)/glass-%.tsv)

# $1 glass: the pairs with their minimax barriers (fig7-minimax); its matrices and energies in the order of the tree, and what was found in numbers
define fig7_tables
$(call product,$(quench.$1)/minimax.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-landscape --minimax $$< -o $$@)
$(foreach table,pairs clones,$(call product,$(fig7)/$(table)-$1.tsv,$(quench.$1)/minimax.jsonl $(quench.$1)/tree.jsonl,\
    $(stages)/table filter=$(filters)/fig7-$(table).jq output=$$@ rows: $$(inputs)))
$(call product,$(fig7)/glass-$1.tsv,$(quench.$1)/landscape.jsonl $(if $(glasses.$1.from),,$(equilibrium)),\
    $(stages)/table filter=$(filters)/fig7-glass.jq output=$$@ rows: $$(inputs) \
    options: --argjson temperature $(glasses.$1.quench) --argjson tw $(fig7.tw)$(if $(glasses.$1.from), --arg from $(call named_from,glasses.$1)))
endef
$(foreach glass,$(glasses),$(call fig7_tables,$(glass)))

fig7_tables := $(fig7_numbers) $(foreach glass,$(glasses),$(fig7)/pairs-$(glass).tsv $(fig7)/clones-$(glass).tsv)
$(call figure,fig7,$(fig7),$(fig7_tables),$(words $(glasses)))

fig7: $(call images,fig7) ## distance, participation ratio and barrier between all minima of the glasses
	@$(call announce,fig7,$(stages)/show-table $(fig7_numbers))
