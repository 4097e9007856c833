/* Counting what the random pairs contain. What a machine can hold is a loop over its fields, so that a
 * new operator, kind of norm or field that the generator does not know comes out as never generated. */
#include "tests/differential/coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/dump.h"
#include "lang/base/check.h"
#include "runtime/machine_io.h"

/* ---- fields of the machine ---------------------------------------------------------------------- */

/* What an engine never reads: names and words, what resolution has looked up before, what papers and
 * forecasts tell. */
static const char *const unread[] = {
    "head.version",      "head.granularity", "head.warning",     "head.horizon",   "head.signed_on",
    "party.",            "unit.dimension",   "unit.places",      "attr.",          "value.",
    "kind.",             "act.rank",         "act.kind",         "act.unit",       "word.",
    "act.place_count",   "place.",
    "clause.coverage",   "clause.file",      "clause.start",     "clause.end",     "file.",
    "answer.clause",     "power.precedence", "capacity.",        "norm.capacity",  "norm.reminder",
    "norm.series",       "norm.period_",     "indicator.unit",   "indicator.is_percent",
    "indicator.places",  "indicator.direction", "baseline.",     "version.",  "definition.",       "norm.unit",
    "norm.since",        "norm.replaced",
};

static const char *table_of(const struct nm_field *field)
{
    struct nm empty = {0};
    return nm_rows_of(&empty, (enum nm_table)field->table).name;
}

static bool is_read(const struct nm_field *field)
{
    char name[64];
    snprintf(name, sizeof name, "%s.%s", table_of(field), field->name);
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
        size_t len = strlen(unread[i]);
        bool is_prefix = unread[i][len - 1] == '.' || unread[i][len - 1] == '_';
        if (is_prefix ? strncmp(name, unread[i], len) == 0 : strcmp(name, unread[i]) == 0)
            return false;
    }
    return true;
}

/* How many constructs a field is: each value of an enum, or that it says something. */
static int constructs_of(const struct nm_field *field)
{
    switch ((enum nm_role)field->role) {
    case NM_ROLE_ENUM: return is_read(field) ? field->what + 1 : 0;
    case NM_ROLE_OPT:
    case NM_ROLE_BOOL:
    case NM_ROLE_AMOUNT:
    case NM_ROLE_COUNT:
    case NM_ROLE_SET: return is_read(field);
    case NM_ROLE_MASK:
    case NM_ROLE_NUMBER: /* read with what stands beside them */
    case NM_ROLE_INDEX:
    case NM_ROLE_TICK:
    case NM_ROLE_TEXT:
    case NM_ROLE_REF:
    case NM_ROLE_FIRST: return 0;
    }
    UNREACHABLE();
}

/* Which of them a value is, or -1. */
static int construct_at(const struct nm_field *field, int64_t value)
{
    switch ((enum nm_role)field->role) {
    case NM_ROLE_ENUM: return (int)value;
    case NM_ROLE_OPT: return value == NM_NONE ? -1 : 0;
    case NM_ROLE_BOOL:
    case NM_ROLE_AMOUNT:
    case NM_ROLE_COUNT:
    case NM_ROLE_SET: return value == 0 ? -1 : 0;
    case NM_ROLE_MASK:
    case NM_ROLE_NUMBER:
    case NM_ROLE_INDEX:
    case NM_ROLE_TICK:
    case NM_ROLE_TEXT:
    case NM_ROLE_REF:
    case NM_ROLE_FIRST: return -1;
    }
    UNREACHABLE();
}

/* ---- the fold ------------------------------------------------------------------------------------ */

enum group {
    MADE, STATUS, BREACH, RECORD, FLAG, TOUCHED, POWER, PHASE, REASON, ANSWER, ROLLED, ASKED, CAPPED, GROUPS
};
_Static_assert((int)GROUPS <= (int)COVERAGE_GROUPS, "make room for the groups");

