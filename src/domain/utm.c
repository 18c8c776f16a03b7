#include "domain/utm.h"

#include <string.h>

#include "base/buffer.h"

static struct text_view until(struct text_view text, const char *marks)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] != '\0' && strchr(marks, text.bytes[i]) != NULL) {
            text.size = i;
        }
    }
    return text;
}

struct text_view utm_query(struct text_view text)
{
    const char *mark = text.size > 0 ? memchr(text.bytes, '?', text.size) : NULL;
    if (mark != NULL) {
        size_t before = (size_t)(mark - text.bytes) + 1;
        text.bytes += before;
        text.size -= before;
    }
    return until(text, "#");
}

struct text_view utm_path(struct text_view text)
{
    return until(text, "?#");
}

/* The next pair that has a name and a value. */
static bool next_pair(
    struct text_view *rest, struct text_view *out_name, struct text_view *out_value)
{
    struct text_view pair;
    while (rest->size > 0 && text_view_split(rest, '&', &pair)) {
        const char *equals = pair.size > 0 ? memchr(pair.bytes, '=', pair.size) : NULL;
        size_t size = equals != NULL ? (size_t)(equals - pair.bytes) : 0;
        if (size > 0 && size + 1 < pair.size) {
            *out_name = (struct text_view){pair.bytes, size};
            *out_value = (struct text_view){equals + 1, pair.size - size - 1};
            return true;
        }
    }
    return false;
}

size_t utm_pair_count(struct text_view query)
{
    struct text_view name;
    struct text_view value;
    size_t count = 0;
    while (next_pair(&query, &name, &value)) {
        count++;
    }
    return count;
}

static int hex_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The next byte of an encoded value; cuts it off. */
static char take_byte(struct text_view *text)
{
    size_t size = 1;
    char byte = text->bytes[0] == '+' ? ' ' : text->bytes[0];
    if (byte == '%' && text->size >= 3 && hex_of(text->bytes[1]) >= 0 &&
        hex_of(text->bytes[2]) >= 0) {
        byte = (char)(hex_of(text->bytes[1]) * 16 + hex_of(text->bytes[2]));
        size = 3;
    }
    text->bytes += size;
    text->size -= size;
    return byte;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_same(struct text_view a, struct text_view b)
{
    while (a.size > 0 && b.size > 0) {
        if (lower(take_byte(&a)) != lower(take_byte(&b))) {
            return false;
        }
    }
    return a.size == 0 && b.size == 0;
}

static bool has_pair(struct text_view query, struct text_view name, struct text_view value)
{
    struct text_view other_name;
    struct text_view other_value;
    while (next_pair(&query, &other_name, &other_value)) {
        if (is_same(name, other_name) && is_same(value, other_value)) {
            return true;
        }
    }
    return false;
}

bool utm_matches(struct text_view wanted, struct text_view query)
{
    struct text_view name;
    struct text_view value;
    bool has_any = false;
    while (next_pair(&wanted, &name, &value)) {
        has_any = true;
        if (!has_pair(query, name, value)) {
            return false;
        }
    }
    return has_any;
}

bool utm_value(struct text_view query, const char *name, char *out_value, size_t capacity)
{
    struct text_view other_name;
    struct text_view value;
    while (next_pair(&query, &other_name, &value)) {
        if (is_same(text_view_of(name), other_name)) {
            struct text_out out = text_out_begin(out_value, capacity);
            while (value.size > 0) {
                text_out_append_char(&out, take_byte(&value));
            }
            return true;
        }
    }
    return false;
}

void utm_append_value(struct text_view value, struct buffer *out)
{
    for (size_t i = 0; i < value.size; i++) {
        char c = value.bytes[i];
        if (strchr("&=#?%+ ", c) != NULL) {
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)c);
        } else {
            buffer_append_char(out, c);
        }
    }
}
