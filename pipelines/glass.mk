# Equilibrated glasses.
# Profile: particles seed decays
#
# "First, we generate equilibrated configurations at various state points (phi_g, T_g), for which the physical dynamics is
# completely arrested on accessible time scales but where thermalization can be achieved using a hybrid swap Monte Carlo
# technique." (Methods, Preparation protocols)
# The folder of a glass is named by its state point (and its potential when that is another than wca) and its number, and by its size when that is not the profile's, its diameters when they
# are quantiles, and md when none are exchanged: figures share it. Its run ends when equilibrium is shown, or at the longest time that the
# profile gives it: certificate.jsonl says which. It lies beside the frame, which alone is a target: what needs it asks for
# the frame.

# $1 a state point: of the profile, glasses.1 or followed.1, or liquid.PHI-T of Fig. 1, which has its dynamics; $2 what kind of glasses,
# with $($2.particles) and $($2.diameters); $3 glass
density_of = $(if $(filter-out wca,$($1.potential)),$($1.potential)-)$(or $($1.phi),rho$($1.density))
state_of = $(density_of)-$($1.temperature)
# What wca-init is told of it
init_of = $(if $(filter-out wca,$($1.potential)),--potential $($1.potential) )$(if $($1.phi),--phi $($1.phi),--density $($1.density))
folder_of = $(root)/glasses/$(state_of)-$3$(if $(filter-out $(particles),$($2.particles)),-of-$($2.particles))$(if \
    $(filter quantile,$($2.diameters)),-quantile)$(if $(filter md,$($1.dynamics)),-md)

# $1, $2, $3 as above, $4 where it starts, random or a frame, $5 its folder
equilibrate = $(stages)/equilibrate dynamics=$(or $($1.dynamics),swap) start=$4 particles=$($2.particles) diameters=$($2.diameters) \
    temperature=$($1.temperature) time=$($1.equilibration) decays=$(or $($1.decays),$(decays)) seed=$(seed) glass=$3 \
    output=$$@ certificate=$5/certificate.jsonl init: $(init_of)

# Are two state points of the profile, $1 and $2, the same, of as many particles, $3 and $4, and run for different times? Then their glasses must not have
# the same folder, or each figure would make that of the other anew.
length_of = $($1.equilibration)/$(or $($1.decays),$(decays))
run_otherwise = $(and $(call same,$(call state_of,$1),$(call state_of,$2)),$(filter $3,$4),$(if $(call same,$(length_of),$(call length_of,$2)),,yes))

# Glasses that two figures use are run once, as the first one says. $1, $2 as above, $3 their numbers, $4 their folder, with {} for the number
equilibrated_glasses = $(call jobs,$(foreach glass,$3,$(call not_yet,$(glass),$(subst {},$(glass),$4))),$4/equilibrated.xyz,,$(call equilibrate,$1,$2,{},random,$4),$4/certificate.jsonl)
not_yet = $(if $(equilibrated.$2),,$(eval equilibrated.$2 := yes)$1)

# Or it is taken from a file, which has a name as from the folder of the profiles, and a fingerprint, so that its date does not count. $1 a state point,
# $2 its folder
named_from = $(patsubst $(PROFILES)/%,%,$($1.from))
taken_glass = $(eval file.$2 := $($1.from))$(call job,$2/equilibrated.xyz,,\
    $(stages)/take frame=$$(file.$2) sum=$(firstword $(subst $(blank), ,$(call lines,sha256sum $($1.from)))) \
    potential=$(or $($1.potential),wca) density=$(if $($1.phi),phi=$($1.phi),density=$($1.density)) temperature=$($1.temperature) output=$$@)
