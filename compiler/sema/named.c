/* named.c - the tables of declared words: what a symbol names, and which names are too much alike. */
#include "compiler/sema/named.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/hash.h"
#include "lang/base/limits.h"
#include "lang/base/suggest.h"

/* In which table a kind of thing stands. */
static enum name_column column_of(enum named_kind kind)
{
    switch (kind) {
    case NAMED_VERB: return COLUMN_VERB;
    case NAMED_UNIT: return COLUMN_UNIT;
    case NAMED_CALENDAR: return COLUMN_CALENDAR;
    case NAMED_VALUE: return COLUMN_VALUE;
    case NAMED_PARTY:
    case NAMED_KIND:
    case NAMED_ATTR:
    case NAMED_DEFINITION:
    case NAMED_MEMBER:
    case NAMED_INDICATOR: return COLUMN_NOUN;
    }
    UNREACHABLE();
}

/* ---- finding ---------------------------------------------------------------------------------------- */

const struct named *sema_find(const struct sema *sema, sym word)
{
    return named_by(&sema->names, COLUMN_NOUN, word);
}

bool sema_is_verb(const struct sema *sema, sym word)
{
    return named_by(&sema->names, COLUMN_VERB, word) != NULL;
}

struct meant_verb *sema_verb(const struct sema *sema, sym word)
{
    const struct named *named = named_by(&sema->names, COLUMN_VERB, word);
    return named ? sema->meaning->verbs.items[named->index] : NULL;
}

int32_t sema_kind(const struct sema *sema, sym word)
{
    const struct named *named = named_by(&sema->names, COLUMN_NOUN, word);
    return named && named->kind == NAMED_KIND ? (int32_t)named->index : NM_NONE;
}

int32_t sema_unit(const struct sema *sema, sym word)
{
    const struct named *named = named_by(&sema->names, COLUMN_UNIT, word);
    return named ? (int32_t)named->index : NM_NONE;
}

const struct named *sema_calendar(const struct sema *sema, sym word)
{
    return named_by(&sema->names, COLUMN_CALENDAR, word);
}

const struct named *sema_value(const struct sema *sema, sym word)
{
    return named_by(&sema->names, COLUMN_VALUE, word);
}

static void offer_names(struct suggest *best, const struct name_table *names, enum named_kind kind)
{
    enum name_column column = column_of(kind);
    for (size_t i = 0; i < names->items.count; i++) {
        const struct named *named = &names->items.items[i];
        if (column == COLUMN_NOUN ? named->kind == kind : column_of(named->kind) == column)
            suggest_offer(best, named->word->text, named->word->len);
    }
}

const char *sema_suggest(const struct sema *sema, sym word, enum named_kind kind)
{
    struct suggest best;
    suggest_init(&best, word->text, word->len);
    offer_names(&best, sema->names.standard, kind);
    offer_names(&best, &sema->names.own, kind);
    return best.best ? arena_text(sema->arena, best.best, best.best_len) : NULL;
}

/* ---- giving ----------------------------------------------------------------------------------------- */

static struct name_row *row_of(struct name_rows *rows, sym word)
{
    vec_reach(&rows->of, word->id);
    struct name_row *row = &rows->of.items[word->id];
    if (row->stamp != rows->stamp) {
        row->stamp = rows->stamp;
        memset(row->own, 0, sizeof row->own);
    }
    return row;
}

void sema_renew_names(struct sema *sema)
{
    struct name_rows *rows = sema->names.rows;
    if (++rows->stamp == 0) {
        for (size_t i = 0; i < rows->of.count; i++)
            rows->of.items[i].stamp = 0;
        rows->stamp = 1;
    }
    for (size_t i = 0; i < sema->names.own.items.count; i++) {
        const struct named *named = &sema->names.own.items.items[i];
        row_of(rows, named->word)->own[column_of(named->kind)] = (uint32_t)i + 1;
    }
}

static const char separators[SEPARATORS] = {' ', '-', '_'};

/* Not zero if one of the eight bytes is this one. */
static inline uint64_t has_byte(uint64_t bytes, unsigned char byte)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t other = bytes ^ ones * byte;
    return (other - ones) & ~other & ones << 7;
}

/* Which separators the name has, a bit for each; eight bytes at a time. */
static uint32_t separators_in(const char *text, size_t len)
{
    uint64_t blanks = 0, hyphens = 0, lines = 0;
    for (size_t at = 0; at < len; at += 8) {
        uint64_t bytes = hash_head(text + at, len - at);
        blanks |= has_byte(bytes, ' ');
        hyphens |= has_byte(bytes, '-');
        lines |= has_byte(bytes, '_');
    }
    return (uint32_t)(blanks != 0) | (uint32_t)(hyphens != 0) << 1 | (uint32_t)(lines != 0) << 2;
}

