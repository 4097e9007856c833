/* Reading and writing whole files with POSIX calls. A write is first a temporary file beside the
 * target; only the rename makes it visible, so an interrupted run or a full disk leaves the old
 * file as it was. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "lang/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/base/buf.h"

enum { STEP = 64 * 1024 };

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

static bool fail(struct buf *error, const char *doing, const char *path, const char *why)
{
    if (is_standard(path))
        buf_printf(error, "cannot %s standard %s: %s", doing,
                   strcmp(doing, "read") == 0 ? "input" : "output", why);
    else
        buf_printf(error, "cannot %s '%s': %s", doing, path, why);
    return false;
}

static int open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

static ssize_t read_again(int fd, void *dst, size_t len)
{
    ssize_t got;
    do
        got = read(fd, dst, len);
    while (got < 0 && errno == EINTR);
    return got;
}

/* How long a file is; 0 of what has no length. */
static size_t known_len(int fd)
{
    struct stat about;
    bool has_len = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    return has_len ? (size_t)about.st_size : 0;
}

/* Reads to the end, or to one byte beyond the limit. One byte more than a file has is asked for: that it
 * does not come shows the end. */
static bool read_all(int fd, const char *path, size_t limit, struct buf *out, struct buf *error)
{
    size_t start = out->len, len = known_len(fd), step = len > 0 && len < STEP ? len + 1 : STEP;
    for (;;) {
        size_t total = out->len - start;
        if (total > limit) {
            buf_printf(error, "cannot read '%s': it is larger than %zu bytes", path, limit);
            return false;
        }
        if (out->cap < out->len + 2)
            buf_reserve(out, step);
        size_t room = out->cap - out->len - 1;
        size_t want = limit - total < room ? limit - total + 1 : room;
        ssize_t got = read_again(fd, out->data + out->len, want);
        if (got < 0)
            return fail(error, "read", path, strerror(errno));
        if (got == 0)
            return true;
        out->len += (size_t)got;
        out->data[out->len] = '\0';
        if ((size_t)got < want && out->len - start == len)
            return true;
    }
}

bool file_read(const char *path, size_t limit, struct buf *out, struct buf *error)
{
    size_t start = out->len;
    int fd = is_standard(path) ? STDIN_FILENO : open_again(path, O_RDONLY, 0);
    if (fd < 0)
        return fail(error, "read", path, strerror(errno));
    bool is_read = read_all(fd, path, limit, out, error);
    if (fd != STDIN_FILENO)
        close(fd);
    if (!is_read)
        buf_truncate(out, start);
    return is_read;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t written = write(fd, data, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        len -= (size_t)written;
    }
    return true;
}

/* For pipes, devices and standard output, where there is nothing to rename. */
static bool write_in_place(const char *path, const void *data, size_t len, struct buf *error)
{
    int fd = is_standard(path) ? STDOUT_FILENO : open_again(path, O_WRONLY, 0);
    if (fd < 0)
        return fail(error, "write", path, strerror(errno));
    bool is_written = write_all(fd, data, len);
    int problem = errno;
    if (fd != STDOUT_FILENO && close(fd) != 0 && is_written) {
        is_written = false;
        problem = errno;
    }
    return is_written || fail(error, "write", path, strerror(problem));
}

/* Creates a new file beside the target and leaves its name in `name`. */
static int create_beside(const char *target, struct buf *name)
{
    enum { TRIES = 100 };
    for (int i = 0; i < TRIES; i++) {
        buf_clear(name);
        buf_printf(name, "%s.%ld-%d.part", target, (long)getpid(), i);
        int fd = open_again(name->data, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Makes a rename last through a power cut. Some file systems cannot sync a folder; that is fine. */
static bool sync_folder_of(const char *target)
{
    struct buf folder;
    buf_init(&folder);
    const char *slash = strrchr(target, '/');
    if (slash)
        buf_add(&folder, target, (size_t)(slash - target) + 1);
    else
        buf_putc(&folder, '.');
    int fd = open_again(folder.data, O_RDONLY | O_DIRECTORY, 0);
    buf_release(&folder);
    if (fd < 0)
        return errno == EACCES; /* a folder one may write to but not list */
    bool is_synced = fsync(fd) == 0 || errno == EINVAL;
    int problem = errno;
    close(fd);
    errno = problem;
    return is_synced;
}

/* Fills and closes the temporary file; errno says why it failed. `old` is NULL for a new file. */
static bool fill(int fd, const void *data, size_t len, const struct stat *old)
{
    bool is_filled = (!old || fchmod(fd, old->st_mode & 07777) == 0) && write_all(fd, data, len) &&
                     fsync(fd) == 0;
    int problem = errno;
    if (close(fd) != 0 && is_filled)
        return false;
    errno = problem;
    return is_filled;
}

static bool write_by_rename(const char *target, const void *data, size_t len,
                            const struct stat *old, struct buf *error)
{
    struct buf name;
    buf_init(&name);
    int fd = create_beside(target, &name);
    bool is_written = false;
    if (fd >= 0) {
        is_written = fill(fd, data, len, old) && rename(name.data, target) == 0;
        int problem = errno;
        if (!is_written)
            unlink(name.data);
        errno = problem;
    }
    is_written = is_written && sync_folder_of(target);
    if (!is_written)
        fail(error, "write", target, strerror(errno));
    buf_release(&name);
    return is_written;
}

bool file_write(const char *path, const void *data, size_t len, struct buf *error)
{
    struct stat old;
    if (is_standard(path))
        return write_in_place(path, data, len, error);
    if (stat(path, &old) != 0) {
        if (errno != ENOENT)
            return fail(error, "write", path, strerror(errno));
        struct stat link;
        if (lstat(path, &link) == 0)
            return fail(error, "write", path, "it is a link to a file that does not exist");
        return write_by_rename(path, data, len, NULL, error);
    }
    if (S_ISDIR(old.st_mode))
        return fail(error, "write", path, strerror(EISDIR));
    if (!S_ISREG(old.st_mode))
        return write_in_place(path, data, len, error);

    char *target = realpath(path, NULL);
    if (!target)
        return fail(error, "write", path, strerror(errno));
    bool is_written = write_by_rename(target, data, len, &old, error);
    free(target);
    return is_written;
}

/* The folder of a path, and where its name begins. */
static const char *stat_folder(const char *path, struct stat *folder, bool *is_there)
{
    struct buf name;
    buf_init(&name);
    const char *slash = strrchr(path, '/');
    buf_add(&name, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    *is_there = stat(name.data, folder) == 0;
    buf_release(&name);
    return slash ? slash + 1 : path;
}

bool file_is_same(const char *path, const char *other)
{
    struct stat left, right;
    bool has_left = stat(path, &left) == 0, has_right = stat(other, &right) == 0;
    if (has_left != has_right)
        return false;
    bool is_place = has_left && S_ISREG(left.st_mode);
    if (!has_left) {
        bool has_folders[2];
        const char *name = stat_folder(path, &left, &has_folders[0]);
        const char *other_name = stat_folder(other, &right, &has_folders[1]);
        is_place = has_folders[0] && has_folders[1] && strcmp(name, other_name) == 0;
    }
    return is_place && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}
