/* emit and the kernel: the conformance cases through compiled code at both levels, and through
 * compiled code and the interpreter side by side, states compared byte by byte after every step; what
 * is written to files. */
#include "compiler/emit/emit.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/ir/eval.h"
#include "lang/base/file.h"
#include "runtime/kernel.h"
#include "tests/differential/twin.h"
#include "tests/unit/case_world.h"
#include "tests/unit/unit.h"

static struct engine compile(const struct nm *nm, enum emit_level level)
{
    struct engine engine;
    struct buf error;
    buf_init(&error);
    if (!hetong_emit()->jit(nm, level, &engine, &error))
        fail_msg("%s", error.data);
    buf_release(&error);
    return engine;
}

static struct engine quick(const struct nm *nm)
{
    return compile(nm, EMIT_QUICK);
}

static struct engine best(const struct nm *nm)
{
    return compile(nm, EMIT_BEST);
}

static void differ(const char *what, const struct st *first, const struct st *second)
{
    (void)first;
    (void)second;
    fail_msg("compiled code and interpreter differ: %s", what);
}

static struct engine both(const struct nm *nm)
{
    return twin_engine(compile(nm, EMIT_QUICK), eval_engine(nm), differ);
}

#define C(name)                                                                                    \
    static void quick_##name(void **state)                                                         \
    {                                                                                              \
        (void)state;                                                                               \
        name(quick);                                                                               \
    }                                                                                              \
    static void best_##name(void **state)                                                          \
    {                                                                                              \
        (void)state;                                                                               \
        name(best);                                                                                \
    }                                                                                              \
    static void both_##name(void **state)                                                          \
    {                                                                                              \
        (void)state;                                                                               \
        name(both);                                                                                \
    }
CONFORMANCE_CASES(C)
#undef C

/* ---- files ----------------------------------------------------------------------------------- */

struct folder {
    char path[64];
};

static void folder_make(struct folder *folder)
{
    strcpy(folder->path, "/tmp/hetong-emit-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
}

static const char *folder_file(const struct folder *folder, const char *name, char *path, size_t len)
{
    snprintf(path, len, "%s/%s", folder->path, name);
    return path;
}

static void folder_remove(struct folder *folder, const char *const *names)
{
    char path[128];
    for (; *names; names++)
        unlink(folder_file(folder, *names, path, sizeof path));
    assert_int_equal(rmdir(folder->path), 0); /* nothing else was left behind */
}

static void test_same_input_same_bytes(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    char one[128], two[128];
    folder_file(&folder, "one.o", one, sizeof one);
    folder_file(&folder, "two.o", two, sizeof two);
    for (int level = EMIT_QUICK; level <= EMIT_BEST; level++) {
        struct world world;
        world_open(&world, quick, MACHINE_PENALTY);
        struct buf error, left, right;
        buf_init(&error);
        buf_init(&left);
        buf_init(&right);
        const struct emit_ops *emit = hetong_emit();
        assert_true(emit->object(&world.nm, (enum emit_level)level, "ht", one, &error));
        assert_true(emit->object(&world.nm, (enum emit_level)level, "ht", two, &error));
        assert_true(file_read(one, 1 << 24, &left, &error));
        assert_true(file_read(two, 1 << 24, &right, &error));
        assert_int_equal(left.len, right.len);
        assert_memory_equal(left.data, right.data, left.len);
        buf_release(&left);
        buf_release(&right);
        buf_release(&error);
        world_release(&world);
    }
    folder_remove(&folder, (const char *const[]){"one.o", "two.o", NULL});
}

static void test_shared_library(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    char path[128];
    folder_file(&folder, "sale.so", path, sizeof path);
    struct world world;
    world_open(&world, quick, MACHINE_DEADLINE);
    struct buf error;
    buf_init(&error);
    if (!hetong_emit()->library(&world.nm, EMIT_BEST, "sale", path, NULL, &error))
        fail_msg("%s", error.data);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    assert_non_null(library);
    const struct rt_module *module = dlsym(library, "sale_module");
    assert_non_null(module);
    struct engine engine = kernel_engine(&world.nm, module, NULL, NULL);
    struct st st;
    st_init(&st);
    engine_start(&engine, &st);
    assert_int_equal(engine_advance(&engine, &st, world.nm.head.start + 9, 1), 0);
    assert_int_equal(st.inst[0].status, ST_BREACHED);
    st_release(&st);
    engine_close(&engine);
    dlclose(library);
    buf_release(&error);
    world_release(&world);
    folder_remove(&folder, (const char *const[]){"sale.so", NULL});
}

static void test_bad_paths(void **state)
{
    (void)state;
    struct world world;
    world_open(&world, quick, MACHINE_DEADLINE);
    struct buf error;
    buf_init(&error);
    const struct emit_ops *emit = hetong_emit();
    assert_false(emit->object(&world.nm, EMIT_QUICK, "ht", "/no/such/folder/x.o", &error));
    assert_true(error.len > 0);
    buf_clear(&error);
    assert_false(emit->library(&world.nm, EMIT_QUICK, "ht", "/no/such/folder/x.so", NULL, &error));
    assert_true(error.len > 0);
    buf_clear(&error);
    assert_false(emit->header(&world.nm, "ht", "/no/such/folder/x.h", &error));
    assert_true(error.len > 0);
    buf_release(&error);
    world_release(&world);
}

static void test_text(void **state)
{
    (void)state;
    struct world world;
    world_open(&world, quick, MACHINE_AMOUNT);
    struct buf error, text;
    buf_init(&error);
    buf_init(&text);
    assert_true(hetong_emit()->text(&world.nm, EMIT_BEST, "ht", &text, &error));
    assert_non_null(strstr(text.data, "@ht_module"));
    buf_release(&text);
    buf_release(&error);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define C(name)                                                                                    \
    cmocka_unit_test(quick_##name), cmocka_unit_test(best_##name), cmocka_unit_test(both_##name),
        CONFORMANCE_CASES(C)
#undef C
        cmocka_unit_test(test_same_input_same_bytes),
        cmocka_unit_test(test_shared_library),
        cmocka_unit_test(test_bad_paths),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
