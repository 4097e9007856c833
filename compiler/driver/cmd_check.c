/* cmd_check.c - proof-reads contracts before they are signed. Says nothing where there is nothing to
 * say. */
#include <stdio.h>
#include <string.h>

#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/prove_report.h"
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
    checked->status = load_next(checked->load, checked->path);
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

enum exit_status cmd_check(const struct options *options)
{
    bool is_json = options_is(options, OPT_FORMAT, "json");
    if (is_json && options->operand_count > 1) {
        fprintf(stderr, "hetong check: --format json takes one FILE\n");
        return EXIT_USAGE;
    }
    enum exit_status worst = EXIT_FINE;
    struct load load;
    load_init(&load, options);
    for (size_t i = 0; i < options->operand_count; i++) {
        struct checked checked = {.path = options->operand[i], .load = &load};
        check_file(&checked);
        struct buf text;
        buf_init(&text);
        if (is_json && load.file) {
            write_json(&text, &checked);
            enum exit_status written = output_write(options->value[OPT_OUTPUT], &text);
            if (written != EXIT_FINE)
                worst = written;
        } else {
            front_print_diags(&load.front);
        }
        buf_release(&text);
        if (checked.status > worst)
            worst = checked.status;
    }
    load_release(&load);
    return worst;
}
