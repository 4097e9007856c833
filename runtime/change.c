/* change.c - what differs between two views of one contract.
 * The one idea: an instance gets a name of its own (norm, key, generation, and which of several
 * such) that does not depend on its index, a breach record that of its instance and its episode;
 * two views are then compared name by name. */
#include "runtime/change.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/map.h"
#include "lang/value/decimal.h"
#include "lang/value/tick.h"

/* ---- names that last ------------------------------------------------------------------------- */

struct naming {
    const struct track_view *view;
    struct arena arena;
    struct map by_name;  /* of an instance -> its index; of a record -> its index */
    char **names;        /* by instance */
    char **breach_names; /* by record */
};

static struct text key_of(const struct track_view *view, int32_t key)
{
    return key < 0 || (size_t)key >= view->name_count ? TEXT_NONE : view->names[key];
}

static void name_instances(struct naming *naming, const struct track_view *view)
{
    const struct st *st = &view->st;
    naming->view = view;
    arena_init(&naming->arena);
    map_init(&naming->by_name, NULL);
    naming->names = arena_array(&naming->arena, st->inst_count, sizeof *naming->names);
    naming->breach_names = arena_array(&naming->arena, st->breach_count, sizeof *naming->names);
    struct map seen; /* how many instances of a norm, key and generation there were */
    map_init(&seen, NULL);
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        struct text key = key_of(view, inst->key);
        const char *kind = arena_printf(&naming->arena, "%d/%d/%d/%s", inst->norm, inst->key >= 0,
                                        (int)inst->generation, key.text);
        uint32_t ordinal = 0;
        if (map_get(&seen, kind, strlen(kind), &ordinal)) {
            ordinal++;
        }
        (void)map_put(&seen, kind, strlen(kind), ordinal);
        naming->names[i] = arena_printf(&naming->arena, "i%u/%s", ordinal, kind);
        (void)map_put(&naming->by_name, naming->names[i], strlen(naming->names[i]), i);
    }
    map_release(&seen);
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *breach = &st->breach[i];
        naming->breach_names[i] = arena_printf(&naming->arena, "b%d/%s", (int)breach->episode,
                                               naming->names[breach->inst]);
        (void)map_put(&naming->by_name, naming->breach_names[i], strlen(naming->breach_names[i]),
                      i);
    }
}

static void release_naming(struct naming *naming)
{
    map_release(&naming->by_name);
    arena_release(&naming->arena);
}

/* Index of what has this name in the other view, or -1. */
static int32_t counterpart(const struct naming *naming, const char *name)
{
    uint32_t index = 0;
    return map_get(&naming->by_name, name, strlen(name), &index) ? (int32_t)index : -1;
}

/* ---- finding --------------------------------------------------------------------------------- */

struct pair {
    struct changes *changes;
    struct naming before, after;
};

static struct change of_inst(const struct naming *naming, int32_t index)
{
    const struct st_inst *inst = &naming->view->st.inst[index];
    return (struct change){
        .norm = inst->norm, .key = key_of(naming->view, inst->key), .inst = index, .breach = -1};
}

static struct change of_breach(const struct naming *naming, int32_t index)
{
    const struct st_breach *breach = &naming->view->st.breach[index];
    struct change change = of_inst(naming, breach->inst);
    change.breach = index;
    change.blame = breach->blame;
    return change;
}

static void add(struct pair *pair, struct change change, enum change_kind kind, int64_t before,
                int64_t after)
{
    change.kind = kind;
    change.before = before;
    change.after = after;
    vec_push(&pair->changes->list, change);
}

/* The last notice given by that instance of a power, or NULL. */
static const struct st_effect *last_notice(const struct st *st, int32_t inst)
{
    for (uint32_t i = st->effect_count; inst >= 0 && i-- > 0;) {
        if (st->effect[i].inst == inst)
            return &st->effect[i];
    }
    return NULL;
}

/* That it took effect is told by what it changed. */
static void compare_notices(struct pair *pair, struct change change, int32_t old, int32_t index)
{
    const struct st *st = &pair->after.view->st;
    const struct st_effect *was = last_notice(&pair->before.view->st, old), *is = last_notice(st, index);
    int64_t before = was && was->live ? was->at : NM_NEVER;
    if (is && is->live && is->at != before)
        add(pair, change, CHANGE_NOTICE, before, is->at);
    else if (is && is->lapsed && !(was && was->lapsed && was->at == is->at))
        add(pair, change, CHANGE_NOTICE_LAPSED, is->at, NM_NEVER);
    else if (before != NM_NEVER && (!is || (!is->live && is->at > st->head.now)))
        add(pair, change, CHANGE_NOTICE, before, NM_NEVER);
}

