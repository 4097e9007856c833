/* drift.c - does the quoted text of a clause say a figure, a date or a party that none of its formal
 * sentences says? Both were written by people, and one may have been changed without the other.
 * What the formal sentences have in addition is no drift. Spec 19.1. */
#include <string.h>

#include "compiler/sema/quoted.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "lang/syntax/source.h"

struct said { /* a figure that a formal sentence says */
    struct figure figure;
    const struct source *source; /* NULL: it is a day that was worked out, or of the term */
    struct span span;
    const char *words; /* words_len bytes; not ended by a NUL */
    uint32_t words_len;
    bool is_term;
    bool is_met; /* the text says it too, or it has been shown as what stands in its place */
};

/* The names of a file. A name may stand where one of its first letter stands; there every length that
 * such a name has is tried, the longest first. */
enum { NAME_LETTERS = 256, LONG_NAME = 63 };
struct known_names {
    bool is_known;               /* once there is a text in which they must be looked for */
    struct map parties;          /* name -> row of the party, or NAME_OTHER */
    uint64_t lens[NAME_LETTERS]; /* a bit for each length, the last one for LONG_NAME and more */
};
static const uint32_t NAME_OTHER = UINT32_MAX; /* a group or a thing, which is passed over */

struct drift { /* of one part */
    struct sema *sema;
    struct known_names names;
    const struct ast_file *file;
    const struct ast_part *part;
    VEC(struct said) said;
    figure_list figures; /* of what is just being heard */
    figure_list asked;   /* of the quoted texts, not yet found in what is said */
    size_t first_norm, end_norm; /* rows among which are all norms of the part; end 0: not looked for */
    uint64_t parties; /* that take part in the formal sentences */
    const struct ast_sentence *first; /* the first formal one */
};

/* ---- what the formal sentences say ----------------------------------------------------------------- */

/* Sentences that only quote, or head a part. */
static bool is_formal(enum sentence_kind kind)
{
    return kind != SENT_TEXT && kind != SENT_CLAUSE && kind != SENT_CONTRACT;
}

struct words {
    const char *text;
    size_t len;
};

/* What stands at a place: in the source itself, unless values have been put in. */
static struct words words_at(const struct drift *drift, const struct source *source, struct span span)
{
    if (source->edit_count == 0)
        return (struct words){source->text + span.start, span.end - span.start};
    const char *text = source_words(source, drift->sema->arena, span);
    return (struct words){text, strlen(text)};
}

/* `the 10th of each month`: a text in Chinese has the number by itself, 每月10日. What is only counted in the
 * text, a third time, is nobody's figure; so ordinals are heard here and not asked for there. */
static void hear_ordinals(struct drift *drift, const struct source *source, struct span span,
                          struct words words)
{
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    for (size_t at = 1; at + 1 < words.len; at++) {
        size_t end = 0, start = at;
        while (end < 4 && memcmp(words.text + at, ends[end], 2) != 0)
            end++;
        while (end < 4 && start > 0 && words.text[start - 1] >= '0' && words.text[start - 1] <= '9')
            start--;
        if (end == 4 || start == at || at - start > 2)
            continue;
        int64_t number = 0;
        for (size_t i = start; i < at; i++)
            number = number * 10 + (words.text[i] - '0');
        struct said said = {.figure = {.kind = FIGURE_NUMBER, .value = decimal_of(number)},
                            .source = source, .span = span, .words = words.text + start,
                            .words_len = (uint32_t)(at + 2 - start)};
        vec_push(&drift->said, said);
    }
}

/* The figures of what stands at a place of a text. Where values have been put in, their places are
 * not known one by one. */
static void hear(struct drift *drift, const struct source *source, struct span span, struct words words)
{
    figure_list *figures = &drift->figures;
    figures->count = 0;
    quoted_figures(words.text, words.len, figures);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->items[i];
        struct said said = {.figure = *figure, .source = source, .span = span,
                            .words = words.text + figure->start, .words_len = figure->end - figure->start};
        if (source->edit_count == 0)
            said.span = (struct span){span.start + figure->start, span.start + figure->end};
        vec_push(&drift->said, said);
    }
    hear_ordinals(drift, source, span, words);
}

