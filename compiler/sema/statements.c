/* statements.c - sentences to norms. A sentence about `each plant` or under `when a plant …` is read
 * once per member; every reading makes a norm with a definite bearer. Times and references to other
 * clauses wait in `pending` until all norms are there. Spec chapters 8 to 10. */
#include <string.h>

#include "compiler/sema/about.h"
#include "compiler/sema/manner.h"
#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"

/* ---- norms ---------------------------------------------------------------------------------------- */

static bool has_adverb(const struct sema *sema, const struct ast_act *act, enum adverb_kind kind)
{
    if (!sema_says_adverb(sema, kind))
        return false;
    for (uint32_t i = 0; i < act->fronts.count; i++) {
        if (act->fronts.items[i]->kind == kind)
            return true;
    }
    for (uint32_t i = 0; i < act->mids.count; i++) {
        if (act->mids.items[i]->kind == kind)
            return true;
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (act->args.items[i].adverb && act->args.items[i].adverb->kind == kind)
            return true;
    }
    return false;
}

/* `the secrets of the other`, `the other's secrets`: it is said whose they are. */
static void check_owner(struct sema *sema, const struct ast_np *np, const struct scope *scope)
{
    if (np->kind == NP_OWNED && np->owned.owner->kind == NP_OTHER)
        (void)sema_parties(sema, np->owned.owner, scope);
    for (uint32_t i = 0; i < np->tails.count; i++) {
        const struct ast_tail *tail = &np->tails.items[i];
        if (tail->kind == TAIL_OF && tail->np->kind == NP_OTHER)
            (void)sema_parties(sema, tail->np, scope);
    }
}

/* One norm for one object (or none). */
static struct meant_norm *read_norm(struct sema *sema, const struct reading *reading,
                                    const struct ast_act *act, enum nm_norm_kind kind,
                                    const struct meant_verb *verb, uint64_t receivers,
                                    const struct ast_np *object, const char *suffix)
{
    uint32_t faults = sema_faults(sema);
    struct meant_norm *norm = sema_new_norm(sema, reading, act, suffix);
    norm->kind = kind;
    norm->pattern.act.verb = verb;
    norm->pattern.to = receivers;
    norm->creditors = receivers ? receivers : sema_everyone_else(sema, norm->bearers);
    bool is_together = has_adverb(sema, act, ADV_TOGETHER);
    norm->joint = is_together ? NM_TOGETHER : reading->scope.is_either ? NM_EITHER : NM_SINGLE;
    norm->pattern.all_hands = is_together && kind != NM_EFFORT;
    if (object && kind != NM_EFFORT && !sema_set_object(sema, norm, object))
        norm->item = NM_NONE;
    if (object && !(norm->bearers & (norm->bearers - 1)))
        check_owner(sema, object, &reading->scope);
    if (object && kind == NM_EFFORT)
        sema_check_object(sema, object);
    if (norm->quantity && reading->trigger && reading->trigger->event)
        norm->item = sema_introduced_kind(sema, reading->trigger->event->items[0]);
    if (object && kind == NM_ACHIEVE && sema_is_told(sema, norm, object, reading->trigger))
        sema_set_told(sema, norm, reading->trigger);
    else if (object)
        sema_refuse_all(sema, norm, object);
    if (act->more->at_most && sema_faults(sema) == faults)
        sema_cap(sema, norm, act->more->at_most);
    if (kind == NM_ACHIEVE && norm->need)
        norm->kind = NM_AMOUNT;
    bool is_bound = norm->has_most && !norm->need_parts;
    if (is_bound && (kind == NM_ACHIEVE || kind == NM_FORBID)) {
        norm->kind = NM_AT_MOST;
        if (!norm->quantity)
            norm->need = expr_new(sema, NM_OP_CONST, norm->most);
    } else if (kind == NM_PERMIT && act->modal == MODAL_NEED_NOT) {
        norm->is_freedom = true;
        norm->need = NULL;
    } else if (kind == NM_FORBID || kind == NM_EFFORT || kind == NM_VAGUE) {
        norm->need = NULL;
        norm->distinct = false;
    }
    norm->is_again = has_adverb(sema, act, ADV_AGAIN);
    if (act->more->answer.text && kind != NM_POWER)
        norm->answered = &act->more->answer;
    sema_set_pool(sema, norm);
    sema_wait_for_times(sema, norm, act, reading);
    struct pending whole = list_last(&sema->pending);
    if (norm->kind == NM_AMOUNT && norm->has_most)
        sema_add_bound(sema, &whole, norm->most);
    if (act->more->parts.count && (norm->quantity || norm->is_told))
        sema_not_yet(sema, act->more->parts.items[0].span, "a part of a quantity that is not known before",
                     "give the part an item of its own: `…; it delivers at least 30 percent of "
                     "the quantity of the order to Buyer within 5 days`");
    else if (act->more->parts.count && sema_faults(sema) == faults)
        sema_read_parts(sema, &whole);
    sema_cover(sema, norm->clause, kind == NM_EFFORT ? NM_SOFT : NM_TRACKED);
    return norm;
}

