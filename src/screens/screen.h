#ifndef TILLTALE_SCREENS_SCREEN_H
#define TILLTALE_SCREENS_SCREEN_H

/* Screen: one full-screen step of the kiosk, one file each and one row of SCREENS.
 *
 * A screen reads the view, draws, and returns at most one intent. It never touches the store, a
 * device or the clock on the wall: app/ carries the intent out. So a recorded list of touches
 * replays a session exactly, and a screen can be drawn in a test. */

#include <stdbool.h>
#include <stddef.h>

#include "screens/intent.h"

struct app_view;
struct ui;

#define SCREEN_STATE_MAX 24576 /* bytes */

struct screen {
    const char *name; /* stable: in scripts' errors and goldens */
    size_t state_size;
    bool keeps_state; /* while the program runs; else zeroed whenever it is entered */
    struct intent (*frame)(void *state, const struct app_view *view, struct ui *ui);
};

extern const struct screen *const SCREENS[SCREEN_ID_COUNT];

extern const struct screen screen_sell;
extern const struct screen screen_pay;
extern const struct screen screen_thanks;

/* staff and rights */
extern const struct screen screen_sign_in;
extern const struct screen screen_staff;

/* shifts, cash and closing */
extern const struct screen screen_cash;
extern const struct screen screen_close;
extern const struct screen screen_reports;

/* refunds, voids, parked tickets and receipts */

extern const struct screen screen_receipts;
extern const struct screen screen_receipt;
extern const struct screen screen_refund;
extern const struct screen screen_give_back;
extern const struct screen screen_parked;
extern const struct screen screen_split;
extern const struct screen screen_wrong_tender;

/* options, bundles and stock */
extern const struct screen screen_stock;

/* tenders */
extern const struct screen screen_voucher;

/* settings and first start */
extern const struct screen screen_start;
extern const struct screen screen_settings;

/* booth */
extern const struct screen screen_attract;
extern const struct screen screen_lead_form;
extern const struct screen screen_lead_done;

/* leads */
extern const struct screen screen_leads;
extern const struct screen screen_lead_card;

/* campaigns */
extern const struct screen screen_campaigns;
extern const struct screen screen_campaign;

#endif
