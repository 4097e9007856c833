/* The standard vocabulary, built into the program: every .ht file of this folder, by name. */
#ifndef VOCABULARY_EMBEDDED_H
#define VOCABULARY_EMBEDDED_H

#include <stddef.h>

struct vocabulary_file {
    const char *name; /* "standard.ht"; "standard" is read before every contract */
    const char *text; /* NUL-terminated UTF-8 */
    size_t len;
};

extern const struct vocabulary_file vocabulary_files[];
extern const size_t vocabulary_file_count;

#endif
