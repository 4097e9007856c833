/* Rows of the case machines: the parties, acts and kinds that all share, and short ways of writing
 * duties, triggers, answers and powers. */
#include "tests/unit/case_rows.h"

static int32_t add_act(struct nm_builder *builder, const char *name, enum nm_act_class class)
{
    struct nm_act act = nmb_blank_act();
    act.name = act.past_en = nmb_str(builder, name);
    act.class = (int32_t)class;
    return nmb_add_act(builder, act);
}

static int32_t add_kind(struct nm_builder *builder, const char *name)
{
    nm_text text = nmb_str(builder, name);
    return nmb_add_kind(builder, (struct nm_kind){.name = text, .plural = text, .unit = NM_NONE});
}

/* A contract of A and B from d1, with the acts of enum case_act and kinds `item`, `problem`. */
void case_begin(struct nm_builder *builder, int64_t end)
{
    static const struct {
        const char *name;
        enum nm_act_class class;
    } acts[ACT_COUNT] = {
        [ACT_DELIVER] = {"deliver", NM_PERFORM},   [ACT_PAY] = {"pay", NM_PERFORM},
        [ACT_ACCEPT] = {"accept", NM_ACCEPT},      [ACT_REJECT] = {"reject", NM_REJECT},
        [ACT_START] = {"start teach", NM_FACT},    [ACT_REPORT] = {"report", NM_PERFORM},
        [ACT_DISCLOSE] = {"disclose", NM_PERFORM}, [ACT_FIND] = {"find", NM_FACT},
        [ACT_STUDY] = {"study", NM_PERFORM},       [ACT_OFFER] = {"offer", NM_FACT},
        [ACT_CONSENT] = {"consent", NM_ENABLE},    [ACT_WAIVE] = {"waive", NM_RELIEVE},
        [ACT_EXTEND] = {"extend", NM_RELIEVE},     [ACT_SUSPEND] = {"suspend", NM_SUSPEND},
        [ACT_RESUME] = {"resume", NM_RESUME},      [ACT_TERMINATE] = {"terminate", NM_END},
        [ACT_INVOICE] = {"invoice", NM_FACT},
    };
    builder->head.name = nmb_str(builder, "case");
    builder->head.start = 1;
    builder->head.end = end;
    builder->head.horizon = 100;
    nm_text name_a = nmb_str(builder, "A"), name_b = nmb_str(builder, "B");
    nmb_add_party(builder, (struct nm_party){.name = name_a, .kind = NM_PARTY, .members = A});
    nmb_add_party(builder, (struct nm_party){.name = name_b, .kind = NM_PARTY, .members = B});
    for (int i = 0; i < ACT_COUNT; i++)
        add_act(builder, acts[i].name, acts[i].class);
    add_kind(builder, "item");
    add_kind(builder, "problem");
    struct nm_clause clause = nmb_blank_clause();
    clause.number = nmb_str(builder, "0");
    nmb_add_clause(builder, clause);
}

int32_t case_add_pattern(struct nm_builder *builder, enum case_act act, uint64_t actors,
                           int32_t kind)
{
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = (int32_t)act;
    pattern.actors = actors;
    pattern.kind = kind;
    return nmb_add_pattern(builder, pattern);
}

void case_excuse_by(struct nm_builder *builder, struct nm_norm *norm, int32_t excuse)
{
    norm->first_excuse = nmb_add_scope(builder, (struct nm_scope){excuse});
    norm->excuse_count = 1;
}