/* False if it is no day that a text could say. */
static bool day_figure(int64_t day, struct figure *figure)
{
    if (day == NM_NEVER || !date_in_range(day))
        return false;
    struct civil civil = date_from_day(day);
    *figure = (struct figure){.kind = FIGURE_DATE, .year = civil.year, .month = civil.month,
                              .day = civil.day};
    return true;
}

static void hear_day(struct drift *drift, int64_t day, bool is_term)
{
    struct said said = {.is_term = is_term};
    if (day_figure(day, &said.figure))
        vec_push(&drift->said, said);
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

/* What stands at `at` is no part of a longer English word. */
static bool is_whole(const char *text, size_t len, size_t at, size_t name_len)
{
    size_t end = at + name_len;
    if (end > len)
        return false;
    bool begins = at == 0 || !is_word_byte(text[at]) || !is_word_byte(text[at - 1]);
    bool ends = end == len || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
    return begins && ends;
}

static bool mentions(struct words words, const char *name)
{
    size_t name_len = strlen(name);
    const char *end = words.text + words.len;
    for (const char *at = words.text; (at = memchr(at, name[0], (size_t)(end - at))) != NULL; at++) {
        if (is_whole(words.text, words.len, (size_t)(at - words.text), name_len) &&
            memcmp(at, name, name_len) == 0)
            return true;
    }
    return false;
}

/* `the price` says what the price means. */
static void hear_definitions(struct drift *drift, struct words words)
{
    struct sema *sema = drift->sema;
    for (size_t i = 0; i < sema->definitions.count; i++) {
        struct definition *definition = &sema->definitions.items[i];
        if (definition->is_open || !mentions(words, definition->name))
            continue;
        struct words meant = words_at(drift, definition->source, definition->act->span);
        hear(drift, definition->source, definition->act->span, meant);
        definition->is_open = true; /* once is enough, and circles end */
        hear_definitions(drift, meant);
        definition->is_open = false;
    }
}

static bool contains(const struct ast_sentence *sentence, const struct meant_norm *norm)
{
    return sentence->source == norm->source && sentence->span.start <= norm->span.start &&
           norm->span.end <= sentence->span.end;
}

static uint64_t parties_of(const struct meant_norm *norm)
{
    uint64_t parties = norm->bearers | norm->creditors | norm->pattern.to | norm->pattern.actors;
    if (norm->answer)
        parties |= norm->answer->acceptors;
    for (size_t i = 0; i < norm->triggers.count; i++)
        parties |= norm->triggers.items[i].pattern.actors;
    return parties;
}

/* Under a heading only its own norms need be looked at. */
static void find_norms(struct drift *drift)
{
    const struct meaning *meaning = drift->sema->meaning;
    if (drift->end_norm)
        return;
    const struct ast_sentence *first = drift->file->sentences[drift->part->first];
    drift->end_norm = meaning->norms.count;
    if (first->kind != SENT_CLAUSE)
        return;
    int32_t heading = sema_clause_of(drift->sema, first->clause.no.text);
    if (heading == NM_NONE || meaning->clauses.items[heading]->parent != NM_NONE)
        return;
    drift->first_norm = meaning->clauses.items[heading]->first_norm;
    drift->end_norm = meaning->clauses.items[heading]->end_norm;
}

/* What the sentence was found to mean: the days of `in Q4`, the parties of `each … the other`. */
static void hear_norms(struct drift *drift, const struct ast_sentence *sentence)
{
    const struct meaning *meaning = drift->sema->meaning;
    for (size_t i = drift->first_norm; i < drift->end_norm; i++) {
        const struct meant_norm *norm = meaning->norms.items[i];
        int64_t day;
        if (!contains(sentence, norm))
            continue;
        drift->parties |= parties_of(norm);
        if (sema_constant(drift->sema, norm->from, &day))
            hear_day(drift, day, false);
        if (sema_constant(drift->sema, norm->due, &day))
            hear_day(drift, day, norm->due->op == NM_OP_TERM_END);
    }
}

/* Where lengths are kept for what begins with these bytes: all of a first letter of several bytes count,
 * for most Chinese ones share their first byte. */
static uint32_t letter_of(const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text;
    return bytes[0] < 0xE0 || len < 3 ? bytes[0] : (bytes[1] * 7u + bytes[2]) % NAME_LETTERS;
}

static void know_name(struct known_names *names, sym name, uint32_t party)
{
    uint32_t letter = letter_of(name->text, name->len);
    map_put(&names->parties, name->text, name->len, party);
    names->lens[letter] |= UINT64_C(1) << (name->len < LONG_NAME ? name->len : LONG_NAME);
}

static void know_names(struct known_names *names, const struct sema *sema, const struct ast_file *file)
{
    uint32_t party_count = 0;
    if (names->is_known)
        return;
    names->is_known = true;
    map_init(&names->parties, NULL);
    map_reserve(&names->parties, sema->names.own.items.count);
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        bool is_party = sentence->kind == SENT_PARTY;
        party_count += is_party;
        if (!is_party && sentence->kind != SENT_GROUP && sentence->kind != SENT_ITEM)
            continue;
        for (uint32_t k = 0; k < sentence->names.count; k++) {
            sym name = sentence->names.items[k].text;
            if (name && name->len > 0)
                know_name(names, name, is_party ? party_count - 1 : NAME_OTHER);
        }
    }
}

