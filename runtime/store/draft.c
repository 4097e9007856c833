/* draft.c - places a finished file. The one idea: link() gives a second name and refuses to replace,
 * so of two processes that make the same file the first wins and neither sees a half. */
#include "runtime/store/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/base/buf.h"

void draft_begin(const char *path, struct buf *draft)
{
    buf_printf(draft, "%s.new-%ld", path, (long)getpid());
    draft_remove(draft->data);
}

void draft_remove(const char *draft)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    struct buf name;
    buf_init(&name);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        buf_clear(&name);
        buf_printf(&name, "%s%s", draft, suffixes[i]);
        unlink(name.data); /* what is not there needs no removing */
    }
    buf_release(&name);
}

static MUST_USE enum rt_status fail_making(const char *path, struct rt_error *err)
{
    bool is_closed = errno == EROFS || errno == EACCES || errno == EPERM;
    enum rt_status status = errno == ENOSPC || errno == EDQUOT ? RT_FULL : is_closed ? RT_READ_ONLY : RT_IO;
    return rt_fail(err, status, "making '%s': %s", path, strerror(errno));
}

enum rt_status draft_make(const char *draft, const char *path, struct rt_error *err)
{
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644); /* as SQLite makes its files */
    if (fd < 0) {
        return fail_making(path, err);
    }
    close(fd);
    return RT_OK;
}

/* Asks that the new name in the folder be durable too. */
static MUST_USE enum rt_status sync_folder(const char *path, struct rt_error *err)
{
    const char *slash = strrchr(path, '/');
    struct buf folder;
    buf_init(&folder);
    if (slash == NULL) {
        buf_puts(&folder, ".");
    } else {
        buf_add(&folder, path, slash == path ? 1 : (size_t)(slash - path));
    }
    enum rt_status status = RT_OK;
    int fd = open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems know no fsync of a folder (EINVAL): they have nothing to add then. */
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL)) {
        status = rt_fail(err, RT_IO, "syncing the folder '%s': %s", folder.data, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    buf_release(&folder);
    return status;
}

enum rt_status draft_place(const char *draft, const char *path, struct rt_error *err)
{
    struct stat info;
    bool is_empty_there = stat(path, &info) == 0 && info.st_size == 0;
    int rc = is_empty_there ? rename(draft, path) : link(draft, path);
    if (rc != 0 && !is_empty_there && errno != EEXIST) {
        rc = rename(draft, path); /* a file system without links */
    }
    if (rc != 0 && errno != EEXIST) {
        return fail_making(path, err);
    }
    return sync_folder(path, err);
}
