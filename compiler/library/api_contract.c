/* api_contract.c - hetong.h: contracts. */
#include <stdlib.h>
#include <string.h>

#include "compiler/library/api.h"
#include "compiler/library/papers.h"
#include "compiler/library/prove_report.h"
#include "compiler/library/signed.h"
#include "lang/base/check.h"
#include "lang/syntax/source.h"

const char *hetong_version(void)
{
    return HETONG_VERSION;
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* Cuts the search path at its colons. */
static size_t cut_folders(struct hetong_contract *contract, const char *search_path)
{
    const char *given = search_path ? search_path : "";
    size_t len = strlen(given), count = 0;
    contract->search_path = malloc(len + 1);
    contract->folders = calloc(len / 2 + 1, sizeof *contract->folders);
    if (!contract->search_path || !contract->folders)
        BUG("out of memory");
    memcpy(contract->search_path, given, len + 1);
    for (char *at = contract->search_path; *at;) {
        size_t part = strcspn(at, ":");
        bool is_last = at[part] == '\0';
        at[part] = '\0';
        if (part > 0)
            contract->folders[count++] = at;
        at += part + !is_last;
    }
    return count;
}

static struct hetong_contract *begin(const char *search_path)
{
    struct hetong_contract *contract = calloc(1, sizeof *contract);
    if (!contract)
        BUG("out of memory");
    struct front_settings settings = {.folder_count = cut_folders(contract, search_path)};
    settings.folders = contract->folders;
    buf_init(&contract->unread);
    buf_init(&contract->messages);
    load_init(&contract->load, &settings);
    contract->load.front.messages = &contract->unread;
    contract->digest = "";
    return contract;
}

static struct hetong_contract *finish(struct hetong_contract *contract, enum load_status status)
{
    switch (status) {
    case LOAD_FINE:
        contract->status = HETONG_FINE;
        contract->digest = signed_digest(&contract->load);
        break;
    case LOAD_FINDINGS: contract->status = HETONG_FINDINGS; break;
    case LOAD_UNREADABLE: contract->status = HETONG_UNREADABLE; break;
    }
    diags_sort(&contract->load.front.diags);
    while (contract->unread.len > 0 && contract->unread.data[contract->unread.len - 1] == '\n')
        contract->unread.data[--contract->unread.len] = '\0';
    return contract;
}

struct hetong_contract *hetong_contract_read(const char *path, const char *search_path)
{
    struct hetong_contract *contract = begin(search_path);
    return finish(contract, load_next(&contract->load, path));
}

struct hetong_contract *hetong_contract_parse(const char *name, const char *text, size_t length,
                                              const char *search_path)
{
    struct hetong_contract *contract = begin(search_path);
    if (length > LIMIT_SOURCE_BYTES) {
        buf_printf(&contract->unread, "%s is longer than %lld bytes\n", name,
                   (long long)LIMIT_SOURCE_BYTES);
        return finish(contract, LOAD_UNREADABLE);
    }
    return finish(contract, load_text(&contract->load, name, text, length));
}

void hetong_contract_free(struct hetong_contract *contract)
{
    if (!contract)
        return;
    load_release(&contract->load);
    buf_release(&contract->unread);
    buf_release(&contract->messages);
    free(contract->folders);
    free(contract->search_path);
    free(contract);
}

/* ---- what is known -------------------------------------------------------------------------------- */

enum hetong_status hetong_contract_status(const struct hetong_contract *contract)
{
    return contract->status;
}

static bool is_read(const struct hetong_contract *contract)
{
    return contract->digest[0] != '\0';
}

enum hetong_status hetong_contract_prove(struct hetong_contract *contract)
{
    if (contract->status != HETONG_FINE || contract->is_proven)
        return contract->status;
    prove_and_report(&contract->load);
    contract->is_proven = true;
    diags_sort(&contract->load.front.diags);
    if (contract->load.front.diags.error_count > 0)
        contract->status = HETONG_FINDINGS;
    return contract->status;
}

const char *hetong_contract_name(const struct hetong_contract *contract)
{
    return is_read(contract) ? nm_str(&contract->load.nm, contract->load.nm.head.name) : "";
}

const char *hetong_contract_digest(const struct hetong_contract *contract)
{
    return contract->digest;
}

/* ---- messages ------------------------------------------------------------------------------------- */

/* A file that could not be read is a message of its own, the first. */
size_t hetong_contract_message_count(const struct hetong_contract *contract)
{
    return contract->load.front.diags.count + (contract->unread.len > 0);
}

struct hetong_message hetong_contract_message(const struct hetong_contract *contract, size_t index)
{
    struct hetong_message message = {.code = "", .file = "", .mend = ""};
    if (contract->unread.len > 0 && index == 0) {
        message.text = contract->unread.data;
        return message;
    }
    const struct diag *diag = contract->load.front.diags.items[index - (contract->unread.len > 0)];
    message.code = diag_info(diag->code)->code;
    message.severity = diag->severity == SEVERITY_ERROR ? HETONG_ERROR : HETONG_WARNING;
    message.text = diag->message;
    message.mend = diag->help ? diag->help : "";
    if (diag->primary.source) {
        struct place place = source_place(diag->primary.source, diag->primary.span.start);
        message.file = diag->primary.source->name;
        message.line = place.line;
        message.column = place.column;
    }
    return message;
}

const char *hetong_contract_messages(struct hetong_contract *contract)
{
    buf_clear(&contract->messages);
    if (contract->unread.len > 0)
        buf_printf(&contract->messages, "%s\n", contract->unread.data);
    diags_print(&contract->load.front.diags, &contract->messages, false);
    return contract->messages.data;
}

/* ---- papers --------------------------------------------------------------------------------------- */

char *api_print(const struct nm *nm, const struct report_model *model,
                const struct hetong_paper *paper)
{
    static const enum report_view views[] = {REPORT_VIEW_STATUS, REPORT_VIEW_SCHEDULE,
                                             REPORT_VIEW_CHECKLIST};
    static const enum report_language languages[] = {REPORT_EN, REPORT_ZH, REPORT_BOTH};
    struct report_options wanted = {.view = views[paper->view],
                                    .language = languages[paper->language],
                                    .party = REPORT_ALL_PARTIES};
    if (paper->party) {
        wanted.party = papers_party(nm, model, paper->party);
        if (wanted.party < 0)
            return NULL;
    }
    struct buf out;
    buf_init(&out);
    char *text = NULL;
    if (papers_print(&out, model, paper->format, &wanted)) {
        text = malloc(out.len + 1);
        if (!text)
            BUG("out of memory");
        memcpy(text, out.data, out.len + 1);
    }
    buf_release(&out);
    return text;
}

char *hetong_contract_print(struct hetong_contract *contract, const struct hetong_paper *paper)
{
    if (!is_read(contract))
        return NULL;
    const struct nm *nm = &contract->load.nm;
    struct arena arena = {0};
    struct st st;
    struct report_model model;
    st_init(&st);
    char *text = NULL;
    if (papers_of_contract(&model, nm, contract->digest, signed_first(&contract->load), &arena, &st))
        text = api_print(nm, &model, paper);
    st_release(&st);
    arena_release(&arena);
    return text;
}
