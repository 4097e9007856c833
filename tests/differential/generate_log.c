/* Random logs: what anybody might do on any day, and often what some norm of the machine waits for, for
 * most of what a norm does takes several events that fit. */
#include <string.h>

#include "lang/value/tick.h"
#include "runtime/state.h"
#include "tests/differential/generate_internal.h"

/* One of them. */
static uint64_t one_of(struct dice *dice, uint64_t parties)
{
    uint64_t one = UINT64_C(1) << dice_in(dice, 0, PARTIES - 1);
    return parties & one ? one : parties & (~parties + 1);
}

/* Designates it for the clause of some norm of its act. */
static void name_norm_of_act(struct dice *dice, const struct nm *nm, struct rt_event *event)
{
    int32_t norm = dice_in(dice, 0, (int32_t)nm->norm_count - 1);
    for (uint32_t i = 0; i < nm->norm_count; i++, norm = (norm + 1) % (int32_t)nm->norm_count) {
        int32_t pattern = nm->norm[norm].pattern;
        if (nm->norm[norm].kind == NM_POWER || pattern == NM_NONE || nm->pattern[pattern].act != event->act)
            continue;
        event->for_norm = (int16_t)norm;
        event->for_clause = (int16_t)(nm->norm[norm].clause + 1);
        return;
    }
}

/* As one who holds the power would use it. */
static void aim_at_power(struct dice *dice, const struct nm *nm, const struct nm_norm *norm,
                         struct rt_event *event)
{
    const struct nm_power *power = &nm->power[norm->power];
    event->act = power->act;
    event->actors = norm->joint == NM_TOGETHER ? norm->bearers : one_of(dice, norm->bearers);
    event->to = power->effect == NM_ASSIGN ? one_of(dice, (uint64_t)ALL & ~event->actors) : 0;
    event->key = event->bind = event->bind_kind = EVENT_NONE;
    event->kind = event->unit = EVENT_NONE;
    event->qty = 0;
    event->for_clause = 0;
    event->for_norm = EVENT_NONE;
    if (power->scope_count > 0 && dice_is(dice, power->effect == NM_CHOOSE ? 90 : 30))
        event->for_norm = (int16_t)nm->scope[power->first_scope + dice_in(dice, 0, power->scope_count - 1)].norm;
    else if (dice_is(dice, 15)) /* the power itself, or one beside it */
        event->for_norm = (int16_t)(norm - nm->norm);
    if (event->for_norm != EVENT_NONE && dice_is(dice, 50))
        event->for_clause = (int16_t)(nm->norm[event->for_norm].clause + 1);
    if (power->conclusive && dice_is(dice, 70))
        event->verdict = RT_HELD;
}

/* An answer to what was done a little before. */
static void aim_at_answer(struct dice *dice, const struct nm_answer *answer, int32_t act,
                          struct rt_event *event)
{
    event->act = act == NM_NONE ? ACCEPT : act;
    event->actors = one_of(dice, answer->acceptors);
    event->to = 0;
    event->kind = event->unit = EVENT_NONE;
    event->re = event->serial > 0 && dice_is(dice, 40)
                    ? event->serial - dice_in(dice, 1, event->serial < 4 ? event->serial : 4)
                    : EVENT_NONE;
    if (dice_is(dice, 60))
        event->qty = 0;
    if (dice_is(dice, 60))
        event->key = EVENT_NONE;
}

/* What performs the norm, or takes from what was performed. */
static void aim_at_pattern(struct dice *dice, const struct nm *nm, const struct nm_norm *norm,
                           const struct nm_pattern *pattern, struct rt_event *event)
{
    event->act = pattern->act;
    event->actors = pattern->all_hands ? pattern->actors
                    : pattern->actors  ? one_of(dice, pattern->actors)
                                       : norm->bearers;
    event->kind = (int16_t)pattern->kind;
    event->to = 0;
    event->unit = (int16_t)(dice_is(dice, 50) ? norm->unit : EVENT_NONE);
    if (norm->unit == NM_NONE && dice_is(dice, 25)) /* one act, whatever it tells */
        event->unit = (int16_t)dice_in(dice, BOX, YUAN);
    if (pattern->test_count > 0 && dice_is(dice, 80)) {
        uint64_t values = nm->test[pattern->first_test].values;
        for (int16_t value = 0; value < 3; value++) {
            if (values >> value & 1)
                event->attrs[0] = value;
        }
    }
    if (norm->distinct && dice_is(dice, 75)) {
        event->key = dice_in(dice, 0, dice_is(dice, 50) ? 1 : 3);
        event->qty = 0;
    } else if (norm->answer != NM_NONE && dice_is(dice, 50)) {
        event->key = EVENT_NONE; /* its answer may name it */
    }
    if (dice_is(dice, 80))
        event->bind = event->bind_kind = EVENT_NONE;
}

