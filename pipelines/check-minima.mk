# Do the minima depend on the minimiser? A table of how many distinct minima the clones of each glass are, by method and
# tolerance, and another by the two limits of the rule that tells minima apart.
#
# From one start two methods may come down in different minima: that belongs to the landscape, and is counted apart. That
# a method's number of minima changes from ten times the usual tolerance to a tenth of it is a failure.
#
# And are they the minima of the basins in which the searches began? Those are where steepest descent ends (wca-min --method descent). A table says how
# many clones each method takes elsewhere, and what that changes in Fig. 7, which has conjugate gradients as the paper has.
# Needs: glasses

usual_tolerance := 1e-10
tolerances := 1e-3 1e-6 1e-9 $(usual_tolerance) 1e-11
searches := $(foreach method,cg fire lbfgs,$(tolerances:%=$(method)_%))
usual_search := cg_$(usual_tolerance)
steepest_search := descent_$(usual_tolerance)
basins_searches := $(steepest_search) $(foreach method,cg fire lbfgs,$(method)_$(usual_tolerance))

# $1 glass, $2 METHOD_TOLERANCE
minima_of_search = $(call job,$(quench.$1)/searches/$2.xyz,$(patsubst %,$(quench.$1)/quenched-%.xyz,$(chunks_of)),\
    $(bin)/wca-min -q --method $(word 1,$(subst _, ,$2)) --tolerance $(word 2,$(subst _, ,$2)) $$(inputs) -o $$@)

# $1 glass, $2 table, $3 searches, of which the first counts
counted_minima = $(call job,$(quench.$1)/$2.jsonl,$(3:%=$(quench.$1)/searches/%.xyz),\
    $(stages)/count-minima clones=$(fig7.clones) output=$$@ searches: $$(inputs))

$(foreach glass,$(glasses),\
    $(call counted_minima,$(glass),searches,$(usual_search) $(filter-out $(usual_search),$(searches)))\
    $(call counted_minima,$(glass),basins,$(basins_searches))\
    $(foreach search,$(searches) $(steepest_search),$(call minima_of_search,$(glass),$(search))))

check-minima: $(foreach glass,$(glasses),$(quench.$(glass))/searches.jsonl) ## does the number of minima depend on method or tolerance?
	@$(stages)/show-minima usual=$(usual_tolerance) tables: $^
check-basins: $(foreach glass,$(glasses),$(quench.$(glass))/basins.jsonl) ## which minima are not those of steepest descent, and what in Fig. 7 moves by it?
	@$(stages)/show-basins $^
