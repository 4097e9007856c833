/* fmt_act.c - the formatter's acts, events, conditions, formulas, chains and items. */
#include <string.h>

#include "lang/syntax/fmt_internal.h"
#include "lang/syntax/grammar.h"

/* ---- formulas, events, conditions -------------------------------------------------------------- */

static void put_pair(struct writer *writer, const struct ast_expr *expr, const char *sign)
{
    put_expr(writer, expr->left);
    put_text(writer, sign);
    put_expr(writer, expr->right);
}

/* `5 percent of (a - b)`, and not `5 percent * (a - b)`, which is the same: 2 / 5 percent of (a - b) is not. */
static bool is_share(const struct ast_expr *expr)
{
    const struct ast_expr *left = expr->left;
    return left->kind == EXPR_PERCENT && !left->np && !left->is_parenthesised && expr->right->is_parenthesised;
}

static void put_expr_inner(struct writer *writer, const struct ast_expr *expr)
{
    switch (expr->kind) {
    case EXPR_NUMBER:
        put_number(writer, expr->number);
        if (expr->unit.text)
            put_name(writer, expr->unit);
        if (expr->has_time_unit)
            put_time_unit(writer, expr->time_unit,
                          decimal_compare(expr->number.value, decimal_of(1)) != 0);
        break;
    case EXPR_PERCENT:
        put_number(writer, expr->number);
        put_keyword(writer, TOK_PERCENT, 0);
        if (expr->np) {
            put_keyword(writer, TOK_OF, 0);
            put_np(writer, expr->np);
        }
        break;
    case EXPR_NP: put_np(writer, expr->np); break;
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_DIV: put_pair(writer, expr, expr_kind_word(expr->kind)); break;
    case EXPR_MUL:
        if (!is_share(expr)) {
            put_pair(writer, expr, expr_kind_word(expr->kind));
            break;
        }
        put_expr(writer, expr->left);
        put_keyword(writer, TOK_OF, 0);
        put_expr(writer, expr->right);
        break;
    case EXPR_SMALLER:
    case EXPR_LARGER:
        put_keyword(writer, expr->kind == EXPR_SMALLER ? TOK_SMALLER_OF : TOK_LARGER_OF, 0);
        put_expr(writer, expr->left);
        put_keyword(writer, TOK_AND, 0);
        put_expr(writer, expr->right);
        break;
    }
}

void put_expr(struct writer *writer, const struct ast_expr *expr)
{
    if (!expr->is_parenthesised) {
        put_expr_inner(writer, expr);
        return;
    }
    put_text(writer, "(");
    writer->needs_blank = false;
    put_expr_inner(writer, expr);
    buf_putc(writer->out, ')');
}

void put_event(struct writer *writer, const struct ast_event *event)
{
    bool was_flat = writer->is_flat;
    writer->is_flat = true;
    for (uint32_t i = 0; i < event->count; i++) {
        if (i > 0)
            put_keyword(writer, event->is_and ? TOK_AND_WHEN : TOK_OR_WHEN, 0);
        put_act(writer, event->items[i]);
    }
    writer->is_flat = was_flat;
}

static void put_cond_inner(struct writer *writer, const struct ast_cond *cond)
{
    switch (cond->kind) {
    case COND_ACT: put_act(writer, cond->act); break;
    case COND_AND:
    case COND_OR:
        for (uint32_t i = 0; i < cond->count; i++) {
            if (i > 0)
                put_keyword(writer, cond->kind == COND_AND ? TOK_AND : TOK_OR, 0);
            put_cond(writer, cond->items[i]);
        }
        break;
    case COND_NOT:
        put_keyword(writer, TOK_NOT, 0);
        put_text(writer, "(");
        writer->needs_blank = false;
        put_cond(writer, cond->items[0]);
        buf_putc(writer->out, ')');
        break;
    }
}

void put_cond(struct writer *writer, const struct ast_cond *cond)
{
    bool was_flat = writer->is_flat;
    writer->is_flat = true;
    if (cond->is_parenthesised) {
        put_text(writer, "(");
        writer->needs_blank = false;
        put_cond_inner(writer, cond);
        buf_putc(writer->out, ')');
    } else {
        put_cond_inner(writer, cond);
    }
    writer->is_flat = was_flat;
}

/* ---- acts -------------------------------------------------------------------------------------- */

/* What stands in front may end in a clause, so it is closed by a comma. In Chinese 自 … or 自 … 至 … between two
 * commas bounds the trigger before it, and so has none where it bounds the norm. */
