# Does the paper hold? A table of its statements, each with the number that this profile found, its error, and whether the
# statement holds, does not hold, or cannot be told at this size. Statements and thresholds are in plots/claims.json.
#
# "Our results do not depend on this choice of temperature." (Results) Some clones more, with velocities of their own, are
# quenched to another temperature for that; no bands run between their minima.

again_chunks := $(sort $(wordlist 1,$(claims.clones),$(chunk_of_clone)))
again_seed := $(shell echo $$(($(seed) + 1)))

# Where they are quenched to
$(foreach glass,$(glasses),$(eval again.$(glass) := $(call quenched_to,$(glass),$(glasses.$(glass).quench_again))))

# $1 glass
define numbers_of_claims
$(if $(filter $(glasses.$1.quench),$(glasses.$1.quench_again)),$(error profile $(PROFILE): quench_again is quench of the glass at $(glasses.$1.phi)))
$(call minima_of_clones,$1,$(glasses.$1.quench_again),$(again_seed),$(again_chunks))

distances_command.$1 := $(bin)/wca-minima --pairs --clones $(claims.clones)
$(again.$1)/distances.jsonl: $(again_chunks:%=$(again.$1)/minima-%.xyz) $$(call recipe,$(again.$1)/distances,$$(distances_command.$1))
	$$(distances_command.$1) $$(filter %.xyz,$$^) -o $$@

$(root)/claims/numbers-$1.jsonl: plots/claims-numbers.jq $(quench.$1)/pairs.jsonl plots/claims.json $(again.$1)/distances.jsonl \
    $$(call recipe,$(root)/claims/numbers-$1,$(stages)/table)
	$$(RUN) $(stages)/table $$< $$@ $(quench.$1)/pairs.jsonl -- --slurpfile claims plots/claims.json \
	    --slurpfile again $(again.$1)/distances.jsonl
endef
$(foreach glass,$(glasses),$(eval $(call numbers_of_claims,$(glass))))

# Figs 2 to 6: all their state points, T_G, packings and certificates
claims_states := $(sort $(fig2_states) $(fig4_states) $(fig6_states) $(foreach grid,$(grids),$(grid_states.$(grid))))
claims_glasses := $(foreach state,$(followed),$(foreach glass,$(follow_glasses),\
    $(call folder_of,followed.$(state),$(follow.particles),$(glass))))
$(root)/claims/followed.jsonl: plots/claims-followed.jq $(claims_states:%=%/chi.jsonl) $(claims_states:%=%/msd.jsonl) \
    $(foreach grid,$(grids),$(call grid_folder,$(grid))/ergodicity.jsonl) $(jamming_packings) $(claims_glasses:%=%/equilibrated.xyz) \
    $(call recipe,$(root)/claims/followed,$(stages)/table)
	@$(stages)/table $< $@ $(filter %.jsonl,$^) $(claims_glasses:%=%/certificate.jsonl) -- $(compared_at)

claims_numbers := $(glasses:%=$(root)/claims/numbers-%.jsonl) $(root)/claims/followed.jsonl
$(root)/claims.jsonl: plots/claims.jq plots/claims.json $(claims_numbers) $(equilibrium) \
    $(call recipe,$(root)/claims/table,$(stages)/table)
	$(stages)/table $< $@ $(claims_numbers) $(equilibrium) -- --slurpfile claims plots/claims.json

.PHONY: claims
claims: $(root)/claims.jsonl ## which of the paper's statements hold in this profile, by thresholds set beforehand
	@$(stages)/show-claims $<
	@echo "rows: $<"
