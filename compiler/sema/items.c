/* items.c - the items of a sentence: chains, and what governs others, `when`, `each time`, `if`, `on`. What
 * an event brings (who acts, about which kind of thing) stands in the scope of what it governs; of
 * several actors, once for each. Spec chapter 10. */
#include "compiler/sema/sema_internal.h"

/* What an event says beyond who does what to which kind of thing would not be watched. */
static bool is_event_narrowed(struct sema *sema, const struct ast_act *act)
{
    const struct ast_adverb *extra = act->fronts.count ? act->fronts.items[0]
                                     : act->mids.count ? act->mids.items[0]
                                                       : NULL;
    if (extra && extra == sema_by_clause(sema, act))
        extra = act->mids.count > 1 ? act->mids.items[1] : NULL;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && !ast_is_to(&act->args.items[i]) && adverb != sema_times_said(act) &&
            adverb != sema_by_clause(sema, act))
            extra = extra ? extra : adverb;
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            if (nps->items[k]->kind == NP_AMOUNT) {
                sema_not_yet(sema, nps->items[k]->span, "an amount in a condition",
                             "name the thing, and compare its quantity: `When Buyer orders lathes if the "
                             "quantity is above 10 lathes, …`");
                return true;
            }
            const struct ast_np *np = nps->items[k];
            if (np->kind == NP_NAME && np->name.noun.text && sema_kind(sema, np->name.noun.text) != NM_NONE &&
                (np->name.det == DET_ALL || np->name.det == DET_BOTH)) {
                sema_not_yet(sema, np->span, "an act upon all of several things",
                             "one act is of those that it tells: say how many are owed in a clause, and write "
                             "`When clause 1.1 is fulfilled, …`");
                return true;
            }
            struct meant_pattern read_later = {0}; /* triggers.c */
            if (!sema_names_key(nps->items[k]) &&
                sema_is_narrowed(sema, nps->items[k], &read_later))
                return true;
        }
    }
    bool is_time = extra && (extra->kind == ADV_TIME || extra->kind == ADV_WITHIN || extra->prep == PREP_BEFORE ||
                             extra->prep == PREP_UNTIL || extra->prep == PREP_NO_LATER_THAN);
    if (extra)
        sema_not_yet(sema, extra->span, is_time ? "a time in an event" : "this phrase in a condition",
                     is_time
                         ? "give the right a window, and hang what follows on the act: `1.1 Buyer may report up to 100 "
                           "defects to Seller by 2026-12-31. 1.2 When Buyer reports a defect, …`"
                         : "leave it out: who does what to which thing is what counts");
    return extra != NULL;
}

static bool is_of_several(const struct ast_act *act)
{
    return sema_is_act_event(act) && act->subject && act->subject->count > 1;
}

/* `When Seller or Buyer orders a lathe`: an event for each of them, joined by `or when`. The item itself where nothing
 * is to be written out. */
static const struct ast_item *each_its_event(struct sema *sema, const struct ast_item *item)
{
    const struct ast_trigger *trigger = item->trigger;
    const struct ast_event *event = trigger->event;
    bool is_several = false;
    for (uint32_t i = 0; event && i < event->count; i++) {
        const struct ast_act *act = event->items[i];
        if (is_of_several(act) && (event->is_and || !act->subject->is_or || sema_times_said(act)))
            return item; /* refused */
        is_several |= is_of_several(act);
    }
    if (!is_several || trigger->kind == TRIGGER_WHILE)
        return item;
    struct ast_item *whole = arena_copy(sema->arena, item, sizeof *item);
    whole->trigger = arena_copy(sema->arena, trigger, sizeof *trigger);
    struct ast_event *events = arena_copy(sema->arena, event, sizeof *event);
    LIST(struct ast_act *) acts = {0};
    for (uint32_t i = 0; i < event->count; i++) {
        if (!is_of_several(event->items[i])) {
            list_push(sema->arena, &acts, event->items[i]);
            continue;
        }
        const struct ast_nps *subject = event->items[i]->subject;
        for (uint32_t k = 0; k < subject->count; k++) {
            struct ast_act *one = arena_copy(sema->arena, event->items[i], sizeof *one);
            struct ast_nps *who = arena_copy(sema->arena, subject, sizeof *who);
            who->items = arena_copy(sema->arena, &subject->items[k], sizeof *who->items);
            who->count = 1;
            who->is_or = who->is_joined = false;
            one->subject = who;
            list_push(sema->arena, &acts, one);
        }
    }
    events->items = acts.items;
    events->count = (uint32_t)acts.count;
    whole->trigger->event = events;
    return whole;
}

/* What triggers: an act or several, of which each brings the same kind of thing; statuses of clauses.
 * False after a message. */
