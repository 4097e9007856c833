/* machine: saving, loading, verifying and dumping, on the machines of the conformance cases; blobs
 * and rows that someone has damaged. */
#include "runtime/machine_io.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/ir/dump.h"
#include "compiler/ir/verify.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "tests/unit/case_world.h"
#include "tests/unit/unit.h"

static void build(struct nm_builder *builder, struct nm *nm, enum case_machine_id machine)
{
    nmb_init(builder);
    case_machines[machine].build(builder);
    nmb_finish(builder, nm);
}

static void every_case_machine_is_sound(void **state)
{
    (void)state;
    for (int machine = 0; machine < MACHINE_COUNT; machine++) {
        struct nm_builder builder;
        struct nm nm;
        struct arena arena = {0};
        build(&builder, &nm, (enum case_machine_id)machine);
        const char *fault = nm_verify(&nm, &arena);
        if (fault)
            fail_msg("%s: %s", case_machines[machine].name, fault);
        arena_release(&arena);
        nmb_release(&builder);
    }
}

static void a_machine_survives_its_blob(void **state)
{
    (void)state;
    for (int machine = 0; machine < MACHINE_COUNT; machine++) {
        struct nm_builder builder;
        struct nm nm, loaded;
        struct buf blob, again, text, text_again;
        buf_init(&blob);
        buf_init(&again);
        buf_init(&text);
        buf_init(&text_again);
        build(&builder, &nm, (enum case_machine_id)machine);
        nm_save(&nm, &blob);
        assert_null(nm_load(&loaded, blob.data, blob.len));
        nm_save(&loaded, &again);
        assert_int_equal(blob.len, again.len);
        assert_memory_equal(blob.data, again.data, blob.len);
        unsigned char hash[DIGEST_LEN], hash_again[DIGEST_LEN];
        nm_hash(&nm, hash);
        nm_hash(&loaded, hash_again);
        assert_memory_equal(hash, hash_again, DIGEST_LEN);
        nm_dump(&nm, &text);
        nm_dump(&loaded, &text_again);
        assert_string_equal(text.data, text_again.data);
        buf_release(&blob);
        buf_release(&again);
        buf_release(&text);
        buf_release(&text_again);
        nmb_release(&builder);
    }
}

/* What lies in the gaps of a row is nobody's business and must not reach the hash. */
static void gaps_do_not_count(void **state)
{
    (void)state;
    struct nm_builder builder;
    struct nm nm;
    unsigned char hash[DIGEST_LEN], hash_again[DIGEST_LEN];
    build(&builder, &nm, MACHINE_REWORK);
    nm_hash(&nm, hash);
    struct nm_norm *norm = &nm.norm[0];
    size_t gap = offsetof(struct nm_norm, kind) + sizeof norm->kind;
    assert_true(gap < offsetof(struct nm_norm, bearers));
    ((unsigned char *)norm)[gap] ^= 0xff;
    nm_hash(&nm, hash_again);
    assert_memory_equal(hash, hash_again, DIGEST_LEN);
    nmb_release(&builder);
}

static void a_damaged_blob_is_refused_or_harmless(void **state)
{
    (void)state;
    struct nm_builder builder;
    struct nm nm;
    struct buf blob;
    buf_init(&blob);
    build(&builder, &nm, MACHINE_PENALTY);
    nm_save(&nm, &blob);
    for (size_t len = 0; len < blob.len; len += 7) {
        char *cut = malloc(len + 1); /* a heap block of its own, so that a step beyond it shows */
        assert_non_null(cut);
        memcpy(cut, blob.data, len);
        assert_non_null(nm_load(&nm, cut, len));
        free(cut);
    }
    uint64_t seed = 8;
    for (int round = 0; round < 3000; round++) {
        char *copy = malloc(blob.len);
        assert_non_null(copy);
        memcpy(copy, blob.data, blob.len);
        for (int i = 0; i < 3; i++)
            copy[test_between(&seed, 0, (int64_t)blob.len - 1)] = (char)test_random(&seed);
        if (!nm_load(&nm, copy, blob.len)) {
            struct arena arena = {0};
            const char *fault = nm_verify(&nm, &arena);
            struct buf text;
            buf_init(&text);
            if (!fault)
                nm_dump(&nm, &text);
            buf_release(&text);
            arena_release(&arena);
        }
        free(copy);
    }
    buf_release(&blob);
    nmb_release(&builder);
}

/* Each damages one row of the penalty machine, or of the one it names. */
static void break_trigger(struct nm *nm) { nm->trigger[1].norm = 9; }
static void break_remedy(struct nm *nm) { nm->trigger[1].norm = 1; }
static void break_child(struct nm *nm) { nm->expr[nm->expr_count - 1].a = (int32_t)nm->expr_count; }
static void break_clause(struct nm *nm) { nm->norm[0].clause = NM_NONE; }
static void break_pool(struct nm *nm) { nm->norm[0].pool = nm->head.pools; }
static void break_bearers(struct nm *nm) { nm->norm[0].bearers = 4; }
static void break_members(struct nm *nm) { nm->party[1].members = 3; }
static void break_term(struct nm *nm) { nm->head.end = 0; }
static void break_ratio(struct nm *nm) { nm->ratio[0].den = 0; }
static void break_stratum(struct nm *nm) { nm->norm[1].trigger_stratum = 0; }
static void break_text(struct nm *nm) { nm->norm[0].name = nm->pool_len; }
static void break_need(struct nm *nm) { nm->norm[0].need = NM_NONE; }
static void break_kind(struct nm *nm) { nm->norm[0].kind = NM_POWER; }

