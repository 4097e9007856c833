/* loading.h - a contract read as the command line says, down to its norm machine. */
#ifndef DRIVER_LOADING_H
#define DRIVER_LOADING_H

#include "compiler/driver/exit_status.h"
#include "compiler/library/load.h"

struct options;

/* How contracts are read by this run; good as long as the options. */
struct front_settings loading_settings(const struct options *options);

/* What the shell is told. */
enum exit_status loading_exit(enum load_status status);

/* Reads one contract; what is wrong is in load->front.diags (an unreadable file: said on stderr).
 * load_release it in any case. */
enum exit_status load_machine(struct load *load, const struct options *options, const char *path);

/* The same, and prints the diagnostics on stderr if there are any. EXIT_USAGE where the options would
 * write over what is read. */
enum exit_status load_or_explain(struct load *load, const struct options *options, const char *path);

#endif
