#include "export/ink.h"

#include <math.h>

#define PAPER 0xF4F1EA
#define INK 0x1B1A17
#define ENOUGH_PERCENT 450

/* Relative luminance as WCAG 2.2 defines it, 0 to 1. */
static double luminance(uint32_t rgb)
{
    static const double WEIGHT[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double channel = (double)(rgb >> (16 - 8 * i) & 0xFF) / 255.0;
        sum += WEIGHT[i] *
               (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

int ink_contrast_percent(uint32_t rgb_a, uint32_t rgb_b)
{
    double a = luminance(rgb_a);
    double b = luminance(rgb_b);
    double ratio = a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
    return (int)(ratio * 100.0 + 0.000001);
}

static uint32_t better(uint32_t a, uint32_t b, uint32_t ground)
{
    return ink_contrast_percent(a, ground) >= ink_contrast_percent(b, ground) ? a : b;
}

uint32_t ink_on(uint32_t ground_rgb)
{
    uint32_t text = better(PAPER, INK, ground_rgb);
    return ink_contrast_percent(text, ground_rgb) >= ENOUGH_PERCENT
               ? text
               : better(0xFFFFFF, 0x000000, ground_rgb);
}

uint32_t ink_soften(uint32_t text_rgb, uint32_t ground_rgb)
{
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t part = (4 * (text_rgb >> shift & 0xFF) + (ground_rgb >> shift & 0xFF)) / 5;
        mixed |= part << shift;
    }
    return ink_contrast_percent(mixed, ground_rgb) >= ENOUGH_PERCENT ? mixed : text_rgb;
}
