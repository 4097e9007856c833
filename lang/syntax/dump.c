/* dump.c - the written tree as indented lines. Everything that has a meaning is printed, and nothing
 * else, so that two trees say the same if and only if their dumps are equal. Words stand in `…`,
 * texts in "…". Sentences are in dump_sentence.c. */
#include "lang/syntax/dump_internal.h"

#include <string.h>

void dump_line(struct dump *dump, const char *fmt, ...)
{
    buf_pad(dump->out, ' ', (size_t)dump->indent * 2);
    va_list values;
    va_start(values, fmt);
    buf_vprintf(dump->out, fmt, values);
    va_end(values);
    buf_putc(dump->out, '\n');
}

void dump_name(struct dump *dump, const char *what, struct ast_name name)
{
    if (name.text)
        dump_line(dump, "%s `%s`%s", what, name.text->text, name.is_quoted ? " quoted" : "");
}

void dump_string(struct dump *dump, const char *what, struct ast_string string)
{
    dump_line(dump, "%s \"%.*s\"", what, (int)string.len, string.text);
}

/* Numbers compare by value: 12.50 and 12.5 say the same. */
static void put_number(struct buf *out, struct ast_number number)
{
    decimal_print(out, decimal_trim(number.value));
}

void dump_number(struct dump *dump, const char *what, struct ast_number number)
{
    struct buf text;
    buf_init(&text);
    put_number(&text, number);
    dump_line(dump, "%s %s", what, text.data);
    buf_release(&text);
}

void dump_time(struct dump *dump, const char *what, const struct ast_time *time)
{
    struct buf text;
    buf_init(&text);
    switch (time->kind) {
    case AST_TIME_DATE:
        date_print(&text, time->day);
        if (time->seconds >= 0)
            buf_printf(&text, " clock %d", (int)time->seconds);
        break;
    case AST_TIME_CLOCK: buf_printf(&text, "clock %d", (int)time->seconds); break;
    case AST_TIME_PERIOD: {
        static const char *const words[] = {"year", "half", "quarter", "month", "week"};
        buf_printf(&text, "%s %d of %d", words[time->period], time->index, time->year);
        break;
    }
    }
    if (time->kind != AST_TIME_PERIOD && time->zone)
        buf_printf(&text, " in %.*s", (int)time->zone->len, time->zone->text);
    dump_line(dump, "%s %s", what, text.data);
    buf_release(&text);
}

const char *comparison_word(enum comparison cmp)
{
    static const char *const words[] = {"<", "<=", "=", ">=", ">"};
    return words[cmp];
}

static void put_range(struct buf *out, enum quant quant, struct ast_number low,
                      struct ast_number high, bool has_range)
{
    if (quant != QUANT_NONE)
        buf_printf(out, "%s ", quant_word(quant));
    put_number(out, low);
    if (has_range) {
        buf_puts(out, "..");
        put_number(out, high);
    }
}

void dump_duration(struct dump *dump, const char *what, const struct ast_duration *duration)
{
    if (duration->named.text) {
        dump_name(dump, what, duration->named);
        return;
    }
    struct buf text;
    buf_init(&text);
    put_range(&text, duration->quant, duration->low, duration->high, duration->has_range);
    dump_line(dump, "%s %s %s", what, text.data, time_unit_word(duration->unit));
    buf_release(&text);
}

void dump_amount(struct dump *dump, const char *what, const struct ast_amount *amount)
{
    struct buf text;
    buf_init(&text);
    put_range(&text, amount->quant, amount->low, amount->high, amount->has_range);
    switch (amount->kind) {
    case AMOUNT_BARE: break;
    case AMOUNT_NAME: buf_printf(&text, " `%s`", amount->unit.text->text); break;
    case AMOUNT_TIME: buf_printf(&text, " %s", time_unit_word(amount->time_unit)); break;
    case AMOUNT_PERCENT: buf_puts(&text, amount->is_all ? " percent, not written" : " percent"); break;
    }
    if (amount->has_per && amount->per.text)
        buf_printf(&text, " per `%s`", amount->per.text->text);
    else if (amount->has_per)
        buf_printf(&text, " per %s", time_unit_word(amount->per_unit));
    dump_line(dump, "%s %s", what, text.data);
    buf_release(&text);
    if (amount->percent_of) {
        dump->indent++;
        dump_np(dump, amount->percent_of);
        dump->indent--;
    }
}

