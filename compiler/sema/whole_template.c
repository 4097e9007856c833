/* whole_template.c - a template is written once and stands wherever it is used, with values for its
 * parameters. Here a use is judged (is there such a template, does each value fit, does what it
 * requires hold) and becomes the sentences of the template. Definitions inside a template are its
 * own: each use has them under a name of its own. */
#include <string.h>

#include "compiler/sema/whole_internal.h"
#include "lang/base/limits.h"
#include "lang/base/suggest.h"
#include "lang/syntax/source.h"

/* ---- headings -------------------------------------------------------------------------------------- */

static const char *const types[] = {"party", "item",   "amount", "money",
                                    "number", "date", "duration", "text"};

static bool is_type(sym word)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(word->text, types[i]) == 0)
            return true;
    }
    return false;
}

static sym name_of(const struct template_ *template_)
{
    return template_->heading->names.items[0].text;
}

static const struct template_ *find_template(const struct whole *whole, sym name)
{
    for (size_t i = 0; i < whole->templates.count; i++) {
        if (name_of(&whole->templates.items[i]) == name)
            return &whole->templates.items[i];
    }
    return NULL;
}

static void check_params(struct whole *whole, const struct ast_sentence *heading)
{
    const struct ast_params *params = &heading->template_.params;
    for (uint32_t i = 0; i < params->count; i++) {
        const struct ast_param *param = &params->items[i];
        if (!is_type(param->type.text)) {
            struct diag *diag = diag_add(whole->diags, E_VALUE, heading->source, param->type.span,
                                         "`%s` is no kind of value", param->type.text->text);
            diag_help(diag, "a parameter is a party, an item, an amount, money, a number, a date, a "
                            "duration or a text");
        }
        if (param->plural.text && is_type(param->type.text) &&
            strcmp(param->type.text->text, "item") != 0) {
            struct diag *diag = diag_add(whole->diags, E_VALUE, heading->source, param->plural.span,
                                         "only an item has a plural");
            diag_help(diag, "leave `%s` out", param->plural.text->text);
        }
        for (uint32_t k = 0; k < i; k++) {
            if (params->items[k].name.text != param->name.text)
                continue;
            struct diag *diag = diag_add(whole->diags, E_NAME_TAKEN, heading->source,
                                         param->name.span, "`%s` is a parameter twice",
                                         param->name.text->text);
            diag_label(diag, heading->source, params->items[k].name.span, "the first time");
            diag_help(diag, "give one of the two another name");
        }
    }
}

static bool may_stand(enum sentence_kind kind)
{
    switch (kind) {
    case SENT_CLAUSE:
    case SENT_STATEMENT:
    case SENT_TEXT:
    case SENT_TEXT_ONLY:
    case SENT_PROGRAMME:
    case SENT_CLAIM:
    case SENT_ASSUME:
    case SENT_USE_TEMPLATE:
    case SENT_REQUIRES: return true;
    case SENT_CONTRACT:
    case SENT_TEMPLATE:
    case SENT_AMENDMENT:
    case SENT_SCENARIO:
    case SENT_PARTY:
    case SENT_GROUP:
    case SENT_ITEM:
    case SENT_UNIT:
    case SENT_VERB:
    case SENT_INDICATOR:
    case SENT_SIGNED:
    case SENT_IN_FORCE:
    case SENT_CALENDAR:
    case SENT_COUNTING:
    case SENT_WARNING:
    case SENT_GRANULARITY:
    case SENT_TIME_ZONE:
    case SENT_USE_FILE:
    case SENT_BALANCE:
    case SENT_COMPETITION:
    case SENT_NOW_READS:
    case SENT_DELETED:
    case SENT_HAPPENED:
    case SENT_NOTHING:
    case SENT_CORRECT:
    case SENT_VOID:
    case SENT_EXPECT: return false;
    case SENT_COUNT: break;
    }
    UNREACHABLE();
}

