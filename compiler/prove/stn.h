/* stn.h - a simple temporal network over integer ticks: do these dates fit together?
 *
 * Points are unknown ticks; constraints bound one point by another. A network either has a
 * schedule (earliest and latest ticks, a certificate) or a conflict (the smallest set of clauses
 * whose constraints contradict one another, with the arithmetic and what would mend it). Both are
 * re-checked by certify.h, which does not trust this module.
 *
 *     struct stn *net = stn_new(0, 36500);
 *     uint32_t drawings = stn_point(net, "the drawings", 31);
 *     stn_add(net, &(struct stn_constraint){.form = STN_DIFFERENCE, .x = STN_ORIGIN,
 *             .y = drawings, .amount = -70, .clause = 31, .text = "not before day 70"});
 *     if (stn_check(net) == STN_CONFLICT) ... stn_explain(...)
 *
 * Point STN_ORIGIN is the tick 0: absolute dates are differences from it. */
#ifndef COMPILER_PROVE_STN_H
#define COMPILER_PROVE_STN_H

#include <stdbool.h>
#include <stdint.h>

struct stn;

enum {
    STN_ORIGIN = 0,           /* the point that stands at tick 0 */
    STN_NO_CLAUSE = 0,        /* a truth that no clause wrote: a finish is not before its start */
    STN_POINTS_MAX = 1 << 20, /* with STN_TICK_MAX: no sum over a path leaves 64 bits */
    STN_CONSTRAINTS_MAX = 1 << 22,
};
#define STN_TICK_MAX (INT64_C(1) << 40) /* 34,000 years of seconds */
#define STN_NONE     UINT32_MAX

/* A function of time: monotone in tick and in amount, defined on the whole horizon of the network
 * ("the amount-th working day after tick", "tick + amount months", "tick rolled forward"). */
typedef int64_t (*stn_function)(const void *ctx, int64_t amount, int64_t tick);

enum stn_form {
    STN_DIFFERENCE, /* x - y <= amount */
    STN_NOT_AFTER,  /* x <= fn(ctx, amount, y) */
    STN_NOT_BEFORE, /* x >= fn(ctx, amount, y) */
};

/* How a written number may give way; the word chosen is the one that the mend is told with. */
enum stn_relax_word {
    STN_FIXED,        /* it may not */
    STN_GIVE_MORE,    /* a limit: "give clause 1.1 18 days more" */
    STN_DO_EARLIER,   /* a lower bound: "let clause 3.1 be done 18 days earlier" */
    STN_TAKE_SHORTER, /* a least duration: "let clause 1.4 take 18 days less" */
};

struct stn_constraint {
    enum stn_form form;
    enum stn_relax_word relax;
    uint32_t x, y;     /* points */
    uint32_t clause;   /* who says so; opaque but for STN_NO_CLAUSE */
    uint32_t number;   /* which written number it is; constraints that share one give way together.
                        * 0: no number. Read only if relax is not STN_FIXED */
    int64_t amount;    /* |amount| <= STN_TICK_MAX */
    int64_t relax_max; /* the number may give way by at most so many ticks; 0: without limit */
    stn_function fn;   /* NULL for STN_DIFFERENCE */
    const void *fn_ctx;
    const char *text; /* "within 40 days after the drawings"; not copied, outlives the network */
};

enum stn_verdict {
    STN_CONSISTENT,
    STN_CONFLICT,
    STN_UNDECIDED, /* functions only: the work limit was met before the bounds came to rest */
};

/* A new network with the origin in it. With function constraints every point lies in
 * [earliest, latest], which holds 0; without them the horizon binds nothing. Free with stn_free. */
struct stn *stn_new(int64_t earliest, int64_t latest);
void stn_free(struct stn *net);

/* Adds a point; `ref` is the caller's (a clause, a span). `name` is not copied. */
uint32_t stn_point(struct stn *net, const char *name, uint32_t ref);

/* Adds a constraint and returns its index; STN_NONE if the amount is beyond STN_TICK_MAX or the
 * network is full. After a consistent check the next one only looks at what was added since. */
