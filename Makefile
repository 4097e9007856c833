# Hetong: one file, read from top to bottom. Nothing is built inside the source tree: all of it
# goes to $(B), and `make clean` removes it. Sources are found by wildcard, layer by layer, so a
# new .c file needs no line here.

VERSION := 0.1.0

MODE ?= release
B ?= build/$(MODE)
PREFIX ?= /usr/local
LLVM_CONFIG ?= llvm-config-19
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
V ?=
Q := $(if $(V),,@)

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.DEFAULT_GOAL := all

# ---- flags: CC, CFLAGS, CPPFLAGS and LDFLAGS belong to the user ----------------------------------

ifeq ($(origin CC),default)
CC := gcc
endif

ifeq ($(MODE),debug)
MODE_CFLAGS := -Og -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# The leak checker misreads the thread-local storage of a library opened late (hetong-emit.so), which
# holds libhetong for programs that do not export it; in this one its own comes first.
export ASAN_OPTIONS := intercept_tls_get_addr=0:detect_odr_violation=0
else ifeq ($(MODE),release)
MODE_CFLAGS := -O2 -g
else ifeq ($(MODE),training)
# `make trained` builds this first, which notes how often each branch is taken.
MODE_CFLAGS := -O2 -g
TRAINED_CFLAGS := -O3 -fprofile-generate -fprofile-update=atomic
override LDFLAGS += -fprofile-generate
else ifeq ($(MODE),trained)
MODE_CFLAGS := -O2 -g
TRAINED_CFLAGS := -O3 -fprofile-use -fprofile-correction
# Its small steps lie in many files: they are joined when the program is linked. The objects are whole by
# themselves, too, for programs that link libhetong_rt.a.
JOINED_CFLAGS := -flto=auto -ffat-lto-objects
override LDFLAGS += -flto=auto
else ifeq ($(MODE),fuzz)
MODE_CFLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
else
$(error MODE is "release", "debug" or, after `make trained`, "trained", not "$(MODE)")
endif

WERROR ?= -Werror
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wvla \
            -Wwrite-strings -Wconversion $(WERROR)
# clang counts an enum passed as int as a change of sign; gcc judges these conversions better.
ifneq ($(findstring clang,$(notdir $(CC))),)
WARNINGS += -Wno-sign-conversion
endif
GENERATED_WARNINGS := -Wno-unused-function -Wno-unused-but-set-variable $(WERROR)
# -fno-semantic-interposition: position-independent without giving up inlining.
ALL_CFLAGS := -std=c11 $(MODE_CFLAGS) -fPIC -fno-semantic-interposition $(CFLAGS)
ALL_CPPFLAGS := -D_POSIX_C_SOURCE=200809L -I. -I$(B) $(CPPFLAGS)
DEPFLAGS := -MMD -MP

# Evaluated when used: on a bare machine `make deps` must run before there is a pkg-config.
PKG_LIBS = $(shell pkg-config --libs jansson sqlite3 libical libsodium)
CMOCKA_LIBS = $(shell pkg-config --libs cmocka)
LLVM_CPPFLAGS = -isystem $(shell $(LLVM_CONFIG) --includedir)
LLVM_LIBS = $(shell $(LLVM_CONFIG) --link-shared --ldflags --libs)

# ---- sources, by layer: each may use what stands before it (tests/check-layers) ------------------

