/* cut.c - cuts Chinese text written without spaces into known words.
 *
 * The idea: let a boundary be a place between two characters that some complete cut uses. A cut is
 * taken if every stretch between the boundaries that *all* cuts share is one word: then all other
 * cuts only split longer words. Otherwise there are two readings, and the author decides. */
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/syntax/hint.h"
#include "lang/syntax/lexicon_table.h"
#include "lang/syntax/prepass.h"

enum { RUN_MAX = 3 * LIMIT_NAME_BYTES }; /* bytes of a run that is cut; longer ones are refused */

struct edge { /* a known word in a run that is reached from its start */
    uint32_t start, end;
};

enum cut_place {
    FROM_START = 1 << 0, /* a cut of text[0 .. i) exists */
    TO_END = 1 << 1,     /* a cut of text[i .. len) exists */
    JUMPED = 1 << 2,     /* some word on a complete cut goes on over this place */
};

struct cutter {
    struct lexicon *lexicon;
    struct span told[8]; /* what begins with no known word, and has been told of */
    uint32_t told_count;
    const char *text;
    size_t len;
    VEC(struct edge) edges;       /* in the order of their starts */
    uint8_t places[RUN_MAX + 1];  /* by place: bits of enum cut_place */
};

static size_t char_len(const char *text)
{
    unsigned char first = (unsigned char)text[0];
    return first >= 0xE0 ? first < 0xF0 ? 3 : 4 : first < 0x80 ? 1 : 2; /* most are Chinese */
}

static bool is_known(const struct word *word)
{
    return word && (word->rows || word->is_declared || word->has_alias);
}

/* The lengths that a word may have which begins there. */
static uint64_t lens_at(const struct cutter *cutter, size_t start)
{
    return lexicon_run_lens(cutter->lexicon, cutter->text + start);
}

static bool has_len(uint64_t lens, size_t len)
{
    return lens >> (len < 63 ? len : 63) & 1;
}

static bool has_longer(uint64_t lens, size_t len)
{
    return lens >> (len < 62 ? len : 62) > 1;
}

static struct word *known(const struct cutter *cutter, size_t start, size_t end)
{
    struct word *word = lexicon_find(cutter->lexicon, cutter->text + start, end - start);
    return is_known(word) ? word : NULL;
}

/* Looks each word up once, going forward. Backward, every edge from where one ends has been seen. */
static void find_cuts(struct cutter *cutter)
{
    size_t len = cutter->len;
    memset(cutter->places, 0, len + 1);
    vec_clear(&cutter->edges);
    cutter->places[0] = FROM_START;
    cutter->places[len] = TO_END;
    for (size_t start = 0; start < len; start += char_len(cutter->text + start)) {
        if (!(cutter->places[start] & FROM_START))
            continue;
        uint64_t lens = lens_at(cutter, start);
        for (size_t end = start; end < len && has_longer(lens, end - start);) {
            end += char_len(cutter->text + end);
            if (!has_len(lens, end - start) || !known(cutter, start, end))
                continue;
            cutter->places[end] |= FROM_START;
            vec_push(&cutter->edges, (struct edge){(uint32_t)start, (uint32_t)end});
        }
    }
    for (size_t i = cutter->edges.count; i-- > 0;) {
        struct edge edge = cutter->edges.items[i];
        if (!(cutter->places[edge.end] & TO_END))
            continue;
        cutter->places[edge.start] |= TO_END;
        for (uint32_t over = edge.start + 1; over < edge.end; over++)
            cutter->places[over] |= JUMPED;
    }
}

static struct raw_token piece_of(const struct raw_token *run, struct word *word, size_t start,
                                 size_t end)
{
    struct raw_token piece = *run;
    piece.word = word;
    piece.span.start = run->span.start + (uint32_t)start;
    piece.span.end = run->span.start + (uint32_t)end;
    if (start > 0)
        piece.marks &= ~(unsigned)(MARK_LINE_START | MARK_DETACHED);
    return piece;
}