struct name_place {
    size_t at, len;
    uint32_t party; /* or NAME_OTHER */
};

/* The name of this length at a place; false if there is none. */
static bool name_of(const struct known_names *names, struct words words, size_t at, size_t len,
                    struct name_place *place)
{
    bool splits = at + len < words.len && ((unsigned char)words.text[at + len] & 0xC0) == 0x80;
    if (splits || !is_whole(words.text, words.len, at, len))
        return false;
    const struct map_entry *name = map_find(&names->parties, words.text + at, len);
    if (name)
        *place = (struct name_place){at, len, name->value};
    return name != NULL;
}

/* The longest name at a place, of the lengths that names of its letter have. */
static bool name_at(const struct known_names *names, struct words words, size_t at, uint64_t lens,
                    struct name_place *place)
{
    for (size_t len = LIMIT_NAME_BYTES; lens >> LONG_NAME && len >= LONG_NAME; len--) {
        if (name_of(names, words, at, len, place))
            return true;
    }
    for (lens &= ~(UINT64_C(1) << LONG_NAME); lens;) {
        size_t len = 63 - (size_t)__builtin_clzll(lens);
        if (name_of(names, words, at, len, place))
            return true;
        lens &= ~(UINT64_C(1) << len);
    }
    return false;
}

/* The next place at or behind `from` where a name stands; false if there is none. */
static bool next_name(const struct drift *drift, struct words words, size_t from, struct name_place *place)
{
    const struct known_names *names = &drift->names;
    for (size_t at = from; at < words.len; at++) {
        if (((unsigned char)words.text[at] & 0xC0) == 0x80)
            continue;
        uint64_t lens = names->lens[letter_of(words.text + at, words.len - at)];
        if (lens && name_at(names, words, at, lens, place))
            return true;
    }
    return false;
}

static uint64_t parties_in(const struct drift *drift, struct words words)
{
    uint64_t parties = 0;
    for (struct name_place name = {0}; next_name(drift, words, name.at + name.len, &name);) {
        if (name.party != NAME_OTHER)
            parties |= UINT64_C(1) << name.party;
    }
    return parties;
}

static void hear_part(struct drift *drift)
{
    const struct meaning *meaning = drift->sema->meaning;
    find_norms(drift);
    for (uint32_t i = 0; i < drift->part->count; i++) {
        const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + i];
        if (!is_formal(sentence->kind))
            continue;
        struct words words = words_at(drift, sentence->source, sentence->span);
        drift->first = drift->first ? drift->first : sentence;
        hear(drift, sentence->source, sentence->span, words);
        hear_definitions(drift, words);
        hear_norms(drift, sentence);
        drift->parties |= parties_in(drift, words);
    }
    hear_day(drift, meaning->signed_on, true);
    hear_day(drift, meaning->start, true);
    hear_day(drift, meaning->end, true);
    for (size_t i = 0; i < meaning->renewals.count; i++)
        hear_day(drift, meaning->renewals.items[i].end, true);
}

