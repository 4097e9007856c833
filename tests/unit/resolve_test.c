/* resolve: words of reports to indices, and the faults of what cannot be resolved. */
#include "runtime/resolve.h"

#include <string.h>

#include "compiler/ir/builder.h"
#include "tests/unit/unit.h"

enum { FUSHUN, BENXI, CUSTOMS, PLANTS };
enum { TEACH, START_TEACH, CONFIRM, PAY, DELIVER, WAIVE };
enum { EXPERIENCE, DRAWING, NEW_RESULT };
enum { YUAN, FEN, KILOGRAM, TONNE };

struct desk {
    struct nm_builder builder;
    struct nm nm;
    struct resolver *resolver;
    struct resolved out;
};

static void word(struct nm_builder *builder, int32_t what, int32_t index, int32_t of,
                 const char *text)
{
    nmb_add_word(
        builder,
        (struct nm_word){.text = nmb_str(builder, text), .what = what, .index = index, .of = of});
}

static void party(struct nm_builder *builder, const char *name, const char *zh, int32_t kind,
                  uint64_t members)
{
    int32_t row = nmb_add_party(builder, (struct nm_party){.name = nmb_str(builder, name),
                                                           .label_zh = nmb_str(builder, zh),
                                                           .kind = kind,
                                                           .members = members});
    word(builder, NM_WORD_PARTY, row, NM_NONE, name);
    word(builder, NM_WORD_PARTY, row, NM_NONE, zh);
}

static void act(struct nm_builder *builder, const char *const *forms, int32_t class, int32_t kind)
{
    struct nm_act row = nmb_blank_act();
    row.name = nmb_str(builder, forms[0]);
    row.class = class;
    row.kind = kind;
    int32_t index = nmb_add_act(builder, row);
    for (; *forms != NULL; forms++) {
        word(builder, NM_WORD_ACT, index, NM_NONE, *forms);
    }
}

static void kind(struct nm_builder *builder, const char *name, const char *plural, const char *zh)
{
    int32_t row = nmb_add_kind(builder, (struct nm_kind){.name = nmb_str(builder, name),
                                                         .plural = nmb_str(builder, plural),
                                                         .unit = NM_NONE});
    word(builder, NM_WORD_KIND, row, NM_NONE, name);
    word(builder, NM_WORD_KIND, row, NM_NONE, plural);
    word(builder, NM_WORD_KIND, row, NM_NONE, zh);
}

static void unit(struct nm_builder *builder, const char *name, const char *zh, struct nm_unit row)
{
    row.name = nmb_str(builder, name);
    int32_t index = nmb_add_unit(builder, row);
    word(builder, NM_WORD_UNIT, index, NM_NONE, name);
    word(builder, NM_WORD_UNIT, index, NM_NONE, zh);
}

static void norm(struct nm_builder *builder, const char *name, int32_t clause, uint64_t bearers,
                 int32_t pattern, int32_t key_kind, int32_t unit_row)
{
    struct nm_norm row = nmb_blank_norm();
    row.name = nmb_str(builder, name);
    row.clause = clause;
    row.bearers = bearers;
    row.pattern = pattern;
    row.key_kind = key_kind;
    row.unit = unit_row;
    nmb_add_norm(builder, row);
}

static int32_t pattern(struct nm_builder *builder, int32_t its_act, int32_t its_kind)
{
    struct nm_pattern row = nmb_blank_pattern();
    row.act = its_act;
    row.kind = its_kind;
    return nmb_add_pattern(builder, row);
}

static int32_t clause(struct nm_builder *builder, const char *number, int32_t parent)
{
    struct nm_clause row = nmb_blank_clause();
    row.number = nmb_str(builder, number);
    row.parent = parent;
    return nmb_add_clause(builder, row);
}