uint32_t stn_add(struct stn *net, const struct stn_constraint *constraint);

/* Takes a constraint out of consideration or back in. */
void stn_set_active(struct stn *net, uint32_t constraint, bool is_active);

/* Takes out what was added last: leaves the first `points` points and `constraints` constraints, of
 * which none speaks of a point taken out. */
void stn_rewind(struct stn *net, uint32_t points, uint32_t constraints);

/* Decides the network. With differences alone the answer is never STN_UNDECIDED. */
enum stn_verdict stn_check(struct stn *net);

uint32_t stn_point_count(const struct stn *net);
uint32_t stn_constraint_count(const struct stn *net);
const char *stn_point_name(const struct stn *net, uint32_t point);
uint32_t stn_point_ref(const struct stn *net, uint32_t point);
const struct stn_constraint *stn_constraint_at(const struct stn *net, uint32_t constraint);
bool stn_is_active(const struct stn *net, uint32_t constraint);
int64_t stn_earliest_tick(const struct stn *net); /* the horizon as given to stn_new */
int64_t stn_latest_tick(const struct stn *net);

/* After STN_CONSISTENT: the least and the greatest tick of every point, each array of
 * stn_point_count() ticks and by itself a schedule that keeps every constraint. A point that
 * nothing bounds stands at the horizon. Either may be NULL. */
void stn_schedule(struct stn *net, int64_t *earliest, int64_t *latest);

/* After a check: true for each point that some chain of constraints bounds from above, counted from
 * the origin, so that its greatest tick is more than the end of the horizon. */
void stn_bounded_above(const struct stn *net, bool *is_bounded);

/* One line of the arithmetic: constraint `constraint` puts point `to` not before tick `tick`, the
 * step before it (or the start) having put `from` where it is. */
struct stn_step {
    uint32_t constraint;
    uint32_t from, to;
    int64_t gain; /* ticks by which `to` lies behind `from` at least; negative for a limit, read
                   * backwards: "due within 92 days after y" puts y not before x - 92 */
    int64_t tick; /* the running sum */
};

/* What would mend it: change one number by so many ticks, and by no fewer. */
struct stn_repair {
    uint32_t number;
    uint32_t clause; /* of the first constraint of that number in the conflict */
    enum stn_relax_word word;
    int64_t change; /* > 0 */
    bool mends_all; /* the whole network then has a schedule, which the certifier accepted;
                     * else this conflict is mended and another remains */
};

struct stn_conflict {
    /* The arithmetic, a closed walk: for differences a simple cycle; it begins at the origin if it
     * touches it, so that `tick` is a date, and at `start_tick` (0) of steps[0].from else. With
     * functions it is the chain of bounds that ends in the contradiction. */
    struct stn_step *steps;
    uint32_t step_count;
    int64_t start_tick;
    uint32_t *clauses; /* distinct, in order of first appearance; without STN_NO_CLAUSE */
    uint32_t clause_count;
    uint32_t *core; /* the constraints, ascending; leave any out and the conflict is gone */
    uint32_t core_count;
    struct stn_repair *repairs; /* in order of first appearance */
    uint32_t repair_count;
    int64_t shortfall;  /* ticks by which it fails, > 0 */
    bool has_functions; /* it needs functions or the horizon: the steps are a chain of bounds */
    bool climbs;        /* functions only: the steps go round and round up to the horizon; the first
                         * round is given */
    bool fewest_clauses; /* no conflict has fewer clauses. Always so for contracts of usual size;
                          * else the network was too large to search and only the core is claimed */
    bool fewest_steps;   /* none over these clauses has fewer steps */
};

/* After STN_CONFLICT: why. Free with stn_conflict_free. The work spent on the fewest clauses is
 * bounded by the size of the network, not by time: equal networks give equal answers. */
struct stn_conflict *stn_explain(struct stn *net);
void stn_conflict_free(struct stn_conflict *conflict);

#endif
