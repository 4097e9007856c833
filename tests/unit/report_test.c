/* The papers on a model filled by hand: escapes, guards, alignment, and that what is written can be
 * read back. With an argument it writes every paper of the sample into that folder instead, for the
 * tests with other programs' readers (tests/check-paper). */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/base/utf8.h"
#include "lang/base/vec.h"
#include "runtime/report/choose.h"
#include "runtime/report/grid.h"
#include "runtime/report/html_writer.h"
#include "runtime/report/phrase.h"
#include "tests/unit/report_sample.h"

typedef void renderer(struct buf *out, const struct report_model *model,
                      const struct report_options *options);

static const struct report_options both = {.language = REPORT_BOTH, .party = REPORT_ALL_PARTIES};

static size_t times(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

static void assert_has(const struct buf *buf, const char *part)
{
    if (strstr(buf->data, part) == NULL)
        fail_msg("'%s' is missing", part);
}

static void assert_lacks(const struct buf *buf, const char *part)
{
    if (strstr(buf->data, part) != NULL)
        fail_msg("'%s' should not be there", part);
}

static void markup_in_a_value_stays_text(void **state)
{
    (void)state;
    struct buf out;
    struct html html;
    buf_init(&out);
    html_init(&html, &out, REPORT_EN);
    html_start(&html, "p");
    html_attr(&html, "title", "a\"b'c<d&");
    html_text(&html, "<b>&\"'\x01\xE2\x80\xAE \xFF 合同");
    html_end(&html);
    assert_string_equal(out.data, "<p title=\"a&quot;b&#39;c&lt;d&amp;\">&lt;b&gt;&amp;&quot;&#39;"
                                  "\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD 合同</p>\n");
    buf_clear(&out);
    css_quote(&out, "\"};</style><\\");
    assert_null(strpbrk(out.data, "\"<};"));
    buf_release(&out);
}

static void both_languages_stand_in_one_cell(void **state)
{
    (void)state;
    struct buf out;
    struct html html;
    buf_init(&out);
    html_init(&html, &out, REPORT_BOTH);
    html_pair(&html, (struct report_text){.en = "due", .zh = "期限"});
    html_pair(&html, (struct report_text){.zh = "仅中文"});
    html_pair(&html, (struct report_text){0});
    assert_string_equal(out.data, "<span lang=\"en\">due</span> <span lang=\"zh\">期限</span>"
                                  "<span lang=\"zh\">仅中文</span>");
    buf_clear(&out);
    phrase_text(&out, (struct report_text){.en = "due", .zh = "期限"}, REPORT_BOTH);
    phrase_text(&out, (struct report_text){.en = "A1", .zh = "A1"}, REPORT_BOTH);
    assert_string_equal(out.data, "due / 期限A1");
    buf_release(&out);
}

static void every_word_has_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < WORD_COUNT; i++) {
        struct report_text text = word_text((enum word)i);
        bool is_none = i == WORD_FORECAST_NONE;
        assert_true(is_none || (text.en[0] != '\0' && text.zh[0] != '\0'));
        assert_int_equal(utf8_check(text.zh, strlen(text.zh), NULL), UTF8_FINE);
    }
}

static void rows_stand_in_the_right_list(void **state)
{
    (void)state;
    const struct report_model *model = report_sample();
    static const struct {
        enum sample_row row;
        enum list_kind fushun, benxi, bureau;
    } want[] = {
        {SAMPLE_TEACH, LIST_MY_DUTIES, LIST_THEIR_DUTIES, LIST_NONE},
        {SAMPLE_STAY, LIST_MUST_NOT, LIST_MUST_NOT, LIST_NONE},
        {SAMPLE_ANSWER, LIST_THEIR_DUTIES, LIST_MY_DUTIES, LIST_NONE},
        {SAMPLE_EQUIPMENT, LIST_SOFT, LIST_SOFT, LIST_NONE},
        {SAMPLE_PROBLEM, LIST_MY_DUTIES, LIST_MY_DUTIES, LIST_NONE},
        {SAMPLE_WHEN, LIST_THEIR_WHEN, LIST_MY_WHEN, LIST_NONE},
        {SAMPLE_TERMINATE, LIST_THEIR_RIGHTS, LIST_RIGHTS, LIST_NONE},
        {SAMPLE_VISIT, LIST_MAY, LIST_RIGHTS, LIST_NONE}, /* it has a last day */
        {SAMPLE_PAY, LIST_THEIR_DUTIES, LIST_MY_DUTIES, LIST_NONE},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct report_row *row = &model->rows[want[i].row];
        assert_int_equal(row_list_for(row, 0), want[i].fushun);
        assert_int_equal(row_list_for(row, 1), want[i].benxi);
        assert_int_equal(row_list_for(row, 2), want[i].bureau);
    }
}

