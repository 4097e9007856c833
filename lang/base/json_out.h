/* A small deterministic JSON writer: what is called is what is written, in that order.
 *
 *     struct json_out json;
 *     json_out_init(&json, &buf, JSON_OUT_PRETTY);
 *     json_out_object(&json);
 *     json_out_key(&json, "clause"); json_out_text(&json, "1.1");
 *     json_out_end(&json);
 *     json_out_finish(&json);
 *
 * Calls that would make bad JSON (a value without a key in an object) are bugs and abort. */
#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum json_out_mode {
    JSON_OUT_COMPACT, /* no blanks at all: one line of JSON Lines */
    JSON_OUT_PRETTY,  /* two spaces a level; empty objects and arrays stay on one line */
};

enum { JSON_OUT_DEPTH = 64 };

struct json_out {
    struct buf *buf;
    enum json_out_mode mode;
    int depth;
    bool has_key;   /* a key was written and waits for its value */
    bool is_filled; /* the top-level value was written */
    struct json_out_level {
        char closing; /* '}' or ']' */
        bool has_items;
    } levels[JSON_OUT_DEPTH];
};

/* Starts a document at the end of `buf`, which stays the caller's. */
void json_out_init(struct json_out *json, struct buf *buf, enum json_out_mode mode);

/* Checks that one whole value was written, and ends it with a newline. */
void json_out_finish(struct json_out *json);

void json_out_object(struct json_out *json);
void json_out_array(struct json_out *json);

/* Ends the innermost object or array. */
void json_out_end(struct json_out *json);

void json_out_key(struct json_out *json, const char *key);

/* A string. Quotes, backslashes, control characters, U+2028, U+2029 and bidi controls are escaped;
 * a byte that is not UTF-8 becomes U+FFFD. json_out_text(NULL) writes null. */
void json_out_text(struct json_out *json, const char *text);
void json_out_bytes(struct json_out *json, const char *text, size_t len);

void json_out_int(struct json_out *json, int64_t value);
void json_out_bool(struct json_out *json, bool value);
void json_out_null(struct json_out *json);

/* A number given as its digits, such as "-12.50"; it must be a JSON number. */
void json_out_number(struct json_out *json, const char *digits);

/* Key and value in one call. */
void json_out_key_text(struct json_out *json, const char *key, const char *text);
void json_out_key_int(struct json_out *json, const char *key, int64_t value);
void json_out_key_bool(struct json_out *json, const char *key, bool value);

#endif