static bool is_separator(char byte)
{
    return byte == ' ' || byte == '-' || byte == '_';
}

/* What tells most names apart that have a separator: a bit for the length (all long names share one), and one for the
 * first letter. A separator there may be another one in the name that is looked for. */
static struct separated bits_of(sym word)
{
    unsigned char first = (unsigned char)word->text[0];
    return (struct separated){UINT64_C(1) << (word->len < 63 ? word->len : 63),
                              is_separator(word->text[0]) ? 1 : UINT64_C(1) << (first & 63)};
}

static bool may_have(const struct name_table *names, size_t separator, const struct separated *bits)
{
    const struct separated *of = &names->separated[separator];
    return (of->lens & bits->lens) && (of->letters & bits->letters);
}

/* Another name that differs from this one only in what stands between its words, or NULL. Few names have
 * another separator, the same length and the same first letter. */
static const struct named *look_alike(const struct sema *sema, enum name_column column, sym word,
                                      uint32_t found)
{
    if (!found)
        return NULL;
    const struct separated bits = bits_of(word);
    for (size_t i = 0; i < SEPARATORS; i++) {
        if (found == 1u << i ||
            !(may_have(&sema->names.own, i, &bits) || may_have(sema->names.standard, i, &bits)))
            continue;
        char other[LIMIT_NAME_BYTES];
        for (size_t k = 0; k < word->len; k++)
            other[k] = is_separator(word->text[k]) ? separators[i] : word->text[k];
        sym alike = intern_find(sema->intern, other, word->len);
        const struct named *named = alike ? named_by(&sema->names, column, alike) : NULL;
        if (named)
            return named;
    }
    return NULL;
}

/* `kilowatt-hour` beside the standard `kilowatt hour`: what is told of one would not count for the
 * other, and nobody would see why. */
static void check_look_alike(struct sema *sema, enum named_kind kind, uint32_t index, sym word,
                             uint32_t found, struct span span)
{
    const struct named *other = look_alike(sema, column_of(kind), word, found);
    bool is_told = sema->clash && sema->clash->kind == kind && sema->clash->index == index;
    if (!other || is_told || (other->kind == kind && other->index == index))
        return;
    sema->clash = arena_copy(sema->arena, &(struct named){.kind = kind, .index = index},
                             sizeof *sema->clash);
    struct diag *diag = diag_add(sema->diags, E_NAME_TAKEN, sema->source, span,
                                 "`%s` differs from another name only in a hyphen or blank", word->text);
    if (other->is_standard) {
        diag_help(diag, "leave the declaration out and write the standard word; or give this another name");
        return;
    }
    diag_label(diag, other->source, other->span, "the other name");
    diag_help(diag, "give one of the two another name");
}

/* Gives a word its meaning. A contract's own word replaces the standard one; within a contract and
 * what it uses a word has one meaning, except that the forms and nouns of the standard verbs may
 * meet. */
void sema_give_name(struct sema *sema, enum named_kind kind, uint32_t index, sym word, struct span span)
{
    if (word->len > LIMIT_NAME_BYTES)
        return; /* the scanner has reported it */
    enum name_column column = column_of(kind);
    struct name_row *row = row_of(sema->names.rows, word);
    uint32_t *place = sema->is_vocabulary ? &row->standard[column] : &row->own[column];
    if (*place) {
        const struct named *old = named_at(&sema->names.own, *place);
        bool same = old->kind == kind && old->index == index;
        bool is_told = sema->clash && sema->clash->kind == kind && sema->clash->index == index;
        if (!same && !sema->is_vocabulary && !is_told) {
            sema->clash = arena_copy(sema->arena, &(struct named){.kind = kind, .index = index},
                                     sizeof *sema->clash);
            struct diag *diag = diag_add(sema->diags, E_NAME_TAKEN, sema->source, span,
                                         "`%s` already has a meaning", word->text);
            diag_label(diag, old->source, old->span, "declared here first");
            diag_help(diag, "give one of the two another name");
        }
        return;
    }
    uint32_t found = separators_in(word->text, word->len);
    if (!sema->is_vocabulary)
        check_look_alike(sema, kind, index, word, found, span);
    for (size_t i = 0; found && i < SEPARATORS; i++) {
        if (!(found >> i & 1))
            continue;
        const struct separated bits = bits_of(word);
        sema->names.own.separated[i].lens |= bits.lens;
        sema->names.own.separated[i].letters |= bits.letters;
    }
    list_push(sema->arena, &sema->names.own.items,
             (struct named){word, kind, index, span, sema->source, sema->is_vocabulary});
    *place = (uint32_t)sema->names.own.items.count;
}
