/* amended.c - contracts with amendments, in the order of the pipeline. A mistake in the original is told
 * of the original; one that an amendment brings, of the text as amended. Warnings are those of the
 * text in force at the end. */
#include "compiler/library/amended.h"

#include <string.h>

#include "compiler/ir/lower.h"
#include "compiler/ir/versions.h"
#include "compiler/library/signed.h"
#include "compiler/sema/amend.h"
#include "compiler/sema/sema.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/source.h"
#include "lang/value/tick.h"

static bool has_contract(const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        if (file->sentences[i]->kind == SENT_CONTRACT)
            return true;
    }
    return false;
}

bool amended_is(const struct load *load)
{
    return amend_is_in(load->file);
}

/* ---- the texts ------------------------------------------------------------------------------------ */

struct reading {
    struct load *load;
    struct amended amended;
    VEC(const struct ast_file *) files; /* the contract, and those that amend it */
    VEC(uint32_t) used_counts;          /* of each: how many used files it has, words only */
};

/* The file given by hand uses what it amends; those are texts of the contract, and no words. */
static void gather(struct reading *reading)
{
    struct used *used = &reading->load->front.used;
    uint32_t count = 0;
    bool is_alone = has_contract(reading->load->file);
    for (size_t i = 0; i < used->files.count; i++) {
        const struct ast_file *file = used->files.items[i];
        bool is_text = !is_alone && (has_contract(file) || amend_is_in(file));
        if (!is_text) {
            used->files.items[count++] = file;
            continue;
        }
        vec_push(&reading->files, file);
        vec_push(&reading->used_counts, count);
    }
    used->files.count = count;
    vec_push(&reading->files, reading->load->file);
    vec_push(&reading->used_counts, count);
}

static bool read_texts(struct reading *reading)
{
    struct load *load = reading->load;
    gather(reading);
    struct amend_input input = {.files = reading->files.items,
                                .file_count = (uint32_t)reading->files.count,
                                .parse = front_parse_words, .context = &load->front};
    reading->amended = amend_read(&input, &load->front.arena, &load->front.diags);
    if (reading->amended.count > LIMIT_AMENDMENTS) {
        const struct ast_sentence *heading = reading->amended.amendments[LIMIT_AMENDMENTS].heading;
        struct diag *diag = diag_add(&load->front.diags, E_TOO_MANY, heading->source, heading->span,
                                     "more than %d amendments of one contract", LIMIT_AMENDMENTS);
        diag_help(diag, "write the text as it now stands into a contract of its own (`hetong fmt --conformed`), and "
                        "amend that");
    }
    return !diags_have_errors(&load->front.diags);
}

static void release(struct reading *reading)
{
    vec_release(&reading->files);
    vec_release(&reading->used_counts);
}

/* ---- what fits together ---------------------------------------------------------------------------- */

static void tell_day(struct load *load, const struct ast_sentence *heading, const struct ast_time *time,
                     const char *what, int64_t day, const char *help)
{
    struct buf date;
    buf_init(&date);
    date_print(&date, day);
    struct diag *diag = diag_add(&load->front.diags, E_AMEND_DAY, heading->source, time->span, what,
                                 date.data);
    diag_help(diag, "%s", help);
    buf_release(&date);
}

/* The days of an amendment, against the contract and the amendment before it. */
static void check_days(struct load *load, const struct meaning *before, int64_t signed_before,
                       int64_t from_before, const struct ast_sentence *heading)
{
    const struct ast_time *signed_on = &heading->amendment->signed_on;
    const struct ast_time *from = &heading->amendment->effective_from;
    if (signed_on->day < signed_before)
        tell_day(load, heading, signed_on, "what it amends was signed later, on %s", signed_before,
                 "correct the day of signature, or put the amendments in the order of their days");
    else if (from->day < from_before)
        tell_day(load, heading, from, "an earlier amendment takes effect later, on %s", from_before,
                 "let it take effect no earlier, or put the amendments in the order of their days");
    else if (before->end != NM_NEVER && from->day > before->end)
        tell_day(load, heading, from, "the contract ends before, on %s", before->end,
                 "let it take effect while the contract is in force");
}

/* The term as amended. */
static void check_term(struct load *load, const struct meaning *first, const struct meaning *now,
                       const struct ast_sentence *heading)
{
    if (now->start != first->start)
        tell_day(load, heading, &heading->amendment->effective_from,
                 "the contract began on %s, and an amendment cannot move that", first->start,
                 "leave the first day of the term as it was; only its end can be moved");
    else if (now->end != NM_NEVER && now->end < heading->amendment->effective_from.day)
        tell_day(load, heading, &heading->amendment->effective_from,
                 "the term would end before, on %s", now->end,
                 "let the term end on this day or later; what is past cannot be undone");
}