/* `Works keeps the scrap-rate below 3 percent`: a norm for each period. Returns the first one. */
static struct meant_norm *read_kept(struct sema *sema, const struct reading *reading,
                                    const struct ast_act *act)
{
    struct meant_norm *first = NULL;
    struct kept kept;
    if (reading->trigger || reading->guards || act->more->only_if || act->more->unless || act->more->when) {
        sema_not_yet(sema, act->span, "keeping a value under a condition",
                     "state the target without a condition; what follows can hang on one");
        return NULL;
    }
    bool is_fine = sema_read_kept(sema, act, reading->clause, &kept);
    for (size_t i = 0; is_fine && i < kept.periods.count; i++) {
        struct meant_norm *norm = sema_new_norm(sema, reading, act, sema_period_name(sema, &kept, i));
        sema_fill_kept(sema, &kept, i, norm);
        norm->creditors = sema_everyone_else(sema, norm->bearers);
        sema_wait_for_times(sema, norm, act, reading);
        first = first ? first : norm;
    }
    sema_cover(sema, reading->clause, NM_TRACKED);
    return first;
}

/* `Buyer cures clause 2.1 within 14 days`: at the end of its time the breach must be over. */
static struct meant_norm *read_cure(struct sema *sema, const struct reading *reading,
                                    const struct ast_act *act, const struct meant_verb *verb)
{
    struct meant_norm *norm = sema_new_norm(sema, reading, act, "");
    norm->kind = NM_TARGET;
    norm->is_cure = true;
    norm->pattern.act.verb = verb;
    norm->creditors = sema_everyone_else(sema, norm->bearers);
    sema_wait_for_times(sema, norm, act, reading);
    sema_cover(sema, norm->clause, NM_TRACKED);
    return norm;
}

static struct meant_norm *read_warranty(struct sema *sema, const struct reading *reading,
                                        const struct ast_act *act)
{
    struct meant_norm *norm = sema_new_norm(sema, reading, act, "");
    sema_warranty(sema, &reading->scope, act, norm);
    sema_wait_for_times(sema, norm, act, reading);
    sema_cover(sema, norm->clause, NM_TRACKED);
    return norm;
}

/* `Owner holds 100_000 yuan until 2026-12-31`: for each thing one that must go on. Returns the first. */
static struct meant_norm *read_upkeep(struct sema *sema, const struct reading *reading,
                                      const struct ast_act *act, const struct meant_verb *verb)
{
    struct arguments arguments;
    struct meant_norm *first = NULL;
    sema_arguments(sema, act, &reading->scope, &arguments);
    if (act->more->at_most || act->more->parts.count || act->more->answer.text || reading->scope.is_either ||
        (arguments.objects_or && arguments.objects.count > 1))
        sema_not_yet(sema, act->span, "this of what must go on",
                     "say who keeps what, and until when, in one sentence for each");
    for (size_t i = 0; i < arguments.objects.count || !first; i++) {
        const struct ast_np *object = arguments.objects.count ? arguments.objects.items[i] : NULL;
        struct reading one = *reading;
        one.object = (uint32_t)i;
        struct meant_norm *norm = sema_new_norm(sema, &one, act,
                                                arguments.objects.count > 1 ? sema_object_word(sema, object) : "");
        sema_set_upkeep(sema, norm, verb, object, arguments.receivers);
        sema_wait_for_times(sema, norm, act, reading);
        first = first ? first : norm;
    }
    sema_cover(sema, reading->clause, NM_TRACKED);
    return first;
}

static enum nm_norm_kind kind_of(const struct sema *sema, const struct ast_act *act)
{
    switch (act->modal) {
    case MODAL_MUST_NOT:
    case MODAL_NEVER: return NM_FORBID;
    case MODAL_DOES_ITS_BEST: return NM_EFFORT;
    case MODAL_MAY: return NM_POWER;
    case MODAL_NONE:
    case MODAL_MUST:
    case MODAL_NEED_NOT:
    case MODAL_CAN: break;
    }
    return has_adverb(sema, act, ADV_PROMPTLY) ? NM_VAGUE : NM_ACHIEVE;
}

static bool is_power(const struct meant_verb *verb)
{
    return verb->class == NM_RELIEVE || verb->class == NM_SUSPEND || verb->class == NM_RESUME ||
           verb->class == NM_END || (verb->class == NM_ENABLE && strcmp(verb->base, "assign") == 0);
}