void whole_add_template(struct whole *whole, const struct template_ *template_)
{
    const struct ast_sentence *heading = template_->heading;
    const struct template_ *old = find_template(whole, name_of(template_));
    if (old) {
        struct diag *diag = diag_add(whole->diags, E_NAME_TAKEN, heading->source,
                                     heading->names.items[0].span, "there are two templates `%s`",
                                     name_of(template_)->text);
        diag_label(diag, old->heading->source, old->heading->names.items[0].span, "the first one");
        diag_help(diag, "give one of the two another name");
        return;
    }
    check_params(whole, heading);
    for (uint32_t i = 0; i < template_->count; i++) {
        const struct ast_sentence *sentence = template_->sentences[i];
        if (may_stand(sentence->kind))
            continue;
        struct diag *diag = diag_add(whole->diags, E_TEMPLATE_CONTENT, sentence->source,
                                     sentence->span, "this cannot stand in a template");
        diag_label(diag, heading->source, heading->span, "which begins here");
        diag_note(diag, "a template runs to the next heading `template`, `contract` or `amendment`");
        diag_help(diag, "put declarations before the template or into the contract");
        break;
    }
    vec_push(&whole->templates, *template_);
}

/* ---- values ---------------------------------------------------------------------------------------- */

/* True, with its sort, if the phrase is a single word that was declared. */
static bool sort_of(const struct whole *whole, const struct ast_np *np, enum word_sort *sort)
{
    uint32_t value;
    if (np->kind != NP_NAME || !np->name.noun.text ||
        !map_get(&whole->words, np->name.noun.text->text, np->name.noun.text->len, &value))
        return false;
    *sort = (enum word_sort)value;
    return true;
}

static bool is_currency(const struct whole *whole, const struct ast_amount *amount)
{
    uint32_t sort;
    return amount->kind == AMOUNT_NAME &&
           map_get(&whole->words, amount->unit.text->text, amount->unit.text->len, &sort) &&
           sort == SORT_CURRENCY;
}

static bool fits(const struct whole *whole, const struct ast_binding *binding, const char *type)
{
    const struct ast_np *np = binding->np;
    if (!np || strcmp(type, "text") == 0)
        return !np && strcmp(type, "text") == 0;
    enum word_sort sort = SORT_UNIT;
    bool is_word = sort_of(whole, np, &sort);
    bool is_amount = np->kind == NP_AMOUNT;
    if (strcmp(type, "party") == 0)
        return is_word && sort == SORT_PARTY;
    if (strcmp(type, "item") == 0)
        return is_word && sort == SORT_ITEM;
    if (strcmp(type, "amount") == 0)
        return is_amount ? np->amount->kind == AMOUNT_NAME : is_word && sort == SORT_DEFINITION;
    if (strcmp(type, "money") == 0)
        return is_amount ? is_currency(whole, np->amount) : is_word && sort == SORT_DEFINITION;
    if (strcmp(type, "number") == 0)
        return is_amount && (np->amount->kind == AMOUNT_BARE || np->amount->kind == AMOUNT_PERCENT);
    if (strcmp(type, "date") == 0)
        return np->kind == NP_TIME && np->time.kind == AST_TIME_DATE;
    return is_amount && np->amount->kind == AMOUNT_TIME; /* duration */
}

