#ifndef TILLTALE_UI_NOTICES_H
#define TILLTALE_UI_NOTICES_H

/* Notices: the strips that tell what happened, and when they go.
 *
 * Green goes by itself after 4 s, with an action (Undo) after 6 s; blue as green; amber when it
 * is solved or closed; red when it is touched. The newest is on top, at most three are shown
 * and kept: the oldest that would go by itself makes room first. Strips never take the focus
 * and never hide Pay; the caller gives them the bottom of the catalogue. */

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

#define NOTICE_ID_MAX 32
#define NOTICE_TEXT_MAX 192
#define NOTICE_ACTION_MAX 40
#define NOTICE_GREEN_MS 4000
#define NOTICE_UNDO_MS 6000

struct notice {
    enum ui_strip_kind kind;
    char id[NOTICE_ID_MAX]; /* the same id replaces: "printer" */
    char title[NOTICE_TEXT_MAX];
    char detail[NOTICE_TEXT_MAX];
    char actions[UI_STRIP_ACTIONS_MAX][NOTICE_ACTION_MAX]; /* "": none */
    char close[NOTICE_ACTION_MAX]; /* the word of its ×; "": it cannot be closed */
    bool is_detail_beside;
    int64_t shown_ms; /* filled in by notices_add */
};

/* Zeroed is empty. */
struct notices {
    struct notice items[UI_STRIPS_MAX]; /* newest first */
    int count;
};

void notices_add(struct notices *notices, const struct notice *notice, int64_t now_ms);

/* Solved: it goes. Unknown ids are fine. */
void notices_remove(struct notices *notices, const char *id);

/* An action that was pressed. */
struct notice_event {
    bool is_action;
    char id[NOTICE_ID_MAX];
    int action; /* index */
};

/* Drops what has had its time, draws the rest over the bottom of `area` and handles closing. An
 * action takes its notice away. Wakes the kit for the next one that goes. */
struct notice_event notices_draw(struct ui *ui, struct rect area, struct notices *notices);

#endif