/* `may leave`, `may appoint Works`: a power that would change something, but changes nothing yet. As an
 * exception to a prohibition it does what any act does. */
static bool is_idle_power(const struct meant_verb *verb, const struct ast_act *act)
{
    bool is_exception = false;
    for (uint32_t i = 0; i < act->fronts.count; i++)
        is_exception |= act->fronts.items[i]->prep == PREP_DESPITE;
    return verb->class == NM_ENABLE && !is_power(verb) && !is_exception;
}

static void refuse_idle_power(struct sema *sema, const struct meant_verb *verb, const struct ast_act *act)
{
    const char *help =
        "a power runs as `may terminate`, `suspend`, `waive`, `release`, `extend`, `accelerate`, `assign`; what "
        "hangs on the act is said of the act: `When Buyer consents, Seller delivers …`";
    if (strcmp(verb->base, "leave") == 0)
        help = "to give up what it still owes or is owed: `Buyer may terminate clauses 2 and 3 by notice to "
               "Seller`, or `terminate the contract`";
    else if (strcmp(verb->base, "join") == 0)
        help = "name it as a party from the beginning, and let its clauses wait: `When Works joins, Works delivers …`";
    else if (strcmp(verb->base, "appoint") == 0)
        help = "to put another in its place it may assign: `Buyer may assign clause 1.1 to Works by notice to "
               "Seller`; what hangs on it is said of the act: `When Buyer appoints Works, …`";
    else if (strcmp(verb->base, "amend") == 0)
        help =
            "what the parties change later is an amendment: `amendment 1 to supply, signed 2026-05-01, effective from "
            "2026-05-10.`";
    sema_not_yet(sema, act->span, arena_printf(sema->arena, "a power to %s", verb->base), help);
}

struct meant_norm *sema_read_done(struct sema *sema, int32_t clause, uint64_t bearers,
                                  const struct meant_verb *verb, const struct ast_act *act)
{
    struct reading reading = {.clause = clause, .scope = {.subject = bearers, .key_kind = NM_NONE}};
    struct arguments arguments;
    sema_arguments(sema, act, &reading.scope, &arguments);
    if (arguments.objects.count > 1)
        sema_not_yet(sema, arguments.objects.items[1]->span, "several things in one condition",
                     "write a condition for each thing, joined by `and`");
    const struct ast_np *object = arguments.objects.count ? arguments.objects.items[0] : NULL;
    return read_norm(sema, &reading, act, NM_ACHIEVE, verb, arguments.receivers, object, "condition");
}

/* `drawings or materials`: the kinds as a mask; 0 after a message. */
static uint64_t chosen_kinds(struct sema *sema, const struct arguments *arguments)
{
    uint64_t kinds = 0;
    for (size_t i = 0; i < arguments->objects.count; i++) {
        const struct ast_np *np = arguments->objects.items[i];
        bool is_plain = np->kind == NP_NAME && np->name.noun.text && !np->tails.count &&
                        !np->name.adjective.text && !np->name.named.text;
        int32_t kind = is_plain ? sema_kind(sema, np->name.noun.text) : NM_NONE;
        if (is_plain && kind == NM_NONE && !sema_find(sema, np->name.noun.text)) {
            sema_unknown_item(sema, &np->name.noun);
            return 0;
        }
        if (kind == NM_NONE || kind >= 64) {
            sema_not_yet(sema, np->span, "a choice of anything but kinds of items",
                         "choose between kinds of items alone: `supplies drawings or materials`");
            return 0;
        }
        kinds |= UINT64_C(1) << kind;
    }
    return kinds;
}

/* Nobody owes itself: of each of several, the one that would be the only addressee is left out; one that is
 * named is a mistake. */
static bool is_to_oneself(struct sema *sema, const struct scope *scope, const struct ast_act *act,
                          uint64_t receivers)
{
    if (!receivers || receivers != scope->subject)
        return false;
    if (scope->circle)
        return true;
    struct diag *diag = diag_add(sema->diags, E_TO_ONESELF, sema->source, act->span, "nobody owes itself");
    diag_help(diag, "name the other party: `%s … to %s`", sema_labels(sema, scope->subject, false),
              sema_labels(sema, sema_everyone_else(sema, scope->subject), false));
    return true;
}

/* `While clause 6.1 is breached, Seller may draw …`: the breach gives the right; `while it is not breached`, a breach
 * ends it for good. In the words of the sentence. */