static void build(struct nm_builder *builder)
{
    party(builder, "Fushun", "抚顺钢厂", NM_PARTY, 1);
    party(builder, "Benxi", "本溪钢厂", NM_PARTY, 2);
    party(builder, "Customs", "海关", NM_THIRD, 4);
    party(builder, "plants", "两厂", NM_GROUP, 3);
    act(builder, (const char *const[]){"teach", "teaches", "taught", "teaching", "教", NULL},
        NM_PERFORM, EXPERIENCE);
    act(builder, (const char *const[]){"start teach", NULL}, NM_FACT, EXPERIENCE);
    act(builder, (const char *const[]){"confirm", "confirmed", "确认", NULL}, NM_ACCEPT,
        EXPERIENCE);
    act(builder, (const char *const[]){"pay", "paid", NULL}, NM_PERFORM, NM_NONE);
    act(builder, (const char *const[]){"deliver", NULL}, NM_PERFORM, NM_NONE);
    act(builder, (const char *const[]){"waive", NULL}, NM_RELIEVE, NM_NONE);
    kind(builder, "experience", "experiences", "先进经验");
    kind(builder, "drawing", "drawings", "图纸");
    kind(builder, "new result", "new results", "新成果");
    unit(builder, "yuan", "元",
         (struct nm_unit){.dimension = NM_MONEY, .places = 2, .base = YUAN, .num = 1, .den = 1});
    unit(builder, "fen", "分",
         (struct nm_unit){.dimension = NM_MONEY, .base = YUAN, .num = 1, .den = 1});
    unit(builder, "kilogram", "公斤",
         (struct nm_unit){.dimension = NM_MEASURE, .base = KILOGRAM, .num = 1, .den = 1});
    unit(builder, "tonne", "吨",
         (struct nm_unit){.dimension = NM_MEASURE, .base = KILOGRAM, .num = 1000, .den = 1});
    nmb_add_attr(
        builder,
        (struct nm_attr){.name = nmb_str(builder, "means"), .first_value = 0, .value_count = 1});
    nmb_add_attr(
        builder,
        (struct nm_attr){.name = nmb_str(builder, "trade"), .first_value = 1, .value_count = 2});
    const char *const values[] = {"post", "rolling", "heat-treatment"};
    for (int32_t i = 0; i < 3; i++) {
        nmb_add_value(builder, (struct nm_value){.name = nmb_str(builder, values[i])});
        word(builder, NM_WORD_VALUE, i, i > 0, values[i]);
    }
    word(builder, NM_WORD_ATTR, 0, NM_NONE, "means");
    word(builder, NM_WORD_ATTR, 1, NM_NONE, "trade");
    int32_t first = clause(builder, "1", NM_NONE);
    int32_t inner = clause(builder, "1.1", first);
    int32_t money = clause(builder, "2", NM_NONE);
    int32_t teaching = pattern(builder, TEACH, EXPERIENCE);
    norm(builder, "1.1[Fushun]", inner, 1, teaching, NM_NONE, NM_NONE);
    norm(builder, "1.1[Benxi]", inner, 2, teaching, NM_NONE, NM_NONE);
    norm(builder, "2", money, 2, pattern(builder, PAY, NM_NONE), NM_NONE, YUAN);
    norm(builder, "3", money, 1, pattern(builder, DELIVER, DRAWING), EXPERIENCE, NM_NONE);
}

static int set_up(void **state)
{
    static struct desk desk;
    memset(&desk, 0, sizeof desk);
    nmb_init(&desk.builder);
    build(&desk.builder);
    nmb_finish(&desk.builder, &desk.nm);
    desk.resolver = resolver_new(&desk.nm);
    *state = &desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    resolver_free(desk->resolver);
    nmb_release(&desk->builder);
    return 0;
}

static struct report_event report_of(const char *actor, const char *its_act, const char *object)
{
    return (struct report_event){
        .source = TEXT_NONE,
        .id = TEXT_OF("e"),
        .at = TEXT_OF("1970-01-05"),
        .tick = 4,
        .actor = text_from(actor),
        .act = text_from(its_act),
        .to = TEXT_NONE,
        .object = text_from(object),
        .quantity = TEXT_NONE,
        .unit = TEXT_NONE,
        .by = TEXT_NONE,
        .evidence = TEXT_NONE,
        .re = TEXT_NONE,
        .for_what = TEXT_NONE,
        .corrects = TEXT_NONE,
    };
}

