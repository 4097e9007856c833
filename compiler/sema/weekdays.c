/* weekdays.c - `the first Thursday of each month`, `the last Friday of each quarter`: the n-th such day of a period.
 * `each Thursday` is the fourth day of each week, and read like that. Spec 7.4. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/value/date.h"

enum { WEEK_DAYS = 7 };

static const char *const names[WEEK_DAYS] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};
static const char *const names_zh[WEEK_DAYS] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

int sema_weekday(const struct ast_np *np)
{
    const char *noun = np->name.noun.text ? np->name.noun.text->text : "";
    for (int i = 0; i < WEEK_DAYS; i++)
        if (strcmp(noun, names[i]) == 0 || strcmp(noun, names_zh[i]) == 0)
            return i;
    return -1;
}

bool sema_is_weekday(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.ordinal && sema_weekday(np) >= 0;
}

bool sema_nth_weekday(const struct ast_np *np, struct period span, int64_t *day)
{
    int from_edge = np->name.ordinal < 0 ? (int)date_weekday(span.last) - sema_weekday(np)
                                         : sema_weekday(np) - (int)date_weekday(span.first);
    from_edge = (from_edge + WEEK_DAYS) % WEEK_DAYS;
    *day = np->name.ordinal < 0 ? span.last - from_edge : span.first + from_edge + WEEK_DAYS * (np->name.ordinal - 1);
    return *day >= span.first && *day <= span.last;
}

const char *sema_weekday_word(const struct ast_np *np, bool is_chinese)
{
    return is_chinese ? names_zh[sema_weekday(np)] : names[sema_weekday(np)];
}
