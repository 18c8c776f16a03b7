#ifndef TILLTALE_APP_EFFECTS_H
#define TILLTALE_APP_EFFECTS_H

/* Effects: what is done for an intent, one handler each, in one file an area (effects_AREA.c). The
 * table that joins intents and handlers is in effects.c. Private to src/app. */

#include <stdbool.h>
#include <stddef.h>

#include "app/desk.h"
#include "screens/texts.h"

struct error;

/* Returns false with *err when a verb of the till refused; the cashier is then told. */
typedef bool effect(struct desk *desk, const struct intent *intent, struct error *err);

/* --- what handlers share ------------------------------------------------------------------- */

/* Shows a strip. */
void desk_show(struct desk *desk, struct message *message);

/* The same in words: fills {1} of both texts with the names; TEXT_COUNT as `detail`: none. */
void desk_tell(struct desk *desk, enum view_message_kind kind, enum text_id title,
    const char *title_name, enum text_id detail, const char *detail_name);

/* Selects a line and brings it into sight. */
void desk_select_line(struct desk *desk, size_t index);

/* Goes to a screen; what was asked on the one before is dropped. */
void desk_enter(struct desk *desk, enum screen_id screen);

/* Something was written that the shop's store should have soon. */
void desk_nudge(struct desk *desk);

/* --- staff and rights: effects_staff.c ------------------------------------------------------ */

/* --- shifts, cash and closing: effects_shift.c ---------------------------------------------- */

/* --- refunds, voids, parked tickets and receipts: effects_refund.c -------------------------- */

/* --- options, bundles and stock: effects_product.c ------------------------------------------ */

/* --- tenders: effects_pay.c ----------------------------------------------------------------- */

/* --- settings and first start: effects_settings.c ------------------------------------------- */

/* --- customer display ------------------------------------------------------------------------ */

#endif
