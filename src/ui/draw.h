#ifndef TILLTALE_UI_DRAW_H
#define TILLTALE_UI_DRAW_H

/* Draw list: one frame as a list of simple things to paint, in order, in device pixels.
 *
 * It is the contract between the kit and the rasteriser, and as text (draw_list_dump) it is
 * what goldens compare. Each item carries its own clip and a hash of all that it shows, so two
 * lists can be compared item by item and only the difference is painted. Text and QR modules
 * are copied into the list: it owns everything that it shows. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "ui/glyphs.h"
#include "ui/icons.h"
#include "ui/surface.h"

struct buffer;

#define DRAW_ITEMS_MAX 4096
#define DRAW_BYTES_MAX (128 * 1024) /* text and modules of one frame */

enum draw_kind {
    DRAW_BOX,  /* rectangle, rounded or not, filled, with a border or both */
    DRAW_TEXT, /* one run */
    DRAW_ICON,
    DRAW_QR, /* modules without quiet zone, always black on the white that is under them */
    DRAW_KIND_COUNT
};

enum draw_corner {
    DRAW_CORNER_TOP_LEFT = 1,
    DRAW_CORNER_TOP_RIGHT = 2,
    DRAW_CORNER_BOTTOM_LEFT = 4,
    DRAW_CORNER_BOTTOM_RIGHT = 8,
    DRAW_CORNERS_ALL = 15
};

#define DRAW_ALPHA_OPAQUE 255

struct draw_box {
    int radius;           /* 0: square */
    unsigned corners;     /* which corners are round, enum draw_corner */
    uint32_t fill_rgb;    /* drawn where `alpha` > 0 */
    uint8_t alpha;        /* of the fill */
    uint32_t border_rgb;  /* inside the rect */
    uint8_t border_width; /* 0: none */
};

/* How the characters of a run are set. */
enum draw_text_setting {
    DRAW_TEXT_WHOLE,   /* shaped and painted as one */
    DRAW_TEXT_CELLS,   /* digits, each in a cell of equal width */
    DRAW_TEXT_TRACKED, /* one by one with `tracking` between: large headings */
};

struct draw_text {
    int baseline;  /* y */
    int side_room; /* the run begins this far right of the item's rect.x: glyphs hang over */
    int face, size_px;
    enum text_direction direction;
    uint32_t script;
    uint32_t rgb;
    enum draw_text_setting setting;
    int cell_width;     /* DRAW_TEXT_CELLS */
    int tracking_milli; /* thousandths of a pixel added behind each character */
    bool is_personal;   /* never cached; wiped with the list */
    uint32_t at, size;  /* in draw_list.bytes */
};

struct draw_icon {
    enum icon icon;
    uint32_t rgb;
    int stroke_milli; /* width of the line in thousandths of a pixel */
    bool is_mirrored;
};

struct draw_qr {
    int modules;     /* a side */
    int module_size; /* pixels; the picture is modules * module_size wide */
    uint32_t at;     /* bits, row by row, most significant first, rows not padded */
};

struct draw_item {
    enum draw_kind kind;
    struct pixel_rect rect; /* what it may touch, before the clip */
    struct pixel_rect clip;
    uint64_t hash; /* of kind, rect, clip and all that is shown */
    union {
        struct draw_box box;
        struct draw_text text;
        struct draw_icon icon;
        struct draw_qr qr;
    };
};

struct draw_list {
    int width, height; /* the window */
    struct draw_item *items;
    size_t item_count;
    char *bytes;
    size_t byte_count;
    struct pixel_rect clip; /* for the next items */
    uint64_t hash;          /* of the whole list */
    bool is_full;           /* a capacity was reached and something is missing */
};

/* Allocates both capacities; nothing is allocated later. draw_list_close wipes what was shown. */
void draw_list_open(struct draw_list *list);
void draw_list_close(struct draw_list *list);

/* Starts an empty list for a window of this size and wipes the texts of the last one. */
void draw_list_begin(struct draw_list *list, int width, int height);

void draw_list_add_box(struct draw_list *list, struct pixel_rect rect, const struct draw_box *box);

/* `rect` bounds the run's pixels; `at` and `size` are filled in from `view`. */
void draw_list_add_text(struct draw_list *list, struct pixel_rect rect,
    const struct draw_text *text, struct text_view view);
void draw_list_add_icon(
    struct draw_list *list, struct pixel_rect rect, const struct draw_icon *icon);

/* `bits` has modules * modules bits, row by row, most significant first. */
void draw_list_add_qr(
    struct draw_list *list, int x, int y, int module_size, int modules, const uint8_t *bits);

struct text_view draw_list_text(const struct draw_list *list, const struct draw_item *item);

/* Appends the list as text, one line an item. Personal text is written as its length. */
void draw_list_dump(const struct draw_list *list, struct buffer *out);

struct pixel_rect pixel_rect_intersect(struct pixel_rect a, struct pixel_rect b);
struct pixel_rect pixel_rect_union(struct pixel_rect a, struct pixel_rect b);
bool pixel_rect_is_empty(struct pixel_rect rect);
bool pixel_rect_contains(struct pixel_rect rect, int x, int y);
bool pixel_rect_covers(struct pixel_rect outer, struct pixel_rect inner);

#endif
