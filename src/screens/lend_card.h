#ifndef TILLTALE_SCREENS_LEND_CARD_H
#define TILLTALE_SCREENS_LEND_CARD_H

/* Lend card: over any screen, where an act needs a manager: who, and the PIN. app/ draws it over
 * the screen while the view says so, and carries the act out once it was lent. */

#include <stdint.h>

#include "screens/intent.h"
#include "screens/pin_pad.h"
#include "screens/view.h"
#include "ui/ui.h"

struct lend_card {
    struct pin_pad pad;
    struct ui_scroll scroll;
    uint64_t seen_serial;
};

/* INTENT_LEND, INTENT_DROP_LEND or INTENT_NONE. */
struct intent lend_card_frame(struct lend_card *card, const struct app_view *view, struct ui *ui);

#endif
