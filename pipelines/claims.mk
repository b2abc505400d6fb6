# Does the paper hold? A table of its statements, each with the number that this profile found, its error, and whether the
# statement holds, does not hold, or cannot be told at this size. Statements and thresholds are in pipelines/claims.json.
#
# "Our results do not depend on this choice of temperature." (Results) Some clones more, with velocities of their own, are
# quenched to another temperature for that; no bands run between their minima.

again_chunks := $(sort $(wordlist 1,$(claims.clones),$(chunk_of_clone)))
again_seed := $(shell echo $$(($(seed) + 1)))

# Where they are quenched to
$(foreach glass,$(glasses),$(eval again.$(glass) := $(call quenched_to,$(glass),$(glasses.$(glass).quench_again))))

# Localized are at most, collective at least so many particles.
landscape_numbers := $(bin)/wca-landscape --localized 20 --collective 50 --smallest-barrier 1e-6

# $1 glass
define numbers_of_claims
$(if $(filter $(glasses.$1.quench),$(glasses.$1.quench_again)),$(error profile $(PROFILE): quench_again is quench of the glass at $(glasses.$1.phi)))
$(call minima_of_clones,$1,$(glasses.$1.quench_again),$(again_seed),$(again_chunks))

distances_command.$1 := $(bin)/wca-minima --pairs --clones $(claims.clones)
$(again.$1)/distances.jsonl: $(again_chunks:%=$(again.$1)/minima-%.xyz) $$(call recipe,$(again.$1)/distances,$$(distances_command.$1))
	$$(distances_command.$1) $$(filter %.xyz,$$^) -o $$@

$(root)/claims/landscape-$1.jsonl: $(quench.$1)/pairs.jsonl $(again.$1)/distances.jsonl $$(call recipe,$(root)/claims/landscape-$1,$(landscape_numbers))
	$$(RUN) $(landscape_numbers) --compare $(again.$1)/distances.jsonl $$< -o $$@

$(root)/claims/numbers-$1.jsonl: pipelines/filters/claims-numbers.jq $(root)/claims/landscape-$1.jsonl $$(call recipe,$(root)/claims/numbers-$1,$(stages)/table)
	@$(stages)/table $$< $$@ $(root)/claims/landscape-$1.jsonl
endef
$(foreach glass,$(glasses),$(eval $(call numbers_of_claims,$(glass))))

# $1 basins or aging: the numbers of Figs 2, 3 and 5, or 4 and 6, from all their state points, T_G, packings and certificates
claims_states.basins := $(sort $(fig2_states) $(foreach grid,$(grids),$(line_states.$(grid))))
claims_states.aging := $(sort $(fig4_states) $(fig6_states))
claims_of.basins := $(followed)
claims_of.aging := $(call followed_at,0.85)
define numbers_of_followed
claims_glasses.$1 := $(foreach state,$(claims_of.$1),$(foreach glass,$(numbers.$1),$(call followed_frame,$1,$(state),$(glass))))
claims_command.$1 := --arg set $1 $(compared_at.$1)
$(root)/claims/aging-$1.jsonl: $(claims_states.$1:%=%/msd.jsonl) $$(call recipe,$(root)/claims/aging-$1,$(bin)/wca-msd --aging $(claims_states.$1))
	@$(bin)/wca-msd --aging $$(filter %.jsonl,$$^) -o $$@
$(root)/claims/$1.jsonl: pipelines/filters/claims-followed.jq $(claims_states.$1:%=%/chi.jsonl) $(root)/claims/aging-$1.jsonl \
    $(if $(filter basins,$1),$(foreach grid,$(grids),$(call grid_folder,$(grid))/ergodicity.jsonl $(phi_j.$(grid)))) \
    $$(claims_glasses.$1) $$(call recipe,$(root)/claims/$1,$(stages)/table $$(claims_command.$1) $(claims_states.$1))
	@$(stages)/table $$< $$@ $$(filter %.jsonl,$$^) $$(claims_glasses.$1:%equilibrated.xyz=%certificate.jsonl) -- $$(claims_command.$1)
endef
$(foreach set,basins aging,$(eval $(call numbers_of_followed,$(set))))

# Fig. 1: from its laws and times, the certificates of its liquids, and the state points of the glasses
claims_liquids := $(densities:%=$(liquids)/%/laws.jsonl) $(densities:%=$(liquids)/%/times.jsonl)
$(root)/claims/diagram.jsonl: pipelines/filters/claims-diagram.jq $(claims_liquids) $(fig1)/random.tsv $(fig1)/glasses.tsv \
    $(fig1_folders:%=%/equilibrated.xyz) $(call recipe,$(root)/claims/diagram,$(stages)/table $(fig1_folders))
	@$(stages)/table $< $@ $(claims_liquids) $(fig1_folders:%=%/certificate.jsonl) -- \
	    --rawfile random $(fig1)/random.tsv --rawfile glasses $(fig1)/glasses.tsv

# $1 the table, $2 its numbers, $3 its figures, or nothing for all
define table_of_claims
claims_of_figures.$1 := $(if $3,--arg figures '$3')
$(root)/$1.jsonl: pipelines/filters/claims.jq pipelines/claims.json $2 $(equilibrium) \
    $$(call recipe,$(root)/claims/table-$1,$(stages)/table $$(claims_of_figures.$1))
	$(stages)/table $$< $$@ $2 $(equilibrium) -- --slurpfile claims pipelines/claims.json $$(claims_of_figures.$1)
endef
claims_landscape := $(glasses:%=$(root)/claims/numbers-%.jsonl)
$(eval $(call table_of_claims,claims-landscape,$(claims_landscape),7 8))
$(eval $(call table_of_claims,claims,$(root)/claims/diagram.jsonl $(claims_landscape) $(root)/claims/basins.jsonl $(root)/claims/aging.jsonl))

.PHONY: claims claims-landscape
claims: $(root)/claims.jsonl ## which of the paper's statements hold in this profile, by thresholds set beforehand
claims-landscape: $(root)/claims-landscape.jsonl ## those of Figs 7 and 8 alone
claims claims-landscape:
	@$(stages)/show-claims $<
	@echo "rows: $<"
