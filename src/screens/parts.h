#ifndef TILLTALE_SCREENS_PARTS_H
#define TILLTALE_SCREENS_PARTS_H

/* Parts: what several screens share. */

#include <stdbool.h>

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

/* The till's ground: paper, and over everything the band of a demo. Returns what is left. */
struct rect parts_ground(struct ui *ui, const struct app_view *view);

/* The same with the way out of a demo: *out_start is true when it is pressed. Where the window is
 * low the menu has it. */
struct rect parts_ground_of_sale(struct ui *ui, const struct app_view *view, bool *out_start);

/* Fills in what every top bar says: saved, who, clock. */
struct ui_top_bar parts_top_bar(const struct app_view *view);

/* What was pressed on a strip. */
struct parts_message {
    enum view_action action; /* VIEW_ACTION_NONE: closed or touched */
    struct intent intent;    /* INTENT_NONE: nothing was pressed; else it closes or undoes */
};

/* Which strips stand where. Actions other than Undo stand on them only where the screen can do
 * them. */
struct parts_strips {
    bool is_at_top; /* of the area; else over its bottom */
    bool has_actions;
    uint64_t seen_serial; /* older ones wait for another screen, but for what is red */
};

/* The messages over a part of `area`, the newest on top. */
struct parts_message parts_messages(struct ui *ui, const struct app_view *view, struct rect area,
    const struct parts_strips *strips);

/* What was brought into sight last: view.line_serial, and how high the place was. */
struct parts_seen {
    uint64_t serial;
    int height;
};

/* Rows of the ticket. The screen keeps `scroll` and `seen`. */
struct parts_rows {
    struct ui_scroll *scroll;
    struct parts_seen *seen;
    int height; /* of a row with a name of one line */
    int quantity_width;
    bool is_compact;  /* one line a row */
    bool is_passive;  /* no targets */
};

enum parts_rows_event {
    PARTS_ROWS_NONE,
    PARTS_ROWS_LINE,
    PARTS_ROWS_QUANTITY,
    PARTS_ROWS_AMOUNT
};

enum parts_rows_event parts_ticket_rows(struct ui *ui, const struct app_view *view,
    struct rect area, const struct parts_rows *rows, size_t *out_index);

enum parts_chip {
    PARTS_CHIP_NONE,
    PARTS_CHIP_OPEN, /* what codes are there? */
    PARTS_CHIP_CLOSE /* the one that is named goes */
};

/* The chip of the codes on the ticket, of which there is at least one: "Spring booth +1". */
enum parts_chip parts_codes(
    struct ui *ui, const struct app_view *view, struct rect rect, bool is_short);

/* "This sale" and how many lines it has. */
void parts_ticket_head(struct ui *ui, const struct app_view *view, struct rect rect);

/* The keyboard in the view's language; the screen adds its actions. */
struct ui_keys parts_keys(const struct app_view *view);

/* A scan that nobody else took, as an intent; INTENT_NONE if there is none. */
struct intent parts_scan(struct ui *ui, int64_t quantity_milli);

/* A checkbox inside a row that is its target. */
void parts_box(struct ui *ui, struct rect rect, bool is_checked, bool is_possible);

#endif
