# Build, test and install wca, and rebuild the paper's figures. `make help` lists what can be asked for.
#
# This file is the only one that includes others. It is read in three roles: with a goal `deps`, to install first and
# hand the other goals on; by itself, to build and test; and called by itself with FIGURES=1, to run the pipelines.

# What is asked of a goal is text. (To hand it to the commands of $(shell), GNU make 4.4 would carry out what is in it.)
unexport NAME PHI TEMPERATURE ROWS REFERENCE

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc) # the user's own -j wins
endif

# As installed, this file and the pipelines lie in a folder of their own, share/wca, and run where one is: `wca-make` calls them so. Nothing is
# built there: the programs lie in bin beside share.
home := $(filter-out ./,$(dir $(lastword $(MAKEFILE_LIST))))
from := $(if $(home),-f $(home)Makefile)
$(if $(and $(home),$(wildcard $(home)tools)),$(error please call make in the folder of its Makefile: make -C $(home)))

.DEFAULT_GOAL := $(if $(home),help,all)

# Ctrl-C reaches all levels of make, and each but the lowest would end with a line of its own after the last words of a run: it ends without.
to_the_end := trap '$(home)pipelines/interrupt $$PPID; exit 0' INT;

# Variables a user may set on the command line
PROFILE ?= quick
$(eval PROFILES ?= $(home)pipelines/profiles)
OUT ?= out
RUN ?=
PREFIX ?= /usr/local
DESTDIR ?=
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS ?= -O3
WERROR ?=
BUILD ?= build
V ?=
quiet := $(if $(V),,@)
bin := $(if $(home),$(abspath $(home)../../bin),$(BUILD)/bin)
export PATH := $(abspath $(bin)):$(PATH)
# What a temporary file of this make ends in
own := $(shell echo .$$HOSTNAME.$$PPID.tmp)
# A word of the shell, whatever is in it. (The name of this folder may have blanks and quotes.)
shell_word = '$(subst ','\'',$1)'
SYSTEMS ?= here bookworm trixie
INPUTS ?= 10000000
SECONDS ?= 7200
READERS ?= frames foreign rows profiles options checkpoints

# Does this make only say what it would do (-n, -q, -t)?
reads_only := $(strip $(foreach letter,n q t,$(findstring $(letter),$(filter-out -%,$(firstword $(MAKEFLAGS))))))

# Of make plan and make submit: goals of the pipelines; nodes, cores of each and hours of a task; speeds as make plan writes them; options of sbatch
FIG ?=
NODES ?= 1
CORES ?= $(shell nproc)
HOURS ?= 8
SPEEDS ?=
SBATCH ?=

# What Make or the shell would read as several paths, a rule, a comment, a variable or a pattern is refused; so is nothing, which would be the
# root of all files.
comma := ,
unfit := : ; , = \# $$ % & | * ? < > ( ) [ ] { } ! ~ \ ' " `
fit = $(and $(value $1),$(filter 1,$(words x$(value $1)x)),$(if $(strip $(foreach mark,$(unfit),$(findstring $(mark),$(value $1)))),,yes))
asked := $(if $(filter new-profile tree,$(MAKECMDGOALS)),$(foreach name,NAME PHI TEMPERATURE ROWS,$(if $(filter command,$(origin $(name))),$(name)))) \
    $(if $(filter compare claims claims-landscape,$(MAKECMDGOALS)),$(if $(filter command,$(origin REFERENCE)),REFERENCE))
$(foreach name,OUT BUILD PROFILES PROFILE $(if $(PREFIX),PREFIX) $(if $(DESTDIR),DESTDIR) $(asked),$(if $(call fit,$(name)),,\
    $(error $(name) is "$(value $(name))", which Make cannot carry: please choose one of letters, digits and . _ - + @ / alone)))
$(if $(findstring :,$(CURDIR)),$(error PATH cannot carry the colon in the name of this folder, $(CURDIR): please move it to another))

# A variable that nothing here reads, such as profile=smoke, would change nothing without a word.
known_variables := PROFILE PROFILES OUT RUN V BUILD CC CFLAGS WERROR PREFIX DESTDIR SYSTEMS INPUTS SECONDS READERS FIG NODES CORES HOURS SPEEDS SBATCH FIGURES SHELL AR \
    $(if $(filter new-profile,$(MAKECMDGOALS)),NAME PHI TEMPERATURE) $(if $(filter tree,$(MAKECMDGOALS)),ROWS NAME) \
    $(if $(filter compare claims claims-landscape,$(MAKECMDGOALS)),REFERENCE)
$(if $(FIGURES),,$(foreach name,$(filter-out $(known_variables),$(.VARIABLES)),$(if $(filter command,$(origin $(name))),\
    $(warning warning: $(name)=$(value $(name)) changes nothing here: make help lists the variables and what they are for))))