static const struct rt_event *resolve(struct desk *desk, struct report_event report)
{
    resolve_event(desk->resolver, &report, &desk->out);
    return &desk->out.event;
}

static void any_spelling_is_known(void **state)
{
    struct desk *desk = *state;
    const char *const acts[] = {"teach", "taught", "Teaching", "  teaches ", "教"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const struct rt_event *event = resolve(desk, report_of("fushun", acts[i], "lining"));
        assert_int_equal(event->act, TEACH);
        assert_int_equal(event->actors, 1);
        assert_int_equal(event->fault, JUDGE_EFFECTIVE);
        assert_int_equal(event->at, 4);
    }
    const char *const starts[] = {"start teach", "start teaching", "started teaching", "开始教"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        assert_int_equal(resolve(desk, report_of("Fushun", starts[i], ""))->act, START_TEACH);
    }
}

static void parties_are_joined_and_groups_meant(void **state)
{
    struct desk *desk = *state;
    const char *const both[] = {"Fushun and Benxi",   "Fushun+Benxi",    "plants",
                                "抚顺钢厂和本溪钢厂", "抚顺钢厂、Benxi", "两厂"};
    for (size_t i = 0; i < sizeof both / sizeof both[0]; i++) {
        assert_int_equal(resolve(desk, report_of(both[i], "teach", ""))->actors, 3);
    }
    const struct rt_event *event = resolve(desk, report_of("Fushun + Anshan", "teach", ""));
    assert_int_equal(event->fault, JUDGE_NOT_A_MEMBER);
    assert_true(text_equal(desk->out.culprit, TEXT_OF("Anshan")));
    struct report_event report = report_of("Fushun", "teach", "");
    report.to = TEXT_OF("Anshan");
    assert_int_equal(resolve(desk, report)->fault, JUDGE_UNKNOWN_WORD);
}