/* The next power to resume, else the norm itself. */
static const struct nm_norm *resumer_below(const struct nm *nm, const struct nm_norm *norm)
{
    for (const struct nm_norm *next = norm + 1; next < nm->norm + nm->norm_count; next++) {
        if (next->power != NM_NONE && nm->power[next->power].effect == NM_RESUME_NORMS)
            return next;
    }
    return norm;
}

static bool has_notice(const struct nm *nm, const struct nm_norm *norm)
{
    return norm->power != NM_NONE && nm->power[norm->power].notice != NM_NONE;
}

/* As one who has given the notice would withdraw it. */
static void revoke(struct dice *dice, const struct nm_norm *norm, struct rt_event *event)
{
    event->act = REVOKE;
    event->actors = norm->joint == NM_TOGETHER ? norm->bearers : one_of(dice, norm->bearers);
    event->re = EVENT_NONE;
    event->for_norm = EVENT_NONE;
    event->for_clause = 0;
}

/* A right to choose, or to end clauses, that arises by an act, and perhaps what it ends, too. */
static bool is_given_beside(const struct nm *nm, const struct nm_norm *norm)
{
    int32_t effect = norm->power == NM_NONE ? NM_RENEW : nm->power[norm->power].effect;
    return (effect == NM_TERMINATE || effect == NM_CHOOSE) && nm->power[norm->power].scope_count > 0 &&
           norm->trigger_count == 1 && nm->trigger[norm->first_trigger].kind == NM_ON_EVENT;
}

/* What half of the log is about, and how far it has come with that. */
struct scene {
    const struct nm_norm *norm;
    int step;
    bool is_let_go; /* what was tendered, before its answer */
};

/* Lets the event be about a norm: what would perform it, answer it, undo it or use it. */
static void aim_at(struct dice *dice, const struct nm *nm, const struct nm_norm *norm,
                   struct rt_event *event)
{
    if (norm->power != NM_NONE) {
        aim_at_power(dice, nm, norm, event);
    } else if (norm->loss != NM_NONE && dice_is(dice, 30)) {
        aim_at_pattern(dice, nm, norm, &nm->pattern[norm->loss], event);
    } else if (norm->answer != NM_NONE && dice_is(dice, 50)) {
        const struct nm_answer *answer = &nm->answer[norm->answer];
        aim_at_answer(dice, answer, dice_is(dice, 50) ? answer->accept : answer->reject, event);
    } else if (norm->pattern != NM_NONE) {
        aim_at_pattern(dice, nm, norm, &nm->pattern[norm->pattern], event);
    }
}

/* A power that lets duties go whose answers are awaited, or NULL. */
static const struct nm_norm *some_release(struct dice *dice, const struct nm *nm)
{
    uint32_t place = (uint32_t)dice_in(dice, 0, (int32_t)nm->norm_count - 1);
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[(place + i) % nm->norm_count];
        int32_t effect = norm->power == NM_NONE ? NM_RENEW : nm->power[norm->power].effect;
        if (effect == NM_TERMINATE || effect == NM_RELEASE || effect == NM_WAIVE)
            return norm;
    }
    return NULL;
}

/* The next step of the scene: performed, rejected, performed again, accepted; counted and lost;
 * suspended and resumed; a notice given and revoked. */
static void go_on(struct dice *dice, const struct nm *nm, struct scene *scene, struct rt_event *event)
{
    const struct nm_norm *norm = scene->norm;
    bool is_odd = scene->step & 1;
    bool is_suspension = norm->power != NM_NONE && nm->power[norm->power].effect == NM_SUSPEND_NORMS;
    bool is_notice = has_notice(nm, norm);
    const struct nm_answer *answer = norm->answer == NM_NONE ? NULL : &nm->answer[norm->answer];
    const struct nm_norm *release = answer && is_odd && dice_is(dice, 40) ? some_release(dice, nm) : NULL;
    if (release) { /* between the performance and its answer */
        aim_at_power(dice, nm, release, event);
        scene->is_let_go = true;
        return;
    }
    if (is_suspension)
        aim_at_power(dice, nm, is_odd ? resumer_below(nm, norm) : norm, event);
    else if (is_given_beside(nm, norm) && !is_odd)
        aim_at_pattern(dice, nm, norm, &nm->pattern[nm->trigger[norm->first_trigger].pattern], event);
    else if (is_notice && is_odd)
        revoke(dice, norm, event);
    else if (answer && is_odd)
        aim_at_answer(dice, answer, scene->step & 2 || scene->is_let_go ? answer->accept : answer->reject, event);
    else if (norm->loss != NM_NONE && is_odd)
        aim_at_pattern(dice, nm, norm, &nm->pattern[norm->loss], event);
    else if (norm->pattern != NM_NONE && norm->power == NM_NONE)
        aim_at_pattern(dice, nm, norm, &nm->pattern[norm->pattern], event);
    else
        aim_at(dice, nm, norm, event);
    if (answer && !norm->distinct && dice_is(dice, 50)) { /* some done, one of them answered */
        event->qty = is_odd ? 1 : dice_in(dice, 2, 5);
        event->key = event->re = event->for_norm = EVENT_NONE;
        event->for_clause = 0; /* one of its norms would be named */
    }
    scene->step++;
}

