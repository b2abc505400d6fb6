# Are the saddles saddles? Each distinct one on which bands converged is refined until no force component is above 1e-8, its
# lowest curvatures are counted, and the minima down both its sides are sought. Not in the time of Fig. 7.
# Needs: glasses
#
# That a saddle does not connect the pair whose band found it is a finding, not a failure: the band went over other minima.
# Saddles are refined in the columns of their bands (landscape.mk), each where it was found first.

certify_folder = $(quench.$1)/certify

# $1 glass
define certified_saddles
$(call job,$(certify_folder)/distinct.jsonl,$(quench.$1)/pairs.jsonl $(patsubst %,$(quench.$1)/saddles-%.xyz,$(columns_of)),\
    $(stages)/distinct-saddles pairs=$$< output=$$@ saddles: $$(filter %.xyz,$$^))
$(foreach column,$(columns_of),$(call refined_column,$1,$(column)))
$(call job,$(quench.$1)/saddles.jsonl,$(certify_folder)/distinct.jsonl $(patsubst %,$(certify_folder)/refined-%.jsonl,$(columns_of)) $(minima),\
    $(stages)/certify distinct=$$< output=$$@ refined: $$(filter %.jsonl,$$(wordlist 2,999,$$(inputs))) \
    down: $(patsubst %,$(certify_folder)/down-%.xyz,$(columns_of)) minima: $$(filter %.xyz,$$^))
endef

# $1 glass, $2 column
refined_column = $(call job,$(certify_folder)/refined-$2.jsonl $(certify_folder)/down-$2.xyz,\
    $(certify_folder)/distinct.jsonl $(quench.$1)/saddles-$2.xyz,\
    $(stages)/refine-saddles distinct=$$< saddles=$$(filter %.xyz,$$^) output=$(certify_folder)/refined-$2.jsonl down=$(certify_folder)/down-$2.xyz)

$(foreach glass,$(glasses),$(call certified_saddles,$(glass)))

certify: $(foreach glass,$(glasses),$(quench.$(glass))/saddles.jsonl) ## are the saddles saddles, and what do they connect?
	@$(stages)/show-saddles $^
	@echo "rows: $(root)/glasses/*/*/saddles.jsonl"
