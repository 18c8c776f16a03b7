#ifndef TILLTALE_UI_SCRIPT_H
#define TILLTALE_UI_SCRIPT_H

/* Script: which writing system a character belongs to, as far as shaping has to know it.
 * Private to src/ui. */

#include <stdbool.h>
#include <stdint.h>

/* ISO 15924 tags as the glyph source wants them. */
#define SCRIPT_TAG(a, b, c, d)                                                                     \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))
#define SCRIPT_COMMON                                                                              \
    SCRIPT_TAG('Z', 'y', 'y', 'y') /* digits, spaces, signs: joins its neighbour */
#define SCRIPT_LATIN SCRIPT_TAG('L', 'a', 't', 'n')

uint32_t script_of(uint32_t codepoint);

/* True if its letters never join, so that they may be set one by one. */
bool script_is_separable(uint32_t script);

/* True for marks and joiners that belong to the character before them. */
bool script_is_mark(uint32_t codepoint);

#endif
