# Fig. 8: how particles move from one minimum to another, where the motion is localized or not and the barrier low or high
#
# "Snapshots of particle displacements between pairs of inherent structures of the same glass for (a) phi_g = 1.1; (b, c, d)
# phi_g = 0.95; (e, f, g, h) phi_g = 0.85. [...] Particle size and color are proportional to the particle displacement,
# normalized to the largest displacement in the sample."
# Which pair is shown is decided here, by what the panel is to show, and in pipelines/filters/fig8-pair.jq, by how that is measured.

fig8_panels := a b c d e f g h
fig8.a := 1 localized high
fig8.b := 2 localized low
fig8.c := 2 localized high
fig8.d := 2 delocalized low
fig8.e := 3 localized low
fig8.f := 3 localized high
fig8.g := 3 delocalized low
fig8.h := 3 delocalized high

fig8 := $(root)/fig8
fig8_images := $(root)/fig8.pdf $(root)/fig8.png $(root)/fig8.svg

# $1 panel, $2 glass
define fig8_panel
choose.$1 := --arg panel $1 --arg kind $(word 2,$(fig8.$1)) --arg height $(word 3,$(fig8.$1))
$(fig8)/$1.json: pipelines/filters/fig8-pair.jq $(quench.$2)/pairs.jsonl $$(call recipe,$(fig8)/$1,$(stages)/table $$(choose.$1))
	$(stages)/table $$< $$@ $(quench.$2)/pairs.jsonl -- $$(choose.$1)

$(fig8)/$1.tsv: $(fig8)/$1.json $(chunks:%=$(quench.$2)/minima-%.xyz) $$(call recipe,$(fig8)/circles-$1,$(stages)/snapshot,wca-select wca-diff)
	$(stages)/snapshot $$< $$(basename $$@) $$(filter %.xyz,$$^)
endef
$(foreach panel,$(fig8_panels),$(eval $(call fig8_panel,$(panel),$(word $(firstword $(fig8.$(panel))),$(glasses)))))

$(fig8)/panels.tsv: pipelines/filters/fig8-panels.jq $(fig8_panels:%=$(fig8)/%.json) $(call recipe,$(fig8)/panels,$(stages)/table)
	$(stages)/table $< $@ $(filter %.json,$^)

$(fig8_images): plots/fig8.gp plots/style.gp $(call recipe,$(fig8)/images,$(stages)/draw) \
    $(fig8)/panels.tsv $(fig8_panels:%=$(fig8)/%.tsv)
	$(eval drawn.fig8 := yes)$(stages)/draw $< $(fig8) $@

.PHONY: fig8
fig8: $(fig8_images) ## snapshots of the displacements between minima, localized and not, over low and high barriers
	@$(if $(drawn.fig8),column -ts $$'\t' $(fig8)/panels.tsv,:)
	@echo "fig8 is $(if $(drawn.fig8),drawn,up to date): $(root)/fig8.pdf, .png and .svg; for OVITO: $(fig8)/*.xyz"
