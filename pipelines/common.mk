# What the stages share: where products are, and what makes them out of date.
#
# A product depends on its recipe: a small file with the command that makes it and the fingerprints of the programs and
# scripts in it. The file is written only when its text changes, so a product is made again when, and only when, a
# parameter that it uses or the bytes of a program differ, whatever the dates of profiles and programs.

root := $(OUT)/$(PROFILE)
bin := $(BUILD)/bin
stages := pipelines/stages
export PATH := $(abspath $(bin)):$(PATH)
# Numbers, order and letters are the same in every language.
export LC_ALL := C.UTF-8

# FILE=SHA256 of every program and script, and the stages whose filters include rows.jq
fingerprints := $(shell sha256sum $(bin)/* $(stages)/* plots/* pipelines/filters/* | sed 's/^\([0-9a-f]*\) *\(.*\)/\2=\1/')
with_rows := $(shell grep -l 'include .*rows' $(stages)/*)

# $(call recipe,PRODUCT,COMMAND,OTHER PROGRAMS): the name of the recipe of a product, which is written if its text is new.
# COMMAND is without the names of inputs and output; OTHER PROGRAMS are those that a stage calls, and other stages. (Make 4.3 sometimes leaves
# the last newline on what it reads.) A job that was stopped goes on from its checkpoint, PRODUCT.checkpoint, unless its recipe has changed.
recipe = $(call remember,$1.recipe,$(strip $2 $(filter $(addsuffix =%,$(call uses,$(firstword $2) $(3:%=$(bin)/%) $(3:%=$(stages)/%))),$(fingerprints))))
uses = $1 $(if $(filter $(with_rows),$1),pipelines/filters/rows.jq)
remember = $(if $(call same,$(strip $(file <$1)),$2),,$(shell mkdir -p $(dir $1); rm -f $(1:.recipe=.checkpoint))$(file >$1,$2))$1
same = $(if $(subst x$1,,x$2)$(subst x$2,,x$1),,yes)

# 001 002 ... 999; a number without its zeros; a list from the last to the first
numbers := $(shell seq -f %03g 999)
plain = $(words $(wordlist 1,$1,$(numbers)))
reverse = $(if $1,$(call reverse,$(wordlist 2,$(words $1),$1)) $(firstword $1))

# $(call announce,FIGURE,COMMAND): the last words on a figure: what was found, as COMMAND says, or that nothing was to be done.
announce = $(if $(drawn.$1),$2,:); echo "$1 is $(if $(drawn.$1),drawn,up to date): $(root)/$1.pdf, .png and .svg"
