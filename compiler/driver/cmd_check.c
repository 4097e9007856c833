/* cmd_check.c - proof-reads contracts before they are signed. Says nothing where there is nothing to
 * say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/pool.h"
#include "compiler/library/prove_report.h"
#include "lang/base/buf.h"
#include "lang/base/json_out.h"

/* What is known of one file when it has been looked at. */
struct checked {
    const char *path;
    struct load *load;
    struct feasible *feasible; /* NULL if the file did not get that far */
    enum exit_status status;
};

static void check_file(struct checked *checked)
{
    checked->status = loading_exit(load_next(checked->load, checked->path));
    if (checked->status == EXIT_FINE) {
        checked->feasible = prove_and_report(checked->load);
        if (checked->load->front.diags.error_count)
            checked->status = EXIT_FINDINGS;
    }
}

static void write_verdict(struct json_out *json, const char *verdict, const char *answer,
                          const struct feasible_finding *finding, const struct nm *nm)
{
    json_out_object(json);
    json_out_key_text(json, "verdict", verdict);
    json_out_key_text(json, "answer", answer);
    json_out_key(json, "clauses");
    json_out_array(json);
    for (uint32_t i = 0; finding && i < finding->clause_count; i++)
        json_out_text(json, nm_str(nm, nm->clause[finding->clauses[i]].number));
    json_out_end(json);
    json_out_key(json, "why");
    if (finding)
        json_out_text(json, finding->message);
    else
        json_out_null(json);
    json_out_key(json, "repair");
    if (finding && finding->mend_count)
        json_out_text(json, finding->mends[0].text);
    else
        json_out_null(json);
    json_out_end(json);
}

/* C0 is what the front end says, C1 the time network, C6 the places and days. The others are not
 * asked yet, and that is said. */
static void write_verdicts(struct json_out *json, const struct checked *checked)
{
    static const char *const unasked[] = {"C2", "C3", "C4", "C4+", "C5", "C7"};
    bool is_formed = checked->feasible != NULL;
    write_verdict(json, "C0", is_formed ? "yes" : "no", NULL, NULL);
    const struct feasible_finding *late = NULL, *scarce = NULL;
    for (uint32_t i = 0; is_formed && i < checked->feasible->finding_count; i++) {
        const struct feasible_finding *finding = &checked->feasible->findings[i];
        if (finding->kind == FEASIBLE_DEADLINES && !late)
            late = finding;
        if (finding->kind == FEASIBLE_CAPACITY && !scarce)
            scarce = finding;
    }
    const char *open = !is_formed                         ? "not asked"
                       : checked->feasible->is_undecided ? "unknown"
                                                          : "yes";
    write_verdict(json, "C1", late ? "no" : open, late, &checked->load->nm);
    write_verdict(json, "C6", scarce ? "no" : open, scarce, &checked->load->nm);
    for (size_t i = 0; i < sizeof unasked / sizeof *unasked; i++)
        write_verdict(json, unasked[i], "not asked", NULL, NULL);
}

static void write_json(struct buf *out, const struct checked *checked)
{
    struct json_out json;
    json_out_init(&json, out, JSON_OUT_PRETTY);
    json_out_object(&json);
    json_out_key_text(&json, "format", "hetong-check");
    json_out_key_int(&json, "version", 1);
    json_out_key_text(&json, "program", "hetong " HETONG_VERSION);
    json_out_key(&json, "files");
    json_out_array(&json);
    json_out_text(&json, checked->path);
    json_out_end(&json);
    json_out_key_int(&json, "errors", checked->load->front.diags.error_count);
    json_out_key_int(&json, "warnings", checked->load->front.diags.warning_count);
    json_out_key(&json, "diagnostics");
    diags_json((struct diags *)&checked->load->front.diags, &json);
    json_out_key(&json, "verdicts");
    json_out_array(&json);
    write_verdicts(&json, checked);
    json_out_end(&json);
    json_out_end(&json);
    json_out_finish(&json);
}

/* ---- many files ------------------------------------------------------------------------------------ */

/* What there is to say of one file; kept until those before it have been told. */
struct verdict {
    struct buf text; /* for stderr */
    enum exit_status status;
};

struct checking {
    const struct options *options;
    struct verdict *verdicts;
    enum exit_status worst;
};

static void *begin(void *context)
{
    const struct checking *checking = context;
    struct load *load = malloc(sizeof *load);
    if (!load)
        BUG("out of memory");
    struct front_settings settings = loading_settings(checking->options);
    load_init(load, &settings);
    return load;
}

static void end(void *state)
{
    load_release(state);
    free(state);
}

static void work(void *context, void *state, size_t index)
{
    struct checking *checking = context;
    struct verdict *verdict = &checking->verdicts[index];
    struct load *load = state;
    struct checked checked = {.path = checking->options->operand[index], .load = load};
    buf_init(&verdict->text);
    load->front.messages = &verdict->text;
    check_file(&checked);
    verdict->status = checked.status;
    if (options_is(checking->options, OPT_FORMAT, "json") && load->file) {
        struct buf json;
        buf_init(&json);
        write_json(&json, &checked);
        enum exit_status written = output_write(checking->options, &checked.load->front, &json);
        if (written > verdict->status)
            verdict->status = written;
        buf_release(&json);
    } else {
        front_print_diags(&load->front);
    }
}

static void tell(void *context, size_t index)
{
    struct checking *checking = context;
    struct verdict *verdict = &checking->verdicts[index];
    fwrite(verdict->text.data, 1, verdict->text.len, stderr);
    buf_release(&verdict->text);
    if (verdict->status > checking->worst)
        checking->worst = verdict->status;
}

/* As many as --jobs says; else as there are processors and enough files to keep them busy. 0 after a
 * message. */
static size_t worker_count(const struct options *options)
{
    enum { FILES_EACH = 16, MOST = 256 };
    if (!options_has(options, OPT_JOBS))
        return pool_workers(options->operand_count, FILES_EACH);
    char *rest;
    unsigned long count = strtoul(options->value[OPT_JOBS], &rest, 10);
    if (*rest == '\0' && count >= 1 && count <= MOST)
        return count;
    fprintf(stderr, "hetong check: --jobs takes a number from 1 to %d\n", MOST);
    return 0;
}

enum exit_status cmd_check(const struct options *options)
{
    if (options_is(options, OPT_FORMAT, "json") && options->operand_count > 1) {
        fprintf(stderr, "hetong check: --format json takes one FILE\n");
        return EXIT_USAGE;
    }
    size_t workers = worker_count(options);
    if (workers == 0)
        return EXIT_USAGE;
    struct checking checking = {.options = options, .worst = EXIT_FINE};
    checking.verdicts = calloc(options->operand_count, sizeof *checking.verdicts);
    if (!checking.verdicts)
        BUG("out of memory");
    struct pool_task task = {.context = &checking, .begin = begin, .end = end, .work = work, .tell = tell};
    pool_run(&task, options->operand_count, workers);
    free(checking.verdicts);
    return checking.worst;
}