/* The amendment names the text that it changes by the beginning of its digest. */
static void check_digest(struct load *load, const struct ast_sentence *heading, const char *digest)
{
    enum { SHORTEST = 8 };
    const struct ast_string *said = &heading->amendment->digest;
    if (!said->text || (said->len >= SHORTEST && said->len <= strlen(digest) &&
                        memcmp(said->text, digest, said->len) == 0))
        return;
    struct diag *diag = diag_add(&load->front.diags, E_AMEND_OTHER, heading->source, said->span,
                                 "the text that stands here has another digest");
    diag_note(diag, "it is %s", digest);
    diag_help(diag, "amend the text that was signed; or, if this is it, write the first %d or more "
                    "digits of its digest", SHORTEST);
}

/* ---- lowering --------------------------------------------------------------------------------------- */

struct lowered {
    struct nm_builder builder;
    struct nm nm;
};

static void lower_text(struct load *load, struct lowered *lowered)
{
    nmb_init(&lowered->builder);
    lower(load->meaning, &lowered->builder);
    nmb_finish(&lowered->builder, &lowered->nm);
}

/* Each digest covers the one before it, so that the last one covers all that was signed. */
static const char *digest_after(struct load *load, const struct nm *nm,
                                const struct ast_sentence *heading, const char *before)
{
    struct buf more;
    buf_init(&more);
    if (heading) {
        buf_puts(&more, "# ");
        fmt_sentence(heading, FMT_ENGLISH, &more);
        buf_printf(&more, "\n# amends %s\n", before);
    }
    const char *digest = signed_text(load, nm, &more);
    buf_release(&more);
    return digest;
}

static const char *words_of(struct load *load, const struct ast_strings *titles, bool is_chinese)
{
    for (uint32_t i = 0; i < titles->count; i++) {
        if ((((unsigned char)titles->items[i].text[0]) >= 0x80) == is_chinese)
            return arena_text(&load->front.arena, titles->items[i].text, titles->items[i].len);
    }
    return "";
}

static struct version_text text_of(struct load *load, const struct amendment *amendment,
                                   const struct nm *nm)
{
    const struct ast_sentence *heading = amendment->heading;
    struct version_change *changes = arena_array(&load->front.arena, amendment->change_count, sizeof *changes);
    for (uint32_t i = 0; i < amendment->change_count; i++) {
        const struct amend_change *change = &amendment->changes[i];
        bool is_deleted = change->sentence->kind == SENT_DELETED;
        changes[i] = (struct version_change){
            .number = change->number, .is_deleted = is_deleted,
            .running = is_deleted ? change->sentence->deleted.running : change->sentence->now_reads.running};
    }
    struct buf number;
    buf_init(&number);
    decimal_print(&number, heading->amendment->no.value);
    enum granularity granularity = (enum granularity)nm->head.granularity;
    int64_t from = tick_of_day_start(granularity, heading->amendment->effective_from.day);
    struct version_text text = {
        .nm = nm,
        .from = from > nm->head.start ? from : nm->head.start,
        .signed_on = tick_of_day_start(granularity, heading->amendment->signed_on.day),
        .number = arena_text(&load->front.arena, number.data, number.len),
        .title_en = words_of(load, &heading->amendment->titles, false),
        .title_zh = words_of(load, &heading->amendment->titles, true),
        .changes = changes,
        .change_count = amendment->change_count,
    };
    buf_release(&number);
    return text;
}

static void tell_problem(struct load *load, const struct amended *amended,
                         const struct version_problem *problem)
{
    const struct amend_change *change =
        &amended->amendments[problem->text - 1].changes[problem->change];
    const struct ast_sentence *sentence = change->sentence;
    const struct ast_label *no =
        sentence->kind == SENT_DELETED ? &sentence->deleted.no : &sentence->now_reads.no;
    bool is_unsaid = problem->fault == VERSION_UNSAID;
    struct diag *diag =
        diag_add(&load->front.diags, E_AMEND_RUNNING, sentence->source, no->span,
                 is_unsaid ? "it is not said what becomes of what is running under clause %s"
                           : "what is running under clause %s cannot take these terms",
                 problem->norm);
    if (is_unsaid) {
        diag_help(diag, "write `clause %s is deleted, what is running is dropped.`, or `…, what is "
                        "running runs on.`", no->text->text);
    } else {
        diag_note(diag, "only dates, amounts and conditions change while a promise runs; who promises "
                        "what to whom does not, and a period that has begun keeps its terms");
        diag_help(diag, "leave `also for what is running` out, or write `what is running is dropped`");
    }
}

