# How much of what differs between samples is their composition: with diameters drawn at random, the polydispersity sd(sigma)/mean of a
# sample orders the energy of its inherent structure, the density at which it jams, and how fast it relaxes.
# Needs: glass
# Profile: composition glasses jamming
#
# Samples of one size, with diameters and random numbers of their own, have the same time of swap Monte Carlo. Then the energies beneath
# them at the three densities of Fig. 7, phi_J of those at the lowest of these, and F_s after one time at a state point near jamming. A line
# against polydispersity says what each would be in the limit of many particles, where it is 0.2293.

composition := $(root)/composition
samples := $(call up_to,$(composition.samples))
sample_numbers := $(wordlist 1,$(composition.samples),$(numbers))

# $1 a name, $2 the stage, $3 phi, $4 temperature, $5 more arguments: what each sample is like
composed = $(foreach sample,$(samples),$(call job,$(composition)/$1-$(word $(sample),$(numbers)).jsonl,,\
    $(stages)/compose-$2 particles=$(composition.particles) diameters=random phi=$3 temperature=$4 time=$(composition.time) seed=$(seed) \
    sample=$(sample) output=$$@ $5))$(eval composed_rows += $(sample_numbers:%=$(composition)/$1-%.jsonl))
composed_rows :=
$(foreach glass,$(glasses),$(call composed,energy-$(glass),energy,$(glasses.$(glass).phi),$(glasses.$(glass).temperature)))
loosest := $(lastword $(glasses))
$(call composed,packing,packing,$(glasses.$(loosest).phi),$(glasses.$(loosest).temperature),jam: $(bin)/wca-jam --temperature $(jamming.temperature) \
    --phi-step $(jamming.phi_step) --rate $(jamming.rate) --cooling-rate $(jamming.cooling_rate))
$(call composed,relaxation,relaxation,$(composition.phi),$(composition.temperature),tau=$(composition.tau))

$(call product,$(composition)/samples.tsv,$(composed_rows),$(stages)/table filter=$(filters)/composition-samples.jq output=$$@ rows: $$(inputs))

# $1 a name, $2 the program that averages, $3 names of what is averaged: lines against polydispersity
composed_line = $(call product,$(composition)/line-$1.jsonl,$(foreach name,$3,$(sample_numbers:%=$(composition)/$(name)-%.jsonl)),\
    $(bin)/$2 --merge --polydispersity 0.2293 $$(inputs) -o $$@)
$(call composed_line,energy,wca-minima,$(glasses:%=energy-%))
$(call composed_line,packing,wca-jam,packing)
$(call composed_line,relaxation,wca-fskt,relaxation)
$(call product,$(composition)/lines.tsv,$(patsubst %,$(composition)/line-%.jsonl,energy packing relaxation),\
    $(stages)/table filter=$(filters)/composition-lines.jq output=$$@ rows: $$(inputs))
$(call figure,composition,$(composition),$(composition)/samples.tsv $(composition)/lines.tsv)

composition: $(call images,composition) ## energies, phi_J and relaxation of samples against their polydispersity
	@$(call announce,composition,$(stages)/show-columns $(composition)/lines.tsv)
