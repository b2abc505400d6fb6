# Is a barrier an upper bound along its band? The energy along the path that wca-neb writes, straight lines from image to image, may exceed the
# barrier V: by less than 1 % of it, or 1e-6, where the band converged. Every row says how high the path is (barrier_high). For some pairs of
# each glass, the first of those that `make check-bands` takes, the paths are written and walked a second time, by wca-min.
# Needs: check-bands

# $1 glass
define walked_paths
$(call product,$(checks)/walked.txt,$(checks)/pairs.txt,$(stages)/first-lines count=$(fig7.walked) input=$$< output=$$@)
$(call job,$(checks)/walked.jsonl,$(checks)/walked.txt $(minima),\
    $(stages)/walk-paths pairs=$$< output=$$@ minima: $$(filter %.xyz,$$^) neb: $(bands))
$(call product,$(checks)/paths.tsv,$(quench.$1)/pairs.jsonl $(checks)/walked.jsonl,\
    $(stages)/table filter=$(filters)/check-paths.jq output=$$@ rows: $$(inputs) options: --argjson share 0.01 --argjson least 1e-6)
endef
$(foreach glass,$(glasses),$(call walked_paths,$(glass)))

$(call product,$(root)/check-paths.tsv,$(foreach glass,$(glasses),$(call checks,$(glass))/paths.tsv),\
    $(stages)/join-tables output=$$@ tables: $$(inputs))

check-paths: $(root)/check-paths.tsv ## by how much the energy along the path of a band exceeds its barrier
	@column -ts $$'\t' $<; ! grep -q 'fails$$' $<
