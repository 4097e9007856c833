/* diag_json.c - diagnostics for programs. Lines and columns count from 1, columns in characters;
 * start and end are byte offsets, the end excluded. */
#include "lang/base/json_out.h"
#include "lang/syntax/diag.h"

/* The place of a mark and the words under it; nulls where a message has no place. */
static void put_place(struct json_out *json, const struct diag_mark *mark)
{
    static const char *const keys[] = {"file",       "line",  "column", "end_line",
                                       "end_column", "start", "end"};
    json_out_key_text(json, "label", mark->text);
    if (!mark->source) {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            json_out_key(json, keys[i]);
            json_out_null(json);
        }
        return;
    }
    struct place start = source_place(mark->source, mark->span.start);
    struct place end = source_place(mark->source, mark->span.end);
    json_out_key_text(json, "file", mark->source->name);
    json_out_key_int(json, "line", start.line);
    json_out_key_int(json, "column", start.column);
    json_out_key_int(json, "end_line", end.line);
    json_out_key_int(json, "end_column", end.column);
    json_out_key_int(json, "start", mark->span.start);
    json_out_key_int(json, "end", mark->span.end);
}

static void put_diag(struct json_out *json, const struct diag *diag)
{
    json_out_object(json);
    json_out_key_text(json, "code", diag_info(diag->code)->code);
    json_out_key_text(json, "severity", diag->severity == SEVERITY_ERROR ? "error" : "warning");
    json_out_key_text(json, "message", diag->message);
    put_place(json, &diag->primary);
    json_out_key(json, "labels");
    json_out_array(json);
    for (uint32_t i = 0; i < diag->label_count; i++) {
        json_out_object(json);
        put_place(json, &diag->labels[i]);
        json_out_end(json);
    }
    json_out_end(json);
    json_out_key(json, "notes");
    json_out_array(json);
    for (uint32_t i = 0; i < diag->note_count; i++)
        json_out_text(json, diag->notes[i]);
    const char *left_out = diag_left_out(diag);
    if (left_out)
        json_out_text(json, left_out);
    json_out_end(json);
    json_out_key_text(json, "help", diag->help);
    json_out_key(json, "replacement");
    if (diag->has_replacement) {
        json_out_object(json);
        json_out_key_int(json, "start", diag->replaced.start);
        json_out_key_int(json, "end", diag->replaced.end);
        json_out_key_text(json, "text", diag->replacement);
        json_out_end(json);
    } else {
        json_out_null(json);
    }
    json_out_end(json);
}

void diags_json(struct diags *diags, struct json_out *json)
{
    diags_sort(diags);
    json_out_array(json);
    for (uint32_t i = 0; i < diags->count; i++)
        put_diag(json, diags->items[i]);
    json_out_end(json);
}
