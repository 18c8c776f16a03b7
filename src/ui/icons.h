#ifndef TILLTALE_UI_ICONS_H
#define TILLTALE_UI_ICONS_H

/* Icons: line drawings made for this project, kept as strokes on a 24 by 24 grid and painted at
 * any size with one line weight. No icon stands without a word except delete, menu, backspace,
 * shift, close, minus, plus and tick. */

#include <stdbool.h>
#include <stddef.h>

enum icon {
    ICON_NONE,
    ICON_SEARCH,
    ICON_MENU,
    ICON_BACKSPACE,
    ICON_SHIFT,
    ICON_TRASH,
    ICON_MINUS,
    ICON_PLUS,
    ICON_TICK,
    ICON_CLOSE,
    ICON_PERCENT,
    ICON_CASH,
    ICON_CARD,
    ICON_QR,
    ICON_GIFT,
    ICON_PAUSE, /* parked */
    ICON_BACK,  /* arrow to the leading side; mirrored */
    ICON_PERSON,
    ICON_PRINTER,
    ICON_TAG,
    ICON_STICK, /* files: import and save */
    ICON_LOCK,
    ICON_BOX, /* what is on the shelf */
    ICON_PEN, /* words to something */
    ICON_SETTINGS, /* sliders */
    ICON_FACE_BAD, /* five steps follow each other */
    ICON_FACE_POOR,
    ICON_FACE_FAIR,
    ICON_FACE_GOOD,
    ICON_FACE_GREAT,
    ICON_LOGO, /* the glyph inside the logo's square */
    ICON_COUNT
};

/* One stroke: points joined by straight lines, in tenths of a grid unit (0 to 240). A stroke of
 * one point is a dot. Curves are kept as arcs: three points through which a circle goes. */
enum icon_stroke_kind {
    ICON_STROKE_LINES,
    ICON_STROKE_ARC,    /* exactly three points: begin, a point on the way, end */
    ICON_STROKE_CIRCLE, /* two points: centre, a point on the circle */
    ICON_STROKE_DOT     /* two points: centre, a point on the edge; filled */
};

struct icon_point {
    short x, y;
};

#define ICON_POINTS_MAX 8

struct icon_stroke {
    enum icon_stroke_kind kind;
    unsigned char point_count;
    struct icon_point points[ICON_POINTS_MAX];
};

struct icon_drawing {
    const char *name; /* as in dumps of the draw list */
    const struct icon_stroke *strokes;
    size_t stroke_count;
    bool is_mirrored;   /* turned round in right-to-left layouts */
    int weight_percent; /* of its line; 0: 100. Signs that stand for a character are bolder */
};

const struct icon_drawing *icon_drawing_of(enum icon icon);

#endif