static void nameless_units_are_ticked_as_far_as_the_counts_go(void **state)
{
    (void)state;
    struct report_item named = {.state = REPORT_ITEM_TENDERED};
    struct report_row row = REPORT_ROW_EMPTY;
    row.kind = REPORT_KIND_AMOUNT;
    row.required = 5;
    row.done = 1;
    row.pending = 2;
    row.items = &named;
    row.item_count = 1;
    static const enum report_item_state want[] = {REPORT_ITEM_TENDERED, REPORT_ITEM_HELD,
                                                  REPORT_ITEM_TENDERED, REPORT_ITEM_FREE,
                                                  REPORT_ITEM_FREE};
    assert_true(row_has_tally(&row));
    assert_int_equal(row_tally_lines(&row), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(row_tally_item(&row, i).state, want[i]);
    row.required = TALLY_LINES + 1;
    assert_int_equal(row_tally_lines(&row), 0);
}

static void what_is_breached_comes_first_and_what_is_settled_last(void **state)
{
    (void)state;
    const struct report_model *model = report_sample();
    struct row_list rows = {0};
    choose_list(&rows, model, 0, LIST_MY_DUTIES);
    const size_t want[] = {SAMPLE_DRAWINGS, SAMPLE_DRAWINGS_NEXT, SAMPLE_TECHNICIAN,
                           SAMPLE_PROBLEM,  SAMPLE_TEACH,         SAMPLE_WAIVED};
    assert_int_equal(rows.count, sizeof want / sizeof *want);
    for (size_t i = 0; i < rows.count; i++)
        assert_int_equal(rows.items[i], want[i]);
    vec_release(&rows);

    struct report_counts counts = choose_counts(model, REPORT_ALL_PARTIES);
    assert_int_equal(counts.rows, SAMPLE_ROWS - 1);
    assert_int_equal(counts.breached, 1);
    assert_int_equal(counts.doomed, 1);
    assert_int_equal(counts.at_risk, 1);
    assert_int_equal(counts.fulfilled, 1);
}

static void chinese_columns_line_up(void **state)
{
    (void)state;
    struct grid grid;
    struct buf out;
    buf_init(&out);
    grid_init(&grid);
    grid_column(&grid, "条款", GRID_LEFT, 0);
    grid_column(&grid, "n", GRID_RIGHT, 0);
    grid_column(&grid, "什么", GRID_LEFT, 8);
    grid_cell(&grid, "1");
    grid_cell(&grid, "26");
    grid_cell(&grid, "传授先进经验");
    grid_cell(&grid, "合同12");
    grid_cell(&grid, "5");
    grid_cell(&grid, "sends a man");
    grid_print(&grid, &out, 20);
    assert_string_equal(out.data, "条款     n  什么\n"
                                  "------  --  --------\n"
                                  "1       26  传授先进\n"
                                  "            经验\n"
                                  "合同12   5  sends a\n"
                                  "            man\n");
    buf_release(&out);
    grid_release(&grid);
}

static void no_line_of_a_table_is_wider_than_the_terminal(void **state)
{
    (void)state;
    static const enum report_view views[] = {REPORT_VIEW_STATUS, REPORT_VIEW_SCHEDULE,
                                             REPORT_VIEW_CHECKLIST};
    for (size_t i = 0; i < 3; i++) {
        struct buf out;
        buf_init(&out);
        report_table(&out, report_sample(),
                     &(struct report_options){.language = REPORT_ZH,
                                              .view = views[i],
                                              .party = REPORT_ALL_PARTIES,
                                              .width = 118});
        for (const char *line = out.data; *line != '\0';) {
            size_t len = strcspn(line, "\n");
            if (utf8_width(line, len) > 118)
                fail_msg("too wide: %.*s", (int)len, line);
            assert_true(len == 0 || line[len - 1] != ' ');
            line += len + 1;
        }
        assert_has(&out, "抚顺钢厂");
        buf_release(&out);
    }
}

/* A reader of RFC 4180, as strict as it says: counts cells of each line and keeps the one asked
 * for. */
static char *csv_cell(const char *text, size_t line_wanted, size_t cell_wanted, size_t *cells)
{
    struct buf cell;
    size_t line = 0, index = 0;
    char *found = NULL;
    buf_init(&cell);
    for (const char *at = text; *at != '\0';) {
        buf_clear(&cell);
        if (*at == '"') {
            for (at++; !(at[0] == '"' && at[1] != '"'); at++) {
                assert_true(*at != '\0');
                at += *at == '"';
                buf_putc(&cell, *at);
            }
            at++;
        } else {
            for (; strchr(",\r", *at) == NULL; at++) {
                assert_true(*at != '"' && *at != '\n');
                buf_putc(&cell, *at);
            }
        }
        if (line == line_wanted && index == cell_wanted) {
            found = malloc(cell.len + 1);
            assert_non_null(found);
            memcpy(found, cell.data, cell.len + 1);
        }
        index++;
        if (*at == ',') {
            at++;
            continue;
        }
        assert_true(at[0] == '\r' && at[1] == '\n');
        at += 2;
        if (line == line_wanted)
            *cells = index;
        line++;
        index = 0;
    }
    buf_release(&cell);
    return found;
}

static void csv_reads_back_and_runs_no_formula(void **state)
{
    (void)state;
    struct buf out;
    size_t header_cells = 0, cells = 0;
    buf_init(&out);
    report_csv(&out, report_sample(), &both);
    free(csv_cell(out.data, 0, 0, &header_cells));
    for (size_t row = 0; row < SAMPLE_ROWS; row++) {
        free(csv_cell(out.data, row + 1, 0, &cells));
        assert_int_equal(cells, header_cells);
    }
    static const struct {
        size_t cell;
        const char *text;
    } want[] = {{0, "7.3/款"}, {9, "'" SAMPLE_FORMULA}, {10, "支付差旅费"}, {13, "480000.50"}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        char *cell = csv_cell(out.data, SAMPLE_PAY + 1, want[i].cell, &cells);
        assert_non_null(cell);
        assert_string_equal(cell, want[i].text);
        free(cell);
    }
    assert_has(&out, ",'-1+1,'＝计算,");
    assert_has(&out, ",-1,");

    buf_clear(&out);
    report_csv(&out, report_sample(),
               &(struct report_options){.language = REPORT_ZH, .party = 1, .has_bom = true});
    assert_memory_equal(out.data, "\xEF\xBB\xBF编号,条款,", 3 + strlen("编号,条款,"));
    buf_release(&out);
}

static json_t *json_of(enum report_view view, int party)
{
    struct buf out;
    json_error_t error;
    buf_init(&out);
    report_json(&out, report_sample(), &(struct report_options){.view = view, .party = party});
    json_t *json = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL)
        fail_msg("line %d: %s", error.line, error.text);
    buf_release(&out);
    return json;
}

