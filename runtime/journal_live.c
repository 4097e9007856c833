/* journal_live.c - which events and corrections of the journal are live (calculus B2).
 *
 * A correction targets one of two things: the event of a record (to void or replace it), or, as an
 * undo, a correction itself (what that one had corrected then stands again; its replacement, if it
 * had one, lives and dies with it). A thing is live iff no live correction later in the journal
 * targets it, so for any prefix one walk from its end to its beginning decides everything.
 *
 * The one idea for the present moment: because a correction must target what is live, each thing has
 * at most one live correction against it, and the marks of the last state can be moved along. */
#include <stdlib.h>

#include "runtime/journal_internal.h"

static struct journal_entry *entry_of(const struct journal *journal, uint32_t seq)
{
    return &journal->entries.items[seq - 1];
}

static bool has_event(const struct journal_entry *entry)
{
    return entry->kind != RECORD_REFUSAL && !entry->is_void;
}

bool journal_is_event_live(const struct journal *journal, uint32_t seq)
{
    const struct journal_entry *entry = entry_of(journal, seq);
    return has_event(entry) && !entry->is_event_killed && !entry->is_correction_killed;
}

/* The correction stands, and so does what it put in the place of its target. */
static bool is_head(const struct journal *journal, uint32_t seq)
{
    const struct journal_entry *entry = entry_of(journal, seq);
    return entry->kind == RECORD_CORRECTION && !entry->is_correction_killed &&
           (entry->is_void || !entry->is_event_killed);
}

bool journal_may_correct(const struct journal *journal, uint32_t target, bool is_undo)
{
    if (!is_undo) {
        return journal_is_event_live(journal, target);
    }
    /* Undoing `target` revives what it had killed; if that is an undo in its turn, it kills again
     * what it had undone, and so on down. Each thing that dies must be a head, each thing that is
     * killed again must be alive. */
    for (uint32_t dying = target;;) {
        if (!is_head(journal, dying)) {
            return false;
        }
        const struct journal_entry *entry = entry_of(journal, dying);
        if (!entry->is_undo) {
            return true;
        }
        const struct journal_entry *revived = entry_of(journal, entry->target);
        if (!revived->is_undo) {
            return !entry_of(journal, revived->target)->is_event_killed;
        }
        dying = revived->target;
    }
}

void journal_apply_correction(struct journal *journal, uint32_t seq)
{
    bool kills = true;
    for (uint32_t acting = seq;;) {
        const struct journal_entry *entry = entry_of(journal, acting);
        struct journal_entry *target = entry_of(journal, entry->target);
        bool *mark = entry->is_undo ? &target->is_correction_killed : &target->is_event_killed;
        if (*mark == kills) {
            BUG("record %u is corrected by two live corrections or by none", entry->target);
        }
        *mark = kills;
        if (!entry->is_undo) {
            return;
        }
        acting = entry->target;
        kills = !kills;
    }
}

struct liveness {
    uint64_t known_seq;
    unsigned char live[]; /* by seq - 1: a set of LIVE_ */
};

enum { LIVE_EVENT = 1, LIVE_CORRECTION = 2 };

struct liveness *journal_liveness(const struct journal *journal, uint64_t known_seq)
{
    if (known_seq > journal->entries.count) {
        known_seq = journal->entries.count;
    }
    struct liveness *live = malloc(sizeof *live + known_seq + 1);
    if (live == NULL) {
        BUG("out of memory for the liveness of %llu records", (unsigned long long)known_seq);
    }
    live->known_seq = known_seq;
    for (uint64_t i = 0; i < known_seq; i++) {
        const struct journal_entry *entry = &journal->entries.items[i];
        int correction = entry->kind == RECORD_CORRECTION ? LIVE_CORRECTION : 0;
        live->live[i] = (unsigned char)(correction | (has_event(entry) ? LIVE_EVENT : 0));
    }
    for (size_t i = journal->corrections.count; i-- > 0;) {
        uint32_t seq = journal->corrections.items[i];
        if (seq > known_seq || (live->live[seq - 1] & LIVE_CORRECTION) == 0) {
            continue;
        }
        const struct journal_entry *entry = entry_of(journal, seq);
        int left = entry->is_undo ? 0 : live->live[entry->target - 1] & ~LIVE_EVENT;
        live->live[entry->target - 1] = (unsigned char)left;
    }
    return live;
}

void liveness_free(struct liveness *live)
{
    free(live);
}

bool liveness_event(const struct liveness *live, uint64_t seq)
{
    return seq >= 1 && seq <= live->known_seq && (live->live[seq - 1] & LIVE_EVENT) != 0;
}

bool liveness_correction(const struct liveness *live, uint64_t seq)
{
    return seq >= 1 && seq <= live->known_seq && (live->live[seq - 1] & LIVE_CORRECTION) != 0;
}

void journal_remark(struct journal *journal)
{
    struct liveness *live = journal_liveness(journal, journal->entries.count);
    for (size_t i = 0; i < journal->entries.count; i++) {
        journal->entries.items[i].is_event_killed = false;
        journal->entries.items[i].is_correction_killed = false;
    }
    for (size_t i = 0; i < journal->corrections.count; i++) {
        uint32_t seq = journal->corrections.items[i];
        if (liveness_correction(live, seq)) {
            const struct journal_entry *entry = entry_of(journal, seq);
            struct journal_entry *target = entry_of(journal, entry->target);
            if (entry->is_undo) {
                target->is_correction_killed = true;
            } else {
                target->is_event_killed = true;
            }
        }
    }
    liveness_free(live);
}
