/* terms.c - what other sentences say of a duty, in words for its row in the papers: time is essential, until when it
 * counts though late, what excuses it, whether it outlasts the contract, what may be done while it is breached. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* " (clause 1.1)", （第1.1条）; what stands before all items has no number. */
static const char *place(struct sema *sema, int32_t clause, bool is_zh)
{
    const char *number = sema->meaning->clauses.items[clause]->number;
    if (strcmp(number, "0") == 0)
        return "";
    return is_zh ? sema_join(sema, "（第", number, "条）") : sema_join(sema, " (clause ", number, ")");
}

void sema_add_term(struct sema *sema, struct meant_norm *norm, const char *en, const char *zh, int32_t clause)
{
    if (!sema->in_words)
        return;
    bool is_first = !norm->said_en;
    norm->said_en =
        sema_join(sema, is_first ? "" : norm->said_en, is_first ? "" : "; ", en, place(sema, clause, false));
    norm->said_zh = sema_join(sema, is_first ? "" : norm->said_zh, is_first ? "" : "；", zh, place(sema, clause, true));
}

/* Adds to what follows if the norm is missed, once. */
static void add_consequence(struct sema *sema, struct meant_norm *norm, const char *en, const char *zh)
{
    if (strstr(norm->remedy_en, en))
        return;
    bool is_first = *norm->remedy_en == '\0';
    norm->remedy_en = sema_join(sema, norm->remedy_en, is_first ? "" : "; ", en);
    norm->remedy_zh = sema_join(sema, norm->remedy_zh, is_first ? "" : "；", zh);
}

/* "Funder may terminate the contract within 30 days (clause 2.4)": no time is said twice. */
static void follow_with(struct sema *sema, struct meant_norm *watched, const struct meant_norm *norm,
                        const char *tail_en, const char *tail_zh)
{
    if (watched->kind == NM_PERMIT || watched->kind == NM_POWER)
        return; /* the exception that a consent makes is in the clause, and no breach of it */
    bool is_said = strstr(norm->action_en, norm->rule_en) != NULL;
    bool is_said_zh = strstr(norm->action_zh, norm->rule_zh) != NULL;
    add_consequence(sema, watched,
                    sema_join(sema, sema_labels(sema, norm->bearers, false), " ", norm->action_en, is_said ? "" : ", ",
                              is_said ? "" : norm->rule_en, tail_en, place(sema, norm->clause, false)),
                    sema_join(sema, sema_labels(sema, norm->bearers, true), norm->action_zh, is_said_zh ? "" : "，",
                              is_said_zh ? "" : norm->rule_zh, tail_zh, place(sema, norm->clause, true)));
}

/* It asks for the breach and nothing more, which the row of the duty need not repeat. */
static bool is_bare_breach(struct sema *sema, const struct meant_norm *norm, const char *number)
{
    return strcmp(norm->trigger_en, sema_join(sema, "when clause ", number, " is breached")) == 0;
}

/* `While clause 1.1 is breached, …`, `When clause 1.1 is breached 3 times, …`: told of each norm whose breach the
 * ground asks for, or counts. */
static void follow_ground(struct sema *sema, const struct meant_norm *norm, const struct meant_expr *ground)
{
    if (!ground || ground->op == NM_OP_NOT)
        return;
    if ((ground->op == NM_OP_IN_BREACH || ground->op == NM_OP_RECORDS) && ground->norm) {
        struct meant_norm *watched = sema->meaning->norms.items[ground->norm->index];
        const char *number = sema->meaning->clauses.items[watched->clause]->number;
        const char *alone = sema_join(sema, "while clause ", number, " is breached");
        bool is_alone = strcmp(norm->trigger_en, alone) == 0;
        bool is_bare = is_bare_breach(sema, norm, number);
        follow_with(sema, watched, norm,
                    is_bare    ? ""
                    : is_alone ? " while it is breached" : sema_join(sema, ", ", norm->trigger_en),
                    is_bare ? "" : is_alone ? "，限于违约期间" : sema_join(sema, "，", norm->trigger_zh));
        return;
    }
    if (ground->op == NM_OP_AND || ground->op == NM_OP_OR || ground->op == NM_OP_ADD)
        follow_ground(sema, norm, ground->a);
    if (ground->op == NM_OP_AND || ground->op == NM_OP_OR || ground->op == NM_OP_ADD || ground->op == NM_OP_LE)
        follow_ground(sema, norm, ground->b); /* so often or more: the number stands before `<=` */
}

/* `When clause 4.1 is breached, …`; with what else it asks for: how often, `if …`. */
static void follow_breach(struct sema *sema, const struct meant_norm *norm, const struct meant_trigger *trigger)
{
    struct meant_norm *watched = sema->meaning->norms.items[trigger->norm->index];
    const char *number = sema->meaning->clauses.items[watched->clause]->number;
    bool is_bare = !trigger->guard || is_bare_breach(sema, norm, number);
    follow_with(sema, watched, norm, is_bare ? "" : sema_join(sema, ", ", norm->trigger_en),
                is_bare ? "" : sema_join(sema, "，", norm->trigger_zh));
}

/* `When clause 4.1 is breached, …` in a sentence of its own is told where the breach may happen. */
static void follow(struct sema *sema, const struct meant_norm *norm)
{
    bool has_trigger = false;
    for (size_t i = 0; i < norm->triggers.count && norm->action_en; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        has_trigger |= trigger->kind == NM_ON_BREACH;
        if (trigger->kind == NM_ON_BREACH && trigger->norm && !norm->remedies)
            follow_breach(sema, norm, trigger);
        if (trigger->kind == NM_ON_EVENT && !norm->remedies) /* `When Buyer reports it if clause 4.1 is breached, …` */
            follow_ground(sema, norm, trigger->guard);
    }
    if (norm->power && norm->action_en && *norm->trigger_en && !has_trigger)
        follow_ground(sema, norm, norm->power->ground);
}

/* What becomes of it at the end of the contract stands with its rule, as what survives does. */
static void add_fate(struct sema *sema, struct meant_norm *norm)
{
    bool ends = norm->fate == NM_ENDS;
    const char *between = *norm->rule_en ? "; " : "", *between_zh = *norm->rule_zh ? "；" : "";
    norm->rule_en = sema_join(sema, norm->rule_en, between, ends ? "ends with the contract" : "runs on after termination",
                              place(sema, norm->fate_said_in, false));
    norm->rule_zh = sema_join(sema, norm->rule_zh, between_zh, ends ? "随合同终止而终止" : "合同解除后继续有效",
                              place(sema, norm->fate_said_in, true));
}

void sema_say_consequences(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    sema_say_elections(sema);
    for (size_t i = 0; i < meaning->norms.count; i++)
        follow(sema, meaning->norms.items[i]);
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        if (norm->said_en)
            add_consequence(sema, norm, norm->said_en, norm->said_zh);
        if (norm->fate_said_in != NM_NONE)
            add_fate(sema, norm);
    }
}