static void status_json_has_the_fields_that_are_promised(void **state)
{
    (void)state;
    static const char *const promised[] = {"clause", "instance",   "bearer", "counterparty", "kind",
                                           "status", "forecast",   "done",   "required",     "unit",
                                           "due",    "slack_days", "since",  "blame"};
    json_t *json = json_of(REPORT_VIEW_STATUS, REPORT_ALL_PARTIES);
    json_t *instances = json_object_get(json, "instances");
    assert_string_equal(json_string_value(json_object_get(json, "format")), "hetong-status");
    assert_int_equal(json_array_size(instances), SAMPLE_ROWS);
    for (size_t i = 0; i < json_array_size(instances); i++) {
        for (size_t key = 0; key < sizeof promised / sizeof *promised; key++)
            assert_non_null(json_object_get(json_array_get(instances, i), promised[key]));
    }
    json_t *teach = json_array_get(instances, SAMPLE_TEACH);
    assert_int_equal(json_integer_value(json_object_get(teach, "done")), 10);
    assert_int_equal(json_integer_value(json_object_get(teach, "slack_days")), 3);
    assert_string_equal(json_string_value(json_object_get(teach, "due")), "1956-12-31");
    json_t *pay = json_array_get(instances, SAMPLE_PAY);
    assert_true(json_real_value(json_object_get(pay, "required")) == 480000.5);
    json_t *late = json_array_get(instances, SAMPLE_DRAWINGS);
    assert_string_equal(json_string_value(json_array_get(json_object_get(late, "blame"), 0)),
                        "Fushun");
    assert_true(json_is_null(json_object_get(late, "done")));
    json_decref(json);
}

