# Does relaxation near jamming depend on the size of a sample? F_s at the state point and after the time of `make composition`, of samples whose diameters are
# the quantiles: those of two sizes differ in nothing else.
# Needs: composition
# Profile: sizes

# $1 a size: its samples, and their average
define sized
$(call jobs,$(wordlist 1,$(sizes.samples),$(numbers)),$(composition)/size-$1-{}.jsonl,,\
    $(stages)/compose-relaxation particles=$1 diameters=quantile phi=$(composition.phi) temperature=$(composition.temperature) time=$(composition.time) \
    seed=$(seed) sample={n} output=$$@ tau=$(composition.tau))
$(call product,$(composition)/size-$1.jsonl,$(patsubst %,$(composition)/size-$1-%.jsonl,$(wordlist 1,$(sizes.samples),$(numbers))),\
    $(bin)/wca-fskt --merge $$(inputs) -o $$@)
endef
$(foreach size,$(sizes.particles),$(call sized,$(size)))

$(call product,$(root)/check-sizes.tsv,$(sizes.particles:%=$(composition)/size-%.jsonl),\
    $(stages)/compared-table pairs=$(filters)/check-sizes.jq filter=$(filters)/check-sizes-compared.jq output=$$@ rows: $$(inputs) compare: --chance)

check-sizes: $(root)/check-sizes.tsv ## does relaxation near jamming depend on the size of a sample?
	@$(stages)/show-columns $<