static void compare_insts(struct pair *pair, int32_t index)
{
    static const struct st_inst none = {0};
    const struct st_inst *after = &pair->after.view->st.inst[index];
    int32_t old = counterpart(&pair->before, pair->after.names[index]);
    const struct st_inst *before = old < 0 ? &none : &pair->before.view->st.inst[old];
    struct change change = of_inst(&pair->after, index);
    if (old < 0) {
        add(pair, change, CHANGE_CREATED, 0, after->status);
    } else if (before->status != after->status) {
        add(pair, change, CHANGE_STATUS, before->status, after->status);
    }
    bool is_told = after->status == ST_FULFILLED && before->status != ST_FULFILLED;
    if (before->got != after->got && !is_told) {
        add(pair, change, CHANGE_COUNT, before->got, after->got);
    }
    if (before->pend != after->pend) {
        add(pair, change, CHANGE_PENDING, before->pend, after->pend);
    }
    if (before->cut != after->cut) {
        add(pair, change, CHANGE_CUT, before->cut, after->cut);
    }
    if ((before->flags & ST_LATE) == 0 && (after->flags & ST_LATE) != 0) {
        add(pair, change, CHANGE_PERFORMED_LATE, 0, after->settled);
    }
    if (old >= 0 && before->due != after->due) {
        add(pair, change, CHANGE_DUE, before->due, after->due);
    }
    if (before->bearers != after->bearers) {
        add(pair, change, CHANGE_BEARERS, (int64_t)before->bearers, (int64_t)after->bearers);
    }
    if (before->claimants != after->claimants) {
        add(pair, change, CHANGE_CLAIMANTS, (int64_t)before->claimants, (int64_t)after->claimants);
    }
    if ((before->suspensions > 0) != (after->suspensions > 0) && after->status <= ST_PENDING) {
        add(pair, change, CHANGE_SUSPENDED, before->suspensions > 0, after->suspensions > 0);
    }
    compare_notices(pair, change, old, index);
}

static void compare_breaches(struct pair *pair, int32_t index)
{
    const struct st_breach *after = &pair->after.view->st.breach[index];
    int32_t old = counterpart(&pair->before, pair->after.breach_names[index]);
    struct change change = of_breach(&pair->after, index);
    if (old < 0) {
        add(pair, change, CHANGE_BREACH_OPENED, 0, after->shortfall);
        if (after->status != ST_BREACH_OPEN) {
            add(pair, change, CHANGE_BREACH_STATUS, ST_BREACH_OPEN, after->status);
        }
        return;
    }
    const struct st_breach *before = &pair->before.view->st.breach[old];
    if (before->status != after->status) {
        add(pair, change, CHANGE_BREACH_STATUS, before->status, after->status);
    }
    if (before->shortfall != after->shortfall) {
        add(pair, change, CHANGE_SHORTFALL, before->shortfall, after->shortfall);
    }
}

static void compare_judgements(struct pair *pair)
{
    const struct track_view *before = pair->before.view;
    const struct track_view *after = pair->after.view;
    for (uint64_t i = 0; i < before->record_count && i < after->record_count; i++) {
        if (before->judgements[i] != after->judgements[i]) {
            struct change change = {
                .norm = NM_NONE, .key = TEXT_NONE, .inst = -1, .breach = -1, .seq = i + 1};
            add(pair, change, CHANGE_JUDGEMENT, before->judgements[i], after->judgements[i]);
        }
    }
}