static const char *instead_of_while(struct sema *sema, const struct ast_trigger *trigger, const struct ast_act *act,
                                    const struct meant_verb *verb)
{
    const struct ast_event *event = trigger->event;
    bool is_status = event && event->count == 1 && event->items[0]->pred == PRED_IS;
    const struct ast_act *first = is_status ? event->items[0] : NULL;
    const struct ast_label *label = first ? sema_watched_clause(first) : NULL;
    bool is_breach = label && first->verb.text && !first->args.count && sema_is(first->verb.text->text, "breached");
    bool is_zh = sema_is_in_chinese(sema, act->span);
    const char *words = source_words(sema->source, sema->arena, act->span);
    bool has_end = act->fronts.count || act->mids.count || act->args.count > 1;
    if (is_breach && first->is_negated && has_end && act->subject)
        return arena_printf(sema->arena,
                            is_zh ? "在其行使所引起之事处问：`当 %s %s … 时，如果 第%s条 未被 违约，…`"
                                  : "ask it where its use calls something forth: `When %s %s …, if clause %s is "
                                    "not breached, …`",
                            source_words(sema->source, sema->arena, act->subject->items[0]->span),
                            is_zh ? verb->label_zh : verb->third, label->text->text);
    if (is_breach && is_zh)
        return arena_printf(sema->arena, first->is_negated ? "违约即永远终止者写“直至”：`… 直至 第%s条 被 违约`"
                                                           : "由违约产生的权利：`当 第%s条 被 违约 时，…`", label->text->text);
    if (is_breach && first->is_negated)
        return arena_printf(sema->arena, "what a breach ends for good has `until`: `%s until clause %s is "
                                         "breached`", words,
                            label->text->text);
    if (is_breach)
        return arena_printf(sema->arena, "let the breach give the right: `When clause %s is breached, %s`",
                            label->text->text, words);
    return arena_printf(sema->arena,
                        "ask what must be so where its use calls something forth: `When Buyer %s …, if clause 1.1 "
                        "is not "
                        "breached, …`; what ends it for good has `until`: `Buyer may %s … until clause 1.1 is "
                        "breached`",
                        verb->third, verb->base);
}

/* One act with a definite subject: its norms, one for each object. Returns the first one. */
static struct meant_norm *read_act(struct sema *sema, const struct reading *reading,
                                   const struct ast_act *act)
{
    if (act->pred == PRED_WARRANTS || act->pred == PRED_WARRANTS_ALWAYS)
        return read_warranty(sema, reading, act);
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    if (!verb)
        return NULL;
    if (sema_is_kept(sema, act))
        return read_kept(sema, reading, act);
    enum nm_norm_kind kind = kind_of(sema, act);
    if (kind == NM_ACHIEVE && sema_cured_clause(verb, act))
        return read_cure(sema, reading, act, verb);
    if (kind == NM_ACHIEVE && sema_is_upkeep(sema, reading, act, verb))
        return read_upkeep(sema, reading, act, verb);
    if (act->modal == MODAL_CAN) {
        sema_not_yet(sema, act->span, "a capacity",
                     "a right is said with `may`; of how many there are, `Seller has 12 "
                     "technicians`");
        return NULL;
    }
    if (kind == NM_POWER && is_idle_power(verb, act)) {
        refuse_idle_power(sema, verb, act);
        return NULL;
    }
    if (kind == NM_POWER && sema_is_renewing(verb))
        return sema_read_option(sema, reading, act);
    if (act->modal == MODAL_NEED_NOT || (kind == NM_POWER && !is_power(verb)))
        kind = NM_PERMIT;
    if (kind == NM_PERMIT && reading->trigger && reading->trigger->kind == TRIGGER_WHILE) {
        sema_not_yet(sema, act->span, "a permission that lasts as long as something is so",
                     instead_of_while(sema, reading->trigger, act, verb));
        return NULL;
    }
    if (act->more->when) {
        sema_not_yet(sema, act->span, "a condition behind a norm",
                     "put it in front: `When …, Seller …`");
        return NULL;
    }
    struct arguments arguments;
    sema_arguments(sema, act, &reading->scope, &arguments);
    if (kind != NM_POWER && is_to_oneself(sema, &reading->scope, act, arguments.receivers))
        return NULL;
    struct meant_norm *first = NULL;
    size_t first_row = sema->meaning->norms.count;
    if (act->more->at_most && arguments.objects.count > 1) {
        struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, act->more->at_most->span,
                                     "it is not said what this bounds");
        diag_help(diag, "write one sentence for each thing");
    } else if (act->more->parts.count && arguments.objects.count > 1) {
        struct diag *diag = diag_add(sema->diags, E_PART_UNCLEAR, sema->source,
                                     act->more->parts.items[0].span, "it is not said what this is a part of");
        diag_help(diag, "write one sentence for each thing");
    } else if (arguments.objects_or && arguments.objects.count > 1 &&
               (kind == NM_POWER || kind == NM_PERMIT || act->more->at_most || act->more->parts.count)) {
        sema_not_yet(sema, act->span, "a choice of this sort",
                     "write one sentence for each");
    } else if (arguments.objects_or && arguments.objects.count > 1 && kind != NM_EFFORT) {
        uint64_t kinds = chosen_kinds(sema, &arguments);
        first = read_norm(sema, reading, act, kind, verb, arguments.receivers, NULL, "");
        first->choice = kinds;
        if (kinds)
            sema_choose(sema, &first->pattern, kinds);
    } else if (kind == NM_EFFORT || kind == NM_POWER || arguments.objects.count < 2) {
        const struct ast_np *object = arguments.objects.count ? arguments.objects.items[0] : NULL;
        first = read_norm(sema, reading, act, kind, verb, arguments.receivers,
                          kind == NM_POWER ? NULL : object, "");
        for (size_t i = 1; kind == NM_EFFORT && i < arguments.objects.count; i++)
            sema_check_object(sema, arguments.objects.items[i]);
    } else {
        for (size_t i = 0; i < arguments.objects.count; i++) {
            const struct ast_np *object = arguments.objects.items[i];
            struct reading one = *reading;
            one.object = (uint32_t)i;
            struct meant_norm *norm = read_norm(sema, &one, act, kind, verb, arguments.receivers,
                                                object, sema_object_word(sema, object));
            first = first ? first : norm;
        }
    }
    if (kind == NM_FORBID)
        sema_read_consents(sema, reading, act, first_row);
    return first;
}

