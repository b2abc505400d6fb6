# Does the paper hold? All of its statements (claims-landscape), each with the number that this profile found.
# Needs: claims-landscape landscapes fig1 fig2 grids fig4 fig5 fig6

# $1 basins or aging: the numbers of Figs 2, 3 and 5, or 4 and 6, from all their state points, T_G, packings and certificates
claims_states.basins := $(sort $(fig2_states) $(foreach grid,$(grids),$(line_states.$(grid))))
claims_states.aging := $(sort $(fig4_states) $(fig6_states))
claims_of.basins := $(followed)
claims_of.aging := $(call followed_at,$(fig4.glass_phi))
claims_glasses = $(foreach state,$(claims_of.$1),$(call followed_frames,$1,$(state)))
define numbers_of_followed
$(call product,$(root)/claims/aging-$1.jsonl,$(claims_states.$1:%=%/msd.jsonl),$(bin)/wca-msd --aging $$(inputs) -o $$@)
$(call product,$(root)/claims/$1.jsonl,$(claims_states.$1:%=%/chi.jsonl) $(root)/claims/aging-$1.jsonl \
    $(if $(filter basins,$1),$(foreach grid,$(grids),$(call grid_folder,$(grid))/ergodicity.jsonl $(call phi_j,$(grid)))) $(claims_glasses),\
    $(stages)/compared-table pairs=$(filters)/claims-followed.jq filter=$(filters)/claims-followed-numbers.jq output=$$@ \
    rows: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl) compare: --ratio options: --arg set $1 $(compared_at.$1) --slurpfile claims $(home)pipelines/claims.json)
endef
$(foreach set,basins aging,$(call numbers_of_followed,$(set)))

# Fig. 1: from its laws and times, the certificates of its liquids, and the state points of the glasses
$(call product,$(root)/claims/diagram.jsonl,$(densities:%=$(liquids)/%/laws.jsonl) $(densities:%=$(liquids)/%/times.jsonl) \
    $(fig1_folders:%=%/equilibrated.xyz) $(fig1)/random.tsv $(fig1)/glasses.tsv,\
    $(stages)/compared-table pairs=$(filters)/claims-diagram.jq filter=$(filters)/claims-diagram-numbers.jq output=$$@ \
    rows: $$(filter-out %.tsv,$$(inputs:%/equilibrated.xyz=%/certificate.jsonl)) compare: --ratio --of temperature:0$(comma)computer_temperature --as of_T_d \
    options: --rawfile random $(fig1)/random.tsv --rawfile glasses $(fig1)/glasses.tsv)

# Figs 7 and 8, of many glasses: means, and shares of the glasses in which a statement on one holds
$(call table_of_claims,claims,$(root)/claims/diagram.jsonl $(claims_landscape) $(landscapes:%=$(many)/numbers-%.jsonl) $(landscapes:%=$(many)/shares-%.jsonl) $(root)/claims/basins.jsonl $(root)/claims/aging.jsonl)

claims: $(root)/claims.jsonl ## which of the paper's statements hold in this profile, by thresholds set beforehand
	@$(stages)/show-claims $<
	@echo "rows: $<"
