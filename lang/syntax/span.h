/* A place in one source text: bytes [start, end). Lines and columns are worked out when printed. */
#ifndef SYNTAX_SPAN_H
#define SYNTAX_SPAN_H

#include <stdint.h>

struct span {
    uint32_t start, end;
};

/* The smallest span that covers both. */
static inline struct span span_join(struct span left, struct span right)
{
    return (struct span){
        .start = left.start < right.start ? left.start : right.start,
        .end = left.end > right.end ? left.end : right.end,
    };
}

#endif
