#ifndef TILLTALE_UI_MASK_H
#define TILLTALE_UI_MASK_H

/* Masks: coverage of round corners and icons, made once and kept. Private to src/ui. */

#include <stdbool.h>
#include <stdint.h>

#include "ui/icons.h"

#define MASK_CORNERS_MAX 48
#define MASK_ICONS_MAX 64

/* The top left corner of a rounded box: two squares of radius * radius. */
struct corner_mask {
    int radius, border_width;
    uint8_t *outer; /* the whole shape */
    uint8_t *inner; /* the shape inside the border */
};

struct icon_mask {
    enum icon icon;
    int width, height, stroke_milli;
    bool is_mirrored;
    uint8_t *alpha; /* width * height */
};

struct masks {
    struct corner_mask corners[MASK_CORNERS_MAX];
    struct icon_mask icons[MASK_ICONS_MAX];
    int corner_count, corner_next, icon_count, icon_next;
};

const struct corner_mask *masks_corner(struct masks *masks, int radius, int border_width);
const struct icon_mask *masks_icon(
    struct masks *masks, enum icon icon, int width, int height, int stroke_milli, bool is_mirrored);
void masks_clear(struct masks *masks);

#endif
