#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text_view text_view_of(const char *text)
{
    return (struct text_view){.bytes = text, .size = strlen(text)};
}

bool text_view_equals(struct text_view view, const char *text)
{
    return view.size == strlen(text) && memcmp(view.bytes, text, view.size) == 0;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool text_view_is_same(struct text_view a, struct text_view b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

size_t text_view_count_characters(struct text_view view)
{
    size_t count = 0;
    for (size_t i = 0; i < view.size; i++) {
        count += ((unsigned char)view.bytes[i] & 0xC0) != 0x80; /* not a byte that continues one */
    }
    return count;
}

bool text_view_has_control(struct text_view view)
{
    for (size_t i = 0; i < view.size; i++) {
        unsigned char byte = (unsigned char)view.bytes[i];
        if (byte < ' ' || byte == 0x7F) {
            return true;
        }
    }
    return false;
}

struct text_view text_view_trim(struct text_view view)
{
    while (view.size > 0 && is_space(view.bytes[0])) {
        view.bytes++;
        view.size--;
    }
    while (view.size > 0 && is_space(view.bytes[view.size - 1])) {
        view.size--;
    }
    return view;
}

bool text_view_split(struct text_view *rest, char separator, struct text_view *out_head)
{
    if (rest->bytes == NULL) {
        return false;
    }
    const char *at = rest->size > 0 ? memchr(rest->bytes, separator, rest->size) : NULL;
    if (at == NULL) {
        *out_head = *rest;
        *rest = (struct text_view){0};
        return true;
    }
    size_t head_size = (size_t)(at - rest->bytes);
    *out_head = (struct text_view){.bytes = rest->bytes, .size = head_size};
    rest->bytes += head_size + 1;
    rest->size -= head_size + 1;
    return true;
}

struct text_out text_out_begin(char *bytes, size_t capacity)
{
    ASSERT(capacity > 0);
    bytes[0] = '\0';
    return (struct text_out){.bytes = bytes, .capacity = capacity};
}

/* The largest size <= `size` at which `bytes` can be cut without splitting a character. */
static size_t cut_before_character(const char *bytes, size_t size)
{
    while (size > 0 && ((unsigned char)bytes[size] & 0xC0) == 0x80) {
        size--;
    }
    return size;
}

void text_out_append_view(struct text_out *out, struct text_view view)
{
    if (out->cut) {
        return;
    }
    size_t room = out->capacity - out->size - 1;
    size_t size = view.size;
    if (size > room) {
        size = cut_before_character(view.bytes, room);
        out->cut = true;
    }
    if (size > 0) {
        memcpy(out->bytes + out->size, view.bytes, size);
    }
    out->size += size;
    out->bytes[out->size] = '\0';
}

void text_out_append(struct text_out *out, const char *text)
{
    text_out_append_view(out, text_view_of(text));
}

void text_out_append_char(struct text_out *out, char byte)
{
    text_out_append_view(out, (struct text_view){.bytes = &byte, .size = 1});
}

void text_out_append_number(struct text_out *out, int64_t number, int digits_min)
{
    char digits[20];
    size_t at = sizeof(digits);
    ASSERT(number >= 0 && digits_min >= 0 && digits_min <= 19);
    while (number > 0 || sizeof(digits) - at < (size_t)digits_min || at == sizeof(digits)) {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    text_out_append_view(out, (struct text_view){digits + at, sizeof(digits) - at});
}

void text_out_format(struct text_out *out, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    ASSERT(size >= 0);
    text_out_append(out, text);
    if ((size_t)size >= sizeof(text)) {
        out->cut = true;
    }
}

bool text_copy_view(char *out, size_t capacity, struct text_view view)
{
    struct text_out text = text_out_begin(out, capacity);
    text_out_append_view(&text, view);
    return !text.cut;
}

bool text_copy(char *out, size_t capacity, const char *text)
{
    return text_copy_view(out, capacity, text_view_of(text));
}

/* How many bytes the sequence at `bytes` has; 0 if it is not well formed (RFC 3629, table 3). */
static size_t utf8_sequence_size(const unsigned char *bytes, size_t size)
{
    unsigned char first = bytes[0];
    if (first < 0x80) {
        return 1;
    }
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || size < length) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    unsigned char second = bytes[1];
    bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    bool surrogate = first == 0xED && second > 0x9F;
    bool above = first == 0xF4 && second > 0x8F;
    return overlong || surrogate || above ? 0 : length;
}

bool text_is_utf8(const char *bytes, size_t size, size_t *out_offset)
{
    size_t at = 0;
    while (at < size) {
        size_t length = utf8_sequence_size((const unsigned char *)bytes + at, size - at);
        if (length == 0) {
            if (out_offset != NULL) {
                *out_offset = at;
            }
            return false;
        }
        at += length;
    }
    return true;
}

void text_make_plain(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        unsigned char byte = (unsigned char)*from;
        unsigned char next = (unsigned char)from[1];
        bool is_c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
        *to++ = byte < ' ' || byte == 0x7F || is_c1 ? '?' : *from;
        from += is_c1 ? 1 : 0;
    }
    *to = '\0';
}

void memory_wipe(void *memory, size_t size)
{
    explicit_bzero(memory, size);
}
