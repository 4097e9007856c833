/* The state block: eight growable pools of fixed-width records behind a head, and their canonical
 * bytes. Nothing here knows what a record means; the engines do. Records are zeroed when they are
 * appended, so that unused bytes and padding stay zero and equal states are equal bytes. */
#include "runtime/state.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"

enum { CACHE_LINE = 64 }; /* bytes */

/* The most records of each pool, over the whole life of a contract. */
enum {
    MAX_inst = LIMIT_INSTANCES,
    MAX_tender = LIMIT_TENDERS,
    MAX_item = LIMIT_ITEMS,
    MAX_breach = LIMIT_BREACHES,
    MAX_suspension = LIMIT_EFFECTS,
    MAX_effect = LIMIT_EFFECTS,
    MAX_measure = LIMIT_MEASURES,
    MAX_document = LIMIT_ITEMS,
    MAX_ending = LIMIT_ITEMS,
};

#define WORDS_inst "instances of its duties"
#define WORDS_tender "performances that were to be answered"
#define WORDS_item "items with names"
#define WORDS_breach "breach records"
#define WORDS_suspension "suspensions"
#define WORDS_effect "notices that take effect later"
#define WORDS_measure "measured values"
#define WORDS_document "acts with a document"
#define WORDS_ending "rules of ended clauses"

void st_init(struct st *st)
{
    memset(st, 0, sizeof *st);
    st->quiet_until = INT64_MIN;
}

enum judgement st_judgement(const struct st *st, int32_t serial, enum judgement judged)
{
    for (uint32_t i = 0; i < st->effect_count && judged == JUDGE_EFFECTIVE; i++) {
        if (st->effect[i].event == serial && st->effect[i].lapsed)
            return JUDGE_LAPSED;
    }
    return judged;
}

enum st_phase st_told_phase(const struct nm *nm, const struct st *st)
{
    const struct st_head *head = &st->head;
    bool is_ending = head->phase == ST_WINDING_UP && (head->closed || head->now > head->ended);
    for (uint32_t i = 0; is_ending && i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        const struct nm_norm *norm = &nm->norm[inst->norm];
        bool is_growing = inst->status == ST_DORMANT && norm->accrual;
        bool is_awaiting = norm->kind == NM_MEMORY && norm->until != NM_NONE; /* of a value that can still be told */
        is_ending = !st_is_live(inst) || is_growing || is_awaiting;
    }
    for (uint32_t i = 0; is_ending && i < st->tender_count; i++)
        is_ending = st->tender[i].open == 0 || nm->norm[st->inst[st->tender[i].inst].norm].parent != NM_NONE;
    return is_ending ? ST_CLOSED : (enum st_phase)head->phase;
}

unsigned st_told_flags(const struct nm *nm, const struct st *st)
{
    enum granularity granularity = (enum granularity)nm->head.granularity;
    bool is_cut = st->head.flags & ST_CUT;
    for (uint32_t i = 0; i < st->inst_count && !is_cut; i++) {
        const struct st_inst *inst = &st->inst[i];
        if (inst->status != ST_DORMANT || !nm->norm[inst->norm].accrual || inst->trigger_breach < 0)
            continue;
        const struct st_breach *breach = &st->breach[inst->trigger_breach];
        const struct st_inst *debt = &st->inst[breach->inst];
        int64_t narrow, until = st->head.now + 1;
        bool grows = debt->got < debt->need && breach->due < until;
        int128 days = grows ? tick_day(granularity, until) - tick_day(granularity, breach->due) : 0;
        is_cut = !ckd_narrow_i64(&narrow, debt->late_days + ((int128)debt->need - debt->got) * days);
    }
    return st->head.flags | (is_cut ? (unsigned)ST_CUT : 0);
}

int64_t st_effect(const struct nm *nm, const struct st *st)
{
    int64_t last = nm->head.start;
    for (int32_t i = 0; i < nm->head.condition_count; i++) {
        int32_t norm = nm->scope[nm->head.first_condition + i].norm;
        int64_t met = NM_NEVER;
        for (uint32_t row = 0; row < st->inst_count; row++) {
            const struct st_inst *inst = &st->inst[row];
            bool is_kept = inst->status == ST_FULFILLED || inst->status == ST_WAIVED ||
                           (inst->status == ST_BREACHED && inst->flags & ST_LATE);
            if (inst->norm == norm && is_kept && inst->settled < met)
                met = inst->settled;
        }
        last = met > last ? met : last;
    }
    return last;
}

int64_t st_term_end(const struct nm *nm, const struct st *st)
{
    for (uint32_t i = 0; i < nm->renewal_count; i++) {
        const struct nm_renewal *renewal = &nm->renewal[i];
        bool is_used = false;
        for (uint32_t row = 0; row < st->inst_count; row++)
            is_used |= st->inst[row].norm == renewal->norm && st->inst[row].status == ST_FULFILLED;
        if (st->head.ended == NM_NEVER ? renewal->end >= st->head.now && is_used == (renewal->by_use == 1)
                                       : renewal->end >= st->head.ended)
            return renewal->end;
    }
    return nm->head.end;
}

void st_drop_index(struct st *st)
{
    if (st->index)
        st->index->release(st->index);
    st->index = NULL;
    st->quiet_until = INT64_MIN;
}

void st_release(struct st *st)
{
    st_drop_index(st);
#define P(name) free(st->name);
    ST_POOLS(P)
#undef P
    st_init(st);
}

