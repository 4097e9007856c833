/* Parsing and formatting: every change of a token gives a message or a tree, never a crash; what is
 * formatted parses back to the same tree; diagnostics say where. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/json_out.h"
#include "lang/base/limits.h"
#include "lang/syntax/dump.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/parse.h"

struct reading {
    struct arena arena;
    struct intern *intern;
    struct diags diags;
    struct source *source;
    struct ast_file *file;
};

static void read_bytes(struct reading *reading, const char *text, size_t len)
{
    arena_init(&reading->arena);
    reading->intern = intern_new();
    diags_init(&reading->diags, &reading->arena);
    reading->source = source_new("test.ht", text, len);
    struct parse_options options = {.arena = &reading->arena, .intern = reading->intern};
    reading->file = parse_source(reading->source, &options, &reading->diags);
}

static void read_text(struct reading *reading, const char *text)
{
    read_bytes(reading, text, strlen(text));
}

static void close_reading(struct reading *reading)
{
    source_free(reading->source);
    intern_free(reading->intern);
    arena_release(&reading->arena);
}

static const char contract[] =
    "contract sale \"Lathes\". party Seller \"the Seller\". party Buyer.\n"
    "signed 2026-01-12. in force from 2026-01-12 to 2026-12-31.\n"
    "item lathe, lathes, with a size: small, middle or large.\n"
    "clause 1 \"Delivery\".\n"
    "1.1 Seller delivers at most 10 lathes to Buyer by 2026-03-31, reported within 5 days.\n"
    "1.2 Buyer accepts or rejects the lathes within 10 working days, otherwise the lathes are accepted.\n"
    "When a lathe is rejected and when Buyer has not paid if the price > 2 * (fee + 3 yuan):\n"
    "  (a) Seller reworks the rejected lathes within 15 days after the rejection; (b) it may not sell them.\n"
    "late-interest means 0.05 percent of the price * days-late, but at most 5 percent of the price.\n"
    "scenario \"s\". On 2026-02-01 (a, recorded 2026-02-03) Seller delivered 3 lathes, accepted.\n"
    "Expect clause 1.1 breached, short by 7 lathes.\n";

static void the_tree_is_the_one_that_was_written(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "clause 1 \"x\". Seller may, by notice, deliver 3 to 6 lathes to Buyer in Q4.");
    assert_int_equal(reading.diags.error_count, 0);
    assert_int_equal(reading.file->sentence_count, 2);
    assert_int_equal(reading.file->part_count, 1);
    assert_int_equal(reading.file->parts[0].kind, PART_CLAUSE);
    const struct ast_sentence *sentence = reading.file->sentences[1];
    assert_int_equal(sentence->kind, SENT_STATEMENT);
    const struct ast_act *act = sentence->statement.items.items[0]->chain->norms[0];
    assert_int_equal(act->modal, MODAL_MAY);
    assert_string_equal(act->verb.text->text, "deliver");
    assert_int_equal(act->mids.count, 1);
    assert_int_equal(act->mids.items[0]->prep, PREP_BY);
    assert_int_equal(act->args.count, 3);
    const struct ast_amount *amount = act->args.items[0].nps->items[0]->amount;
    assert_true(amount->has_range);
    assert_int_equal(amount->low.value.digits, 3);
    assert_int_equal(amount->high.value.digits, 6);
    assert_int_equal(act->args.items[2].adverb->kind, ADV_TIME);
    close_reading(&reading);
}

static void one_sentence_in_error_leaves_the_others(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "party X. Seller delivers for. party Y.");
    assert_int_equal(reading.diags.error_count, 1);
    assert_int_equal(reading.file->sentence_count, 3);
    assert_true(reading.file->has_errors);
    assert_true(reading.file->sentences[1]->has_error);
    assert_int_equal(reading.file->sentences[2]->kind, SENT_PARTY);
    close_reading(&reading);
}

static void a_message_stands_where_the_mistake_is(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "party 甲方.\n甲方 pays 1,200 yuan.\n");
    assert_int_equal(reading.diags.error_count, 1);
    const struct diag *diag = reading.diags.items[0];
    struct place place = source_place(reading.source, diag->primary.span.start);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 9);
    assert_int_equal(place.display, 11);
    struct buf out;
    buf_init(&out);
    diags_print(&reading.diags, &out, false);
    assert_non_null(strstr(out.data, "2 | 甲方 pays 1,200 yuan.\n  |           ^^^^^\n"));
    buf_clear(&out);
    struct json_out json;
    json_out_init(&json, &out, JSON_OUT_COMPACT);
    diags_json(&reading.diags, &json);
    json_out_finish(&json);
    assert_non_null(strstr(out.data, "\"code\":\"E0108\""));
    assert_non_null(strstr(out.data, "\"text\":\"1_200\""));
    buf_release(&out);
    close_reading(&reading);
}

static void diagnostics_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text);
    for (int i = 0; i < LIMIT_DIAGS + 50; i++)
        buf_puts(&text, "Seller delivers for.\n");
    struct reading reading;
    read_bytes(&reading, text.data, text.len);
    assert_int_equal(reading.diags.error_count, LIMIT_DIAGS + 50);
    assert_int_equal(reading.diags.count, LIMIT_DIAGS);
    assert_int_equal(reading.diags.dropped_count, 50);
    buf_release(&text);
    close_reading(&reading);
}

static void assert_only_code(const char *text, size_t len, enum diag_code code)
{
    struct reading reading;
    read_bytes(&reading, text, len);
    assert_int_equal(reading.diags.error_count, 1);
    assert_int_equal(reading.diags.items[0]->code, code);
    close_reading(&reading);
}

static void bytes_that_are_no_text_give_one_message(void **state)
{
    (void)state;
    static const char latin[] = "party \xff\xfe X.\n\xff";
    static const char nul[] = "party \0\0X.";
    assert_only_code(latin, sizeof latin - 1, E_NOT_UTF8);
    assert_only_code(nul, sizeof nul - 1, E_NUL);
    static const char bidi[] = "party \xe2\x80\xaeX.";
    assert_only_code(bidi, sizeof bidi - 1, E_BIDI);
}

static void deep_nesting_gives_one_message(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text);
    buf_puts(&text, "price means ");
    buf_pad(&text, '(', 1000000);
    assert_only_code(text.data, text.len, E_TOO_DEEP);
    buf_clear(&text);
    buf_puts(&text, "price means 1");
    for (int i = 0; i < 2 * LIMIT_DEPTH; i++)
        buf_puts(&text, " + 1");
    buf_puts(&text, ".");
    assert_only_code(text.data, text.len, E_TOO_DEEP);
    buf_release(&text);
}

static void assert_round_trip(const struct ast_file *file, enum fmt_language language)
{
    struct buf once, twice;
    buf_init(&once);
    buf_init(&twice);
    fmt_file(file, language, &once);
    struct reading again;
    read_bytes(&again, once.data, once.len);
    assert_int_equal(again.diags.error_count, 0);
    assert_true(ast_equal(file, again.file));
    fmt_file(again.file, language, &twice);
    assert_string_equal(once.data, twice.data);
    buf_release(&once);
    buf_release(&twice);
    close_reading(&again);
}

static void what_is_formatted_says_the_same(void **state)
{
    (void)state;
    char text[sizeof contract];
    memcpy(text, contract, sizeof contract);
    memcpy(strstr(text, "may not"), "may    ", 7); /* the one mistake in it */
    struct reading reading;
    read_text(&reading, text);
    assert_int_equal(reading.diags.error_count, 0);
    assert_round_trip(reading.file, FMT_ENGLISH);
    assert_round_trip(reading.file, FMT_CHINESE);
    close_reading(&reading);
}

