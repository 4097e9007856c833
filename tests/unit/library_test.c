/* library_test.c - what hetong.h promises, beyond what tests/check-install tries from outside. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/library/hetong.h"
#include "tests/unit/unit.h"

static const char sale[] = "contract sale.\n"
                           "party Maker.\n"
                           "party Buyer.\n"
                           "item lathe, lathes.\n"
                           "in force from 2026-01-01 to 2026-12-31.\n"
                           "1.1 Maker delivers 2 lathes to Buyer by 2026-06-30.\n";

static struct hetong_contract *contract_of(const char *text)
{
    return hetong_contract_parse("sale.ht", text, strlen(text), NULL);
}

static void a_sound_contract_has_a_name_and_nothing_to_say(void **state)
{
    (void)state;
    struct hetong_contract *contract = contract_of(sale);
    assert_int_equal(hetong_contract_status(contract), HETONG_FINE);
    assert_int_equal(hetong_contract_prove(contract), HETONG_FINE);
    assert_string_equal(hetong_contract_name(contract), "sale");
    assert_int_equal(strlen(hetong_contract_digest(contract)), 64);
    assert_int_equal(hetong_contract_message_count(contract), 0);
    assert_string_equal(hetong_contract_messages(contract), "");
    hetong_contract_free(contract);
}

static void a_mistake_has_a_code_a_place_and_a_mend(void **state)
{
    (void)state;
    char text[sizeof sale];
    memcpy(text, sale, sizeof sale);
    memcpy(strstr(text, "to Buyer"), "to Buier", strlen("to Buier"));
    struct hetong_contract *contract = contract_of(text);
    assert_int_not_equal(hetong_contract_status(contract), HETONG_FINE);
    assert_int_equal(hetong_contract_prove(contract), hetong_contract_status(contract));
    assert_int_equal(hetong_contract_message_count(contract), 1);
    struct hetong_message message = hetong_contract_message(contract, 0);
    assert_int_equal(message.severity, HETONG_ERROR);
    assert_int_equal(message.code[0], 'E');
    assert_string_equal(message.file, "sale.ht");
    assert_int_equal(message.line, 6);
    assert_non_null(strstr(message.mend, "Buyer"));
    assert_non_null(strstr(hetong_contract_messages(contract), message.code));
    assert_string_equal(hetong_contract_name(contract), "");
    struct hetong_paper paper = {.format = "csv"};
    assert_null(hetong_contract_print(contract, &paper));
    hetong_contract_free(contract);
}

static void a_file_that_is_not_there_is_a_message(void **state)
{
    (void)state;
    struct hetong_contract *contract = hetong_contract_read("no/such/file.ht", "a:b::c");
    assert_int_equal(hetong_contract_status(contract), HETONG_UNREADABLE);
    assert_int_equal(hetong_contract_message_count(contract), 1);
    struct hetong_message message = hetong_contract_message(contract, 0);
    assert_string_equal(message.code, "");
    assert_non_null(strstr(message.text, "no/such/file.ht"));
    struct hetong_tracker *tracker = hetong_tracker_open(contract, NULL, 0);
    assert_int_equal(hetong_tracker_status(tracker), HETONG_MISUSE);
    assert_string_not_equal(hetong_tracker_error(tracker), "");
    assert_int_equal(hetong_tracker_look(tracker, "2026-01-01", HETONG_DAY_OPEN), HETONG_MISUSE);
    assert_int_equal(hetong_tracker_duty_count(tracker), 0);
    hetong_tracker_close(tracker);
    hetong_contract_free(contract);
}

static void what_is_impossible_is_found(void **state)
{
    (void)state;
    static const char late[] = "contract sale.\nparty Maker.\nparty Buyer.\nitem lathe, lathes.\n"
                               "in force from 2026-01-01 to 2026-12-31.\n"
                               "1.1 Maker delivers 2 lathes to Buyer by 2026-06-30.\n"
                               "1.2 Each delivery takes 400 days.\n";
    struct hetong_contract *contract = contract_of(late);
    assert_int_equal(hetong_contract_status(contract), HETONG_FINE);
    assert_int_equal(hetong_contract_prove(contract), HETONG_FINDINGS);
    assert_int_equal(hetong_contract_prove(contract), HETONG_FINDINGS); /* asked once, told twice */
    assert_int_equal(hetong_contract_message_count(contract), 1);
    hetong_contract_free(contract);
}

struct told {
    int rows, taken;
    char last[64];
};

static void note(void *context, const struct hetong_answer *answer)
{
    struct told *told = context;
    told->rows++;
    told->taken += answer->is_taken;
    strncpy(told->last, answer->word, sizeof told->last - 1);
}

static enum hetong_status take(struct hetong_tracker *tracker, const char *line, struct told *told)
{
    return hetong_tracker_take(tracker, HETONG_JSON_LINES, line, strlen(line), "2026-06-30", note,
                               told);
}