static void schedule_json_is_in_order_of_date(void **state)
{
    (void)state;
    json_t *json = json_of(REPORT_VIEW_SCHEDULE, REPORT_ALL_PARTIES);
    json_t *instances = json_object_get(json, "instances");
    const char *last = "";
    for (size_t i = 0; i < json_array_size(instances); i++) {
        json_t *row = json_array_get(instances, i);
        const char *due = json_string_value(json_object_get(row, "due"));
        due = due != NULL ? due : json_string_value(json_object_get(row, "reminder"));
        if (due == NULL)
            break;
        assert_true(strcmp(last, due) <= 0);
        last = due;
    }
    assert_string_not_equal(last, "");
    json_decref(json);
}

static void checklist_json_has_a_list_for_each_purpose(void **state)
{
    (void)state;
    json_t *json = json_of(REPORT_VIEW_CHECKLIST, 1);
    json_t *lists = json_object_get(json, "checklists");
    assert_int_equal(json_array_size(lists), 1);
    json_t *benxi = json_array_get(lists, 0);
    assert_string_equal(json_string_value(json_object_get(benxi, "for")), "Benxi");
    assert_int_equal(json_array_size(json_object_get(benxi, "rights")), 2);
    assert_int_equal(json_array_size(json_object_get(benxi, "my_when")), 1);
    assert_int_equal(json_array_size(json_object_get(json, "text_only")), 1);
    json_decref(json);

    json = json_of(REPORT_VIEW_CHECKLIST, REPORT_ALL_PARTIES);
    assert_int_equal(json_array_size(json_object_get(json, "checklists")), 2);
    json_decref(json);
}

/* Unfolds by RFC 5545 3.1 and checks what a strict reader would: CRLF, at most 75 octets, whole
 * characters on each line. */
static void unfold(struct buf *out, const char *ics)
{
    for (const char *line = ics; *line != '\0';) {
        size_t len = strcspn(line, "\r\n");
        assert_true(len <= 75);
        assert_true(line[len] == '\r' && line[len + 1] == '\n');
        assert_int_equal(utf8_check(line, len, NULL), UTF8_FINE);
        if (*line == ' ') {
            buf_add(out, line + 1, len - 1);
        } else {
            buf_putc(out, '\n');
            buf_add(out, line, len);
        }
        line += len + 2;
    }
    buf_putc(out, '\n');
}

static void calendar_reads_back(void **state)
{
    (void)state;
    struct buf out, plain;
    buf_init(&out);
    buf_init(&plain);
    report_ics(&out, report_sample(), &both);
    unfold(&plain, out.data);
    size_t todos = times(plain.data, "\nBEGIN:VTODO\n");
    assert_int_equal(todos, 11);
    assert_int_equal(times(plain.data, "\nBEGIN:VEVENT\n"), todos);
    assert_int_equal(times(plain.data, "\nDTSTAMP:19561210T000000Z\n"), 2 * todos);
    assert_has(&plain,
               "\nUID:9f2c3a51d07be4486c1f0e9ab35d7724-3.1/experience=roll-pass-todo@hetong\n");
    assert_has(&plain, "\nUID:9f2c3a51d07be4486c1f0e9ab35d7724-7.3/%E6%AC%BE-act@hetong\n");
    assert_has(&plain, "\nDUE;VALUE=DATE:19561231\n");
    assert_has(&plain, "\nDTSTART;VALUE=DATE:19561214\n");
    assert_has(&plain, "teaches Benxi 26 experiences / 抚顺钢厂：向本溪传授二十六项先进经验");
    assert_has(&plain, "\nSTATUS:COMPLETED\n");
    assert_has(&plain, "\nSTATUS:CANCELLED\n");
    assert_has(&plain, "\nSEQUENCE:12\n");
    assert_has(&plain, "\nTRIGGER:-P2W\n");
    assert_has(&plain, "within 30 days\\; \"not\\, later\"\\nthan the year");
    buf_release(&out);
    buf_release(&plain);
}

