/* resolve.c - from the words of a report to the indices of a machine.
 * The one idea: every spelling is folded once (blanks, full-width forms, case, hyphens) and looked
 * up in one map over the machine's words, whose keys say what kind of word is asked for. What is
 * not found marks the event with a fault, the first one met; resolution then goes on, so that
 * whatever is right about the event stays readable. */
#include "runtime/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/map.h"
#include "lang/base/utf8.h"
#include "lang/value/date.h"
#include "lang/value/decimal.h"
#include "lang/value/tick.h"
#include "runtime/resolve_internal.h"

struct resolver {
    const struct nm *nm;
    struct arena arena;
    struct map words;      /* word_key -> row */
    int32_t *first_of_act; /* per act: first norm whose pattern has it, or NM_NONE */
    int32_t *next_of_act;  /* per norm: the next norm with the same act */
    struct buf word, key, bind, document;
};

/* ---- texts ----------------------------------------------------------------------------------- */

/* Adds the canonical form: full-width letters, digits and signs become narrow ones, runs of blanks
 * one blank, none at the ends. */
static void put_canonical(struct buf *out, struct text text)
{
    bool owes_blank = false;
    size_t start = out->len;
    for (size_t i = 0; i < text.len;) {
        uint32_t code = 0;
        size_t len = utf8_decode(text.text + i, text.len - i, &code);
        if (len == 0) {
            BUG("a report with bytes that are not UTF-8");
        }
        i += len;
        if (code >= 0xFF01 && code <= 0xFF5E) {
            code -= 0xFEE0;
        }
        if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0x3000) {
            owes_blank = out->len > start;
            continue;
        }
        if (owes_blank) {
            buf_putc(out, ' ');
            owes_blank = false;
        }
        char bytes[4];
        buf_add(out, bytes, utf8_encode(code, bytes));
    }
}

/* Names that differ in case, hyphens or underlines only are one name (spec 3.4). */
static char fold_byte(char byte)
{
    if (byte >= 'A' && byte <= 'Z') {
        return (char)(byte - 'A' + 'a');
    }
    return byte == '-' || byte == '_' ? ' ' : byte;
}

static void word_key(struct buf *out, int32_t what, int32_t of, struct text word)
{
    buf_clear(out);
    buf_add(out, &what, sizeof what);
    buf_add(out, &of, sizeof of);
    size_t start = out->len;
    put_canonical(out, word);
    for (size_t i = start; i < out->len; i++) {
        out->data[i] = fold_byte(out->data[i]);
    }
}

/* ---- making ---------------------------------------------------------------------------------- */

static int32_t *make_row_list(struct resolver *resolver, size_t count)
{
    int32_t *list = arena_array(&resolver->arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = NM_NONE;
    }
    return list;
}

/* Norms by the act of their pattern, ascending: from the last so that each goes in front. */
static void list_norms_by_act(struct resolver *resolver)
{
    const struct nm *nm = resolver->nm;
    resolver->first_of_act = make_row_list(resolver, nm->act_count);
    resolver->next_of_act = make_row_list(resolver, nm->norm_count);
    for (uint32_t i = nm->norm_count; i-- > 0;) {
        int32_t pattern = nm->norm[i].pattern;
        int32_t act = pattern == NM_NONE ? NM_NONE : nm->pattern[pattern].act;
        if (act != NM_NONE) {
            resolver->next_of_act[i] = resolver->first_of_act[act];
            resolver->first_of_act[act] = (int32_t)i;
        }
    }
}

struct resolver *resolver_new(const struct nm *nm)
{
    struct resolver *resolver = calloc(1, sizeof *resolver);
    if (resolver == NULL) {
        BUG("out of memory");
    }
    resolver->nm = nm;
    arena_init(&resolver->arena);
    map_init(&resolver->words, &resolver->arena);
    buf_init(&resolver->word);
    buf_init(&resolver->key);
    buf_init(&resolver->bind);
    buf_init(&resolver->document);
    for (uint32_t i = 0; i < nm->word_count; i++) {
        const struct nm_word *word = &nm->word[i];
        int32_t of = word->what == NM_WORD_VALUE ? word->of : NM_NONE;
        word_key(&resolver->word, word->what, of, text_from(nm_str(nm, word->text)));
        uint32_t known = 0;
        if (!map_get(&resolver->words, resolver->word.data, resolver->word.len, &known)) {
            (void)map_put(&resolver->words, resolver->word.data, resolver->word.len,
                          (uint32_t)word->index);
        }
    }
    list_norms_by_act(resolver);
    return resolver;
}

