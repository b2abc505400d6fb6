# Fig. 5: where in the phase diagram a glass loses ergodicity, and where its motion is collective
# Needs: grids
# Profile: jamming
#
# "Ergodicity breaking versus collective dynamics. Glasses prepared at (phi_g, T_g) = (0.85, 0.0353) (red square), below the
# computer glass transition, are followed in the phi-T phase diagram. We indicate the iso-chi_AB (t_w = 10^4) lines at which the
# dynamical susceptibility reaches 8, 12, and 16. [...] Ergodicity breaking is observed at the line T_G(phi). The jamming
# transition phi_J of the glass, indicated by an arrow, takes place under the dome where dynamics is collective. [...] three state
# points (blue stars)": those of Fig. 6, where the profile has them. Fig. 5 is of the first grid of the profile; fig5-dense of the second: "We find a qualitatively similar
# behavior for glasses prepared at phi_g = 1, T_g = 0.26."
#
# phi_J: "We locate the jamming transition (phi_J, T = 0) of the same glasses by slow decompression, followed by a gradual cooling of the
# system to T = 0. We find phi_J = 0.8404(5)." The temperature of the decompression is the same for all: at the T_g of a dense glass it
# would flow before it jams.

# $1 a grid: the packings of its glasses
packings = $(numbers.basins:%=$(root)/jamming/$(call state_of,followed.$(grid_glass))-%.jsonl)
packing = $(call job,$(root)/jamming/$(call state_of,followed.$(grid_glass))-$2.jsonl,$(call followed_frame,basins,$(grid_glass),$2),\
    $(bin)/wca-jam --checkpoint $$(basename $$@).checkpoint --seed $(seed) --temperature $(jamming.temperature) --phi-step $(jamming.phi_step) \
    --rate $(jamming.rate) --cooling-rate $(jamming.cooling_rate) $$< -o $$@)
$(foreach grid,$(grids),$(foreach glass,$(numbers.basins),$(call packing,$(grid),$(glass))))

# Their phi_J on the average, and at the polydispersity of many particles
phi_j = $(root)/jamming/$(call state_of,followed.$(grid_glass)).jsonl
$(foreach grid,$(grids),$(call product,$(call phi_j,$(grid)),$(call packings,$(grid)) $(call followed_frames,basins,$(call grid_glass,$(grid))),\
    $(call average_of,$(bin)/wca-jam --merge --polydispersity 0.2293)))

# $1 a table of phi_J, $2 grids
jamming_table = $(call product,$1,$(foreach grid,$2,$(call phi_j,$(grid))),$(stages)/table filter=$(filters)/jamming.jq output=$$@ rows: $$(inputs))
$(call jamming_table,$(root)/jamming.tsv,$(grids))

jamming: $(root)/jamming.tsv ## phi_J of the glasses of Figs 3 and 5
	@$(stages)/show-columns $<
	@echo "rows: $(root)/jamming/*.jsonl"

# The state points of Fig. 6, of a grid of that glass
stars = $(if $(filter $(fig6.glass_phi),$(grids.$1.glass_phi)),$(foreach state,$(fig6.states),$(fig6.states.$(state).phi)-$(fig6.states.$(state).temperature)))

# $1 figure, $2 grid
define fig5_rules
$(call grids_table,$(root)/$1/ergodicity.tsv,$2)
$(call jamming_table,$(root)/$1/jamming.tsv,$2)
$(call product,$(root)/$1/susceptibility.tsv,$(grid_states.$2:%=%/chi.jsonl),\
    $(stages)/table filter=$(filters)/fig5-susceptibility.jq output=$$@ rows: $$(inputs) options: $(compared_at.basins))
$(call product,$(root)/$1/stars.tsv,,$(stages)/state-points output=$$@ states: $(call stars,$2))
$(call figure,$1,$(root)/$1,$(foreach table,susceptibility ergodicity jamming stars,$(root)/$1/$(table).tsv) $(computer_line))
endef
$(call fig5_rules,fig5,$(word 1,$(grids)))
$(if $(word 2,$(grids)),$(call fig5_rules,fig5-dense,$(word 2,$(grids))))
$(call figure,fig5-map,$(root),$(root)/fig5/susceptibility.tsv $(root)/fig5-dense/susceptibility.tsv)

# What was found, on the terminal
fig5_words = for table in ergodicity jamming; do $(stages)/show-columns $(root)/$1/$$table.tsv; done
fig5: $(call images,fig5) ## where a glass loses ergodicity, where its motion is collective, and where it jams
	@$(call announce,fig5,$(call fig5_words,fig5))
ifeq ($(word 2,$(grids)),)
fig5-dense fig5-map: ; @echo "make $@: expected a second grid in the profile $(PROFILE), found one" >&2; exit 65
else
fig5-dense: $(call images,fig5-dense) ## the same of the glass at phi = 1
	@$(call announce,fig5-dense,$(call fig5_words,fig5-dense))
fig5-map: $(call images,fig5-map) ## the susceptibilities of Fig. 5 and its variant as maps, with the numbers
	@$(call announce,fig5-map,$(stages)/show-columns $(root)/fig5/susceptibility.tsv)
endif
