/* Single-token mutants of contracts: each token deleted, each doubled, each swapped with the next.
 * What does `check` say of them (design: one mistake, one message, on its line)?
 *
 *     mutants [--every N] [--tell seen|line|two|words] FILE...
 *
 * One process checks them all, by the functions of `hetong check`. A file with a finding of its own is
 * left out, with its name. --every takes each Nth mutant only. --tell prints the mutants of a kind: unseen deletions
 * of words, first messages on another line, two messages, unseen ones of any kind. Fails if a
 * threshold below is missed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/library/load.h"
#include "compiler/library/prove_report.h"
#include "lang/base/buf.h"
#include "lang/syntax/scan.h"

/* In tenths of a percent. */
enum { LINE_AT_LEAST = 950, TWO_AT_MOST = 10, UNSEEN_AT_MOST = 100 };

enum change { DELETED, DOUBLED, SWAPPED, CHANGE_COUNT };
static const char *const change_words[] = {"deleted", "doubled", "swapped"};

enum told { TOLD_NONE, TOLD_WORDS, TOLD_LINE, TOLD_TWO, TOLD_SEEN };

struct tally {
    size_t mutants[CHANGE_COUNT], seen[CHANGE_COUNT];
    size_t seen_on_line[CHANGE_COUNT], two[CHANGE_COUNT];
    size_t words, unseen_words; /* of the deletions */
};

/* Misses of one sort: of one word, or with one message. */
struct miss {
    char *word;
    size_t count;
};
enum miss_kind { MISS_UNSEEN, MISS_LINE, MISS_TWO, MISS_KIND_COUNT };
struct misses {
    VEC(struct miss) list;
};

struct run {
    struct load load;
    size_t every, next; /* each `every`th mutant; how many until the next one */
    enum told told;
    struct tally tally;
    struct misses misses[MISS_KIND_COUNT];
    size_t files, left_out;
};

/* One contract, cut into tokens. The spans lie in `source`. */
struct original {
    const char *path;
    struct source *source;
    VEC(struct raw_token) tokens; /* without the end */
};

/* ---- making them ----------------------------------------------------------------------------------- */

static void add_token(struct buf *out, const struct original *original, size_t at)
{
    struct span span = original->tokens.items[at].span;
    buf_add(out, original->source->text + span.start, span.end - span.start);
}

static bool is_word(const struct raw_token *token)
{
    return token->kind == RAW_WORD || token->kind == RAW_RUN;
}

/* Punctuation is doubled as it is; other tokens get a blank between them. */
static bool needs_blank(const struct raw_token *token)
{
    return is_word(token) || (token->kind < RAW_STOP && token->kind != RAW_END);
}

static void make(struct buf *out, const struct original *original, size_t at, enum change change)
{
    const struct raw_token *token = &original->tokens.items[at];
    const char *text = original->source->text;
    uint32_t end = token->span.end;
    buf_truncate(out, 0);
    buf_add(out, text, token->span.start);
    switch (change) {
    case DELETED: break;
    case DOUBLED:
        add_token(out, original, at);
        if (needs_blank(token))
            buf_putc(out, ' ');
        add_token(out, original, at);
        break;
    case SWAPPED: {
        const struct raw_token *next = token + 1;
        add_token(out, original, at + 1);
        if (end == next->span.start && needs_blank(token) && needs_blank(next))
            buf_putc(out, ' ');
        buf_add(out, text + end, next->span.start - end);
        add_token(out, original, at);
        end = next->span.end;
        break;
    }
    case CHANGE_COUNT: UNREACHABLE();
    }
    buf_add(out, text + end, original->source->len - end);
}

/* A swap of two equal tokens changes nothing. */
static bool is_mutant(const struct original *original, size_t at, enum change change)
{
    if (change != SWAPPED)
        return true;
    if (at + 1 >= original->tokens.count)
        return false;
    struct span left = original->tokens.items[at].span, right = original->tokens.items[at + 1].span;
    uint32_t len = left.end - left.start;
    return len != right.end - right.start ||
           memcmp(original->source->text + left.start, original->source->text + right.start, len) != 0;
}

/* ---- checking them --------------------------------------------------------------------------------- */

static const struct diags *check(struct run *run, const char *path, const char *text, size_t len)
{
    if (load_text(&run->load, path, text, len) == LOAD_FINE)
        prove_and_report(&run->load);
    diags_sort(&run->load.front.diags);
    return &run->load.front.diags;
}

