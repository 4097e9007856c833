/* loading.c - the options of a run as settings of the reader, and its answers as exit statuses. */
#include "compiler/driver/loading.h"

#include "compiler/driver/options.h"
#include "compiler/driver/output.h"

struct front_settings loading_settings(const struct options *options)
{
    return (struct front_settings){
        .folders = options->folder,
        .folder_count = options->folder_count,
        .in_colour = options_color(options, stderr),
    };
}

enum exit_status loading_exit(enum load_status status)
{
    switch (status) {
    case LOAD_FINE: return EXIT_FINE;
    case LOAD_FINDINGS: return EXIT_FINDINGS;
    case LOAD_UNREADABLE: return EXIT_INPUT;
    }
    UNREACHABLE();
}

enum exit_status load_machine(struct load *load, const struct options *options, const char *path)
{
    struct front_settings settings = loading_settings(options);
    load_init(load, &settings);
    return loading_exit(load_next(load, path));
}

enum exit_status load_or_explain(struct load *load, const struct options *options, const char *path)
{
    enum exit_status status = load_machine(load, options, path);
    front_print_diags(&load->front);
    return status == EXIT_FINE ? output_check(options, &load->front) : status;
}
