#include "export/cp1252.h"

#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"

/* The bytes 0x80 to 0x9f, where the page is not Latin-1; 0: no character. */
static const uint16_t UPPER[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

static char byte_of(uint32_t code)
{
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) {
        return (char)code;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(UPPER); i++) {
        if (UPPER[i] == code) {
            return (char)(0x80 + i);
        }
    }
    return '?';
}

void cp1252_append(struct buffer *out, const char *utf8, size_t size)
{
    for (size_t i = 0; i < size;) {
        unsigned char first = (unsigned char)utf8[i];
        size_t more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        uint32_t code = more == 0 ? first : first & (0x3fu >> more);
        for (i++; more > 0 && i < size; more--, i++) {
            code = code << 6 | ((unsigned char)utf8[i] & 0x3fu);
        }
        buffer_append_char(out, byte_of(code));
    }
}
