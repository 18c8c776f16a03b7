#include "platform/font_table.h"

#include "base/compiler.h"
#include "ui/glyphs.h"

#define INTER(file)                                                                                \
    {                                                                                              \
        .name = file, .package = "fonts-inter"                                                     \
    }
#define NOTO(file, ...)                                                                            \
    {                                                                                              \
        .name = file, .package = "fonts-noto-core", .ranges = { __VA_ARGS__ }                      \
    }
#define NOTO_CJK(font, ...)                                                                        \
    {                                                                                              \
        .name = "NotoSansCJK-Regular.ttc", .package = "fonts-noto-cjk", .index = (font),           \
        .ranges = {                                                                                \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

const char *const FONT_FOLDERS[] = {
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/inter",
    NULL,
};

const struct font_file FONT_FILES[] = {
    [FONT_TEXT_400] = INTER("Inter-Regular.otf"),
    [FONT_TEXT_500] = INTER("Inter-Medium.otf"),
    [FONT_TEXT_600] = INTER("Inter-SemiBold.otf"),
    [FONT_TEXT_700] = INTER("Inter-Bold.otf"),
    [FONT_DISPLAY_600] = INTER("InterDisplay-SemiBold.otf"),
    [FONT_DISPLAY_700] = INTER("InterDisplay-Bold.otf"),

    /* Rare Latin, Greek and Cyrillic letters and marks that Inter lacks. */
    NOTO("NotoSans-Regular.ttf", {0x0100, 0x058F}, {0x1AB0, 0x1AFF}, {0x1C80, 0x1FFF},
        {0x2000, 0x20CF}, {0x2100, 0x218F}, {0x2C60, 0x2DFF}, {0xA640, 0xAB6F}),
    NOTO("NotoSansArabic-Regular.ttf", {0x0600, 0x06FF}, {0x0750, 0x077F}, {0x0870, 0x08FF},
        {0xFB50, 0xFDFF}, {0xFE70, 0xFEFF}),
    {.name = "NotoSansArabic-Bold.ttf",
        .package = "fonts-noto-core",
        .is_bold = true,
        .ranges = {{0x0600, 0x06FF}, {0x0750, 0x077F}, {0x0870, 0x08FF}, {0xFB50, 0xFDFF},
            {0xFE70, 0xFEFF}}},
    NOTO("NotoSansHebrew-Regular.ttf", {0x0590, 0x05FF}, {0xFB1D, 0xFB4F}),
    NOTO("NotoSansThai-Regular.ttf", {0x0E00, 0x0E7F}),
    NOTO("NotoSansDevanagari-Regular.ttf", {0x0900, 0x097F}, {0x1CD0, 0x1CFF}, {0xA830, 0xA8FF}),
    NOTO("NotoSansBengali-Regular.ttf", {0x0980, 0x09FF}),
    NOTO("NotoSansGurmukhi-Regular.ttf", {0x0A00, 0x0A7F}),
    NOTO("NotoSansGujarati-Regular.ttf", {0x0A80, 0x0AFF}),
    NOTO("NotoSansOriya-Regular.ttf", {0x0B00, 0x0B7F}),
    NOTO("NotoSansTamil-Regular.ttf", {0x0B80, 0x0BFF}),
    NOTO("NotoSansTelugu-Regular.ttf", {0x0C00, 0x0C7F}),
    NOTO("NotoSansKannada-Regular.ttf", {0x0C80, 0x0CFF}),
    NOTO("NotoSansMalayalam-Regular.ttf", {0x0D00, 0x0D7F}),
    NOTO("NotoSansSinhala-Regular.ttf", {0x0D80, 0x0DFF}),
    NOTO("NotoSansLao-Regular.ttf", {0x0E80, 0x0EFF}),
    NOTO("NotoSerifTibetan-Regular.ttf", {0x0F00, 0x0FFF}),
    NOTO("NotoSansMyanmar-Regular.ttf", {0x1000, 0x109F}, {0xA9E0, 0xA9FF}, {0xAA60, 0xAA7F}),
    NOTO("NotoSansGeorgian-Regular.ttf", {0x10A0, 0x10FF}, {0x1C90, 0x1CBF}, {0x2D00, 0x2D2F}),
    NOTO("NotoSansArmenian-Regular.ttf", {0x0530, 0x058F}, {0xFB13, 0xFB17}),
    NOTO("NotoSansEthiopic-Regular.ttf", {0x1200, 0x139F}, {0x2D80, 0x2DDF}, {0xAB00, 0xAB2F}),
    NOTO("NotoSansCherokee-Regular.ttf", {0x13A0, 0x13FF}, {0xAB70, 0xABBF}),
    NOTO("NotoSansKhmer-Regular.ttf", {0x1780, 0x17FF}, {0x19E0, 0x19FF}),
    NOTO("NotoSansMongolian-Regular.ttf", {0x1800, 0x18AF}),
    NOTO("NotoSansSyriac-Regular.ttf", {0x0700, 0x074F}),
    NOTO("NotoSansThaana-Regular.ttf", {0x0780, 0x07BF}),
    NOTO("NotoSansTifinagh-Regular.ttf", {0x2D30, 0x2D7F}),
    NOTO("NotoSansMath-Regular.ttf", {0x2070, 0x20FF}, {0x2100, 0x23FF}, {0x27C0, 0x2BFF},
        {0x1D400, 0x1D7FF}),
    NOTO("NotoSansSymbols-Regular.ttf", {0x20D0, 0x20FF}, {0x2100, 0x27BF}, {0x2B00, 0x2BFF},
        {0x1F100, 0x1F7FF}),
    NOTO("NotoSansSymbols2-Regular.ttf", {0x2100, 0x2BFF}, {0x1F000, 0x1FBFF}),

    /* One file of 19 MB holds five fonts that differ in how they draw Han: Japanese 0, Korean 1,
     * simplified Chinese 2. Kana and Hangul say which language it is, Han alone does not. */
    NOTO_CJK(1, {0x1100, 0x11FF}, {0x3130, 0x318F}, {0xA960, 0xA97F}, {0xAC00, 0xD7FF}),
    NOTO_CJK(0, {0x3040, 0x30FF}, {0x31F0, 0x31FF}, {0xFF61, 0xFF9F}),
    NOTO_CJK(2, {0x2E80, 0x303F}, {0x3100, 0x312F}, {0x3190, 0x9FFF}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}, {0x20000, 0x3FFFF}),
};

const size_t FONT_FILE_COUNT = ARRAY_LENGTH(FONT_FILES);

bool font_file_may_cover(const struct font_file *file, uint32_t codepoint)
{
    if (file->ranges[0].last == 0) {
        return true;
    }
    for (size_t i = 0; i < FONT_RANGES_MAX && file->ranges[i].last != 0; i++) {
        if (codepoint >= file->ranges[i].first && codepoint <= file->ranges[i].last) {
            return true;
        }
    }
    return false;
}