static void aim(struct dice *dice, const struct nm *nm, struct scene *scene, struct rt_event *event)
{
    event->fault = JUDGE_EFFECTIVE;
    if (dice_is(dice, 50))
        go_on(dice, nm, scene, event);
    else
        aim_at(dice, nm, &nm->norm[dice_in(dice, 0, (int32_t)nm->norm_count - 1)], event);
}

static void fill_event(struct dice *dice, const struct nm *nm, struct scene *scene,
                       struct rt_event *event)
{
    static const enum act common[] = {DO_ONE, DO_TWO, DO_THREE, PAY,     BEGIN,
                                      ACCEPT, REJECT, ACCEPT,   MEASURE, MEASURE, LOSE,
                                      LOSE,   ASSIGN, ASSIGN};
    int last = (int)(sizeof common / sizeof common[0]) - 1;
    event->act = dice_is(dice, 75) ? (int32_t)common[dice_in(dice, 0, last)] : dice_in(dice, 0, ACTS - 1);
    event->actors = dice_is(dice, 60) ? some_parties(dice) : (uint64_t)dice_in(dice, 1, ALL);
    event->to = dice_is(dice, 30) ? some_parties(dice) : 0;
    event->qty = dice_is(dice, 50) ? 0 : dice_in(dice, 1, 8);
    if (dice_is(dice, 2))
        event->qty = INT64_MAX - dice_in(dice, 0, 3);
    event->key = dice_is(dice, 45) ? dice_in(dice, 0, 3) : EVENT_NONE;
    if (event->act == LOSE && dice_is(dice, 90))
        event->key = dice_in(dice, 0, 1);
    event->kind = (int16_t)(dice_is(dice, 50) ? dice_in(dice, 0, KINDS - 1) : EVENT_NONE);
    event->bind = event->bind_kind = EVENT_NONE;
    if (dice_is(dice, 15)) {
        event->bind = dice_in(dice, 0, 3);
        event->bind_kind = dice_in(dice, 0, KINDS - 1);
    }
    event->document = dice_is(dice, 30) ? dice_in(dice, 0, 2) : EVENT_NONE;
    event->re = event->serial > 0 && dice_is(dice, 20) ? dice_in(dice, 0, event->serial - 1) : EVENT_NONE;
    event->unit = (int16_t)(dice_is(dice, 20) ? dice_in(dice, BOX, YUAN) : EVENT_NONE);
    event->by = EVENT_NONE;
    event->for_norm =
        (int16_t)(dice_is(dice, 10) ? dice_in(dice, 0, (int32_t)nm->norm_count - 1) : EVENT_NONE);
    event->for_clause = (int16_t)(event->for_norm != EVENT_NONE && dice_is(dice, 40)
                                      ? dice_in(dice, 1, (int32_t)nm->clause_count)
                                  : dice_is(dice, 10) ? RT_WHOLE_CONTRACT : 0);
    event->told = dice_is(dice, 50) ? DATE + 1 : 0;
    event->period = START + dice_in(dice, -3, 70);
    event->verdict = (int16_t)(dice_is(dice, 10) ? dice_in(dice, RT_HELD, RT_NOT_HELD) : RT_NO_VERDICT);
    event->fault = (int16_t)(dice_is(dice, 1) ? JUDGE_REFERENCE_CYCLE : JUDGE_EFFECTIVE);
    for (int i = 0; i < LIMIT_EVENT_ATTRS; i++)
        event->attrs[i] = EVENT_NONE;
    if (dice_is(dice, 40))
        event->attrs[0] = (int16_t)dice_in(dice, 0, 2);
    if (dice_is(dice, 60))
        aim(dice, nm, scene, event);
    if (dice_is(dice, 25)) { /* of the whole clause, what arose on some day */
        int64_t today = tick_day((enum granularity)nm->head.granularity, event->at);
        event->for_day = (int32_t)today - dice_in(dice, 0, 12) + 1;
        if (event->for_norm == EVENT_NONE && event->act != EVENT_NONE)
            name_norm_of_act(dice, nm, event);
    }
}