static void every_broken_rule_is_told(void **state)
{
    (void)state;
    static const struct {
        void (*break_it)(struct nm *nm);
        const char *fault;
    } cases[] = {
        {break_trigger, "trigger 1: `norm` is 9, which leads nowhere"},
        {break_remedy, "norm 0 (1): its remedy is not triggered by its breach"},
        {break_child, "expr 8: a child, or what it asks about, leads nowhere"},
        {break_clause, "norm 0: `clause` is -1, which leads nowhere"},
        {break_pool, "norm 0 (1): its pool does not exist"},
        {break_bearers, "norm 0: a set of parties names one that is not"},
        {break_members, "party 1 (B): its members are not itself alone"},
        {break_term, "head 0 (case): its term ends before it starts"},
        {break_ratio, "ratio 0: its divisor or step is out of range"},
        {break_stratum,
         "norm 1 (1.otherwise): it does not stand behind the norm that triggers it (strata)"},
        {break_text, NULL},
        {break_need, "norm 0 (1): its amount is not given"},
        {break_kind, "norm 0 (1): it is a power without effect, or has one and is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct nm_builder builder;
        struct nm nm;
        struct arena arena = {0};
        build(&builder, &nm, MACHINE_PENALTY);
        cases[i].break_it(&nm);
        const char *fault = nm_verify(&nm, &arena);
        assert_non_null(fault);
        if (cases[i].fault)
            assert_string_equal(fault, cases[i].fault);
        arena_release(&arena);
        nmb_release(&builder);
    }
}

static void circles_are_told(void **state)
{
    (void)state;
    struct nm_builder builder;
    struct nm nm;
    struct arena arena = {0};
    build(&builder, &nm, MACHINE_SUSPENSION); /* norm 1 is due 5 days after norm 0 is due */
    nm.norm[0].due = nm.norm[1].due;
    assert_string_equal(nm_verify(&nm, &arena), "norm 0 (1): its due day hangs on itself");
    nmb_release(&builder);
    build(&builder, &nm, MACHINE_PART); /* norm 1 is part of norm 0 */
    nm.norm[0].answer = NM_NONE;
    nm.norm[0].parent = 1;
    assert_string_equal(nm_verify(&nm, &arena), "norm 0 (Y): it is part of itself");
    nmb_release(&builder);
    arena_release(&arena);
}

static void a_dump_says_names(void **state)
{
    (void)state;
    struct nm_builder builder;
    struct nm nm;
    struct buf text;
    buf_init(&text);
    build(&builder, &nm, MACHINE_SUSPENSION);
    nm_dump(&nm, &text);
    assert_non_null(strstr(text.data, "head version=1 name=\"case\" signed_on=1970-01-01"
                                      " start=1970-01-02 end=1970-03-02 "));
    assert_non_null(strstr(text.data, "norm #1 name=\"2\" clause=\"0\" kind=achieve bearers=B "
                                      "creditors=A trigger=#1 pattern=#1 "
                                      "due=(add-days (due-of \"1\") 5) pool=1\n"));
    buf_release(&text);
    nmb_release(&builder);
}

static void words_are_sorted_by_the_builder(void **state)
{
    (void)state;
    struct nm_builder builder;
    struct nm nm;
    struct arena arena = {0};
    nmb_init(&builder);
    case_machines[MACHINE_ITEM].build(&builder);
    static const char *const words[] = {"teach", "pay", "deliver"};
    for (int i = 0; i < 3; i++) {
        struct nm_word word = {nmb_str(&builder, words[i]), NM_WORD_ACT, 0, NM_NONE};
        nmb_add_word(&builder, word);
    }
    nmb_finish(&builder, &nm);
    assert_null(nm_verify(&nm, &arena));
    assert_string_equal(nm_str(&nm, nm.word[0].text), "deliver");
    assert_string_equal(nm_str(&nm, nm.word[2].text), "teach");
    assert_int_equal(nmb_str(&builder, "pay"), nm.word[1].text); /* kept once */
    struct nm_word first = nm.word[0];
    nm.word[0] = nm.word[2];
    nm.word[2] = first;
    assert_string_equal(nm_verify(&nm, &arena), "word 1 (pay): the words are not sorted");
    arena_release(&arena);
    nmb_release(&builder);
}

static void a_damaged_state_is_refused(void **state)
{
    (void)state;
    struct st st, read;
    struct buf bytes;
    st_init(&st);
    st_init(&read);
    buf_init(&bytes);
    st.head.version = NM_VERSION;
    assert_int_equal(st_add_inst(&st), 0);
    st.inst[0].trigger_breach = st.inst[0].breach = -1;
    assert_int_equal(st_add_tender(&st), 0);
    st.tender[0].item = -1;
    st_encode(&st, &bytes);
    assert_true(st_decode(&read, bytes.data, bytes.len));
    assert_int_equal(read.tender_count, 1);
    for (size_t len = 0; len < bytes.len; len++)
        assert_false(st_decode(&read, bytes.data, len));
    assert_int_equal(read.tender_count, 1); /* what does not decode changes nothing */
    st.tender[0].inst = 1;
    buf_clear(&bytes);
    st_encode(&st, &bytes);
    assert_false(st_decode(&read, bytes.data, bytes.len));
    buf_release(&bytes);
    st_release(&st);
    st_release(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_machine_is_sound),
        cmocka_unit_test(a_machine_survives_its_blob),
        cmocka_unit_test(gaps_do_not_count),
        cmocka_unit_test(a_damaged_blob_is_refused_or_harmless),
        cmocka_unit_test(every_broken_rule_is_told),
        cmocka_unit_test(circles_are_told),
        cmocka_unit_test(a_dump_says_names),
        cmocka_unit_test(words_are_sorted_by_the_builder),
        cmocka_unit_test(a_damaged_state_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
