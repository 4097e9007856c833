/* The token filter: what each word and comma is where it stands. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/syntax/filter.h"
#include "lang/syntax/prepass.h"

#include "lang/syntax/grammar.h"

/* The grammar tokens of a text, as a word of a few letters each. */
struct reading {
    struct arena arena;
    struct intern *intern;
    struct lexicon *lexicon;
    struct diags diags;
    struct source *source;
    struct buf tokens;
};

static void put_token(struct buf *out, int token, const union parse_value *value)
{
    if (out->len > 0)
        buf_putc(out, ' ');
    switch (token) {
    case TOK_NAME: buf_printf(out, "<%s>", value->name.text->text); break;
    case TOK_ITEM_NO: buf_printf(out, "item:%s", value->label.text->text); break;
    case TOK_REF_NO: buf_printf(out, "ref:%s", value->label.text->text); break;
    case TOK_NUMBER: buf_puts(out, "number"); break;
    case TOK_DATE: buf_puts(out, "date"); break;
    case TOK_PERIOD: buf_puts(out, "period"); break;
    case TOK_STRING: buf_puts(out, "string"); break;
    case TOK_STOP: buf_putc(out, '.'); break;
    case TOK_COMMA: buf_putc(out, ','); break;
    case TOK_SEMICOLON: buf_putc(out, ';'); break;
    case TOK_COLON: buf_putc(out, ':'); break;
    case TOK_PARTICIPLE_COMMA: buf_puts(out, ",answer"); break;
    case TOK_DET: buf_puts(out, "det"); break;
    case TOK_EACH: buf_puts(out, "each"); break;
    case TOK_EACH_TIME: buf_puts(out, "each-time"); break;
    case TOK_TIME_UNIT: buf_puts(out, "time-unit"); break;
    case TOK_ADJ: buf_puts(out, "adj"); break;
    case TOK_PARTY: buf_puts(out, "party"); break;
    case TOK_ITEM: buf_puts(out, "item"); break;
    case TOK_CLAUSE: buf_puts(out, "clause"); break;
    case TOK_MODAL: buf_puts(out, "modal"); break;
    case TOK_WHEN: buf_puts(out, "when"); break;
    case TOK_WITHIN: buf_puts(out, "within"); break;
    case TOK_BUT_AT_MOST: buf_puts(out, "but-at-most"); break;
    case TOK_AT_MOST: buf_puts(out, "at-most"); break;
    case TOK_OF_WHICH: buf_puts(out, "of-which"); break;
    case TOK_OTHERWISE: buf_puts(out, "otherwise"); break;
    case TOK_TAKES: buf_puts(out, "takes"); break;
    case TOK_IN: buf_puts(out, "in"); break;
    case TOK_BY: buf_puts(out, "by"); break;
    default: buf_printf(out, "%d", token); break;
    }
}

static void read_text(struct reading *reading, const char *text)
{
    arena_init(&reading->arena);
    reading->intern = intern_new();
    reading->lexicon = lexicon_new(reading->intern);
    diags_init(&reading->diags, &reading->arena);
    reading->source = source_new("test.ht", text, strlen(text));
    buf_init(&reading->tokens);
    struct parse parse = {.source = reading->source,
                          .arena = &reading->arena,
                          .diags = &reading->diags,
                          .lexicon = reading->lexicon};
    struct scan scan = {.lexicon = reading->lexicon};
    scan_text(&scan, reading->source);
    prepass_declare(&scan, reading->source);
    prepass_cut(&scan, &parse);
    struct filter *filter = filter_new(&parse, &scan);
    for (;;) {
        struct filter_token token;
        filter_next(filter, &token);
        if (token.kind == TOK_END)
            break;
        put_token(&reading->tokens, token.kind, &token.value);
    }
    scan_release(&scan);
}

static void close_reading(struct reading *reading)
{
    buf_release(&reading->tokens);
    source_free(reading->source);
    lexicon_free(reading->lexicon);
    intern_free(reading->intern);
    arena_release(&reading->arena);
}

static void assert_tokens(const char *text, const char *expected)
{
    struct reading reading;
    read_text(&reading, text);
    assert_string_equal(reading.tokens.data, expected);
    assert_int_equal(reading.diags.error_count, 0);
    close_reading(&reading);
}

static void assert_code(const char *text, enum diag_code code)
{
    struct reading reading;
    read_text(&reading, text);
    assert_int_equal(reading.diags.error_count, 1);
    assert_int_equal(reading.diags.items[0]->code, code);
    close_reading(&reading);
}

static void a_point_belongs_to_a_number_only_before_a_digit(void **state)
{
    (void)state;
    assert_tokens("X pays 3.5 y.", "<X> <pays> number <y> .");
    assert_tokens("X pays 16.", "<X> <pays> number .");
}

static void a_dotted_number_starts_an_item(void **state)
{
    (void)state;
    assert_tokens("1.1 X pays.", "item:1.1 <X> <pays> .");
    assert_tokens("1.1. X pays.", "item:1.1 <X> <pays> .");
    assert_tokens("(a) X pays; (b) Y pays.", "item:(a) <X> <pays> ; item:(b) <Y> <pays> .");
    assert_tokens("X keeps clause 3.10.", "<X> <keeps> clause ref:3.10 .");
    assert_tokens("X keeps clause 4(b).", "<X> <keeps> clause ref:4(b) .");
}

static void an_opener_is_a_keyword_only_as_the_first_word(void **state)
{
    (void)state;
    assert_tokens("party item. X sends an item.", "party <item> . <X> <sends> det <item> .");
    assert_tokens("Party X.", "party <X> .");
}

static void a_capital_in_mid_sentence_is_a_name(void **state)
{
    (void)state;
    assert_tokens("The May pays Within.", "det <May> <pays> <Within> .");
}

