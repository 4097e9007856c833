/* parse.c - the stages of reading one source, in order: is it a text at all; scan; collect the
 * declared names; cut Chinese runs; filter and parse; then gather the sentences into parts and give
 * each comment to a sentence. */
#include "lang/syntax/parse.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "lang/base/utf8.h"
#include "lang/syntax/build.h"
#include "lang/syntax/filter.h"
#include "lang/syntax/parse_state.h"
#include "lang/syntax/prepass.h"
#include "lang/syntax/scan.h"

struct diag *parse_error(struct parse *parse, enum diag_code code, struct span span,
                         const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    const char *message = arena_vprintf(parse->arena, fmt, values);
    va_end(values);
    parse->has_errors = true;
    return diag_add(parse->diags, code, parse->source, span, "%s", message);
}

/* ---- the text ---------------------------------------------------------------------------------- */

struct faults {
    struct span first; /* of the first run of such bytes */
    uint32_t count;    /* how many in all */
};

static void note_fault(struct faults *faults, uint32_t at, uint32_t len)
{
    if (faults->count == 0)
        faults->first = (struct span){at, at + len};
    else if (faults->first.end == at)
        faults->first.end = at + len;
    faults->count++;
}

/* Reports each kind of fault once, with its first place and how many there are. False if the text
 * cannot be read at all. */
static bool check_text(struct parse *parse)
{
    const struct source *source = parse->source;
    struct faults invalid = {0}, nul = {0}, bidi = {0};
    size_t offset = 0;
    if (utf8_check(source->text, source->len, &offset) == UTF8_FINE)
        return true;
    for (uint32_t at = (uint32_t)offset; at < source->len;) {
        uint32_t code;
        uint32_t len = (uint32_t)utf8_decode(source->text + at, source->len - at, &code);
        if (len == 0)
            note_fault(&invalid, at, 1);
        else if (code == 0)
            note_fault(&nul, at, 1);
        else if (utf8_is_bidi_control(code))
            note_fault(&bidi, at, len);
        at += len == 0 ? 1 : len;
    }
    if (invalid.count > 0) {
        struct diag *diag = parse_error(parse, E_NOT_UTF8, invalid.first,
                                        "the text is not UTF-8: %u byte%s that %s no character",
                                        invalid.count, invalid.count == 1 ? "" : "s",
                                        invalid.count == 1 ? "is" : "are");
        diag_primary(diag, "the first of them");
        diag_help(diag, "save the file as UTF-8 (it may be GB 18030, Latin-1 or UTF-16)");
    }
    if (nul.count > 0) {
        struct diag *diag = parse_error(parse, E_NUL, nul.first, "the text contains %u NUL byte%s",
                                        nul.count, nul.count == 1 ? "" : "s");
        diag_help(diag, "remove what is no text from the file");
    }
    if (bidi.count > 0) {
        struct diag *diag =
            parse_error(parse, E_BIDI, bidi.first,
                        "%u invisible character%s change%s the order in which the text is shown",
                        bidi.count, bidi.count == 1 ? "" : "s", bidi.count == 1 ? "s" : "");
        diag_help(diag, "remove them: what is seen must be what is read");
    }
    return invalid.count == 0 && nul.count == 0;
}

static void report_open_quote(struct parse *parse, struct span span)
{
    struct span quote = {span.start, span.start + 1};
    struct diag *diag =
        parse_error(parse, E_OPEN_QUOTE, quote, "this quotation is never closed");
    diag_help(diag, "close it with the same kind of quote; it was read to the end of its line");
}

/* `$500`: a currency stands behind its sum, by its name. */
static bool advise_sum(struct parse *parse, struct diag *diag, struct span span)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "CNY"}, {"￥", "CNY"}};
    const char *text = parse->source->text;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign);
        if (span.end - span.start != len || memcmp(text + span.start, signs[i].sign, len) != 0)
            continue;
        int digits = 0;
        while (digits < 24 && strchr("0123456789._,", text[span.end + (uint32_t)digits]) &&
               text[span.end + (uint32_t)digits])
            digits++;
        while (digits > 0 && strchr(".,", text[span.end + (uint32_t)digits - 1]))
            digits--;
        diag_help(diag, "write the currency by its name or code: `%.*s %s`", digits ? digits : 3,
                  digits ? text + span.end : "500", signs[i].code);
        return true;
    }
    return false;
}

