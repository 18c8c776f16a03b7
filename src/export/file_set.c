#include "export/file_set.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"

#define FOLDER_BYTES_MAX 4096
#define FLUSH_BYTES (1024 * 1024)
#define PART_NAME_MAX (FILE_NAME_MAX + 8)

/* Makes the folder and those above it that are missing. */
static bool make_folder(const char *folder, struct error *err)
{
    char path[FOLDER_BYTES_MAX];
    if (folder[0] == '\0' || !text_copy(path, sizeof(path), folder)) {
        return error_set(err, ERROR_INVALID, "the folder's name is empty or too long");
    }
    for (char *at = path + 1;; at++) {
        char end = *at;
        if (end != '/' && end != '\0') {
            continue;
        }
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST && errno != EISDIR) {
            return error_set(err, ERROR_IO, "cannot make the folder %s: %s", path, strerror(errno));
        }
        *at = end;
        if (end == '\0') {
            return true;
        }
    }
}

bool file_set_begin(const char *folder, struct file_set *out_set, struct error *err)
{
    if (!make_folder(folder, err)) {
        return false;
    }
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return error_set(err, ERROR_IO, "cannot open the folder %s: %s", folder, strerror(errno));
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        close(descriptor);
        return error_set(err, ERROR_BUSY, "another export is writing into %s", folder);
    }
    *out_set = (struct file_set){.folder_path = folder, .folder = descriptor};
    return true;
}

static void part_name(const struct file_out *out, char name[PART_NAME_MAX])
{
    snprintf(name, PART_NAME_MAX, ".%s.part", out->name);
}

/* A file without a name leaves nothing behind when we are killed. Sticks (vfat, exfat) and some
 * older file systems have none. */
static int open_unseen(const struct file_set *set, struct file_out *out)
{
    int file = openat(set->folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) {
        return file;
    }
    char name[PART_NAME_MAX];
    part_name(out, name);
    out->is_named = true;
    return openat(set->folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
}

struct file_out *file_set_add(struct file_set *set, const char *name, struct error *err)
{
    ASSERT(set->file_count < FILE_SET_MAX);
    struct file_out *out = &set->files[set->file_count];
    *out = (struct file_out){.file = -1};
    bool fits = text_copy(out->name, sizeof(out->name), name);
    ASSERT(fits);
    out->file = open_unseen(set, out);
    if (out->file < 0) {
        (void)error_set(
            err, ERROR_IO, "cannot write into %s: %s", set->folder_path, strerror(errno));
        return NULL;
    }
    set->file_count++;
    return out;
}

static bool fail_write(
    const struct file_set *set, const struct file_out *out, int cause, struct error *err)
{
    return error_set(
        err, ERROR_IO, "cannot write %s/%s: %s", set->folder_path, out->name, strerror(cause));
}

static bool write_buffer(const struct file_set *set, struct file_out *out, struct error *err)
{
    size_t done = 0;
    while (done < out->buffer.size) {
        ssize_t written = write(out->file, out->buffer.bytes + done, out->buffer.size - done);
        if (written < 0 && errno != EINTR) {
            return fail_write(set, out, errno, err);
        }
        done += written > 0 ? (size_t)written : 0;
    }
    /* Lets the disk begin now, so that the sync at the end has little left to wait for. Only a
     * hint: a file system that cannot do it says so, and the sync does it all. */
    (void)sync_file_range(out->file, (off_t)out->size, (off_t)done, SYNC_FILE_RANGE_WRITE);
    out->size += done;
    buffer_clear(&out->buffer);
    return true;
}

bool file_out_flush(struct file_set *set, struct file_out *out, struct error *err)
{
    return out->buffer.size < FLUSH_BYTES || write_buffer(set, out, err);
}

/* A folder in the place of a file would stop the renaming half way: look before the first one. */
static bool check_place(const struct file_set *set, const struct file_out *out, struct error *err)
{
    struct stat place;
    if (fstatat(set->folder, out->name, &place, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISDIR(place.st_mode)) {
        return fail_write(set, out, EISDIR, err);
    }
    return true;
}

static bool finish_file(const struct file_set *set, struct file_out *out, struct error *err)
{
    if (!check_place(set, out, err) || !write_buffer(set, out, err)) {
        return false;
    }
    return fdatasync(out->file) == 0 || fail_write(set, out, errno, err);
}

/* Gives an unseen file its part name: rename can replace a file, link cannot. */
static bool name_part(const struct file_set *set, struct file_out *out, struct error *err)
{
    char name[PART_NAME_MAX];
    char descriptor[64];
    if (out->is_named) {
        return true;
    }
    part_name(out, name);
    snprintf(descriptor, sizeof(descriptor), "/proc/self/fd/%d", out->file);
    if (unlinkat(set->folder, name, 0) != 0 && errno != ENOENT) {
        return fail_write(set, out, errno, err);
    }
    if (linkat(AT_FDCWD, descriptor, set->folder, name, AT_SYMLINK_FOLLOW) != 0) {
        return fail_write(set, out, errno, err);
    }
    out->is_named = true;
    return true;
}

static bool rename_part(const struct file_set *set, struct file_out *out, struct error *err)
{
    char name[PART_NAME_MAX];
    part_name(out, name);
    if (renameat(set->folder, name, set->folder, out->name) != 0) {
        return fail_write(set, out, errno, err);
    }
    out->is_named = false;
    return true;
}

static bool for_each_file(struct file_set *set,
    bool (*step)(const struct file_set *, struct file_out *, struct error *), struct error *err)
{
    for (size_t i = 0; i < set->file_count; i++) {
        if (!step(set, &set->files[i], err)) {
            return false;
        }
    }
    return true;
}

bool file_set_sync(struct file_set *set, struct error *err)
{
    return for_each_file(set, finish_file, err);
}

bool file_set_commit(struct file_set *set, struct error *err)
{
    if (!for_each_file(set, finish_file, err) || !for_each_file(set, name_part, err) ||
        !for_each_file(set, rename_part, err)) {
        return false;
    }
    /* EINVAL: a file system without a sync of folders, as some of sticks are. */
    if (fsync(set->folder) != 0 && errno != EINVAL) {
        return error_set(
            err, ERROR_IO, "cannot sync the folder %s: %s", set->folder_path, strerror(errno));
    }
    return true;
}

void file_set_end(struct file_set *set)
{
    for (size_t i = 0; i < set->file_count; i++) {
        struct file_out *out = &set->files[i];
        char name[PART_NAME_MAX];
        if (out->is_named) {
            part_name(out, name);
            unlinkat(set->folder, name, 0);
        }
        close(out->file);
        buffer_close(&out->buffer);
    }
    close(set->folder); /* and with it the lock */
    *set = (struct file_set){.folder = -1};
}
