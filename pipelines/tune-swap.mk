# How swap Monte Carlo is best run: how long F_s takes to decay, in CPU seconds, against the time of molecular dynamics and the exchanges
# per particle of a block. The defaults of wca-swap are what this found best; the certificates of all glasses rest on them.
#
# At one state point of Fig. 1, below which molecular dynamics fails. It is run alone there too, for what a unit of its time costs: how
# long it would take to decay is on the law of the relaxation times (wca-relax).

tuning := $(root)/tuning
tuned_liquid := liquid.$(tuning.phi)-$(tuning.temperature)
$(if $(filter swap,$($(tuned_liquid).dynamics)),,\
    $(error profile $(PROFILE): expected (phi, T) = ($(tuning.phi), $(tuning.temperature)) of tuning among the slow_temperatures or swap_temperatures of the diagram))
tuned_frame := $(call folder_of,$(tuned_liquid),liquids,1)/equilibrated.xyz

# $1 time of molecular dynamics, $2 exchanges per particle
define tuning_rules
tune_command.$1.$2 := $(stages)/tune $1 $2 $(tuning.temperature) $(tuning.time) $(tuning.runs) $(seed)
$(tuning)/$1-$2.jsonl: $(tuned_frame) $$(call recipe,$(tuning)/$1-$2,$$(tune_command.$1.$2),wca-swap wca-select wca-fskt)
	$$(RUN) $$(tune_command.$1.$2) $$< $$@
endef
tuned := $(foreach time,$(tuning.md_times),$(foreach swaps,$(tuning.swaps),$(time)-$(swaps))) $(lastword $(tuning.md_times))-0
$(foreach pair,$(tuned),$(eval $(call tuning_rules,$(word 1,$(subst -, ,$(pair))),$(word 2,$(subst -, ,$(pair))))))

tuned_rows := $(tuned:%=$(tuning)/%.jsonl)
$(tuning)/tuning.tsv $(tuning)/best.tsv: $(tuning)/%.tsv: pipelines/filters/tune-swap-%.jq $(tuned_rows) $(liquids)/$(tuning.phi)/laws.jsonl \
    $(call recipe,$(tuning)/table,$(stages)/table $(tuned))
	@$(stages)/table $< $@ $(filter %.jsonl,$^)

tune_images := $(root)/tune-swap.pdf $(root)/tune-swap.png $(root)/tune-swap.svg
$(tune_images): plots/tune-swap.gp plots/style.gp $(tuning)/tuning.tsv $(tuning)/best.tsv $(call recipe,$(tuning)/images,$(stages)/draw)
	$(eval drawn.tune-swap := yes)$(stages)/draw $< $(tuning) $@

.PHONY: tune-swap
tune-swap: $(tune_images) ## which blocks of swap Monte Carlo decorrelate a liquid at the least cost, and how much faster it is than molecular dynamics
	@$(call announce,tune-swap,for table in tuning best; do $(stages)/show-columns $(tuning)/$$table.tsv; done)