void resolver_free(struct resolver *resolver)
{
    if (resolver == NULL)
        return;
    map_release(&resolver->words);
    arena_release(&resolver->arena);
    buf_release(&resolver->word);
    buf_release(&resolver->key);
    buf_release(&resolver->bind);
    buf_release(&resolver->document);
    free(resolver);
}

/* ---- words ----------------------------------------------------------------------------------- */

int32_t resolve_word(const struct resolver *resolver, int32_t what, int32_t of, struct text word)
{
    struct buf key;
    buf_init(&key);
    word_key(&key, what, of, word);
    uint32_t row = 0;
    bool is_known = map_get(&resolver->words, key.data, key.len, &row);
    buf_release(&key);
    return is_known ? (int32_t)row : NM_NONE;
}

bool resolve_parties(const struct resolver *resolver, struct text text, uint64_t *parties,
                     struct text *culprit)
{
    *parties = 0;
    text = resolve_trim(text);
    if (text.len == 0)
        return true;
    /* The whole first: a name may hold a joining word. */
    int32_t whole = resolve_word(resolver, NM_WORD_PARTY, NM_NONE, text);
    if (whole != NM_NONE) {
        *parties = resolver->nm->party[whole].members;
        return true;
    }
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        size_t joint = i < text.len ? resolve_joint(text, i) : 0;
        if (i < text.len && joint == 0) {
            continue;
        }
        struct text name = resolve_trim((struct text){.text = text.text + start, .len = i - start});
        int32_t party = resolve_word(resolver, NM_WORD_PARTY, NM_NONE, name);
        if (party == NM_NONE) {
            if (culprit != NULL) {
                *culprit = name;
            }
            return false;
        }
        *parties |= resolver->nm->party[party].members;
        start = i + joint;
        i += joint == 0 ? 0 : joint - 1;
    }
    return true;
}

/* "start teaching" where the words hold "start teach" and the forms of "teach". */
static int32_t resolve_start(const struct resolver *resolver, struct text act)
{
    static const char *const starts[] = {"start ",    "starts ", "started ",
                                         "starting ", "开始",    NULL};
    if (!resolve_take(&act, starts) || act.len == 0) {
        return NM_NONE;
    }
    int32_t base = resolve_word(resolver, NM_WORD_ACT, NM_NONE, act);
    if (base == NM_NONE) {
        return NM_NONE;
    }
    struct buf name;
    buf_init(&name);
    buf_printf(&name, "start %s", nm_str(resolver->nm, resolver->nm->act[base].name));
    int32_t row = resolve_word(resolver, NM_WORD_ACT, NM_NONE,
                               (struct text){.text = name.data, .len = name.len});
    buf_release(&name);
    return row;
}

static int32_t resolve_act(const struct resolver *resolver, struct text act)
{
    int32_t row = resolve_word(resolver, NM_WORD_ACT, NM_NONE, act);
    return row != NM_NONE ? row : resolve_start(resolver, resolve_trim(act));
}

/* ---- objects --------------------------------------------------------------------------------- */

static void fault(struct resolved *out, enum judgement judgement, struct text culprit)
{
    if (out->event.fault == JUDGE_EFFECTIVE) {
        out->event.fault = (int16_t)judgement;
        out->culprit = culprit;
    }
}

/* A kind, or a kind and a name behind a blank; the longest kind wins. *name is what is left. */
static int32_t split_kind(const struct resolver *resolver, struct text object, struct text *name)
{
    for (size_t cut = object.len; cut > 0; cut--) {
        if (cut < object.len && object.text[cut] != ' ') {
            continue;
        }
        int32_t kind = resolve_word(resolver, NM_WORD_KIND, NM_NONE,
                                    (struct text){.text = object.text, .len = cut});
        if (kind != NM_NONE) {
            *name = resolve_rest(object, cut);
            return kind;
        }
    }
    *name = object;
    return NM_NONE;
}

static struct text keep_name(struct buf *buf, struct text name)
{
    buf_clear(buf);
    put_canonical(buf, name);
    return buf->len == 0 ? TEXT_NONE : (struct text){.text = buf->data, .len = buf->len};
}