void changes_find(struct changes *changes, const struct track_view *before,
                  const struct track_view *after, bool judgements)
{
    struct pair pair = {.changes = changes};
    name_instances(&pair.before, before);
    name_instances(&pair.after, after);
    if (before->phase != after->phase) {
        struct change change = {.norm = NM_NONE, .key = TEXT_NONE, .inst = -1, .breach = -1};
        add(&pair, change, CHANGE_PHASE, before->phase, after->phase);
    }
    for (uint32_t i = 0; i < before->st.inst_count; i++) {
        if (counterpart(&pair.after, pair.before.names[i]) < 0) {
            add(&pair, of_inst(&pair.before, (int32_t)i), CHANGE_GONE, before->st.inst[i].status,
                0);
        }
    }
    for (uint32_t i = 0; i < after->st.inst_count; i++) {
        compare_insts(&pair, (int32_t)i);
    }
    for (uint32_t i = 0; i < before->st.breach_count; i++) {
        if (counterpart(&pair.after, pair.before.breach_names[i]) < 0) {
            add(&pair, of_breach(&pair.before, (int32_t)i), CHANGE_BREACH_GONE,
                before->st.breach[i].shortfall, 0);
        }
    }
    for (uint32_t i = 0; i < after->st.breach_count; i++) {
        compare_breaches(&pair, (int32_t)i);
    }
    if (judgements) {
        compare_judgements(&pair);
    }
    release_naming(&pair.before);
    release_naming(&pair.after);
}