/* ---- noun phrases ------------------------------------------------------------------------------ */

static void dump_tail(struct dump *dump, const struct ast_tail *tail)
{
    const char *negation = tail->is_negated ? "not " : "";
    switch (tail->kind) {
    case TAIL_OF: dump_line(dump, "of"); break;
    case TAIL_WITH: {
        const struct ast_value *value = &tail->value;
        dump_line(dump, "with `%s`", tail->name.text->text);
        dump->indent++;
        switch (value->kind) {
        case VALUE_NAME: dump_name(dump, "value", value->name); break;
        case VALUE_NUMBER: dump_number(dump, "value", value->number); break;
        case VALUE_STRING: dump_string(dump, "value", value->string); break;
        case VALUE_TIME: dump_time(dump, "value", &value->time); break;
        }
        if (tail->reach != REACH_EXACT)
            dump_line(dump, "%s", tail->reach == REACH_BETTER ? "or better" : "or worse");
        dump->indent--;
        break;
    }
    case TAIL_WITH_CMP:
        dump_line(dump, "with `%s` %s", tail->name.text->text, comparison_word(tail->cmp));
        break;
    case TAIL_COMPARED: dump_line(dump, "%s", comparison_word(tail->cmp)); break;
    case TAIL_WHOSE:
        dump_line(dump, "whose `%s` %s", tail->name.text->text, comparison_word(tail->cmp));
        break;
    case TAIL_THAT_IS: dump_line(dump, "that is %s`%s`", negation, tail->word.text->text); break;
    case TAIL_THAT_HAS: dump_line(dump, "that has %s`%s`", negation, tail->word.text->text); break;
    case TAIL_THAT_DONE:
        dump_line(dump, "that … has %s`%s`", negation, tail->word.text->text);
        break;
    }
    if (tail->np) {
        dump->indent++;
        dump_np(dump, tail->np);
        dump->indent--;
    }
}

static void dump_np_name(struct dump *dump, const struct ast_np *np)
{
    struct buf text;
    buf_init(&text);
    if (np->name.det != DET_NONE)
        buf_printf(&text, " %s", det_word(np->name.det));
    if (np->name.ordinal != 0)
        buf_printf(&text, " #%d", np->name.ordinal);
    if (np->name.adjective.text)
        buf_printf(&text, " (%s)", np->name.adjective.text->text);
    if (np->name.noun.text)
        buf_printf(&text, " `%s`", np->name.noun.text->text);
    else
        buf_printf(&text, " %s", time_unit_word(np->name.time_unit));
    if (np->name.named.text)
        buf_printf(&text, " called `%s`", np->name.named.text->text);
    dump_line(dump, "name%s", text.data);
    buf_release(&text);
}

void dump_np(struct dump *dump, const struct ast_np *np)
{
    switch (np->kind) {
    case NP_NAME: dump_np_name(dump, np); break;
    case NP_OWNED:
        if (np->owned.adjective.text)
            dump_line(dump, "owned (%s) `%s` of", np->owned.adjective.text->text, np->owned.noun.text->text);
        else
            dump_line(dump, "owned `%s` of", np->owned.noun.text->text);
        break;
    case NP_OTHER:
        dump_line(dump, "%s", np->other.is_mutual   ? "each-other"
                              : np->other.is_plural ? "the-others"
                                                    : "the-other");
        break;
    case NP_PRONOUN: dump_line(dump, "%s", np->pronoun.is_plural ? "they" : "it"); break;
    case NP_CLAUSE: dump_line(dump, "clause %s", np->clause.text->text); break;
    case NP_AMOUNT: dump_amount(dump, "amount", np->amount); break;
    case NP_EACH:
        dump_number(dump, "each", np->each.count);
        dump_line(dump, "  %s", time_unit_word(np->each.unit));
        break;
    case NP_EARLIER:
    case NP_LATER: dump_line(dump, "%s", np_kind_word(np->kind)); break;
    case NP_COUNTED: dump_duration(dump, "counted", np->counted.duration); break;
    case NP_TIME: dump_time(dump, "time", &np->time); break;
    }
    dump->indent++;
    if (np->kind == NP_OWNED)
        dump_np(dump, np->owned.owner);
    if (np->kind == NP_EARLIER || np->kind == NP_LATER) {
        dump_np(dump, np->extreme.left);
        dump_np(dump, np->extreme.right);
    }
    if (np->kind == NP_COUNTED)
        dump_adverb(dump, np->counted.anchor);
    for (uint32_t i = 0; i < np->tails.count; i++)
        dump_tail(dump, &np->tails.items[i]);
    dump->indent--;
}