enum touched {
    TOLLED, LATE_PART, SURPLUS, OVERDUE, OFFERED, DEBTOR_CHANGED, CREDITOR_CHANGED, AGAIN, REWORK, DEEMED,
    IN_CURE, FREED, SUSPENDED, NOTICED, REMEDIED_BY, EXCUSED_BY, SECOND_EPISODE, MEASURED, RESUMED, SHARED_POOL,
    OUT_OF_RANGE, SUSPENDED_PARTLY, ANSWERED_BY_NAME, ACCEPTED_AFTER, CALLED_OFF, CHOSEN_OF_MANY,
    TOUCHED_COUNT
};

static const struct {
    const char *name;
    int count;
    const char *words[JUDGE_COUNT];
} groups[GROUPS] = {
    [MADE] = {"made by", 9,
              {"start", "event", "status", "breach", "tender", "silence", "loss", "tick", "end"}},
    [STATUS] = {"status reached", ST_STATUS_COUNT, {
#define S(id, en, zh) en,
        ST_STATUSES(S)
#undef S
    }},
    [BREACH] = {"breach record", 6, {"open", "remedying", "remedied", "unremedied", "waived", "excused"}},
    [RECORD] = {"record of", 9, {
#define P(name) #name,
        ST_POOLS(P)
#undef P
    }},
    [FLAG] = {"instance", 8,
              {"owed", "late", "cured", "impossible", "beyond checked", "in an episode", "extended", "queued"}},
    [TOUCHED] = {"and", TOUCHED_COUNT,
                 {"tolled", "part done late", "surplus", "late partly", "offered", "debtor changed",
                  "creditor changed", "again for its key", "reworked", "answered by silence",
                  "tendered in cure", "item freed", "suspended", "notice runs", "remedied by another",
                  "excused by another", "second episode", "measured", "resumed", "shared pool",
                  "amount out of range", "suspended in part", "no item, answered by name",
                  "accepted, its duty let go", "called off", "chosen of so many"}},
    [CAPPED] = {"cap", 2, {"cuts", "leaves nothing"}},
    [POWER] = {"power used", NM_RENEW + 1,
               {"waive", "extend", "suspend", "resume", "terminate", "release", "assign", "accelerate",
                "choose", "renew"}},
    [PHASE] = {"phase", 4, {"draft", "running", "winding up", "closed"}},
    [REASON] = {"ended", 7, {"expired", "terminated", "completed", "never in force", "expired sooner",
                             "not at the first end", "before a day"}},
    [ANSWER] = {"judgement", JUDGE_COUNT, {
#define JUDGE(id, word, en, zh) word,
        JUDGEMENTS(JUDGE)
#undef JUDGE
    }},
    [ROLLED] = {"roll", 3, {"forward", "backward", "modified"}},
    [ASKED] = {"value of", 5, {"the latest", "the triggering event", "a period", "a date", "the date told then"}},
};

/* Judgements of resolution, the journal and the tracker, which no engine gives of itself. */
static bool is_of_engine(enum judgement judgement)
{
    switch ((int)judgement) {
    case JUDGE_NOT_A_MEMBER:
    case JUDGE_INEXACT_UNIT:
    case JUDGE_REPORTED_TOO_LATE:
    case JUDGE_BOOKS_CLOSED:
    case JUDGE_MERGE_CONFLICT:
    case JUDGE_LAPSED:
    case JUDGE_UNIT_MISSING:
    case JUDGE_KIND_MISSING:
    case JUDGE_INCOMPLETE: return false;
    }
    return true;
}

/* ---- the list ------------------------------------------------------------------------------------- */

static size_t add(struct coverage *coverage, const char *group, const char *word)
{
    vec_push(&coverage->constructs, (struct construct){.group = group, .word = word});
    return coverage->constructs.count - 1;
}

