# Is a barrier an upper bound along its band? The energy along the path that wca-neb writes, straight lines from image to image, may exceed the
# barrier V: by less than 1 % of it, or 1e-6, where the band converged. Every row says how high the path is (barrier_high). For some pairs of
# each glass, the first of those that `make check-bands` takes, the paths are written and walked a second time, by wca-min.

walk_limits := --argjson share 0.01 --argjson least 1e-6

# $1 glass
define walked_paths
$(checks.$1)/walked.txt: $(checks.$1)/pairs.txt $$(call recipe,$(checks.$1)/walked,head -n $(fig7.walked))
	head -n $(fig7.walked) $$< >$$@.tmp && mv $$@.tmp $$@

walk_paths.$1 := $(stages)/walk-paths $(bands_command.$1)
$(checks.$1)/walked.jsonl: $(checks.$1)/walked.txt $(chunks:%=$(quench.$1)/minima-%.xyz) \
    $$(call recipe,$(checks.$1)/walked-rows,$$(walk_paths.$1),wca-neb wca-min)
	$$(RUN) $$(walk_paths.$1) -- $$@ $$(filter %.txt %.xyz,$$^)

$(checks.$1)/paths.tsv: pipelines/filters/check-paths.jq $(quench.$1)/pairs.jsonl $(checks.$1)/walked.jsonl \
    $$(call recipe,$(checks.$1)/paths,$(stages)/table $(walk_limits))
	$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) -- $(walk_limits)
endef
$(foreach glass,$(glasses),$(eval $(call walked_paths,$(glass))))

$(root)/check-paths.tsv: $(foreach glass,$(glasses),$(checks.$(glass))/paths.tsv)
	{ head -n 1 $<; tail -qn +2 $^; } >$@.tmp && mv $@.tmp $@

.PHONY: check-paths
check-paths: $(root)/check-paths.tsv ## by how much the energy along the path of a band exceeds its barrier
	@column -ts $$'\t' $<
