/* versions.c - which norms of a text go on in the next, and which end there. A norm goes on if the
 * norm of its name still has the same bearers, act and things; then only its terms change. */
#include "compiler/ir/versions.h"

#include <string.h>

#include "compiler/ir/lower.h"
#include "compiler/ir/versions_internal.h"
#include "lang/base/arena.h"
#include "lang/base/map.h"

bool versions_is_under(const char *number, const char *label)
{
    size_t len = strlen(label);
    return strncmp(number, label, len) == 0 &&
           (number[len] == '\0' || number[len] == '.' || number[len] == '(');
}

static uint32_t norm_count(const struct joining *joining, uint32_t text)
{
    return joining->texts[text].nm->norm_count;
}

/* ---- one text and the next --------------------------------------------------------------------- */

/* Norms of one name, in order: a name may be there twice. */
static void pair(struct joining *joining, uint32_t text)
{
    struct version_norm *old = joining->norms[text], *new = joining->norms[text + 1];
    uint32_t count = norm_count(joining, text + 1);
    struct map first;
    map_init(&first, joining->arena);
    int32_t *next = arena_array(joining->arena, count + 1, sizeof *next);
    for (uint32_t i = count; i-- > 0;) {
        uint32_t known;
        next[i] = map_get(&first, new[i].name, strlen(new[i].name), &known) ? (int32_t)known : NM_NONE;
        map_put(&first, new[i].name, strlen(new[i].name), i);
    }
    for (uint32_t i = 0; i < norm_count(joining, text); i++) {
        uint32_t known;
        if (!map_get(&first, old[i].name, strlen(old[i].name), &known) || known == count)
            continue;
        old[i].next = (int32_t)known;
        new[known].before = (int32_t)i;
        map_put(&first, old[i].name, strlen(old[i].name),
                next[known] == NM_NONE ? count : (uint32_t)next[known]);
    }
    map_release(&first);
}

/* What the next text does with the clause of the norm; NM_NONE: it does not name it. */
static int32_t change_of(const struct joining *joining, uint32_t text, uint32_t norm)
{
    const struct nm *nm = joining->texts[text].nm;
    const char *number = nm_str(nm, nm->clause[nm->norm[norm].clause].number);
    const struct version_text *next = &joining->texts[text + 1];
    for (uint32_t i = 0; i < next->change_count; i++) {
        if (versions_is_under(number, next->changes[i].number))
            return (int32_t)i;
    }
    return NM_NONE;
}

/* Whether what is meant in the one text is still meant in the next. */
static bool goes_on(const struct version_norm *norm)
{
    return norm->relation == REL_SAME || norm->relation == REL_MERGED || norm->relation == REL_PERIOD;
}

static bool is_of_series(const struct joining *joining, uint32_t text, uint32_t norm)
{
    return joining->texts[text].nm->norm[norm].series != NM_NONE;
}

/* Whether the norms without which it cannot go on do: the one it is part of, the one whose breach it
 * remedies. */
static bool is_carried(const struct joining *joining, uint32_t text, uint32_t index)
{
    const struct nm *nm = joining->texts[text].nm;
    const struct version_norm *norms = joining->norms[text];
    const struct nm_norm *norm = &nm->norm[index];
    if (norm->parent != NM_NONE && !goes_on(&norms[norm->parent]))
        return false;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        int32_t watched = nm->trigger[norm->first_trigger + i].norm;
        if (watched != NM_NONE && !goes_on(&norms[watched]))
            return false;
    }
    return true;
}

/* What becomes of a norm that does not say the same any more, or depends on one that ended. */
static enum relation changed(const struct joining *joining, uint32_t text, uint32_t index)
{
    struct version_norm *norm = &joining->norms[text][index];
    const struct version_norm *next = &joining->norms[text + 1][norm->next];
    int32_t change = change_of(joining, text, index);
    enum ast_running running =
        change == NM_NONE ? RUNNING_UNSAID : joining->texts[text + 1].changes[change].running;
    if (is_of_series(joining, text, index) && is_of_series(joining, text + 1, (uint32_t)norm->next)) {
        norm->is_dropped = running == RUNNING_DROPS;
        return running == RUNNING_DROPS ? REL_SPLIT : REL_PERIOD;
    }
    bool can_merge = norm->is_once == next->is_once && strcmp(norm->shape, next->shape) == 0 &&
                     is_carried(joining, text, index);
    bool wants = norm->is_once ? running == RUNNING_UNSAID || running == RUNNING_ALSO
                               : running == RUNNING_ALSO || (norm->is_remedy && running == RUNNING_UNSAID);
    norm->follows = norm->is_once || running == RUNNING_ALSO;
    norm->is_dropped = running == RUNNING_DROPS || (norm->is_once && running != RUNNING_RUNS_ON);
    return can_merge && wants ? REL_MERGED : REL_SPLIT;
}