static void markdown_keeps_a_row_on_a_line(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out);
    report_checklist_md(&out, report_sample(), &both);
    assert_lacks(&out, "<img");
    assert_has(&out, "&lt;img");
    assert_has(&out, "银行回单｜\\*");
    assert_has(&out, "# Checklist 履约检查表 · Fushun Steel Plant 抚顺钢厂");
    assert_has(&out, "**1956-12-31**");
    assert_has(&out, "| 8 | annealing 退火工艺 | ☑ 1956-11-20 | ☑ 1956-11-25 deemed 视为确认 | |");
    assert_has(&out, "| 11 | bloom scarfing 火焰清理 | ☑ 1956-12-07 | ☐ | |");
    for (const char *line = out.data; *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (*line != '|' || line[1] == ' ')
            continue;
        assert_true(line[1] == ' ' || line[1] == '\n' || strncmp(line, "| ---", 5) == 0);
    }
    buf_release(&out);
}

static void page_is_self_contained(void **state)
{
    (void)state;
    for (int language = REPORT_EN; language <= REPORT_BOTH; language++) {
        struct buf out;
        buf_init(&out);
        report_html(&out, report_sample(),
                    &(struct report_options){.language = (enum report_language)language,
                                             .party = REPORT_ALL_PARTIES});
        assert_lacks(&out, "<img");
        assert_lacks(&out, "<script");
        assert_lacks(&out, "src=\"");
        assert_lacks(&out, "url(http");
        assert_lacks(&out, "@import");
        assert_int_equal(times(out.data, "data-party="), 2);
        assert_int_equal(utf8_check(out.data, out.len, NULL), UTF8_FINE);
        assert_has(&out, language == REPORT_ZH ? "已不能如期" : "can no longer be met");
        buf_release(&out);
    }
}

static void a_drawing_has_a_line_for_each_dated_row(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out);
    report_svg(&out, report_sample(), &both);
    assert_int_equal(times(out.data, "<g class=\"row\">"), 11);
    assert_int_equal(times(out.data, "<line class=\"now\""), 1);
    assert_lacks(&out, "<span");
    buf_release(&out);
}

static void a_long_drawing_says_what_it_leaves_out(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    struct report_model model = *report_sample();
    struct report_row *rows = calloc(MANY, sizeof *rows);
    struct buf out;
    assert_non_null(rows);
    for (size_t i = 0; i < MANY; i++)
        rows[i] = model.rows[SAMPLE_DRAWINGS_NEXT];
    model.rows = rows;
    model.row_count = MANY;
    buf_init(&out);
    report_svg(&out, &model, &both);
    assert_int_equal(times(out.data, "<g class=\"row\">"), 300);
    assert_has(&out, "+ 700 rows");
    buf_release(&out);
    free(rows);
}

static void an_empty_contract_prints(void **state)
{
    (void)state;
    static const struct report_party party[] = {{.name = "A"}};
    const struct report_model model = {
        .identity = {.name = "empty",
                     .signed_on = REPORT_NEVER,
                     .in_force = REPORT_NEVER,
                     .expires = REPORT_NEVER,
                     .as_of = REPORT_NEVER,
                     .known_at = REPORT_NEVER,
                     .horizon_from = REPORT_NEVER,
                     .horizon_to = REPORT_NEVER},
        .parties = party,
        .party_count = 1,
        .timeline = {.from = REPORT_NEVER, .to = REPORT_NEVER},
    };
    static renderer *const renderers[] = {report_table, report_checklist_md, report_html,
                                          report_csv,   report_json,         report_ics,
                                          report_svg};
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++) {
        for (int view = 0; view < 3; view++) {
            struct buf out;
            buf_init(&out);
            renderers[i](&out, &model,
                         &(struct report_options){.language = REPORT_BOTH,
                                                  .view = (enum report_view)view,
                                                  .party = REPORT_ALL_PARTIES});
            assert_true(out.len > 0);
            buf_release(&out);
        }
    }
}

