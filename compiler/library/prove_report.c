/* prove_report.c - a finding names clauses of the machine, which stand in the order of the meant ones;
 * these know where they were written. */
#include "compiler/library/prove_report.h"

#include <assert.h>

#include "compiler/library/order_report.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"

static enum diag_code code_of(enum feasible_kind kind)
{
    switch (kind) {
    case FEASIBLE_DEADLINES: return E_DEADLINES;
    case FEASIBLE_NEVER: return E_NEVER;
    case FEASIBLE_CAPACITY: return E_CAPACITY;
    }
    UNREACHABLE();
}

/* The arithmetic stands as notes, in its order; under each clause stands its own rule. */
static void report(struct load *load, const struct feasible_finding *finding)
{
    struct meant_clause **clauses = load->meaning->clauses.items;
    assert(finding->clause_count > 0);
    const struct meant_clause *first = clauses[finding->clauses[0]];
    struct diag *diag = diag_add(&load->front.diags, code_of(finding->kind), first->source,
                                 first->span, "%s", finding->message);
    for (uint32_t i = 0; i < finding->clause_count; i++) {
        const char *rule = NULL;
        for (uint32_t k = 0; k < finding->line_count && !rule; k++) {
            if (finding->lines[k].clause == finding->clauses[i])
                rule = finding->lines[k].rule;
        }
        if (i == 0)
            diag_primary(diag, "%s", rule ? rule : "");
        else
            diag_label(diag, clauses[finding->clauses[i]]->source, clauses[finding->clauses[i]]->span,
                       "%s", rule ? rule : "");
    }
    for (uint32_t k = 0; k < finding->line_count; k++)
        diag_note(diag, "%s", finding->lines[k].text);
    struct buf mends;
    buf_init(&mends);
    for (uint32_t k = 0; k < finding->mend_count; k++)
        buf_printf(&mends, "%s%s%s", k ? "; or " : "", finding->mends[k].text,
                   finding->mends[k].mends_all ? "" : " (another conflict remains)");
    if (mends.len)
        diag_help(diag, "%s", mends.data);
    buf_release(&mends);
}

/* Silence must not be taken for a proof. */
static void report_undecided(struct load *load, const struct feasible *feasible)
{
    int32_t norm = feasible->left_out;
    int32_t row = norm == NM_NONE ? 0 : load->nm.norm[norm].clause;
    const struct meant_clause *clause = load->meaning->clauses.items[row];
    struct diag *diag = diag_add(&load->front.diags, W_UNPROVEN, clause->source, clause->span,
                                 "whether the deadlines fit together is unknown");
    if (norm == NM_NONE) {
        diag_note(diag, "the search met its bound of work before it came to rest");
        diag_help(diag, "divide the contract, or let fewer deadlines hang on one another: a date in the place of "
                        "`within 10 days after …`");
        return;
    }
    diag_primary(diag, "the proof has no room for this and for more");
    diag_note(diag, "one proof weighs %d points in time at most: each act that is owed, and each that it calls for",
              LIMIT_PROVE_NODES);
    diag_help(diag, "divide the contract, or let fewer clauses call for each other");
}

struct feasible *prove_and_report(struct load *load)
{
    const struct nm *nm = load->has_last ? &load->last : &load->nm;
    struct feasible *feasible = feasible_check(nm, &load->front.arena);
    for (uint32_t i = 0; i < feasible->finding_count; i++)
        report(load, &feasible->findings[i]);
    if (feasible->is_undecided)
        report_undecided(load, feasible);
    report_order(load);
    return feasible;
}