/* A value, small, of the period that is over or of another one, or for what some target asks. */
static void fill_measurement(struct dice *dice, const struct nm *nm, struct rt_event *event)
{
    int32_t known = nm->norm[dice_in(dice, 0, (int32_t)nm->norm_count - 1)].known;
    event->indicator = (int16_t)dice_in(dice, 0, INDICATORS - 1);
    event->qty = dice_in(dice, -3, 10);
    int64_t today = tick_day((enum granularity)nm->head.granularity, event->at);
    event->period = (int32_t)today - (dice_is(dice, 60) ? dice_in(dice, 0, 9) : dice_in(dice, -9, 40));
    if (known >= 0 && nm->expr[known].op == NM_OP_KNOWN && nm->expr[known].a > 0) {
        event->indicator = (int16_t)nm->expr[known].imm;
        event->period = nm->expr[known].a;
    }
    if (dice_is(dice, 25)) {
        event->indicator = DATE;
        event->qty = today + dice_in(dice, -2, 40);
    }
    if (dice_is(dice, 70))
        event->actors = nm->indicator[event->indicator].measurers;
}

/* A word that the contract does not know. */
static void make_unknown(struct rt_event *event, bool is_found_out)
{
    event->act = EVENT_NONE;
    event->fault = is_found_out ? JUDGE_UNKNOWN_WORD : JUDGE_EFFECTIVE;
}

/* It is answered, and calls something forth by its quantity. */
static bool is_priced(const struct nm *nm, const struct nm_norm *norm)
{
    for (uint32_t i = 0; norm->answer != NM_NONE && i < nm->trigger_count; i++)
        if (nm->trigger[i].kind == NM_ON_EVENT && nm->trigger[i].pattern == norm->pattern)
            return true;
    return false;
}

/* What much of a log is about: often something that takes more than one event. */
static const struct nm_norm *some_focus(struct dice *dice, const struct nm *nm)
{
    const struct nm_norm *norm = NULL;
    for (uint32_t i = 0; i < nm->norm_count; i++)
        if (is_priced(nm, &nm->norm[i]) && dice_is(dice, 60))
            return &nm->norm[i];
    for (uint32_t i = 0; i < nm->norm_count; i++)
        if (is_given_beside(nm, &nm->norm[i]) && dice_is(dice, 40))
            return &nm->norm[i];
    for (uint32_t i = 0; i < nm->norm_count; i++)
        if (has_notice(nm, &nm->norm[i]) && dice_is(dice, 25))
            return &nm->norm[i];
    for (int tries = dice_is(dice, 60) ? 8 : 1; tries > 0; tries--) {
        norm = &nm->norm[dice_in(dice, 0, (int32_t)nm->norm_count - 1)];
        bool is_reworked = norm->answer != NM_NONE && nm->answer[norm->answer].rounds > 1;
        if (norm->power != NM_NONE || norm->loss != NM_NONE || is_reworked || is_priced(nm, norm))
            break;
    }
    return norm;
}

/* The same act told once more, under one number; now and then in another quantity. */
static void tell_again(struct dice *dice, struct rt_event *told, struct rt_event *event)
{
    int64_t at = event->at;
    int32_t serial = event->serial;
    if (told->document == EVENT_NONE)
        told->document = dice_in(dice, 0, 2);
    *event = *told;
    event->at = at;
    event->serial = serial;
    if (dice_is(dice, 30))
        event->qty = dice_in(dice, 1, 8);
}

void generate_log(struct dice *dice, const struct nm *nm, struct rt_event *events, size_t count)
{
    int64_t tick = nm->head.start - dice_in(dice, 0, 1);
    struct scene scene = {.norm = some_focus(dice, nm)};
    int32_t pace = dice_is(dice, 50) ? 60 : 25;
    for (size_t i = 0; i < count; i++) {
        if (dice_is(dice, pace))
            tick += dice_is(dice, 85) ? dice_in(dice, 1, 3) : dice_in(dice, 4, 25);
        memset(&events[i], 0, sizeof events[i]);
        events[i].at = tick;
        events[i].serial = (int32_t)i;
        events[i].indicator = EVENT_NONE;
        fill_event(dice, nm, &scene, &events[i]);
        if (i > 0 && dice_is(dice, 4))
            tell_again(dice, &events[dice_in(dice, 0, (int32_t)i - 1)], &events[i]);
        if (events[i].act == MEASURE && dice_is(dice, 85))
            fill_measurement(dice, nm, &events[i]);
        if (dice_is(dice, 1))
            make_unknown(&events[i], dice_is(dice, 50));
    }
}
