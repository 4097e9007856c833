/* awaited_day.c - sums on a written day that ask for a value which is not known then: they wait for it. Spec 10.8. */
#include "compiler/sema/awaited.h"

#include "compiler/sema/sema_internal.h"

void sema_await_on_day(struct sema *sema, struct meant_norm *norm, const struct meant_indicator *const *asked,
                       size_t count)
{
    if (!count || norm->triggers.count != 1 || norm->triggers.items[0].kind != NM_AT_TICK ||
        norm->triggers.items[0].is_closing)
        return;
    /* that the day has come, and what was asked on it has held: remembered, for the day of the measurement */
    struct ast_act act = {.span = norm->span};
    struct meant_norm *memory = sema_add_memory(sema, norm->clause, &act, "day");
    memory->until = expr_new(sema, NM_OP_CONST, 1);
    sema_add_trigger(sema, memory, norm->triggers.items[0]);
    const char *en = "", *zh = "";
    for (size_t i = 0; i < count; i++) {
        struct meant_trigger measured = {
            .kind = NM_ON_EVENT,
            .pattern = {.act = {asked[i]->verb, false}, .actors = asked[i]->measurers, .kind = NM_NONE,
                        .indicator = asked[i]}};
        measured.guard = expr_of(sema, NM_OP_AND, sema_is_made(sema, memory),
                                 expr_of(sema, NM_OP_NOT, sema_is_made(sema, norm), NULL));
        sema_add_trigger(sema, norm, measured);
        en = sema_words(sema, en, i ? " and the " : "the ", asked[i]->name);
        zh = sema_words(sema, zh, i ? "和" : "", asked[i]->label_zh);
        if (norm->bearers & asked[i]->measurers) /* who measures himself gains no time by it */
            norm->counts_from = expr_new(sema, NM_OP_CONST, norm->triggers.items[0].tick);
    }
    norm->trigger_en = sema_words(sema, norm->trigger_en, ", once ", en, " has been measured");
    norm->trigger_zh = sema_words(sema, norm->trigger_zh, "，测得", zh, "后");
}
