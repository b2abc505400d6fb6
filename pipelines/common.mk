# What all pipelines share: where products are, how they are made, and what makes them out of date.
#
# A product is made by one command, and is made again when an input is newer, or when its recipe is another: the text of that command with all its
# parameters, the names of its inputs, and the fingerprints of the programs, stages, filters and plots that it names and that these name in
# turn, whatever the dates of all these. The text lies beside the product, in PRODUCT.recipe. To read makefiles is to compare: that text is written
# when the job starts, and nothing else is written or removed here.
#
# A job that starts removes its products, and the checkpoint of the first of them (PRODUCT without its ending, .checkpoint) when that is of another
# recipe or older than an input; then the text of its recipe is put in its place. What $(RUN) says at the end is not believed: the products must be there.

root := $(OUT)/$(PROFILE)
$(if $(or $(reads_only),$(filter $(root),$(WCA_ALONE))),,$(error expected a make that has $(root) for itself, or for its submission, found one called with \
    FIGURES=$(FIGURES) alone: please put WCA_SUBMISSION=NAME $(home)pipelines/alone $(root) before it, with one NAME for all tasks (pipelines/slurm.md)))
stages := $(home)pipelines/stages
filters := $(home)pipelines/filters
# Numbers, order and letters are the same in every language.
export LC_ALL := C.UTF-8

# $(call lines,COMMAND,WHY): its lines, each as one word, with the sign $(blank) for its blanks. A command that fails ends the run, and WHY it is there is
# said.
blank := $(shell printf '\037')
lines = $(shell $1 | tr ' ' '\037')$(if $(filter-out 0,$(.SHELLSTATUS)),$(error make stops here: $(or $2,$(firstword $1) has failed)))
split = $(subst $(blank), ,$1)
space := $(subst ,, )

# The profile as variables, and the names of its sections. FILE=SUM... of each program, stage, filter and plot, as fingerprint.FILE.
$(if $(wildcard $(bin)/wca-params),,$(error make -n can say what is to be done when the programs are built: please call make first))
variables := $(call lines,$(bin)/wca-params --sections=$(subst $(space),$(comma),$(needed)) --schema $(home)pipelines/profiles/schema.yaml --format make \
    $(PROFILES)/$(PROFILE).yaml,the profile $(PROFILE) is not what make $(goals) needs)
