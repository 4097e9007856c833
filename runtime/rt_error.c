/* rt_error.c - the words of the statuses, and the text of an error. The one idea: the first error
 * wins, and texts are cut at a whole UTF-8 character, never in the middle of one. */
#include "runtime/rt_error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *rt_status_word(enum rt_status status)
{
    switch (status) {
#define RT(id, word, sentence)                                                                     \
    case RT_##id:                                                                                  \
        return word;
#include "runtime/rt_error.def"
#undef RT
    }
    UNREACHABLE();
}

const char *rt_status_sentence(enum rt_status status)
{
    switch (status) {
#define RT(id, word, sentence)                                                                     \
    case RT_##id:                                                                                  \
        return sentence;
#include "runtime/rt_error.def"
#undef RT
    }
    UNREACHABLE();
}

/* vsnprintf cuts at a byte; take away what is left of a character that it cut. */
static void mend_cut(char *text, size_t cap, int wanted)
{
    if (wanted < 0) {
        text[0] = '\0';
        return;
    }
    if ((size_t)wanted < cap) {
        return;
    }
    size_t len = strlen(text);
    size_t start = len;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return;
    }
    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - (start - 1) < need) {
        text[start - 1] = '\0';
    }
}

enum rt_status rt_fail(struct rt_error *err, enum rt_status status, const char *format, ...)
{
    if (status == RT_OK) {
        BUG("rt_fail without a failure: %s", format);
    }
    if (err == NULL || err->status != RT_OK) {
        return status;
    }
    err->status = status;
    va_list values;
    va_start(values, format);
    int wanted = vsnprintf(err->text, sizeof err->text, format, values);
    va_end(values);
    mend_cut(err->text, sizeof err->text, wanted);
    return status;
}

enum rt_status rt_wrap(struct rt_error *err, const char *format, ...)
{
    if (err == NULL || err->status == RT_OK) {
        return err == NULL ? RT_IO : RT_OK;
    }
    char before[RT_ERROR_CAP];
    char joined[RT_ERROR_CAP];
    va_list values;
    va_start(values, format);
    int wanted = vsnprintf(before, sizeof before, format, values);
    va_end(values);
    mend_cut(before, sizeof before, wanted);
    const char *parts[] = {before, ": ", err->text};
    size_t len = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t part_len = strlen(parts[i]);
        size_t room = sizeof joined - 1 - len;
        if (part_len > room) {
            memcpy(joined + len, parts[i], room);
            joined[sizeof joined - 1] = '\0';
            mend_cut(joined, sizeof joined, (int)sizeof joined);
            len = strlen(joined);
            break;
        }
        memcpy(joined + len, parts[i], part_len);
        len += part_len;
    }
    joined[len] = '\0';
    memcpy(err->text, joined, len + 1);
    return err->status;
}

void rt_clear(struct rt_error *err)
{
    err->status = RT_OK;
    err->text[0] = '\0';
}
