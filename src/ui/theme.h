#ifndef TILLTALE_UI_THEME_H
#define TILLTALE_UI_THEME_H

/* Theme: colours, type, shape and the scale of a window.
 *
 * A colour is named by its job. Where a colour comes from the shop's data (a category, a
 * campaign's ground), COLOUR_RGB() makes one; it is drawn as it is in every theme. */

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t colour; /* enum colour_name, or COLOUR_RGB */

enum colour_name {
    COLOUR_INK, /* zero: text, unless something else is said */
    COLOUR_INK2,
    COLOUR_PAPER,
    COLOUR_CARD,
    COLOUR_SUNK,
    COLOUR_LINE,
    COLOUR_FIELD_LINE,
    COLOUR_GREEN,
    COLOUR_GREEN_TINT,
    COLOUR_TERRACOTTA,
    COLOUR_TERRACOTTA_TEXT,
    COLOUR_TERRACOTTA_TINT,
    COLOUR_BLUE,
    COLOUR_BLUE_TINT,
    COLOUR_AMBER,
    COLOUR_AMBER_TINT,
    COLOUR_RED,
    COLOUR_RED_TINT,
    COLOUR_ATTRACT,
    COLOUR_ATTRACT_BUTTON, /* also the demo band */
    COLOUR_WHITE,          /* text on green, terracotta and ink */
    COLOUR_NONE,           /* nothing is drawn */
    COLOUR_COUNT
};

#define COLOUR_RGB(rgb) (UINT32_C(0xff000000) | (uint32_t)(rgb))

enum theme_kind {
    THEME_STANDARD,
    THEME_HIGH_CONTRAST
};

struct theme {
    uint32_t rgb[COLOUR_COUNT];
};

const struct theme *theme_of(enum theme_kind kind);
uint32_t theme_rgb(const struct theme *theme, colour name);

/* The eight category colours, given in this order and then again from the first. */
colour theme_category_colour(int index);

/* Ink or white, whichever reads better on this ground: for colours from the shop's data. */
colour theme_text_on(uint32_t ground_rgb);

/* WCAG 2.2 contrast ratio in hundredths: 450 is 4.5:1. */
int theme_contrast_percent(uint32_t rgb_a, uint32_t rgb_b);

/* Sizes of type, design pixels. */
enum {
    TYPE_SMALL = 21,
    TYPE_BODY = 26,
    TYPE_CARD_TITLE = 30,
    TYPE_PRIMARY = 38,
    TYPE_TITLE = 52,
    TYPE_MONEY = 64,
    TYPE_MONEY_LARGE = 104,
    TYPE_POSTER = 176
};

/* Space and shape, design pixels. */
enum {
    SPACE_MARGIN = 32, /* page margin */
    SPACE_GUTTER = 24,
    SPACE_GUTTER_SMALL = 18,
    SPACE_TARGETS = 10, /* least distance of two targets */
    SPACE_CARD = 24,    /* padding inside a card */
    RADIUS_CARD = 24,
    RADIUS_KEY = 16,
    LINE_WIDTH = 2,
    TARGET_WIDTH_MIN = 72,
    TARGET_HEIGHT_MIN = 64,
    TARGET_OFTEN = 88 /* height of what is pressed often */
};

/* Scale of a window in 1/65536: device pixels a design pixel. The largest of shorter side /
 * 1080, 0.75, and what makes 72 design pixels 11.5 mm where the panel's width in millimetres is
 * known (0: unknown). So 1024x600 is laid out as 1365x800. */
#define SCALE_ONE 65536
int theme_scale(int width_px, int height_px, int panel_width_mm);

#endif