/* A duty from the start, due on a day (NM_NEVER: without), in a pool of its own. */
struct nm_norm case_blank(struct nm_builder *builder, const char *name, enum nm_norm_kind kind,
                            enum case_act act, uint64_t bearers, int64_t due)
{
    struct nm_norm norm = nmb_blank_norm();
    norm.name = nmb_str(builder, name);
    norm.clause = 0;
    norm.kind = (int32_t)kind;
    norm.bearers = bearers;
    norm.creditors = (A | B) & ~bearers;
    norm.pattern = case_add_pattern(builder, act, bearers, NM_NONE);
    norm.first_trigger = nmb_add_trigger(builder, nmb_blank_trigger());
    norm.trigger_count = 1;
    norm.due = due == NM_NEVER ? NM_NONE : nmb_const(builder, due);
    if (kind == NM_ACHIEVE || kind == NM_AMOUNT || kind == NM_VAGUE)
        norm.pool = builder->head.pools++;
    if (kind == NM_AMOUNT)
        norm.need = nmb_const(builder, 1);
    return norm;
}

struct nm_trigger *case_trigger_of(struct nm_builder *builder, const struct nm_norm *norm)
{
    return &builder->trigger.items[norm->first_trigger];
}

void case_trigger_by(struct nm_builder *builder, const struct nm_norm *norm,
                       enum nm_trigger_kind kind, int32_t watched, uint32_t statuses)
{
    struct nm_trigger *trigger = case_trigger_of(builder, norm);
    trigger->kind = (int32_t)kind;
    trigger->norm = watched;
    trigger->statuses = statuses;
}

void case_trigger_by_act(struct nm_builder *builder, const struct nm_norm *norm,
                           enum case_act act, uint64_t actors)
{
    int32_t pattern = case_add_pattern(builder, act, actors, NM_NONE);
    struct nm_trigger *trigger = case_trigger_of(builder, norm);
    trigger->kind = NM_ON_EVENT;
    trigger->pattern = pattern;
}

/* `days` after what made the instance. */
int32_t case_after_trigger(struct nm_builder *builder, int64_t days)
{
    int32_t trigger = nmb_expr(builder, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0);
    return nmb_expr(builder, NM_OP_ADD_DAYS, trigger, NM_NONE, days);
}

int32_t case_after_asking(struct nm_builder *builder, int64_t days)
{
    int32_t at = nmb_expr(builder, NM_OP_AT, NM_NONE, NM_NONE, 0);
    return nmb_expr(builder, NM_OP_ADD_DAYS, at, NM_NONE, days);
}

int32_t case_add_answer(struct nm_builder *builder, int64_t days, int64_t rework_days)
{
    struct nm_answer answer = nmb_blank_answer();
    answer.clause = 0;
    answer.acceptors = B;
    answer.accept = ACT_ACCEPT;
    answer.reject = ACT_REJECT;
    answer.limit = case_after_asking(builder, days);
    answer.silence = NM_SILENCE_ACCEPTS;
    if (rework_days > 0) {
        answer.rework = case_after_asking(builder, rework_days);
        answer.rounds = 1;
    }
    return nmb_add_answer(builder, answer);
}

/* A right of the holder to change the norms first … last (last < first: the contract). */
struct nm_norm case_power_over(struct nm_builder *builder, const char *name, uint64_t holder,
                                 enum case_act act, enum nm_effect effect, int32_t first,
                                 int32_t last)
{
    struct nm_norm norm = case_blank(builder, name, NM_POWER, act, holder, NM_NEVER);
    struct nm_power power = nmb_blank_power();
    power.effect = (int32_t)effect;
    power.act = (int32_t)act;
    power.first_scope = (int32_t)builder->scope.count;
    for (int32_t i = first; i <= last; i++) {
        nmb_add_scope(builder, (struct nm_scope){.norm = i});
        power.scope_count++;
    }
    power.amount = 5;
    norm.power = nmb_add_power(builder, power);
    return norm;
}

void case_add_power(struct nm_builder *builder, const char *name, uint64_t holder,
                      enum case_act act, enum nm_effect effect, int32_t first, int32_t last)
{
    nmb_add_norm(builder, case_power_over(builder, name, holder, act, effect, first, last));
}

/* Keeps the contract running until d60, so that late answers are judged by their own rules. */
void case_add_keeper(struct nm_builder *builder)
{
    nmb_add_norm(builder, case_blank(builder, "keeper", NM_FORBID, ACT_DISCLOSE, A | B, 60));
}
