/* named.h - what declared words mean, found by their symbols. Verbs, units, calendars and the other nouns
 * have tables of their own, so `supply` may be a verb and an item at once; position tells which is meant. */
#ifndef SEMA_NAMED_H
#define SEMA_NAMED_H

#include <stdbool.h>

#include "lang/base/intern.h"
#include "lang/base/list.h"
#include "lang/base/vec.h"
#include "lang/syntax/span.h"

struct source;

enum named_kind { NAMED_PARTY, NAMED_KIND, NAMED_ATTR, NAMED_VALUE, NAMED_UNIT, NAMED_VERB,
                  NAMED_CALENDAR, NAMED_DEFINITION, NAMED_MEMBER, NAMED_INDICATOR };

struct named {
    sym word;
    enum named_kind kind;
    uint32_t index;
    struct span span;
    const struct source *source;
    bool is_standard; /* of the standard vocabulary */
};

/* A row for each symbol, by its id: 1 + the place of what it names in each table of the contract and of
 * the vocabulary, 0 for nothing. Rows with another stamp say nothing of the contract: so nothing is
 * cleared between contracts. */
enum name_column { COLUMN_NOUN, COLUMN_VERB, COLUMN_UNIT, COLUMN_VALUE, COLUMN_CALENDAR, NAME_COLUMNS };
struct name_row {
    uint32_t stamp, own[NAME_COLUMNS], standard[NAME_COLUMNS];
};
struct name_rows {
    VEC(struct name_row) of;
    uint32_t stamp; /* never 0 */
};

enum { SEPARATORS = 3 }; /* what stands between the words of a name: ' ', '-', '_' */
struct name_table {
    struct separated { /* of the names with this separator a bit for each length and for each first byte */
        uint64_t lens, letters;
    } separated[SEPARATORS];
    LIST(struct named) items;
};

struct names_known {
    struct name_table own; /* of what is being read */
    const struct name_table *standard; /* of the vocabulary: what is not in `own` may be there */
    struct name_rows *rows;
};

static inline const struct named *named_at(const struct name_table *names, uint32_t place)
{
    return place ? &names->items.items[place - 1] : NULL;
}

/* What a word names in a table, or NULL. */
static inline const struct named *named_by(const struct names_known *names, enum name_column column, sym word)
{
    const struct name_rows *rows = names->rows;
    if (word->id >= rows->of.count)
        return NULL;
    const struct name_row *row = &rows->of.items[word->id];
    if (row->stamp == rows->stamp && row->own[column])
        return named_at(&names->own, row->own[column]);
    return named_at(names->standard, row->standard[column]);
}

#endif