/* `norm kind` of an enum; what is no enum stands together with the rest of its table. */
static const char *group_of(const struct nm_field *field)
{
    static char names[64][32];
    static int count;
    char name[32];
    bool is_enum = field->role == NM_ROLE_ENUM;
    snprintf(name, sizeof name, "%s%s%s", table_of(field), is_enum ? " " : "", is_enum ? field->name : "");
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return names[i];
    }
    if (count == 64)
        BUG("more groups than there is room for");
    memcpy(names[count], name, sizeof name);
    return names[count++];
}

void coverage_init(struct coverage *coverage)
{
    *coverage = (struct coverage){0};
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        const char *const *words = field->role == NM_ROLE_ENUM ? nm_enum_words(field) : NULL;
        vec_push(&coverage->fields, coverage->constructs.count);
        for (int value = 0; value < constructs_of(field); value++)
            add(coverage, group_of(field),
                words ? words[value] : field->role == NM_ROLE_ENUM ? nm_op_word((enum nm_op)value) : field->name);
    }
    for (int group = 0; group < GROUPS; group++) {
        coverage->groups[group] = coverage->constructs.count;
        for (int i = 0; i < groups[group].count; i++)
            add(coverage, groups[group].name, groups[group].words[i]);
    }
}

void coverage_release(struct coverage *coverage)
{
    vec_release(&coverage->constructs);
    vec_release(&coverage->fields);
}

/* ---- looking -------------------------------------------------------------------------------------- */

static void mark(struct coverage *coverage, enum group group, int which)
{
    coverage->constructs.items[coverage->groups[group] + (size_t)which].is_in_run = true;
}

static void mark_of_machine(struct coverage *coverage, enum group group, int which)
{
    coverage->constructs.items[coverage->groups[group] + (size_t)which].is_in_machine = true;
}

static void look_at_expressions(struct coverage *coverage, const struct nm *nm)
{
    for (uint32_t i = 0; i < nm->expr_count; i++) {
        const struct nm_expr *expr = &nm->expr[i];
        if (expr->op == NM_OP_ROLL)
            mark_of_machine(coverage, ROLLED, (int)expr->imm);
        if (expr->op == NM_OP_VALUE)
            mark_of_machine(coverage, ASKED, expr->a == NM_LATEST       ? 0
                                            : expr->a == NM_TRIGGERING ? 1
                                            : expr->a == NM_SAID       ? 3
                                            : expr->a == NM_THEN       ? 4
                                                                       : 2);
    }
}

static void look_at_pools(struct coverage *coverage, const struct nm *nm)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (nm->norm[i].pool >= 0 && nm->norm[i].pool == nm->norm[k].pool)
                mark_of_machine(coverage, TOUCHED, SHARED_POOL);
        }
    }
}

void coverage_machine(struct coverage *coverage, const struct nm *nm)
{
    for (size_t i = 0; i < coverage->constructs.count; i++)
        coverage->constructs.items[i].is_in_machine = false;
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        if (constructs_of(field) == 0)
            continue;
        struct nm_rows rows = nm_rows_of(nm, (enum nm_table)field->table);
        for (uint32_t row = 0; row < rows.count; row++) {
            int at = construct_at(field, nm_field_value(field, rows.rows + row * rows.row_len));
            if (at >= 0)
                coverage->constructs.items[coverage->fields.items[i] + (size_t)at].is_in_machine = true;
        }
    }
    look_at_expressions(coverage, nm);
    look_at_pools(coverage, nm);
}

/* The only kind of trigger that a norm has, or -1. */
static int trigger_of(const struct nm *nm, const struct nm_norm *norm)
{
    int kind = -1;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        int other = nm->trigger[norm->first_trigger + i].kind;
        if (kind >= 0 && kind != other)
            return -1;
        kind = other;
    }
    return kind;
}