/* `records` with room for `count`; *cap is updated. */
static void *reserve(void *records, uint32_t *cap, uint32_t count, size_t record_len)
{
    if (count <= *cap)
        return records;
    uint32_t more = *cap ? *cap * 2 : 8; /* pools stay far below 2^31 records */
    if (more < count)
        more = count;
    /* on a cache line: what every event touches of an instance is then in one */
    size_t len = (more * record_len + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    void *moved = aligned_alloc(CACHE_LINE, len);
    if (!moved)
        BUG("out of memory: %u records of a state", more);
    if (records)
        memcpy(moved, records, *cap * record_len);
    free(records);
    *cap = more;
    return moved;
}

void st_copy(struct st *dst, const struct st *src)
{
    st_drop_index(dst);
    dst->head = src->head;
#define P(name)                                                                                    \
    dst->name = reserve(dst->name, &dst->name##_cap, src->name##_count, sizeof *dst->name);        \
    dst->name##_count = src->name##_count;                                                         \
    if (src->name##_count)                                                                         \
        memcpy(dst->name, src->name, src->name##_count * sizeof *dst->name);
    ST_POOLS(P)
#undef P
}

#define P(name)                                                                                    \
    int32_t st_add_##name(struct st *st)                                                           \
    {                                                                                              \
        if (st->name##_count >= MAX_##name)                                                        \
            return -1;                                                                             \
        st->name = reserve(st->name, &st->name##_cap, st->name##_count + 1, sizeof *st->name);     \
        memset(&st->name[st->name##_count], 0, sizeof *st->name);                                  \
        return (int32_t)st->name##_count++;                                                        \
    }
ST_POOLS(P)
#undef P

const char *st_full(const struct st *st, uint32_t *limit)
{
    static const struct {
        size_t count_at; /* offset of the pool's count */
        uint32_t limit;
        const char *words;
    } pools[] = {
#define P(name) {offsetof(struct st, name##_count), MAX_##name, WORDS_##name},
        ST_POOLS(P)
#undef P
    };
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) {
        uint32_t count;
        memcpy(&count, (const char *)st + pools[i].count_at, sizeof count);
        *limit = pools[i].limit;
        if (count >= *limit)
            return pools[i].words;
    }
    return NULL;
}

void st_encode(const struct st *st, struct buf *out)
{
    buf_add(out, &st->head, sizeof st->head);
#define P(name)                                                                                    \
    buf_add(out, &st->name##_count, sizeof st->name##_count);                                      \
    if (st->name##_count)                                                                          \
        buf_add(out, st->name, st->name##_count * sizeof *st->name);
    ST_POOLS(P)
#undef P
}

struct reader {
    const unsigned char *at;
    size_t left;
};

static int take(struct reader *reader, void *into, size_t len)
{
    if (len > reader->left)
        return 0;
    if (len)
        memcpy(into, reader->at, len);
    reader->at += len;
    reader->left -= len;
    return 1;
}

/* An index of a pool with `count` records, or -1. */
static int is_ref(int32_t index, uint32_t count)
{
    return index >= -1 && index < (int64_t)count;
}

static int is_index(int32_t index, uint32_t count)
{
    return index >= 0 && index < (int64_t)count;
}

/* True if every reference between records leads to a record and every enum has a name. What refers
 * to the machine (norms, pools) can be judged only beside one. */
static int is_coherent(const struct st *st)
{
    if (st->head.version != NM_VERSION || st->head.phase > ST_CLOSED ||
        st->head.reason > ST_NOT_EFFECTIVE || st->head.closed > 1 || st->head.serial < 0)
        return 0;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        if (inst->norm < 0 || inst->status >= ST_STATUS_COUNT ||
            !is_ref(inst->trigger_breach, st->breach_count) ||
            !is_ref(inst->breach, st->breach_count))
            return 0;
    }
    for (uint32_t i = 0; i < st->tender_count; i++) {
        const struct st_tender *tender = &st->tender[i];
        if (!is_index(tender->inst, st->inst_count) || !is_ref(tender->item, st->item_count) ||
            tender->status < ST_OPEN || tender->status > ST_ANSWERED)
            return 0;
    }
    for (uint32_t i = 0; i < st->item_count; i++) {
        const struct st_item *item = &st->item[i];
        if (!is_ref(item->inst, st->inst_count) || item->status < ST_FREE || item->status > ST_HELD)
            return 0;
    }
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *breach = &st->breach[i];
        if (!is_index(breach->inst, st->inst_count) || !is_ref(breach->remedy, st->inst_count) ||
            !is_ref(breach->excuse, st->breach_count) || breach->status < ST_BREACH_OPEN ||
            breach->status > ST_EXCUSED)
            return 0;
    }
    return 1;
}

int st_decode(struct st *st, const void *bytes, size_t len)
{
    struct reader reader = {bytes, len};
    struct st read;
    st_init(&read);
    int is_good = take(&reader, &read.head, sizeof read.head);
#define P(name)                                                                                    \
    if (is_good) {                                                                                 \
        uint32_t count = 0;                                                                        \
        is_good = take(&reader, &count, sizeof count) && count <= MAX_##name &&                    \
                  count * sizeof *read.name <= reader.left;                                        \
        if (is_good) {                                                                             \
            read.name = reserve(read.name, &read.name##_cap, count, sizeof *read.name);            \
            read.name##_count = count;                                                             \
            is_good = take(&reader, read.name, count * sizeof *read.name);                         \
        }                                                                                          \
    }
    ST_POOLS(P)
#undef P
    if (!is_good || reader.left || !is_coherent(&read)) {
        st_release(&read);
        return 0;
    }
    st_release(st);
    *st = read;
    return 1;
}