static enum relation gone(const struct joining *joining, uint32_t text, uint32_t index)
{
    struct version_norm *norm = &joining->norms[text][index];
    int32_t change = change_of(joining, text, index);
    enum ast_running running =
        change == NM_NONE ? RUNNING_UNSAID : joining->texts[text + 1].changes[change].running;
    norm->is_dropped = running == RUNNING_DROPS || (norm->is_once && running != RUNNING_RUNS_ON);
    return REL_GONE;
}

static bool is_same(const struct version_norm *one, const struct version_norm *other)
{
    return strcmp(one->shape, other->shape) == 0 && strcmp(one->terms, other->terms) == 0;
}

/* What says the same but depends on what does not is changed as well, until nothing more is. */
static void relate(struct joining *joining, uint32_t text)
{
    struct version_norm *norms = joining->norms[text];
    uint32_t count = norm_count(joining, text);
    for (uint32_t i = 0; i < count; i++) {
        const struct version_norm *next =
            norms[i].next == NM_NONE ? NULL : &joining->norms[text + 1][norms[i].next];
        if (!next)
            norms[i].relation = gone(joining, text, i);
        else
            norms[i].relation = is_same(&norms[i], next) ? REL_SAME : REL_MERGED;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (norms[i].relation == REL_MERGED)
            norms[i].relation = changed(joining, text, i);
    }
    for (bool is_stable = false; !is_stable;) {
        is_stable = true;
        for (uint32_t i = 0; i < count; i++) {
            enum relation relation = norms[i].relation;
            bool is_touched = false;
            for (uint32_t k = 0; k < norms[i].ref_count; k++)
                is_touched = is_touched || !goes_on(&norms[norms[i].refs[k]]);
            if ((relation == REL_SAME && is_touched) ||
                (relation == REL_MERGED && !is_carried(joining, text, i)))
                norms[i].relation = changed(joining, text, i);
            is_stable = is_stable && norms[i].relation == relation;
        }
    }
}

/* A first thing that is not clear. */
static bool find_problem(const struct joining *joining, uint32_t text, struct version_problem *problem)
{
    for (uint32_t i = 0; i < norm_count(joining, text); i++) {
        const struct version_norm *norm = &joining->norms[text][i];
        int32_t index = goes_on(norm) && norm->relation != REL_PERIOD ? NM_NONE
                                                                      : change_of(joining, text, i);
        if (index == NM_NONE)
            continue;
        const struct version_change *change = &joining->texts[text + 1].changes[index];
        enum version_fault fault = VERSION_FINE;
        if (change->running == RUNNING_ALSO)
            fault = VERSION_CANNOT_TAKE;
        else if (change->is_deleted && change->running == RUNNING_UNSAID && norm->is_duty &&
                 !norm->is_remedy)
            fault = VERSION_UNSAID;
        if (fault == VERSION_FINE)
            continue;
        *problem = (struct version_problem){fault, text + 1, (uint32_t)index, norm->name};
        return true;
    }
    return false;
}

/* ---- threads ------------------------------------------------------------------------------------- */

static int32_t new_thread(struct joining *joining, uint32_t text, uint32_t norm)
{
    struct thread thread = {.first = text, .last = text, .row = NM_NONE, .replaces = NM_NONE,
                            .earlier = NM_NONE};
    thread.member = arena_array(joining->arena, joining->count, sizeof *thread.member);
    for (uint32_t i = 0; i < joining->count; i++)
        thread.member[i] = i == text ? (int32_t)norm : NM_NONE;
    vec_push(&joining->threads, thread);
    return (int32_t)joining->threads.count - 1;
}

/* A period that has begun before its text held is not this text's. */
static bool is_too_late(const struct joining *joining, uint32_t text, uint32_t norm)
{
    const struct nm_norm *row = &joining->texts[text].nm->norm[norm];
    return text > 0 && row->series != NM_NONE && row->period_first < joining->texts[text].from;
}

