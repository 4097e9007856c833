/* periods_words.c - what recurs in words: `each 2 weeks`, `the 5th of each month`, 每季度最后一个工作日. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static const char *ordinal_en(struct sema *sema, int ordinal)
{
    if (ordinal < 0)
        return "last";
    int last = ordinal % 10, teens = ordinal % 100;
    bool is_teen = teens >= 11 && teens <= 13;
    return arena_printf(sema->arena, "%d%s", ordinal,
                        is_teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

static const char *unit_zh(enum time_unit unit)
{
    static const char *const words[] = {
        [TIME_SECOND] = "秒",     [TIME_MINUTE] = "分钟",     [TIME_HOUR] = "小时",
        [TIME_DAY] = "日",        [TIME_WORKING_DAY] = "工作日", [TIME_WEEK] = "周",
        [TIME_MONTH] = "月",      [TIME_QUARTER] = "季度",    [TIME_HALF] = "半年",
        [TIME_YEAR] = "年",       [TIME_CLEAR_DAY] = "整日",  [TIME_CLEAR_WORKING_DAY] = "整工作日",
        [TIME_CONTRACT_MONTH] = "合同月", [TIME_CONTRACT_YEAR] = "合同年"};
    return words[unit];
}

void sema_rhythm_words(struct sema *sema, struct ast_number count, enum time_unit unit,
                       const char **en, const char **zh)
{
    int64_t n = 1;
    (void)!decimal_to_parts(count.value, 0, &n);
    struct arena *arena = sema->arena;
    const char *word = unit == TIME_HALF ? "half-year" : time_unit_word(unit);
    *en = n == 1 ? arena_printf(arena, "each %s", word) : arena_printf(arena, "each %lld %ss", (long long)n, word);
    *zh = n == 1 ? arena_printf(arena, "每%s", unit_zh(unit))
                 : arena_printf(arena, "每%lld%s", (long long)n, unit_zh(unit));
}

/* The fourth day of each week is each Thursday. */
static bool weekday_words(struct sema *sema, const struct ast_np *np, const char **en, const char **zh)
{
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    static const char *const days_zh[] = {"一", "二", "三", "四", "五", "六", "日"};
    const struct ast_np *of = np->tails.items[0].np;
    if (np->name.noun.text || np->name.time_unit != TIME_DAY || np->name.ordinal < 1 || np->name.ordinal > 7 ||
        of->kind != NP_EACH || of->each.unit != TIME_WEEK || decimal_compare(of->each.count.value, decimal_of(1)))
        return false;
    *en = sema_join(sema, "each ", days[np->name.ordinal - 1]);
    *zh = sema_join(sema, "每周", days_zh[np->name.ordinal - 1]);
    return true;
}

void sema_period_phrase_words(struct sema *sema, const struct ast_np *np, const char **en,
                              const char **zh)
{
    struct arena *arena = sema->arena;
    const char *around_en, *around_zh;
    if (np->kind == NP_EACH) {
        sema_rhythm_words(sema, np->each.count, np->each.unit, en, zh);
        return;
    }
    if (weekday_words(sema, np, en, zh))
        return;
    sema_period_phrase_words(sema, np->tails.items[0].np, &around_en, &around_zh);
    if (sema_is_weekday(np)) {
        *en = arena_printf(arena, "the %s %s of %s", ordinal_en(sema, np->name.ordinal), sema_weekday_word(np, false),
                           around_en);
        *zh = np->name.ordinal < 0 ? arena_printf(arena, "%s最后一个%s", around_zh, sema_weekday_word(np, true))
                                   : arena_printf(arena, "%s第%d个%s", around_zh, np->name.ordinal,
                                                  sema_weekday_word(np, true));
        return;
    }
    if (np->name.noun.text) {
        *en = arena_printf(arena, "the %s of %s", np->name.noun.text->text, around_en);
        *zh = arena_printf(arena, "%s%s", around_zh, strcmp(np->name.noun.text->text, "end") == 0 ? "末" : "初");
        return;
    }
    bool is_day = np->name.time_unit == TIME_DAY; /* 最后一日, 第10日; but 第2个工作日 */
    const char *unit = unit_zh(np->name.time_unit);
    *en = arena_printf(arena, "the %s %s of %s", ordinal_en(sema, np->name.ordinal),
                       time_unit_word(np->name.time_unit), around_en);
    *zh = np->name.ordinal < 0
              ? arena_printf(arena, "%s最后一%s%s", around_zh, is_day ? "" : "个", unit)
              : arena_printf(arena, "%s第%d%s%s", around_zh, np->name.ordinal, is_day ? "" : "个", unit);
}
