#include "export/ink.h"

#define PAPER 0xF4F1EA
#define INK 0x1B1A17

/* How bright it looks, 0 to 1000. Squares stand for the curve of sRGB: near enough to choose
 * between light and dark letters. */
static int brightness(uint32_t rgb)
{
    int64_t red = rgb >> 16 & 0xFF;
    int64_t green = rgb >> 8 & 0xFF;
    int64_t blue = rgb & 0xFF;
    return (int)((2126 * red * red + 7152 * green * green + 722 * blue * blue) / (10 * 255 * 255));
}

/* Above it dark letters have more contrast (WCAG 2.2) than light ones. */
#define BRIGHTNESS_MIDDLE 190

uint32_t ink_on(uint32_t ground_rgb)
{
    return brightness(ground_rgb) > BRIGHTNESS_MIDDLE ? INK : PAPER;
}

uint32_t ink_soften(uint32_t text_rgb, uint32_t ground_rgb)
{
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t part = (4 * (text_rgb >> shift & 0xFF) + (ground_rgb >> shift & 0xFF)) / 5;
        mixed |= part << shift;
    }
    int ground = brightness(ground_rgb);
    return ground < 60 || ground > 500 ? mixed : text_rgb; /* 4.5:1 is kept */
}