/* A period that begins when a text holds that says it otherwise is that text's. */
static bool is_too_early(const struct joining *joining, uint32_t text, uint32_t index)
{
    for (; text + 1 < joining->count; text++) {
        const struct nm_norm *row = &joining->texts[text].nm->norm[index];
        const struct version_norm *norm = &joining->norms[text][index];
        if (norm->relation != REL_SAME && norm->relation != REL_MERGED)
            return row->series != NM_NONE && row->period_first >= joining->texts[text + 1].from;
        index = (uint32_t)norm->next;
    }
    return false;
}

static int32_t thread_of(struct joining *joining, uint32_t text, uint32_t index)
{
    const struct version_norm *norm = &joining->norms[text][index];
    const struct version_norm *old =
        norm->before == NM_NONE ? NULL : &joining->norms[text - 1][norm->before];
    if (old && old->thread != NM_NONE && (old->relation == REL_SAME || old->relation == REL_MERGED)) {
        struct thread *thread = &joining->threads.items[old->thread];
        if (thread->member[text - 1] != norm->before) /* the period is an earlier text's, and stays it */
            return old->thread;
        thread->last = text;
        thread->member[text] = (int32_t)index;
        return old->thread;
    }
    if (is_too_late(joining, text, index))
        return old && old->relation == REL_PERIOD ? old->thread : NM_NONE;
    if (is_too_early(joining, text, index))
        return NM_NONE;
    int32_t fresh = new_thread(joining, text, index);
    if (old && old->relation == REL_SPLIT && old->thread != NM_NONE) {
        joining->threads.items[fresh].replaces = old->thread;
        if (!old->is_dropped)
            joining->threads.items[fresh].earlier = old->thread;
    }
    return fresh;
}

static void spin_threads(struct joining *joining)
{
    for (uint32_t text = 0; text < joining->count; text++) {
        for (uint32_t i = 0; i < norm_count(joining, text); i++)
            joining->norms[text][i].thread = thread_of(joining, text, i);
    }
    /* what begins too late for its text is the same norm as that of the next, if there is one */
    for (uint32_t text = joining->count - 1; text-- > 0;) {
        for (uint32_t i = 0; i < norm_count(joining, text); i++) {
            struct version_norm *norm = &joining->norms[text][i];
            if (norm->thread == NM_NONE && norm->next != NM_NONE)
                norm->thread = joining->norms[text + 1][norm->next].thread;
        }
    }
    for (size_t i = 0; i < joining->threads.count; i++) {
        struct thread *thread = &joining->threads.items[i];
        const struct version_norm *last = &joining->norms[thread->last][thread->member[thread->last]];
        thread->is_replaced = last->relation == REL_SPLIT || last->relation == REL_GONE;
        thread->is_dropped = thread->is_replaced && last->is_dropped;
    }
}

/* Norms stand in the order of the last text, those of earlier texts behind them. */
static void number_threads(struct joining *joining)
{
    int32_t row = 0;
    for (uint32_t text = joining->count; text-- > 0;) {
        for (uint32_t i = 0; i < norm_count(joining, text); i++) {
            int32_t thread = joining->norms[text][i].thread;
            if (thread != NM_NONE && joining->threads.items[thread].row == NM_NONE)
                joining->threads.items[thread].row = row++;
        }
    }
}

bool versions_join(const struct version_text *texts, uint32_t count, struct nm_builder *builder,
                   struct arena *arena, struct version_problem *problem)
{
    struct joining joining = {.texts = texts, .count = count, .builder = builder, .arena = arena};
    joining.norms = arena_array(arena, count, sizeof *joining.norms);
    joining.maps = arena_array(arena, count, sizeof *joining.maps);
    for (uint32_t text = 0; text < count; text++)
        versions_describe(&joining, text);
    for (uint32_t text = 0; text + 1 < count; text++)
        pair(&joining, text);
    bool is_clear = true;
    for (uint32_t text = 0; text + 1 < count && is_clear; text++) {
        relate(&joining, text);
        is_clear = !find_problem(&joining, text, problem);
    }
    if (is_clear) {
        spin_threads(&joining);
        number_threads(&joining);
        versions_put_words(&joining);
        versions_put_norms(&joining);
        lower_orders(builder);
    }
    vec_release(&joining.threads);
    return is_clear;
}