/* Where the fault is: on the lines of the tokens that were touched. */
static bool is_on_line(const struct original *original, size_t at, enum change change,
                       const struct diag *diag)
{
    if (!diag->primary.source || strcmp(diag->primary.source->name, original->path) != 0)
        return false;
    const struct raw_token *tokens = original->tokens.items;
    uint32_t line = source_place(diag->primary.source, diag->primary.span.start).line;
    size_t last = change == SWAPPED ? at + 1 : at;
    uint32_t from = source_place(original->source, tokens[at].span.start).line;
    uint32_t to = source_place(original->source, tokens[last].span.end - 1).line;
    return from <= line && line <= to;
}

static void count_miss(struct misses *misses, const char *word, size_t len)
{
    for (size_t i = 0; i < misses->list.count; i++) {
        struct miss *miss = &misses->list.items[i];
        if (strlen(miss->word) == len && memcmp(miss->word, word, len) == 0) {
            miss->count++;
            return;
        }
    }
    char *copy = calloc(len + 1, 1);
    if (!copy)
        BUG("out of memory");
    memcpy(copy, word, len);
    vec_push(&misses->list, (struct miss){copy, 1});
}

static void count_unseen(struct run *run, const struct original *original, size_t at)
{
    struct span span = original->tokens.items[at].span;
    run->tally.unseen_words++;
    count_miss(&run->misses[MISS_UNSEEN], original->source->text + span.start, span.end - span.start);
}

/* By the codes of the first messages: two at most. */
static void count_messages(struct misses *misses, const struct diags *diags, uint32_t count)
{
    char codes[32] = "";
    for (uint32_t i = 0; i < diags->count && i < count; i++)
        snprintf(codes + strlen(codes), sizeof codes - strlen(codes), "%s%s", i ? "+" : "",
                 diag_info(diags->items[i]->code)->code);
    count_miss(misses, codes, strlen(codes));
}

static void tell(const struct original *original, size_t at, enum change change,
                 const struct diags *diags)
{
    struct span span = original->tokens.items[at].span;
    struct place place = source_place(original->source, span.start);
    uint32_t len;
    const char *line = source_line(original->source, place.line, &len);
    printf("%s:%u:%u: %s `%.*s`: %.*s\n", original->path, place.line, place.column,
           change_words[change], (int)(span.end - span.start), original->source->text + span.start,
           (int)len, line);
    for (uint32_t i = 0; i < diags->count && i < 3; i++) {
        const struct diag *diag = diags->items[i];
        uint32_t on = diag->primary.source
                          ? source_place(diag->primary.source, diag->primary.span.start).line : 0;
        printf("    line %u: %s %s\n", on, diag_info(diag->code)->code, diag->message);
    }
}

static void judge(struct run *run, const struct original *original, size_t at, enum change change,
                  const struct diags *diags)
{
    struct tally *tally = &run->tally;
    bool is_seen = diags->count > 0;
    bool is_placed = is_seen && is_on_line(original, at, change, diags->items[0]);
    bool is_double = diags->error_count + diags->warning_count > 1;
    bool is_deleted_word = change == DELETED && is_word(&original->tokens.items[at]);
    tally->mutants[change]++;
    tally->seen[change] += is_seen;
    tally->seen_on_line[change] += is_placed;
    tally->two[change] += is_double;
    tally->words += is_deleted_word;
    if (is_deleted_word && !is_seen)
        count_unseen(run, original, at);
    if (is_seen && !is_placed)
        count_messages(&run->misses[MISS_LINE], diags, 1);
    if (is_double && change != SWAPPED)
        count_messages(&run->misses[MISS_TWO], diags, 2);
    bool is_told = (run->told == TOLD_WORDS && is_deleted_word && !is_seen) ||
                   (run->told == TOLD_LINE && is_seen && !is_placed) ||
                   (run->told == TOLD_TWO && is_double) || (run->told == TOLD_SEEN && !is_seen);
    if (is_told)
        tell(original, at, change, diags);
}

static void mutate(struct run *run, const struct original *original)
{
    struct buf text;
    buf_init(&text);
    for (size_t at = 0; at < original->tokens.count; at++) {
        for (int change = 0; change < CHANGE_COUNT; change++) {
            if (!is_mutant(original, at, (enum change)change) || run->next-- > 0)
                continue;
            run->next = run->every - 1;
            make(&text, original, at, (enum change)change);
            const struct diags *diags = check(run, original->path, text.data, text.len);
            judge(run, original, at, (enum change)change, diags);
        }
    }
    buf_release(&text);
}