/* ---- comparing ------------------------------------------------------------------------------------- */

static int quarter_of(int month)
{
    return (month + 2) / 3;
}

/* What is left open in one of two dates says nothing against the other. */
static bool same_date(const struct figure *left, const struct figure *right)
{
    bool has_quarter = left->kind == FIGURE_QUARTER || right->kind == FIGURE_QUARTER;
    if (left->year && right->year && left->year != right->year)
        return false;
    if (has_quarter) {
        int a = left->kind == FIGURE_QUARTER ? left->quarter : quarter_of(left->month);
        int b = right->kind == FIGURE_QUARTER ? right->quarter : quarter_of(right->month);
        return a == b;
    }
    return (!left->month || !right->month || left->month == right->month) &&
           (!left->day || !right->day || left->day == right->day);
}

static bool is_date(enum figure_kind kind)
{
    return kind == FIGURE_DATE || kind == FIGURE_QUARTER;
}

static bool same_value(struct decimal left, struct decimal right)
{
    return left.scale == right.scale ? left.digits == right.digits : decimal_compare(left, right) == 0;
}

/* The text's figure is what is said. A bare number may be a year, and 0.05 may be written for 5 %. */
static bool is_same(const struct figure *text, const struct figure *said)
{
    struct decimal factor;
    if (is_date(text->kind))
        return is_date(said->kind) ? same_date(text, said)
                                   : text->year && !text->month && said->kind == FIGURE_NUMBER &&
                                         same_value(said->value, decimal_of(text->year));
    if (text->kind == FIGURE_NUMBER && is_date(said->kind))
        return said->year && same_value(text->value, decimal_of(said->year));
    if (is_date(said->kind))
        return false;
    if (text->kind == said->kind)
        return same_value(text->value, said->value);
    const struct figure *share = text->kind == FIGURE_PERCENT ? text : said;
    const struct figure *number = share == text ? said : text;
    return decimal_percent(share->value, &factor) == DECIMAL_OK &&
           same_value(factor, number->value);
}

/* A month or a quarter is not said by the term ending in it. */
static bool is_said(const struct figure *text, const struct figure *said, bool is_term)
{
    bool is_vague = text->kind == FIGURE_QUARTER || (text->month && !text->day);
    return is_same(text, said) && !(is_term && is_vague);
}

/* Neither is ten times the other. */
static bool is_near(const struct figure *left, const struct figure *right)
{
    struct decimal ten_left, ten_right;
    return decimal_mul(left->value, decimal_of(10), &ten_left) == DECIMAL_OK &&
           decimal_mul(right->value, decimal_of(10), &ten_right) == DECIMAL_OK &&
           decimal_compare(left->value, ten_right) < 0 && decimal_compare(right->value, ten_left) < 0;
}

/* The figure that stands where the text has another one: of the same sort, and not in the text. */
static struct said *instead_of(struct drift *drift, const struct figure *figure)
{
    for (size_t i = 0; i < drift->said.count; i++) {
        struct said *said = &drift->said.items[i];
        bool is_candidate = is_date(figure->kind) ? is_date(said->figure.kind)
                                                  : figure->kind == said->figure.kind &&
                                                        is_near(figure, &said->figure);
        if (is_candidate && said->source && !said->is_met)
            return said;
    }
    return NULL;
}

static const char *said_words(const struct drift *drift, const struct said *said)
{
    return arena_text(drift->sema->arena, said->words, said->words_len);
}

/* The number of an item is said by nobody: `1.1 Seller …`. */
static void leave_numbers_out(struct drift *drift)
{
    for (size_t i = 0; i < drift->said.count; i++) {
        struct said *said = &drift->said.items[i];
        bool is_dotted = said->source && said->figure.kind == FIGURE_NUMBER &&
                         memchr(said->words, '.', said->words_len);
        said->is_met |= is_dotted && sema_find_clause(drift->sema, said_words(drift, said)) != NM_NONE;
    }
}