static void put_fronts(struct writer *writer, const struct ast_adverbs *fronts)
{
    bool was_flat = writer->is_flat;
    writer->is_flat = true;
    for (uint32_t i = 0; i < fronts->count; i++) {
        const struct ast_adverb *front = fronts->items[i];
        put_adverb(writer, front);
        bool is_last = i + 1 == fronts->count;
        bool is_open = front->kind == ADV_NPS || front->kind == ADV_ACT ||
                       (front->kind == ADV_TIME && front->prep >= PREP_AFTER) || front->anchor;
        bool is_range = writer->is_behind_trigger && front->kind == ADV_TIME && front->prep == PREP_FROM;
        if (is_open || (is_last && ((writer->language == FMT_CHINESE && !is_range) || fronts->count > 1)))
            put_comma(writer);
    }
    writer->is_flat = was_flat;
    writer->is_behind_trigger = false;
}

static void put_mids(struct writer *writer, const struct ast_adverbs *mids)
{
    bool was_flat = writer->is_flat;
    writer->is_flat = true;
    for (uint32_t i = 0; i < mids->count; i++) {
        enum fmt_language language = writer->language;
        /* English has no place before the verb for `within 7 days after X`: it stays Chinese. */
        if (mids->items[i]->anchor)
            writer->language = FMT_CHINESE;
        put_adverb(writer, mids->items[i]);
        writer->language = language;
    }
    writer->is_flat = was_flat;
}

static void put_modal(struct writer *writer, const struct ast_act *act)
{
    if (act->modal != MODAL_NONE)
        put_form(writer, TOK_MODAL, (int)act->modal, act->modal_form);
}

/* Chinese does not tell one from many: 第1.1条 和 第1.2条 survive, 应付款额 are capped. */
static bool is_of_many(const struct ast_act *act)
{
    const struct ast_nps *subject = act->subject;
    if (!subject || act->modal != MODAL_NONE || subject->count != 1)
        return subject && act->modal == MODAL_NONE && subject->is_joined && !subject->is_or;
    const struct ast_np *np = subject->items[0];
    sym noun = np->kind == NP_OWNED && act->pred == PRED_CAPPED ? np->owned.noun.text : NULL;
    return noun && noun->len > 0 && noun->text[noun->len - 1] == 's';
}

/* After a modal the base form stands: may be accepted, must start teaching. */
static void put_function_word(struct writer *writer, const struct ast_act *act, int token,
                              int negated)
{
    put_form(writer, act->is_negated ? negated : token, 0, act->form == 0 && is_of_many(act) ? 1 : act->form);
}

void put_comparison_sign(struct writer *writer, enum comparison cmp)
{
    static const char *const signs[] = {"<", "<=", "=", ">=", ">"};
    put_text(writer, signs[cmp]);
}

/* 第1.1条, 75 % 之 第1.1条 */
static bool is_about_clause(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count > 0 ? act->subject->items[0] : NULL;
    if (np && np->kind == NP_AMOUNT && np->amount->percent_of)
        np = np->amount->percent_of;
    return np && np->kind == NP_CLAUSE;
}

/* A contract 终止, a period 终了; see is_contract_end in build_chinese.c. */
static bool is_contract_end(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    return np && np->kind == NP_NAME && np->name.noun.text && !act->args.count && act->verb.text &&
           strcmp(np->name.noun.text->text, "contract") == 0 && strcmp(act->verb.text->text, "ends") == 0;
}