/* After an error: adds one cut of text[0 .. end), from its end with the longest words, so that the
 * sentence can be read on and makes no second message. */
static void add_guess(const struct cutter *cutter, const struct raw_token *run, size_t end,
                      struct scan *scan)
{
    if (end == 0)
        return;
    for (size_t start = 0; start < end; start += char_len(cutter->text + start)) {
        struct word *word = cutter->places[start] & FROM_START && has_len(lens_at(cutter, start), end - start)
                                ? known(cutter, start, end)
                                : NULL;
        if (!word)
            continue;
        add_guess(cutter, run, start, scan);
        struct raw_token piece = piece_of(run, word, start, end);
        piece.marks |= MARK_BROKEN;
        vec_push(&scan->tokens, piece);
        return;
    }
}

/* Adds the pieces that all cuts agree on; false if a stretch between them is no word. */
static bool add_pieces(const struct cutter *cutter, const struct raw_token *run,
                       struct scan *scan)
{
    size_t start = 0;
    size_t kept = scan->tokens.count;
    for (size_t place = char_len(cutter->text);; place += char_len(cutter->text + place)) {
        bool is_end = place == cutter->len;
        bool is_boundary = is_end || cutter->places[place] == (FROM_START | TO_END);
        if (is_boundary) {
            struct word *word = known(cutter, start, place);
            if (!word) {
                scan->tokens.count = kept;
                return false;
            }
            vec_push(&scan->tokens, piece_of(run, word, start, place));
            start = place;
        }
        if (is_end)
            return true;
    }
}

/* Writes one complete cut with blanks, preferring long or short words. */
static void write_cut(const struct cutter *cutter, bool prefer_long, struct buf *out)
{
    for (size_t start = 0; start < cutter->len;) {
        size_t best = 0;
        uint64_t lens = lens_at(cutter, start);
        for (size_t end = start; end < cutter->len && has_longer(lens, end - start);) {
            end += char_len(cutter->text + end);
            if (cutter->places[end] & TO_END && known(cutter, start, end)) {
                best = end;
                if (!prefer_long)
                    break;
            }
        }
        if (start > 0)
            buf_putc(out, ' ');
        buf_add(out, cutter->text + start, best - start);
        start = best;
    }
}

static void report_two_cuts(const struct cutter *cutter, struct span span, struct parse *parse)
{
    struct buf first, second;
    buf_init(&first);
    buf_init(&second);
    write_cut(cutter, true, &first);
    write_cut(cutter, false, &second);
    struct diag *diag = parse_error(parse, E_UNCUT_RUN, span,
                                    "this can be cut into words in more than one way");
    diag_note(diag, "`%s` or `%s`", first.data, second.data);
    diag_help(diag, "put spaces between the words");
    buf_release(&first);
    buf_release(&second);
}

/* Where the word stands in the run; NULL if it does not. */
static const char *find_in(const struct cutter *cutter, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= cutter->len; i++) {
        if (memcmp(cutter->text + i, word, len) == 0)
            return cutter->text + i;
    }
    return NULL;
}

/* Whether the same word was unknown before, be it that a name could not be declared. Where it ends nobody knows, so the
 * shorter of the two is compared; a longer word that begins so is told of once this one is mended. */
static bool is_told(const struct cutter *cutter, const struct source *source, struct span unknown)
{
    for (uint32_t i = 0; i < cutter->told_count; i++) {
        struct span told = cutter->told[i];
        uint32_t both = unknown.end - unknown.start, other = told.end - told.start;
        both = both < other ? both : other;
        bool is_word = both >= 6; /* two characters */
        if (is_word && memcmp(source->text + told.start, source->text + unknown.start, both) == 0)
            return true;
    }
    return false;
}

/* A run that starts with known words is probably not one unknown name. Returns how much of it
 * could be cut; 0 if it is taken for a name. */
