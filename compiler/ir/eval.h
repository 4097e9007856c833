/* eval.h - the interpreter: the norm machine's meaning, written to be read.
 *
 * It goes from tick to tick and looks at everything, every time. Compiled code and the tracker's
 * kernel must write the same bytes; where they differ, this is right (spec, Part III). */
#ifndef IR_EVAL_H
#define IR_EVAL_H

#include "runtime/engine.h"

/* Makes an engine that interprets the machine. The machine has been verified (compiler/ir/verify.h)
 * and outlives the engine. Close it with engine_close. */
struct engine eval_engine(const struct nm *nm);

/* The value of expression `expr` of the machine for instance `inst`, asked at tick `at`; below 0: for one
 * that would be made then, of an expression that asks for nothing but its day. `engine` is a struct engine
 * made by eval_engine; the state may be any engine's and stays as it is. Fits forecast_ask
 * (runtime/forecast.h). */
int64_t eval_ask(void *engine, const struct st *st, int32_t inst, int32_t expr, int64_t at);

/* The amount that the instance would be owed if it were reckoned at tick `at`, as caps cut it. The same
 * engine; the state stays as it is. */
int64_t eval_ask_need(void *engine, const struct st *st, int32_t inst, int64_t at);

#endif