/* What was done to a clause is said behind 被, as a verb: 被 履行, and not 被 已履行. */
static const char *done_to(const struct ast_act *act)
{
    static const char *const words[][2] = {{"accepted", "验收"},  {"breached", "违约"}, {"fulfilled", "履行"},
                                           {"suspended", "中止"}, {"waived", "放弃"},   {"released", "解除"},
                                           {"excused", "免责"}};
    for (size_t i = 0; is_about_clause(act) && i < sizeof words / sizeof *words; i++)
        if (strcmp(act->verb.text->text, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

/* 首个 期 按短期 */
static bool is_kind_of_period(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *word = act->verb.text->text;
    return np && np->kind == NP_NAME && np->name.ordinal != 0 && np->name.noun.text && !np->tails.count &&
           strcmp(np->name.noun.text->text, "period") == 0 &&
           (strcmp(word, "short") == 0 || strcmp(word, "long") == 0 || strcmp(word, "skipped") == 0);
}

/* 被 is for what was done, 是 for what is so; 第1.1条 到期 and 买方 违约 need neither. See build_chinese.c. */
static void put_chinese_state(struct writer *writer, const struct ast_act *act)
{
    const char *word = act->verb.text->text, *done = done_to(act);
    bool is_plain = !act->is_negated && !act->args.count && act->modal == MODAL_NONE;
    if (done) {
        put_form(writer, act->is_negated ? TOK_IS_NOT : TOK_IS, 0, act->form);
        put_text(writer, done);
    } else if (is_about_clause(act) && strcmp(word, "due") == 0) {
        if (!is_plain)
            put_form(writer, act->is_negated ? TOK_IS_NOT : TOK_IS, 0, act->form);
        put_text(writer, "到期");
    } else if (is_plain && is_kind_of_period(act)) {
        put_name(writer, act->verb);
    } else if (strcmp(word, "in breach") == 0 && is_plain && act->subject && !is_about_clause(act)) {
        put_text(writer, "违约");
    } else {
        bool is_verb = (unsigned char)word[0] >= 0x80 || !is_status(word);
        if (is_verb)
            put_form(writer, act->is_negated ? TOK_IS_NOT : TOK_IS, 0, act->form);
        else
            put_text(writer, act->is_negated ? "不是" : "是");
        put_status(writer, act->verb, is_about_clause(act));
    }
}

/* The verb, or the words that stand for it. */
static void put_verb(struct writer *writer, const struct ast_act *act)
{
    switch (act->pred) {
    case PRED_VERB:
        if (writer->language == FMT_CHINESE && act->verb.text && strcmp(act->verb.text->text, "takes effect") == 0)
            put_text(writer, "生效");
        else if (writer->language == FMT_CHINESE && is_contract_end(act))
            put_text(writer, "终止");
        else
            put_name(writer, act->verb);
        if (act->more->verb_2.text) {
            put_keyword(writer, TOK_OR, 0);
            put_name(writer, act->more->verb_2);
        }
        break;
    case PRED_PERFECT:
        put_function_word(writer, act, TOK_HAS, TOK_HAS_NOT);
        put_name(writer, act->verb);
        break;
    case PRED_IS:
        if (writer->language == FMT_CHINESE) {
            put_chinese_state(writer, act);
            break;
        }
        put_function_word(writer, act, TOK_IS, TOK_IS_NOT);
        put_status(writer, act->verb, is_about_clause(act));
        break;
    case PRED_IS_COMPARED:
        if (writer->language == FMT_CHINESE)
            put_text(writer, act->is_negated ? "不是" : "是"); /* 被 is for what was done */
        else
            put_function_word(writer, act, TOK_IS, TOK_IS_NOT);
        put_keyword(writer, TOK_COMPARE, (int)act->cmp);
        put_np(writer, act->more->compared);
        break;
    case PRED_HAS:
        if (writer->language == FMT_CHINESE)
            put_text(writer, "有"); /* 已 is for what was done */
        else
            put_function_word(writer, act, TOK_HAS, TOK_HAS_NOT);
        break;
    case PRED_WAS: put_function_word(writer, act, TOK_WAS, TOK_WAS); break;
    case PRED_TAKES: put_function_word(writer, act, TOK_TAKES, TOK_TAKES); break;
    case PRED_COUNTS_NO_LONGER:
    case PRED_COUNTS_ONCE: {
        bool was_flat = writer->is_flat;
        int token = act->pred == PRED_COUNTS_ONCE ? TOK_COUNTS_ONCE : TOK_COUNTS_NO_LONGER;
        put_function_word(writer, act, token, token);
        writer->is_flat = true;
        put_act(writer, act->more->once);
        writer->is_flat = was_flat;
        break;
    }
    case PRED_COUNTS_UNTIL:
        put_function_word(writer, act, TOK_COUNTS_UNTIL, TOK_COUNTS_UNTIL);
        if (act->more->until->kind == ADV_TIME)
            put_time(writer, &act->more->until->time);
        else if (act->more->until->kind == ADV_NPS)
            put_nps(writer, act->more->until->nps);
        else
            put_act(writer, act->more->until->act);
        if (act->more->until->anchor)
            put_adverb(writer, act->more->until->anchor);
        break;
    case PRED_MEANS:
        put_keyword(writer, TOK_MEANS, 0);
        put_expr(writer, act->more->means);
        break;
    case PRED_STARTS:
        put_function_word(writer, act, TOK_STARTS, TOK_STARTS);
        put_name(writer, act->verb);
        break;
    case PRED_SURVIVES_ONLY:
        put_function_word(writer, act, TOK_SURVIVES_ONLY, TOK_SURVIVES_ONLY);
        break;
    case PRED_ENDS: put_function_word(writer, act, TOK_ENDS_WITH, TOK_ENDS_WITH); break;
    case PRED_OUTLASTS: put_function_word(writer, act, TOK_OUTLASTS, TOK_OUTLASTS); break;
    case PRED_LEFT_BEHIND: put_function_word(writer, act, TOK_LEFT_BEHIND, TOK_LEFT_BEHIND); break;
    case PRED_WARRANTS:
    case PRED_WARRANTS_ALWAYS: {
        int token = act->pred == PRED_WARRANTS ? TOK_WARRANTS : TOK_WARRANTS_ALWAYS;
        put_function_word(writer, act, token, token);
        put_string(writer, *act->more->quoted);
        put_comma(writer);
        put_keyword(writer, TOK_JUDGED_BY, 0);
        break;
    }
    case PRED_FROM_SIGNATURE:
        put_function_word(writer, act, TOK_FROM_SIGNATURE, TOK_FROM_SIGNATURE);
        break;
    case PRED_CAPPED:
        if (act->cmp == CMP_LE && writer->language != FMT_CHINESE) {
            put_function_word(writer, act, TOK_IS, TOK_IS);
            put_keyword(writer, TOK_AT_MOST, QUANT_AT_MOST);
        } else {
            put_function_word(writer, act, TOK_CAPPED, TOK_CAPPED);
        }
        put_np(writer, act->more->compared);
        break;
    case PRED_PREVAILS: put_function_word(writer, act, TOK_PREVAILS, TOK_PREVAILS); break;
    case PRED_SURVIVES: put_function_word(writer, act, TOK_SURVIVES, TOK_SURVIVES); break;
    case PRED_CLOCK_STOPS: put_keyword(writer, TOK_STOPS, 0); break;
    case PRED_CLOCK_RUNS: put_keyword(writer, TOK_RUNS_ON, 0); break;
    case PRED_ESSENTIAL: put_keyword(writer, TOK_ESSENTIAL, 0); break;
    case PRED_DAY_COUNTS: put_keyword(writer, TOK_DAY_COUNTS, 0); break;
    case PRED_COMPARED:
        put_comparison_sign(writer, act->cmp);
        put_expr(writer, act->more->means);
        break;
    case PRED_NOTHING: put_keyword(writer, TOK_NOTHING, 0); break;
    }
}

/* Adverbials that read as a remark of their own. */
static bool takes_pause(const struct ast_adverb *adverb)
{
    if (adverb->prep == PREP_BUT_NO_LATER)
        return true;
    switch (adverb->kind) {
    case ADV_REMINDER:
    case ADV_REPORTED:
    case ADV_NOTICE: return true;
    case ADV_NPS:
        return adverb->nps->count > 1 || adverb->prep >= PREP_IN_ADDITION_TO ||
               (adverb->prep == PREP_FOR && adverb->nps->items[0]->kind == NP_AMOUNT &&
                adverb->nps->items[0]->amount->quant != QUANT_NONE);
    case ADV_TIME:
    case ADV_WITHIN:
    case ADV_EACH:
    case ADV_ACT:
    case ADV_PROMPTLY:
    case ADV_TOGETHER:
    case ADV_THEN:
    case ADV_AGAIN:
    case ADV_TIMES: return false;
    }
    UNREACHABLE();
}

/* 供给 对方 资料 is plain; `supplies the other materials` is not, so 对方 stays before a bare noun. */
static bool is_misread(const struct ast_args *args, uint32_t index)
{
    const struct ast_nps *nps = args->items[index].nps;
    const struct ast_nps *next = index + 1 < args->count ? args->items[index + 1].nps : NULL;
    if (!next || nps->items[nps->count - 1]->kind != NP_OTHER)
        return false;
    const struct ast_np *noun = next->items[0];
    return noun->kind == NP_NAME && noun->name.det == DET_NONE && noun->name.ordinal == 0 &&
           !noun->name.adjective.text;
}

/* It may end in a clause: then how often is said behind a comma. */
static bool is_late(const struct ast_adverb *adverb)
{
    bool takes_clause = adverb->kind == ADV_ACT || adverb->kind == ADV_NPS;
    return (takes_clause && adverb->prep >= PREP_AFTER) ||
           (adverb->anchor && is_late(adverb->anchor));
}

static void put_args(struct writer *writer, const struct ast_act *act)
{
    bool is_behind_late = false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        if (arg->nps) {
            enum fmt_language language = writer->language;
            if (is_misread(&act->args, i))
                writer->language = FMT_CHINESE;
            put_nps(writer, arg->nps);
            writer->language = language;
            continue;
        }
        bool may_pause = i > 0 && !writer->is_flat &&
                         (arg->adverb->prep < PREP_AFTER || arg->adverb->prep > PREP_SINCE);
        bool is_bound = arg->adverb->kind == ADV_TIMES && arg->adverb->duration->quant == QUANT_AT_MOST;
        if ((may_pause && takes_pause(arg->adverb)) || (is_bound && is_behind_late))
            put_comma(writer);
        is_behind_late |= is_late(arg->adverb);
        put_adverb(writer, arg->adverb);
    }
}

static void put_parts(struct writer *writer, const struct ast_parts_of *parts)
{
    if (parts->count == 0)
        return;
    put_comma(writer);
    put_keyword(writer, TOK_OF_WHICH, 0);
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct ast_part_of *part = &parts->items[i];
        if (i > 0 && i + 1 == parts->count)
            put_keyword(writer, TOK_AND, 0);
        else if (i > 0)
            put_comma(writer);
        put_amount(writer, &part->amount);
        if (part->nps) {
            put_prep(writer, part->prep, false);
            put_nps(writer, part->nps);
            put_reach(writer, part->reach);
        }
        if (part->time) {
            put_prep(writer, part->prep, true);
            put_time(writer, part->time);
        }
    }
}

static void put_suffixes(struct writer *writer, const struct ast_act *act)
{
    if (act->more->floor) {
        put_comma(writer);
        put_keyword(writer, TOK_BUT_AT_LEAST, 0);
        put_expr(writer, act->more->floor);
    }
    if (act->more->cap || act->more->at_most) {
        put_comma(writer);
        put_keyword(writer, TOK_BUT_AT_MOST, 0);
        if (act->more->cap)
            put_expr(writer, act->more->cap);
        else
            put_amount(writer, act->more->at_most);
    }
    if (act->more->is_rounded) {
        put_comma(writer);
        put_keyword(writer, act->more->rounding ? TOK_ROUNDED_TO : TOK_ROUNDED, act->more->rounded_how);
        if (act->more->rounding)
            put_amount(writer, act->more->rounding);
    }
    put_parts(writer, &act->more->parts);
    if (act->more->only_if) {
        put_keyword(writer, TOK_IF, TRIGGER_IF);
        put_cond(writer, act->more->only_if);
    }
    if (act->more->unless) {
        put_keyword(writer, TOK_UNLESS, TRIGGER_UNLESS);
        put_cond(writer, act->more->unless);
    }
    if (act->more->when) {
        put_keyword(writer, TOK_WHEN, TRIGGER_WHEN);
        put_event(writer, act->more->when);
    }
    if (act->more->answer.text) {
        put_comma(writer);
        if (writer->language == FMT_CHINESE && (unsigned char)act->more->answer.text->text[0] >= 0x80) {
            put_keyword(writer, TOK_HAS, 0);
            writer->needs_blank = false;
        }
        put_text(writer, act->more->answer.text->text);
    }
    if (act->more->answered_by) {
        put_prep(writer, PREP_BY, true);
        put_time(writer, act->more->answered_by);
    }
}

static bool is_bare_name(const struct ast_nps *nps)
{
    const struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
    return np && np->kind == NP_NAME && np->name.noun.text && np->name.det == DET_NONE &&
           !np->name.ordinal && !np->name.adjective.text && !np->name.named.text && !np->tails.count;
}

void put_act(struct writer *writer, const struct ast_act *act)
{
    put_fronts(writer, &act->fronts);
    bool is_clock = act->pred == PRED_CLOCK_STOPS || act->pred == PRED_CLOCK_RUNS;
    if (is_clock)
        put_keyword(writer, TOK_CLOCK_OF, 0);
    if (act->pred == PRED_MEANS && is_bare_name(act->subject))
        put_text(writer, act->subject->items[0]->name.noun.text->text); /* it is declared here */
    else if (act->subject)
        put_nps(writer, act->subject);
    /* both plants together do their best to study, but: Seller may by notice suspend */
    bool is_before = act->modal == MODAL_DOES_ITS_BEST && writer->language == FMT_ENGLISH;
    if (is_before)
        put_mids(writer, &act->mids);
    put_modal(writer, act);
    if (!is_before)
        put_mids(writer, &act->mids);
    put_verb(writer, act);
    put_args(writer, act);
    put_suffixes(writer, act);
}

void put_chain(struct writer *writer, const struct ast_chain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        if (i > 0) {
            put_comma(writer);
            put_keyword(writer, TOK_OTHERWISE, 0);
        }
        put_act(writer, chain->norms[i]);
    }
}

