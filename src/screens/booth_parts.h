#ifndef TILLTALE_SCREENS_BOOTH_PARTS_H
#define TILLTALE_SCREENS_BOOTH_PARTS_H

/* Booth parts: what the screens for visitors share. Private to src/screens. */

#include <stdbool.h>
#include <stdint.h>

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

/* Colours on a campaign's ground: text by contrast. */
struct booth_look {
    colour ground, text, quiet; /* quiet still reads */
    colour chosen;              /* the ground of what is chosen */
    colour button, button_text;
};

/* Of the attract screen, and of lead done. */
struct booth_look booth_look(const struct app_view *view);
struct booth_look booth_look_done(const struct app_view *view);

/* "Harbour Roast · hall 4" */
const char *booth_place(const struct app_view *view, char *out, size_t capacity);

/* A poster's words: as large as `style` says, else smaller until they fit width and height. Returns
 * the height that they took. */
int booth_poster(struct ui *ui, struct rect rect, const char *text, struct ui_text_style style);

/* A badge under the scanner, as the intent that opens the form with it; INTENT_NONE: none. */
struct intent booth_badge(struct ui *ui);

/* As narrow as the poster may be at its full size: many short lines read from afar. */
int booth_poster_width(
    struct ui *ui, struct rect rect, const char *text, const struct ui_text_style *style);

/* Nobody has touched anything for BOOTH_IDLE_MS: a card asks, and after BOOTH_ANSWER_MS without an
 * answer the visitor is gone. Zeroed is fine. */
#define BOOTH_IDLE_MS 30000
#define BOOTH_ANSWER_MS 20000

struct booth_idle {
    int64_t touched_ms; /* monotonic; 0: not yet */
    bool is_asking;
};

/* Draws the card where it is due. Returns true when the visitor is gone. */
bool booth_idle(struct booth_idle *idle, const struct app_view *view, struct ui *ui);

#endif
