# Fig. 1: where the liquid is in equilibrium, the computer glass transition, and what is beneath: jammed or not
# Needs: glass
# Profile: liquids diagram random_packings
#
# "Equilibrium phase diagram of the WCA model. The red line corresponds to the computer glass transition, below which conventional
# molecular dynamics fails to reach equilibrium. [...] circles the state points for which equilibrium is reached, either by MD or swap.
# [...] open (full) circles reach unjammed (jammed) ISs under minimization. [...] present results for glasses prepared well below the
# computer glass transition, highlighted by red squares." (Fig. 1 and Results, Equilibrium phase diagram)
# Each density has a ladder of temperatures: the upper liquids (md) are equilibrated by molecular dynamics; those below (slow), where that
# would take long, and the lowest (swap), where it would not end, by swap. Of md and slow the relaxation under molecular dynamics is
# measured. T_d is where its time is 10^4 tau_0, on the law that the times follow.

# Diameters are the quantiles of P(sigma), the limit of many particles, in all profiles: with diameters drawn at random, samples differ in
# polydispersity, and with it in tau_alpha by factors (make composition).
liquids.diameters := quantile
numbers.liquids := $(call up_to,$(liquids.glasses))
liquids := $(root)/liquids
fig1 := $(root)/fig1

# $1 md, slow or swap, $2 a density of the diagram, by its number, $3 temperature
define liquid
liquids.$1.$2 += liquid.$(diagram.$2.phi)-$3
$(if $(liquid.$(diagram.$2.phi)-$3.phi),$(error profile $(PROFILE): expected each temperature once in the diagram, found $3 twice at phi = $(diagram.$2.phi)))
liquid.$(diagram.$2.phi)-$3.phi := $(diagram.$2.phi)
liquid.$(diagram.$2.phi)-$3.temperature := $3
liquid.$(diagram.$2.phi)-$3.dynamics := $(if $(filter md,$1),md,swap)
liquid.$(diagram.$2.phi)-$3.equilibration := $(if $(filter md,$1),$(diagram.$2.md_time),$(diagram.$2.swap_time))
endef
ladder := md slow swap
$(foreach density,$(diagram),$(foreach part,$(ladder),$(foreach temperature,$(diagram.$(density).$(part)_temperatures),\
    $(eval $(call liquid,$(part),$(density),$(temperature))))))
all_liquids := $(foreach part,$(ladder),$(foreach density,$(diagram),$(liquids.$(part).$(density))))
liquid_folders = $(foreach glass,$(numbers.liquids),$(call folder_of,$1,liquids,$(glass)))

# $1 a state point, $2 the folder of its glasses, with {} for the number: the liquids, their inherent structures, and the energies of those. Near the density
# at which it jams a search may not converge: the row says so by its max_force, and no run ends by it.
define liquid_rules
$(call equilibrated_glasses,$1,liquids,$(numbers.liquids),$2)
$(call jobs,$(numbers.liquids),$2/inherent.xyz,$2/equilibrated.xyz,$(bin)/wca-min --method cg $$< -o $$@)
$(call products,$(numbers.liquids),$2/inherent.jsonl,$2/inherent.xyz,$(bin)/wca-minima --max-force 1e6 $$< -o $$@)
endef
$(foreach state,$(all_liquids),$(call liquid_rules,$(state),$(call folder_of,$(state),liquids,{})))

# $1 a state point, $2 its density by its number: the relaxation of its liquids. Each gives samples; one of them sets the pace, and each is followed.
relaxed_at = $(liquids)/$(call state_of,$1)
relaxation = $(relaxed_at)/relaxation.jsonl
samples_of_liquids = $(numbers.liquids:%=$(relaxed_at)/samples-%.xyz)
followed_samples := $(call up_to,$(words $(foreach glass,$(numbers.liquids),$(call up_to,$(liquids.samples)))))
certificates_of_liquids = $(addsuffix /certificate.jsonl,$(call liquid_folders,$1))
define relaxation_rules
$(call jobs,$(numbers.liquids),$(relaxed_at)/samples-{}.xyz,$(call folder_of,$1,liquids,{})/equilibrated.xyz,\
    $(stages)/relax-samples samples=$(liquids.samples) seed=$(seed) certificate=$(call folder_of,$1,liquids,{})/certificate.jsonl liquid=$$< output=$$@)
$(call job,$(relaxed_at)/pace.json,$(samples_of_liquids),\
    $(stages)/relax-pace seed=$(seed) time=$(diagram.$2.md_time) samples=$$< output=$$@ certificates: $(certificates_of_liquids))
$(call jobs,$(followed_samples),$(relaxed_at)/fskt-{}.jsonl,$(relaxed_at)/pace.json $(samples_of_liquids),\
    $(stages)/relax seed=$(seed) number={} time=$(diagram.$2.md_time) pace=$$< output=$$@ samples: $(samples_of_liquids))
$(call job,$(relaxation),$(relaxed_at)/pace.json $(followed_samples:%=$(relaxed_at)/fskt-%.jsonl),\
    $(stages)/relax-join seed=$(seed) time=$(diagram.$2.md_time) pace=$$< output=$$@ rows: $(followed_samples:%=$(relaxed_at)/fskt-%.jsonl) \
    samples: $(samples_of_liquids) certificates: $(certificates_of_liquids))
endef
$(foreach density,$(diagram),$(foreach state,$(liquids.md.$(density)) $(liquids.slow.$(density)),$(call relaxation_rules,$(state),$(density))))