static void a_declared_letter_is_no_article(void **state)
{
    (void)state;
    assert_tokens("party A. A pays.", "party <A> . <A> <pays> .");
}

static void declared_names_of_several_words_are_one_name(void **state)
{
    (void)state;
    assert_tokens("X sends a new result. item \"new result\".",
                  "<X> <sends> det <new result> . item string .");
    assert_tokens("item \"new result\". New\n result pays.", "item string . <new result> <pays> .");
}

static void each_is_told_by_what_follows(void **state)
{
    (void)state;
    assert_tokens("Each plant pays each month.", "each <plant> <pays> each-time time-unit .");
    assert_tokens("X pays each 5 minutes.", "<X> <pays> each-time number time-unit .");
}

static void a_comma_before_an_adverbial_is_only_a_pause(void **state)
{
    (void)state;
    assert_tokens("X pays, within 5 days, by post.",
                  "<X> <pays> within number time-unit by <post> .");
    assert_tokens("X pays q, r by post.", "<X> <pays> <q> , <r> by <post> .");
}

static void the_comma_that_ends_a_trigger_stays(void **state)
{
    (void)state;
    assert_tokens("When X pays, within 5 days Y pays.",
                  "when <X> <pays> , within number time-unit <Y> <pays> .");
}

static void a_ceiling_is_told_from_a_list(void **state)
{
    (void)state;
    assert_tokens("X needs 3 y, at most 4 z.", "<X> <needs> number <y> but-at-most number <z> .");
    assert_tokens("X pays 3 y, of which 2 in a, at most 4 in b.",
                  "<X> <pays> number <y> of-which number in det , at-most number in <b> .");
}

static void the_answer_of_a_scenario_line_has_its_own_comma(void **state)
{
    (void)state;
    assert_tokens("X sent y, confirmed.", "<X> <sent> <y> ,answer <confirmed> .");
    assert_tokens("item x, y.", "item <x> , <y> .");
}

static void a_semicolon_before_otherwise_is_dropped(void **state)
{
    (void)state;
    assert_tokens("X pays; otherwise Y pays.", "<X> <pays> otherwise <Y> <pays> .");
}

static void a_year_is_one_only_after_in(void **state)
{
    (void)state;
    assert_tokens("In 1956 X pays 1956 y.", "in period <X> <pays> number <y> .");
}

static void dates_in_words_are_one_token(void **state)
{
    (void)state;
    assert_tokens("X pays by 30 June 2026.", "<X> <pays> by date .");
    assert_tokens("X pays in January 2027.", "<X> <pays> in period .");
    assert_tokens("X pays by 1956年12月31日.", "<X> <pays> by date .");
}

static void keywords_as_declared_forms_are_names(void **state)
{
    (void)state;
    assert_tokens("party of, takes, or. X takes y. X takes 3 days.",
                  "party <of> , <takes> , <or> . <X> <takes> <y> . <X> takes number time-unit .");
}

static void an_adjective_stands_between_determiner_and_noun(void **state)
{
    (void)state;
    assert_tokens("X mends the rejected lathes.", "<X> <mends> det adj <lathes> .");
    assert_tokens("Late delivery pays.", "adj <delivery> <pays> .");
}

static void chinese_is_cut_where_one_reading_exists(void **state)
{
    (void)state;
    assert_tokens("当事人 甲。 当事人 乙，付。 乙应付甲。",
                  "party <甲> . party <乙> , <付> . <乙> modal <付> <甲> .");
    assert_code("当事人 甲。 当事人 乙。 乙应付甲。", E_UNCUT_RUN);
    assert_code("当事人 甲，甲乙，乙丙，丙。 甲乙丙 应。", E_UNCUT_RUN);
}

static void number_like_mistakes_are_named(void **state)
{
    (void)state;
    assert_code("X pays 1,200 y.", E_THOUSANDS);
    assert_code("X pays by 10/12/1956.", E_AMBIGUOUS_DATE);
    assert_code("X pays by 2026-02-30.", E_NO_SUCH_DATE);
    assert_code("X pays in Q7.", E_NO_SUCH_TIME);
    assert_code("X pays 99999999999999999999 y.", E_BAD_NUMBER);
}

static void a_missing_full_stop_is_put_in(void **state)
{
    (void)state;
    assert_code("party X\nparty Y.", E_MISSING_STOP);
    assert_code("party X", E_MISSING_STOP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_belongs_to_a_number_only_before_a_digit),
        cmocka_unit_test(a_dotted_number_starts_an_item),
        cmocka_unit_test(an_opener_is_a_keyword_only_as_the_first_word),
        cmocka_unit_test(a_capital_in_mid_sentence_is_a_name),
        cmocka_unit_test(a_declared_letter_is_no_article),
        cmocka_unit_test(declared_names_of_several_words_are_one_name),
        cmocka_unit_test(each_is_told_by_what_follows),
        cmocka_unit_test(a_comma_before_an_adverbial_is_only_a_pause),
        cmocka_unit_test(the_comma_that_ends_a_trigger_stays),
        cmocka_unit_test(a_ceiling_is_told_from_a_list),
        cmocka_unit_test(the_answer_of_a_scenario_line_has_its_own_comma),
        cmocka_unit_test(a_semicolon_before_otherwise_is_dropped),
        cmocka_unit_test(a_year_is_one_only_after_in),
        cmocka_unit_test(dates_in_words_are_one_token),
        cmocka_unit_test(keywords_as_declared_forms_are_names),
        cmocka_unit_test(an_adjective_stands_between_determiner_and_noun),
        cmocka_unit_test(chinese_is_cut_where_one_reading_exists),
        cmocka_unit_test(number_like_mistakes_are_named),
        cmocka_unit_test(a_missing_full_stop_is_put_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
