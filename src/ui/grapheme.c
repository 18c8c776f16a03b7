#include "ui/grapheme.h"

#include <utf8proc.h>

size_t grapheme_end(struct text_view text, size_t at)
{
    utf8proc_int32_t before = 0;
    utf8proc_int32_t state = 0;
    size_t end = at;
    while (end < text.size) {
        utf8proc_int32_t codepoint;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + end,
            (utf8proc_ssize_t)(text.size - end), &codepoint);
        if (size < 1) {
            return end > at ? end : end + 1;
        }
        if (end > at && utf8proc_grapheme_break_stateful(before, codepoint, &state)) {
            return end;
        }
        before = codepoint;
        end += (size_t)size;
    }
    return end;
}

size_t grapheme_begin(struct text_view text, size_t at)
{
    size_t begin = 0;
    while (begin < at) {
        size_t end = grapheme_end(text, begin);
        if (end >= at) {
            break;
        }
        begin = end;
    }
    return begin;
}