BASE_SRC := $(wildcard lang/base/*.c)
VALUE_SRC := $(wildcard lang/value/*.c)
SYNTAX_SRC := $(wildcard lang/syntax/*.c)
COMPILER_SRC := $(wildcard compiler/sema/*.c compiler/ir/*.c compiler/prove/*.c compiler/plan/*.c)
EMIT_SRC := $(wildcard compiler/emit/*.c)
LIBRARY_SRC := $(wildcard compiler/library/*.c)
DRIVER_SRC := $(wildcard compiler/driver/*.c)
RUNTIME_SRC := $(wildcard runtime/*.c runtime/store/*.c runtime/report/*.c)
UNIT_SRC := $(wildcard tests/unit/*_test.c)
UNIT_HELPER_SRC := $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c))

GRAMMAR := $(if $(wildcard lang/syntax/grammar.y),$(B)/lang/syntax/grammar)
LEXER := $(if $(wildcard lang/syntax/lexer.l),$(B)/lang/syntax/lexer)
VOCABULARY := $(if $(wildcard lang/vocabulary/*.ht),$(B)/lang/vocabulary/embedded)
GENERATED_HEADERS := $(GRAMMAR:%=%.h)
FAST_GRAMMAR := $(GRAMMAR:%=%_fast)

objects = $(patsubst %.c,$(B)/%.o,$(1))
RT_OBJ := $(call objects,$(BASE_SRC) $(VALUE_SRC) $(RUNTIME_SRC))
LANG_OBJ := $(call objects,$(SYNTAX_SRC)) $(addsuffix .o,$(GRAMMAR) $(FAST_GRAMMAR) $(LEXER) $(VOCABULARY))
COMPILER_OBJ := $(call objects,$(COMPILER_SRC))
EMIT_OBJ := $(call objects,$(EMIT_SRC))
LIBRARY_OBJ := $(call objects,$(LIBRARY_SRC))
DRIVER_OBJ := $(call objects,$(DRIVER_SRC))
UNIT_HELPER_OBJ := $(call objects,$(UNIT_HELPER_SRC))
# What both the program and the unit tests link: everything but LLVM and main().
CORE_OBJ := $(RT_OBJ) $(LANG_OBJ) $(COMPILER_OBJ) $(LIBRARY_OBJ) \
            $(filter-out $(B)/compiler/driver/main.o,$(DRIVER_OBJ))

HETONG := $(B)/hetong
EMIT := $(if $(EMIT_SRC),$(B)/hetong-emit.so)
LIBRARY := $(B)/libhetong_rt.a
# For other programs: its number changes when theirs must be compiled again.
SO_NAME := libhetong.so.0
SHARED := $(B)/$(SO_NAME)
FUZZERS := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/*_fuzz.c))
UNIT_TESTS := $(patsubst %.c,$(B)/%,$(UNIT_SRC))

# ---- build -----------------------------------------------------------------------------------------

all: $(HETONG) $(EMIT) $(LIBRARY) $(SHARED) ## build the program and the libraries (MODE=debug: with sanitizers)

# A source that was taken away leaves no object that is newer: what is linked hangs on the list as well.
OBJECTS := $(CORE_OBJ) $(EMIT_OBJ) $(B)/compiler/driver/main.o
$(HETONG) $(EMIT) $(SHARED) $(LIBRARY): $(B)/objects
$(B)/objects: always
	@mkdir -p $(@D)
	@echo '$(OBJECTS)' | cmp -s - $@ || echo '$(OBJECTS)' > $@
always:

# The program exports its symbols to hetong-emit.so, which is loaded only when code is made:
# loading LLVM would cost every other command some 16 ms.
$(HETONG): $(CORE_OBJ) $(B)/compiler/driver/main.o
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $(filter %.o,$^) $(PKG_LIBS) -ldl

# What it needs of the tracker is in it, for itself alone: who opens it may have the same names.
$(B)/hetong-emit.so: $(EMIT_OBJ) $(LIBRARY)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,--exclude-libs,ALL -o $@ $(filter %.o %.a,$^) $(PKG_LIBS) $(LLVM_LIBS)

# Everything but the driver; only hetong_* is seen from outside.
$(SHARED): $(RT_OBJ) $(LANG_OBJ) $(COMPILER_OBJ) $(LIBRARY_OBJ) compiler/library/exports.map
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SO_NAME) \
	    -Wl,--version-script=compiler/library/exports.map -o $@ $(filter %.o,$^) $(PKG_LIBS) -ldl

$(LIBRARY): $(RT_OBJ)
	@echo "ar   $@"
	$(Q)rm -f $@ && ar rcsD $@ $(filter %.o,$^)

$(B)/%.o: %.c | $(GENERATED_HEADERS)
	@echo "cc   $<"
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(WARNINGS) $(DEPFLAGS) -c -o $@ $<

# Generated code is held to -Wall only, and may leave a function or variable of its own unused.
$(B)/%.o: $(B)/%.c | $(GENERATED_HEADERS)
	@echo "cc   $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Wall $(GENERATED_WARNINGS) $(DEPFLAGS) -c -o $@ $<

# What reads and means. The rest is no such thing: what the training does not run is made small, not fast.
FRONT_OBJ := $(LANG_OBJ) $(filter $(B)/compiler/sema/%,$(COMPILER_OBJ))
# hetong-emit.so asks the program for none of its names, so the compiler may know what they stand for.
$(FRONT_OBJ): ALL_CFLAGS += $(TRAINED_CFLAGS) -fvisibility=hidden
$(FRONT_OBJ) $(call objects,$(BASE_SRC) $(VALUE_SRC)): ALL_CFLAGS += $(JOINED_CFLAGS)

$(EMIT_OBJ): ALL_CPPFLAGS += $(LLVM_CPPFLAGS)
$(B)/compiler/library/%.o $(B)/compiler/driver/%.o: ALL_CPPFLAGS += -DHETONG_VERSION='"$(VERSION)"'

$(B)/lang/syntax/grammar.c $(B)/lang/syntax/grammar.h &: lang/syntax/grammar.y
	@echo "yacc $<"
	@mkdir -p $(@D)
	$(Q)bison -Wall -Wcounterexamples -Werror --header=$(@D)/grammar.h -o $(@D)/grammar.c $<

# The same parser for texts without errors (see the top of grammar.y).
$(B)/lang/syntax/grammar_fast.c: lang/syntax/grammar.y lang/syntax/fast_parser.m4
	@echo "yacc $< (fast)"
	@mkdir -p $(@D)
	$(Q)bison -Wall -Werror -S lang/syntax/fast_parser.m4 -o $@ $<

# One jump to each action; and see set() there.
$(B)/lang/syntax/grammar_fast.o: ALL_CFLAGS += -fno-tree-vectorize \
    $(if $(findstring clang,$(notdir $(CC))),,-fno-bit-tests)

$(B)/lang/syntax/lexer.c: lang/syntax/lexer.l
	@echo "lex  $<"
	@mkdir -p $(@D)
	$(Q)flex -o $@ $<

$(B)/lang/vocabulary/embedded.c: lang/vocabulary/embed.sh $(wildcard lang/vocabulary/*.ht)
	@echo "gen  $@"
	@mkdir -p $(@D)
	$(Q)sh $< $(filter %.ht,$^) > $@

$(B)/tests/unit/%_test: $(B)/tests/unit/%_test.o $(UNIT_HELPER_OBJ) $(CORE_OBJ)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(CMOCKA_LIBS) $(PKG_LIBS) -ldl

# The tests of compiled code link it; the program opens it when it needs it.
DIFFERENTIAL := $(B)/tests/differential/differential
TRACKER_BENCH := $(B)/tests/bench/tracker_bench
START_BENCH := $(B)/tests/bench/start_bench
GROWTH_BENCH := $(B)/tests/bench/growth_bench
FRONT_BENCH := $(B)/tests/bench/front_bench
FRONT_WRITE := $(B)/tests/bench/front_write
MUTANTS := $(B)/tests/mutants/mutants
RANDOM_CONTRACTS := $(B)/tests/formatter/random
$(B)/tests/unit/emit_test: $(EMIT_OBJ) $(B)/tests/differential/twin.o
$(B)/tests/unit/emit_test: PKG_LIBS += $(LLVM_LIBS)

$(DIFFERENTIAL): $(call objects,$(filter-out %/twin.c,$(wildcard tests/differential/*.c)))
$(TRACKER_BENCH): $(call objects,$(addprefix tests/bench/,tracker_bench.c ceiling.c))
$(GROWTH_BENCH): $(B)/tests/bench/growth_bench.o
$(DIFFERENTIAL) $(TRACKER_BENCH) $(GROWTH_BENCH): $(EMIT_OBJ) $(CORE_OBJ)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(PKG_LIBS) $(LLVM_LIBS) -ldl

$(MUTANTS): $(B)/tests/mutants/mutants.o $(CORE_OBJ)
$(RANDOM_CONTRACTS): $(B)/tests/formatter/random.o $(CORE_OBJ)
$(MUTANTS) $(RANDOM_CONTRACTS):
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(PKG_LIBS) -ldl

$(START_BENCH): $(B)/tests/bench/start_bench.o
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -ldl

$(FRONT_BENCH): $(B)/tests/bench/front_bench.o $(CORE_OBJ)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(PKG_LIBS) -ldl

$(FRONT_WRITE): $(B)/tests/bench/front_write.o
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^

$(B)/tests/fuzz/check_fuzz: $(B)/tests/fuzz/both_engines.o
$(B)/tests/fuzz/%_fuzz: $(B)/tests/fuzz/%_fuzz.o $(CORE_OBJ)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -rdynamic -o $@ $^ $(PKG_LIBS) -ldl

MONEY_CHECK := $(B)/tests/values/money_check
CALENDAR_PROBE := $(B)/tests/values/calendar_probe
ZONE_PROBE := $(B)/tests/values/zone_probe
$(MONEY_CHECK): PKG_LIBS += -lgmp
$(MONEY_CHECK) $(CALENDAR_PROBE) $(ZONE_PROBE): $(B)/tests/values/%: $(B)/tests/values/%.o $(LIBRARY)
	@echo "link $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

trained: ## as all, with the front end compiled as one, for what the examples are made of: some 20 percent faster (MODE=trained)
	$(Q)rm -rf build/trained
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=training B=build/trained build/trained/hetong
	@echo "train build/trained/hetong"
	$(Q)build/trained/hetong check $(wildcard examples/*/*.ht tests/conformance/*.ht) > build/trained/train.log 2>&1 || true
	$(Q)find build/trained -name '*.gcda' | sed 's/gcda$$/o/' | xargs rm -f
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=trained all

# ---- set-up and tests ------------------------------------------------------------------------------

CHECKS := build layers readmes headers unit calendar money differential golden formatter conformance explain mends mutants docs schemas paper examples limits install fuzz

deps: ## install the Debian packages that are missing (as root or with sudo)
	$(Q).ci/deps

demo: deps ## set up, build, and do the main job on real input: the contract of two steel plants in 1956
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=$(MODE) B=$(B) all
	$(Q)examples/demo $(HETONG) $(B)/demo

check: deps ## set up, build both ways, run every test; ends with "N passed, N failed"
	$(Q)tests/run-all "$(MAKE) --no-print-directory -j$(JOBS)" $(CHECKS) $(MORE)

check-build: ## both modes build without a warning, and with clang where there is one
	$(Q)tests/check-build "$(MAKE) --no-print-directory"

check-layers: ## who may include whom
	$(Q)tests/check-layers

check-readmes: ## every source folder says what each of its files is
	$(Q)tests/check-readmes

check-headers: $(GENERATED_HEADERS) ## every header compiles alone
	$(Q)tests/check-headers $(CC) -std=c11 $(ALL_CPPFLAGS) $(LLVM_CPPFLAGS) $(WARNINGS)

check-unit: $(UNIT_TESTS) $(EMIT) ## the unit tests (cmocka)
	$(Q)tests/run-unit $(UNIT_TESTS)

check-golden: all ## every case under tests/golden; the folder names the stage
	$(Q)HETONG=$(HETONG) tests/run-golden

PAIRS ?= 2000
SEED ?= 1956

check-differential: $(DIFFERENTIAL) ## PAIRS (2000) random contracts and logs: interpreter and compiled code
	$(Q)$(DIFFERENTIAL) $(PAIRS) $(SEED)

check-calendar: all $(CALENDAR_PROBE) $(ZONE_PROBE) ## dates, working days, counting rules, time zones against Python, 1900 to 2100
	$(Q)HETONG=$(HETONG) SEED=$(SEED) tests/check-calendar $(B)

ROUNDS ?= 20000

check-money: all $(MONEY_CHECK) ## decimals, units, roundings against GMP; formulas of contracts against fractions
	$(Q)HETONG=$(HETONG) SEED=$(SEED) ROUNDS=$(ROUNDS) tests/check-money $(B)

bench: all $(TRACKER_BENCH) $(GROWTH_BENCH) $(START_BENCH) ## the tracker against a hand-written loop; text to running tracker; then bench-front
	@echo "built as $(MODE)"
	$(Q)$(TRACKER_BENCH)
	$(Q)$(GROWTH_BENCH)
	$(Q)tests/bench/run-start $(HETONG) $(START_BENCH)
	$(Q)$(MAKE) --no-print-directory bench-front

bench-front: trained ## the front end, as `make trained` builds it, against ledger and beancount's parser
	$(Q)$(MAKE) --no-print-directory MODE=trained B=build/trained bench-front-trained

bench-front-trained: $(FRONT_BENCH) $(FRONT_WRITE)
	$(Q)tests/bench/run-front $(FRONT_BENCH) $(FRONT_WRITE)

bench-deps: ## install the Debian packages that the front end is measured against
	$(Q).ci/deps bench

check-conformance: all ## the cases of the calculus, and the examples' scenarios, by both engines
	$(Q)HETONG=$(HETONG) tests/check-conformance

check-explain: all ## every diagnostic has a golden case that triggers it and an explain text
	$(Q)HETONG=$(HETONG) tests/check-explain

check-mends: all ## what messages propose is accepted
	$(Q)HETONG=$(HETONG) tests/check-mends

EVERY ?= $(if $(filter debug,$(MODE)),5,1)

check-mutants: $(MUTANTS) ## single-token mutants of the examples and cases: each EVERYth (1; under sanitizers 5)
	$(Q)$(MUTANTS) --every $(EVERY) $(wildcard examples/*/*.ht tests/conformance/*.ht)

check-docs: all ## the hetong blocks of README.md and lang/spec.md compile, or fail as they say
	$(Q)HETONG=$(HETONG) tests/check-docs README.md lang/spec.md

check-formatter: all $(RANDOM_CONTRACTS) ## every contract: formatted, parsed back, translated and back
	$(Q)HETONG=$(HETONG) tests/check-formatter $(RANDOM_CONTRACTS)

check-schemas: all $(B)/tests/unit/fill_test ## the JSON of status, schedule and checklist, by its schemas
	$(Q)HETONG=$(HETONG) tests/check-schemas $(B)

check-paper: $(B)/tests/unit/report_test ## the report in a browser, the calendar in other readers
	$(Q)tests/check-paper $(B)

check-examples: all ## the examples and the demo as a stranger would try them (after check-paper)
	$(Q)HETONG=$(HETONG) tests/check-examples $(B)

check-install: all ## install, run what was installed, uninstall
	$(Q)tests/check-install "$(MAKE)" --no-print-directory MODE=$(MODE) B=$(B)

check-limits: ## a build in which every bound is near: each is reached, with its message
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=$(MODE) B=build/tiny-$(MODE) CPPFLAGS="$(CPPFLAGS) -DLIMITS_TINY" all
	$(Q)tests/check-limits build/tiny-$(MODE)/hetong

VALGRIND_EVERY ?= 24
VALGRIND_UNIT := $(patsubst %,build/release/tests/unit/%_test,journal tracker store eval read_csv read_jsonl)

check-valgrind: ## the release build under valgrind: each VALGRIND_EVERYth (24) golden case, an example, unit tests
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=release B=build/release all $(VALGRIND_UNIT)
	$(Q)tests/check-valgrind build/release/hetong $(VALGRIND_EVERY) $(VALGRIND_UNIT)

golden: all ## rewrite the expectations under tests/golden; then read `git diff`
	$(Q)HETONG=$(HETONG) tests/run-golden --rewrite

FUZZ_CC ?= $(firstword $(foreach name,clang-19 clang-14 clang,$(shell command -v $(name))))
FUZZ_SECONDS ?= 60

check-fuzz: ## as fuzz, and installs the compiler that it needs
	$(Q).ci/deps fuzz
	$(Q)$(MAKE) --no-print-directory fuzz

fuzz: all ## each fuzzer for FUZZ_SECONDS (60), by clang, from the examples and golden cases
	$(if $(FUZZ_CC),,$(error fuzzing needs clang))
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) MODE=fuzz B=build/fuzz CC=$(FUZZ_CC) fuzzers
	$(Q)tests/run-fuzz $(FUZZ_SECONDS) build/fuzz/tests/fuzz $(HETONG)

fuzzers: $(FUZZERS)

# ---- the rest --------------------------------------------------------------------------------------

ROOT = $(DESTDIR)$(PREFIX)
MAN = $(ROOT)/share/man
COMPLETIONS = $(ROOT)/share/bash-completion/completions

install: all ## into $(DESTDIR)$(PREFIX)
	install -d $(ROOT)/bin $(ROOT)/lib/hetong $(ROOT)/lib/pkgconfig $(ROOT)/include \
	    $(ROOT)/share/hetong $(MAN)/man1 $(MAN)/man3 $(COMPLETIONS)
	install -m 755 $(HETONG) $(ROOT)/bin/hetong
	install -m 755 $(EMIT) $(ROOT)/lib/hetong/hetong-emit.so
	install -m 644 $(LIBRARY) $(ROOT)/lib/libhetong_rt.a
	install -m 755 $(SHARED) $(ROOT)/lib/$(SO_NAME)
	ln -sf $(SO_NAME) $(ROOT)/lib/libhetong.so
	install -m 644 compiler/library/hetong.h $(ROOT)/include/hetong.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' compiler/library/hetong.pc.in \
	    > $(ROOT)/lib/pkgconfig/hetong.pc
	install -m 644 compiler/library/hetong.3 $(MAN)/man3/hetong.3
	$(HETONG) help --format bash > $(COMPLETIONS)/hetong
	$(HETONG) help --format man > $(MAN)/man1/hetong.1
	for command in `$(HETONG) help | sed -n '/^commands:/,/^$$/s/^  \([a-z]*\) .*/\1/p'`; do \
	    $(HETONG) help $$command --format man > $(MAN)/man1/hetong-$$command.1 || exit 1; done

uninstall: ## remove what install put there
	rm -f $(ROOT)/bin/hetong $(ROOT)/lib/libhetong_rt.a $(ROOT)/lib/libhetong.so $(ROOT)/lib/$(SO_NAME) \
	      $(ROOT)/lib/pkgconfig/hetong.pc $(ROOT)/include/hetong.h $(MAN)/man3/hetong.3 \
	      $(MAN)/man1/hetong.1 $(MAN)/man1/hetong-*.1 $(COMPLETIONS)/hetong
	rm -rf $(ROOT)/lib/hetong
	-rmdir $(ROOT)/share/hetong

dist: ## a source archive of the last commit
	@mkdir -p build
	git archive --format=tar.gz --prefix=hetong-$(VERSION)/ -o build/hetong-$(VERSION).tar.gz HEAD

format: ## lay out every C file by .clang-format
	$(Q)find lang compiler runtime tests -name '*.[ch]' -print0 | xargs -0 clang-format -i

clean: ## remove everything built
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
	    printf '  make %-14s %s\n' "$$name" "$$text"; done

.PHONY: all always trained deps bench bench-front bench-front-trained bench-deps check check-build check-differential check-calendar check-money check-layers check-readmes check-headers check-unit check-golden check-conformance \
        check-explain check-mends check-mutants check-docs check-formatter check-schemas check-paper check-install check-limits check-valgrind check-fuzz golden fuzz fuzzers install uninstall dist format clean help