/* Digits of full width. */
static bool advise_digits(struct parse *parse, struct diag *diag, struct span span)
{
    const char *text = parse->source->text + span.start;
    size_t len = span.end - span.start;
    char plain[16];
    size_t count = 0;
    for (size_t i = 0; i + 3 <= len && count < sizeof plain - 1; i += 3) {
        bool is_digit = memcmp(text + i, "\xEF\xBC", 2) == 0 && (unsigned char)text[i + 2] >= 0x90 &&
                        (unsigned char)text[i + 2] <= 0x99;
        if (!is_digit)
            return false;
        plain[count++] = (char)('0' + ((unsigned char)text[i + 2] - 0x90));
    }
    plain[count] = '\0';
    if (count == 0)
        return false;
    diag_help(diag, "write plain digits: `%s`", plain);
    return true;
}

/* Stray characters of one line make one message. */
static void report_strays(struct parse *parse, const struct scan *scan)
{
    for (size_t i = 0; i < scan->strays.count; i++) {
        const struct scan_stray *stray = &scan->strays.items[i];
        if (stray->is_open_quote) {
            report_open_quote(parse, stray->span);
            continue;
        }
        uint32_t line = source_place(parse->source, stray->span.start).line;
        size_t more = 0;
        while (i + 1 < scan->strays.count && !scan->strays.items[i + 1].is_open_quote &&
               source_place(parse->source, scan->strays.items[i + 1].span.start).line == line) {
            more++;
            i++;
        }
        int len = (int)(stray->span.end - stray->span.start);
        struct diag *diag = parse_error(parse, E_STRAY, stray->span, "`%.*s`%s has no meaning here",
                                        len > 32 ? 0 : len,
                                        parse->source->text + stray->span.start,
                                        len > 32 ? "…" : "");
        if (more > 0)
            diag_note(diag, "%zu more on this line", more);
        if (!advise_sum(parse, diag, stray->span) && !advise_digits(parse, diag, stray->span))
            diag_help(diag, "remove it, or put it in quotes if it belongs to a text");
    }
}

/* ---- what the sentences stand in --------------------------------------------------------------- */

static bool is_one_line(const struct source *source, uint32_t from, uint32_t to)
{
    return !memchr(source->text + from, '\n', to - from);
}

