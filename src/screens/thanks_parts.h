#ifndef TILLTALE_SCREENS_THANKS_PARTS_H
#define TILLTALE_SCREENS_THANKS_PARTS_H

/* Thanks parts: what is said to a customer who has paid, on the till's own screen and on the
 * customer's. Both need view->receipt. */

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

#define THANKS_FACES_HEIGHT 138 /* of the row of faces; the question stands above it */

/* "How was it?" and five faces over the bottom of the area. Returns INTENT_RATE or INTENT_NONE. */
struct intent thanks_faces(struct ui *ui, const struct app_view *view, struct rect area);

/* Measures of the panel with the code, design pixels. */
struct thanks_code_shape {
    int headline; /* size of its type */
    int margin_x, margin_y, gap;
};

/* The code that brings the customer back, in a panel of the campaign's colour. */
void thanks_code(struct ui *ui, const struct app_view *view, struct rect panel,
    const struct thanks_code_shape *shape);

#endif
