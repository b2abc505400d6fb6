# What all pipelines share: where products are, how they are made, and what makes them out of date.
#
# A product is made by one command, and is made again when an input is newer, or when its recipe is another: the text of that command with all its
# parameters, the names of its inputs, and the fingerprints of the programs, stages, filters and plots that it names and that these name in
# turn, whatever the dates of all these. The text lies beside the product, in PRODUCT.recipe. To read makefiles is to compare: that text is written
# when the job starts, and nothing else is written or removed here.

root := $(OUT)/$(PROFILE)
bin := $(BUILD)/bin
stages := pipelines/stages
filters := pipelines/filters
export PATH := $(abspath $(bin)):$(PATH)
# Numbers, order and letters are the same in every language.
export LC_ALL := C.UTF-8

# $(call lines,COMMAND,WHY): its lines, each as one word, with the sign $(blank) for its blanks. A command that fails ends the run, and WHY it is there is
# said.
blank := $(shell printf '\037')
lines = $(shell $1 | tr ' ' '\037')$(if $(filter-out 0,$(.SHELLSTATUS)),$(error make stops here: $(or $2,$(firstword $1) has failed)))
split = $(subst $(blank), ,$1)
comma := ,
space := $(subst ,, )

# The profile as variables, and the names of its sections. FILE=SUM... of each program, stage, filter and plot, as fingerprint.FILE.
$(if $(wildcard $(bin)/wca-params),,$(error make -n can say what is to be done when the programs are built: please call make first))
variables := $(call lines,$(bin)/wca-params --sections=$(subst $(space),$(comma),$(needed)) --schema pipelines/profiles/schema.yaml --format make \
    $(PROFILES)/$(PROFILE).yaml,the profile $(PROFILE) is not what make $(goals) needs)
$(foreach line,$(variables),$(eval $(call split,$(line))))
sections := $(sort $(foreach line,$(variables),$(firstword $(subst ., ,$(call split,$(line))))))
$(foreach line,$(call lines,pipelines/fingerprints $(bin)/* $(stages)/* pipelines/*.bash $(filters)/* pipelines/*.json plots/*.gp),\
    $(eval fingerprint.$(subst :, := ,$(line))))

# $(call job,TARGETS,INPUTS,COMMAND): a product, or several that one command makes; the command is expensive, and is put behind $(RUN).
# $(call product,TARGETS,INPUTS,COMMAND): the same, cheap and without a word.
# COMMAND names inputs and outputs by $$@, $$<, $$(inputs) (all, in order) and $$(filter %.xyz,$$^), or by their paths; programs and stages by $(bin)/
# and $(stages)/; arguments of stages as stage.bash says.
job = $(call rule,$(strip $1),$(strip $2),$(strip $3),$(firstword $1).recipe,$$(RUN))
product = $(call rule,$(strip $1),$(strip $2),$(strip $3),$(firstword $1).recipe,@)
# $4 the recipe, $5 what stands before the command, $6 its text
rule = $(call compared,$1,$2,$3,$4,$5,$(call text_of,$1,$2,$3))
compared = $(eval $(if $(call same,$(strip $(file <$4)),$6),$(call fresh_rule,$1,$2,$3,$4,$5),recipe.$4 := $6$(newline)$(call stale_rule,$1,$2,$3,$4,$5)))

# The text of a recipe: names of products as from the folder of all, and of programs without their folders. (Signs of Make are left out.)
text_of = $(strip $(subst $$,,$(subst $(root)/,,$(subst $(bin)/,,$3 < $2 | $(sort $(subst $(comma), ,$(foreach word,$3,$(fingerprint.$(lastword $(subst =, ,$(word)))))))))))
same = $(if $(subst x$1,,x$2)$(subst x$2,,x$1),,yes)
define newline


endef

inputs = $(filter-out %.recipe always,$^)
targets_of = $1$(if $(word 2,$1), &):
define fresh_rule
$(targets_of) $2 $4
	$5 $3
endef
define stale_rule
$(targets_of) $2 always
	@$$(call begin,$4)
	$5 $3
endef
# The recipe of a job that starts. (Make reads a recipe also where it only says what it would do.)
begin = $(if $(dry),,$(if $(wildcard $(dir $1)),,$(shell mkdir -p $(dir $1)))$(file >$1,$(recipe.$1)))
dry = $(findstring n,$(firstword -$(MAKEFLAGS)))$(findstring q,$(firstword -$(MAKEFLAGS)))$(findstring t,$(firstword -$(MAKEFLAGS)))
.PHONY: always
always:

# $(call figure,NAME,FOLDER,TABLES,OPTIONS): plots/NAME.gp draws the tables, which are in the folder, as NAME.pdf, .png and .svg. $(call images,NAME):
# these three. $(call announce,NAME,COMMAND): the last words on a figure: what was found, as COMMAND says, or that nothing was to be done.
formats := pdf png svg
images = $(formats:%=$(root)/$1.%)
figure = $(foreach image,$(call images,$1),$(call rule,$(image),$3,$(stages)/draw script=plots/$1.gp data=$2 output=$$@$(if $4, options: $4),$(image).recipe,$$(eval drawn.$1 := yes)))
announce = $(if $(drawn.$1),$2,:); echo "$1 is $(if $(drawn.$1),drawn,up to date): $(root)/$1.pdf, .png and .svg"

# 001 002 ... 999, and the same without zeros; how many words a number of these is; a list from the last to the first
numbers := $(shell seq -f %03g 999)
plain_numbers := $(shell seq 999)
up_to = $(wordlist 1,$1,$(plain_numbers))
plain = $(words $(wordlist 1,$1,$(numbers)))
reverse = $(if $1,$(call reverse,$(wordlist 2,$(words $1),$1)) $(firstword $1))
