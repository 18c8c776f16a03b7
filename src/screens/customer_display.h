#ifndef TILLTALE_SCREENS_CUSTOMER_DISPLAY_H
#define TILLTALE_SCREENS_CUSTOMER_DISPLAY_H

/* Customer display: what the customer sees on a screen of their own, by view->display. It follows
 * the till: lines with the newest in sight, what was saved, tax and total; how it is paid (the
 * bank's code only while that is the chosen tender); then change, thanks, faces and the code that
 * brings the customer back. Nothing on it is for the cashier, and only what is asked can be touched,
 * and the code for a friend. */

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

/* Zeroed is fine. */
struct customer_display {
    struct ui_scroll scroll;
    uint64_t seen_serial; /* of the line that was brought into sight */
    int seen_height;
};

/* Returns INTENT_RATE, INTENT_HEAR, INTENT_SHOW_CODE or INTENT_NONE. */
struct intent customer_display_frame(
    struct customer_display *display, const struct app_view *view, struct ui *ui);

#endif