static void look_at_instance(struct coverage *coverage, const struct nm *nm, const struct st *st,
                             const struct st_inst *inst)
{
    const struct nm_norm *norm = &nm->norm[inst->norm];
    int made = trigger_of(nm, norm);
    if (made >= 0)
        mark(coverage, MADE, made);
    mark(coverage, STATUS, inst->status);
    for (int bit = 0; bit < groups[FLAG].count; bit++) {
        if (inst->flags >> bit & 1)
            mark(coverage, FLAG, bit);
    }
    if (norm->power != NM_NONE && inst->uses > 0)
        mark(coverage, POWER, nm->power[norm->power].effect);
    const bool is_touched[] = {
        [TOLLED] = inst->tolled > 0,
        [LATE_PART] = inst->late_days > 0,
        [SURPLUS] = inst->surplus > 0,
        [OVERDUE] = inst->status == ST_BREACHED && inst->got > 0 && inst->got < inst->need,
        [OFFERED] = inst->offered != 0,
        [DEBTOR_CHANGED] = inst->bearers != 0,
        [CREDITOR_CHANGED] = inst->claimants != 0,
        [AGAIN] = inst->generation > 0,
        [REWORK] = inst->rounds > 0,
    };
    if (norm->fate == NM_ACCRUED && inst->status == ST_RELEASED && st->ending_count > 0 && inst->trigger_breach < 0)
        mark(coverage, TOUCHED, CALLED_OFF);
    if (norm->power != NM_NONE && nm->power[norm->power].effect == NM_CHOOSE && inst->status == ST_FULFILLED &&
        inst->trigger_qty > 1)
        mark(coverage, TOUCHED, CHOSEN_OF_MANY);
    if (inst->cut > 0)
        mark(coverage, CAPPED, inst->need <= 0);
    for (int i = 0; i <= REWORK; i++) {
        if (is_touched[i])
            mark(coverage, TOUCHED, i);
    }
}

/* Tendered before its duty ended, with the contract or by a right over clauses, and accepted behind that. */
static bool is_accepted_after(const struct nm *nm, const struct st *st, const struct st_tender *tender)
{
    const struct st_inst *inst = &st->inst[tender->inst];
    int32_t fate = nm->norm[inst->norm].fate;
    int64_t end = fate == NM_ENDS || st->head.reason == ST_TERMINATED ? st->head.ended : NM_NEVER;
    for (uint32_t i = 0; i < st->ending_count; i++)
        end = st->ending[i].norm == inst->norm ? st->ending[i].at : end;
    return (fate == NM_ENDS || fate == NM_RELEASED) && tender->accepted > 0 && inst->status == ST_FULFILLED &&
           tender->at < end && inst->settled > end;
}

static void look_at_records(struct coverage *coverage, const struct nm *nm, const struct st *st)
{
    for (uint32_t i = 0; i < st->tender_count; i++) {
        if (is_accepted_after(nm, st, &st->tender[i]))
            mark(coverage, TOUCHED, ACCEPTED_AFTER);
        if (st->tender[i].deemed)
            mark(coverage, TOUCHED, DEEMED);
        if (st->tender[i].in_cure)
            mark(coverage, TOUCHED, IN_CURE);
        if (st->tender[i].name >= 0 && st->tender[i].item < 0 && st->tender[i].status == ST_ANSWERED)
            mark(coverage, TOUCHED, ANSWERED_BY_NAME);
    }
    for (uint32_t i = 0; i < st->item_count; i++) {
        if (st->item[i].status == ST_FREE)
            mark(coverage, TOUCHED, FREED);
    }
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *breach = &st->breach[i];
        mark(coverage, BREACH, breach->status);
        if (breach->remedy >= 0)
            mark(coverage, TOUCHED, REMEDIED_BY);
        if (breach->excuse >= 0)
            mark(coverage, TOUCHED, EXCUSED_BY);
        if (breach->episode > 0)
            mark(coverage, TOUCHED, SECOND_EPISODE);
    }
    for (uint32_t i = 0; i < st->suspension_count; i++) {
        mark(coverage, TOUCHED, st->suspension[i].live ? SUSPENDED : RESUMED);
        if (st->suspension[i].only)
            mark(coverage, TOUCHED, SUSPENDED_PARTLY);
    }
    for (uint32_t i = 0; i < st->effect_count; i++) {
        if (st->effect[i].live)
            mark(coverage, TOUCHED, NOTICED);
    }
    for (uint32_t i = 0; i < st->measure_count; i++) {
        if (st->measure[i].event >= 0)
            mark(coverage, TOUCHED, MEASURED);
    }
}

