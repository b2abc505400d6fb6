# The energy landscape of a glass: the minima under its clones, the barriers between all pairs of them, their tree, and its numbers.
# Needs: glass
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

# A landscape has a name: that of its glass in the profile (glasses.mk), or another (landscapes.mk). Of a name there are state.NAME, its state point
# (glasses.2), clones.NAME, their numbers, tw.NAME, how long they are followed, set.NAME and number.NAME, the glass, folder.NAME, where that is, and
# quench.NAME, where the minima are.

chunk_of_clone := $(foreach chunk,$(wordlist 1,125,$(numbers)),$(foreach lane,1 2 3 4 5 6 7 8,$(chunk)))
$(foreach pair,$(join $(chunk_of_clone:%=clones_in.%+=),$(numbers)),$(eval $(pair)))
# The chunks of the first clones, $1; and of a landscape, $1, those of all its clones, and its columns
chunks_of_first = $(sort $(wordlist 1,$1,$(chunk_of_clone)))
chunks_of = $(call chunks_of_first,$(words $(clones.$1)))
columns_of = $(filter-out 001,$(clones.$1))

# Where clones are quenched to: the density of their glass, at another temperature; $1 name, $2 temperature
quenched_to = $(folder.$1)/$(call density_of,$(state.$1))-$2$(suffix.$1)

# $1 name, $2 temperature, $3 seed of the velocities, $4 chunks
quenched_clones = $(call jobs,$4,$(quenched_to)/quenched-{}.xyz,$(folder.$1)/equilibrated.xyz,\
    $(stages)/quench temperature=$2 tw=$(tw.$1) seed=$3 chunk={} glass=$$< output=$$@)
define minima_of_clones
$(quenched_clones)
$(call jobs,$4,$(quenched_to)/minima-{}.xyz,$(quenched_to)/quenched-{}.xyz,$(bin)/wca-min --method cg $$< -o $$@)
endef

# The minima of the first clones of a landscape, all or $2, a number with its zeros
minima = $(patsubst %,$(quench.$1)/minima-%.xyz,$(if $2,$(call chunks_of_first,$2),$(chunks_of)))

bands = $(bin)/wca-neb --images 40 --prerelax $($(state.$1).prerelax)

# $1 name, $2 clones of one chunk: their columns, from the minima up to it
columns_of_bands = $(call jobs,$2,$(quench.$1)/bands-{}.jsonl $(quench.$1)/saddles-{}.xyz,$(call minima,$1,$(lastword $2)),\
    $(bands) --distinct --clones {n} --pairs :{m} $$(inputs) --saddles $(quench.$1)/saddles-{}.xyz -o $(quench.$1)/bands-{}.jsonl)

# $1 name, $2 options of wca-landscape: the rows of all pairs, the tree that orders its clones, and the numbers
define tree_of_minima
$(call job,$(quench.$1)/pairs.jsonl,$(patsubst %,$(quench.$1)/bands-%.jsonl,$(call reverse,$(columns_of))) $(call minima,$1),\
    $(stages)/pairs clones=$(words $(clones.$1)) output=$$@ bands: $$(sort $$(filter %.jsonl,$$^)) minima: $$(filter %.xyz,$$^) neb: $(bands))
$(call product,$(quench.$1)/tree.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-cluster --key barrier --linkage average $$< -o $$@)
$(call product,$(quench.$1)/landscape.jsonl,$(quench.$1)/pairs.jsonl,$(bin)/wca-landscape $(if $2,$2 )$$< -o $$@)
endef

# $(call landscape,NAME,STATE,SET,NUMBER,CLONES,TW,OPTIONS,SUFFIX,SUFFIX_OF_GLASS): the landscape of a glass, which the state point, the set (with particles and
# diameters) and the number name. OPTIONS are of wca-landscape; SUFFIX tells folders of minima apart, where a glass has two landscapes,
# and SUFFIX_OF_GLASS glasses.
define name_landscape
state.$1 := $2
set.$1 := $3
number.$1 := $4
clones.$1 := $(wordlist 1,$5,$(numbers))
tw.$1 := $6
folder.$1 := $(call folder_of,$2,$3,$4)$(if $($2.from),-from-$(subst /,+,$(call named_from,$2)))$9
suffix.$1 := $8
endef
landscape = $(eval $(name_landscape))$(eval quench.$1 := $(call quenched_to,$1,$($2.quench)))$(if \
    $($2.from),$(call taken_glass,$2,$(folder.$1)),$(call equilibrated_glasses,$2,$3,$4,$(folder.$1)))$(call \
    minima_of_clones,$1,$($2.quench),$(seed),$(chunks_of))$(foreach \
    chunk,$(chunks_of),$(call columns_of_bands,$1,$(filter $(clones_in.$(chunk)),$(columns_of))))$(call tree_of_minima,$1,$7)

# $1 name: the second start of its glass, from below, in the folder of the first one. A glass of two landscapes has one.
second_start = $(if $(second.$(folder.$1)),,$(eval second.$(folder.$1) := yes)$(start_from_below))
define start_from_below
$(call job,$(folder.$1)/cold/held.xyz $(folder.$1)/cold/held.jsonl,$(folder.$1)/equilibrated.xyz,\
    $(stages)/hold particles=$($(set.$1).particles) diameters=$($(set.$1).diameters) temperature=$($(state.$1).temperature) \
    time=$($(state.$1).equilibration) seed=$(seed) glass=$(number.$1) certificate=$(folder.$1)/certificate.jsonl \
    output=$(folder.$1)/cold/held.xyz row=$(folder.$1)/cold/held.jsonl init: $(call init_of,$(state.$1)))
$(call job,$(folder.$1)/cold/equilibrated.xyz,$(folder.$1)/cold/held.xyz,$(call equilibrate,$(state.$1),$(set.$1),$(number.$1),$$<,$(folder.$1)/cold),$(folder.$1)/cold/certificate.jsonl)
endef
# $(call compared_starts,TABLE,NAMES)
compared_starts = $(call product,$1,$(foreach name,$2,$(folder.$(name))/equilibrated.xyz $(folder.$(name))/cold/held.jsonl $(folder.$(name))/cold/equilibrated.xyz),\
    $(stages)/compared-table pairs=$(filters)/compare-starts.jq filter=$(filters)/compare-starts-passed.jq output=$$@ \
        rows: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl) \
        compare: --of energy_cold:energy_error_cold$(comma)energy_random:energy_error_random --as energy_difference)
