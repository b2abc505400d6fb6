# Fig. 8: how particles move from one minimum to another, where the motion is localized or not and the barrier low or high
# Needs: glasses
#
# "Snapshots of particle displacements between pairs of inherent structures of the same glass for (a) phi_g = 1.1; (b, c, d)
# phi_g = 0.95; (e, f, g, h) phi_g = 0.85. [...] Particle size and color are proportional to the particle displacement,
# normalized to the largest displacement in the sample."
# Which pair is shown is decided here, by what the panel is to show, and in pipelines/filters/fig8-pair.jq, by how that is measured. Of three glasses the
# panels are those of the paper, in its order; of another number of them all four kinds, a row a glass.

fig8 := $(root)/fig8
letters := a b c d e f g h i j k l m n o p q r s t u v w x y z
letters += $(foreach first,$(letters),$(letters:%=$(first)%))
# The number of a glass, how it moves and over which barrier
four_kinds := localized-low localized-high delocalized-low delocalized-high
fig8_shown := $(if $(filter 3,$(words $(glasses))),1-localized-high 2-localized-low 2-localized-high 2-delocalized-low $(four_kinds:%=3-%),\
    $(foreach glass,$(glasses),$(four_kinds:%=$(glass)-%)))
fig8_panels := $(wordlist 1,$(words $(fig8_shown)),$(letters))

# $1 panel, $2 glass, $3 how it moves, $4 over which barrier
define fig8_panel
$(call product,$(fig8)/$1.json,$(quench.$2)/pairs.jsonl,$(stages)/table filter=$(filters)/fig8-pair.jq output=$$@ rows: $$< \
    options: --arg panel $1 --arg kind $3 --arg height $4)
$(call product,$(fig8)/$1.tsv,$(fig8)/$1.json $(call minima,$2),\
    $(stages)/snapshot pair=$$< circles=$$@ frame=$(fig8)/$1.xyz minima: $$(filter %.xyz,$$^))
endef
shown_as = $(call fig8_panel,$(word $1,$(letters)),$(word 1,$2),$(word 2,$2),$(word 3,$2))
$(foreach k,$(call up_to,$(words $(fig8_shown))),$(call shown_as,$k,$(subst -, ,$(word $k,$(fig8_shown)))))

$(call product,$(fig8)/panels.tsv,$(fig8_panels:%=$(fig8)/%.json),$(stages)/table filter=$(filters)/fig8-panels.jq output=$$@ rows: $$(inputs))
$(call figure,fig8,$(fig8),$(fig8)/panels.tsv $(fig8_panels:%=$(fig8)/%.tsv),$(words $(fig8_panels)))

fig8: $(call images,fig8) ## snapshots of the displacements between minima, localized and not, over low and high barriers
	@$(if $(drawn.fig8),$(stages)/show-columns $(fig8)/panels.tsv,:)
	@echo "fig8 is $(if $(drawn.fig8),drawn,up to date): $(root)/fig8.pdf, .png and .svg; for OVITO: $(fig8)/*.xyz"
