# What makes participation ratios between the minima of clones large? Glasses at one density of `landscapes`, of that size and of others, whose clones are
# quenched to other temperatures and for other times; and the clones of each minimised until the largest force is below one tolerance after another. A loose
# one leaves them short of their minima, apart along the soft modes, which all particles share.
# Needs: landscapes
# Profile: participation

variants := $(participation.variants)
varied_state := landscapes.$(firstword $(foreach state,$(landscapes),$(if $(call same,$(participation.phi),$(landscapes.$(state).phi)),$(state))))
$(if $($(varied_state).phi),,$(error expected phi of participation: to be one of landscapes: in the profile $(PROFILE), found $(participation.phi)))

# $1 variant, $2 glass: its clones have a landscape's name, and a folder of their own, by how long they are followed. The glass is that of landscapes where it has the size of those.
varied = varied-$1-$2
define varied_clones
$(eval $(call name_landscape,$(varied),$(varied_state),participation.variants.$1,$2,$(participation.clones),$(participation.variants.$1.tw),,-for-$(participation.variants.$1.tw),$(varied_suffix)))
$(eval quench.$(varied) := $(call quenched_to,$(varied),$(participation.variants.$1.quench)))
$(call equilibrated_glasses,$(varied_state),participation.variants.$1,$2,$(folder.$(varied)))
$(call quenched_clones,$(varied),$(participation.variants.$1.quench),$(seed),$(call chunks_of,$(varied)))
$(call job,$(quench.$(varied))/participation.jsonl,$(patsubst %,$(quench.$(varied))/quenched-%.xyz,$(call chunks_of,$(varied))),\
    $(stages)/check-participation clones=$(participation.clones) temperature=$(participation.variants.$1.quench) tw=$(participation.variants.$1.tw) output=$$@ \
    tolerances: $(participation.tolerances) quenched: $$(inputs))
endef
varied_suffix := $(if $(strip $(call otherwise,$(varied_state:landscapes.%=%))),-of-many)
$(foreach variant,$(variants),$(eval participation.variants.$(variant).diameters := random)\
    $(foreach glass,$(call up_to,$(participation.glasses)),$(call varied_clones,$(variant),$(glass))))

varied_rows := $(foreach variant,$(variants),$(foreach glass,$(call up_to,$(participation.glasses)),$(quench.$(call varied,$(variant),$(glass)))/participation.jsonl))
$(call product,$(root)/check-participation.jsonl,$(varied_rows),$(bin)/wca-compare --by phi$(comma)particles$(comma)quench_temperature$(comma)tw$(comma)tolerance \
    --mean minima$(comma)participation_mean$(comma)participation_largest$(comma)distance_largest$(comma)energy_range $$(inputs) -o $$@)
$(call product,$(root)/check-participation.tsv,$(root)/check-participation.jsonl,$(stages)/table filter=$(filters)/check-participation-means.jq output=$$@ rows: $$<)

check-participation: $(root)/check-participation.tsv ## what makes participation ratios large: the tolerance of minimisation, the quench, or the size?
	@$(stages)/show-columns $<
