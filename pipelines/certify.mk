# Are the saddles saddles? Each distinct one on which bands converged is refined until no force component is above 1e-8, its
# lowest curvatures are counted, and the minima down both its sides are sought. Not in the time of Fig. 7.
#
# That a saddle does not connect the pair whose band found it is a finding, not a failure: the band went over other minima.

# $1 glass
define certified_saddles
certify.$1 := $(stages)/certify
$(quench.$1)/saddles.jsonl: $(quench.$1)/pairs.jsonl $(chunks:%=$(quench.$1)/minima-%.xyz) \
    $(patsubst %,$(quench.$1)/bands-%.jsonl,$(filter-out 001,$(clones))) \
    $$(call recipe,$(quench.$1)/saddles,$$(certify.$1),wca-saddle wca-min wca-minima)
	$$(RUN) $$(certify.$1) $$@ $$< $(patsubst %,$(quench.$1)/saddles-%.xyz,$(filter-out 001,$(clones))) -- $(chunks:%=$(quench.$1)/minima-%.xyz)
endef
$(foreach glass,$(glasses),$(eval $(call certified_saddles,$(glass))))

.PHONY: certify
certify: $(foreach glass,$(glasses),$(quench.$(glass))/saddles.jsonl) ## are the saddles saddles, and what do they connect?
	@$(stages)/show-saddles $^
	@echo "rows: $(root)/glasses/*/*/saddles.jsonl"