void dump_nps(struct dump *dump, const char *what, const struct ast_nps *nps)
{
    dump_line(dump, "%s%s", what, nps->count < 2 ? "" : nps->is_or ? " or" : " and");
    dump->indent++;
    for (uint32_t i = 0; i < nps->count; i++)
        dump_np(dump, nps->items[i]);
    dump->indent--;
}

/* ---- adverbials -------------------------------------------------------------------------------- */

void dump_mark(struct dump *dump, const struct ast_mark *mark)
{
    dump_name(dump, "id", mark->id);
    if (mark->has_recorded)
        dump_time(dump, "recorded", &mark->recorded);
}

void dump_adverb(struct dump *dump, const struct ast_adverb *adverb)
{
    switch (adverb->kind) {
    case ADV_TIME:
        dump_time(dump, prep_word(adverb->prep), &adverb->time);
        if (adverb->each)
            dump_adverb(dump, adverb->each);
        break;
    case ADV_WITHIN:
    case ADV_REMINDER:
    case ADV_REPORTED:
    case ADV_NOTICE:
        dump_duration(dump, adverb->is_written ? "written notice" : adverb_kind_word(adverb->kind), adverb->duration);
        break;
    case ADV_TIMES:
        dump_line(dump, "%s%s%s", adverb_kind_word(adverb->kind),
                  adverb->duration->quant == QUANT_NONE ? "" : " ",
                  quant_word(adverb->duration->quant));
        dump_number(dump, "  number", adverb->duration->low);
        if (adverb->in_any)
            dump_duration(dump, "  in any", adverb->in_any);
        break;
    case ADV_EACH:
        dump_number(dump, "each", adverb->count);
        dump_line(dump, "  %s", time_unit_word(adverb->unit));
        break;
    case ADV_NPS: dump_nps(dump, prep_word(adverb->prep), adverb->nps); break;
    case ADV_ACT: dump_act(dump, prep_word(adverb->prep), adverb->act); break;
    case ADV_PROMPTLY:
    case ADV_TOGETHER:
    case ADV_AGAIN:
    case ADV_THEN: dump_line(dump, "%s", adverb_kind_word(adverb->kind)); break;
    }
    dump->indent++;
    if (adverb->until)
        dump_time(dump, "to", adverb->until);
    if (adverb->mark)
        dump_mark(dump, adverb->mark);
    if (adverb->anchor)
        dump_adverb(dump, adverb->anchor);
    dump->indent--;
}

void dump_adverbs(struct dump *dump, const char *what, const struct ast_adverbs *adverbs)
{
    if (adverbs->count == 0)
        return;
    dump_line(dump, "%s", what);
    dump->indent++;
    for (uint32_t i = 0; i < adverbs->count; i++)
        dump_adverb(dump, adverbs->items[i]);
    dump->indent--;
}

/* ---- acts -------------------------------------------------------------------------------------- */

void dump_expr(struct dump *dump, const struct ast_expr *expr)
{
    switch (expr->kind) {
    case EXPR_NUMBER:
        dump_number(dump, "number", expr->number);
        dump->indent++;
        dump_name(dump, "unit", expr->unit);
        if (expr->has_time_unit)
            dump_line(dump, "unit %s", time_unit_word(expr->time_unit));
        dump->indent--;
        return;
    case EXPR_PERCENT: dump_number(dump, "percent", expr->number); break;
    case EXPR_NP: dump_line(dump, "value-of"); break;
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
    case EXPR_SMALLER:
    case EXPR_LARGER: dump_line(dump, "%s", expr_kind_word(expr->kind)); break;
    }
    dump->indent++;
    if (expr->np)
        dump_np(dump, expr->np);
    if (expr->left) {
        dump_expr(dump, expr->left);
        dump_expr(dump, expr->right);
    }
    dump->indent--;
}