/* ---- items ------------------------------------------------------------------------------------- */

static void put_trigger(struct writer *writer, const struct ast_trigger *trigger)
{
    switch (trigger->kind) {
    case TRIGGER_WHEN: put_keyword(writer, TOK_WHEN, TRIGGER_WHEN); break;
    case TRIGGER_EACH_TIME: put_keyword(writer, TOK_EACH_WHEN, TRIGGER_EACH_TIME); break;
    case TRIGGER_IF: put_keyword(writer, TOK_IF, TRIGGER_IF); break;
    case TRIGGER_ON: put_adverb(writer, trigger->on); break;
    case TRIGGER_UNLESS: put_keyword(writer, TOK_UNLESS, TRIGGER_UNLESS); break;
    case TRIGGER_WHILE: put_keyword(writer, TOK_WHILE, PREP_WHILE); break;
    }
    if (trigger->event)
        put_event(writer, trigger->event);
    bool ends = writer->language == FMT_CHINESE && !trigger->guard &&
                (trigger->kind == TRIGGER_WHEN || trigger->kind == TRIGGER_EACH_TIME);
    if (ends)
        put_keyword(writer, TOK_SHI, 0);
    if (trigger->repeat) {
        put_comma(writer);
        put_keyword(writer, TOK_REPEATS, (int)trigger->repeat);
    }
    if (trigger->is_regardless) {
        put_comma(writer);
        put_keyword(writer, TOK_REGARDLESS, 0);
    }
    if (trigger->event && trigger->guard)
        put_keyword(writer, trigger->is_unless ? TOK_UNLESS : TOK_IF,
                    trigger->is_unless ? TRIGGER_UNLESS : TRIGGER_IF);
    if (trigger->guard)
        put_cond(writer, trigger->guard);
}

