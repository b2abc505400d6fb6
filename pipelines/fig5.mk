# Fig. 5: where in the phase diagram a glass loses ergodicity, and where its motion is collective
#
# "Ergodicity breaking versus collective dynamics. Glasses prepared at (phi_g, T_g) = (0.85, 0.0353) (red square), below the
# computer glass transition, are followed in the phi-T phase diagram. We indicate the iso-chi_AB (t_w = 10^4) lines at which the
# dynamical susceptibility reaches 8, 12, and 16. [...] Ergodicity breaking is observed at the line T_G(phi). The jamming
# transition phi_J of the glass, indicated by an arrow, takes place under the dome where dynamics is collective. [...] three state
# points (blue stars)." Fig. 5 is of the first grid of the profile; fig5-dense of the second: "We find a qualitatively similar
# behavior for glasses prepared at phi_g = 1, T_g = 0.26."

# $1 figure, $2 grid
define fig5_rules
$1 := $(root)/$1
$(root)/$1/susceptibility.tsv: plots/fig5-susceptibility.jq $(grid_states.$2:%=%/chi.jsonl) \
    $$(call recipe,$(root)/$1/susceptibility,$(stages)/table)
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $(compared_at.basins)

$(root)/$1/%.tsv: $(call grid_folder,$2)/%.tsv
	@cp $$< $$@
$(root)/$1/jamming.tsv: $(call jamming_folder,$2)/jamming.tsv
	@cp $$< $$@

$(root)/$1.pdf $(root)/$1.png $(root)/$1.svg: plots/fig5.gp plots/style.gp $(root)/$1/susceptibility.tsv $(root)/$1/ergodicity.tsv \
    $(root)/$1/jamming.tsv $$(call recipe,$(root)/$1/images,$(stages)/draw)
	$$(eval drawn.$1 := yes)$(stages)/draw $$< $(root)/$1 $$@
endef
$(eval $(call fig5_rules,fig5,$(word 1,$(grids))))
$(eval $(call fig5_rules,fig5-dense,$(or $(word 2,$(grids)),$(error profile $(PROFILE): Fig. 5 and its variant show two grids, found one))))

fig5_map_images := $(root)/fig5-map.pdf $(root)/fig5-map.png $(root)/fig5-map.svg
$(fig5_map_images): plots/fig5-map.gp plots/style.gp $(root)/fig5/susceptibility.tsv $(root)/fig5-dense/susceptibility.tsv \
    $(call recipe,$(root)/fig5/map-images,$(stages)/draw)
	$(eval drawn.fig5-map := yes)$(stages)/draw $< $(root) $@

.PHONY: fig5 fig5-dense fig5-map
fig5: $(root)/fig5.pdf $(root)/fig5.png $(root)/fig5.svg ## where a glass loses ergodicity, where its motion is collective, and where it jams
	@$(call announce,fig5,for table in susceptibility ergodicity jamming; do $(stages)/show-columns $(fig5)/$$table.tsv; done)
fig5-dense: $(root)/fig5-dense.pdf $(root)/fig5-dense.png $(root)/fig5-dense.svg ## the same of the glass at phi = 1
	@$(call announce,fig5-dense,for table in susceptibility ergodicity jamming; do $(stages)/show-columns $(fig5-dense)/$$table.tsv; done)
fig5-map: $(fig5_map_images) ## the susceptibilities of Fig. 5 and its variant as maps, with the numbers
	@$(call announce,fig5-map,$(stages)/show-columns $(fig5)/susceptibility.tsv)
