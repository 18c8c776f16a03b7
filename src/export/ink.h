#ifndef TILLTALE_EXPORT_INK_H
#define TILLTALE_EXPORT_INK_H

/* Ink: which letters can be read on a campaign's colours, whatever these are: always at 4.5:1 at
 * least (WCAG 2.2 AA). Colours are 0xRRGGBB. Private to src/export. */

#include <stdint.h>

/* The design's paper or ink, whichever stands out more; white or black where neither is enough. */
uint32_t ink_on(uint32_t ground_rgb);

/* A quieter one of these letters, where the ground leaves room for it; else the same. */
uint32_t ink_soften(uint32_t text_rgb, uint32_t ground_rgb);

/* The contrast ratio in hundredths: 450 is 4.5:1. */
int ink_contrast_percent(uint32_t rgb_a, uint32_t rgb_b);

#endif
