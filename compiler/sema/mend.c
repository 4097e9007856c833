/* mend.c - mends in the author's own words: the sentence turned round, in its language, with its parties. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

bool sema_is_in_chinese(const struct sema *sema, struct span span)
{
    static const char full_stop[] = "。";
    const struct source *source = sema->source;
    for (uint32_t at = span.end; at < source->len; at++) { /* the stop of the sentence says it, where there is one */
        if (at + sizeof full_stop - 1 <= source->len && memcmp(source->text + at, full_stop, sizeof full_stop - 1) == 0)
            return true;
        bool is_end = at + 1 == source->len || source->text[at + 1] == ' ' || source->text[at + 1] == '\n';
        if (source->text[at] == '.' && is_end)
            return false;
    }
    uint32_t chinese = 0, english = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        unsigned char c = (unsigned char)source->text[i];
        chinese += c >= 0x80;
        english += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return chinese > english;
}

const char *sema_triggered_words(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_adverb *anchor = adverb ? adverb->anchor : NULL;
        if (!anchor || anchor->kind != ADV_ACT || anchor->prep != PREP_AFTER || anchor->span.end != act->span.end ||
            sema_is_in_chinese(sema, act->span))
            continue;
        uint32_t end = anchor->span.start;
        while (end > act->span.start && sema->source->text[end - 1] == ' ')
            end--;
        struct span event = {anchor->act->span.start, anchor->span.end};
        return arena_printf(sema->arena, "When %s, %s", source_words(sema->source, sema->arena, event),
                            source_words(sema->source, sema->arena, (struct span){act->span.start, end}));
    }
    return NULL;
}