/* ---- subjects ------------------------------------------------------------------------------------- */

static void add_rule(struct sema *sema, enum rule_kind kind, const struct ast_act *act,
                     const struct ast_act *silence, int32_t clause)
{
    if (act->more->only_if || act->more->unless || act->more->when)
        sema_not_yet(sema, act->span, "a condition behind this sentence",
                     "leave the condition out");
    list_push(sema->arena, &sema->rules, (struct rule){kind, act, silence, clause, false, sema->source, NULL});
    sema->rule_kinds |= UINT32_C(1) << kind;
    sema_cover(sema, clause, NM_TRACKED);
}

/* It is there from now on, so that other clauses may speak of it; what it cuts is known later. */
static void add_cap(struct sema *sema, const struct ast_act *act, int32_t clause)
{
    struct reading whole = {.clause = clause, .scope = {.key_kind = NM_NONE}};
    const struct period_list *periods = sema_periods(sema, act, clause); /* a cap for each */
    for (size_t i = 0; i < (periods ? periods->count : 1); i++) {
        struct reading one = periods ? sema_for_period(sema, &whole, periods->items[i], true) : whole;
        struct meant_norm *norm = sema_new_norm(sema, &one, act, "");
        norm->kind = NM_CAP;
        if (periods) {
            struct meant_period *period = arena_copy(sema->arena, periods->items[i], sizeof *period);
            period->first = period->open;
            period->last = period->close == sema->meaning->end ? NM_NEVER : period->close; /* and later */
            norm->of_period = period;
            sema_set_series(sema, norm);
        }
        add_rule(sema, RULE_CAP, act, NULL, clause);
        list_last(&sema->rules).duty = norm;
    }
}

static void unclear_subject(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_JOINT_UNCLEAR, sema->source, span,
                                 "one promise of all together, or one of each?");
    diag_help(diag, "write `A and B together …`, `both plants together …`, or `each plant …`");
}

/* `Buyer accepts the lathe within 10 days, otherwise the lathe is accepted`: half an answer. */
static bool is_half_answer(struct sema *sema, const struct ast_act *act, const struct meant_norm *before)
{
    bool is_said = act->pred == PRED_IS && act->verb.text;
    const struct meant_verb *verb = before->pattern.act.verb;
    const struct meant_verb *silence = is_said ? sema_verb(sema, act->verb.text) : NULL;
    if (!verb || !silence || verb->class != NM_ACCEPT ||
        (silence->class != NM_ACCEPT && silence->class != NM_REJECT))
        return false;
    struct diag *diag = diag_add(sema->diags, E_NO_SILENCE, before->source, before->span,
                                 "it is not said by which act it is refused");
    diag_help(diag, sema_is_in_chinese(sema, act->span)
                        ? "两种答复都写：“买方 限 10 日 内 验收 或 拒收 该 车床，否则 该 车床 被 验收”"
                        : "name both answers: `Buyer accepts or rejects the lathes within 10 days, otherwise the "
                          "lathes are accepted`");
    sema_add_hole(sema, before->clause);
    return true;
}

