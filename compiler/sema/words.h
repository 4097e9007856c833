/* words.h - texts put together for the papers and for messages. */
#ifndef SEMA_WORDS_H
#define SEMA_WORDS_H

#include <stddef.h>
#include <string.h>

#include "lang/base/arena.h"

struct piece {
    const char *text;
    size_t len;
};
static inline struct piece sema_piece(const char *text)
{
    return (struct piece){text, strlen(text)}; /* of most pieces the compiler knows it */
}
/* The texts, 12 at most, one behind the other: of texts alone sooner made than a format is read. */
const char *sema_join_all(struct arena *arena, const struct piece *pieces, size_t count);
#define SEMA_PIECES_1(a) sema_piece(a)
#define SEMA_PIECES_2(a, ...) sema_piece(a), SEMA_PIECES_1(__VA_ARGS__)
#define SEMA_PIECES_3(a, ...) sema_piece(a), SEMA_PIECES_2(__VA_ARGS__)
#define SEMA_PIECES_4(a, ...) sema_piece(a), SEMA_PIECES_3(__VA_ARGS__)
#define SEMA_PIECES_5(a, ...) sema_piece(a), SEMA_PIECES_4(__VA_ARGS__)
#define SEMA_PIECES_6(a, ...) sema_piece(a), SEMA_PIECES_5(__VA_ARGS__)
#define SEMA_PIECES_7(a, ...) sema_piece(a), SEMA_PIECES_6(__VA_ARGS__)
#define SEMA_PIECES_8(a, ...) sema_piece(a), SEMA_PIECES_7(__VA_ARGS__)
#define SEMA_PIECES_9(a, ...) sema_piece(a), SEMA_PIECES_8(__VA_ARGS__)
#define SEMA_PIECES_10(a, ...) sema_piece(a), SEMA_PIECES_9(__VA_ARGS__)
#define SEMA_PIECES_11(a, ...) sema_piece(a), SEMA_PIECES_10(__VA_ARGS__)
#define SEMA_PIECES_12(a, ...) sema_piece(a), SEMA_PIECES_11(__VA_ARGS__)
#define SEMA_TWELFTH(a, b, c, d, e, f, g, h, i, j, k, l, name, ...) name
#define SEMA_OF_EACH(name, ...)                                                                    \
    SEMA_TWELFTH(__VA_ARGS__, name##12, name##11, name##10, name##9, name##8, name##7, name##6,     \
                 name##5, name##4, name##3, name##2, name##1, )
#define sema_join(sema, ...)                                                                       \
    sema_join_all((sema)->arena,                                                                   \
                  (const struct piece[]){SEMA_OF_EACH(SEMA_PIECES_, __VA_ARGS__)(__VA_ARGS__)},     \
                  SEMA_OF_EACH(, __VA_ARGS__))
/* The same for the papers: "" where nobody asks for words. */
#define sema_words(sema, ...) ((sema)->in_words ? sema_join(sema, __VA_ARGS__) : "")

#endif