static void resolve_object(struct resolver *resolver, const struct report_event *report,
                           struct resolved *out)
{
    static const char *const articles[] = {"the ", "The ", NULL};
    static const char *const contract[] = {"contract", "Contract", "合同", "本合同", NULL};
    struct text object = resolve_trim(report->object);
    struct rt_event *event = &out->event;
    (void)resolve_take(&object, articles);
    if (resolve_is_one(object, contract) && event->act != EVENT_NONE &&
        resolver->nm->act[event->act].class == NM_END) {
        event->for_clause = RT_WHOLE_CONTRACT;
    }
    if (object.len == 0 || resolve_is_one(object, contract)) {
        return;
    }
    if (resolve_names_several(resolver->nm, object)) {
        fault(out, JUDGE_UNKNOWN_WORD, report->object);
        return;
    }
    if (resolve_is_designation(resolver->nm, object, event->act)) {
        event->for_norm = (int16_t)resolve_norm(resolver->nm, object, event->act, event->actors);
        event->for_clause = (int16_t)(resolve_clause(resolver->nm, object) + 1);
        if (event->for_norm == EVENT_NONE) {
            fault(out, JUDGE_UNKNOWN_WORD, report->object);
        }
        return;
    }
    int32_t indicator = resolve_word(resolver, NM_WORD_INDICATOR, NM_NONE, object);
    if (indicator != NM_NONE && resolver->nm->indicator[indicator].act == event->act) {
        event->indicator = (int16_t)indicator;
        return;
    }
    struct text name = TEXT_NONE;
    event->kind = (int16_t)split_kind(resolver, object, &name);
    if (event->kind == EVENT_NONE && resolve_is_of_power(resolver->nm, event->act) &&
        !resolve_is_of_things(resolver->nm, event->act)) {
        fault(out, JUDGE_UNKNOWN_WORD, object); /* what it is used on is a clause, and this is none */
    }
    if (name.len > 0) {
        out->key = keep_name(&resolver->key, name);
        if (event->kind == EVENT_NONE && event->act != EVENT_NONE) {
            event->kind = (int16_t)resolver->nm->act[event->act].kind;
        }
    }
}

/* The one kind by which norms of this act key their instances, or NM_NONE. */
static int32_t key_kind_of_act(const struct resolver *resolver, int32_t act)
{
    int32_t kind = NM_NONE;
    int32_t norm = act == EVENT_NONE ? NM_NONE : resolver->first_of_act[act];
    for (; norm != NM_NONE; norm = resolver->next_of_act[norm]) {
        int32_t key_kind = resolver->nm->norm[norm].key_kind;
        if (key_kind != NM_NONE && kind != NM_NONE && kind != key_kind) {
            return NM_NONE;
        }
        kind = key_kind == NM_NONE ? kind : key_kind;
    }
    return kind;
}

static void bind_item(struct resolver *resolver, struct resolved *out, int32_t kind,
                      struct text name)
{
    out->event.bind_kind = kind;
    out->bind = keep_name(&resolver->bind, name);
}

/* The column `for`: a clause, else an item, whose kind may be left to the act. */
static void resolve_for(struct resolver *resolver, const struct report_event *report,
                        struct resolved *out)
{
    struct text text = resolve_trim(report->for_what);
    if (text.len == 0) {
        return;
    }
    struct rt_event *event = &out->event;
    int32_t norm = resolve_norm(resolver->nm, text, event->act, event->actors);
    if (norm != NM_NONE) {
        event->for_norm = (int16_t)norm;
        event->for_clause = (int16_t)(resolve_clause(resolver->nm, text) + 1);
        return;
    }
    struct text name = TEXT_NONE;
    int32_t kind = split_kind(resolver, text, &name);
    if (kind == NM_NONE) {
        kind = key_kind_of_act(resolver, event->act);
    }
    if (kind == NM_NONE || name.len == 0 || resolve_names_several(resolver->nm, text) ||
        resolve_is_designation(resolver->nm, text, EVENT_NONE)) {
        fault(out, JUDGE_UNKNOWN_WORD, report->for_what);
        return;
    }
    bind_item(resolver, out, kind, name);
}