void sema_links(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                uint32_t first, struct meant_norm *before)
{
    for (uint32_t i = first; i < chain->count && before; i++) {
        const struct ast_act *act = chain->norms[i];
        if (sema_is_election(sema, act)) {
            struct reading then = *reading;
            then.trigger = NULL;
            then.guards = NULL;
            then.scope.member = "otherwise";
            sema_read_election(sema, &then, chain, i, before);
            return;
        }
        if (is_half_answer(sema, act, before))
            return;
        if (act->pred != PRED_VERB || !act->subject || act->subject->count != 1) {
            sema_not_yet(sema, act->span, "this remedy",
                         "say who does what then: `…, otherwise Seller pays Buyer 500 yuan within 10 "
                         "days`");
            return;
        }
        if (sema_is_kept(sema, act)) {
            sema_not_yet(sema, act->span, "keeping a value as a remedy",
                         "state the target in a sentence of its own, without a condition");
            return;
        }
        struct reading link = *reading;
        link.trigger = NULL;
        link.scope.is_rhythmic = false;
        link.scope.is_either &= act->subject->items[0]->kind == NP_PRONOUN;
        if (act->subject->items[0]->kind != NP_PRONOUN)
            link.scope.subject = sema_parties(sema, act->subject->items[0], &reading->scope);
        link.scope.member = reading->scope.member ? sema_join(sema, reading->scope.member, ", otherwise")
                                                  : "otherwise";
        if (!link.scope.subject)
            return;
        struct meant_norm *norm = read_act(sema, &link, act);
        if (norm) {
            norm->remedies = before;
            bool is_right = norm->kind == NM_POWER || norm->kind == NM_PERMIT;
            norm->fate = is_right ? norm->fate : NM_ACCRUED;
            before->remedy = norm;
            sema_instead(sema, norm, act);
            for (struct meant_norm *part = norm->first_part; part; part = part->next_part) {
                part->remedies = before;
                part->fate = NM_ACCRUED;
            }
        }
        before = norm;
    }
}

void sema_read_links(struct sema *sema, const struct reading *reading,
                     const struct ast_chain *chain)
{
    size_t first = sema->meaning->norms.count;
    struct meant_norm *before = read_act(sema, reading, chain->norms[0]);
    if (before && before->has_period)
        sema_follow_kept(sema, reading, chain, 1, first, sema->meaning->norms.count);
    else
        sema_links(sema, reading, chain, 1, before);
}

/* `Buyer accepts or rejects the lathes within 10 days, otherwise …`. Where silence is a breach of
 * the one who is to answer, what remedies it may follow. */
static void read_answer(struct sema *sema, struct reading reading, const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    const struct ast_act *silence = chain->count > 1 ? chain->norms[1] : NULL;
    add_rule(sema, RULE_ANSWER, act, silence, reading.clause);
    if (!silence || !sema_is_silence_breach(silence)) {
        if (chain->count > 2)
            sema_not_yet(sema, chain->norms[2]->span, "what follows silence",
                         "write it in a sentence of its own");
        return;
    }
    size_t rule = sema->rules.count - 1;
    reading.scope.subject = act->subject && act->subject->count == 1
                                ? sema_parties(sema, act->subject->items[0], &reading.scope) : 0;
    if (!reading.scope.subject)
        return;
    struct meant_norm *duty = sema_new_norm(sema, &reading, act, "");
    sema_answer_duty(sema, duty, silence);
    duty->creditors = sema_everyone_else(sema, duty->bearers);
    sema->rules.items[rule].duty = duty;
    sema_links(sema, &reading, chain, 2, duty);
}

/* Reads a chain for the bearer(s) that its subject names: once, or once for each member. */
static void read_subject(struct sema *sema, struct reading reading, const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    if (!act->subject) {
        sema_not_yet(sema, act->span, "a sentence without a subject",
                     "say who does it: `Seller delivers …`");
        return;
    }
    bool is_together = has_adverb(sema, act, ADV_TOGETHER);
    uint64_t members = 0;
    for (uint32_t i = 0; i < act->subject->count; i++)
        members |= sema_parties(sema, act->subject->items[i], &reading.scope);
    if (!members)
        return;
    const struct ast_np *first = act->subject->items[0];
    bool is_many = (members & (members - 1)) != 0;
    bool is_each = first->kind == NP_NAME && (first->name.det == DET_EACH || first->name.det == DET_ANY);
    bool is_either = is_many && !is_together &&
                     ((first->kind == NP_NAME && first->name.det == DET_EITHER) ||
                      (act->subject->count > 1 && act->subject->is_or));
    if (is_many && !is_together && !is_each && !is_either) {
        unclear_subject(sema, act->subject->span);
        return;
    }
    if (act->subject->count > 1 && !is_together && !is_either) {
        unclear_subject(sema, act->subject->span);
        return;
    }
    if (!is_many || is_together || is_either) {
        reading.scope.subject = members;
        reading.scope.is_either = is_either;
        if (is_together)
            reading.scope.circle = members;
        sema_read_chain_of_one(sema, &reading, chain);
        return;
    }
    reading.scope.circle = members;
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (!(members >> i & 1))
            continue;
        struct reading one = reading;
        one.scope.subject = UINT64_C(1) << i;
        one.scope.member = sema->meaning->parties.items[i]->name;
        sema_read_chain_of_one(sema, &one, chain);
    }
}