static void the_same_model_gives_the_same_bytes(void **state)
{
    (void)state;
    static renderer *const renderers[] = {report_table, report_checklist_md, report_html,
                                          report_csv,   report_json,         report_ics,
                                          report_svg};
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++) {
        struct buf first, second;
        buf_init(&first);
        buf_init(&second);
        renderers[i](&first, report_sample(), &both);
        renderers[i](&second, report_sample(), &both);
        assert_string_equal(first.data, second.data);
        buf_release(&first);
        buf_release(&second);
    }
}

static int write_paper(const char *folder, const char *name, renderer *render,
                       struct report_options options)
{
    struct buf path, out, error;
    buf_init(&path);
    buf_init(&out);
    buf_init(&error);
    buf_printf(&path, "%s/%s", folder, name);
    render(&out, report_sample(), &options);
    bool is_written = file_write(path.data, out.data, out.len, &error);
    if (!is_written)
        fprintf(stderr, "%s\n", error.data);
    buf_release(&path);
    buf_release(&out);
    buf_release(&error);
    return is_written ? 0 : 1;
}

static int write_papers(const char *folder)
{
    const struct report_options status = both;
    struct report_options en = both, zh = both, benxi = both, schedule = both, list = both;
    en.language = REPORT_EN;
    zh.language = REPORT_ZH;
    benxi.party = 1;
    benxi.view = REPORT_VIEW_CHECKLIST;
    schedule.view = REPORT_VIEW_SCHEDULE;
    list.view = REPORT_VIEW_CHECKLIST;
    return write_paper(folder, "report-both.html", report_html, status) |
           write_paper(folder, "report-en.html", report_html, en) |
           write_paper(folder, "report-zh.html", report_html, zh) |
           write_paper(folder, "checklist-benxi.html", report_html, benxi) |
           write_paper(folder, "checklist.md", report_checklist_md, list) |
           write_paper(folder, "status.csv", report_csv, status) |
           write_paper(folder, "status.json", report_json, status) |
           write_paper(folder, "schedule.json", report_json, schedule) |
           write_paper(folder, "checklist.json", report_json, list) |
           write_paper(folder, "calendar.ics", report_ics, status) |
           write_paper(folder, "timeline.svg", report_svg, status) |
           write_paper(folder, "status-en.txt", report_table, en) |
           write_paper(folder, "status-zh.txt", report_table, zh) |
           write_paper(folder, "schedule.txt", report_table, schedule) |
           write_paper(folder, "checklist.txt", report_table, list);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_in_a_value_stays_text),
        cmocka_unit_test(both_languages_stand_in_one_cell),
        cmocka_unit_test(every_word_has_both_languages),
        cmocka_unit_test(rows_stand_in_the_right_list),
        cmocka_unit_test(nameless_units_are_ticked_as_far_as_the_counts_go),
        cmocka_unit_test(what_is_breached_comes_first_and_what_is_settled_last),
        cmocka_unit_test(chinese_columns_line_up),
        cmocka_unit_test(no_line_of_a_table_is_wider_than_the_terminal),
        cmocka_unit_test(csv_reads_back_and_runs_no_formula),
        cmocka_unit_test(status_json_has_the_fields_that_are_promised),
        cmocka_unit_test(schedule_json_is_in_order_of_date),
        cmocka_unit_test(checklist_json_has_a_list_for_each_purpose),
        cmocka_unit_test(calendar_reads_back),
        cmocka_unit_test(markdown_keeps_a_row_on_a_line),
        cmocka_unit_test(page_is_self_contained),
        cmocka_unit_test(a_drawing_has_a_line_for_each_dated_row),
        cmocka_unit_test(a_long_drawing_says_what_it_leaves_out),
        cmocka_unit_test(an_empty_contract_prints),
        cmocka_unit_test(the_same_model_gives_the_same_bytes),
    };
    if (argc > 1)
        return write_papers(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
