/* api.h - the objects behind hetong.h. */
#ifndef LIBRARY_API_H
#define LIBRARY_API_H

#include "compiler/library/hetong.h"
#include "compiler/library/load.h"
#include "lang/base/buf.h"
#include "runtime/engine.h"
#include "runtime/report/model.h"
#include "runtime/rt_error.h"

struct store;
struct tracker;

struct hetong_contract {
    struct load load;
    const char **folders; /* the search path; the texts live in `search_path` */
    char *search_path;
    enum hetong_status status;
    bool is_proven;
    struct buf unread;   /* why the file could not be read */
    struct buf messages; /* as printed last */
    const char *digest;
};

struct hetong_tracker {
    struct hetong_contract *contract;
    struct engine engine;
    struct store *store;
    struct tracker *tracker;
    enum hetong_status status;
    struct rt_error error;
    bool has_view;
    struct arena arena;  /* of the view: emptied when it moves */
    struct report_model model;
    struct hetong_duty *duties; /* one for each row of the model */
};

/* The paper of a filled model; NULL if there is no such format or party. */
char *api_print(const struct nm *nm, const struct report_model *model,
                const struct hetong_paper *paper);

#endif
