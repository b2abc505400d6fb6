# Fig. 5: where in the phase diagram a glass loses ergodicity, and where its motion is collective
#
# "Ergodicity breaking versus collective dynamics. Glasses prepared at (phi_g, T_g) = (0.85, 0.0353) (red square), below the
# computer glass transition, are followed in the phi-T phase diagram. We indicate the iso-chi_AB (t_w = 10^4) lines at which the
# dynamical susceptibility reaches 8, 12, and 16. [...] Ergodicity breaking is observed at the line T_G(phi). The jamming
# transition phi_J of the glass, indicated by an arrow, takes place under the dome where dynamics is collective. [...] three state
# points (blue stars)." Fig. 5 is of the first grid of the profile; fig5-dense of the second: "We find a qualitatively similar
# behavior for glasses prepared at phi_g = 1, T_g = 0.26."
#
# phi_J: "We locate the jamming transition (phi_J, T = 0) of the same glasses by slow decompression, followed by a gradual cooling of the
# system to T = 0. We find phi_J = 0.8404(5)." The temperature of the decompression is the same for all: at the T_g of a dense glass it
# would flow before it jams.

jam := $(bin)/wca-jam --seed $(seed) --temperature $(jamming.temperature) --phi-step $(jamming.phi_step) \
    --rate $(jamming.rate) --cooling-rate $(jamming.cooling_rate)

# phi_J of many glasses, and at the polydispersity of many particles
average_phi_j := $(bin)/wca-jam --merge --polydispersity 0.2293

# $1 a grid: the packings of its glasses, and their average
define packings
packings.$1 := $(numbers.basins:%=$(root)/jamming/$(call state_of,followed.$(grid_glass))-%.jsonl)
$$(packings.$1): $(root)/jamming/$(call state_of,followed.$(grid_glass))-%.jsonl: $(call followed_frame,basins,$(grid_glass),%) \
    $$(call recipe,$(root)/jamming/packings,$(jam))
	$$(RUN) $(jam) $$< -o $$@
phi_j.$1 := $(root)/jamming/$(call state_of,followed.$(grid_glass)).jsonl
$$(phi_j.$1): $$(packings.$1) $$(call recipe,$$(basename $$(phi_j.$1)),$(average_phi_j) $$(packings.$1))
	@$(average_phi_j) $$(filter %.jsonl,$$^) -o $$@
endef
$(foreach grid,$(grids),$(eval $(call packings,$(grid))))

# $1 a table of phi_J, $2 grids
define jamming_table
$1: pipelines/filters/jamming.jq $(foreach grid,$2,$(phi_j.$(grid))) $$(call recipe,$(basename $1),$(stages)/table $(foreach grid,$2,$(phi_j.$(grid))))
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^)
endef
$(eval $(call jamming_table,$(root)/jamming.tsv,$(grids)))

.PHONY: jamming
jamming: $(root)/jamming.tsv ## phi_J of the glasses of Figs 3 and 5
	@$(stages)/show-columns $<
	@echo "rows: $(root)/jamming/*.jsonl"

# $1 figure, $2 grid
define fig5_rules
$(eval $(call ergodicity_table,$(root)/$1/ergodicity.tsv,$2))
$(eval $(call jamming_table,$(root)/$1/jamming.tsv,$2))
$(root)/$1/susceptibility.tsv: pipelines/filters/fig5-susceptibility.jq $(grid_states.$2:%=%/chi.jsonl) \
    $$(call recipe,$(root)/$1/susceptibility,$(stages)/table $(compared_at.basins) $(grid_states.$2))
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $(compared_at.basins)

$(root)/$1.pdf $(root)/$1.png $(root)/$1.svg: plots/fig5.gp plots/style.gp $(root)/$1/susceptibility.tsv $(root)/$1/ergodicity.tsv \
    $(root)/$1/jamming.tsv $(computer_line) $$(call recipe,$(root)/$1/images,$(stages)/draw)
	$$(eval drawn.$1 := yes)$(stages)/draw $$< $(root)/$1 $$@
endef
fig5_grid := $(word 1,$(grids))
fig5-dense_grid := $(word 2,$(grids))
$(eval $(call fig5_rules,fig5,$(fig5_grid)))
$(if $(fig5-dense_grid),$(eval $(call fig5_rules,fig5-dense,$(fig5-dense_grid))))

fig5_map_images := $(root)/fig5-map.pdf $(root)/fig5-map.png $(root)/fig5-map.svg
$(fig5_map_images): plots/fig5-map.gp plots/style.gp $(root)/fig5/susceptibility.tsv $(root)/fig5-dense/susceptibility.tsv \
    $(call recipe,$(root)/fig5/map-images,$(stages)/draw)
	$(eval drawn.fig5-map := yes)$(stages)/draw $< $(root) $@

# What was found, on the terminal
fig5_words = for table in ergodicity jamming; do $(stages)/show-columns $(root)/$1/$$table.tsv; done
.PHONY: fig5 fig5-dense fig5-map
fig5: $(root)/fig5.pdf $(root)/fig5.png $(root)/fig5.svg ## where a glass loses ergodicity, where its motion is collective, and where it jams
	@$(call announce,fig5,$(call fig5_words,fig5))
fig5-dense: $(root)/fig5-dense.pdf $(root)/fig5-dense.png $(root)/fig5-dense.svg ## the same of the glass at phi = 1
	@$(call announce,fig5-dense,$(call fig5_words,fig5-dense))
fig5-map: $(fig5_map_images) ## the susceptibilities of Fig. 5 and its variant as maps, with the numbers
	@$(call announce,fig5-map,$(stages)/show-columns $(root)/fig5/susceptibility.tsv)
