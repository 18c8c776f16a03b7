#ifndef TILLTALE_UI_SURFACE_H
#define TILLTALE_UI_SURFACE_H

/* Surface: the pixels that the kit's rasteriser paints, XRGB8888 in the machine's byte order,
 * and the rectangles that a frame changed. The kit owns nothing here: platform/ lends the
 * pixels of a window, or its own buffer where the driver has none. */

#include <stdint.h>

struct pixel_rect {
    int x, y, width, height; /* device pixels */
};

struct surface {
    uint32_t *pixels; /* 0x00RRGGBB */
    int width, height;
    int stride; /* pixels from one row to the next */
};

#define DAMAGE_RECTS_MAX 16

/* What has to be shown anew. More than DAMAGE_RECTS_MAX are merged. */
struct damage {
    struct pixel_rect rects[DAMAGE_RECTS_MAX];
    int count;
};

#endif
