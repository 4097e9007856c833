/* read_input.c - bytes of an event file, a line at a time.
 * The one idea: lines are found in place in one large buffer, so that reading a row costs no
 * allocation and no copy; only the unfinished line at the buffer's end is ever moved. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/read_internal.h"

enum { READ_CHUNK = 1 << 18 };

/* Moves what is left to the front and reads more behind it. */
static MUST_USE bool fill(struct read_input *input, struct rt_error *err)
{
    size_t left = input->end - input->start;
    if (input->start > 0) {
        memmove(input->data, input->data + input->start, left);
        input->start = 0;
        input->end = left;
    }
    if (input->cap - left < READ_CHUNK + 1) {
        size_t cap = left + 2 * READ_CHUNK;
        char *data = realloc(input->data, cap);
        if (data == NULL) {
            BUG("out of memory for %zu bytes of input", cap);
        }
        input->data = data;
        input->cap = cap;
    }
    ssize_t got;
    do {
        got = read(input->fd, input->data + input->end, READ_CHUNK);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        rt_fail(err, RT_IO, "%s", strerror(errno));
        return false;
    }
    input->is_at_end = got == 0;
    input->end += (size_t)got;
    return true;
}

enum line_end input_line_end(struct read_input *input, size_t from, size_t *offset,
                             struct rt_error *err)
{
    for (size_t searched = from;;) {
        size_t there = input->end - input->start;
        char *line = input->data + input->start;
        char *newline = there > searched ? memchr(line + searched, '\n', there - searched) : NULL;
        *offset = newline != NULL ? (size_t)(newline - line) : there;
        if (*offset > LIMIT_EVENT_LINE_BYTES) {
            return LINE_TOO_LONG;
        }
        if (newline != NULL) {
            return LINE_FOUND;
        }
        if (input->is_at_end) {
            return LINE_LAST;
        }
        searched = there;
        if (!fill(input, err)) {
            return LINE_FAILED;
        }
    }
}

void input_take(struct read_input *input, size_t len)
{
    if (len > input->end - input->start) {
        BUG("taking %zu bytes of %zu", len, input->end - input->start);
    }
    input->start += len;
    input->taken += len;
}

bool input_skip_line(struct read_input *input, struct rt_error *err)
{
    for (;;) {
        size_t there = input->end - input->start;
        char *line = input->data + input->start;
        char *newline = there > 0 ? memchr(line, '\n', there) : NULL;
        input_take(input, newline != NULL ? (size_t)(newline - line) + 1 : there);
        if (newline != NULL || input->is_at_end) {
            return true;
        }
        if (!fill(input, err)) {
            return false;
        }
    }
}

void input_release(struct read_input *input)
{
    if (input->owns_fd) {
        close(input->fd);
    }
    free(input->data);
    *input = (struct read_input){.fd = -1, .is_at_end = true};
}