static bool read_event(struct sema *sema, const struct ast_trigger *trigger, struct scope *scope)
{
    const struct ast_event *event = trigger->event;
    bool has_act = false;
    if (event->is_and && trigger->kind == TRIGGER_EACH_TIME) {
        sema_not_yet(sema, trigger->span, "`each time` with `and when`",
                     "write `when`, or one event");
        return false;
    }
    for (uint32_t i = 0; i < event->count; i++) {
        const struct ast_act *act = event->items[i];
        if (event->is_and && sema_times_said(act)) {
            sema_not_yet(sema, act->span, "`and when` with a number of times", "write one sentence for each");
            return false;
        }
        if (act->pred == PRED_IS)
            continue; /* a status of a clause */
        bool is_no_act = sema_is_period_event(act, &(bool){false}) || sema_is_contract_end(act) ||
                         !sema_is_act_event(act);
        if (!is_no_act && is_of_several(act) && trigger->kind != TRIGGER_WHILE) {
            sema_not_yet(sema, act->subject->span, "an act of several, as an event",
                         act->subject->is_or ? "write one sentence for each of them"
                         : event->count == 1 || event->is_and
                             ? "write an event for each: `when Seller orders … and when Buyer orders …`"
                             : "write a sentence of its own, with an event for each: `When Seller orders … and when "
                               "Buyer orders …, …`; what stands behind `or when` has another sentence");
            return false;
        }
        if (is_no_act || !act->subject || act->subject->count != 1 || trigger->kind == TRIGGER_WHILE) {
            sema_not_yet(sema, act->span, "this event",
                         "what can: an act of one party (`when Buyer orders a part`), a status "
                         "(`when clause 1.1 is breached`), the end of a period (`when a month ends`) "
                         "or of the contract");
            return false;
        }
        if (!sema_verb(sema, act->verb.text) || is_event_narrowed(sema, act))
            return false;
        int32_t kind = sema_key_of(sema, act);
        if (has_act && kind != scope->key_kind) {
            sema_not_yet(sema, act->span, "joined events about different kinds of things",
                         "write one sentence for each kind");
            return false;
        }
        scope->key_kind = kind;
        has_act = true;
    }
    return true;
}

/* Who acts in all events of this trigger that are acts; 0 if they differ, or there is none. */
static uint64_t actors_of(struct sema *sema, const struct ast_event *event, const struct scope *scope)
{
    uint64_t actors = 0;
    for (uint32_t i = 0; i < event->count; i++) {
        if (!sema_is_act_event(event->items[i]))
            continue;
        uint64_t here = sema_parties(sema, event->items[i]->subject->items[0], scope);
        if (actors && here != actors)
            return 0;
        actors = here;
    }
    return actors;
}

/* What arises from a clause waits until that has been read. */
static void read_governed(struct sema *sema, const struct reading *reading,
                          const struct ast_item *item)
{
    bool is_waiting = false;
    for (uint32_t i = 0; item->trigger->kind == TRIGGER_WHEN && i < item->trigger->event->count; i++)
        is_waiting |= sema_watched_clause(item->trigger->event->items[i]) != NULL;
    if (is_waiting && !reading->scope.period)
        sema_let_wait(sema, reading, item);
    else
        sema_read_items(sema, reading, &item->items);
}

static void read_trigger(struct sema *sema, struct reading reading, const struct ast_item *item)
{
    const struct ast_trigger *trigger = item->trigger;
    bool is_unless = trigger->kind == TRIGGER_UNLESS || trigger->is_unless;
    if (trigger->guard)
        reading.guards = sema_add_guard(sema, reading.guards, trigger->guard, is_unless);
    if (trigger->kind == TRIGGER_IF || trigger->kind == TRIGGER_UNLESS) {
        sema_read_items(sema, &reading, &item->items);
        return;
    }
    if (trigger->kind == TRIGGER_ON && !reading.trigger) {
        reading.trigger = trigger;
        sema_read_date_trigger(sema, &reading, item);
        return;
    }
    if (reading.trigger) {
        sema_not_yet(sema, trigger->span, "a condition under a condition",
                     trigger->kind == TRIGGER_WHILE
                         ? "a right that stands while something is so begins with `While clause 1.1 is breached, Buyer "
                           "may …` alone; behind an act `if` is read once, when the act happens: `When Buyer orders a "
                           "lathe if clause 1.1 is breached, …`"
                         : "put both into one: `When Buyer orders a lathe if clause 1.1 is breached, …`");
        return;
    }
    if (trigger->repeat && trigger->kind != TRIGGER_EACH_TIME) {
        struct diag *diag = diag_add(sema->diags, E_REPEAT, sema->source, trigger->span,
                                     "`when` fires once for each thing: there is nothing to repeat");
        diag_help(diag, "begin with `each time`");
        return;
    }
    reading.trigger = trigger;
    const struct ast_act *act = trigger->event->items[0];
    if (sema_is_contract_end(act) && trigger->kind == TRIGGER_WHEN && trigger->event->count == 1) {
        sema_read_items(sema, &reading, &item->items);
        return;
    }
    bool is_end;
    if (sema_is_period_event(act, &is_end) && trigger->kind == TRIGGER_WHEN &&
        trigger->event->count == 1) {
        sema_read_period_event(sema, &reading, act, item);
        return;
    }
    if (!read_event(sema, trigger, &reading.scope))
        return;
    uint64_t members = actors_of(sema, trigger->event, &reading.scope);
    if (!members)
        read_governed(sema, &reading, item);
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (!(members >> i & 1))
            continue;
        struct reading one = reading;
        one.scope.it = UINT64_C(1) << i;
        one.scope.circle = members & (members - 1) ? members : 0;
        one.scope.member = members & (members - 1) ? sema->meaning->parties.items[i]->name : NULL;
        read_governed(sema, &one, item);
    }
}

void sema_read_items(struct sema *sema, const struct reading *reading, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        if (item->lead != LEAD_NONE) {
            sema_not_yet(sema, item->span, "`then` or `otherwise` at the start of a sentence",
                         "begin with who acts, or join it to the sentence before it by a comma");
            continue;
        }
        struct reading own = *reading;
        own.clause = sema_item_clause(sema, item, reading->clause);
        if (item->kind == ITEM_TRIGGER)
            read_trigger(sema, own, each_its_event(sema, item));
        else
            sema_read_chain(sema, &own, item->chain);
    }
}