/* A column named like a date that acts tell: nobody else can set it. */
static void resolve_told(const struct resolver *resolver, struct text name, struct text value,
                         struct resolved *out)
{
    int32_t date = resolve_word(resolver, NM_WORD_INDICATOR, NM_NONE, name);
    int64_t day = 0;
    if (date == NM_NONE || !resolver->nm->indicator[date].is_date || resolver->nm->indicator[date].measurers)
        return;
    if (date_parse(value.text, value.len, &day) != DATE_OK)
        fault(out, JUDGE_UNKNOWN_WORD, value);
    out->event.told = (int16_t)(date + 1);
    out->event.period = (int32_t)day;
}

static void resolve_attributes(struct resolver *resolver, const struct report_event *report,
                               struct resolved *out)
{
    const struct nm *nm = resolver->nm;
    for (size_t i = 0; i < report->attribute_count; i++) {
        struct text name = report->attributes[i].name;
        struct text value = report->attributes[i].value;
        int32_t attr = resolve_word(resolver, NM_WORD_ATTR, NM_NONE, name);
        int32_t kind =
            attr == NM_NONE ? resolve_word(resolver, NM_WORD_KIND, NM_NONE, name) : NM_NONE;
        if (attr != NM_NONE && attr < LIMIT_EVENT_ATTRS) {
            int32_t row = resolve_word(resolver, NM_WORD_VALUE, attr, value);
            if (row == NM_NONE) {
                fault(out, JUDGE_UNKNOWN_WORD, value);
            } else {
                out->event.attrs[attr] = (int16_t)(row - nm->attr[attr].first_value);
            }
        } else if (kind != NM_NONE) {
            bool is_document = out->event.act != EVENT_NONE && nm->act[out->event.act].document == kind;
            if (is_document)
                out->document = keep_name(&resolver->document, value);
            if (!is_document || out->event.bind_kind == EVENT_NONE)
                bind_item(resolver, out, kind, value);
        } else {
            resolve_told(resolver, name, value, out);
        }
    }
}

/* ---- quantities ------------------------------------------------------------------------------ */

/* Whether the unit that a bare number of this act means is meant for this kind of item. */
static bool is_asked_of_kind(const struct nm *nm, const struct rt_event *event)
{
    bool is_asked = event->kind == EVENT_NONE;
    for (uint32_t i = 0; i < nm->trigger_count && !is_asked; i++) {
        const struct nm_trigger *trigger = &nm->trigger[i];
        if (!trigger->measured || trigger->unit == NM_NONE)
            continue;
        const struct nm_pattern *pattern = &nm->pattern[trigger->pattern];
        is_asked = pattern->act == event->act &&
                   (pattern->kind == NM_NONE || pattern->kind == event->kind);
    }
    return is_asked;
}

/* The unit of a bare number: the act's, the kind's, else the one on which the norms of the act
 * and the kind agree; *is_unclear if they do not. NM_NONE: pieces. */
static int32_t bare_unit(const struct resolver *resolver, const struct rt_event *event,
                         bool *is_unclear)
{
    const struct nm *nm = resolver->nm;
    if (event->act == EVENT_NONE) {
        return NM_NONE;
    }
    int32_t act_unit = nm->act[event->act].unit;
    bool is_things = event->kind != EVENT_NONE && act_unit != NM_NONE && nm->unit[act_unit].dimension == NM_MONEY;
    if (act_unit != NM_NONE && !is_things && is_asked_of_kind(nm, event)) {
        return act_unit; /* 10 machines are no 10 euros */
    }
    if (event->kind != EVENT_NONE && nm->kind[event->kind].unit != NM_NONE) {
        return nm->kind[event->kind].unit;
    }
    int32_t unit = NM_NONE;
    for (int32_t norm = resolver->first_of_act[event->act]; norm != NM_NONE;
         norm = resolver->next_of_act[norm]) {
        int32_t kind = nm->pattern[nm->norm[norm].pattern].kind;
        int32_t its_unit = nm->norm[norm].unit;
        if (its_unit == NM_NONE || (event->kind != EVENT_NONE && kind != event->kind)) {
            continue; /* a number of things is no number of tonnes */
        }
        if (unit != NM_NONE && unit != its_unit) {
            *is_unclear = true;
            return NM_NONE;
        }
        unit = its_unit;
    }
    return unit;
}