void coverage_state(struct coverage *coverage, const struct nm *nm, const struct st *st)
{
    int pool = 0;
#define P(name)                                                                                    \
    if (st->name##_count > 0)                                                                      \
        mark(coverage, RECORD, pool);                                                              \
    pool++;
    ST_POOLS(P)
#undef P
    mark(coverage, PHASE, st->head.phase);
    if (st->head.reason != ST_NO_REASON)
        mark(coverage, REASON, st->head.reason - 1);
    if (st_told_flags(nm, st) & ST_CUT)
        mark(coverage, TOUCHED, OUT_OF_RANGE);
    if (st->head.reason == ST_EXPIRED && st->head.ended < nm->head.end)
        mark(coverage, REASON, 4);
    if (nm->renewal_count > 0 && st->head.now > nm->renewal[0].end && st->head.ended > nm->renewal[0].end)
        mark(coverage, REASON, 5);
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct nm_norm *norm = &nm->norm[st->inst[i].norm];
        look_at_instance(coverage, nm, st, &st->inst[i]);
        if (norm->in_term != NM_NEVER && norm->in_term > st->head.ended && st->inst[i].settled == st->head.ended)
            mark(coverage, REASON, 6);
    }
    look_at_records(coverage, nm, st);
}

void coverage_answer(struct coverage *coverage, int answer)
{
    if (answer >= 0)
        mark(coverage, ANSWER, answer);
}

void coverage_pair(struct coverage *coverage)
{
    coverage->pairs++;
    for (size_t i = 0; i < coverage->constructs.count; i++) {
        struct construct *construct = &coverage->constructs.items[i];
        construct->pairs += construct->is_in_machine || construct->is_in_run;
        construct->is_in_run = false;
    }
}

/* ---- telling --------------------------------------------------------------------------------------- */

static bool is_expected(const struct coverage *coverage, size_t at)
{
    size_t answers = coverage->groups[ANSWER];
    return at < answers || at >= answers + JUDGE_COUNT || is_of_engine((enum judgement)(at - answers));
}

static int print_share(const struct construct *construct, size_t pairs, int column)
{
    char text[96];
    double share = 100.0 * (double)construct->pairs / (double)pairs;
    int len = snprintf(text, sizeof text, " %s %.*f", construct->word, share < 10 ? 1 : 0, share);
    if (column + len > 110) {
        printf("\n   ");
        column = 3;
    }
    printf("%s,", text);
    return column + len + 1;
}

struct missing coverage_print(const struct coverage *coverage)
{
    struct missing missing = {0};
    printf("coverage, in percent of %zu pairs:\n", coverage->pairs);
    /* groups of fields of one table lie apart where enums stand between */
    for (size_t i = 0; i < coverage->constructs.count; i++) {
        const char *group = coverage->constructs.items[i].group;
        bool is_printed = false;
        for (size_t k = 0; k < i && !is_printed; k++)
            is_printed = coverage->constructs.items[k].group == group;
        if (is_printed)
            continue;
        int column = printf("  %s:", group);
        for (size_t k = i; k < coverage->constructs.count; k++) {
            const struct construct *construct = &coverage->constructs.items[k];
            if (construct->group == group && is_expected(coverage, k))
                column = print_share(construct, coverage->pairs, column);
        }
        printf("\n");
    }
    for (size_t i = 0; i < coverage->constructs.count; i++) {
        const struct construct *construct = &coverage->constructs.items[i];
        if (construct->pairs > 0 || !is_expected(coverage, i))
            continue;
        if (i < coverage->groups[0])
            missing.of_machine++;
        else
            missing.of_fold++;
        printf("never generated: %s: %s\n", construct->group, construct->word);
    }
    return missing;
}
