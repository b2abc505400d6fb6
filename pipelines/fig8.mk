# Fig. 8: how particles move from one minimum to another, where the motion is localized or not and the barrier low or high
# Needs: glasses
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

# The panels are of the three glasses of the paper, in its order.
ifneq ($(words $(glasses)),3)
fig8: ; @echo "make fig8: expected the three glasses of the paper in the profile $(PROFILE), found $(words $(glasses))" >&2; exit 65
else

# $1 panel, $2 glass
define fig8_panel
$(call product,$(fig8)/$1.json,$(quench.$2)/pairs.jsonl,$(stages)/table filter=$(filters)/fig8-pair.jq output=$$@ rows: $$< \
    options: --arg panel $1 --arg kind $(word 2,$(fig8.$1)) --arg height $(word 3,$(fig8.$1)))
$(call product,$(fig8)/$1.tsv,$(fig8)/$1.json $(call minima,$2),\
    $(stages)/snapshot pair=$$< circles=$$@ frame=$(fig8)/$1.xyz minima: $$(filter %.xyz,$$^))
endef
$(foreach panel,$(fig8_panels),$(call fig8_panel,$(panel),$(word $(firstword $(fig8.$(panel))),$(glasses))))

$(call product,$(fig8)/panels.tsv,$(fig8_panels:%=$(fig8)/%.json),$(stages)/table filter=$(filters)/fig8-panels.jq output=$$@ rows: $$(inputs))
$(call figure,fig8,$(fig8),$(fig8)/panels.tsv $(fig8_panels:%=$(fig8)/%.tsv))

fig8: $(call images,fig8) ## snapshots of the displacements between minima, localized and not, over low and high barriers
	@$(if $(drawn.fig8),column -ts $$'\t' $(fig8)/panels.tsv,:)
	@echo "fig8 is $(if $(drawn.fig8),drawn,up to date): $(root)/fig8.pdf, .png and .svg; for OVITO: $(fig8)/*.xyz"
endif
