#ifndef TILLTALE_TILL_TILL_H
#define TILLTALE_TILL_TILL_H

/* Till: one till of a shop, open for business. Everything that the kiosk and the command line do
 * goes through its verbs, so a sale that other software rang and one that a finger rang are the
 * same sale.
 *
 *     till.h      opens a till; the shop's settings; the clock and who is at the till
 *     sell.h      the open ticket: products, scans, lines, discounts, campaigns, undo
 *     pay.h       tenders, paying, the thanks screen's receipt, satisfaction
 *     staff.h     who is at the till, what they may do, PINs
 *     shelf.h     the catalogue for the eye: categories, grid, search, a product's price
 *     campaign.h  placements of campaigns and their codes
 *     found.h     a new shop; products.h, campaigns.h: files of the catalogue
 *     ring.h      sales of other software
 *     understand.h  what a scan is, without doing anything about it
 *
 * A verb is one transaction or none: it returns false with `err` filled, and then nothing has
 * changed, neither in the file nor in what the till shows. What a verb said is done is on the
 * disk.
 *
 * A till belongs to one thread. Its helpers (the catalogue's worker) are inside. Pointers that are
 * returned as const are borrowed until the next verb, unless the comment says otherwise. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "domain/country.h"
#include "domain/money.h"
#include "domain/right.h"
#include "domain/scan.h"
#include "domain/ticket.h"
#include "till/shop_payment.h"

struct error;
struct store;
struct till;
struct zone;

enum till_open_flags {
    /* For commands: the open ticket of the screen is neither read nor written, and no catalogue
     * is built in memory. */
    TILL_OPEN_BATCH = 1,
    /* For the office's acts, with TILL_OPEN_BATCH: a shop's store is taken too. Its catalogue and
     * campaigns can be changed where it holds the pen; it sells nothing. */
    TILL_OPEN_OFFICE = 2
};

/* Opens the till whose file is `path`. Errors: as store_open(); ERROR_REFUSED, the file is a
 * shop's store and no till (but TILL_OPEN_OFFICE); ERROR_CORRUPT, its settings cannot be understood. */
MUST_CHECK bool till_open(const char *path, struct clock_source clock, int flags,
    struct till **out_till, struct error *err);

/* NULL is fine. */
void till_close(struct till *till);

/* --- the shop ------------------------------------------------------------------------------ */

enum tile_size {
    TILE_LARGE,
    TILE_MEDIUM,
    TILE_SMALL
};

#define SHOP_LINES_MAX 4 /* of an address, of a receipt's words */
#define SHOP_LINES_BYTES 512
#define SHOP_URL_BYTES 256

/* The shop's settings as they were read last; see till_tick(). */
struct till_shop {
    char name[NAME_BYTES];
    struct ticket_rules rules; /* currency, prices, rounding of the tax */
    int64_t cash_step_minor;   /* cash is rounded to this; 0 or 1: not at all */
    char timezone[64];
    const struct zone *zone;
    int day_start_minutes;              /* after midnight */
    struct scan_rules scan_rules;       /* code_base and the in-store patterns */
    char return_campaign[CODE_BYTES];   /* code of the campaign on the thanks screen; "" none */
    char booth_campaign[CODE_BYTES];  /* whose visitors come to this till; "" none */
    char booth_placement[CODE_BYTES]; /* of it; "" the campaign itself */
    char booth_place[CODE_BYTES];     /* "hall 4"; "" none */
    char referral_campaign[CODE_BYTES]; /* code of the campaign that friends come by; "" none */
    char review_url[SHOP_URL_BYTES];    /* where a happy customer may say so; "" none */
    bool asks_hear;                     /* "How did you hear of us?" after a sale without a code */
    bool is_demo;                       /* nothing counts here: show the band */
    bool asks_satisfaction;
    enum tile_size tile_size;
    char language[8]; /* of the screens, "de" */
    char locale[8];   /* a name of locale.h; "" as the language has it */
    bool has_large_text, has_contrast;
    struct right_rules rights;
    struct shop_payment payment; /* how customers may pay */
    bool has_sounds;
    char address[SHOP_LINES_BYTES]; /* lines; "" none */
    char tax_number[64];
    char country[3]; /* a code of country.h; "" not said */
    char tax_name[32];
    enum receipt_law receipt;
    char receipt_head[SHOP_LINES_BYTES], receipt_foot[SHOP_LINES_BYTES]; /* lines; "" none */
    struct currency_piece pieces[CURRENCY_ALL_PIECES_MAX]; /* in use here, largest first */
    size_t piece_count;
    bool counts_blind;    /* the expected sum appears after counting only */
    bool pays_exact_fast; /* one touch on the sell screen pays with exact cash */
    int lock_minutes;     /* without a touch; 0: never */
};
const struct till_shop *till_shop(const struct till *till);

/* True for a till that was joined as a booth: it receives the office's chain alone. */
bool till_is_booth(struct till *till);

/* This till's node (id.h), and how people call it: "Till 1", "Till 1b". */
int64_t till_node(const struct till *till);
const char *till_label(const struct till *till);

/* Who is at the till: "Cashier 1". The id is 0 while the shop has nobody on its list. */
int64_t till_staff_id(const struct till *till);
const char *till_staff_name(const struct till *till);

/* True if catalogue, campaigns and settings may be changed here; else it is the office's. */
bool till_holds_pen(struct till *till);

/* --- time ---------------------------------------------------------------------------------- */

int64_t till_now_ms(const struct till *till);

/* The business day of this moment, an ISO date. */
void till_today(const struct till *till, char out_day[11]);

/* What to think of the clock against this till's newest entry in the journal. Said once to the
 * cashier; sales that are rung in doubt are marked whether it was said or not. */
enum clock_doubt {
    CLOCK_FINE,
    CLOCK_BACK, /* it shows a time before the newest entry */
    CLOCK_AHEAD /* it shows a day or more after it */
};
enum clock_doubt till_clock_doubt(struct till *till);

/* --- between frames ------------------------------------------------------------------------ */

/* What another connection (an import, sync, another program) has changed. */
enum till_change {
    TILL_CHANGED_SHOP = 1,     /* settings, staff or campaigns were read again */
    TILL_CHANGED_CATALOGUE = 2 /* a new catalogue took the old one's place */
};

/* Called once a frame, and when till_wake_fd() says so: notices changes of the file, has the
 * catalogue built anew in the background, and puts a finished one in place. Cheap when nothing
 * happened. Returns an or of enum till_change. Never fails: what cannot be read stays as it was.
 * A new catalogue waits while `may_swap` is false: no list moves under a finger. */
unsigned till_tick(struct till *till, bool may_swap);

/* Readable when a catalogue is ready for till_tick(), so that a loop can sleep on it. -1 for a
 * till that was opened with TILL_OPEN_BATCH. */
int till_wake_fd(const struct till *till);

/* Waits for the build that is going on, if any, and puts it in place: for the first frame of a
 * script and for tests. */
void till_wait_catalogue(struct till *till);

/* The store underneath, for reports and exports of the same thread. */
struct store *till_store(struct till *till);

#endif