static int128 greatest_divisor(int128 left, int128 right)
{
    while (right != 0) {
        int128 rest = left % right;
        left = right;
        right = rest;
    }
    return left;
}

/* value units as smallest parts of the base unit. A part of `unit` is num/den parts of its base. */
static enum judgement to_base_parts(struct decimal value, const struct nm_unit *unit,
                                    int64_t *parts)
{
    value = decimal_trim(value);
    int places = unit == NULL ? 0 : unit->places;
    int128 num = unit == NULL ? 1 : unit->num;
    int128 den = unit == NULL ? 1 : unit->den;
    if (places >= value.scale) {
        num *= decimal_power10(places - value.scale);
    } else {
        den *= decimal_power10(value.scale - places);
    }
    int128 shared = greatest_divisor(num, den);
    num /= shared;
    den /= shared;
    if (value.digits % den != 0) {
        return JUDGE_INEXACT_UNIT;
    }
    bool is_in_range =
        num <= INT64_MAX && ckd_mul_i64(parts, (int64_t)(value.digits / den), (int64_t)num);
    return is_in_range ? JUDGE_EFFECTIVE : JUDGE_OVERFLOW;
}

static void resolve_quantity(const struct resolver *resolver, const struct report_event *report,
                             struct resolved *out)
{
    const struct nm *nm = resolver->nm;
    struct rt_event *event = &out->event;
    int32_t unit = NM_NONE;
    if (report->unit.len > 0) {
        unit = resolve_word(resolver, NM_WORD_UNIT, NM_NONE, report->unit);
        int32_t kind =
            unit == NM_NONE ? resolve_word(resolver, NM_WORD_KIND, NM_NONE, report->unit) : NM_NONE;
        bool is_kind = kind != NM_NONE && (event->kind == EVENT_NONE || event->kind == kind);
        if (unit == NM_NONE && !is_kind) {
            fault(out, JUDGE_UNKNOWN_WORD, report->unit);
        } else if (is_kind) {
            event->kind = (int16_t)kind;
        }
    } else if (report->quantity.len > 0) {
        bool is_unclear = false;
        unit = bare_unit(resolver, event, &is_unclear);
        if (is_unclear) {
            fault(out, JUDGE_UNIT_MISSING, report->quantity);
        }
    }
    event->unit = (int16_t)(unit == NM_NONE ? NM_NONE : nm->unit[unit].base);
    struct decimal value;
    if (report->quantity.len == 0) {
        return;
    }
    if (decimal_parse(report->quantity.text, report->quantity.len, &value) != DECIMAL_OK) {
        BUG("a report whose quantity is no number");
    }
    /* 0 would mean "not given", and a negative quantity is no act. */
    enum judgement judgement =
        value.digits <= 0
            ? JUDGE_OVERFLOW
            : to_base_parts(value, unit == NM_NONE ? NULL : &nm->unit[unit], &event->qty);
    if (judgement != JUDGE_EFFECTIVE) {
        event->qty = 0;
        fault(out, judgement, report->quantity);
    }
}

/* ---- measurements ---------------------------------------------------------------------------- */

static struct text attribute(const struct report_event *report, const char *name)
{
    for (size_t i = 0; i < report->attribute_count; i++) {
        if (text_equal(report->attributes[i].name, text_from(name)))
            return resolve_trim(report->attributes[i].value);
    }
    return TEXT_NONE;
}

/* The measured value, which may be none or less, in the parts in which the indicator is kept. */
static void resolve_value(const struct resolver *resolver, const struct report_event *report,
                          struct resolved *out)
{
    static const char *const percents[] = {"percent", "per cent", "%", "％", NULL};
    const struct nm *nm = resolver->nm;
    const struct nm_indicator *indicator = &nm->indicator[out->event.indicator];
    struct text written = resolve_trim(report->unit);
    int32_t unit = indicator->unit;
    bool is_known = indicator->is_percent && resolve_is_one(written, percents);
    if (written.len > 0 && !is_known) {
        unit = resolve_word(resolver, NM_WORD_UNIT, NM_NONE, written);
        if (unit == NM_NONE || indicator->unit == NM_NONE ||
            nm->unit[unit].base != nm->unit[indicator->unit].base) {
            fault(out, JUDGE_UNKNOWN_WORD, report->unit);
            return;
        }
    }
    struct decimal value;
    if (report->quantity.len == 0) {
        fault(out, JUDGE_INCOMPLETE, report->object);
        return;
    }
    if (decimal_parse(report->quantity.text, report->quantity.len, &value) != DECIMAL_OK)
        BUG("a report whose quantity is no number");
    struct nm_unit plain = {.places = indicator->places, .num = 1, .den = 1};
    enum judgement judgement =
        to_base_parts(value, unit == NM_NONE ? &plain : &nm->unit[unit], &out->event.qty);
    if (judgement != JUDGE_EFFECTIVE) {
        out->event.qty = 0;
        fault(out, judgement, report->quantity);
    }
}