static void objects_have_kinds_and_names(void **state)
{
    struct desk *desk = *state;
    const struct {
        const char *object, *name;
        int kind;
    } cases[] = {
        {"lining", "lining", EXPERIENCE}, /* the kind is the act's */
        {"experience lining", "lining", EXPERIENCE},
        {"drawings", "", DRAWING},
        {"the drawings", "", DRAWING},
        {"图纸 D7", "D7", DRAWING},
        {"new result door  seal", "door seal", NEW_RESULT},
        {"New-Results", "", NEW_RESULT},
        {"ｌｉｎｉｎｇ", "lining", EXPERIENCE},
        {"", "", EVENT_NONE},
        {"contract", "", EVENT_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct rt_event *event = resolve(desk, report_of("Fushun", "teach", cases[i].object));
        assert_string_equal(desk->out.key.text, cases[i].name);
        assert_int_equal(event->kind, cases[i].kind);
        assert_int_equal(event->for_norm, EVENT_NONE);
        assert_int_equal(event->fault, JUDGE_EFFECTIVE);
    }
}

static void clauses_are_designated(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(resolve(desk, report_of("Benxi", "teach", "clause 1.1"))->for_norm, 1);
    assert_int_equal(resolve(desk, report_of("Fushun", "teach", "第1.1条"))->for_norm, 0);
    assert_int_equal(resolve(desk, report_of("Fushun", "teach", "clause 1.1[Benxi]"))->for_norm, 1);
    assert_int_equal(resolve(desk, report_of("Benxi", "teach", "clause 1"))->for_norm, 1);
    assert_int_equal(resolve(desk, report_of("Benxi", "teach", "clause 9"))->fault,
                     JUDGE_UNKNOWN_WORD);
    struct report_event report = report_of("Benxi", "pay", "");
    report.for_what = TEXT_OF("2");
    assert_int_equal(resolve(desk, report)->for_norm, 2);
}

static void attributes_bind_and_tell(void **state)
{
    struct desk *desk = *state;
    struct report_attribute attributes[] = {
        {TEXT_OF("experience"), TEXT_OF(" lining ")},
        {TEXT_OF("note"), TEXT_OF("anything")},
        {TEXT_OF("trade"), TEXT_OF("Heat-treatment")},
    };
    struct report_event report = report_of("Fushun", "deliver", "drawings");
    report.attributes = attributes;
    report.attribute_count = 3;
    const struct rt_event *event = resolve(desk, report);
    assert_int_equal(event->bind_kind, EXPERIENCE);
    assert_string_equal(desk->out.bind.text, "lining");
    assert_int_equal(event->attrs[1], 1);
    assert_int_equal(event->attrs[0], EVENT_NONE);
    assert_int_equal(event->fault, JUDGE_EFFECTIVE);
    attributes[2].value = TEXT_OF("post"); /* a value of another attribute */
    assert_int_equal(resolve(desk, report)->fault, JUDGE_UNKNOWN_WORD);
    report.attribute_count = 0;
    report.for_what = TEXT_OF("lining"); /* delivered drawings are kept by experience */
    event = resolve(desk, report);
    assert_int_equal(event->bind_kind, EXPERIENCE);
    assert_string_equal(desk->out.bind.text, "lining");
}

static const struct rt_event *amount(struct desk *desk, const char *its_act, const char *quantity,
                                     const char *its_unit)
{
    struct report_event report = report_of("Benxi", its_act, "");
    report.quantity = text_from(quantity);
    report.unit = text_from(its_unit);
    return resolve(desk, report);
}

static void quantities_are_exact_parts_of_the_base(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(amount(desk, "pay", "480_000.50", "yuan")->qty, 48000050);
    assert_int_equal(amount(desk, "pay", "480_000.50", "")->qty, 48000050); /* as the norm counts */
    assert_int_equal(amount(desk, "pay", "5", "fen")->qty, 5);
    assert_int_equal(amount(desk, "pay", "5", "fen")->unit, YUAN);
    assert_int_equal(amount(desk, "deliver", "2.5", "吨")->qty, 2500);
    assert_int_equal(amount(desk, "deliver", "2.5", "tonne")->unit, KILOGRAM);
    assert_int_equal(amount(desk, "teach", "10", "")->qty, 10);
    assert_int_equal(amount(desk, "teach", "10", "experiences")->kind, EXPERIENCE);
    assert_int_equal(amount(desk, "teach", "2.50", "")->fault, JUDGE_INEXACT_UNIT);
    assert_int_equal(amount(desk, "pay", "0.001", "yuan")->fault, JUDGE_INEXACT_UNIT);
    assert_int_equal(amount(desk, "deliver", "0.0005", "tonne")->fault, JUDGE_INEXACT_UNIT);
    assert_int_equal(amount(desk, "pay", "1", "ruble")->fault, JUDGE_UNKNOWN_WORD);
    assert_int_equal(amount(desk, "pay", "0", "yuan")->fault, JUDGE_OVERFLOW);
    assert_int_equal(amount(desk, "pay", "-3", "yuan")->fault, JUDGE_OVERFLOW);
    assert_int_equal(amount(desk, "deliver", "9223372036854775807", "tonne")->fault,
                     JUDGE_OVERFLOW);
}

static void answers_and_powers_are_reported_by_their_actor(void **state)
{
    struct desk *desk = *state;
    const struct {
        const char *act, *by;
        int fault;
    } cases[] = {
        {"teach", "Benxi", JUDGE_EFFECTIVE},      {"teach", "Fushun", JUDGE_EFFECTIVE},
        {"confirm", "Fushun", JUDGE_EFFECTIVE},   {"confirm", "Benxi", JUDGE_NO_AUTHORITY},
        {"waive", "Benxi", JUDGE_NO_AUTHORITY},   {"waive", "plants", JUDGE_NO_AUTHORITY},
        {"teach", "a clerk", JUDGE_NO_AUTHORITY}, {"dance", "Benxi", JUDGE_UNKNOWN_WORD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report_event report = report_of("Fushun", cases[i].act, "");
        report.by = text_from(cases[i].by);
        assert_int_equal(resolve(desk, report)->fault, cases[i].fault);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_spelling_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parties_are_joined_and_groups_meant, set_up, tear_down),
        cmocka_unit_test_setup_teardown(objects_have_kinds_and_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(clauses_are_designated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(attributes_bind_and_tell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quantities_are_exact_parts_of_the_base, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_and_powers_are_reported_by_their_actor, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
