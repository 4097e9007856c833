/* duties.h - the rows of a filled model as other programs see them. */
#ifndef LIBRARY_DUTIES_H
#define LIBRARY_DUTIES_H

#include "compiler/library/hetong.h"
#include "runtime/report/model.h"

struct arena;

/* One for each row, in the order of the rows; all of it lives in the arena and in the model. */
struct hetong_duty *duties_of(const struct report_model *model, struct arena *arena);

#endif
