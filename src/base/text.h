#ifndef TILLTALE_BASE_TEXT_H
#define TILLTALE_BASE_TEXT_H

/* Text: reading it through views, writing it into a caller's array.
 *
 * Stored text is UTF-8, checked once where it enters. A text_out never allocates and never
 * overflows; it remembers that it had to cut, so a line is checked once at its end. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct text_view {
    const char *bytes;
    size_t size;
};

struct text_out {
    char *bytes; /* always terminated */
    size_t capacity;
    size_t size;
    bool cut;
};

struct text_view text_view_of(const char *text);
bool text_view_equals(struct text_view view, const char *text);
bool text_view_is_same(struct text_view a, struct text_view b);

/* Without spaces, tabs, CR and LF at both ends. */
struct text_view text_view_trim(struct text_view view);

/* Characters (code points) of well-formed UTF-8. */
size_t text_view_count_characters(struct text_view view);

/* True if a control character of ASCII stands anywhere in it: line breaks and tabs too. */
bool text_view_has_control(struct text_view view);

/* Cuts at the first `separator`: *out_head is what stands before it, *rest what follows.
 * Returns false once nothing is left. "a;;b" gives a, (empty), b. */
bool text_view_split(struct text_view *rest, char separator, struct text_view *out_head);

struct text_out text_out_begin(char *bytes, size_t capacity);
void text_out_append(struct text_out *out, const char *text);
void text_out_append_view(struct text_out *out, struct text_view view);
void text_out_append_char(struct text_out *out, char byte);
/* A number that is not negative, with zeros in front up to `digits_min` digits. Much faster than
 * text_out_format(), for what is printed a million times. */
void text_out_append_number(struct text_out *out, int64_t number, int digits_min);
void text_out_format(struct text_out *out, const char *format, ...) PRINTF_LIKE(2, 3);

/* Copies `text` into an array of `capacity` bytes. Returns false if it had to be cut; a cut
 * never splits a UTF-8 sequence. */
bool text_copy(char *out, size_t capacity, const char *text);
bool text_copy_view(char *out, size_t capacity, struct text_view view);

/* True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF). On
 * failure *out_offset is the first bad byte. `out_offset` may be NULL. */
bool text_is_utf8(const char *bytes, size_t size, size_t *out_offset);

/* Puts a '?' in the place of every control character (C0, DEL and C1), so that a text which
 * repeats somebody's input neither breaks a line nor talks to the terminal. */
void text_make_plain(char *text);

/* Zeroes memory in a way that the compiler cannot drop: for personal data and keys. */
void memory_wipe(void *memory, size_t size);

#endif