static void rows_are_answered_and_duties_move(void **state)
{
    (void)state;
    struct hetong_contract *contract = contract_of(sale);
    struct hetong_tracker *tracker = hetong_tracker_open(contract, NULL, HETONG_INTERPRETED);
    assert_int_equal(hetong_tracker_status(tracker), HETONG_FINE);
    assert_int_equal(hetong_tracker_duty_count(tracker), 0);
    struct told told = {0};
    const char *delivery = "{\"id\":\"d1\",\"at\":\"2026-05-04\",\"actor\":\"Maker\",\"act\":\"deliver\","
                           "\"to\":\"Buyer\",\"object\":\"lathes\",\"quantity\":\"1\"}\n";
    assert_int_equal(take(tracker, delivery, &told), HETONG_FINE);
    assert_string_equal(told.last, "taken");
    assert_int_equal(take(tracker, delivery, &told), HETONG_FINE);
    assert_string_equal(told.last, "duplicate");
    assert_int_equal(take(tracker, "{\"id\":\"d2\",\"at\":\"2026-02-30\",\"actor\":\"Maker\",\"act\":\"deliver\"}",
                          &told), HETONG_FINE);
    assert_string_equal(told.last, "malformed");
    assert_int_equal(told.rows, 3);
    assert_int_equal(told.taken, 2);
    assert_int_equal(hetong_tracker_take(tracker, HETONG_CSV, "not,an,event,file\n", 18, "2026-06-30",
                                         NULL, NULL), HETONG_UNREADABLE);
    assert_int_equal(hetong_tracker_take(tracker, HETONG_CSV, "", 0, "30 June", NULL, NULL),
                     HETONG_MISUSE);
    assert_int_equal(hetong_tracker_look(tracker, "soon", HETONG_DAY_OPEN), HETONG_MISUSE);

    assert_int_equal(hetong_tracker_look(tracker, "2026-06-30", HETONG_DAY_OPEN), HETONG_FINE);
    assert_int_equal(hetong_tracker_duty_count(tracker), 1);
    struct hetong_duty duty = hetong_tracker_duty(tracker, 0);
    assert_string_equal(duty.id, "1.1");
    assert_string_equal(duty.bearers, "Maker");
    assert_string_equal(duty.status, "in-force");
    assert_string_equal(duty.due, "2026-06-30");
    assert_string_equal(duty.required, "2");
    assert_string_equal(duty.done, "1");
    assert_int_equal(duty.breaches, 0);
    assert_int_equal(hetong_tracker_look(tracker, "2026-06-30", HETONG_DAY_CLOSED), HETONG_FINE);
    duty = hetong_tracker_duty(tracker, 0);
    assert_string_equal(duty.status, "breached");
    assert_int_equal(duty.breaches, 1);

    struct hetong_paper paper = {.view = HETONG_CHECKLIST, .format = "md", .party = "Maker"};
    char *text = hetong_tracker_print(tracker, &paper);
    assert_non_null(strstr(text, "1.1"));
    free(text);
    paper.party = "Nobody";
    assert_null(hetong_tracker_print(tracker, &paper));
    paper = (struct hetong_paper){.format = "papyrus"};
    assert_null(hetong_tracker_print(tracker, &paper));
    hetong_tracker_close(tracker);
    hetong_contract_free(contract);
}

static void what_is_committed_is_there_again(void **state)
{
    (void)state;
    char path[] = "/tmp/hetong-library-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    unlink(path);
    struct hetong_contract *contract = contract_of(sale);
    struct told told = {0};
    const char *delivery = "{\"id\":\"d1\",\"at\":\"2026-05-04\",\"actor\":\"Maker\",\"act\":\"deliver\","
                           "\"to\":\"Buyer\",\"object\":\"lathes\",\"quantity\":\"2\"}\n";
    struct hetong_tracker *tracker = hetong_tracker_open(contract, path, HETONG_INTERPRETED);
    struct hetong_tracker *other = hetong_tracker_open(contract, path, HETONG_INTERPRETED);
    assert_int_equal(take(tracker, delivery, &told), HETONG_FINE);
    assert_int_equal(take(other, delivery, &told), HETONG_FINE);
    assert_int_equal(hetong_tracker_commit(tracker), HETONG_FINE);
    assert_int_equal(hetong_tracker_commit(other), HETONG_FAILED); /* overtaken */
    assert_string_not_equal(hetong_tracker_error(other), "");
    assert_int_equal(take(other, delivery, &told), HETONG_FAILED);
    hetong_tracker_close(other);
    hetong_tracker_close(tracker);

    tracker = hetong_tracker_open(contract, path, HETONG_INTERPRETED | HETONG_READ_ONLY);
    assert_int_equal(hetong_tracker_look(tracker, "2026-12-31", HETONG_DAY_CLOSED), HETONG_FINE);
    assert_string_equal(hetong_tracker_duty(tracker, 0).status, "fulfilled");
    hetong_tracker_close(tracker);
    hetong_contract_free(contract);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_contract_has_a_name_and_nothing_to_say),
        cmocka_unit_test(a_mistake_has_a_code_a_place_and_a_mend),
        cmocka_unit_test(a_file_that_is_not_there_is_a_message),
        cmocka_unit_test(what_is_impossible_is_found),
        cmocka_unit_test(rows_are_answered_and_duties_move),
        cmocka_unit_test(what_is_committed_is_there_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