static bool has_labels(const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (items->items[i]->label.text)
            return true;
    return false;
}

/* `When a month ends: if clause 1 is breached, …`: behind a comma the condition would be the trigger's own. */
static bool begins_with_condition(const struct ast_items *items)
{
    const struct ast_item *first = items->items[0];
    return first->kind != ITEM_CHAIN && (first->trigger->kind == TRIGGER_IF || first->trigger->kind == TRIGGER_UNLESS);
}

static void put_item(struct writer *writer, const struct ast_item *item)
{
    if (item->label.text) {
        bool is_capital = writer->needs_capital;
        put_text(writer, item->label.text->text);
        writer->needs_capital = is_capital;
    }
    if (item->lead != LEAD_NONE)
        put_keyword(writer, item->lead == LEAD_THEN ? TOK_THEN : TOK_OTHERWISE, 0);
    if (item->kind == ITEM_CHAIN) {
        put_chain(writer, item->chain);
        return;
    }
    put_trigger(writer, item->trigger);
    if (has_labels(&item->items) || item->trigger->kind == TRIGGER_ON || begins_with_condition(&item->items))
        put_punctuation(writer, ":", "：");
    else
        put_comma(writer);
    writer->is_behind_trigger = item->trigger->kind == TRIGGER_WHEN || item->trigger->kind == TRIGGER_EACH_TIME;
    put_items(writer, &item->items);
}

/* Numbered items stand on lines of their own, unless the list is the sentence itself. */
void put_items(struct writer *writer, const struct ast_items *items)
{
    bool is_listed = has_labels(items) && !writer->needs_capital;
    if (is_listed)
        writer->indent += 2;
    for (uint32_t i = 0; i < items->count; i++) {
        if (i > 0)
            put_punctuation(writer, ";", "；");
        if (is_listed) {
            const struct ast_item *item = items->items[i];
            struct span own = item->kind == ITEM_CHAIN ? item->chain->span : item->trigger->span;
            put_inner(writer, item->label.text ? item->label.span.start : own.start, own.end);
            put_line(writer);
        }
        put_item(writer, items->items[i]);
    }
    if (is_listed)
        writer->indent -= 2;
}
