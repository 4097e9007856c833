/* Figures in texts for people, in both languages. */
#include "compiler/sema/quoted.h"

#include <string.h>

#include "lang/base/buf.h"
#include "tests/unit/unit.h"

/* The figures of a text as one line: "26 5% 2026-03-31 Q4 1956-Q4 ??-03-31". */
static void check(const char *text, const char *expected)
{
    figure_list figures = {0};
    struct buf out;
    buf_init(&out);
    quoted_figures(text, strlen(text), &figures);
    uint32_t last = 0;
    for (size_t i = 0; i < figures.count; i++) {
        const struct figure *figure = &figures.items[i];
        assert_true(figure->start >= last && figure->end > figure->start);
        assert_true(figure->end <= strlen(text));
        last = figure->end;
        if (i > 0)
            buf_putc(&out, ' ');
        switch (figure->kind) {
        case FIGURE_NUMBER: decimal_print(&out, decimal_trim(figure->value)); break;
        case FIGURE_PERCENT:
            decimal_print(&out, decimal_trim(figure->value));
            buf_putc(&out, '%');
            break;
        case FIGURE_DATE:
            buf_printf(&out, "%04d-%02d-%02d", figure->year, figure->month, figure->day);
            break;
        case FIGURE_QUARTER: buf_printf(&out, "%04d-Q%d", figure->year, figure->quarter); break;
        }
    }
    assert_string_equal(out.data ? out.data : "", expected);
    buf_release(&out);
    vec_release(&figures);
}

static void digits(void **state)
{
    (void)state;
    check("pay 480,000.50 yuan and 1_200 more", "480000.5 1200");
    check("付款144000元，余款３３６元", "144000 336");
    check("48万元；1.2亿元；3 million yuan", "480000 120000000 3000000");
    check("5%, 0.05 percent, 3‰, 20 per cent", "5% 0.05% 0.3% 20%");
    check("clause 3.1, Article 7, workshop-1, the 3rd lathe, 17:00, 3a", "");
    check("10 lathes, 5, 6 and 7.", "10 5 6 7");
    check("999999999999999999999", "");
}

static void chinese_numerals(void **state)
{
    (void)state;
    check("学习二十六种先进经验", "26");
    check("十五种；十台；二十台；一百零五项；一千二百", "15 10 20 105 1200");
    check("肆拾捌万元整", "480000");
    check("人民币贰拾陆元伍角叁分", "26.53");
    check("一百二十万元；三亿", "1200000 300000000");
    check("百分之五；千分之三；万分之五；百分之零点零五；三分之一", "5% 0.3% 0.05% 0.05%");
    check("一方、一切、万一、十分、千方百计、两个厂、双方、第三条、第二十六项", "");
    check("两台车床，一百，两名", "2 100 2");
}

static void dates(void **state)
{
    (void)state;
    check("2026年3月31日前", "2026-03-31");
    check("一九五六年十二月三十一日", "1956-12-31");
    check("二〇二六年 3 月", "2026-03-00");
    check("3月31日；十月一日；1956年底；三年内；三个月", "0000-03-31 0000-10-01 1956-00-00 3 3");
    check("1956年第四季度；第四季度；四季度", "1956-Q4 0000-Q4 0000-Q4");
    check("31 March 2026, 31st of March, March 31, 2026, March 2026, Mar. 3",
          "2026-03-31 0000-03-31 2026-03-31 2026-03-00 0000-03-03");
    check("2026-03-31 2026/3/31 2026.3.31", "2026-03-31 2026-03-31 2026-03-31");
    check("Q4, Q4 1956, the fourth quarter, the second quarter of 1957",
          "0000-Q4 1956-Q4 0000-Q4 1957-Q2");
    check("may 5 of them march", "5");
}

static void english_words(void **state)
{
    (void)state;
    check("twenty-six experiences, fifteen days", "26 15");
    check("one hundred and five; three thousand two hundred; two million", "105 3200 2000000");
    check("the three parties; 三方", "");
    check("one party, the two plants, someone, often, tenant", "");
    check("Thirty percent; ten or twelve", "30% 10 12");
    check("three, four and five", "3 4 5");
}

/* No text makes it read beyond its end or stand still. */
static void any_text_ends(void **state)
{
    (void)state;
    static const char *const bits[] = {"二", "十", "万", "年", "月", "日", "第", "3",    "1956", ".",
                                       ",",  "-",  "/",  "%",  "Q4", " ",  "亿", "百分之", "May ", "two ",
                                       "hundred ", "元", "角", "季度", "\xe4", "\xff"};
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        int count = (int)test_between(&seed, 0, 12);
        for (int i = 0; i < count; i++)
            strcat(text, bits[test_between(&seed, 0, (int64_t)(sizeof bits / sizeof *bits) - 1)]);
        figure_list figures = {0};
        quoted_figures(text, strlen(text), &figures);
        vec_release(&figures);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits),        cmocka_unit_test(chinese_numerals),
        cmocka_unit_test(dates),         cmocka_unit_test(english_words),
        cmocka_unit_test(any_text_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
