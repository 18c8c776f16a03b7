#include "ui/theme.h"

#include <math.h>

#include "base/compiler.h"

static const struct theme THEME_TABLE[] = {
    [THEME_STANDARD] = {.rgb =
                            {
                                [COLOUR_INK] = 0x1B1A17,
                                [COLOUR_INK2] = 0x5E5A52,
                                [COLOUR_PAPER] = 0xF4F1EA,
                                [COLOUR_CARD] = 0xFFFFFF,
                                [COLOUR_SUNK] = 0xEAE5DA,
                                [COLOUR_LINE] = 0xDDD7CB,
                                [COLOUR_FIELD_LINE] = 0x8C8577,
                                [COLOUR_GREEN] = 0x0B6B4B,
                                [COLOUR_GREEN_TINT] = 0xDDEFE6,
                                [COLOUR_TERRACOTTA] = 0xB4472B,
                                [COLOUR_TERRACOTTA_TEXT] = 0xA84128,
                                [COLOUR_TERRACOTTA_TINT] = 0xF7E4DC,
                                [COLOUR_BLUE] = 0x244E9B,
                                [COLOUR_BLUE_TINT] = 0xE1E9F7,
                                [COLOUR_AMBER] = 0x8A5A00,
                                [COLOUR_AMBER_TINT] = 0xFBEBCB,
                                [COLOUR_RED] = 0xA3241B,
                                [COLOUR_RED_TINT] = 0xF9DEDB,
                                [COLOUR_ATTRACT] = 0x12211B,
                                [COLOUR_ATTRACT_BUTTON] = 0xF2B705,
                                [COLOUR_WHITE] = 0xFFFFFF,
                                [COLOUR_NONE] = 0,
                            }},
    /* Text reaches 7:1 everywhere and borders 4.5:1; the jobs of the colours stay. */
    [THEME_HIGH_CONTRAST] = {.rgb =
                                 {
                                     [COLOUR_INK] = 0x000000,
                                     [COLOUR_INK2] = 0x2B2925,
                                     [COLOUR_PAPER] = 0xFFFFFF,
                                     [COLOUR_CARD] = 0xFFFFFF,
                                     [COLOUR_SUNK] = 0xECECEC,
                                     [COLOUR_LINE] = 0x5A564E,
                                     [COLOUR_FIELD_LINE] = 0x000000,
                                     [COLOUR_GREEN] = 0x004D33,
                                     [COLOUR_GREEN_TINT] = 0xE8F6EF,
                                     [COLOUR_TERRACOTTA] = 0x7E2A12,
                                     [COLOUR_TERRACOTTA_TEXT] = 0x7E2A12,
                                     [COLOUR_TERRACOTTA_TINT] = 0xFBEFEA,
                                     [COLOUR_BLUE] = 0x133270,
                                     [COLOUR_BLUE_TINT] = 0xECF1FA,
                                     [COLOUR_AMBER] = 0x5A3A00,
                                     [COLOUR_AMBER_TINT] = 0xFDF3DD,
                                     [COLOUR_RED] = 0x7C120B,
                                     [COLOUR_RED_TINT] = 0xFCEBE9,
                                     [COLOUR_ATTRACT] = 0x000000,
                                     [COLOUR_ATTRACT_BUTTON] = 0xFFC400,
                                     [COLOUR_WHITE] = 0xFFFFFF,
                                     [COLOUR_NONE] = 0,
                                 }},
};

const struct theme *theme_of(enum theme_kind kind)
{
    ASSERT((unsigned)kind < ARRAY_LENGTH(THEME_TABLE));
    return &THEME_TABLE[kind];
}

uint32_t theme_rgb(const struct theme *theme, colour name)
{
    if (name >= COLOUR_RGB(0)) {
        return name & 0xffffff;
    }
    ASSERT(name < COLOUR_COUNT);
    return theme->rgb[name];
}

colour theme_category_colour(int index)
{
    static const uint32_t colours[] = {
        0x7A4A2B, 0x5B7A2B, 0xB07A1E, 0x3F3A36, 0x244E9B, 0x7B3F8C, 0x2F7F86, 0x9B2F55};
    int count = (int)ARRAY_LENGTH(colours);
    return COLOUR_RGB(colours[((index % count) + count) % count]);
}

/* Relative luminance as WCAG 2.2 defines it, 0 to 1. */
static double luminance(uint32_t rgb)
{
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double channel = (double)((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
        sum += weight[i] *
               (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

int theme_contrast_percent(uint32_t rgb_a, uint32_t rgb_b)
{
    double a = luminance(rgb_a);
    double b = luminance(rgb_b);
    double ratio = a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
    return (int)(ratio * 100.0 + 0.000001);
}

colour theme_text_on(uint32_t ground_rgb)
{
    uint32_t ink = THEME_TABLE[THEME_STANDARD].rgb[COLOUR_INK];
    bool ink_reads_better =
        theme_contrast_percent(ink, ground_rgb) >= theme_contrast_percent(0xffffff, ground_rgb);
    return ink_reads_better ? COLOUR_RGB(ink) : COLOUR_RGB(0xffffff);
}

int theme_scale(int width_px, int height_px, int panel_width_mm)
{
    int shorter = width_px < height_px ? width_px : height_px;
    int64_t scale = (int64_t)shorter * SCALE_ONE / 1080;
    int64_t least = SCALE_ONE * 3 / 4;
    if (scale < least) {
        scale = least;
    }
    if (panel_width_mm > 0) {
        /* 72 design pixels are 11.5 mm: scale = pixels in 11.5 mm / 72. */
        int64_t by_finger =
            (int64_t)width_px * 115 * SCALE_ONE / ((int64_t)panel_width_mm * 10 * TARGET_WIDTH_MIN);
        if (scale < by_finger) {
            scale = by_finger;
        }
    }
    return (int)scale;
}