/* Reads the texts one after the other. False if one of them has errors. */
static bool read_all(struct reading *reading, struct lowered *lowered, struct version_text *texts)
{
    struct load *load = reading->load;
    struct meaning *first = arena_alloc(&load->front.arena, sizeof *first);
    int64_t signed_before = INT64_MIN, from_before = INT64_MIN;
    for (uint32_t i = 0; i <= reading->amended.count; i++) {
        const struct amendment *amendment = i ? &reading->amended.amendments[i - 1] : NULL;
        const struct ast_sentence *heading = amendment ? amendment->heading : NULL;
        if (amendment)
            check_days(load, load->meaning, signed_before, from_before, heading);
        if (amendment)
            check_digest(load, heading, load->digests[i - 1]);
        if (diags_have_errors(&load->front.diags))
            return false;
        diags_init(&load->front.diags, &load->front.arena);
        load->meaning = load_mean(load, amendment ? amendment->text : reading->amended.original,
                                  reading->used_counts.items[amendment ? amendment->file : 0]);
        if (amendment && !diags_have_errors(&load->front.diags))
            check_term(load, first, load->meaning, heading);
        if (diags_have_errors(&load->front.diags))
            return false;
        if (!amendment)
            *first = *load->meaning;
        signed_before = amendment ? heading->amendment->signed_on.day : load->meaning->signed_on;
        from_before = amendment ? heading->amendment->effective_from.day : INT64_MIN;
        lower_text(load, &lowered[i]);
        load->digests[i] = digest_after(load, &lowered[i].nm, heading, i ? load->digests[i - 1] : NULL);
        load->digest_count = i + 1;
        texts[i] = amendment ? text_of(load, amendment, &lowered[i].nm)
                             : (struct version_text){.nm = &lowered[i].nm};
    }
    return true;
}

static bool join(struct reading *reading, const struct version_text *texts)
{
    struct load *load = reading->load;
    struct version_problem problem = {0};
    nmb_init(&load->builder);
    load->has_builder = true;
    bool is_clear = versions_join(texts, reading->amended.count + 1, &load->builder,
                                  &load->front.arena, &problem);
    if (!is_clear)
        tell_problem(load, &reading->amended, &problem);
    return is_clear;
}

static void keep_last(struct load *load, const struct lowered *lowered)
{
    load->last_builder = lowered->builder;
    load->last = lowered->nm;
    load->has_last = true;
}

enum load_status amended_mean(struct load *load)
{
    struct reading reading = {.load = load};
    bool is_fine = read_texts(&reading) && reading.amended.contract;
    if (is_fine) {
        uint32_t count = reading.amended.count + 1;
        struct lowered *lowered = arena_array(&load->front.arena, count, sizeof *lowered);
        struct version_text *texts = arena_array(&load->front.arena, count, sizeof *texts);
        load->digests = arena_array(&load->front.arena, count, sizeof *load->digests);
        is_fine = read_all(&reading, lowered, texts) && join(&reading, texts);
        load->conformed = reading.amended.amendments[reading.amended.count - 1].text;
        for (uint32_t i = 0; i < count; i++) {
            if (is_fine && i + 1 == count)
                keep_last(load, &lowered[i]);
            else if (lowered[i].builder.keys)
                nmb_release(&lowered[i].builder);
        }
    }
    release(&reading);
    return is_fine ? LOAD_FINE : LOAD_FINDINGS;
}

enum load_status amended_text(struct load *load, const char *path, int64_t day)
{
    load->file = front_read(&load->front, path);
    if (!load->file || load->file->has_errors)
        return LOAD_UNREADABLE;
    load->conformed = load->file;
    if (!amended_is(load))
        return LOAD_FINE;
    struct reading reading = {.load = load};
    bool is_fine = read_texts(&reading) && reading.amended.contract;
    if (is_fine)
        load->conformed = reading.amended.original;
    for (uint32_t i = 0; is_fine && i < reading.amended.count; i++) {
        const struct amendment *amendment = &reading.amended.amendments[i];
        if (amendment->heading->amendment->effective_from.day <= day)
            load->conformed = amendment->text;
    }
    release(&reading);
    return is_fine ? LOAD_FINE : LOAD_FINDINGS;
}