/* The place of a part of a quoted text. */
static struct span span_in(const struct ast_string *string, const struct source *source, uint32_t start,
                           uint32_t end)
{
    bool is_there = string->text >= source->text && string->text + string->len <= source->text + source->len;
    uint32_t base = is_there ? (uint32_t)(string->text - source->text) : 0;
    return is_there ? (struct span){base + start, base + end} : string->span;
}

static void report(const struct drift *drift, const struct ast_sentence *text, struct span span,
                   const char *words, const struct said *said)
{
    struct diag *diag = diag_add(drift->sema->diags, W_DRIFT, text->source, span,
                                 "the quoted text says `%s`, which no formal sentence here says", words);
    if (said) {
        diag_label(diag, said->source, said->span, "the sentence says `%s`", said_words(drift, said));
        diag_help(diag, "correct one of the two");
    } else {
        diag_label(diag, drift->first->source, drift->first->span, "the formal sentences begin here");
        diag_help(diag, "say it in a sentence, correct the text, or keep what nothing tracks as "
                        "`text only: \"…\"`");
    }
}

static void compare_figures(struct drift *drift, const struct ast_sentence *text)
{
    const struct ast_string *string = &text->text.text;
    figure_list *figures = &drift->figures;
    figures->count = 0;
    quoted_figures(string->text, string->len, figures);
    bool *is_fine = arena_array(drift->sema->arena, figures->count, sizeof *is_fine);
    for (size_t i = 0; i < drift->said.count; i++)
        drift->said.items[i].is_met = false;
    leave_numbers_out(drift);
    for (size_t i = 0; i < figures->count; i++) {
        for (size_t k = 0; k < drift->said.count; k++) {
            const struct said *said = &drift->said.items[k];
            bool is_met = is_said(&figures->items[i], &said->figure, said->is_term);
            is_fine[i] |= is_met;
            drift->said.items[k].is_met |= is_met;
        }
    }
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->items[i];
        if (is_fine[i])
            continue;
        struct said *said = instead_of(drift, figure);
        report(drift, text, span_in(string, text->source, figure->start, figure->end),
               arena_text(drift->sema->arena, string->text + figure->start,
                          figure->end - figure->start), said);
        if (said)
            said->is_met = true;
    }
}

static void compare_parties(struct drift *drift, const struct ast_sentence *text)
{
    const struct ast_string *string = &text->text.text;
    struct words words = {string->text, string->len};
    uint64_t told = 0;
    for (struct name_place name = {0}; next_name(drift, words, name.at + name.len, &name);) {
        if (name.party == NAME_OTHER || ((drift->parties | told) >> name.party & 1))
            continue;
        told |= UINT64_C(1) << name.party;
        report(drift, text, span_in(string, text->source, (uint32_t)name.at, (uint32_t)(name.at + name.len)),
               arena_text(drift->sema->arena, words.text + name.at, name.len), NULL);
    }
}

/* ---- at a first look ----------------------------------------------------------------------------- */

/* Most texts say what their sentences say. So they are read first, and of the sentences only as much as
 * it takes to find it all again; what is then missing is looked for as above, with all that is said. */

static void strike(figure_list *asked, const struct figure *said, bool is_term)
{
    for (size_t i = 0; i < asked->count;) {
        if (is_said(&asked->items[i], said, is_term))
            asked->items[i] = asked->items[--asked->count];
        else
            i++;
    }
}

static void strike_day(figure_list *asked, int64_t day, bool is_term)
{
    struct figure figure;
    if (asked->count && day_figure(day, &figure))
        strike(asked, &figure, is_term);
}

/* Reads the texts: their figures are asked for. */
static void ask(struct drift *drift)
{
    drift->asked.count = 0;
    for (uint32_t i = 0; i < drift->part->count; i++) {
        const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + i];
        if (sentence->kind == SENT_TEXT)
            quoted_figures(sentence->text.text.text, sentence->text.text.len, &drift->asked);
    }
}

/* Strikes what the sentences say in so many figures. */
static void strike_sentences(struct drift *drift)
{
    for (uint32_t i = 0; i < drift->part->count && drift->asked.count; i++) {
        const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + i];
        if (!is_formal(sentence->kind))
            continue;
        struct words words = words_at(drift, sentence->source, sentence->span);
        drift->figures.count = 0;
        quoted_figures(words.text, words.len, &drift->figures);
        for (size_t k = 0; k < drift->figures.count && drift->asked.count; k++)
            strike(&drift->asked, &drift->figures.items[k], false);
    }
}