static void comments_stay_where_they_stood(void **state)
{
    (void)state;
    struct reading reading;
    struct buf out;
    read_text(&reading, "# first\n\n# of X\nparty X.   # behind X\nparty Y  # inside\n.\n# last\n");
    buf_init(&out);
    fmt_file(reading.file, FMT_ENGLISH, &out);
    assert_string_equal(out.data,
                        "# first\n\n# of X\nparty X.  # behind X\n# inside\nparty Y.\n# last\n");
    buf_release(&out);
    close_reading(&reading);
}

/* Removes, doubles or swaps words at random: a message or a tree that can be printed. */
static void damaged_contracts_are_read_or_refused(void **state)
{
    (void)state;
    uint64_t random = 1956;
    for (int round = 0; round < 2000; round++) {
        struct buf text;
        buf_init(&text);
        const char *rest = contract;
        int64_t victim = test_between(&random, 0, 130);
        for (int64_t word = 0; *rest; word++) {
            size_t len = strcspn(rest, " .,;:\n") + 1;
            if (len > strlen(rest))
                len = strlen(rest);
            if (word != victim || round % 3 == 1)
                buf_add(&text, rest, len);
            if (word == victim && round % 3 != 0)
                buf_add(&text, contract + test_between(&random, 0, 300), 12);
            rest += len;
        }
        struct reading reading;
        read_bytes(&reading, text.data, text.len);
        struct buf out;
        buf_init(&out);
        diags_print(&reading.diags, &out, true);
        fmt_file(reading.file, FMT_ENGLISH, &out);
        dump_file(reading.file, &out);
        buf_release(&out);
        buf_release(&text);
        close_reading(&reading);
    }
}

static void every_code_has_an_explanation(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        enum diag_code found;
        assert_true(strlen(info->title) > 5);
        assert_true(strlen(info->explain) > 40);
        assert_true(diag_find(info->code, &found));
        assert_int_equal(found, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_is_the_one_that_was_written),
        cmocka_unit_test(one_sentence_in_error_leaves_the_others),
        cmocka_unit_test(a_message_stands_where_the_mistake_is),
        cmocka_unit_test(diagnostics_beyond_the_limit_are_counted),
        cmocka_unit_test(bytes_that_are_no_text_give_one_message),
        cmocka_unit_test(deep_nesting_gives_one_message),
        cmocka_unit_test(what_is_formatted_says_the_same),
        cmocka_unit_test(comments_stay_where_they_stood),
        cmocka_unit_test(damaged_contracts_are_read_or_refused),
        cmocka_unit_test(every_code_has_an_explanation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
