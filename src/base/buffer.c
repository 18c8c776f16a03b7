#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

char *buffer_reserve(struct buffer *buffer, size_t size)
{
    size_t wanted = buffer->size + size + 1;
    ASSERT(wanted > size);
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity * 2;
        if (capacity < wanted) {
            capacity = wanted < 256 ? 256 : wanted;
        }
        char *bytes = realloc(buffer->bytes, capacity);
        ASSERT(bytes != NULL);
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->size;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t size)
{
    char *to = buffer_reserve(buffer, size);
    if (size > 0) {
        memcpy(to, bytes, size);
    }
    to[size] = '\0';
    buffer->size += size;
}

void buffer_append_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_char(struct buffer *buffer, char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    ASSERT(size >= 0);
    vsnprintf(buffer_reserve(buffer, (size_t)size), (size_t)size + 1, format, again);
    buffer->size += (size_t)size;
    va_end(again);
    va_end(arguments);
}

static void append_little_endian(struct buffer *buffer, uint64_t value, size_t size)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (unsigned char)(value >> (8 * i));
    }
    buffer_append(buffer, bytes, size);
}

void buffer_append_u8(struct buffer *buffer, uint8_t value)
{
    append_little_endian(buffer, value, 1);
}

void buffer_append_u16(struct buffer *buffer, uint16_t value)
{
    append_little_endian(buffer, value, 2);
}

void buffer_append_u32(struct buffer *buffer, uint32_t value)
{
    append_little_endian(buffer, value, 4);
}

void buffer_append_u64(struct buffer *buffer, uint64_t value)
{
    append_little_endian(buffer, value, 8);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
    if (buffer->bytes != NULL) {
        buffer->bytes[0] = '\0';
    }
}

void buffer_close(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

bool buffer_read_file(struct buffer *buffer, const char *path, struct error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "cannot open %s: %s",
            path, strerror(errno));
    }
    ssize_t size;
    do {
        size = read(file, buffer_reserve(buffer, 65536), 65536);
        if (size > 0) {
            buffer->size += (size_t)size;
            buffer->bytes[buffer->size] = '\0';
        }
    } while (size > 0 || (size < 0 && errno == EINTR));
    int cause = errno;
    close(file);
    if (size < 0) {
        return error_set(err, ERROR_IO, "cannot read %s: %s", path, strerror(cause));
    }
    return true;
}

static bool write_and_sync(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return fdatasync(file) == 0;
}

/* The rename itself must survive a power cut: sync the folder that holds the name. */
static bool sync_folder_of(const char *path)
{
    char copy[4096];
    if (snprintf(copy, sizeof(copy), "%s", path) >= (int)sizeof(copy)) {
        errno = ENAMETOOLONG;
        return false;
    }
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return false;
    }
    bool synced = fsync(folder) == 0;
    close(folder);
    return synced;
}

bool file_write_whole(
    const char *path, const void *bytes, size_t size, unsigned mode, struct error *err)
{
    char beside[4096];
    if (snprintf(beside, sizeof(beside), "%s.%ld.part", path, (long)getpid()) >=
        (int)sizeof(beside)) {
        return error_set(err, ERROR_IO, "the path %s is too long", path);
    }
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
    if (file < 0) {
        return error_set(err, ERROR_IO, "cannot create %s: %s", beside, strerror(errno));
    }
    bool written = write_and_sync(file, bytes, size);
    int cause = errno;
    if (close(file) != 0 && written) {
        written = false;
        cause = errno;
    }
    if (!written || rename(beside, path) != 0) {
        if (written) {
            cause = errno;
        }
        unlink(beside);
        return error_set(err, ERROR_IO, "cannot write %s: %s", path, strerror(cause));
    }
    if (!sync_folder_of(path)) {
        return error_set(err, ERROR_IO, "cannot sync the folder of %s: %s", path, strerror(errno));
    }
    return true;
}
