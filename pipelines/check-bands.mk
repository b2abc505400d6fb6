# Can the bands be trusted? Some pairs of distinct minima of each glass, drawn by the seed, are relaxed again in other
# ways: once more as long, with twice the images, with the minima in the other order, with softer and stiffer springs or
# with none (a string of images at equal distances), on the way that a band with springs finds, from the other potential. A table
# says how far their barriers move. (Few bands overlap so strongly that they need the harmonic potential; here nearly all begin on it.)
# Needs: glasses

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

checks = $(quench.$1)/checks

# $1 glass
drawn_pairs = $(call product,$(checks)/pairs.txt,$(quench.$1)/pairs.jsonl,\
    $(stages)/draw-pairs count=$(checked_pairs) seed=$(seed) rows=$$< output=$$@)
$(foreach glass,$(glasses),$(call drawn_pairs,$(glass)))

# $1 glass, $2 variant
checked_bands = $(call job,$(checks)/$2.jsonl,$(checks)/pairs.txt $(call minima,$1),\
    $(stages)/check-bands variant=$2 pairs=$$< output=$$@ minima: $$(filter %.xyz,$$^) neb: $(bands) $(band_options.$2))
$(foreach glass,$(glasses),$(foreach variant,$(band_variants),$(call checked_bands,$(glass),$(variant))))

# $1 glass, $2 variant
compared_bands = $(call product,$(checks)/$2.tsv,$(checks)/usual.jsonl $(checks)/$2.jsonl,\
    $(stages)/table filter=$(filters)/check-bands.jq output=$$@ rows: $$(inputs) options: --arg variant $2 \
    --argjson limit $(or $(if $(filter harmonic,$(glasses.$1.prerelax)),$(band_limit_low.$2)),$(band_limit.$2)))
compared_variants := $(filter-out usual,$(band_variants))
$(foreach glass,$(glasses),$(foreach variant,$(compared_variants),$(call compared_bands,$(glass),$(variant))))

$(call product,$(root)/check-bands.tsv,\
    $(foreach glass,$(glasses),$(foreach variant,$(compared_variants),$(call checks,$(glass))/$(variant).tsv)),\
    $(stages)/join-tables output=$$@ tables: $$(inputs))

check-bands: $(root)/check-bands.tsv ## how far the barriers of 50 pairs a glass move when their bands are relaxed in other ways
	@column -ts $$'\t' $<
