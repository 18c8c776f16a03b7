#ifndef TILLTALE_BASE_BUFFER_H
#define TILLTALE_BASE_BUFFER_H

/* Buffer: bytes that grow, for files, journal entries and generated text.
 *
 * A zeroed struct is an empty buffer. Appending never fails to its caller: out of memory
 * aborts (a till that cannot get a few kilobytes cannot sell either). `bytes` always has one
 * NUL after `size` once something was appended, so text can be read as a C string. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;

struct buffer {
    char *bytes; /* NULL while empty */
    size_t size;
    size_t capacity;
};

void buffer_append(struct buffer *buffer, const void *bytes, size_t size);
void buffer_append_text(struct buffer *buffer, const char *text);
void buffer_append_char(struct buffer *buffer, char byte);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* Little endian, fixed width: the encoding of journal entries and of stored binary. */
void buffer_append_u8(struct buffer *buffer, uint8_t value);
void buffer_append_u16(struct buffer *buffer, uint16_t value);
void buffer_append_u32(struct buffer *buffer, uint32_t value);
void buffer_append_u64(struct buffer *buffer, uint64_t value);

/* Makes room for `size` more bytes and returns where they start; the caller adds what it wrote
 * to buffer->size. */
char *buffer_reserve(struct buffer *buffer, size_t size);

/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* Gives the memory back and leaves a zeroed, usable struct. */
void buffer_close(struct buffer *buffer);

/* Reads a whole file to the end of `buffer`. Errors: ERROR_NOT_FOUND, ERROR_IO. */
MUST_CHECK bool buffer_read_file(struct buffer *buffer, const char *path, struct error *err);

/* Writes a file whole or not at all: beside it, fdatasync, rename, fsync of the folder.
 * Errors: ERROR_IO; then the old file, if any, is as it was. */
MUST_CHECK bool file_write_whole(
    const char *path, const void *bytes, size_t size, unsigned mode, struct error *err);

#endif