# What the files of the pipelines say of themselves: the goals that each declares, `goal: products ## what it is`; the others that it needs,
# `# Needs: ...`; and the sections of a profile that it uses, `# Profile: ...`. As goals.FILE, file.GOAL, needs.FILE and uses.FILE. (Claims look at
# all figures, and a reference at claims: they come last.)
pipelines := $(sort $(wildcard $(home)pipelines/*.mk))
last := $(home)pipelines/claims% $(home)pipelines/reference.mk
pipelines := $(filter-out $(last),$(pipelines)) $(foreach name,$(last),$(filter $(name),$(pipelines)))
$(foreach line,$(shell awk '{ file = FILENAME; gsub(/.*\/|[.]mk$$/, "", file) } \
    /^[a-z][a-z0-9-]*:.*## / { sub(/:.*/, ""); print "goals." file "+=" $$0; print "file." $$0 ":=" file } \
    /^# (Needs|Profile): / { kind = $$2 == "Needs:" ? "needs" : "uses"; for (k = 3; k <= NF; k++) print kind "." file "+=" $$k }' $(pipelines)),$(eval $(line)))
figures := $(foreach file,$(pipelines:$(home)pipelines/%.mk=%),$(goals.$(file)))

# What is here: the commit that a tarball or an installation says, or that of this clone
commit = $(shell cat $(home)commit 2>/dev/null || git -c safe.directory=$(call shell_word,$(CURDIR)) describe --always --dirty=-changed --exclude '*' 2>/dev/null)

# Debian packages: to build, to run the pipelines, to test
packages := gcc libc6-dev make libjansson-dev libyaml-dev libgsl-dev zlib1g-dev librandom123-dev \
    jq bsdextrautils gnuplot-nox fonts-dejavu-core help2man \
    mandoc bats bats-assert bats-support bats-file libcmocka-dev
lint_packages := clang clang-format cppcheck shellcheck
torture_packages := strace
fuzz_packages := clang libclang-rt-dev
valgrind_packages := valgrind
coverage_packages := gcovr
browser_packages := chromium
slurm_packages := slurm-wlm munge
release_packages := git dpkg-dev

installing := $(if $(home),,$(filter deps %-deps,$(MAKECMDGOALS)))
ifneq ($(installing),)
# ---------------------------------------------------------------------------------------------------------------------
# Something is to be installed: every other goal waits for it.

.PHONY: $(MAKECMDGOALS) then
deps: ; @pipelines/install-packages $(packages)
slurm-deps: ; @pipelines/install-packages $(slurm_packages)
lint-deps:
	@pipelines/install-packages $(lint_packages)
	@pipelines/install-packages '^(gcc|clang)-[0-9]+$$'
torture-deps: ; @pipelines/install-packages $(torture_packages)
valgrind-deps: ; @pipelines/install-packages $(valgrind_packages)
coverage-deps: ; @pipelines/install-packages $(coverage_packages)
fuzz-deps: ; @pipelines/install-packages $(fuzz_packages)
release-deps: ; @pipelines/install-packages $(release_packages)
browser-deps: ; @pipelines/install-packages $(browser_packages)

others := $(filter-out deps %-deps,$(MAKECMDGOALS))
$(others): then ;
then: $(installing)
	@$(to_the_end) $(MAKE) $(others)

else ifdef FIGURES
# ---------------------------------------------------------------------------------------------------------------------
# The programs are built: run the pipelines.

# A file and all that it needs, what is needed first; and the sections of a profile that the goals need. For a product that is asked for by its path,
# those files are read for which the sections are there, or in a submission (FIG) those of its figures, in the same order.
all_needed = $(foreach file,$(needs.$1),$(call all_needed,$(file))) $1
once = $(if $1,$(firstword $1) $(call once,$(filter-out $(firstword $1),$1)))
sections_of = $(foreach file,$(call all_needed,$1),$(uses.$(file)))
by_path := $(filter-out $(figures),$(MAKECMDGOALS))
submitted := $(foreach goal,$(filter $(figures),$(FIG)),$(file.$(goal)))
goals := $(filter $(figures),$(MAKECMDGOALS))
needed := $(sort $(foreach file,$(foreach goal,$(goals),$(file.$(goal))) $(submitted),$(call sections_of,$(file))))
lacks = $(filter-out $(sections),$(call sections_of,$1))

include $(home)pipelines/common.mk

read := $(foreach goal,$(goals),$(file.$(goal))) $(if $(by_path),$(or $(submitted),$(foreach file,$(pipelines:$(home)pipelines/%.mk=%),$(if $(call lacks,$(file)),,$(file)))))
read := $(filter-out common,$(call once,$(foreach file,$(read),$(call all_needed,$(file)))))
include $(read:%=$(home)pipelines/%.mk)
.PHONY: $(figures)

