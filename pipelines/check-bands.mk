# Can the bands be trusted? Some pairs of distinct minima of each glass, drawn by the seed, are relaxed again in other
# ways: once more as long, with twice the images, with the minima in the other order, with softer and stiffer springs or
# with none (a string of images at equal distances), on the way that a band with springs finds, from the other potential. A table
# says how far their barriers move. (Few bands overlap so strongly that they need the harmonic potential; here nearly all begin on it.)

checked_pairs := 50
band_variants := usual again images reversed soft stiff string way potential
band_options.usual :=
band_options.again := --again
band_options.images := --images 80
band_options.reversed :=
band_options.soft := --spring 0.3
band_options.stiff := --spring 30
band_options.string := --string
band_options.way := --way springs
band_options.potential := --prerelax harmonic --overlap 1

# How far a barrier may move, in per cent (or by 1e-6): where springs differ, more at low density; between the potentials there
# the paper promises nothing.
band_limit.again := 1
band_limit.images := 2
band_limit.reversed := 1
band_limit.soft := 5
band_limit.stiff := 5
band_limit.string := 5
band_limit.way := 5
band_limit.potential := 5
band_limit_low.soft := 10
band_limit_low.stiff := 10
band_limit_low.string := 10
band_limit_low.way := 10
band_limit_low.potential := null

define drawn_pairs
checks.$1 := $(quench.$1)/checks
draw_pairs.$1 := $(stages)/draw-pairs $(checked_pairs) $(seed)
$(quench.$1)/checks/pairs.txt: $(quench.$1)/pairs.jsonl $$(call recipe,$(quench.$1)/checks/pairs,$$(draw_pairs.$1))
	$$(draw_pairs.$1) $$< $$@
endef
$(foreach glass,$(glasses),$(eval $(call drawn_pairs,$(glass))))

# $1 glass, $2 variant
define checked_bands
check_bands.$1.$2 := $(stages)/check-bands $2 $(bands_command.$1) $(band_options.$2)
$(checks.$1)/$2.jsonl: $(checks.$1)/pairs.txt $(chunks:%=$(quench.$1)/minima-%.xyz) \
    $$(call recipe,$(checks.$1)/$2,$$(check_bands.$1.$2),wca-select wca-neb)
	$$(RUN) $$(check_bands.$1.$2) -- $$@ $$(filter %.txt %.xyz,$$^)
endef
$(foreach glass,$(glasses),$(foreach variant,$(band_variants),$(eval $(call checked_bands,$(glass),$(variant)))))

# $1 glass, $2 variant
define compared_bands
compare_bands.$1.$2 := --arg variant $2 \
    --argjson limit $(or $(if $(filter harmonic,$(glasses.$1.prerelax)),$(band_limit_low.$2)),$(band_limit.$2))
$(checks.$1)/$2.tsv: pipelines/filters/check-bands.jq $(checks.$1)/usual.jsonl $(checks.$1)/$2.jsonl \
    $$(call recipe,$(checks.$1)/table-$2,$(stages)/table $$(compare_bands.$1.$2))
	$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $$(compare_bands.$1.$2)
endef
compared_variants := $(filter-out usual,$(band_variants))
$(foreach glass,$(glasses),$(foreach variant,$(compared_variants),$(eval $(call compared_bands,$(glass),$(variant)))))

check_bands_tables := $(foreach glass,$(glasses),$(compared_variants:%=$(checks.$(glass))/%.tsv))
$(root)/check-bands.tsv: $(check_bands_tables)
	{ head -n 1 $<; tail -qn +2 $^; } >$@.tmp && mv $@.tmp $@

.PHONY: check-bands
check-bands: $(root)/check-bands.tsv ## how far the barriers of 50 pairs a glass move when their bands are relaxed in other ways
	@column -ts $$'\t' $<