static void check_file(struct run *run, const char *path)
{
    struct buf error;
    buf_init(&error);
    struct original original = {.path = path, .source = source_read(path, &error)};
    if (!original.source)
        BUG("%s", error.data);
    buf_release(&error);
    const struct diags *own = check(run, path, original.source->text, original.source->len);
    if (own->count > 0) {
        run->left_out++;
        printf("left out: %s: %s %s\n", path, diag_info(own->items[0]->code)->code,
               own->items[0]->message);
    } else {
        run->files++;
        struct scan scan = {.lexicon = run->load.front.lexicon};
        scan_text(&scan, original.source);
        for (size_t i = 0; scan.tokens.items[i].kind != RAW_END; i++)
            vec_push(&original.tokens, scan.tokens.items[i]);
        scan_release(&scan);
        mutate(run, &original);
    }
    vec_release(&original.tokens);
    source_free(original.source);
}

/* ---- the figures ----------------------------------------------------------------------------------- */

static size_t sum(const size_t *counts, int last)
{
    size_t all = 0;
    for (int i = 0; i <= last; i++)
        all += counts[i];
    return all;
}

/* Prints "label: 97.2 % of 812 (at least 95)". True if the threshold is kept. */
static bool figure(const char *label, size_t part, size_t whole, bool is_least, size_t bound)
{
    size_t tenths = whole ? (part * 1000 + whole / 2) / whole : 0;
    bool is_kept = is_least ? part * 1000 >= bound * whole : part * 1000 <= bound * whole;
    printf("%-50s %4zu.%zu %% of %zu, %zu (at %s %zu %%)%s\n", label, tenths / 10, tenths % 10, whole,
           part, is_least ? "least" : "most", bound / 10, is_kept ? "" : " MISSED");
    return is_kept;
}

static int more_often(const void *left_item, const void *right_item)
{
    const struct miss *left = left_item, *right = right_item;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->word, right->word);
}

static void print_misses(const char *label, struct misses *misses)
{
    if (misses->list.count)
        qsort(misses->list.items, misses->list.count, sizeof *misses->list.items, more_often);
    printf("%s:", label);
    for (size_t i = 0; i < misses->list.count; i++)
        printf("%s %s %zu", i ? "," : "", misses->list.items[i].word, misses->list.items[i].count);
    printf("\n");
}

static int report(struct run *run)
{
    const struct tally *tally = &run->tally;
    size_t all = sum(tally->mutants, SWAPPED);
    printf("%zu mutants of %zu contracts, %zu deleted, %zu doubled, %zu swapped; %zu contracts left out\n",
           all, run->files, tally->mutants[DELETED], tally->mutants[DOUBLED], tally->mutants[SWAPPED],
           run->left_out);
    printf("seen: %zu deleted, %zu doubled, %zu swapped\n", tally->seen[DELETED], tally->seen[DOUBLED],
           tally->seen[SWAPPED]);
    int kept = 0;
    kept += figure("first message on the faulty line, of the seen", sum(tally->seen_on_line, SWAPPED),
                   sum(tally->seen, SWAPPED), true, LINE_AT_LEAST);
    kept += figure("two messages, of deletions and doublings", sum(tally->two, DOUBLED),
                   sum(tally->mutants, DOUBLED), false, TWO_AT_MOST);
    kept += figure("unseen, of deletions of a word", tally->unseen_words, tally->words, false,
                   UNSEEN_AT_MOST);
    static const char *const labels[] = {"unseen deletions by word", "on another line, by message",
                                         "two messages, by both"};
    for (int i = 0; i < MISS_KIND_COUNT; i++)
        print_misses(labels[i], &run->misses[i]);
    printf("mutants: %d passed, %d failed\n", kept, 3 - kept);
    return kept == 3 ? 0 : 1;
}

static enum told told_of(const char *word)
{
    static const char *const words[] = {"none", "words", "line", "two", "seen"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return (enum told)i;
    fprintf(stderr, "mutants: --tell takes words, line, two or seen\n");
    exit(2);
}

int main(int argc, char **argv)
{
    const struct front_settings settings = {0};
    struct run run = {.every = 1};
    int at = 1;
    for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
        if (strcmp(argv[at], "--every") == 0)
            run.every = strtoul(argv[at + 1], NULL, 10);
        else if (strcmp(argv[at], "--tell") == 0)
            run.told = told_of(argv[at + 1]);
    }
    if (at >= argc || run.every == 0) {
        fprintf(stderr, "mutants [--every N] [--tell words|line|two|seen] FILE...\n");
        return 2;
    }
    load_init(&run.load, &settings);
    for (; at < argc; at++)
        check_file(&run, argv[at]);
    int status = report(&run);
    for (int i = 0; i < MISS_KIND_COUNT; i++) {
        for (size_t k = 0; k < run.misses[i].list.count; k++)
            free(run.misses[i].list.items[k].word);
        vec_release(&run.misses[i].list);
    }
    load_release(&run.load);
    return status;
}
