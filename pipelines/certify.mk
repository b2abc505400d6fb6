# Are the saddles saddles? Each distinct one on which bands converged is refined until no force component is above 1e-8, its
# lowest curvatures are counted, and the minima down both its sides are sought. Not in the time of Fig. 7.
#
# That a saddle does not connect the pair whose band found it is a finding, not a failure: the band went over other minima.
# Saddles are refined in the columns of their bands (landscape.mk), each where it was found first.

# $1 glass
define certified_saddles
certify_folder.$1 := $(quench.$1)/certify
$$(certify_folder.$1)/distinct.jsonl: $(quench.$1)/pairs.jsonl $(columns:%=$(quench.$1)/saddles-%.xyz) \
    $$(call recipe,$$(certify_folder.$1)/distinct,$(stages)/distinct-saddles,wca-select wca-minima)
	$$(RUN) $(stages)/distinct-saddles $$@ $$(filter-out %.recipe,$$^)

$(foreach column,$(columns),$(call refined_column,$1,$(column)))
$(quench.$1)/saddles.jsonl: $$(certify_folder.$1)/distinct.jsonl $(columns:%=$$(certify_folder.$1)/refined-%.jsonl) \
    $(chunks:%=$(quench.$1)/minima-%.xyz) $$(call recipe,$(quench.$1)/saddles,$(stages)/certify,wca-minima)
	$$(RUN) $(stages)/certify $$@ $$< $(columns:%=$$(certify_folder.$1)/refined-%.jsonl) -- \
	    $(columns:%=$$(certify_folder.$1)/down-%.xyz) -- $(chunks:%=$(quench.$1)/minima-%.xyz)
endef

# $1 glass, $2 column
define refined_column
$$(certify_folder.$1)/refined-$2.jsonl $$(certify_folder.$1)/down-$2.xyz &: $$(certify_folder.$1)/distinct.jsonl $(quench.$1)/saddles-$2.xyz \
    $$(call recipe,$$(certify_folder.$1)/refined,$(stages)/refine-saddles,wca-select wca-saddle wca-min)
	$$(RUN) $(stages)/refine-saddles $$(certify_folder.$1)/refined-$2.jsonl $$(certify_folder.$1)/down-$2.xyz $$(filter-out %.recipe,$$^)

endef

$(foreach glass,$(glasses),$(eval $(call certified_saddles,$(glass))))

.PHONY: certify
certify: $(foreach glass,$(glasses),$(quench.$(glass))/saddles.jsonl) ## are the saddles saddles, and what do they connect?
	@$(stages)/show-saddles $^
	@echo "rows: $(root)/glasses/*/*/saddles.jsonl"