else
# ---------------------------------------------------------------------------------------------------------------------
# Build, test, install.

# A goal is a file, or a word of this file, of the pipelines or of --eval: another one ends here, before anything is made.
words := $(figures) $(shell sed -n '$(if $(home),/^# Figures$(comma) and/$(comma)$$)s/^\([a-z-]*\):.*/\1/p' $(home)Makefile)
$(foreach goal,$(if $(findstring --eval,$(MAKEFLAGS)),,$(MAKECMDGOALS)),$(if $(findstring /,$(goal))$(filter $(goal),$(words))$(wildcard $(goal)),,\
    $(error no goal $(goal): $(if $(home),wca-make,make) help lists those there are)))

ifeq ($(home),)
programs := $(patsubst tools/%.c,$(BUILD)/bin/%,$(wildcard tools/*.c))
unit_tests := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
# The programs as functions, for inputs that are not what they should be: with an engine, and without
fuzzers := $(BUILD)/fuzz/engine $(BUILD)/fuzz/replay
fuzz_programs := $(patsubst tools/%.c,$(BUILD)/fuzz/%.o,$(wildcard tools/*.c))
fuzz_wraps := fopen open_memstream fopencookie fclose unlink cli_parse
# An allocator that refuses memory, preloaded into programs by tests/memory.bats
refuser := $(BUILD)/tests/refuse.so
# What lies in share, here and where it is installed. The pages and completions of programs are made from their --help; the other pages are written.
documented := $(programs:$(BUILD)/bin/%=%) wca-make
manuals := $(documented:%=man1/%.1) man5/wca-profile.5 $(foreach section,5 7,$(patsubst tools/manual/%,man$(section)/%,$(wildcard tools/manual/*.$(section))))
manuals := $(manuals:%=$(BUILD)/share/man/%)
completions := $(foreach name,$(documented),bash-completion/completions/$(name) zsh/site-functions/_$(name) fish/vendor_completions.d/$(name).fish)
completions := $(completions:%=$(BUILD)/share/%)
# The kernel is compiled once per target; the program chooses by CPUID when it starts.
kernels := baseline $(if $(filter x86_64-%,$(shell $(CC) -dumpmachine 2>/dev/null)),avx2 avx512)
kernel_flags_avx2 := -mavx2 -mfma
kernel_flags_avx512 := -mfma -mavx512f -mavx512dq -mavx512vl -mavx512bw -mprefer-vector-width=512

version := $(shell sed -n 's/^.define WCA_VERSION "\(.*\)"/\1/p' lib/program/cli.h)
kernel := lib/forces/kernel.c
objects := $(patsubst lib/%.c,$(BUILD)/obj/%.o,$(filter-out $(kernel),$(wildcard lib/*/*.c))) $(kernels:%=$(BUILD)/obj/forces/kernel-%.o)
library := $(BUILD)/lib/libwca.a
libraries := -ljansson -lyaml -lgsl -lgslcblas -lz -lm
# What is built is written aside and renamed, as another make may build in the same folder. $(call compile,ARGUMENTS,COMMAND): what else is done to it before
aside = $(@D)/.$(@F)$(own)
whole = mv $(aside) $@
compile = $(building)$(CC) -std=gnu11 -D_GNU_SOURCE -ffp-contract=off -Wall -Wextra -Wshadow -Wconversion $(WERROR) $(CFLAGS) \
    -Ilib -MMD -MP -MT $@ -MF $(aside).d $1 -o $(aside) &&$(if $2, $2 &&) mv $(aside).d $(needed_by) && $(whole)
needed_by = $(patsubst $(BUILD)/bin/%,$(BUILD)/obj/tools/%,$(@:.o=)).d

# Said once, when the first of them is compiled
building = $(if $(quiet),$(if $(begun),,$(eval begun := yes)$(info Compiling into $(BUILD))))

.PHONY: all check unit check-memory check-io torture check-jobs check-systems check-compilers check-sanitize check-valgrind coverage check-slurm fuzz bench lint man clean clean-figures \
    install uninstall dist deb FORCE

all: programs ## build every program into build/bin (the default)

programs: $(programs)

$(BUILD)/obj/forces/kernel-%.o: $(kernel) Makefile
	@mkdir -p $(@D)
	$(quiet)$(call compile,-fno-math-errno -fno-trapping-math -Wno-psabi -DKERNEL=$* $(kernel_flags_$*) -c $<)

$(BUILD)/obj/%.o: lib/%.c Makefile
	@mkdir -p $(@D)
	$(quiet)$(call compile,-c $<)

$(library): $(objects) | $(BUILD)/lib
	$(quiet)rm -f $(aside)
	$(quiet)$(AR) rcsD $(aside) $^ && $(whole)