/* Whether the norm is one of a series for the period: named so, or with the day in it. */
static bool is_of_period(const struct nm *nm, int32_t norm, struct text name, int64_t day)
{
    const struct nm_norm *row = &nm->norm[norm];
    enum granularity granularity = (enum granularity)nm->head.granularity;
    if (row->series == NM_NONE)
        return false;
    return text_equal(name, text_from(nm_str(nm, row->period))) ||
           (day >= tick_day(granularity, row->period_first) &&
            day <= tick_day(granularity, row->period_last));
}

/* The column `period`: 2027-02, 2027-Q1, or a day in the period. Of what recurs it designates the
 * norm of that period, in the clause that is named or in any that concerns the act; else, of a clause that is named,
 * what arose on that day. */
static void designate_period(const struct resolver *resolver, const struct report_event *report,
                             struct resolved *out)
{
    const struct nm *nm = resolver->nm;
    struct rt_event *event = &out->event;
    struct text name = resolve_trim(attribute(report, "period"));
    enum period_kind kind;
    int64_t first, day = INT64_MIN;
    if (name.len == 0)
        return;
    if (!period_parse(name.text, name.len, &kind, &first) &&
        date_parse(name.text, name.len, &day) != DATE_OK) {
        fault(out, JUDGE_UNKNOWN_WORD, name);
        return;
    }
    int32_t best = NM_NONE;
    int best_concern = 0;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        bool is_in_clause = event->for_norm == EVENT_NONE || event->for_norm == (int32_t)i ||
                            (event->for_clause > 0 &&
                             resolve_is_within(nm, nm->norm[i].clause, event->for_clause - 1));
        if (!is_in_clause || !is_of_period(nm, (int32_t)i, name, day))
            continue;
        int concern = resolve_concern(nm, (int32_t)i, event->act, event->actors);
        if (concern > best_concern) {
            best = (int32_t)i;
            best_concern = concern;
        }
    }
    if (best == NM_NONE) {
        event->for_day = event->for_norm != EVENT_NONE && day != INT64_MIN ? (int32_t)day + 1 : 0;
        return;
    }
    event->for_norm = (int16_t)best;
    event->for_clause = 0;
}

/* True if the text names a period of the rhythm; *day lies in it. */
static bool read_period(enum nm_rhythm rhythm, struct text text, int64_t *day)
{
    static const enum nm_rhythm rhythms[] = {
        [PERIOD_YEAR] = NM_RHYTHM_YEAR,   [PERIOD_HALF] = NM_RHYTHM_HALF,
        [PERIOD_QUARTER] = NM_RHYTHM_QUARTER, [PERIOD_MONTH] = NM_RHYTHM_MONTH,
        [PERIOD_WEEK] = NM_RHYTHM_WEEK,
    };
    enum period_kind kind;
    if (rhythm == NM_RHYTHM_DAYS || rhythm == NM_RHYTHM_MONTHS)
        return date_parse(text.text, text.len, day) == DATE_OK;
    return period_parse(text.text, text.len, &kind, day) && rhythms[kind] == rhythm;
}

/* The day that a date is set to, in the column `date`. */
static void resolve_date(const struct report_event *report, struct resolved *out)
{
    struct text date = attribute(report, "date");
    if (date.len == 0)
        fault(out, JUDGE_INCOMPLETE, report->object);
    else if (date_parse(date.text, date.len, &out->event.qty) != DATE_OK)
        fault(out, JUDGE_UNKNOWN_WORD, date);
}

