/* Any bytes at all may be given as an event file, CSV or JSON Lines: good rows go into a journal, and
 * what the journal then holds must verify. The first byte chooses format and granularity. */
#include <stdint.h>

#include "lang/base/check.h"
#include "runtime/journal.h"
#include "runtime/read.h"
#include "runtime/store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static enum rt_status take_rows(struct event_reader *reader, struct journal *journal,
                                struct rt_error *err)
{
    struct read_row row;
    struct read_fault fault;
    for (;;) {
        enum read_result result = reader_next(reader, &row, &fault, err);
        if (result == READ_END || result == READ_FAILED)
            return RT_OK;
        if (result == READ_FAULT) {
            if (fault.what[0] == '\0' || fault.line == 0)
                BUG("a fault without a place or a word");
            continue;
        }
        struct journal_answer answer;
        int64_t recorded = row.has_recorded ? row.recorded : row.event.tick;
        enum rt_status status = journal_append(journal, &row.event, recorded, &answer, err);
        if (status != RT_OK)
            return status;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len == 0)
        return 0;
    struct read_options options = {
        .format = data[0] & 1 ? READ_CSV : READ_JSONL,
        .granularity = data[0] & 2 ? GRANULARITY_MINUTE : GRANULARITY_DAY,
        .source = TEXT_NONE,
    };
    struct store_meta meta = {.contract = TEXT_OF("fuzz"),
                              .contract_hash = TEXT_OF("00"),
                              .semantics = TEXT_OF("1"),
                              .tables = TEXT_NONE,
                              .granularity = options.granularity};
    struct store *store = store_memory_new(&meta);
    struct rt_error err = {0};
    struct journal *journal = NULL;
    struct event_reader *reader = NULL;
    uint64_t count;
    if (journal_open(store, NULL, &journal, &err) != RT_OK)
        BUG("an empty journal does not open: %s", err.text);
    if (reader_open_bytes(data + 1, len - 1, &options, &reader, &err) == RT_OK) {
        bool is_taken = take_rows(reader, journal, &err) == RT_OK;
        if (is_taken && journal_commit(journal, NULL, &err) != RT_OK)
            BUG("what was taken cannot be kept: %s", err.text);
        if (journal_verify(store, &count, &err) != RT_OK)
            BUG("the journal does not verify: %s", err.text);
    }
    reader_close(reader);
    journal_close(journal);
    store_close(store);
    return 0;
}