void changes_release(struct changes *changes)
{
    vec_release(&changes->list);
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *change_word(enum change_kind kind)
{
    switch (kind) {
#define CHANGE(id, word)                                                                           \
    case CHANGE_##id: return word;
        CHANGES(CHANGE)
#undef CHANGE
    case CHANGE_KIND_COUNT: break;
    }
    UNREACHABLE();
}

const char *change_status_word(int64_t status, bool chinese)
{
    static const struct {
        const char *en, *zh;
    } words[] = {
#define S(id, en_word, zh_word) {en_word, zh_word},
        ST_STATUSES(S)
#undef S
    };
    return chinese ? words[status].zh : words[status].en;
}

const char *change_breach_word(int64_t status, bool chinese)
{
    switch ((enum st_breach_status)status) {
    case ST_BREACH_OPEN: return chinese ? "未处理" : "open";
    case ST_REMEDYING: return chinese ? "补救中" : "remedying";
    case ST_REMEDIED: return chinese ? "已补救" : "remedied";
    case ST_UNREMEDIED: return chinese ? "未能补救" : "unremedied";
    case ST_BREACH_WAIVED: return chinese ? "免予追究" : "waived";
    case ST_EXCUSED: return chinese ? "免责" : "excused";
    }
    UNREACHABLE();
}

const char *change_phase_word(int64_t phase, bool chinese)
{
    switch ((enum st_phase)phase) {
    case ST_DRAFT: return chinese ? "未生效" : "draft";
    case ST_RUNNING: return chinese ? "生效" : "in force";
    case ST_WINDING_UP: return chinese ? "清结中" : "winding up";
    case ST_CLOSED: return chinese ? "终结" : "closed";
    }
    UNREACHABLE();
}

const char *change_notice(enum st_head_flag flag, bool chinese)
{
    switch (flag) {
    case ST_BEYOND_CHECKED:
        return chinese ? "数目超出检查范围" : "there is more of something than was checked";
    case ST_DECIDED_BY_ID:
        return chinese ? "同日先后依记录编号而定" : "order on the day decided by id";
    case ST_CUT:
        return chinese ? "有数额超出64位整数的范围，已在上限处截断，由其算出的数额有误"
                       : "an amount is out of range: it is cut at the end of 64 bits, and what is "
                         "reckoned from it is wrong";
    }
    UNREACHABLE();
}

static const char *judged_word(int64_t judgement, bool chinese)
{
    if (judgement == JUDGE_COUNT) {
        return chinese ? "不计" : "not counted";
    }
    return judgement_sentence((enum judgement)judgement, chinese);
}

/* ---- printing -------------------------------------------------------------------------------- */

static void put_quantity(struct buf *out, const struct nm *nm, int32_t norm, int64_t parts, bool chinese)
{
    int32_t unit = norm == NM_NONE ? NM_NONE : nm->norm[norm].unit;
    int places = unit == NM_NONE ? 0 : nm->unit[unit].places;
    decimal_print(out, (struct decimal){.digits = parts, .scale = places});
    if (unit != NM_NONE) {
        bool has_zh = chinese && nm->unit[unit].label_zh != 0;
        buf_printf(out, " %s", nm_str(nm, has_zh ? nm->unit[unit].label_zh : nm->unit[unit].name));
    }
}

static void put_tick(struct buf *out, const struct nm *nm, int64_t tick, bool chinese)
{
    enum granularity granularity = (enum granularity)nm->head.granularity;
    if (!tick_in_range(granularity, tick)) {
        buf_puts(out, chinese ? "无期" : "no date");
        return;
    }
    tick_print(out, granularity, tick);
}

static void put_parties(struct buf *out, const struct nm *nm, uint64_t parties, bool chinese)
{
    const char *joint = "";
    for (uint32_t i = 0; i < nm->party_count; i++) {
        const struct nm_party *party = &nm->party[i];
        if (party->kind == NM_GROUP || (party->members & parties) == 0) {
            continue;
        }
        bool has_zh = chinese && party->label_zh != 0;
        buf_printf(out, "%s%s", joint, nm_str(nm, has_zh ? party->label_zh : party->name));
        joint = chinese ? "、" : ", ";
    }
}

/* Of 2 and more: `second`, 第二项. */
static void put_ordinal(struct buf *out, long which, bool chinese)
{
    static const char *const words[] = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"};
    static const char *const words_zh[] = {"二", "三", "四", "五", "六", "七", "八", "九"};
    bool has_word = which >= 2 && which <= 9;
    if (chinese && has_word)
        buf_printf(out, "第%s项", words_zh[which - 2]);
    else if (has_word)
        buf_printf(out, "%s ", words[which - 2]);
    else
        buf_printf(out, chinese ? "第%ld项" : "no. %ld ", which);
}

void change_norm_name(struct buf *out, const char *name, bool chinese)
{
    static const char alone[] = "[otherwise]", behind[] = ", otherwise]"; /* a member, or a period, before it */
    const char *slash = strchr(name, '/');
    size_t len = slash ? (size_t)(slash - name) : strlen(name);
    size_t alone_len = sizeof alone - 1, behind_len = sizeof behind - 1;
    bool is_alone = len > alone_len && memcmp(name + len - alone_len, alone, alone_len) == 0;
    bool is_behind = len > behind_len && memcmp(name + len - behind_len, behind, behind_len) == 0;
    len -= is_alone ? alone_len : is_behind ? behind_len : 0;
    buf_add(out, name, len);
    buf_puts(out, is_behind ? "]" : "");
    bool is_remedy = is_alone || is_behind;
    if (!slash && !is_remedy)
        return;
    buf_puts(out, chinese ? "，" : ", ");
    if (slash)
        put_ordinal(out, strtol(slash + 1, NULL, 10), chinese);
    buf_puts(out, is_remedy ? (chinese ? "补救" : "remedy") : chinese ? "" : "item");
}

static void put_subject(struct buf *out, const struct nm *nm, const struct change *change,
                        bool chinese)
{
    if (change->kind == CHANGE_JUDGEMENT) {
        buf_printf(out, chinese ? "记录%llu：" : "record %llu: ", (unsigned long long)change->seq);
        return;
    }
    if (change->norm == NM_NONE) {
        buf_puts(out, chinese ? "合同：" : "contract: ");
        return;
    }
    change_norm_name(out, nm_str(nm, nm->norm[change->norm].name), chinese);
    if (change->key.len > 0) {
        buf_printf(out, " (%s)", change->key.text);
    }
    buf_puts(out, chinese ? "：" : ": ");
}

static void put_step(struct buf *out, const char *before, const char *after)
{
    buf_printf(out, "%s → %s", before, after);
}

/* Two quantities: "counted 3 → 4". */
static void put_count(struct buf *out, const struct nm *nm, const struct change *change, bool chinese,
                      const char *what)
{
    buf_puts(out, what);
    put_quantity(out, nm, change->norm, change->before, chinese);
    buf_puts(out, " → ");
    put_quantity(out, nm, change->norm, change->after, chinese);
}

static void put_breach(struct buf *out, const struct nm *nm, const struct change *change,
                       bool chinese)
{
    int64_t shortfall = change->kind == CHANGE_BREACH_OPENED ? change->after : change->before;
    buf_puts(out, change->kind == CHANGE_BREACH_OPENED
                      ? (chinese ? "违约记录" : "breach on record")
                      : (chinese ? "违约记录撤销" : "no breach any more"));
    if (shortfall > 0) {
        buf_puts(out, chinese ? "，短缺" : ", short by ");
        put_quantity(out, nm, change->norm, shortfall, chinese);
    }
    if (change->blame != 0) {
        buf_puts(out, chinese ? "，责任方" : ", blame ");
        put_parties(out, nm, change->blame, chinese);
    }
}

/* Of a notice whose day came: its ground was gone, or it found nothing to change. */
static void put_why_void(struct buf *out, const struct nm_power *power, bool chinese)
{
    bool has_ground = power->ground != NM_NONE && !power->conclusive, may_be_void = nm_may_be_void(power);
    buf_puts(out, chinese ? "通知未生效，" : "notice came to nothing, ");
    if (has_ground)
        buf_puts(out, chinese ? "事由已消失" : "its ground was gone");
    if (may_be_void && has_ground)
        buf_puts(out, chinese ? "或" : " or ");
    if (may_be_void)
        buf_puts(out, chinese ? "已无可变更" : "nothing was left to change");
    buf_puts(out, chinese ? "，" : " on ");
}

void change_print(struct buf *out, const struct nm *nm, const struct change *change, bool chinese)
{
    put_subject(out, nm, change, chinese);
    switch (change->kind) {
    case CHANGE_PHASE:
        put_step(out, change_phase_word(change->before, chinese),
                 change_phase_word(change->after, chinese));
        break;
    case CHANGE_CREATED:
        buf_printf(out, chinese ? "产生，%s" : "begins, %s",
                   change_status_word(change->after, chinese));
        break;
    case CHANGE_GONE: buf_puts(out, chinese ? "不复存在" : "no longer arises"); break;
    case CHANGE_STATUS:
        put_step(out, change_status_word(change->before, chinese),
                 change_status_word(change->after, chinese));
        break;
    case CHANGE_COUNT: put_count(out, nm, change, chinese, chinese ? "已计 " : "counted "); break;
    case CHANGE_PENDING:
        put_count(out, nm, change, chinese, chinese ? "待答复 " : "awaiting an answer ");
        break;
    case CHANGE_CUT: put_count(out, nm, change, chinese, chinese ? "依上限扣减 " : "cut by a cap "); break;
    case CHANGE_PERFORMED_LATE:
        buf_puts(out, chinese ? "迟延履行，" : "performed late, ");
        put_tick(out, nm, change->after, chinese);
        break;
    case CHANGE_DUE:
        buf_puts(out, chinese ? "到期日 " : "due ");
        put_tick(out, nm, change->before, chinese);
        buf_puts(out, " → ");
        put_tick(out, nm, change->after, chinese);
        break;
    case CHANGE_SUSPENDED:
        buf_puts(out, change->after != 0 ? (chinese ? "中止" : "suspended")
                                         : (chinese ? "恢复" : "resumed"));
        break;
    case CHANGE_NOTICE:
        if (change->after == NM_NEVER) {
            buf_puts(out, chinese ? "通知已撤回" : "notice withdrawn");
            break;
        }
        buf_puts(out, chinese ? "已发出通知，生效日 " : "notice given, takes effect on ");
        put_tick(out, nm, change->after, chinese);
        break;
    case CHANGE_NOTICE_LAPSED:
        put_why_void(out, &nm->power[nm->norm[change->norm].power], chinese);
        put_tick(out, nm, change->before, chinese);
        break;
    case CHANGE_BEARERS:
        buf_puts(out, chinese ? "现由其承担：" : "now owed by ");
        put_parties(out, nm,
                    change->after != 0 ? (uint64_t)change->after : nm->norm[change->norm].bearers,
                    chinese);
        break;
    case CHANGE_CLAIMANTS:
        buf_puts(out, chinese ? "现归于：" : "now owed to ");
        put_parties(out, nm,
                    change->after != 0 ? (uint64_t)change->after : nm->norm[change->norm].creditors,
                    chinese);
        break;
    case CHANGE_BREACH_OPENED:
    case CHANGE_BREACH_GONE: put_breach(out, nm, change, chinese); break;
    case CHANGE_BREACH_STATUS:
        buf_puts(out, chinese ? "违约记录 " : "breach ");
        put_step(out, change_breach_word(change->before, chinese),
                 change_breach_word(change->after, chinese));
        break;
    case CHANGE_SHORTFALL: put_count(out, nm, change, chinese, chinese ? "短缺 " : "short by "); break;
    case CHANGE_JUDGEMENT:
        put_step(out, judged_word(change->before, chinese), judged_word(change->after, chinese));
        break;
    case CHANGE_KIND_COUNT: UNREACHABLE();
    }
}