static void resolve_measurement(const struct resolver *resolver, const struct report_event *report,
                                struct resolved *out)
{
    const struct nm_indicator *indicator = &resolver->nm->indicator[out->event.indicator];
    struct text period = attribute(report, "period");
    int64_t day = 0;
    if (indicator->is_date) {
        resolve_date(report, out);
        return;
    }
    resolve_value(resolver, report, out);
    if (indicator->rhythm == NM_RHYTHM_NONE)
        return; /* it holds from the day of the event */
    if (period.len == 0)
        fault(out, JUDGE_INCOMPLETE, report->object);
    else if (!read_period((enum nm_rhythm)indicator->rhythm, period, &day))
        fault(out, JUDGE_UNKNOWN_WORD, period);
    out->event.period = (int32_t)day;
}

/* ---- authority ------------------------------------------------------------------------------- */

/* Answers, waivers and powers are reported by their actor only (spec 20.6); of what was performed
 * any party may tell. */
static bool is_own_word(enum nm_act_class class)
{
    switch (class) {
    case NM_ACCEPT:
    case NM_REJECT:
    case NM_ENABLE:
    case NM_RELIEVE:
    case NM_SUSPEND:
    case NM_RESUME:
    case NM_END: return true;
    case NM_PERFORM:
    case NM_FACT: return false;
    }
    UNREACHABLE();
}

static bool is_rival(enum nm_act_class class)
{
    return class == NM_RELIEVE || class == NM_SUSPEND || class == NM_RESUME || class == NM_END;
}

static void resolve_reporter(const struct resolver *resolver, const struct report_event *report,
                             struct resolved *out)
{
    struct rt_event *event = &out->event;
    if (resolve_trim(report->by).len == 0) {
        return;
    }
    uint64_t reporters = 0;
    if (!resolve_parties(resolver, report->by, &reporters, NULL)) {
        fault(out, JUDGE_NO_AUTHORITY, report->by);
        return;
    }
    event->by = (int16_t)resolve_word(resolver, NM_WORD_PARTY, NM_NONE, report->by);
    bool is_measurement = event->indicator != EVENT_NONE;
    if (event->act != EVENT_NONE &&
        (is_measurement ||
         is_own_word((enum nm_act_class)resolver->nm->act[event->act].class)) &&
        (reporters & ~event->actors) != 0) {
        fault(out, JUDGE_NO_AUTHORITY, report->by);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

void resolve_event(struct resolver *resolver, const struct report_event *report,
                   struct resolved *out)
{
    memset(out, 0, sizeof *out);
    out->key = out->bind = out->document = out->culprit = TEXT_NONE;
    struct rt_event *event = &out->event;
    event->at = report->tick;
    event->key = event->bind = event->bind_kind = event->document = event->re = EVENT_NONE;
    event->serial = EVENT_NONE;
    event->kind = event->unit = event->by = event->for_norm = EVENT_NONE;
    event->indicator = EVENT_NONE;
    event->fault = JUDGE_EFFECTIVE;
    for (size_t i = 0; i < LIMIT_EVENT_ATTRS; i++)
        event->attrs[i] = EVENT_NONE;
    event->act = resolve_act(resolver, report->act);
    if (event->act == EVENT_NONE) {
        fault(out, JUDGE_UNKNOWN_WORD, report->act);
    } else {
        out->is_rival = is_rival((enum nm_act_class)resolver->nm->act[event->act].class);
    }
    struct text culprit = TEXT_NONE;
    if (!resolve_parties(resolver, report->actor, &event->actors, &culprit) || event->actors == 0) {
        fault(out, JUDGE_NOT_A_MEMBER, culprit);
    }
    if (!resolve_parties(resolver, report->to, &event->to, &culprit))
        fault(out, JUDGE_UNKNOWN_WORD, culprit);
    resolve_object(resolver, report, out);
    resolve_for(resolver, report, out);
    resolve_attributes(resolver, report, out);
    if (event->indicator == EVENT_NONE) {
        resolve_quantity(resolver, report, out);
        designate_period(resolver, report, out);
        if (resolve_lacks_kind(resolver->nm, event) && out->key.len == 0)
            fault(out, JUDGE_KIND_MISSING, report->quantity);
        if (resolve_lacks_date(resolver->nm, event))
            fault(out, JUDGE_INCOMPLETE, report->object);
    } else {
        resolve_measurement(resolver, report, out);
    }
    resolve_reporter(resolver, report, out);
}
