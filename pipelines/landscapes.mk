# The landscapes of many independent glasses at each of some state points: what Figs 7 and 8 show of one glass, with an error over glasses.
# Needs: landscape
# Profile: landscapes
#
# Each glass has diameters and random numbers of its own, its certificate, clones, minima and bands between all distinct minima. One glass in five
# is started a second time, from below, and has passed where the two starts agree. Numbers are of pairs of clones in two minima, each glass alike in the mean.

many := $(root)/landscapes
one_in_five := $(shell seq 1 5 999)
# The names of the landscapes of a state point, and of those that have a second start
glasses_of = $(patsubst %,many-$1-%,$(call up_to,$(landscapes.$1.glasses)))
started_twice := $(foreach state,$(landscapes),$(patsubst %,many-$(state)-%,$(filter $(one_in_five),$(call up_to,$(landscapes.$(state).glasses)))))

# Their glasses have the folders of those of other figures, but where these are run for other times
run_otherwise_than = $(strip $(foreach other,$2,$(call run_otherwise,landscapes.$1,$(other),$(landscapes.$1.particles),$3)))
otherwise = $(call run_otherwise_than,$1,$(glasses:%=glasses.%),$(particles))$(foreach set,basins aging,$(if \
    $(filter random,$($(set).diameters)),$(call run_otherwise_than,$1,$(followed:%=followed.%),$($(set).particles))))
$(foreach state,$(landscapes),$(eval landscapes.$(state).diameters := random)$(foreach glass,$(call up_to,$(landscapes.$(state).glasses)),\
    $(call landscape,many-$(state)-$(glass),landscapes.$(state),landscapes.$(state),$(glass),$(landscapes.$(state).clones),$(landscapes.$(state).tw),--distributions,-of-many,$(if $(strip $(call otherwise,$(state))),-of-many))))
$(foreach name,$(started_twice),$(call second_start,$(name)))
$(call compared_starts,$(many)/starts.jsonl,$(started_twice))

rows_of = $(foreach name,$(call glasses_of,$1),$(quench.$(name))/landscape.jsonl)
# The frame of a glass is there when its certificate is, which lies beside it
frames_of = $(foreach name,$(call glasses_of,$1),$(folder.$(name))/equilibrated.xyz)

# $1 a state point: the certificates of its glasses, their average (of those whose numbers count), the table of its glasses, their cumulative distributions, and the map of participation and barrier
define averaged_landscapes
$(call product,$(many)/certificates-$1.jsonl,$(many)/starts.jsonl $(frames_of),\
    $(stages)/table filter=$(filters)/landscapes-certificates.jq output=$$@ rows: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl))
$(call product,$(many)/average-$1.jsonl,$(many)/certificates-$1.jsonl $(rows_of),\
    $(stages)/average output=$$@ certificates: $$< merge: $(bin)/wca-landscape --merge rows: $$(wordlist 2,999,$$(inputs)))
$(call product,$(many)/glasses-$1.tsv,$(rows_of) $(many)/certificates-$1.jsonl,$(stages)/table filter=$(filters)/landscapes-glasses.jq output=$$@ rows: $$(inputs))
$(foreach quantity,distance participation barrier,$(call product,$(many)/$(quantity)-$1.tsv,$(many)/average-$1.jsonl $(rows_of),\
    $(stages)/table filter=$(filters)/landscapes-cumulative.jq output=$$@ rows: $$(inputs) options: --arg quantity $(quantity)))
$(call product,$(many)/map-$1.tsv,$(many)/average-$1.jsonl,$(stages)/table filter=$(filters)/landscapes-map.jq output=$$@ rows: $$<)
$(call product,$(many)/summary-$1.tsv,$(many)/average-$1.jsonl $(many)/glasses-$1.tsv,\
    $(stages)/table filter=$(filters)/landscapes-summary.jq output=$$@ rows: $$< \
    options: --rawfile glasses $(many)/glasses-$1.tsv --argjson particles $(landscapes.$1.particles) --argjson tw $(landscapes.$1.tw) --slurpfile claims $(home)pipelines/claims.json)
$(call product,$(many)/numbers-$1.jsonl,$(many)/average-$1.jsonl $(many)/certificates-$1.jsonl,\
    $(stages)/table filter=$(filters)/landscapes-numbers.jq output=$$@ rows: $$(inputs) options: --argjson tw $(landscapes.$1.tw))
$(call product,$(many)/statements-$1.tsv,$(many)/certificates-$1.jsonl $(rows_of),\
    $(stages)/judge-glasses output=$$@ phi=$(landscapes.$1.phi) certificates: $$< rows: $$(wordlist 2,999,$$(inputs)))
$(call product,$(many)/shares-$1.jsonl,$(many)/statements-$1.tsv $(many)/certificates-$1.jsonl,\
    $(stages)/table filter=$(filters)/landscapes-shares.jq output=$$@ rows: $$(word 2,$$(inputs)) \
    options: --rawfile statements $$< --argjson tw $(landscapes.$1.tw) --argjson clones $(landscapes.$1.clones))
endef
$(foreach state,$(landscapes),$(call averaged_landscapes,$(state)))

tables_of_many := $(foreach table,glasses distance participation barrier map summary,$(landscapes:%=$(many)/$(table)-%.tsv))
$(call figure,landscapes,$(many),$(tables_of_many),$(words $(landscapes)))

landscapes: $(call images,landscapes) $(landscapes:%=$(many)/statements-%.tsv) $(many)/starts.jsonl ## landscapes of many glasses: distributions, and in how many the statements hold
	@$(call announce,landscapes,$(stages)/show-landscapes summaries: $(landscapes:%=$(many)/summary-%.tsv) \
	    statements: $(landscapes:%=$(many)/statements-%.tsv) starts: $(many)/starts.jsonl)
