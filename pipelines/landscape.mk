# The energy landscape of a glass: the minima under its clones, the barriers between all pairs of them, their tree, and its numbers.
# Needs: glass
# Profile: glasses fig7
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

# The glasses, number 1 of each state point, with diameters drawn at random
landscape.particles := $(particles)
landscape.diameters := random
$(foreach glass,$(glasses),\
    $(eval folder.$(glass) := $(call folder_of,glasses.$(glass),landscape,1))\
    $(call equilibrated_glass,glasses.$(glass),landscape,1,$(folder.$(glass))))

chunk_of_clone := $(foreach chunk,$(wordlist 1,125,$(numbers)),$(foreach lane,1 2 3 4 5 6 7 8,$(chunk)))
clones := $(wordlist 1,$(fig7.clones),$(numbers))
columns := $(filter-out 001,$(clones))
chunks := $(sort $(wordlist 1,$(fig7.clones),$(chunk_of_clone)))

# Where clones of a glass are quenched to: its density, at another temperature; $1 glass, $2 temperature
quenched_to = $(folder.$1)/$(call density_of,glasses.$1)-$2
$(foreach glass,$(glasses),$(eval quench.$(glass) := $(call quenched_to,$(glass),$(glasses.$(glass).quench))))

# $1 glass, $2 temperature, $3 seed of the velocities, $4 chunk
define minima_of_clones
$(call job,$(quenched_to)/quenched-$4.xyz,$(folder.$1)/equilibrated.xyz,\
    $(stages)/quench temperature=$2 tw=$(fig7.tw) seed=$3 chunk=$4 glass=$$< output=$$@)
$(call job,$(quenched_to)/minima-$4.xyz,$(quenched_to)/quenched-$4.xyz,$(bin)/wca-min --method cg $$< -o $$@)
endef

# The minima of the first clones of a glass, all or $2, a number with its zeros
minima = $(patsubst %,$(quench.$1)/minima-%.xyz,$(if $2,$(sort $(wordlist 1,$2,$(chunk_of_clone))),$(chunks)))

bands = $(bin)/wca-neb --images 40 --prerelax $(glasses.$1.prerelax)

# $1 glass, $2 clone
column_of_bands = $(call job,$(quench.$1)/bands-$2.jsonl $(quench.$1)/saddles-$2.xyz,$(minima),\
    $(bands) --distinct --clones $(call plain,$2) --pairs :$(words $(wordlist 2,$2,$(numbers))) $$(inputs) \
    --saddles $(quench.$1)/saddles-$2.xyz -o $(quench.$1)/bands-$2.jsonl)

# $1 glass: the rows of all pairs, the tree that orders its clones, the numbers, and the pairs with their minimax barriers (fig7-minimax)
define tree_of_minima
$(call job,$(quench.$1)/pairs.jsonl,$(patsubst %,$(quench.$1)/bands-%.jsonl,$(call reverse,$(columns))) $(minima),\
    $(stages)/pairs clones=$(fig7.clones) output=$$@ bands: $$(sort $$(filter %.jsonl,$$^)) minima: $$(filter %.xyz,$$^) neb: $(bands))
$(call product,$(quench.$1)/tree.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-cluster --key barrier --linkage average $$< -o $$@)
$(call product,$(quench.$1)/landscape.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-landscape $$< -o $$@)
$(call product,$(quench.$1)/minimax.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-landscape --minimax $$< -o $$@)
endef

$(foreach glass,$(glasses),\
    $(foreach chunk,$(chunks),$(call minima_of_clones,$(glass),$(glasses.$(glass).quench),$(seed),$(chunk)))\
    $(foreach clone,$(columns),$(call column_of_bands,$(glass),$(clone)))\
    $(call tree_of_minima,$(glass)))