static const char *example_of(const char *type)
{
    static const struct { const char *type, *example; } examples[] = {
        {"party", "a party by its declared name"}, {"item", "a kind of item by its declared name"},
        {"amount", "an amount such as `10 lathes`"}, {"money", "a sum such as `40_000 yuan`"},
        {"number", "a number such as `10` or `5 percent`"},
        {"date", "a date such as `2026-03-31`"}, {"duration", "a duration such as `10 days`"},
        {"text", "a text in quotes"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (strcmp(type, examples[i].type) == 0)
            return examples[i].example;
    }
    UNREACHABLE();
}

static const struct ast_param *find_param(const struct template_ *template_, sym name)
{
    const struct ast_params *params = &template_->heading->template_.params;
    for (uint32_t i = 0; i < params->count; i++) {
        if (params->items[i].name.text == name)
            return &params->items[i];
    }
    return NULL;
}

static void no_such_param(struct whole *whole, const struct ast_sentence *use,
                          const struct template_ *template_, const struct ast_name *name)
{
    const struct ast_params *params = &template_->heading->template_.params;
    struct suggest best;
    suggest_init(&best, name->text->text, name->text->len);
    for (uint32_t i = 0; i < params->count; i++)
        suggest_offer(&best, params->items[i].name.text->text, params->items[i].name.text->len);
    struct diag *diag = diag_add(whole->diags, E_NO_TEMPLATE, use->source, name->span,
                                 "`%s` has no parameter `%s`", name_of(template_)->text,
                                 name->text->text);
    diag_label(diag, template_->heading->source, template_->heading->span, "the template");
    if (best.best) {
        diag_help(diag, "did you mean `%.*s`?", (int)best.best_len, best.best);
        diag_replace(diag, name->span, "%.*s", (int)best.best_len, best.best);
    } else {
        diag_help(diag, "leave it out, or give it to the template");
    }
}

/* What the plural of an item's parameter stands for. */
static struct value plural_value(struct whole *whole, const struct ast_param *param,
                                 const struct ast_np *np)
{
    uint32_t index;
    sym noun = np->name.noun.text;
    if (map_get(&whole->plurals, noun->text, noun->len, &index))
        noun = whole->plural.items[index];
    struct ast_np *plural = arena_alloc(whole->arena, sizeof *plural);
    plural->kind = NP_NAME;
    plural->name.noun.text = noun;
    return (struct value){.name = param->plural.text, .np = plural, .words = noun->text};
}

/* False if a parameter's kind is not known, which was said at the heading: no value can be judged. */
static bool knows_its_kinds(const struct template_ *template_)
{
    const struct ast_params *params = &template_->heading->template_.params;
    for (uint32_t i = 0; i < params->count; i++) {
        if (!is_type(params->items[i].type.text))
            return false;
    }
    return true;
}

/* Adds the value of one binding. False after a message. */
static bool bind(struct whole *whole, const struct ast_sentence *use,
                 const struct template_ *template_, const struct ast_binding *binding,
                 value_list *values)
{
    const struct ast_param *param = find_param(template_, binding->param.text);
    struct span span = binding->np ? binding->np->span : binding->string.span;
    if (!param) {
        no_such_param(whole, use, template_, &binding->param);
        return false;
    }
    for (size_t i = 0; i < values->count; i++) {
        if (values->items[i].name != binding->param.text)
            continue;
        struct diag *diag = diag_add(whole->diags, E_VALUE, use->source, binding->param.span,
                                     "`%s` is given twice", binding->param.text->text);
        diag_help(diag, "leave one of the two out");
        return false;
    }
    if (!fits(whole, binding, param->type.text->text)) {
        const char *type = param->type.text->text;
        struct diag *diag = diag_add(whole->diags, E_VALUE, use->source, span,
                                     "`%s` takes %s", param->name.text->text, example_of(type));
        diag_label(diag, template_->heading->source, param->span, "the parameter");
        diag_help(diag, "give %s", example_of(type));
        return false;
    }
    struct value value = {.name = binding->param.text, .np = binding->np};
    value.words = source_words(use->source, whole->arena, span);
    if (!binding->np) {
        value.string = &binding->string;
        value.words = arena_text(whole->arena, binding->string.text, binding->string.len);
    }
    vec_push(values, value);
    if (param->plural.text)
        vec_push(values, plural_value(whole, param, binding->np));
    return true;
}

/* Parameters without a value are blanks: a draft may have them, a contract may not. */
static void leave_blanks(struct whole *whole, const struct ast_sentence *use,
                         const struct template_ *template_, value_list *values)
{
    const struct ast_params *params = &template_->heading->template_.params;
    for (uint32_t i = 0; i < params->count; i++) {
        sym name = params->items[i].name.text;
        bool is_given = false;
        for (size_t k = 0; k < values->count; k++)
            is_given |= values->items[k].name == name;
        if (is_given)
            continue;
        struct diag *diag = diag_add(whole->diags, E_BLANK, use->source, use->span,
                                     "the blank `%s` is not filled in", name->text);
        diag_label(diag, template_->heading->source, params->items[i].span, "left open here");
        diag_help(diag, "add `… as %s`: %s", name->text, example_of(params->items[i].type.text->text));
        vec_push(values, (struct value){.name = name, .is_blank = true});
        if (params->items[i].plural.text)
            vec_push(values, (struct value){.name = params->items[i].plural.text, .is_blank = true});
    }
}

/* ---- what a template requires ---------------------------------------------------------------------- */

/* Both as counts of one thing; false if they cannot be compared. */
static bool same_measure(const struct ast_amount *left, const struct ast_amount *right,
                         struct decimal *a, struct decimal *b)
{
    static const struct { int months, days; } lengths[] = {
        [TIME_SECOND] = {0, 0}, [TIME_MINUTE] = {0, 0}, [TIME_HOUR] = {0, 0}, [TIME_DAY] = {0, 1},
        [TIME_WORKING_DAY] = {0, 0}, [TIME_WEEK] = {0, 7}, [TIME_MONTH] = {1, 0},
        [TIME_QUARTER] = {3, 0}, [TIME_HALF] = {6, 0}, [TIME_YEAR] = {12, 0}};
    *a = left->low.value;
    *b = right->low.value;
    if (left->kind != right->kind)
        return false;
    if (left->kind == AMOUNT_NAME)
        return left->unit.text == right->unit.text;
    if (left->kind != AMOUNT_TIME || left->time_unit == right->time_unit)
        return true;
    int l = lengths[left->time_unit].days, r = lengths[right->time_unit].days;
    if (!l || !r) {
        l = lengths[left->time_unit].months;
        r = lengths[right->time_unit].months;
    }
    return l && r && decimal_mul(*a, decimal_of(l), a) == DECIMAL_OK &&
           decimal_mul(*b, decimal_of(r), b) == DECIMAL_OK;
}

/* -1, 0, 1; false if the two cannot be compared. */
static bool compare(const struct ast_np *left, const struct ast_np *right, int *order)
{
    if (left->kind == NP_TIME && right->kind == NP_TIME && left->time.kind == AST_TIME_DATE &&
        right->time.kind == AST_TIME_DATE) {
        *order = (left->time.day > right->time.day) - (left->time.day < right->time.day);
        return true;
    }
    struct decimal a, b;
    if (left->kind != NP_AMOUNT || right->kind != NP_AMOUNT ||
        !same_measure(left->amount, right->amount, &a, &b))
        return false;
    *order = decimal_compare(a, b);
    return true;
}

/* An operand of a formula as a phrase; NULL if it is none. */
static const struct ast_np *phrase_of(struct arena *arena, const struct ast_expr *expr)
{
    if (expr->kind == EXPR_NP)
        return expr->np;
    bool is_share = expr->kind == EXPR_PERCENT && !expr->np;
    if (expr->kind != EXPR_NUMBER && !is_share)
        return NULL;
    struct ast_np *np = arena_alloc(arena, sizeof *np);
    np->kind = NP_AMOUNT;
    np->span = expr->span;
    np->amount = arena_alloc(arena, sizeof *np->amount);
    *np->amount = (struct ast_amount){.span = expr->span, .low = expr->number, .high = expr->number};
    np->amount->kind = is_share               ? AMOUNT_PERCENT
                      : expr->has_time_unit ? AMOUNT_TIME
                      : expr->unit.text     ? AMOUNT_NAME
                                            : AMOUNT_BARE;
    np->amount->unit = expr->unit;
    np->amount->time_unit = expr->time_unit;
    return np;
}

static bool holds_for(enum comparison cmp, int order)
{
    switch (cmp) {
    case CMP_LT: return order < 0;
    case CMP_LE: return order <= 0;
    case CMP_EQ: return order == 0;
    case CMP_GE: return order >= 0;
    case CMP_GT: return order > 0;
    }
    UNREACHABLE();
}

static enum comparison comparison_of(enum prep prep)
{
    return prep == PREP_AFTER || prep == PREP_SINCE ? CMP_GT
           : prep == PREP_BEFORE                    ? CMP_LT
           : prep == PREP_NO_EARLIER_THAN           ? CMP_GE
                                                    : CMP_LE;
}

static bool is_same_name(const struct ast_np *left, const struct ast_np *right)
{
    return left->kind == NP_NAME && right->kind == NP_NAME &&
           left->name.noun.text == right->name.noun.text;
}

/* Whether the requirement, with its values put in, holds. False after a message. */
static bool is_met(struct whole *whole, const struct ast_sentence *use,
                   const struct ast_sentence *requires)
{
    const struct ast_np *left = requires->requires.left, *right = requires->requires.right;
    enum comparison cmp = requires->requires.cmp;
    const struct ast_tail *tail = left->tails.count ? &left->tails.items[0] : NULL;
    if (requires->requires.expr) {
        right = phrase_of(whole->arena, requires->requires.expr);
    } else if (requires->requires.prep != PREP_NONE) {
        cmp = comparison_of(requires->requires.prep);
    } else if (!right && tail && tail->kind == TAIL_COMPARED) {
        right = tail->np;
        cmp = tail->cmp;
    }
    int order;
    bool is_fine;
    if (requires->requires.is_not) {
        is_fine = !is_same_name(left, right);
    } else if (!right || !compare(left, right, &order)) {
        struct diag *diag = diag_add(whole->diags, E_VALUE, requires->source, requires->span,
                                     "these two cannot be compared");
        diag_help(diag, "compare two dates, two durations, or two amounts of one unit");
        return false;
    } else {
        is_fine = holds_for(cmp, order);
    }
    if (is_fine)
        return true;
    struct diag *diag = diag_add(whole->diags, E_REQUIREMENT, use->source, use->span,
                                 "the values do not go together");
    diag_note(diag, "with them it reads: %s",
              source_words(requires->source, whole->arena, requires->span));
    diag_label(diag, requires->source, requires->span, "required here");
    diag_help(diag, "correct one of the values");
    return false;
}

/* ---- expansion ------------------------------------------------------------------------------------- */

/* A definition inside the template gets a name of its own for each use; a date or a duration is put
 * in for it at once. */
static void add_definitions(struct whole *whole, const struct template_ *template_,
                            value_list *values)
{
    for (uint32_t i = 0; i < template_->count; i++) {
        const struct ast_name *name = whole_defined(template_->sentences[i]);
        if (!name)
            continue;
        struct value value;
        if (!whole_constant(whole, template_->sentences[i], &value)) {
            struct ast_np *np = arena_alloc(whole->arena, sizeof *np);
            const char *text = arena_printf(whole->arena, "%s/%u", name->text->text, whole->uses);
            np->kind = NP_NAME;
            np->name.noun = (struct ast_name){.text = intern_text(whole->intern, text)};
            value = (struct value){.name = name->text, .is_renamed = true, .np = np};
        }
        vec_push(values, value);
    }
}

static void hole(struct whole *whole, const struct ast_sentence *sentence)
{
    struct ast_sentence *broken = arena_copy(whole->arena, sentence, sizeof *sentence);
    broken->has_error = true;
    whole_add_sentence(whole, broken);
}

static void put_template(struct whole *whole, const struct ast_sentence *use,
                         const struct template_ *template_, value_list *values)
{
    struct source *view = source_view(template_->heading->source, whole->arena);
    view->is_template = true;
    view->used_in = use->source;
    view->used_at = use->span;
    struct put put = {.arena = whole->arena, .diags = whole->diags, .values = values,
                      .globals = &whole->constants, .view = view};
    struct ast_sentence **sentences = arena_array(whole->arena, template_->count, sizeof *sentences);
    for (uint32_t i = 0; i < template_->count; i++) {
        uint32_t errors = whole->diags->error_count;
        put.is_blank = false;
        sentences[i] = put_values(&put, template_->sentences[i]);
        sentences[i]->source = view;
        sentences[i]->has_error |= put.is_blank || whole->diags->error_count > errors;
    }
    source_set_edits(view, whole->arena, put.edits.items, put.edits.count);
    vec_release(&put.edits);
    bool is_fine = true;
    for (uint32_t i = 0; i < template_->count; i++) {
        if (sentences[i]->kind == SENT_REQUIRES && !sentences[i]->has_error)
            is_fine &= is_met(whole, use, sentences[i]);
    }
    for (uint32_t i = 0; i < template_->count && is_fine; i++) {
        struct value constant;
        if (sentences[i]->kind == SENT_USE_TEMPLATE && !sentences[i]->has_error)
            whole_expand(whole, sentences[i]);
        else if (sentences[i]->kind != SENT_REQUIRES &&
                 !whole_constant(whole, template_->sentences[i], &constant))
            whole_add_sentence(whole, sentences[i]);
    }
    if (!is_fine)
        hole(whole, use);
}

/* The template is being put in already, further out; the message shows each use of the circle. */
static bool is_circle(struct whole *whole, const struct ast_sentence *use,
                      const struct template_ *template_)
{
    for (const struct whole_frame *frame = whole->open; frame; frame = frame->outer) {
        if (frame->template_ != template_)
            continue;
        struct diag *diag = diag_add(whole->diags, E_TEMPLATE_ENDLESS, use->source, use->span,
                                     "the template `%s` uses itself", name_of(template_)->text);
        diag_help(diag, "leave this use out: it would never end");
        return true;
    }
    return false;
}

static bool is_too_much(struct whole *whole, const struct ast_sentence *use)
{
    if (whole->uses < LIMIT_EXPANSIONS)
        return false;
    if (!whole->is_endless) {
        struct diag *diag = diag_add(whole->diags, E_TEMPLATE_ENDLESS, use->source, use->span,
                                     "templates are used more than %d times in one contract",
                                     LIMIT_EXPANSIONS);
        diag_help(diag, "let templates use fewer others");
    }
    whole->is_endless = true;
    return true;
}

static void no_such_template(struct whole *whole, const struct ast_sentence *use)
{
    const struct ast_name *name = &use->use.template_;
    struct suggest best;
    suggest_init(&best, name->text->text, name->text->len);
    for (size_t i = 0; i < whole->templates.count; i++) {
        sym other = name_of(&whole->templates.items[i]);
        suggest_offer(&best, other->text, other->len);
    }
    struct diag *diag = diag_add(whole->diags, E_NO_TEMPLATE, use->source, name->span,
                                 "there is no template `%s`", name->text->text);
    if (best.best) {
        diag_help(diag, "did you mean `%.*s`?", (int)best.best_len, best.best);
        diag_replace(diag, name->span, "%.*s", (int)best.best_len, best.best);
    } else {
        diag_help(diag, "write it before its use, or use the file that holds it");
    }
}

void whole_expand(struct whole *whole, const struct ast_sentence *use)
{
    if (whole_is_table(use)) {
        whole_expand_rows(whole, use);
        return;
    }
    const struct template_ *template_ = find_template(whole, use->use.template_.text);
    if (!template_)
        no_such_template(whole, use);
    if (!template_ || !knows_its_kinds(template_) || is_circle(whole, use, template_) ||
        is_too_much(whole, use)) {
        hole(whole, use);
        return;
    }
    whole->uses++;
    whole_note_words(whole);
    value_list values = {0};
    bool is_fine = true;
    for (uint32_t i = 0; i < use->use.bindings.count; i++)
        is_fine &= bind(whole, use, template_, &use->use.bindings.items[i], &values);
    if (is_fine) {
        leave_blanks(whole, use, template_, &values);
        add_definitions(whole, template_, &values);
        struct whole_frame frame = {template_, whole->open};
        whole->open = &frame;
        put_template(whole, use, template_, &values);
        whole->open = frame.outer;
    } else {
        hole(whole, use);
    }
    vec_release(&values);
}
