/* stn_engine.h - the solver under stn.h, shared by its files and by nobody else.
 *
 * An engine holds a subset of a network's constraints that is known to be consistent as far as
 * differences go, and a label for every point that proves it: label[dst] >= label[src] + gain for
 * every enabled arc. Enabling more constraints raises labels from where they are. */
#ifndef COMPILER_PROVE_STN_ENGINE_H
#define COMPILER_PROVE_STN_ENGINE_H

#include "compiler/prove/stn.h"
#include "lang/base/vec.h"

/* A difference as a lower bound: dst lies at least gain ticks after src. */
struct stn_arc {
    int64_t gain;
    uint32_t src, dst;
    uint32_t next_out; /* next enabled arc of the same src */
};

/* One raise of one bound by the narrowing of bounds: constraint lifted its dst to tick because
 * entry `because` had lifted its src (STN_NONE: the src stood at its start). */
struct stn_raise {
    int64_t tick;
    uint32_t constraint, because;
};

struct stn_index_list { /* a vector (vec.h) of constraints */
    uint32_t *items;
    size_t count, cap;
};

struct stn_raise_list {
    struct stn_raise *items;
    size_t count, cap;
};

struct stn_point_info {
    const char *name;
    uint32_t ref;
};

struct stn_tree_node;

struct stn_engine {
    const struct stn *net;
    uint32_t relaxed_number; /* this number gives way by ... */
    int64_t relaxed_by;      /* ... so many ticks; 0: as written */
    uint32_t point_count, constraint_count;
    int64_t *label;          /* per point */
    struct stn_arc *arcs;    /* per constraint; functions: src and dst only */
    uint8_t *is_enabled;     /* per constraint */
    uint32_t *first_out;     /* per point: enabled arcs that leave it */
    uint32_t *next_function; /* per constraint: enabled functions of the same src */
    uint32_t *first_function;
    uint32_t function_count;     /* enabled ones */
    struct stn_tree_node *nodes; /* point_count of them and the root */
    uint32_t *queue;             /* ring of point_count + 1 */
    uint32_t *trail_points;      /* what a failed step must put back */
    int64_t *trail_labels;
    uint32_t trail_count, epoch;
    struct stn_index_list cycle; /* the last contradiction: arcs from src to dst, round */
    uint64_t work;               /* arcs looked at, ever */
    bool is_bounded;             /* the horizon binds, whether or not a function is enabled */
    bool may_drift; /* something was disabled: labels may be higher than they need be */
};

struct stn {
    int64_t earliest, latest;
    VEC(struct stn_point_info) points;
    VEC(struct stn_constraint) constraints;
    VEC(uint8_t) is_active;
    struct stn_index_list pending; /* active and not yet enabled in the engine */
    struct stn_engine engine;
    enum stn_verdict verdict;
};

/* The points between which a constraint carries a lower bound, and the amount it has when
 * `relaxed_number` gives way by `relaxed_by`. */
uint32_t stn_src(const struct stn_constraint *constraint);
uint32_t stn_dst(const struct stn_constraint *constraint);
int64_t stn_amount(const struct stn_constraint *constraint, uint32_t relaxed_number,
                   int64_t relaxed_by);

/* An engine over all points and constraints of the network, with nothing enabled. The horizon binds
 * if an active constraint is a function. */
void stn_engine_init(struct stn_engine *engine, const struct stn *net, uint32_t relaxed_number,
                     int64_t relaxed_by);
void stn_engine_release(struct stn_engine *engine);

/* Disables everything and puts the labels back to zero. */
void stn_engine_reset(struct stn_engine *engine);

/* Makes room for points and constraints that the network got since; or forgets those that it is
 * about to lose, all beyond the counts. */
void stn_engine_grow(struct stn_engine *engine);
void stn_engine_shrink(struct stn_engine *engine, uint32_t points, uint32_t constraints);

/* Enables the constraints, which are not enabled. True if the differences enabled still have a
 * solution; else engine->cycle has the contradiction and nothing has changed. */
bool stn_engine_enable(struct stn_engine *engine, const uint32_t *constraints, uint32_t count);
void stn_engine_disable(struct stn_engine *engine, uint32_t constraint);

/* Differences that cannot overflow: labels stay under 2^62 by the limits of stn.h. */
int64_t stn_add_ticks(int64_t left, int64_t right);

/* Narrowing (stn_bounds.c). Finds the least tick >= the horizon's start of every point that keeps
 * the enabled constraints, differences and functions, with the origin at 0, in lower[].
 * On STN_CONFLICT the last entry of raises (if not NULL) is the raise that no tick can satisfy. */
enum stn_verdict stn_lower_bounds(struct stn_engine *engine, int64_t from, int64_t to,
                                  int64_t *lower, struct stn_raise_list *raises);

/* The greatest ticks, after stn_lower_bounds was consistent. */
void stn_upper_bounds(struct stn_engine *engine, int64_t from, int64_t to, int64_t *upper);

/* Marks the points that enabled constraints bound from above by the origin. */
void stn_mark_bounded(const struct stn_engine *engine, bool *is_bounded);

/* What a constraint makes of a lower bound at its src: the least tick of dst; more than `to` if
 * there is none. Both ticks lie in [from, to]. */
int64_t stn_lift(const struct stn_engine *engine, uint32_t constraint, int64_t from, int64_t to,
                 int64_t tick);

/* Enables the constraints and decides: differences first, then, if functions are enabled, the
 * narrowing. On STN_CONFLICT nothing has changed; engine->cycle has the contradiction if it was
 * one of differences, else raises (may be NULL) has it and engine->cycle is empty. */
enum stn_verdict stn_engine_try(struct stn_engine *engine, const uint32_t *constraints,
                                uint32_t count, struct stn_raise_list *raises);

/* The conflict without its repairs (stn_core.c), and the repairs (stn_repair.c). */
void stn_find_core(const struct stn *net, struct stn_conflict *conflict);
void stn_find_repairs(const struct stn *net, struct stn_conflict *conflict);

#endif
