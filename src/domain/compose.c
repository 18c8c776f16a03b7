#include "domain/compose.h"

#include <stdlib.h>
#include <utf8proc.h>

static bool is_plain(struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

void compose_append(struct buffer *out, struct text_view text)
{
    utf8proc_uint8_t *composed = NULL;
    if (text.size == 0 || is_plain(text)) {
        buffer_append(out, text.bytes, text.size);
        return;
    }
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text.bytes,
        (utf8proc_ssize_t)text.size, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (size < 0) {
        buffer_append(out, text.bytes, text.size);
        return;
    }
    buffer_append(out, composed, (size_t)size);
    memory_wipe(composed, (size_t)size);
    free(composed);
}
