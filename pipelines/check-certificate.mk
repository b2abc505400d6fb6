# Does what passes as a glass in equilibrium still age? Small glasses run until they pass, and then for twice as long again: the energy of
# those that passed is compared with what it is later, over all glasses. And is what differs told apart? The particles of some run until they pass
# at a temperature that is wrong by some per cent: of how many do the energies of the two runs agree, as those of two starts must in make
# equilibrium? Diameters are the quantiles of P(sigma): of small samples drawn at random some decay ten times more slowly than others, and only the
# fast ones would be looked at.
# Needs: glass
# Profile: certificates

$(foreach state,$(certificates),\
    $(eval certificates.$(state).diameters := quantile)\
    $(eval wrong.$(state).temperature := $(certificates.$(state).wrong_temperature))\
    $(foreach key,phi equilibration decays,$(eval wrong.$(state).$(key) := $(certificates.$(state).$(key)))))
certified = $(call folder_of,certificates.$1,certificates.$1,$2)
certified_wrong = $(if $(filter $2,$(call up_to,$(certificates.$1.wrong_glasses))),$(call folder_of,wrong.$1,certificates.$1,$2))

# $1 a state point, $2 glass, $3 and $4 its folders at the temperature and, of some, at the wrong one
define certified_glass
$(call equilibrated_glasses,certificates.$1,certificates.$1,$2,$3)
$(if $4,$(call equilibrated_glasses,wrong.$1,certificates.$1,$2,$4))
$(call job,$3/later.jsonl,$3/equilibrated.xyz $(4:%=%/equilibrated.xyz),\
    $(stages)/check-certificate glass=$3/equilibrated.xyz $(4:%=wrong=%/equilibrated.xyz) seed=$(seed) output=$$@)
endef
$(foreach state,$(certificates),$(foreach glass,$(call up_to,$(certificates.$(state).glasses)),\
    $(call certified_glass,$(state),$(glass),$(call certified,$(state),$(glass)),$(call certified_wrong,$(state),$(glass)))))

certified_glasses := $(foreach state,$(certificates),$(foreach glass,$(call up_to,$(certificates.$(state).glasses)),$(call certified,$(state),$(glass))))

check-certificate: $(certified_glasses:%=%/later.jsonl) ## is the energy of glasses that pass what it is later? and does a wrong temperature pass?
	@$(stages)/show-certificates $^
