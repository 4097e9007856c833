/* The interpreter's face: an engine that walks from tick to tick. What happens at an opening, an
 * event, a closing is in eval_close.c and eval_apply.c. Calculus B4; spec 21.3. */
#include "compiler/ir/eval.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/ir/calendar_of.h"
#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"

struct eval {
    struct calendar **calendars;
    uint32_t calendar_count;
};

static void open_fold(struct fold *fold, const struct engine *engine, struct st *st)
{
    const struct eval *eval = engine->self;
    memset(fold, 0, sizeof *fold);
    fold->nm = engine->nm;
    fold->st = st;
    fold->calendars = eval->calendars;
    st_drop_index(st);
}

static void release_fold(struct fold *fold)
{
    vec_release(&fold->changes);
    vec_release(&fold->accepted);
    vec_release(&fold->beyond);
    vec_release(&fold->dealt);
    vec_release(&fold->permits);
    vec_release(&fold->first_of);
    vec_release(&fold->last_of);
    vec_release(&fold->next_of);
    vec_release(&fold->candidates);
}

static void eval_start(const struct engine *engine, struct st *st)
{
    st_release(st);
    st->head.version = NM_VERSION;
    st->head.phase = ST_DRAFT;
    st->head.closed = 1;
    st->head.now = engine->nm->head.start - 1;
    st->head.ended = NM_NEVER;
}

/* Separate from its caller, so that no local of a function that calls setjmp ever changes. */
static int walk(struct fold *fold, int64_t tick, int closed)
{
    if (setjmp(fold->full))
        return ENGINE_FULL;
    struct st_head *head = &fold->st->head;
    while (head->now < tick) {
        if (!head->closed)
            close_tick(fold);
        open_tick(fold, head->now + 1);
    }
    if (closed && head->now == tick && !head->closed)
        close_tick(fold);
    return 0;
}

static int eval_advance(const struct engine *engine, struct st *st, int64_t tick, int closed)
{
    if (tick < engine->nm->head.start)
        return 0;
    struct fold fold;
    open_fold(&fold, engine, st);
    int result = walk(&fold, tick, closed);
    if (fold.is_overflow || fold.is_cut) /* no act is there to be refused */
        st->head.flags |= ST_CUT;
    release_fold(&fold);
    return result;
}

static int judge(struct fold *fold, const struct rt_event *event, struct fold *past)
{
    if (setjmp(fold->full))
        return ENGINE_FULL;
    return (int)apply_event(fold, event, past);
}

static int eval_apply(const struct engine *engine, struct st *st, const struct rt_event *event)
{
    if (event->serial != st->head.serial)
        BUG("event %d is not the next one, %d", event->serial, st->head.serial);
    struct st before;
    st_init(&before);
    st_copy(&before, st);
    before.head.serial++; /* as the act at hand finds it */
    struct fold fold, past;
    open_fold(&past, engine, &before);
    open_fold(&fold, engine, st);
    int judgement = judge(&fold, event, &past);
    if (judgement != ENGINE_FULL && fold.is_overflow) {
        st_copy(st, &before);
        judgement = JUDGE_OVERFLOW;
    } else if (fold.is_cut) {
        st->head.flags |= ST_CUT;
    }
    release_fold(&past);
    release_fold(&fold);
    st_release(&before);
    return judgement;
}

int64_t eval_ask(void *engine, const struct st *st, int32_t inst, int32_t expr, int64_t at)
{
    const struct engine *interpreter = engine;
    const struct eval *eval = interpreter->self;
    /* Expressions only read the state; a fold may write it, hence the cast. */
    struct fold fold = {.nm = interpreter->nm, .st = (struct st *)st, .calendars = eval->calendars};
    const struct st_inst none = {.norm = NM_NONE, .made = at, .trigger_at = at, .breach = -1, .trigger_breach = -1};
    int64_t value = eval_expr(&fold, expr, inst < 0 ? &none : &st->inst[inst], at);
    release_fold(&fold);
    return value;
}

int64_t eval_ask_need(void *engine, const struct st *st, int32_t inst, int64_t at)
{
    const struct engine *interpreter = engine;
    const struct eval *eval = interpreter->self;
    struct st copy;
    st_init(&copy);
    st_copy(&copy, st); /* caps write down what they are asked */
    struct fold fold = {.nm = interpreter->nm, .st = &copy, .calendars = eval->calendars};
    int64_t need = eval_expr(&fold, fold.nm->norm[st->inst[inst].norm].need, &copy.inst[inst], at);
    need = eval_capped(&fold, &copy.inst[inst], need);
    release_fold(&fold);
    st_release(&copy);
    return need;
}

static void eval_close(struct engine *engine)
{
    struct eval *eval = engine->self;
    for (uint32_t i = 0; i < eval->calendar_count; i++)
        calendar_free(eval->calendars[i]);
    free(eval->calendars);
    free(eval);
    engine->self = NULL;
}

struct engine eval_engine(const struct nm *nm)
{
    static const struct engine_ops ops = {eval_start, eval_advance, eval_apply, eval_close};
    struct eval *eval = calloc(1, sizeof *eval);
    struct calendar **calendars = calloc(nm->calendar_count + 1, sizeof(struct calendar *));
    if (!eval || !calendars)
        BUG("out of memory: an interpreter");
    for (uint32_t i = 0; i < nm->calendar_count; i++) {
        enum calendar_status status = calendar_of(nm, i, &calendars[i]);
        if (status != CALENDAR_OK)
            BUG("calendar %u was not verified: %s", i, calendar_status_text(status));
    }
    eval->calendars = calendars;
    eval->calendar_count = nm->calendar_count;
    return (struct engine){nm, &ops, eval};
}
