# The disconnectivity graphs of the glasses, which the paper does not have
# Needs: fig7
#
# Leaves are the distinct minima at their E_IS, in the order of the matrices of Fig. 7; branches join at the lowest energy over
# which a sequence of bands leads from one minimum to another. That tree is not the one that orders the matrices, so its lines
# may cross: fig7-tree-untangled has the leaves as near to that order as they can be with no crossing.

fig7_trees := fig7-tree fig7-tree-untangled
leaves.fig7-tree := matrices
leaves.fig7-tree-untangled := untangled

key_of.matrices := x
key_of.untangled := x_untangled

$(foreach glass,$(glasses),$(call product,$(quench.$(glass))/disconnectivity.jsonl,$(quench.$(glass))/pairs.jsonl,$(bin)/wca-landscape --tree $$< -o $$@))

# $1 glass, $2 order of the leaves
tree_table = $(call product,$(fig7)/tree-$2-$1.tsv,$(quench.$1)/disconnectivity.jsonl,\
    $(stages)/table filter=$(filters)/fig7-tree.jq output=$$@ rows: $$(inputs) options: --arg x $(key_of.$2))
$(foreach glass,$(glasses),$(foreach order,matrices untangled,$(call tree_table,$(glass),$(order))))

$(foreach tree,$(fig7_trees),$(call figure,$(tree),$(fig7),\
    $(fig7_numbers) $(foreach glass,$(glasses),$(fig7)/tree-$(leaves.$(tree))-$(glass).tsv),$(words $(glasses))))

fig7-tree: $(foreach tree,$(fig7_trees),$(call images,$(tree))) ## disconnectivity graphs: which minima meet at which energy
	@$(call announce,fig7-tree,$(stages)/show-table $(fig7_numbers))
	@echo "fig7-tree-untangled is $(if $(drawn.fig7-tree-untangled),drawn,up to date)," \
	    "the same without lines that cross: $(root)/fig7-tree-untangled.pdf, .png and .svg"
