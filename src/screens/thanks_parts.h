#ifndef TILLTALE_SCREENS_THANKS_PARTS_H
#define TILLTALE_SCREENS_THANKS_PARTS_H

/* Thanks parts: what is said to a customer who has paid, on the till's own screen and on the
 * customer's. Both need view->receipt. */

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

#define THANKS_FACES_HEIGHT 138 /* of the row of faces; the question stands above it */

/* True if the customer is asked something: how they heard of the shop, once, where the sale has no
 * code and the shop wants it asked; else how it was. */
bool thanks_asks(const struct app_view *view);

/* The question over the bottom of the area: faces, or at most six answers. Returns INTENT_RATE,
 * INTENT_HEAR or INTENT_NONE. */
struct intent thanks_question(struct ui *ui, const struct app_view *view, struct rect area);

/* Measures of the panel with the code, design pixels. */
struct thanks_code_shape {
    int headline; /* size of its type */
    int margin_x, margin_y, gap;
};

/* The code that the customer may take along, in a panel of the campaign's colour, and a way to the
 * next of them where there are several. Returns INTENT_SHOW_CODE or INTENT_NONE. */
struct intent thanks_code(struct ui *ui, const struct app_view *view, struct rect panel,
    const struct thanks_code_shape *shape);

#endif