$(BUILD)/bin/%: tools/%.c $(library) | $(BUILD)/bin $(BUILD)/obj/tools
	$(quiet)$(call compile,$< $(library) $(libraries))

$(BUILD)/unit/%: tests/unit/%.c $(library) | $(BUILD)/unit
	$(quiet)$(call compile,$< $(library) -lcmocka $(libraries))

$(BUILD)/fuzz/wca-%.o: tools/wca-%.c Makefile | $(BUILD)/fuzz
	$(quiet)$(call compile,-c $<,objcopy --redefine-sym main=main_of_$* $(aside))

$(BUILD)/fuzz/%.o: tests/fuzz/%.c Makefile | $(BUILD)/fuzz
	$(quiet)$(call compile,-DPROGRAMS='$(patsubst wca-%,PROGRAM(%),$(programs:$(BUILD)/bin/%=%))' -c $<)

$(BUILD)/fuzz/replay: $(BUILD)/fuzz/replay.o
$(fuzzers): $(BUILD)/fuzz/fuzz.o $(fuzz_programs) $(library)
	$(quiet)$(CC) $(CFLAGS) $(if $(filter %/engine,$@),-fsanitize=fuzzer) $(fuzz_wraps:%=-Wl,--wrap=%) $^ $(libraries) -o $(aside) && $(whole)

$(refuser): tests/refuse.c Makefile | $(BUILD)/tests
	$(quiet)$(call compile,-shared -fPIC $<)

# From the --help of a program that is built, or of a script
define page
	@mkdir -p $(@D)
	$(quiet)tools/manual/page $< $(wildcard tools/$*.c tools/$*) $(version) >$(aside) && $(whole)
endef
define complete
	@mkdir -p $(@D)
	$(quiet)tools/manual/complete $(firstword $(subst /, ,$(subst -, ,$(@:$(BUILD)/share/%=%)))) $< >$(aside) && $(whole)
endef
page_needs := tools/manual/page tools/manual/every-page.h2m
$(BUILD)/share/man/man1/%.1: $(BUILD)/bin/% $(page_needs) ; $(page)
$(BUILD)/share/man/man1/%.1: tools/% $(page_needs) ; $(page)
$(BUILD)/share/bash-completion/completions/%: $(BUILD)/bin/% tools/manual/complete ; $(complete)
$(BUILD)/share/bash-completion/completions/%: tools/% tools/manual/complete ; $(complete)
$(BUILD)/share/zsh/site-functions/_%: $(BUILD)/bin/% tools/manual/complete ; $(complete)
$(BUILD)/share/zsh/site-functions/_%: tools/% tools/manual/complete ; $(complete)
$(BUILD)/share/fish/vendor_completions.d/%.fish: $(BUILD)/bin/% tools/manual/complete ; $(complete)
$(BUILD)/share/fish/vendor_completions.d/%.fish: tools/% tools/manual/complete ; $(complete)

$(BUILD)/share/man/man5/wca-profile.5: tools/manual/profile-page pipelines/profiles/schema.yaml
	@mkdir -p $(@D)
	$(quiet)$^ >$(aside) && $(whole)

$(BUILD)/share/man/man5/%: tools/manual/%
	$(quiet)install -D -m 644 $< $@

$(BUILD)/share/man/man7/%: tools/manual/%
	$(quiet)install -D -m 644 $< $@

$(addprefix $(BUILD)/,obj/tools lib bin unit tests fuzz memory io check valgrind/bin valgrind/check):
	mkdir -p $@

