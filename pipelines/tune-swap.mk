# How swap Monte Carlo is best run: how long F_s takes to decay, in CPU seconds, against the time of molecular dynamics and the exchanges
# per particle of a block. The defaults of wca-swap are what this found best; the certificates of all glasses rest on them.
#
# At one state point of Fig. 1, below which molecular dynamics fails. It is run alone there too, for what a unit of its time costs: how
# long it would take to decay is on the law of the relaxation times (wca-relax).
# Needs: fig1
# Profile: tuning

tuning := $(root)/tuning
tuned_liquid := liquid.$(tuning.phi)-$(tuning.temperature)
$(if $(filter swap,$($(tuned_liquid).dynamics)),,\
    $(error profile $(PROFILE): expected (phi, T) = ($(tuning.phi), $(tuning.temperature)) of tuning among the slow_temperatures or swap_temperatures of the diagram))
tuned_frame := $(call folder_of,$(tuned_liquid),liquids,1)/equilibrated.xyz

# $1 time of molecular dynamics, $2 exchanges per particle
tuned_setting = $(call job,$(tuning)/$1-$2.jsonl,$(tuned_frame),\
    $(stages)/tune md_time=$1 swaps=$2 temperature=$(tuning.temperature) time=$(tuning.time) runs=$(tuning.runs) seed=$(seed) glass=$$< output=$$@)
tuned := $(foreach time,$(tuning.md_times),$(foreach swaps,$(tuning.swaps),$(time)-$(swaps))) $(lastword $(tuning.md_times))-0
$(foreach pair,$(tuned),$(call tuned_setting,$(word 1,$(subst -, ,$(pair))),$(word 2,$(subst -, ,$(pair)))))

$(call product,$(tuning)/law.jsonl,$(liquids)/$(tuning.phi)/laws.jsonl,$(bin)/wca-relax --at $(tuning.temperature) $$< -o $$@)
$(foreach table,tuning best,$(call product,$(tuning)/$(table).tsv,$(tuned:%=$(tuning)/%.jsonl) $(liquids)/$(tuning.phi)/laws.jsonl $(tuning)/law.jsonl,\
    $(stages)/table filter=$(filters)/tune-swap-$(table).jq output=$$@ rows: $$(inputs)))
$(call figure,tune-swap,$(tuning),$(tuning)/tuning.tsv $(tuning)/best.tsv)

tune-swap: $(call images,tune-swap) ## which blocks of swap Monte Carlo decorrelate a liquid at the least cost, and how much faster it is than molecular dynamics
	@$(call announce,tune-swap,for table in tuning best; do $(stages)/show-columns $(tuning)/$$table.tsv; done)
