/* cmd_test.c - runs the scenarios written in contracts. */
#include <stdio.h>
#include <stdlib.h>

#include "compiler/driver/engines.h"
#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/scenario.h"
#include "lang/base/buf.h"

static enum exit_status test_file(const struct options *options, const char *path, uint64_t seed,
                                  struct buf *out)
{
    struct load load;
    enum exit_status status = load_machine(&load, options, path);
    struct engine engine = {0};
    if (status == EXIT_FINE)
        status = engine_choose(options, &load.nm, &engine);
    if (status == EXIT_FINE) {
        uint32_t scenarios = 0, expectations = 0, failed = 0;
        for (uint32_t i = 0; i < load.file->part_count; i++) {
            if (load.file->parts[i].kind != PART_SCENARIO)
                continue;
            uint32_t errors_before = load.front.diags.error_count;
            struct scenario_result result = scenario_run(&load, &engine, i, seed);
            bool has_failed = load.front.diags.error_count > errors_before;
            scenarios++;
            expectations += result.expectations;
            failed += result.failed;
            buf_printf(out, "%s  %s: %u of %u expectations hold\n", has_failed ? "FAIL" : "ok  ",
                       result.title, result.expectations - result.failed, result.expectations);
        }
        buf_printf(out, "%s: %u scenario%s, %u expectation%s, %u failed\n", path, scenarios,
                   scenarios == 1 ? "" : "s", expectations, expectations == 1 ? "" : "s", failed);
        if (failed || diags_have_errors(&load.front.diags))
            status = EXIT_FINDINGS;
    }
    front_print_diags(&load.front);
    engine_close(&engine);
    load_release(&load);
    return status;
}

enum exit_status cmd_test(const struct options *options)
{
    enum exit_status worst = EXIT_FINE;
    uint64_t seed = 0;
    if (options_has(options, OPT_SHUFFLE)) {
        char *end;
        seed = strtoull(options->value[OPT_SHUFFLE], &end, 10);
        if (*end || seed == 0) {
            fprintf(stderr, "hetong test: --shuffle takes a number, at least 1\n");
            return EXIT_USAGE;
        }
    }
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < options->operand_count; i++) {
        enum exit_status status = test_file(options, options->operand[i], seed, &out);
        worst = status > worst ? status : worst;
    }
    enum exit_status written = out.len ? output_write_to("-", &out) : EXIT_FINE;
    buf_release(&out);
    return written > worst ? written : worst;
}