-include $(wildcard $(BUILD)/obj/*/*.d $(BUILD)/unit/*.d $(BUILD)/tests/*.d $(BUILD)/fuzz/*.d)

# Each test file runs on its own, so that all cores are used; the longest starts first.
check_first := pipeline followed tutorial
bats_tests := $(patsubst tests/%.bats,%,$(wildcard tests/*.bats))
bats_tests := $(filter $(check_first),$(bats_tests)) $(filter-out $(check_first),$(bats_tests))
bats_logs := $(bats_tests:%=$(BUILD)/check/%.tap)
unit_logs := $(unit_tests:$(BUILD)/unit/%=$(BUILD)/check/%.tap)
replayed := $(BUILD)/check/replay.tap

check: $(bats_logs) $(unit_logs) $(replayed) ## run every test: the unit tests and the tests of each program and of the pipelines
	@tests/report $^

unit: $(unit_logs) ## run the unit tests only
	@tests/report $^

$(bats_logs): $(BUILD)/check/%.tap: tests/%.bats programs $(refuser) FORCE | $(BUILD)/check
	@tests/run-one $< $@

$(unit_logs): $(BUILD)/check/%.tap: $(BUILD)/unit/% FORCE | $(BUILD)/check
	@tests/run-one $< $@

# Of each reader the inputs of the corpus, and so many mutations of them
mutations := 2000
$(replayed): $(BUILD)/fuzz/replay FORCE | $(BUILD)/check
	@rm -rf $(BUILD)/fuzz/replayed && cp -r tests/fuzz/corpus $(BUILD)/fuzz/replayed
	@(cd $(BUILD)/fuzz/replayed && ASAN_OPTIONS=allocator_may_return_null=1 ../replay $(mutations) 1) >$@ || { cat $@; exit 1; }

check-systems: ## the README's two commands and all figures at smoke in fresh minimal trees of Debian 12 and 13, as root: are all products the same?
	@tests/check-systems "$(figures)" $(BUILD)/systems $(SYSTEMS)

check-memory: $(programs:$(BUILD)/bin/%=$(BUILD)/memory/%) ## refuse each program its allocations, one after another (check does so with a sample)

$(BUILD)/memory/%: programs $(refuser) FORCE | $(BUILD)/memory
	@tests/check-memory $(BUILD)/bin $(refuser) each $* | tee $@

check-io: $(programs:$(BUILD)/bin/%=$(BUILD)/io/%) ## let each program fail to read or write, call by call, and on a full disk (needs `make torture-deps`; check does so with a sample)

$(BUILD)/io/%: programs $(refuser) FORCE | $(BUILD)/io
	@{ tests/check-io $(BUILD)/bin $(refuser) calls $* && tests/check-io $(BUILD)/bin $(refuser) space $*; } | tee $@

torture: programs $(refuser) ## kill programs 200 times, and make 20 times, at random moments, and call them again (check does so with a sample)
	@tests/check-torture programs $(BUILD)/bin $(refuser) 200
	@PROFILE=smoke tests/check-torture make 20 fig7 fig8

check-jobs: programs ## all figures at smoke with -j1 and with -j8: are all products the same?
	@tests/check-jobs $(figures)
sanitizers := address,undefined
sanitized = $(MAKE) BUILD=$(BUILD)/sanitized CFLAGS='-O1 -g -fsanitize=$(sanitizers) -fno-sanitize-recover=all'

check-sanitize: ## the unit tests, bad-input.bats and mutations of tests/fuzz/corpus with the address and undefined-behaviour sanitizers
	+@ASAN_OPTIONS=detect_leaks=0 $(sanitized) check-few

.PHONY: check-few
check-few: $(unit_logs) $(replayed) $(BUILD)/check/bad-input.tap
	@tests/report $^

valgrind := valgrind --quiet --error-exitcode=99 --leak-check=no
valgrind_bats := bad-input edges foreign $(notdir $(basename $(wildcard tests/wca-*.bats)))
valgrind_logs := $(valgrind_bats:%=$(BUILD)/valgrind/check/%.tap)

check-valgrind: $(valgrind_logs) ## the unit tests and those of the programs under valgrind: no read of what was not written, no access outside of what was asked for (needs `make valgrind-deps`)
	+@WCA_SIMD=avx2 RUN='$(valgrind) --trace-children=yes' $(MAKE) unit && tests/report $(valgrind_logs)

# What stands for the programs there (valgrind knows no AVX-512)
$(programs:$(BUILD)/bin/%=$(BUILD)/valgrind/bin/%): $(BUILD)/valgrind/bin/%: $(BUILD)/bin/% Makefile | $(BUILD)/valgrind/bin
	@printf '#!/bin/sh\n[ "$${WCA_SIMD:-avx512}" != avx512 ] || WCA_SIMD=avx2\nexport WCA_SIMD\nexec $(valgrind) %s "$$@"\n' '$(abspath $<)' >$@ && chmod +x $@

$(valgrind_logs): $(BUILD)/valgrind/check/%.tap: tests/%.bats $(programs:$(BUILD)/bin/%=$(BUILD)/valgrind/bin/%) $(refuser) FORCE | $(BUILD)/valgrind/check
	@BUILD=$(BUILD)/valgrind tests/run-one $< $@

coverage: ## which branches of lib and tools the tests take, by file, and in all: nine in ten at least (needs `make coverage-deps`)
	+@$(MAKE) BUILD=$(BUILD)/coverage CFLAGS='-O1 --coverage -fprofile-update=atomic' check || echo 'coverage: tests of bytes, memory and full disks fail, as these programs write counters'
	@gcovr --root . --filter lib/ --filter tools/ --branches --exclude-throw-branches --exclude-unreachable-branches --sort-percentage --fail-under-branch 90 $(BUILD)/coverage

fuzz: ## each of READERS under a coverage-guided engine, until it has had so many INPUTS or SECONDS (needs `make fuzz-deps`)
	+@$(MAKE) CC=clang BUILD=$(BUILD)/fuzzed CFLAGS='-O1 -g -fsanitize=$(sanitizers),fuzzer-no-link -fno-sanitize-recover=all -fsanitize-coverage-ignorelist=tests/fuzz/unguided' engine
	@status=0; for reader in $(READERS); do \
	    tests/check-fuzz $(BUILD)/fuzzed/inputs $(BUILD)/fuzzed/fuzz/engine "$$reader" $(INPUTS) $(SECONDS) || status=1; done; exit $$status

.PHONY: engine
engine: $(BUILD)/fuzz/engine
check-slurm: programs ## killed jobs, nodes and daemons, limits and more on two nodes of Slurm's own on this machine, counted (as root; needs `make slurm-deps`)
	@BUILD=$(BUILD) tests/check-slurm

bench: programs ## what a step and a band cost, on what make fig7 left (compared with LAMMPS where lmp is installed)
	@tests/bench $(BUILD)/bin $(or $(wildcard $(OUT)/$(PROFILE)/glasses/*/equilibrated.xyz),\
	    $(error make bench measures on equilibrated glasses: make fig7 first))

