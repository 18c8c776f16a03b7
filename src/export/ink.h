#ifndef TILLTALE_EXPORT_INK_H
#define TILLTALE_EXPORT_INK_H

/* Ink: which letters can be read on a campaign's colours. Private to src/export. */

#include <stdint.h>

/* Paper or ink, whichever stands out more (0xRRGGBB). */
uint32_t ink_on(uint32_t ground_rgb);

/* A quieter one of these letters, where the ground leaves room for it. */
uint32_t ink_soften(uint32_t text_rgb, uint32_t ground_rgb);

#endif