/* `Fushun has 12 technicians from 1956-10-10`. */
static void read_holding(struct sema *sema, const struct ast_act *act, const struct scope *scope)
{
    uint64_t party = act->subject ? sema_parties(sema, act->subject->items[0], scope) : 0;
    for (uint32_t i = 0; party && i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        int64_t first, last;
        if (!nps && sema_days(sema, &act->args.items[i].adverb->time, &first, &last) && first > sema->meaning->start)
            sema_not_yet(sema, act->args.items[i].adverb->span, "a number that there is from a later day on",
                         "leave it out, or say what there is from the first day of the contract on");
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            struct amount amount;
            if (nps->items[k]->kind == NP_AMOUNT &&
                sema_amount(sema, nps->items[k]->amount, &amount))
                list_push(sema->arena, &sema->holdings, (struct holding){party, amount.kind, amount.parts});
        }
    }
}

static void read_rework(struct sema *sema, const struct ast_act *act, int32_t clause)
{
    if (sema_verb(sema, act->verb.text))
        add_rule(sema, RULE_REWORK, act, NULL, clause);
}

/* `While clause 1.1 is suspended` before a sentence about the clock of clause 1.1. */
static bool is_suspended(const struct ast_trigger *trigger, const struct ast_act *clock)
{
    const struct ast_act *act = trigger->event->items[0];
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const struct ast_np *of = clock->subject ? clock->subject->items[0] : NULL;
    const char *word = act->pred == PRED_IS && act->verb.text ? act->verb.text->text : "";
    return trigger->event->count == 1 && strcmp(word, "suspended") == 0 && !act->is_negated && !act->args.count && np &&
           np->kind == NP_CLAUSE && of && of->kind == NP_CLAUSE &&
           np->clause.text == of->clause.text;
}

/* `The lathes are delivered by 2026-03-31`: a duty is somebody's. */
static void no_bearer(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb)
{
    const struct meaning *meaning = sema->meaning;
    struct diag *diag = diag_add(sema->diags, E_NO_BEARER, sema->source, act->span,
                                 "a duty begins with whose it is");
    diag_primary(diag, "who %s?", verb->third);
    if (sema_is_renewing(verb)) {
        diag_help(diag, "%s", sema_renewal_help);
        return;
    }
    const char *what = act->subject ? source_words(sema->source, sema->arena, act->subject->span) : "it";
    if (strncmp(what, "The ", 4) == 0)
        what = arena_printf(sema->arena, "the %s", what + 4);
    diag_help(diag, "write `%s %s %s …`", meaning->single_count ? meaning->parties.items[0]->name : "Seller",
              verb->third, what);
}

/* `Clauses 5 and 6 survive termination` says it of each of them. False if it is about one thing. */
static bool read_each_clause(struct sema *sema, const struct reading *reading,
                             const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    const struct ast_nps *subject = act->subject;
    if (act->pred == PRED_VERB || !subject || subject->count < 2 || subject->is_or || chain->count > 1)
        return false;
    for (uint32_t i = 0; i < subject->count; i++) {
        if (subject->items[i]->kind != NP_CLAUSE)
            return false;
    }
    for (uint32_t i = 0; i < subject->count; i++) {
        struct ast_nps *one = arena_copy(sema->arena, subject, sizeof *one);
        struct ast_act *about = arena_copy(sema->arena, act, sizeof *about);
        struct ast_chain *single = arena_copy(sema->arena, chain, sizeof *single);
        one->items = arena_copy(sema->arena, &subject->items[i], sizeof *one->items);
        one->count = 1;
        about->subject = one;
        single->norms = arena_copy(sema->arena, &about, sizeof *single->norms);
        sema_read_chain(sema, reading, single);
    }
    return true;
}

/* Under `when` and `while` not everything can be said. False after a message. */
static bool fits_trigger(struct sema *sema, const struct reading *reading, const struct ast_act *act)
{
    const struct ast_trigger *trigger = reading->trigger;
    bool is_clock = act->pred == PRED_CLOCK_STOPS || act->pred == PRED_CLOCK_RUNS;
    if (!trigger)
        return true;
    if (trigger->kind == TRIGGER_WHILE && !is_clock && !(act->pred == PRED_VERB && act->modal == MODAL_MAY)) {
        sema_not_yet(sema, act->span, "a duty that lasts as long as something is so",
                     "say when it begins, and when it ends: `When clause 1.1 is breached, Seller "
                     "… within 7 days`");
        return false;
    }
    if (is_clock && !is_suspended(trigger, act)) {
        struct diag *diag = diag_add(sema->diags, E_CONDITION, sema->source, trigger->span,
                                     "a clock stops or runs on while its own clause is suspended");
        diag_help(diag, "write `While clause 1.1 is suspended, the clock of clause 1.1 stops`");
        return false;
    }
    if (act->pred != PRED_VERB && !is_clock) {
        sema_not_yet(sema, act->span, "this sentence under a condition", "write it without the condition");
        return false;
    }
    return true;
}

