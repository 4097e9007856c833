/* installed.c - this code may be part of the program or of libhetong.so, which another program has
 * opened; the map of the process says from which file its bytes came. */
#include "compiler/library/installed.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lang/base/buf.h"

enum { PATH_BYTES = 4096, LINE_BYTES = PATH_BYTES + 128 };

static const char here = 0; /* stands in the file that is looked for */

/* A line of the map: "start-end rights offset device inode   /path". */
static bool path_of_line(char *line, char folder[PATH_BYTES])
{
    uintptr_t start, end, address = (uintptr_t)&here;
    if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR, &start, &end) != 2 || address < start ||
        address >= end)
        return false;
    char *path = strchr(line, '/');
    char *slash = path ? strrchr(path, '/') : NULL;
    if (!slash || slash - path >= PATH_BYTES)
        return false;
    memcpy(folder, path, (size_t)(slash - path));
    folder[slash - path] = '\0';
    return true;
}

/* The folder of the file that holds this code. */
static bool own_folder(char folder[PATH_BYTES])
{
    FILE *map = fopen("/proc/self/maps", "r");
    if (!map)
        return false;
    char line[LINE_BYTES];
    bool is_found = false;
    while (!is_found && fgets(line, sizeof line, map))
        is_found = path_of_line(line, folder);
    fclose(map);
    return is_found;
}

bool find_installed(struct buf *path)
{
    char folder[PATH_BYTES];
    if (!own_folder(folder))
        return false;
    buf_printf(path, "%s/../share/hetong", folder);
    return access(path->data, R_OK) == 0;
}

bool find_beside(const char *name, struct buf *path)
{
    char folder[PATH_BYTES];
    if (!own_folder(folder))
        return false;
    static const char *const places[] = {"", "/../lib/hetong", "/../lib", "/hetong"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        buf_clear(path);
        buf_printf(path, "%s%s/%s", folder, places[i], name);
        if (access(path->data, R_OK) == 0)
            return true;
    }
    return false;
}