scripts := $(filter-out %.bats,$(wildcard .ci/run $(addprefix pipelines/,install-packages fingerprints new-profile alone sweep look-for run status plan submit report compare claims-of-reference task run-slurm) pipelines/*.bash pipelines/stages/* tools/wca-make $(addprefix tools/manual/,page complete profile-page) $(addprefix tools/package/,dist deb) tests/run-one tests/report tests/bench tests/frames tests/check-* tests/*.bash))

lint: ## warnings are errors in gcc and clang; cppcheck, shellcheck, clang-format (needs `make lint-deps`)
	@$(MAKE) CC=gcc BUILD=build/gcc WERROR=-Werror all-objects
	@$(MAKE) CC=clang BUILD=build/clang WERROR=-Werror all-objects
	cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr --std=c11 \
	    -DKERNEL=baseline --suppress=missingIncludeSystem --suppress='*:lib/forces/kernel_*.inc' -Ilib lib tools tests
	shellcheck --external-sources --source-path=SCRIPTDIR $(scripts) $(wildcard tests/*.bats)
	clang-format --dry-run -Werror $(wildcard lib/*/*.[ch] lib/*/*.inc tools/*.[ch] tests/*.c tests/fuzz/*.[ch] tests/unit/*.[ch])

.PHONY: all-objects
all-objects: $(programs) $(unit_tests) $(refuser)

check-compilers: ## build and unit-test with every gcc and clang installed, at -O0 and with sanitizers (needs `make lint-deps`)
	+@tests/check-compilers $(BUILD)/compilers

man: $(manuals) ## write the manual pages into build/share/man: man -M build/share/man wca

# What is installed, as from build and from PREFIX; besides, the pipelines in share/wca, and what is to be read in share/doc/wca. The commit
# stands there, not in the programs: their bytes say by what a product was made.
shared := $(patsubst $(BUILD)/%,%,$(programs) $(manuals) $(completions))
prefix := $(DESTDIR)$(PREFIX)
pack := umask 022 && tar --create --mode=u=rwX,go=rX --exclude-backups
unpack := tar --extract --preserve-permissions --no-same-owner --directory

install: programs $(manuals) $(completions) ## install programs, pipelines, manual pages and completions under PREFIX
	@umask 022; rm -rf $(prefix)/share/wca $(prefix)/share/doc/wca; mkdir -p $(prefix)/share/wca $(prefix)/share/doc/wca
	@$(pack) --directory $(BUILD) $(shared) | $(unpack) $(prefix)
	@$(pack) --directory tools wca-make | $(unpack) $(prefix)/bin
	@$(pack) --exclude='*.md' --exclude='*.png' --exclude=install-packages Makefile pipelines plots | $(unpack) $(prefix)/share/wca
	@$(pack) *.md CITATION.cff LICENSE lib/README.md pipelines/*.md plots/*.png tests/*.md | $(unpack) $(prefix)/share/doc/wca
	@umask 022; { cat commit || git -c safe.directory=$(call shell_word,$(CURDIR)) describe --always --dirty=-changed --exclude '*'; } \
	    >$(prefix)/share/wca/commit 2>/dev/null || rm $(prefix)/share/wca/commit
	@echo "installed: $(prefix)/bin/wca-make, the programs beside it, and what they are in $(prefix)/share/man/man7/wca.7"

uninstall: ## remove what install wrote
	rm -f $(shared:%=$(prefix)/%) $(prefix)/bin/wca-make
	rm -rf $(prefix)/share/wca $(prefix)/share/doc/wca

dist: ## what is committed as a tarball, build/wca-VERSION.tar.gz, that needs no git (needs `make release-deps`)
	@tools/package/dist $(version) $(BUILD)

# What is installed is arranged anew for Debian, below build
deb: programs $(manuals) $(completions) ## a package for the Debian that this is, build/wca_VERSION+debNN_ARCHITECTURE.deb (needs `make release-deps`)
	@rm -rf $(BUILD)/deb
	@$(MAKE) install DESTDIR=$(BUILD)/deb/root PREFIX=/usr >/dev/null
	@tools/package/deb $(BUILD)/deb $(version) $(BUILD)

clean: ## remove what was built; the figures and their data stay
	rm -rf $(BUILD)

clean-figures: ## remove the figures and all their data, of every profile
	rm -rf $(OUT)
else
programs: ;
endif

.PHONY: help programs pipeline status report compare tree new-profile $(figures)

# Figures, and any single product by its path, go through one call, so that they share their runs; it has the folder of the products for itself, unless
# it makes nothing. What was typed is said when it is to be typed again.
typed = $(strip $(if $(home),wca-make,make) $(products) $(foreach name,PROFILE PROFILES OUT BUILD RUN V,$(if $(filter command,$(origin $(name))),$(name)=$(call quoted,$($(name))))))
quoted = $(if $(word 2,$1),"$1",$1)
# Statements of a reference need no run.
of_reference := $(if $(filter REFERENCE,$(asked)),claims claims-landscape)
products := $(filter-out $(of_reference),$(filter $(figures) $(OUT)/%,$(MAKECMDGOALS)))
$(sort $(filter-out $(of_reference),$(figures)) $(products)): pipeline ; @:

pipeline: programs $(PROFILES)/$(PROFILE).yaml
	@$(if $(reads_only),$(MAKE) $(from) FIGURES=1,exec $(home)pipelines/alone $(OUT)/$(PROFILE) $(home)pipelines/run $(OUT)/$(PROFILE) $(call shell_word,$(typed)) $(MAKE) $(from)) $(products)

# The same before it is run: what it costs, and as tasks of a cluster
of_figures = $(MAKE) -f $(home)Makefile FIGURES=1 PROFILE=$(PROFILE) OUT=$(OUT) BUILD=$(BUILD) PROFILES=$(PROFILES) "FIG=$(sort $(FIG))"
unknown := $(filter-out $(figures),$(FIG))
plan submit: programs $(PROFILES)/$(PROFILE).yaml
	@$(if $(unknown),printf 'make $@: expected FIG to name figures (see make help). Found %s\n' $(call shell_word,$(firstword $(unknown))) >&2; exit 64,:)
	@$(home)pipelines/$@ profile=$(PROFILE) root=$(OUT)/$(PROFILE) cores=$(call shell_word,$(CORES)) speeds=$(call shell_word,$(SPEEDS)) \
	    $(if $(filter submit,$@),nodes=$(call shell_word,$(NODES)) hours=$(call shell_word,$(HOURS)) sbatch: $(SBATCH)) figures: $(sort $(FIG)) make: $(of_figures)
plan: ## what FIG costs: jobs, core-hours, the longest chain, memory, disk, time on so many CORES, by speeds measured here
submit: ## hand FIG to Slurm: NODES at a time, CORES of each, HOURS at most for a task; called again, it submits what is missing

# (make itself is named by a variable of its own: a recipe with $(MAKE) in it would be carried out by make -n.)
status: | $(PROFILES)/$(PROFILE).yaml ## how many products of each figure are there, are being made, and are missing; writes nothing
	@$(home)pipelines/status $(OUT)/$(PROFILE) '$(MAKE_COMMAND) $(from)' $(figures)

# With what it is to be typed again
with = $(strip $(foreach name,PROFILE PROFILES OUT,$(if $(filter command,$(origin $(name))),$(name)=$(call quoted,$($(name))))))
report: programs $(if $(products),pipeline) | $(PROFILES)/$(PROFILE).yaml ## one page on what is there: figures, statements, certificates, parameters, hours; with figures, once they are made
	@$(home)pipelines/report root=$(OUT)/$(PROFILE) profile=$(PROFILE) profiles=$(PROFILES) call=$(if $(home),wca-make,make) \
	    with=$(call shell_word,$(with)) make='$(MAKE_COMMAND) $(from)' figures: $(figures)

# A reference is that of REFERENCE, or of a profile, where one is named
named_profile := $(if $(filter-out file,$(origin PROFILE)),$(PROFILE))
find_reference = references=$(home)plots reference=$(if $(filter REFERENCE,$(asked)),$(REFERENCE)) call=$(if $(home),wca-make,make) profile=$(named_profile)
ifneq ($(of_reference),)
$(of_reference): programs
	@LC_ALL=C.UTF-8 $(home)pipelines/claims-of-reference $(find_reference) figures='$(if $(filter claims-landscape,$@),7 8)'
endif

compare: programs | $(PROFILES)/$(PROFILE).yaml ## does this run agree with a reference, quantity by quantity? REFERENCE=FILE for another than that in plots; makes nothing
	@LC_ALL=C.UTF-8 $(home)pipelines/compare $(find_reference) root=$(OUT)/$(PROFILE) own=$(PROFILE) profiles=$(PROFILES) \
	    make='$(MAKE_COMMAND) $(from)'

tree: programs ## the disconnectivity graph and the matrices of any rows of wca-neb: ROWS=pairs.jsonl, and NAME=mine for out/mine.pdf
	@LC_ALL=C.UTF-8 $(home)pipelines/stages/draw-tree rows=$(if $(filter ROWS,$(asked)),$(ROWS)) \
	    output=$(OUT)/$(if $(filter NAME,$(asked)),$(NAME),tree)

new-profile: programs ## write a profile for a state point of your own: NAME=mine PHI=0.92 TEMPERATURE=0.1
	@$(home)pipelines/new-profile $(if $(home),wca-make,make) $(PROFILES) $(foreach name,NAME PHI TEMPERATURE,'$(if $(filter $(name),$(asked)),$($(name)))')

# $(call of_profiles,COMMAND): a command of the shell for each of the profiles, $$name, whose file is $$path
of_profiles = for path in $(PROFILES)/*.yaml; do name=$${path\#\#*/} name=$${name%.yaml}; [[ ! -e $$path || $$name == schema ]] || $1; done

# (make -B asks for one that is there, too.)
$(PROFILES)/$(PROFILE).yaml:
	@[[ ! -e $@ ]] || exit 0; { printf 'make: no profile $(PROFILE): PROFILE is one of'; $(call of_profiles,printf ' %s' "$$name"); echo; } >&2; exit 1

help: ## this list
	@echo "Goals:"
	@sed -n '$(if $(home),/^# Figures$(comma) and/$(comma)$$)s/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(home)Makefile | while IFS='|' read -r goal text; do \
	    printf '  %-15s %s\n' "$$goal" "$$text"; done
	@$(if $(home),:,printf) '  %-15s %s\n' deps "install the Debian packages that are missing; the other goals wait for it" \
	    browser-deps "the same for tests/report.bats: a browser that looks at the page of make report" \
	    coverage-deps "the same for make coverage: gcovr" \
	    fuzz-deps "the same for make fuzz" \
	    release-deps "the same for make dist and make deb" \
	    lint-deps "the same for make lint and make check-compilers: every gcc and clang of this Debian" \
	    slurm-deps "the same for make check-slurm" \
	    torture-deps "the same for make check-io: strace" \
	    valgrind-deps "the same for make check-valgrind"
	@echo "Goals of the pipelines:"
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(pipelines) | while IFS='|' read -r goal text; do \
	    printf '  %-15s %s\n' "$$goal" "$$text"; done
	@echo "Profiles (PROFILE=quick by default):"
	@$(call of_profiles,printf '  %-15s %s\n' "$$name" "$$(sed -n 's/^# //p;q' "$$path")")
	@echo "Variables:"
	@printf '  %-15s %s\n' PROFILE "the sizes of a figure; now $(PROFILE)" \
	    OUT "the folder of all products; now $(OUT)" \
	    V "V=1 shows every command; now $(or $(V),none)" \
	    RUN "put before every expensive command, such as RUN='srun -n1 -c1'" \
	    PROFILES "the folder of the profiles, to use your own" \
	    "NAME PHI TEMPERATURE" "of make new-profile: its name and its state point" \
	    "ROWS NAME" "of make tree: what is drawn, and as what" \
	    REFERENCE "of make compare and make claims: a packed run, of make reference; 1: that in plots" \
	    "FIG NODES CORES" "of make plan and make submit: which figures, how many nodes at a time, cores of each; now $(CORES)" \
	    "HOURS SPEEDS SBATCH" "hours of a task (now $(HOURS)), speeds as make plan writes them, with their units, options of sbatch"
	@$(if $(home),:,printf) '  %-15s %s\n' \
	    SYSTEMS "what make check-systems compares: here, and releases of Debian; now $(SYSTEMS)" \
	    "INPUTS SECONDS" "how much make fuzz tries each reader; now $(INPUTS) inputs, or $(SECONDS) s" \
	    READERS "which of them; now $(READERS)" \
	    "PREFIX DESTDIR" "where make install puts things; now $(PREFIX)" \
	    "CC CFLAGS BUILD" "the compiler, its optimisation and the folder of what is built" \
	    WERROR "-Werror makes errors of warnings, as in make lint"
endif
