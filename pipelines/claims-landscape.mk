# Does the paper hold? Its statements on Figs 7 and 8, each with the number that this profile found, its error, and whether the statement holds, does not
# hold, or cannot be told at this size. Statements and thresholds are in pipelines/claims.json.
# Needs: glasses equilibrium
# Profile: claims
#
# "Our results do not depend on this choice of temperature." (Results) Some clones more, with velocities of their own, are
# quenched to another temperature for that; no bands run between their minima.

# $1 the table, $2 its numbers, $3 its figures, or nothing for all
table_of_claims = $(call product,$(root)/$1.jsonl,$2 $(equilibrium),$(stages)/judge-claims claims=$(home)pipelines/claims.json$(if $3, figures='$3') output=$$@ rows: $$(inputs))

# They are on the three glasses of the paper: of one that the profile does not have they cannot tell.
claims_glasses_of_fig7 := $(foreach glass,$(equilibrated),$(if $(filter 1.1-0.46 0.95-0.16 0.85-0.0353,$(call state_of,glasses.$(glass))),$(glass)))

again_chunks := $(call chunks_of_first,$(claims.clones))
again_seed := $(shell echo $$(($(seed) + 1)))

# $1 glass, $2 where its clones are quenched to. Localized are at most, collective at least so many particles.
define numbers_of_claims
$(foreach chunk,$(again_chunks),$(call minima_of_clones,$1,$(glasses.$1.quench_again),$(again_seed),$(chunk)))
$(call product,$2/distances.jsonl,$(again_chunks:%=$2/minima-%.xyz),$(bin)/wca-minima --pairs --clones $(claims.clones) $$(inputs) -o $$@)
$(call job,$(root)/claims/landscape-$1.jsonl,$(quench.$1)/pairs.jsonl $2/distances.jsonl,\
    $(bin)/wca-landscape --localized 20 --collective 50 --smallest-barrier 1e-6 --compare $2/distances.jsonl $$< -o $$@)
$(call product,$(root)/claims/numbers-$1.jsonl,$(root)/claims/landscape-$1.jsonl,\
    $(stages)/table filter=$(filters)/claims-numbers.jq output=$$@ rows: $$<)
endef
$(foreach glass,$(claims_glasses_of_fig7),$(call numbers_of_claims,$(glass),$(call quenched_to,$(glass),$(glasses.$(glass).quench_again))))

claims_landscape := $(claims_glasses_of_fig7:%=$(root)/claims/numbers-%.jsonl)
$(call table_of_claims,claims-landscape,$(claims_landscape),7 8)

claims-landscape: $(root)/claims-landscape.jsonl ## which of the paper's statements on Figs 7 and 8 hold in this profile
	@$(stages)/show-claims $<
	@echo "rows: $<"
