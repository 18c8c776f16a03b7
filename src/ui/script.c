#include "ui/script.h"

#include <stddef.h>

#include <utf8proc.h>

#include "base/compiler.h"

struct script_range {
    uint32_t first, last;
    uint32_t script;
};

/* Blocks of the Unicode standard, in order. Not every block: what is missing is common, and is
 * shaped with its neighbours. Source: Unicode 15, Blocks.txt and Scripts.txt. */
static const struct script_range RANGES[] = {
    {0x0041, 0x005A, SCRIPT_LATIN},
    {0x0061, 0x007A, SCRIPT_LATIN},
    {0x00AA, 0x00AA, SCRIPT_LATIN},
    {0x00BA, 0x00BA, SCRIPT_LATIN},
    {0x00C0, 0x00D6, SCRIPT_LATIN},
    {0x00D8, 0x00F6, SCRIPT_LATIN},
    {0x00F8, 0x02AF, SCRIPT_LATIN},
    {0x0370, 0x03FF, SCRIPT_TAG('G', 'r', 'e', 'k')},
    {0x0400, 0x052F, SCRIPT_TAG('C', 'y', 'r', 'l')},
    {0x0531, 0x058F, SCRIPT_TAG('A', 'r', 'm', 'n')},
    {0x0591, 0x05F4, SCRIPT_TAG('H', 'e', 'b', 'r')},
    {0x0600, 0x06FF, SCRIPT_TAG('A', 'r', 'a', 'b')},
    {0x0700, 0x074F, SCRIPT_TAG('S', 'y', 'r', 'c')},
    {0x0750, 0x077F, SCRIPT_TAG('A', 'r', 'a', 'b')},
    {0x0780, 0x07BF, SCRIPT_TAG('T', 'h', 'a', 'a')},
    {0x07C0, 0x07FF, SCRIPT_TAG('N', 'k', 'o', 'o')},
    {0x08A0, 0x08FF, SCRIPT_TAG('A', 'r', 'a', 'b')},
    {0x0900, 0x097F, SCRIPT_TAG('D', 'e', 'v', 'a')},
    {0x0980, 0x09FF, SCRIPT_TAG('B', 'e', 'n', 'g')},
    {0x0A00, 0x0A7F, SCRIPT_TAG('G', 'u', 'r', 'u')},
    {0x0A80, 0x0AFF, SCRIPT_TAG('G', 'u', 'j', 'r')},
    {0x0B00, 0x0B7F, SCRIPT_TAG('O', 'r', 'y', 'a')},
    {0x0B80, 0x0BFF, SCRIPT_TAG('T', 'a', 'm', 'l')},
    {0x0C00, 0x0C7F, SCRIPT_TAG('T', 'e', 'l', 'u')},
    {0x0C80, 0x0CFF, SCRIPT_TAG('K', 'n', 'd', 'a')},
    {0x0D00, 0x0D7F, SCRIPT_TAG('M', 'l', 'y', 'm')},
    {0x0D80, 0x0DFF, SCRIPT_TAG('S', 'i', 'n', 'h')},
    {0x0E01, 0x0E3A, SCRIPT_TAG('T', 'h', 'a', 'i')},
    {0x0E40, 0x0E5B, SCRIPT_TAG('T', 'h', 'a', 'i')},
    {0x0E80, 0x0EFF, SCRIPT_TAG('L', 'a', 'o', 'o')},
    {0x0F00, 0x0FFF, SCRIPT_TAG('T', 'i', 'b', 't')},
    {0x1000, 0x109F, SCRIPT_TAG('M', 'y', 'm', 'r')},
    {0x10A0, 0x10FF, SCRIPT_TAG('G', 'e', 'o', 'r')},
    {0x1100, 0x11FF, SCRIPT_TAG('H', 'a', 'n', 'g')},
    {0x1200, 0x139F, SCRIPT_TAG('E', 't', 'h', 'i')},
    {0x1780, 0x17FF, SCRIPT_TAG('K', 'h', 'm', 'r')},
    {0x1D00, 0x1DBF, SCRIPT_LATIN},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},
    {0x1F00, 0x1FFF, SCRIPT_TAG('G', 'r', 'e', 'k')},
    {0x2C60, 0x2C7F, SCRIPT_LATIN},
    {0x2DE0, 0x2DFF, SCRIPT_TAG('C', 'y', 'r', 'l')},
    {0x2E80, 0x2FDF, SCRIPT_TAG('H', 'a', 'n', 'i')},
    {0x3005, 0x3007, SCRIPT_TAG('H', 'a', 'n', 'i')},
    {0x3041, 0x309F, SCRIPT_TAG('H', 'i', 'r', 'a')},
    {0x30A1, 0x30FF, SCRIPT_TAG('K', 'a', 'n', 'a')},
    {0x3105, 0x312F, SCRIPT_TAG('B', 'o', 'p', 'o')},
    {0x3131, 0x318E, SCRIPT_TAG('H', 'a', 'n', 'g')},
    {0x31F0, 0x31FF, SCRIPT_TAG('K', 'a', 'n', 'a')},
    {0x3400, 0x4DBF, SCRIPT_TAG('H', 'a', 'n', 'i')},
    {0x4E00, 0x9FFF, SCRIPT_TAG('H', 'a', 'n', 'i')},
    {0xA640, 0xA69F, SCRIPT_TAG('C', 'y', 'r', 'l')},
    {0xA720, 0xA7FF, SCRIPT_LATIN},
    {0xA960, 0xA97F, SCRIPT_TAG('H', 'a', 'n', 'g')},
    {0xAB30, 0xAB6F, SCRIPT_LATIN},
    {0xAC00, 0xD7FF, SCRIPT_TAG('H', 'a', 'n', 'g')},
    {0xF900, 0xFAFF, SCRIPT_TAG('H', 'a', 'n', 'i')},
    {0xFB00, 0xFB06, SCRIPT_LATIN},
    {0xFB1D, 0xFB4F, SCRIPT_TAG('H', 'e', 'b', 'r')},
    {0xFB50, 0xFDFF, SCRIPT_TAG('A', 'r', 'a', 'b')},
    {0xFE70, 0xFEFC, SCRIPT_TAG('A', 'r', 'a', 'b')},
    {0xFF21, 0xFF3A, SCRIPT_LATIN},
    {0xFF41, 0xFF5A, SCRIPT_LATIN},
    {0xFF66, 0xFF9D, SCRIPT_TAG('K', 'a', 'n', 'a')},
    {0xFFA0, 0xFFDC, SCRIPT_TAG('H', 'a', 'n', 'g')},
    {0x20000, 0x3FFFF, SCRIPT_TAG('H', 'a', 'n', 'i')},
};

uint32_t script_of(uint32_t codepoint)
{
    size_t low = 0;
    size_t high = ARRAY_LENGTH(RANGES);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (codepoint > RANGES[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_inside = low < ARRAY_LENGTH(RANGES) && codepoint >= RANGES[low].first;
    return is_inside ? RANGES[low].script : SCRIPT_COMMON;
}

bool script_is_separable(uint32_t script)
{
    return script == SCRIPT_COMMON || script == SCRIPT_LATIN ||
           script == SCRIPT_TAG('G', 'r', 'e', 'k') || script == SCRIPT_TAG('C', 'y', 'r', 'l') ||
           script == SCRIPT_TAG('H', 'a', 'n', 'i');
}

bool script_is_mark(uint32_t codepoint)
{
    if (codepoint < 0x300) {
        return false;
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)codepoint);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_MC || codepoint == 0x200C || codepoint == 0x200D;
}
