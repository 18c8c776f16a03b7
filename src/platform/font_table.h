#ifndef TILLTALE_PLATFORM_FONT_TABLE_H
#define TILLTALE_PLATFORM_FONT_TABLE_H

/* The font files that the program draws with, in the order of the kit's face numbers, and the
 * blocks of Unicode in which each may have letters. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FONT_RANGES_MAX 8

struct codepoint_range {
    uint32_t first, last;
};

struct font_file {
    const char *name;
    const char *package;                            /* Debian's */
    int index;                                      /* of the font in a collection file */
    bool is_bold;                                   /* the companion of the row before it */
    struct codepoint_range ranges[FONT_RANGES_MAX]; /* ends at {0, 0}; none: anything */
};

/* The first FONT_FALLBACK_FIRST rows are enum font_face; the rest are fallbacks, asked in order.
 * Arabic is a language of the screens, so its headings have a bold of their own. */
extern const struct font_file FONT_FILES[];
extern const size_t FONT_FILE_COUNT;

/* Ends with NULL. */
extern const char *const FONT_FOLDERS[];

/* False: surely no glyph there. True: the font itself has to be asked. */
bool font_file_may_cover(const struct font_file *file, uint32_t codepoint);

#endif