void dump_cond(struct dump *dump, const char *what, const struct ast_cond *cond)
{
    dump_line(dump, "%s %s", what, cond_kind_word(cond->kind));
    dump->indent++;
    if (cond->act)
        dump_act(dump, "act", cond->act);
    for (uint32_t i = 0; i < cond->count; i++)
        dump_cond(dump, "cond", cond->items[i]);
    dump->indent--;
}

void dump_event(struct dump *dump, const char *what, const struct ast_event *event)
{
    dump_line(dump, "%s%s", what, event->count < 2 ? "" : event->is_and ? " all of" : " any of");
    dump->indent++;
    for (uint32_t i = 0; i < event->count; i++)
        dump_act(dump, "act", event->items[i]);
    dump->indent--;
}

static void dump_act_parts(struct dump *dump, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->more->parts.count; i++) {
        const struct ast_part_of *part = &act->more->parts.items[i];
        dump_amount(dump, "of-which", &part->amount);
        dump->indent++;
        if (part->nps)
            dump_nps(dump, prep_word(part->prep), part->nps);
        if (part->reach != REACH_EXACT)
            dump_line(dump, "%s", part->reach == REACH_BETTER ? "or better" : "or worse");
        if (part->time)
            dump_time(dump, prep_word(part->prep), part->time);
        dump->indent--;
    }
}

void dump_act(struct dump *dump, const char *what, const struct ast_act *act)
{
    bool is_compared = act->pred == PRED_IS_COMPARED || act->pred == PRED_COMPARED;
    dump_line(dump, "%s %s%s%s%s%s%s", what, act->modal ? modal_word(act->modal) : "",
              act->modal ? " " : "", act->is_negated ? "not " : "", pred_kind_word(act->pred),
              is_compared ? " " : "", is_compared ? comparison_word(act->cmp) : "");
    dump->indent++;
    dump_adverbs(dump, "front", &act->fronts);
    if (act->subject)
        dump_nps(dump, "who", act->subject);
    dump_adverbs(dump, "mid", &act->mids);
    dump_name(dump, "verb", act->verb);
    dump_name(dump, "or-verb", act->more->verb_2);
    if (act->more->quoted)
        dump_line(dump, "states %.*s", (int)act->more->quoted->len, act->more->quoted->text);
    if (act->more->compared)
        dump_np(dump, act->more->compared);
    if (act->more->once)
        dump_act(dump, "once", act->more->once);
    if (act->more->until)
        dump_adverb(dump, act->more->until);
    if (act->more->means)
        dump_expr(dump, act->more->means);
    if (act->more->cap) {
        dump_line(dump, "cap");
        dump_expr(dump, act->more->cap);
    }
    if (act->more->floor) {
        dump_line(dump, "floor");
        dump_expr(dump, act->more->floor);
    }
    if (act->more->is_rounded && act->more->rounded_how != ROUND_HALF_UP)
        dump_line(dump, "rounded %s", rounding_name((enum rounding)act->more->rounded_how));
    if (act->more->rounding)
        dump_amount(dump, "rounded-to", act->more->rounding);
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        if (arg->nps)
            dump_nps(dump, "arg", arg->nps);
        else
            dump_adverb(dump, arg->adverb);
    }
    dump_act_parts(dump, act);
    if (act->more->at_most)
        dump_amount(dump, "but-at-most", act->more->at_most);
    if (act->more->only_if)
        dump_cond(dump, "if", act->more->only_if);
    if (act->more->unless)
        dump_cond(dump, "unless", act->more->unless);
    if (act->more->when)
        dump_event(dump, "when", act->more->when);
    dump_name(dump, "answer", act->more->answer);
    if (act->more->answered_by)
        dump_time(dump, "answered by", act->more->answered_by);
    dump->indent--;
}
