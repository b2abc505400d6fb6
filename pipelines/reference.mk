# The merged rows of a run, packed: what others compare theirs with, and what statements are decided from without a run.
# Needs: claims fig3 fig7
#
# Packed are the numbers of all statements, the certificates of the glasses, and the averages that figures draw, with the profile, its seed, the version and the
# commit, as compressed JSON Lines: `make reference PROFILE=overnight`. In plots/ as reference-PROFILE.jsonl.gz it is what make claims REFERENCE=1 and
# make compare read. This file is read last: of a profile that lacks sections it has what there is.

packed := $(root)/reference.jsonl.gz

# Averages of few glasses have no error that others could be compared with. (The schema asks for four where clones are followed.)
few = $(if $(filter 1 2 3,$1),$2 has $1)
too_few := $(strip $(foreach state,$(landscapes),$(call few,$(landscapes.$(state).glasses),landscapes.$(state))))

# $1 a name, $2 frames: their certificates, which lie beside them, in one file, each glass once
certificates_of = $(call product,$(root)/reference/certificates-$1.jsonl,$2,\
    $(stages)/table filter=$(filters)/reference-certificates.jq output=$$@ rows: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl))
certificates_in = $(call certificates_once,$1,$(sort $(filter-out $(packed_frames),$2)))
certificates_once = $(if $2,$(certificates_of)$(eval packed_frames += $2)$(eval packed_certificates += $(root)/reference/certificates-$1.jsonl))
packed_frames :=
packed_certificates :=
$(call certificates_in,glasses,$(foreach glass,$(equilibrated),$(folder.$(glass))/equilibrated.xyz))
$(foreach state,$(landscapes),$(call certificates_in,landscapes-$(state),$(call frames_of,$(state))))
$(foreach set,basins aging,$(foreach state,$(claims_of.$(set)),$(call certificates_in,$(set)-$(state),\
    $(foreach glass,$(numbers.$(set)),$(call followed_frame,$(set),$(state),$(glass))))))
$(foreach density,$(if $(liquids),$(diagram)),$(call certificates_in,liquids-$(density),\
    $(foreach part,$(ladder),$(foreach state,$(liquids.$(part).$(density)),$(addsuffix /equilibrated.xyz,$(call liquid_folders,$(state)))))))

packed_rows := $(if $(fig1),$(foreach density,$(densities),$(liquids)/$(density)/times.jsonl $(liquids)/$(density)/laws.jsonl) $(fig1)/minima.jsonl $(fig1)/random.jsonl $(if $(compared_glasses),$(fig1)/stability.jsonl))
packed_rows += $(sort $(foreach set,basins aging,$(claims_states.$(set):%=%/chi.jsonl)) $(fig6_states:%=%/msd.jsonl))
packed_rows += $(if $(fig2),$(fig2)/ergodicity.jsonl) $(foreach grid,$(grids),$(call grid_folder,$(grid))/ergodicity.jsonl $(if $(jamming.temperature),$(call phi_j,$(grid))))
packed_rows += $(foreach set,basins aging,$(if $(claims_of.$(set)),$(root)/claims/aging-$(set).jsonl $(root)/claims/$(set).jsonl))
packed_rows += $(if $(many),$(foreach table,average numbers shares,$(landscapes:%=$(many)/$(table)-%.jsonl)) $(many)/starts.jsonl)
packed_rows += $(if $(claims_landscape),$(claims_landscape) $(claims_landscape:$(root)/claims/numbers-%=$(root)/claims/landscape-%) $(equilibrium))
packed_rows += $(if $(claims_of.basins),$(root)/claims/diagram.jsonl) $(packed_certificates)
packed_rows := $(strip $(packed_rows))

# (The whole profile is in it, by its sum.)
sum_of_profile := $(firstword $(call split,$(call lines,$(bin)/wca-params --sections= --schema $(home)pipelines/profiles/schema.yaml $(PROFILES)/$(PROFILE).yaml | sha256sum)))
$(call product,$(packed),$(packed_rows),\
    $(stages)/pack profile=$(PROFILE) profiles=$(PROFILES) sum=$(sum_of_profile) root=$(root) commit=$$(commit) output=$$@ rows: $$(inputs))

# What make compare looks at: the rows that are there
$(if $(filter listed,$(FIGURES)),$(foreach file,$(wildcard $(packed_rows)),$(info packed $(file))))

ifneq ($(too_few),)
reference: ; @echo "make $@: expected four or more glasses at each state point of landscapes in the profile $(PROFILE), since those of fewer have no error to compare by: $(wordlist 1,3,$(too_few))" >&2; exit 65
else
reference: $(packed) ## the merged rows of a run, packed, for make claims REFERENCE= and make compare
	@echo "the rows are packed: $<, $$(stat --format=%s $<) bytes. As $(home)plots/reference-$(PROFILE).jsonl.gz they are the reference of this profile."
endif
