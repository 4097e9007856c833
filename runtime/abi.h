/* abi.h - where compiled contracts and the tracker's kernel meet.
 *
 * A compiled contract is one module: struct rt_module, its only exported data, names the functions.
 * The module calls back what abi.def lists. Layouts that compiled code reads (struct rt_scope, struct
 * st, struct rt_event) are part of the ABI: RT_ABI_VERSION changes with any of them. */
#ifndef RUNTIME_ABI_H
#define RUNTIME_ABI_H

#include <stdint.h>

#include "runtime/event.h"
#include "runtime/machine.h"
#include "runtime/state.h"

enum { RT_ABI_VERSION = 34 };

struct kernel;

/* What left its range refuses the act; a sum over days is cut alone. */
enum rt_overflow { OVERFLOW_REFUSES = 1, OVERFLOW_CUTS = 2 };

/* The place from which an expression is evaluated: an instance (or the one to be made) and a tick. */
struct rt_scope {
    const struct kernel *kernel;
    const struct st *st;
    int64_t at;          /* the tick that asks */
    int64_t trigger_at;  /* of the instance */
    int64_t trigger_qty;
    int64_t due;         /* of the instance */
    int64_t text;        /* the tick by whose text it goes */
    int32_t key;         /* of the instance, or -1 */
    int32_t breach;      /* record that it remedies, or -1 */
    int32_t event;       /* serial of the event that triggered it, or -1 */
    int32_t spare;
    int32_t *overflow;   /* enum rt_overflow: a sum or product left its range and was cut there */
};

struct rt_module {
    uint32_t abi_version;   /* RT_ABI_VERSION */
    uint32_t expr_count;    /* rows of `expr` of the machine */
    uint32_t pattern_count; /* rows of `pattern` */
    uint32_t spare;
    const unsigned char *blob; /* the norm machine as nm_save put it */
    uint64_t blob_len;
    /* The value of a row of `expr` that a norm, trigger, answer or power names and that is not CONST. */
    int64_t (*expr)(int32_t row, const struct rt_scope *scope);
    /* 1 if the event looks like a row of `pattern`, but for the instance's key; else 0. */
    int32_t (*match)(int32_t pattern, const struct rt_event *event);
    /* Empties the state and gives it its first bytes: the state before the first tick. */
    void (*init)(struct kernel *kernel, struct st *st);
    /* As engine_ops.advance. */
    int32_t (*advance)(struct kernel *kernel, struct st *st, int64_t tick, int32_t closed);
    /* Advances to the event's tick (where that is ahead), then as engine_ops.apply. */
    int32_t (*step)(struct kernel *kernel, struct st *st, const struct rt_event *event);
    /* step for events[i] with states[which[i]], i < count, until one of them is full; counts the
     * effective ones. */
    int32_t (*run)(struct kernel *kernel, struct st *const *states, const uint32_t *which,
                   const struct rt_event *events, uint64_t count, uint64_t *effective);
};

#define ABI_VOID void
#define ABI_I32 int32_t
#define ABI_I64 int64_t
#define ABI_KERNEL struct kernel *
#define ABI_STATE struct st *
#define ABI_EVENT const struct rt_event *
#define ABI_SCOPE const struct rt_scope *
#define ABI_FN1(ret, name, a) ABI_##ret name(ABI_##a);
#define ABI_FN2(ret, name, a, b) ABI_##ret name(ABI_##a, ABI_##b);
#define ABI_FN3(ret, name, a, b, c) ABI_##ret name(ABI_##a, ABI_##b, ABI_##c);
#define ABI_FN4(ret, name, a, b, c, d) ABI_##ret name(ABI_##a, ABI_##b, ABI_##c, ABI_##d);
#include "runtime/abi.def"
#undef ABI_FN1
#undef ABI_FN2
#undef ABI_FN3
#undef ABI_FN4

#endif
