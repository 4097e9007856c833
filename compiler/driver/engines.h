/* Which engine folds: the interpreter, or compiled code (loaded only when it is asked for). */
#ifndef DRIVER_ENGINES_H
#define DRIVER_ENGINES_H

#include "compiler/driver/exit_status.h"
#include "runtime/engine.h"

struct options;

/* Makes the engine that --engine asks for; by `auto`, compiled code where the interpreter would take long and
 * hetong-emit.so is there. On failure says why on stderr. Close it with
 * engine_close. */
enum exit_status engine_choose(const struct options *options, const struct nm *nm,
                               struct engine *engine);

#endif