$(foreach line,$(variables),$(eval $(call split,$(line))))
sections := $(sort $(foreach line,$(variables),$(firstword $(subst ., ,$(call split,$(line))))))
$(foreach line,$(call lines,$(home)pipelines/fingerprints $(filter-out %/wca-make,$(wildcard $(bin)/wca-*)) $(stages)/* $(home)pipelines/*.bash $(filters)/* $(home)pipelines/*.json $(home)plots/*.gp),\
    $(eval fingerprint.$(subst :, := ,$(subst $(comma), ,$(line)))))

# $(call job,TARGETS,INPUTS,COMMAND): a product, or several that one command makes; the command is expensive, and is put behind $(RUN).
# $(call product,TARGETS,INPUTS,COMMAND): the same, cheap.
# $(call jobs,WORDS,TARGETS,INPUTS,COMMAND), $(call products,...): one for each of the words, which stands where the others have {}. Where that is a number
# with its zeros, 008, {n} is it without them and {m} one less. What many have in common is found once: so a figure of 30 000 jobs is read in a second.
# COMMAND names inputs and outputs by $$@, $$<, $$(inputs) (all, in order) and $$(filter %.xyz,$$^), or by their paths; programs and stages by $(bin)/
# and $(stages)/; arguments of stages as stage.bash says.
# Of a job and of jobs a last argument is a product that lies beside the first one: what needs it asks for that, and where it is lost that is made again.
job = $(call rule,$(strip $1),$(strip $2),$(strip $3),$$(RUN) ,yes,,$4)
product = $(call rule,$(strip $1),$(strip $2),$(strip $3),$$(CHEAP) )
jobs = $(call rules,$(strip $2),$(strip $3),$(strip $4),$$(RUN) ,yes,$1,$5)
products = $(call rules,$(strip $2),$(strip $3),$(strip $4),$$(CHEAP) ,,$1)
# $4 what stands before the command, nothing for CHEAP unless `plan` asks; $5 yes: it is behind RUN; $6 words; $7 what lies beside
rule = $(eval $(call compared,$(line_of),$(steps),$(text_of),$(firstword $1).recipe))$(if $7,$(call kept_with,$1,$7))
rules = $(call $(if $(findstring {n},$3),each_number,each),$6,$(line_of),$(steps),$(text_of),$(firstword $1).recipe)$(if \
    $7,$(foreach word,$6,$(call kept_with,$(subst {},$(word),$1),$(subst {},$(word),$7))))
kept_with = $(if $(wildcard $1),$(if $(wildcard $2),,$(eval $1: always)))
each = $(eval $(foreach word,$1,$(filled)))
each_number = $(eval $(foreach word,$1,$(call compared,$(fill_2),$(call numbers_in,$(fill_3)),$(call numbers_in,$(fill_4)),$(fill_5))))
numbers_in = $(subst {m},$(less.$(word)),$(subst {n},$(plain.$(word)),$1))
$(foreach k,2 3 4 5,$(eval fill_$k = $$(subst {},$$(word),$$$k)))

# A rule, as lines: $1 the first, $2 the others; $3 the text of its recipe, $4 the file of that. A text that is remembered is to be written. (The same of a
# word is written out, as it is read ten thousand times.)
define compared
$(if $(subst x$3,,x$(strip $(file <$4))),recipe.$4 := $3$(newline)$1 always,$1)$2

endef
define filled
$(if $(subst x$(fill_4),,x$(strip $(file <$(fill_5)))),recipe.$(fill_5) := $(fill_4)$(newline)$(fill_2) always,$(fill_2))$(fill_3)

endef

# The text of a recipe: names of products as from the folder of all, of programs without their folders, and of what is installed as from there. (Signs of
# Make are left out.)
text_of = $(strip $(subst $$,,$(subst $(root),,$(subst $(root)/,,$(subst $(bin)/,,$(call not_home,$3 < $2 | $(prints_of)))))))
not_home = $(if $(home),$(subst $(home),,$1),$1)
prints_of = $(sort $(foreach word,$(filter $(bin)/% $(stages)/% %.jq %.gp %.json,$3),$(fingerprint.$(lastword $(subst =, ,$(word))))))
same = $(if $(subst x$1,,x$2)$(subst x$2,,x$1),,yes)
define newline


endef

inputs = $(filter-out always,$^)
made = $1$(if $7, $7)
line_of = $1$(if $(word 2,$1), &): $2

# The command, and what is looked at behind RUN, between two lines that tell pipelines/run when it begins and ends (FIGURES=told); or only a line that
# says what would be made, for make -n (FIGURES=listed). Where Make only says what it would do, nothing else stands there.
told := :::
kind = $(if $5,job,product) $(notdir $(firstword $3)) $(1:$(root)/%=%)
ifeq ($(FIGURES),listed)
define steps

	$(told) $(kind)
endef
else ifneq ($(reads_only),)
define steps

	$(quiet)$4$3
endef
else
define steps

	@$$(call begin,$(made))
	$(if $(filter told,$(FIGURES)),@$$(info $(told) begin $(word 3,$(kind))))
	$(quiet)$4$3
	$(if $5,@$$(call end,$(made)))
	$(if $(filter told,$(FIGURES)),@echo "$(told) end $(word 3,$(kind))")
endef
endif

# Before the command and after it, where Make does more than say what it would do. $1 the products, $2 the file of the recipe, $3 the checkpoint
begin = $(if $(reads_only),,$(call begun,$1,$(firstword $1).recipe,$(basename $(firstword $1)).checkpoint))
begun = $(if $(wildcard $(dir $2)),,$(shell mkdir -p $(dir $2)))rm -rf $1 $(if $(recipe.$2),$3 && $(call put,$2,$(dir $2).$(notdir $2)$(own)),$(call \
    forget,$3))
put = $(file >$2,$(recipe.$1))mv $2 $1
forget = $(if $(wildcard $1),&& for input in $(inputs); do [[ ! $$input -nt $1 ]] || rm -rf $1; done)
end = $(if $(reads_only),,$(foreach product,$1,[[ -e $(product) ]] &&) exit || $(home)pipelines/look-for $1)
.PHONY: always
always:

# $(call figure,NAME,FOLDER,TABLES,OPTIONS): plots/NAME.gp draws the tables, which are in the folder, as NAME.pdf, .png and .svg. $(call images,NAME):
# these three. $(call announce,NAME,COMMAND): the last words on a figure: what was found, as COMMAND says, or that nothing was to be done.
formats := pdf png svg
images = $(formats:%=$(root)/$1.%)
figure = $(foreach image,$(call images,$1),$(call rule,$(image),$3,$(stages)/draw script=$(home)plots/$1.gp data=$2 output=$$@$(if $4, options: $4),$$(eval drawn.$1 := yes)))
announce = $(if $(drawn.$1),$2,:); echo "$1 is $(if $(drawn.$1),drawn,up to date): $(root)/$1.pdf, .png and .svg"

# 001 002 ... 999, and the same without zeros; a number of these without zeros, plain.008, and the one before, less.008; a list from the last to the first
numbers := $(shell seq -f %03g 999)
plain_numbers := $(shell seq 999)
up_to = $(wordlist 1,$1,$(plain_numbers))
$(foreach pair,$(join $(numbers:%=plain.%:=),$(plain_numbers)) $(join $(numbers:%=less.%:=),0 $(call up_to,998)),$(eval $(pair)))
reverse = $(if $1,$(call reverse,$(wordlist 2,$(words $1),$1)) $(firstword $1))
