/* versions.h - a contract and its amendments in one norm machine. Each text, lowered by itself, gives a
 * machine; the norms of all of them are joined by their names, so that one fold runs every text over
 * its days (lang/spec.md 24.3). */
#ifndef IR_VERSIONS_H
#define IR_VERSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/ir/builder.h"
#include "lang/syntax/ast.h"

struct arena;

/* What an amendment does with the clause of a number. */
struct version_change {
    const char *number;
    bool is_deleted;
    enum ast_running running;
};

/* A text of the contract, and from which day it holds. */
struct version_text {
    const struct nm *nm;
    int64_t from; /* the first text: not looked at */
    int64_t signed_on;
    const char *number, *title_en, *title_zh;
    const struct version_change *changes;
    uint32_t change_count;
};

enum version_fault {
    VERSION_FINE,
    VERSION_UNSAID,      /* what is deleted may be running, and nothing is said of that */
    VERSION_CANNOT_TAKE, /* what runs cannot take these terms */
};

struct version_problem {
    enum version_fault fault;
    uint32_t text, change; /* texts[text].changes[change] */
    const char *norm;      /* name of the one that it is about */
};

/* Fills an empty builder with the machine of all texts; the last one is in force at the end. True, or
 * false and what is not clear. */
bool versions_join(const struct version_text *texts, uint32_t count, struct nm_builder *builder,
                   struct arena *arena, struct version_problem *problem);

#endif
