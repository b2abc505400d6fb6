# phi_J, the density at which the glasses of the grids lose their rigidity at T = 0
#
# "We locate the jamming transition (phi_J, T = 0) of the same glasses by slow decompression, followed by a gradual cooling of the
# system to T = 0. We find phi_J = 0.8404(5)." (Results, Collective and heterogeneous dynamics)
# The temperature of the decompression is the same for all: at the T_g of a dense glass it would flow before it jams.

# $1 a grid: the mean over its glasses, with its error
jam := $(bin)/wca-jam --seed $(seed) --temperature $(jamming.temperature) --phi-step $(jamming.phi_step) \
    --rate $(jamming.rate) --cooling-rate $(jamming.cooling_rate)
define jamming_rules
$(numbers.basins:%=$(jamming_folder)/packings-%.jsonl): $(jamming_folder)/packings-%.jsonl: \
    $(call followed_frame,basins,$(grid_glass),%) \
    $$(call recipe,$(jamming_folder)/packings,$(jam))
	$$(RUN) $(jam) $$< -o $$@

$(jamming_folder)/jamming.tsv: plots/jamming.jq $(numbers.basins:%=$(jamming_folder)/packings-%.jsonl) \
    $$(call recipe,$(jamming_folder)/table,$(stages)/table)
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^)
endef
$(foreach grid,$(grids),$(eval $(call jamming_rules,$(grid))))

jamming_packings := $(foreach grid,$(grids),$(numbers.basins:%=$(call jamming_folder,$(grid))/packings-%.jsonl))
jamming_tables := $(foreach grid,$(grids),$(call jamming_folder,$(grid))/jamming.tsv)
.PHONY: jamming
jamming: $(jamming_tables) ## phi_J of the glasses of Figs 3 and 5
	@for table in $(jamming_tables); do $(stages)/show-columns $$table; done