/* Strikes the days of what the sentences mean, and returns who takes part in it. */
static uint64_t strike_norms(struct drift *drift)
{
    const struct meaning *meaning = drift->sema->meaning;
    uint64_t parties = 0;
    uint32_t at = 0; /* norms come as their sentences do, mostly */
    find_norms(drift);
    for (size_t i = drift->first_norm; i < drift->end_norm; i++) {
        const struct meant_norm *norm = meaning->norms.items[i];
        int64_t day;
        uint32_t tried = 0;
        for (; tried < drift->part->count; tried++, at = at + 1 < drift->part->count ? at + 1 : 0) {
            const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + at];
            if (is_formal(sentence->kind) && contains(sentence, norm))
                break;
        }
        if (tried == drift->part->count)
            continue;
        parties |= parties_of(norm);
        if (drift->asked.count && sema_constant(drift->sema, norm->from, &day))
            strike_day(&drift->asked, day, false);
        if (drift->asked.count && sema_constant(drift->sema, norm->due, &day))
            strike_day(&drift->asked, day, norm->due->op == NM_OP_TERM_END);
    }
    return parties;
}

/* True if no text has a name of a party that takes no part in what the sentences mean. Mostly all do. */
static bool is_about(struct drift *drift, uint64_t parties)
{
    uint32_t count = drift->sema->meaning->single_count;
    if (count == 0 || parties == UINT64_MAX >> (64 - count))
        return true;
    know_names(&drift->names, drift->sema, drift->file);
    for (uint32_t i = 0; i < drift->part->count; i++) {
        const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + i];
        const struct ast_string *string = &sentence->text.text;
        if (sentence->kind == SENT_TEXT &&
            (parties_in(drift, (struct words){string->text, string->len}) & ~parties))
            return false;
    }
    return true;
}

/* True if the quoted texts say nothing that is not found at once in the sentences. */
static bool is_all_said(struct drift *drift)
{
    const struct meaning *meaning = drift->sema->meaning;
    ask(drift);
    strike_sentences(drift);
    strike_day(&drift->asked, meaning->signed_on, true);
    strike_day(&drift->asked, meaning->start, true);
    strike_day(&drift->asked, meaning->end, true);
    uint64_t parties = strike_norms(drift);
    return drift->asked.count == 0 && is_about(drift, parties);
}

/* ---- all texts -------------------------------------------------------------------------------------- */

static bool has_kind(const struct ast_file *file, const struct ast_part *part, bool is_text)
{
    for (uint32_t i = 0; i < part->count; i++) {
        enum sentence_kind kind = file->sentences[part->first + i]->kind;
        if (is_text ? kind == SENT_TEXT : is_formal(kind))
            return true;
    }
    return false;
}

/* Everything that is said, against every text. */
static void compare(struct drift *drift)
{
    drift->said.count = 0;
    know_names(&drift->names, drift->sema, drift->file);
    hear_part(drift);
    for (uint32_t i = 0; i < drift->part->count; i++) {
        const struct ast_sentence *sentence = drift->file->sentences[drift->part->first + i];
        if (sentence->kind != SENT_TEXT)
            continue;
        compare_figures(drift, sentence);
        compare_parties(drift, sentence);
    }
}

void sema_drift(struct sema *sema, const struct ast_file *file)
{
    struct drift drift = {.sema = sema, .file = file};
    for (uint32_t i = 0; i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        if (part->kind == PART_SCENARIO || !has_kind(file, part, true) || !has_kind(file, part, false))
            continue;
        drift.part = part;
        drift.parties = 0;
        drift.first = NULL;
        drift.first_norm = 0;
        drift.end_norm = 0;
        if (!is_all_said(&drift))
            compare(&drift);
    }
    vec_release(&drift.said);
    vec_release(&drift.figures);
    vec_release(&drift.asked);
    if (drift.names.is_known)
        map_release(&drift.names.parties);
}
