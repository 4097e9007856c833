/* read.c - opening and closing of event files, and the choice of their format. The formats are in
 * read_csv.c and read_jsonl.c, what they share in read_input.c and read_row.c. */
#include "runtime/read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/read_internal.h"

enum { PROGRESS_BYTES = 1 << 22, BOM_LEN = 3 };

static bool ends_with(const char *path, const char *ending)
{
    size_t len = strlen(path);
    size_t ending_len = strlen(ending);
    return len > ending_len && strcmp(path + len - ending_len, ending) == 0;
}

static struct event_reader *new_reader(const char *path, const struct read_options *options)
{
    struct event_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        BUG("out of memory");
    }
    arena_init(&reader->names);
    arena_init(&reader->made);
    reader->options = *options;
    struct text source = options->source.text != NULL ? options->source : TEXT_NONE;
    reader->options.source.text = arena_text(&reader->names, source.text, source.len);
    reader->path = arena_text(&reader->names, path, strlen(path));
    reader->line = 1;
    reader->next_progress = PROGRESS_BYTES;
    for (enum read_role role = ROLE_ID; role < ROLE_COUNT; role++) {
        reader->cells.roles[role] = TEXT_NONE;
    }
    if (options->format == READ_BY_NAME) {
        bool is_json = ends_with(path, ".jsonl") || ends_with(path, ".ndjson") ||
                       ends_with(path, ".json");
        reader->options.format = is_json ? READ_JSONL : READ_CSV;
    }
    return reader;
}

static MUST_USE enum rt_status begin(struct event_reader *reader, struct rt_error *err)
{
    struct read_input *input = &reader->input;
    size_t len = 0;
    if (input_line_end(input, 0, &len, err) == LINE_FAILED) {
        return rt_wrap(err, "reading '%s'", reader->path);
    }
    if (input->end - input->start >= BOM_LEN &&
        memcmp(input->data + input->start, "\xEF\xBB\xBF", BOM_LEN) == 0) {
        input_take(input, BOM_LEN);
    }
    return reader->options.format == READ_JSONL ? jsonl_open(reader, err) : csv_open(reader, err);
}

static MUST_USE enum rt_status finish_open(struct event_reader *reader,
                                           struct event_reader **opened, struct rt_error *err)
{
    enum rt_status status = begin(reader, err);
    *opened = reader;
    if (status != RT_OK) {
        reader_close(reader);
        *opened = NULL;
    }
    return status;
}

enum rt_status reader_open(const char *path, const struct read_options *options,
                           struct event_reader **reader, struct rt_error *err)
{
    *reader = NULL;
    bool is_standard_input = strcmp(path, "-") == 0;
    int fd = is_standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return rt_fail(err, errno == ENOENT ? RT_NOT_FOUND : RT_IO, "opening '%s': %s", path,
                       strerror(errno));
    }
    struct stat info;
    bool is_file = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    struct event_reader *fresh =
        new_reader(is_standard_input ? "standard input" : path, options);
    fresh->input = (struct read_input){
        .fd = fd,
        .owns_fd = !is_standard_input,
        .total = is_file && info.st_size > 0 ? (uint64_t)info.st_size : 0,
    };
    return finish_open(fresh, reader, err);
}

enum rt_status reader_open_bytes(const void *bytes, size_t len, const struct read_options *options,
                                 struct event_reader **reader, struct rt_error *err)
{
    struct event_reader *fresh = new_reader("input", options);
    fresh->input = (struct read_input){
        .fd = -1,
        .is_at_end = true,
        .data = malloc(len + 1),
        .end = len,
        .cap = len + 1,
        .total = len,
    };
    if (fresh->input.data == NULL) {
        BUG("out of memory for %zu bytes of input", len);
    }
    if (len > 0) {
        memcpy(fresh->input.data, bytes, len);
    }
    return finish_open(fresh, reader, err);
}

enum read_result reader_next(struct event_reader *reader, struct read_row *row,
                             struct read_fault *fault, struct rt_error *err)
{
    bool is_json = reader->options.format == READ_JSONL;
    enum read_result result = is_json ? jsonl_next(reader, row, fault, err)
                                      : csv_next(reader, row, fault, err);
    reader->rows += result == READ_ROW;
    reader->faults += result == READ_FAULT;
    if (reader->options.progress != NULL && reader->input.taken >= reader->next_progress) {
        reader->next_progress = reader->input.taken + PROGRESS_BYTES;
        reader->options.progress(reader->options.progress_ctx, reader->input.taken, reader->rows,
                                 reader->input.total);
    }
    return result;
}

uint64_t reader_rows(const struct event_reader *reader)
{
    return reader->rows;
}

uint64_t reader_faults(const struct event_reader *reader)
{
    return reader->faults;
}

uint64_t reader_bytes(const struct event_reader *reader)
{
    return reader->input.taken;
}

void reader_close(struct event_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    jsonl_close(reader);
    input_release(&reader->input);
    arena_release(&reader->names);
    free(reader);
}
