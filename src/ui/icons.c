#include "ui/icons.h"

#include "base/compiler.h"

/* Drawn for this project on a grid of 24 by 24, in tenths. */

#define LINES(...)                                                                                 \
    {                                                                                              \
        .kind = ICON_STROKE_LINES,                                                                 \
        .point_count = sizeof((struct icon_point[]){__VA_ARGS__}) / sizeof(struct icon_point),     \
        .points = {                                                                                \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define ARC(...)                                                                                   \
    {                                                                                              \
        .kind = ICON_STROKE_ARC, .point_count = 3, .points = { __VA_ARGS__ }                       \
    }
#define CIRCLE(x, y, radius)                                                                       \
    {                                                                                              \
        .kind = ICON_STROKE_CIRCLE, .point_count = 2, .points = { {x, y}, {(x) + (radius), y} }    \
    }
#define DOT(x, y, radius)                                                                          \
    {                                                                                              \
        .kind = ICON_STROKE_DOT, .point_count = 2, .points = { {x, y}, {(x) + (radius), y} }       \
    }
#define SQUARE(left, top, right, bottom)                                                           \
    LINES({left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top})

static const struct icon_stroke SEARCH[] = {CIRCLE(104, 104, 66), LINES({152, 152}, {208, 208})};
static const struct icon_stroke MENU[] = {
    LINES({40, 66}, {200, 66}), LINES({40, 120}, {200, 120}), LINES({40, 174}, {200, 174})};
static const struct icon_stroke BACKSPACE[] = {
    LINES({82, 48}, {218, 48}, {218, 192}, {82, 192}, {22, 120}, {82, 48}),
    LINES({116, 92}, {172, 148}), LINES({172, 92}, {116, 148})};
static const struct icon_stroke SHIFT[] = {LINES(
    {120, 30}, {208, 122}, {156, 122}, {156, 204}, {84, 204}, {84, 122}, {32, 122}, {120, 30})};
static const struct icon_stroke TRASH[] = {LINES({36, 62}, {204, 62}),
    LINES({84, 62}, {88, 30}, {152, 30}, {156, 62}),
    LINES({56, 62}, {66, 212}, {174, 212}, {184, 62})};
static const struct icon_stroke MINUS[] = {LINES({50, 120}, {190, 120})};
static const struct icon_stroke PLUS[] = {
    LINES({50, 120}, {190, 120}), LINES({120, 50}, {120, 190})};
static const struct icon_stroke TICK[] = {LINES({34, 134}, {92, 192}, {208, 52})};
static const struct icon_stroke CLOSE[] = {
    LINES({60, 60}, {180, 180}), LINES({180, 60}, {60, 180})};
static const struct icon_stroke PERCENT[] = {
    LINES({184, 44}, {56, 196}), CIRCLE(72, 72, 28), CIRCLE(168, 168, 28)};
static const struct icon_stroke CASH[] = {SQUARE(22, 54, 218, 186), CIRCLE(120, 120, 30)};
static const struct icon_stroke CARD[] = {SQUARE(22, 48, 218, 192), LINES({22, 96}, {218, 96})};
static const struct icon_stroke QR[] = {SQUARE(30, 30, 96, 96), SQUARE(144, 30, 210, 96),
    SQUARE(30, 144, 96, 210), LINES({144, 144}, {160, 144}, {160, 168}),
    LINES({210, 144}, {196, 144}), LINES({144, 210}, {166, 210}),
    LINES({196, 186}, {210, 186}, {210, 210}, {196, 210})};
static const struct icon_stroke GIFT[] = {SQUARE(26, 76, 214, 116),
    LINES({44, 116}, {44, 212}, {196, 212}, {196, 116}), LINES({120, 76}, {120, 212}),
    ARC({120, 76}, {66, 30}, {66, 76}), ARC({120, 76}, {174, 30}, {174, 76})};
static const struct icon_stroke PAUSE[] = {
    LINES({84, 44}, {84, 196}), LINES({156, 44}, {156, 196})};
static const struct icon_stroke BACK[] = {
    LINES({206, 120}, {34, 120}), LINES({102, 52}, {34, 120}, {102, 188})};
static const struct icon_stroke PERSON[] = {
    CIRCLE(120, 78, 48), ARC({34, 214}, {120, 146}, {206, 214})};
static const struct icon_stroke PRINTER[] = {LINES({68, 88}, {68, 30}, {172, 30}, {172, 88}),
    LINES({68, 174}, {30, 174}, {30, 88}, {210, 88}, {210, 174}, {172, 174}),
    SQUARE(68, 138, 172, 212)};
static const struct icon_stroke TAG[] = {
    LINES({32, 32}, {116, 32}, {212, 128}, {128, 212}, {32, 116}, {32, 32}), CIRCLE(80, 80, 12)};
static const struct icon_stroke STICK[] = {LINES({76, 92}, {76, 26}, {164, 26}, {164, 92}),
    LINES({50, 92}, {190, 92}, {190, 150}), LINES({50, 92}, {50, 150}),
    ARC({190, 150}, {120, 220}, {50, 150})};
static const struct icon_stroke LOCK[] = {SQUARE(46, 108, 194, 210), LINES({78, 108}, {78, 74}),
    LINES({162, 108}, {162, 74}), ARC({78, 74}, {120, 32}, {162, 74})};
static const struct icon_stroke SETTINGS[] = {LINES({34, 74}, {58, 74}), CIRCLE(84, 74, 24),
    LINES({110, 74}, {206, 74}), LINES({34, 166}, {130, 166}), CIRCLE(156, 166, 24),
    LINES({182, 166}, {206, 166})};
static const struct icon_stroke FACE_BAD[] = {
    DOT(72, 76, 14), DOT(168, 76, 14), ARC({58, 184}, {120, 132}, {182, 184})};
static const struct icon_stroke FACE_POOR[] = {
    DOT(72, 76, 14), DOT(168, 76, 14), ARC({58, 172}, {120, 146}, {182, 172})};
static const struct icon_stroke FACE_FAIR[] = {
    DOT(72, 76, 14), DOT(168, 76, 14), LINES({58, 160}, {182, 160})};
static const struct icon_stroke FACE_GOOD[] = {
    DOT(72, 76, 14), DOT(168, 76, 14), ARC({58, 144}, {120, 174}, {182, 144})};
static const struct icon_stroke FACE_GREAT[] = {
    DOT(72, 76, 14), DOT(168, 76, 14), ARC({58, 140}, {120, 196}, {182, 140})};
static const struct icon_stroke LOGO[] = {SQUARE(30, 50, 210, 128), LINES({120, 50}, {120, 128}),
    LINES({30, 128}, {30, 190}), LINES({210, 128}, {210, 190}), LINES({120, 128}, {120, 190})};

#define DRAWING(word, table)                                                                       \
    {                                                                                              \
        .name = word, .strokes = table, .stroke_count = ARRAY_LENGTH(table)                        \
    }
#define BOLD_DRAWING(word, table)                                                                  \
    {                                                                                              \
        .name = word, .strokes = table, .stroke_count = ARRAY_LENGTH(table), .weight_percent = 150 \
    }

static const struct icon_stroke BOX[] = {SQUARE(36, 84, 204, 208),
    LINES({36, 84}, {68, 36}, {172, 36}, {204, 84}), LINES({120, 36}, {120, 84}),
    LINES({92, 128}, {148, 128})};
static const struct icon_stroke PEN[] = {
    LINES({44, 196}, {56, 146}, {164, 38}, {202, 76}, {94, 184}, {44, 196}),
    LINES({138, 64}, {176, 102})};

static const struct icon_drawing DRAWINGS[ICON_COUNT] = {
    [ICON_NONE] = {.name = "none"},
    [ICON_SEARCH] = DRAWING("search", SEARCH),
    [ICON_MENU] = DRAWING("menu", MENU),
    [ICON_BACKSPACE] = DRAWING("backspace", BACKSPACE),
    [ICON_SHIFT] = DRAWING("shift", SHIFT),
    [ICON_TRASH] = DRAWING("trash", TRASH),
    [ICON_MINUS] = BOLD_DRAWING("minus", MINUS),
    [ICON_PLUS] = BOLD_DRAWING("plus", PLUS),
    [ICON_TICK] = DRAWING("tick", TICK),
    [ICON_CLOSE] = BOLD_DRAWING("close", CLOSE),
    [ICON_PERCENT] = DRAWING("percent", PERCENT),
    [ICON_CASH] = DRAWING("cash", CASH),
    [ICON_CARD] = DRAWING("card", CARD),
    [ICON_QR] = DRAWING("qr", QR),
    [ICON_GIFT] = DRAWING("gift", GIFT),
    [ICON_PAUSE] = DRAWING("pause", PAUSE),
    [ICON_BACK] = {.name = "back",
        .strokes = BACK,
        .stroke_count = ARRAY_LENGTH(BACK),
        .is_mirrored = true},
    [ICON_PERSON] = DRAWING("person", PERSON),
    [ICON_PRINTER] = DRAWING("printer", PRINTER),
    [ICON_TAG] = DRAWING("tag", TAG),
    [ICON_STICK] = DRAWING("stick", STICK),
    [ICON_LOCK] = DRAWING("lock", LOCK),
    [ICON_BOX] = DRAWING("box", BOX),
    [ICON_PEN] = DRAWING("pen", PEN),
    [ICON_SETTINGS] = DRAWING("settings", SETTINGS),
    [ICON_FACE_BAD] = DRAWING("face-bad", FACE_BAD),
    [ICON_FACE_POOR] = DRAWING("face-poor", FACE_POOR),
    [ICON_FACE_FAIR] = DRAWING("face-fair", FACE_FAIR),
    [ICON_FACE_GOOD] = DRAWING("face-good", FACE_GOOD),
    [ICON_FACE_GREAT] = DRAWING("face-great", FACE_GREAT),
    [ICON_LOGO] = BOLD_DRAWING("logo", LOGO),
};

const struct icon_drawing *icon_drawing_of(enum icon icon)
{
    ASSERT((unsigned)icon < ICON_COUNT && DRAWINGS[icon].name != NULL);
    return &DRAWINGS[icon];
}
