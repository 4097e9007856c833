/* fill_version.c - amendments in words: which text is in force, and which row is of an earlier one. */
#include "lang/base/buf.h"
#include "runtime/report/fill_internal.h"

static int64_t fill_now(const struct fill *fill)
{
    return fill->input->as_of == NM_NEVER ? fill->st->head.now : fill->input->as_of;
}

struct report_text fill_amended(const struct fill *fill)
{
    const struct nm *nm = fill->nm;
    int64_t now = fill_now(fill);
    struct phrases words;
    phrases_init(&words);
    uint32_t next = 0;
    while (next < nm->version_count && nm->version[next].from <= now)
        next++;
    for (uint32_t i = next > 0 ? next - 1 : 0; i <= next && i < nm->version_count; i++) {
        const struct nm_version *version = &nm->version[i];
        const char *number = nm_str(nm, version->number);
        const char *en = nm_str(nm, version->title_en), *zh = nm_str(nm, version->title_zh);
        bool is_in_force = version->from <= now;
        buf_printf(&words.en, is_in_force ? "as amended by amendment %s%s%s%s, in force from "
                   : words.en.len > 0     ? "; amendment %s%s%s%s takes effect on "
                                          : "amendment %s%s%s%s takes effect on ",
                   number, *en ? " \"" : "", en, *en ? "\"" : "");
        phrase_moment(&words.en, fill_moment(fill, version->from));
        if (!is_in_force && words.zh.len > 0)
            buf_puts(&words.zh, "；");
        buf_printf(&words.zh, "%s修订%s%s%s%s%s于", is_in_force ? "经" : "", number, *zh ? "“" : "", zh,
                   *zh ? "”" : "", is_in_force ? "，施行" : "将施行");
        phrase_moment(&words.zh, fill_moment(fill, version->from));
    }
    if (words.en.len == 0) {
        phrases_release(&words);
        return (struct report_text){0};
    }
    return fill_keep(fill, &words);
}

bool fill_is_replaced(const struct fill *fill, const struct nm_norm *norm)
{
    return norm->replaced != NM_NONE && fill->nm->version[norm->replaced].from <= fill_now(fill);
}

struct report_text fill_text_of(const struct fill *fill, const struct nm_norm *norm)
{
    bool is_replaced = norm->replaced != NM_NONE;
    if (!is_replaced && norm->since == NM_NONE)
        return (struct report_text){0};
    const struct nm_version *version = &fill->nm->version[is_replaced ? norm->replaced : norm->since];
    const char *number = nm_str(fill->nm, version->number);
    struct phrases words;
    phrases_init(&words);
    buf_printf(&words.en, is_replaced ? "text before amendment %s" : "text of amendment %s", number);
    buf_printf(&words.zh, is_replaced ? "修订%s之前的文本" : "修订%s的文本", number);
    return fill_keep(fill, &words);
}