static size_t report_partial(struct cutter *cutter, const struct raw_token *run,
                             struct parse *parse)
{
    size_t reached = 0;
    for (size_t i = 1; i <= cutter->len; i++)
        if (cutter->places[i] & FROM_START)
            reached = i;
    /* A single short keyword in front may just be the first character of an ordinary word. */
    if (reached <= 3)
        return 0;
    struct span unknown = {run->span.start + (uint32_t)reached, run->span.end};
    if (is_told(cutter, parse->source, unknown))
        return reached;
    if (cutter->told_count < sizeof cutter->told / sizeof *cutter->told)
        cutter->told[cutter->told_count++] = unknown;
    struct diag *diag = parse_error(parse, E_UNCUT_RUN, unknown,
                                    "no declared name or word of the language begins here");
    diag_label(diag, parse->source,
               (struct span){run->span.start, run->span.start + (uint32_t)reached},
               "this much could be cut into known words");
    const char *means = find_in(cutter, "指");
    if (means && (size_t)(means - cutter->text) > reached) /* 逾期利息指0.05%: where does the name end that it declares? */
        diag_help(diag, "定义之名后空一格：“%.*s 指 …”", (int)(means - cutter->text), cutter->text);
    else if (!hint_give(diag, parse->source, unknown))
        diag_help(diag, "declare the name, or put spaces between the words");
    return reached;
}

static void cut_run(struct scan *scan, const struct raw_token *run, struct cutter *cutter,
                    struct parse *parse)
{
    cutter->text = parse->source->text + run->span.start;
    cutter->len = run->span.end - run->span.start;
    if (cutter->len > RUN_MAX) {
        struct diag *diag = parse_error(parse, E_UNCUT_RUN, run->span,
                                        "a run of %zu bytes without a space", cutter->len);
        diag_help(diag, "put spaces or punctuation between the words");
        vec_push(&scan->tokens, *run);
        return;
    }
    find_cuts(cutter);
    if (cutter->places[0] & TO_END) {
        if (add_pieces(cutter, run, scan))
            return;
        report_two_cuts(cutter, run->span, parse);
        add_guess(cutter, run, cutter->len, scan);
        return;
    }
    size_t reached = report_partial(cutter, run, parse);
    add_guess(cutter, run, reached, scan);
    vec_push(&scan->tokens, piece_of(run,
                                     lexicon_word(scan->lexicon, cutter->text + reached,
                                                  cutter->len - reached),
                                     reached, cutter->len));
}

/* The first token from `at` on that must be cut, or the number of tokens. */
static size_t next_to_cut(const struct scan *scan, size_t at)
{
    const struct raw_token *tokens = scan->tokens.items, *end = tokens + scan->tokens.count;
    const struct raw_token *token = tokens + at;
    while (token < end &&
           (token->kind != RAW_RUN || token->marks & MARK_NAME || is_known(token->word)))
        token++;
    return (size_t)(token - tokens);
}

void prepass_cut(struct scan *scan, struct parse *parse)
{
    size_t next = scan->has_runs ? next_to_cut(scan, 0) : scan->tokens.count;
    if (next == scan->tokens.count)
        return;
    struct scan old = *scan;
    scan->tokens.items = NULL;
    scan->tokens.count = scan->tokens.cap = 0;
    vec_reserve(&scan->tokens, old.tokens.count + old.tokens.count / 4);
    struct cutter cutter = {.lexicon = scan->lexicon};
    for (size_t i = 0;; i = next + 1, next = next_to_cut(&old, i)) {
        vec_reserve(&scan->tokens, next - i);
        memcpy(scan->tokens.items + scan->tokens.count, old.tokens.items + i,
               (next - i) * sizeof *old.tokens.items);
        scan->tokens.count += next - i;
        if (next == old.tokens.count)
            break;
        cut_run(scan, &old.tokens.items[next], &cutter, parse);
    }
    vec_release(&cutter.edges);
    vec_release(&old.tokens);
}
