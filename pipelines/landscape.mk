# The energy landscape of a glass: the minima under its clones, the barriers between all pairs of them, their tree, and its numbers.
#
# "The clones are cooled to a lower temperature T. We simulate the dynamics of these systems at these low temperatures during a
# total time t_w. At the end of the simulation, the configuration is minimized using a conjugate gradient algorithm to
# bring each clone to its IS. [...] For each pair of IS, we estimate an energy barrier using the nudged elastic band method.
# We use 40 intermediate images of the system [...] For phi < 0.9 we first perform a NEB minimization using a harmonic
# repulsion." (Methods, Exploration of the potential energy landscape)
#
# Clones go in chunks of 8, the lanes of a vector. Bands go in columns: clone k against those before it, whatever comes
# after, so that more clones add columns and change none. The longest column starts first. The saddles are kept for
# `make certify`.

chunk_of_clone := $(foreach chunk,$(wordlist 1,125,$(numbers)),$(foreach lane,1 2 3 4 5 6 7 8,$(chunk)))
clones := $(wordlist 1,$(fig7.clones),$(numbers))
columns := $(filter-out 001,$(clones))
chunks := $(sort $(wordlist 1,$(fig7.clones),$(chunk_of_clone)))

# Where clones of a glass are quenched to: its density, at another temperature; $1 glass, $2 temperature
quenched_to = $(folder.$1)/$(glasses.$1.phi)-$2
$(foreach glass,$(glasses),$(eval quench.$(glass) := $(call quenched_to,$(glass),$(glasses.$(glass).quench))))

# $1 glass, $2 temperature, $3 seed of the velocities, $4 chunks
define minima_of_clones
quench_command.$1.$2 := $(stages)/quench $2 $(fig7.tw) $3
$(4:%=$(call quenched_to,$1,$2)/quenched-%.xyz): $(call quenched_to,$1,$2)/quenched-%.xyz: \
    $(folder.$1)/equilibrated.xyz $$(call recipe,$(call quenched_to,$1,$2)/quenched,$$(quench_command.$1.$2),wca-clone wca-md)
	$$(RUN) $$(quench_command.$1.$2) $$* $$< $$@

minima_command.$1.$2 := $(bin)/wca-min --method cg
$(4:%=$(call quenched_to,$1,$2)/minima-%.xyz): $(call quenched_to,$1,$2)/minima-%.xyz: \
    $(call quenched_to,$1,$2)/quenched-%.xyz $$(call recipe,$(call quenched_to,$1,$2)/minima,$$(minima_command.$1.$2))
	$$(RUN) $$(minima_command.$1.$2) $$< -o $$@
endef

# $1 glass, $2 clone
define column_of_bands
$(quench.$1)/bands-$2.jsonl $(quench.$1)/saddles-$2.xyz &: \
    $(patsubst %,$(quench.$1)/minima-%.xyz,$(sort $(wordlist 1,$2,$(chunk_of_clone)))) $(bands_recipe.$1)
	$$(RUN) $$(bands_command.$1) --distinct --clones $(call plain,$2) --pairs :$(words $(wordlist 2,$2,$(numbers))) \
	    $$(filter %.xyz,$$^) --saddles $(quench.$1)/saddles-$2.xyz -o $(quench.$1)/bands-$2.jsonl
endef

define tree_of_minima
pairs_command.$1 := $(stages)/pairs $(fig7.clones) $(bands_command.$1)
$(quench.$1)/pairs.jsonl: $(patsubst %,$(quench.$1)/bands-%.jsonl,$(call reverse,$(columns))) \
    $(chunks:%=$(quench.$1)/minima-%.xyz) $$(call recipe,$(quench.$1)/pairs,$$(pairs_command.$1),wca-neb)
	$$(RUN) $$(pairs_command.$1) $$(@D) $$@

tree_command.$1 := $(bin)/wca-cluster --key barrier --linkage average
$(quench.$1)/tree.jsonl: $(quench.$1)/pairs.jsonl $$(call recipe,$(quench.$1)/tree,$$(tree_command.$1))
	$$(tree_command.$1) $$< -o $$@

landscape_command.$1 := $(bin)/wca-landscape
$(quench.$1)/landscape.jsonl: $(quench.$1)/pairs.jsonl $$(call recipe,$(quench.$1)/landscape,$$(landscape_command.$1))
	$$(landscape_command.$1) $$< -o $$@
endef

$(foreach glass,$(glasses),\
    $(eval bands_command.$(glass) := $(bin)/wca-neb --images 40 --prerelax $(glasses.$(glass).prerelax))\
    $(eval bands_recipe.$(glass) := $(call recipe,$(quench.$(glass))/bands,$(bands_command.$(glass))))\
    $(eval $(call minima_of_clones,$(glass),$(glasses.$(glass).quench),$(seed),$(chunks)))\
    $(foreach clone,$(columns),$(eval $(call column_of_bands,$(glass),$(clone))))\
    $(eval $(call tree_of_minima,$(glass))))