# $1 a density of the diagram, $2 its folder: relaxation times, averages over its liquids, and the laws that they follow (to within 5 %)
define law_rules
$(call product,$2/times.jsonl,$(foreach state,$(liquids.md.$1) $(liquids.slow.$1),$(call relaxation,$(state))),\
    $(bin)/wca-fskt --merge $$(inputs) -o $$@)
$(call product,$2/laws.jsonl,$2/times.jsonl,$(stages)/laws phi=$(diagram.$1.phi) times=$$< output=$$@ options: --scatter 0.05)
endef
$(foreach density,$(diagram),$(call law_rules,$(density),$(liquids)/$(diagram.$(density).phi)))
densities := $(foreach density,$(diagram),$(diagram.$(density).phi))

fig1_folders := $(foreach state,$(all_liquids),$(call liquid_folders,$(state)))
jammed := --jammed 1e-8
$(call product,$(fig1)/minima.jsonl,$(fig1_folders:%=%/inherent.jsonl),$(bin)/wca-minima --merge $(jammed) $$(inputs) -o $$@)
$(call product,$(fig1)/points.tsv,$(fig1)/minima.jsonl $(fig1_folders:%=%/equilibrated.xyz),\
    $(stages)/table filter=$(filters)/fig1-points.jq output=$$@ rows: $$(inputs:%/equilibrated.xyz=%/certificate.jsonl))
$(call product,$(fig1)/thresholds.tsv,$(fig1_folders:%=%/inherent.jsonl),$(stages)/table filter=$(filters)/fig1-thresholds.jq output=$$@ rows: $$(inputs))
$(foreach table,laws times,$(call product,$(fig1)/$(table).tsv,$(densities:%=$(liquids)/%/times.jsonl) $(densities:%=$(liquids)/%/laws.jsonl),\
    $(stages)/table filter=$(filters)/fig1-$(table).jq output=$$@ rows: $$(inputs)))

# The glasses of the other figures, as far as the profile has them
squares := $(sort $(foreach glass,$(glasses),$(call state_of,glasses.$(glass))) $(foreach glass,$(followed),$(call state_of,followed.$(glass))))
$(call product,$(fig1)/glasses.tsv,,$(stages)/state-points output=$$@ states: $(squares))

# How stable they are, in units of T_d: "they lie along a line T_g = 0.65 T_d of similar glass stabilities". Spheres whose effective diameter shrinks as sqrt(T)
# have lines T_d and T_g whose ratio falls towards jamming.
compared_glass = $(if $(filter-out wca,$($1.potential)),,$(if $($1.phi),--glass $($1.phi):$($1.temperature)))
compared_glasses := $(sort $(foreach glass,$(glasses),$(call compared_glass,glasses.$(glass))) $(foreach glass,$(followed),$(call compared_glass,followed.$(glass))))
compared_glasses := $(patsubst %,--glass %,$(filter-out --glass,$(compared_glasses)))
$(call product,$(fig1)/stability.jsonl,$(densities:%=$(liquids)/%/times.jsonl) $(densities:%=$(liquids)/%/laws.jsonl),\
    $(bin)/wca-relax $(compared_glasses) $$(inputs) -o $$@)
$(foreach table,stability soft,$(call product,$(fig1)/$(table).tsv,$(fig1)/stability.jsonl,\
    $(stages)/table filter=$(filters)/fig1-$(table).jq output=$$@ rows: $$<))

# Where random configurations jam: "the lower value is found when minimizing random configurations"
random_packing = $(call job,$(root)/random/$1.jsonl,,\
    $(stages)/random-packings particles=$(liquids.particles) diameters=$(liquids.diameters) glasses=$(random_packings.glasses) seed=$(seed) phi=$1 output=$$@)
$(foreach phi,$(random_packings.densities),$(call random_packing,$(phi)))
$(call product,$(fig1)/random.jsonl,$(random_packings.densities:%=$(root)/random/%.jsonl),$(bin)/wca-minima --cross 0.5 $(jammed) $$(inputs) -o $$@)
$(call product,$(fig1)/random.tsv,$(fig1)/random.jsonl,$(stages)/table filter=$(filters)/fig1-random.jq output=$$@ rows: $$(inputs))

$(call figure,fig1,$(fig1),$(foreach table,points laws glasses thresholds random,$(fig1)/$(table).tsv))
$(call figure,fig1-times,$(fig1),$(fig1)/times.tsv $(fig1)/laws.tsv)
$(call figure,fig1-stability,$(fig1),$(fig1)/stability.tsv $(fig1)/soft.tsv)

fig1: $(call images,fig1) ## where the liquid is in equilibrium, the computer glass transition, and what is beneath
	@$(call announce,fig1,for table in laws random thresholds; do $(stages)/show-columns $(fig1)/$$table.tsv; done)
fig1-times: $(call images,fig1-times) ## relaxation times of the liquids of Fig. 1, and the laws that give T_d
	@$(call announce,fig1-times,$(stages)/show-columns $(fig1)/times.tsv)
ifeq ($(compared_glasses),)
fig1-stability: ; @echo "make $@: expected glasses of the potential wca with a phi in the profile $(PROFILE), found none" >&2; exit 65
else
fig1-stability: $(call images,fig1-stability) ## T_g/T_d of the glasses against density, and what an effective diameter makes of it
	@$(call announce,fig1-stability,for table in stability soft; do $(stages)/show-columns $(fig1)/$$table.tsv; done)
endif