/* What somebody does, has to or may do. */
static void read_doing(struct sema *sema, const struct reading *reading, const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    if (act->more->verb_2.text) {
        read_answer(sema, *reading, chain);
    } else if (sema_is_measuring_rule(sema, act)) {
        sema_measuring(sema, reading, chain);
        sema_cover(sema, reading->clause, NM_TRACKED);
    } else if (sema_is_election(sema, act)) {
        sema_read_election(sema, reading, chain, 0, NULL);
    } else if (sema_is_rework(sema, act)) {
        read_rework(sema, act, reading->clause);
    } else {
        read_subject(sema, *reading, chain);
    }
}

/* A sentence that nothing reads: whose duty would it be, or what does it say? */
static void refuse_sentence(struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act->pred == PRED_IS && act->verb.text
                                        ? sema_verb(sema, act->verb.text) : NULL;
    if (verb)
        no_bearer(sema, act, verb);
    else
        sema_not_yet(sema, act->span, "this sentence",
                     "say who does what: `Seller delivers 10 lathes to Buyer by 2026-03-31`");
}

void sema_read_chain(struct sema *sema, const struct reading *reading, const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    int32_t clause = reading->clause;
    if (read_each_clause(sema, reading, chain))
        return;
    bool is_promise = act->pred == PRED_VERB || act->pred == PRED_WARRANTS ||
                      act->pred == PRED_WARRANTS_ALWAYS;
    if (!is_promise && chain->count > 1) {
        sema_not_yet(sema, chain->norms[1]->span, "`otherwise` behind a sentence that nobody can break",
                     "leave it out, or begin the sentence with who does what");
        return;
    }
    if (reading->part == (act->modal == MODAL_MAY ? READ_DUTIES : READ_RIGHTS) || !fits_trigger(sema, reading, act))
        return;
    switch (act->pred) {
    case PRED_WARRANTS_ALWAYS:
    case PRED_WARRANTS: read_subject(sema, *reading, chain); return;
    case PRED_VERB: read_doing(sema, reading, chain); return;
    case PRED_COUNTS_NO_LONGER: add_rule(sema, RULE_LOSS, act, NULL, clause); return;
    case PRED_COUNTS_ONCE: add_rule(sema, RULE_COUNTS, act, NULL, clause); return;
    case PRED_COUNTS_UNTIL: add_rule(sema, RULE_GRACE, act, NULL, clause); return;
    case PRED_TAKES: add_rule(sema, RULE_TAKES, act, NULL, clause); return;
    case PRED_CAPPED: add_cap(sema, act, clause); return;
    case PRED_PREVAILS: add_rule(sema, RULE_PREVAILS, act, NULL, clause); return;
    case PRED_SURVIVES_ONLY:
    case PRED_ENDS:
    case PRED_OUTLASTS:
    case PRED_LEFT_BEHIND:
    case PRED_SURVIVES: add_rule(sema, RULE_SURVIVES, act, NULL, clause); return;
    case PRED_FROM_SIGNATURE: add_rule(sema, RULE_FROM_SIGNATURE, act, NULL, clause); return;
    case PRED_CLOCK_STOPS:
    case PRED_CLOCK_RUNS: add_rule(sema, RULE_CLOCK, act, NULL, clause); return;
    case PRED_ESSENTIAL: add_rule(sema, RULE_ESSENTIAL, act, NULL, clause); return;
    case PRED_HAS: read_holding(sema, act, &reading->scope); return;
    case PRED_MEANS: return; /* read by names.c */
    case PRED_WAS: sema_cover(sema, clause, NM_TRACKED); return; /* read by read_facts */
    case PRED_DAY_COUNTS: add_rule(sema, RULE_DAY_COUNTS, act, NULL, clause); return;
    case PRED_IS:
        if (strcmp(act->verb.text->text, "excused") == 0 && !act->is_negated) {
            add_rule(sema, RULE_EXCUSE, act, NULL, clause);
            return;
        }
        if (sema_read_stub(act, &(struct stub){0}))
            sema_cover(sema, clause, NM_TRACKED);
        else
            refuse_sentence(sema, act);
        return;
    case PRED_PERFECT:
    case PRED_IS_COMPARED:
    case PRED_STARTS:
    case PRED_COMPARED:
    case PRED_NOTHING: refuse_sentence(sema, act); return;
    }
    UNREACHABLE();
}
