# The disconnectivity graphs of the three glasses, which the paper does not have
#
# Leaves are the distinct minima at their E_IS, in the order of the matrices of Fig. 7; branches join at the lowest energy over
# which a sequence of bands leads from one minimum to another. That tree is not the one that orders the matrices, so its lines
# may cross: fig7-tree-untangled has the leaves as near to that order as they can be with no crossing.

fig7_trees := fig7-tree fig7-tree-untangled
leaves.fig7-tree := matrices
leaves.fig7-tree-untangled := untangled
key_of.matrices := x
key_of.untangled := x_untangled

# $1 glass
define graph
graph_command.$1 := $(bin)/wca-landscape --tree
$(quench.$1)/disconnectivity.jsonl: $(quench.$1)/pairs.jsonl $$(call recipe,$(quench.$1)/disconnectivity,$$(graph_command.$1))
	$$(graph_command.$1) $$< -o $$@
endef
$(foreach glass,$(glasses),$(eval $(call graph,$(glass))))

# $1 glass, $2 order of the leaves
define tree_table
tree_table.$1.$2 := --arg x $(key_of.$2)
$(root)/fig7/tree-$2-$1.tsv: pipelines/filters/fig7-tree.jq $(quench.$1)/disconnectivity.jsonl \
    $$(call recipe,$(root)/fig7/tree-$2-$1,$(stages)/table $$(tree_table.$1.$2))
	$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $$(tree_table.$1.$2)
endef
$(foreach glass,$(glasses),$(foreach order,matrices untangled,$(eval $(call tree_table,$(glass),$(order)))))

# $1 figure
define tree_images
$1_images := $(root)/$1.pdf $(root)/$1.png $(root)/$1.svg
$$($1_images): plots/$1.gp plots/fig7-tree.gp plots/style.gp $(call recipe,$(root)/fig7/$1-images,$(stages)/draw) \
    $(foreach glass,$(glasses),$(foreach table,glass tree-$(leaves.$1),$(root)/fig7/$(table)-$(glass).tsv))
	$$(eval drawn.$1 := yes)$(stages)/draw $$< $(root)/fig7 $$@
endef
$(foreach figure,$(fig7_trees),$(eval $(call tree_images,$(figure))))

.PHONY: fig7-tree
fig7-tree: $(foreach figure,$(fig7_trees),$($(figure)_images)) ## disconnectivity graphs: which minima meet at which energy
	@$(call announce,fig7-tree,$(stages)/show-table $(glasses:%=$(root)/fig7/glass-%.tsv))
	@echo "fig7-tree-untangled is $(if $(drawn.fig7-tree-untangled),drawn,up to date)," \
	    "the same without lines that cross: $(root)/fig7-tree-untangled.pdf, .png and .svg"