/* True if an empty line lies between two offsets. */
static bool has_blank_line(const struct source *source, uint32_t from, uint32_t to)
{
    int breaks = 0;
    for (uint32_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)source->text[i];
        if (c > ' ')
            breaks = 0;
        else if (c == '\n' && ++breaks > 1)
            return true;
        else if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            breaks = 0;
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* True if something else stands before the comment on its line. */
static bool is_behind_words(const struct source *source, uint32_t start)
{
    while (start > 0 && is_blank(source->text[start - 1]))
        start--;
    return start > 0 && source->text[start - 1] != '\n';
}

/* Gives each comment to the sentence that it stands before or in; those behind the last one are the
 * file's own. Comments and sentences are both in order, so one walk suffices. */
static void attach_comments(struct parse *parse, const struct scan *scan, struct ast_file *file)
{
    const struct source *source = parse->source;
    size_t next = 0;
    uint32_t last_end = 0;
    bool has_last = false;
    for (uint32_t i = 0; i <= file->sentence_count; i++) {
        struct ast_sentence *sentence = i < file->sentence_count ? file->sentences[i] : NULL;
        uint32_t end = sentence ? sentence->span.end : source->len + 1;
        uint32_t start = sentence ? sentence->span.start : source->len;
        uint32_t behind = last_end;
        for (; next < scan->comments.count && scan->comments.items[next].start < end; next++) {
            struct span span = scan->comments.items[next];
            while (span.end > span.start && is_blank(source->text[span.end - 1]))
                span.end--;
            bool is_inside = span.start > start;
            struct ast_comment comment = {
                .span = span,
                .is_trailing = has_last && !is_inside &&
                               is_one_line(source, last_end - 1, span.start),
                .is_behind_words = is_inside && is_behind_words(source, span.start),
                .has_blank_before = !is_inside && has_blank_line(source, behind, span.start),
            };
            behind = is_inside ? behind : span.end;
            LIST_ADD(parse->arena, sentence ? &sentence->before : &file->after, comment);
        }
        if (sentence)
            sentence->has_blank_before = behind < start && has_blank_line(source, behind, start);
        last_end = end;
        has_last = true;
    }
}

static bool opens_part(enum sentence_kind kind, enum part_kind *part)
{
    switch ((int)kind) {
    case SENT_CONTRACT: *part = PART_CONTRACT; return true;
    case SENT_TEMPLATE: *part = PART_TEMPLATE; return true;
    case SENT_AMENDMENT: *part = PART_AMENDMENT; return true;
    case SENT_CLAUSE: *part = PART_CLAUSE; return true;
    case SENT_NOW_READS: *part = PART_CLAUSE; return true;
    case SENT_SCENARIO: *part = PART_SCENARIO; return true;
    }
    return false;
}

static void gather_parts(struct parse *parse, struct ast_file *file)
{
    struct {
        struct ast_part *items;
        uint32_t count;
    } parts = {0};
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        enum part_kind kind = PART_FRONT;
        if (opens_part(file->sentences[i]->kind, &kind) || i == 0)
            LIST_ADD(parse->arena, &parts, (struct ast_part){.kind = kind, .first = i});
        parts.items[parts.count - 1].count++;
    }
    file->parts = parts.items;
    file->part_count = parts.count;
}

static void gather(struct parse *parse, const struct scan *scan, struct ast_file *file)
{
    file->sentence_count = (uint32_t)parse->sentences.count;
    file->sentences =
        parse->sentences.count > 0
            ? arena_copy(parse->arena, parse->sentences.items,
                         parse->sentences.count * sizeof *parse->sentences.items)
            : NULL;
    gather_parts(parse, file);
    attach_comments(parse, scan, file);
}

/* ---- all of it --------------------------------------------------------------------------------- */

/* Nearly all texts have no syntax error, and are parsed fast. At the first error everything is
 * undone and parsed again by the parser that can say what could stand there. */
static void parse_tokens(struct parse *parse, const struct scan *scan)
{
    struct parse before = *parse;
    struct diags diags_before = *parse->diags;
    struct arena_mark mark = arena_mark(parse->arena);
    vec_reserve(&parse->sentences, scan->starts.count);
    parse->filter = filter_new(parse, scan);
    if (lang_fast_yyparse(parse) == 0)
        return;
    vec_release(&parse->sentences);
    *parse = before;
    *parse->diags = diags_before;
    arena_rewind(parse->arena, mark);
    parse->filter = filter_new(parse, scan);
    lang_yyparse(parse);
}

static void read_text(struct parse *parse, const struct parse_options *options,
                      struct ast_file *file)
{
    struct scan scan = {.lexicon = parse->lexicon};
    scan_text(&scan, parse->source);
    report_strays(parse, &scan);
    if (options->use && !prepass_use(&scan, parse->source, options))
        parse->has_errors = true;
    prepass_declare(&scan, parse->source);
    prepass_cut(&scan, parse);
    prepass_reword(&scan);
    parse_tokens(parse, &scan);
    gather(parse, &scan, file);
    scan_release(&scan);
}

struct ast_file *parse_source(const struct source *source, const struct parse_options *options,
                              struct diags *diags)
{
    struct lexicon *own = options->lexicon ? NULL : lexicon_new(options->intern);
    struct parse parse = {
        .source = source,
        .arena = options->arena,
        .diags = diags,
        .lexicon = own ? own : options->lexicon,
    };
    struct ast_file *file = arena_alloc(options->arena, sizeof *file);
    file->source = source;
    if (check_text(&parse))
        read_text(&parse, options, file);
    file->said = parse.said;
    file->has_errors = parse.has_errors;
    vec_release(&parse.sentences);
    lexicon_free(own);
    return file;
}
