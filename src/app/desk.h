#ifndef TILLTALE_APP_DESK_H
#define TILLTALE_APP_DESK_H

/* Desk: what the kiosk knows beside its window: the till, which screen is up, what is asked and
 * said, and the view that screens read. No window, no kit: a list of intents replays a day.
 * Private to src/app.
 *
 * view.c fills the view, effects.c carries out intents, words are those of screens/texts.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/desk_booth.h"
#include "app/desk_refund.h"
#include "app/messages.h"
#include "app/wording.h"
#include "base/clock.h"
#include "base/error.h"
#include "screens/intent.h"
#include "screens/view.h"
#include "till/options.h"
#include "till/sell.h"
#include "till/shift.h"
#include "till/stock.h"

struct desk_leads;
struct desk_campaigns;
struct export_thread;
struct importer;
struct start;
struct sync_thread;
struct till;

#define DESK_THANKS_MS 20000 /* how long the customer's display thanks */
#define DESK_ACCOUNTS_MAX 60 /* offered on the pay screen */
#define DESK_KEPT_MAX 8      /* scans that wait until a question is answered */

enum desk_sound {
    DESK_SOUND_NONE,
    DESK_SOUND_GOOD,
    DESK_SOUND_BAD
};

/* Who signs in, and what is to be lent; effects_staff.c. */
struct desk_staff {
    enum screen_id covered; /* by the sign-in screen */
    bool is_switching;
    enum view_pin pin;
    uint64_t pin_serial;
    bool is_lending;
    enum right right;
    uint64_t lend_serial;
    struct intent wanted; /* waits for the right */
    int64_t touched_ms;   /* monotonic */
};

/* How a new shop comes onto the desk: app.c. */
struct desk_shop {
    struct start *start;
    bool is_first; /* the till is a stage: no shop is there yet */
    /* Puts the shop that was made into its place, and its till onto the desk. */
    bool (*open)(void *context, struct error *err);
    void *context;
};

struct desk {
    struct till *till;             /* the caller's */
    struct clock_source clock;     /* monotonic: the kit's time */
    bool has_display;              /* thanks, faces and code go to the customer's own screen */
    int64_t thanks_until_ms;       /* monotonic; there */
    struct sync_thread *sync;      /* the caller's; NULL: this till has no store */
    struct export_thread *exports; /* the caller's; NULL: no files are carried out here */
    struct importer *importer;     /* the caller's; NULL: lists are not imported here */
    bool trusts_clock;             /* a script set it: it is not doubted */
    struct wording wording;
    const char *drawer;   /* the receipt printer's device that opens it; NULL: none */
    const char *language; /* of this device, e.g. "de_AT"; NULL: the shop's */

    enum screen_id screen;
    struct desk_staff staff;
    struct desk_refund refund;
    struct messages messages;
    struct view_question question;
    uint64_t question_serial;
    struct till_add pending;   /* what the question is about, with the answers so far */
    struct option_set options; /* view.options shows it */
    struct stock_item *stock;  /* view.stock shows it; from malloc */
    struct z_report report;    /* view.shift shows it, and the list of closes; from malloc */
    struct till_z *closes;
    size_t selected_line, undo_line;
    uint64_t line_serial;
    enum tender_kind last_tender;
    bool has_tax_codes;
    bool said_clock;
    char said_problem[ERROR_TEXT_MAX]; /* of the store, so that it is said once */

    char kept[DESK_KEPT_MAX][SCAN_TEXT_MAX]; /* oldest first */
    size_t kept_count;
    bool is_replaying; /* a kept scan is tried again: it makes no sound if it has to wait on */

    /* tenders */
    struct view_paying paying;
    struct view_voucher voucher;
    uint64_t voucher_serial;
    struct view_qr pay_qr;
    struct till_account accounts[DESK_ACCOUNTS_MAX];
    size_t account_count;
    struct till_rate rates[TILL_RATES_MAX];
    size_t rate_count;

    /* settings and first start */
    struct desk_shop shop;
    struct view_settings settings;

    struct desk_booth booth; /* visitors, and what they are asked; effects_booth.c */
    /* campaigns */
    struct desk_campaigns *campaigns; /* from malloc; NULL: nobody looked at them yet */

    /* codes on the ticket */
    bool has_codes;        /* view.codes was read */
    uint64_t lead_version; /* of the ticket whose leads view.codes has */

    struct desk_leads *leads; /* while their screens are up: app/desk_lead.h */

    enum desk_sound sound; /* to be made; the loop takes it */
    struct view_qr qr;
    struct app_view view;
};

/* Begins at the sell screen, with the ticket as the till has it; where no shop is there yet, with
 * the steps of a new one. */
void desk_begin(
    struct desk *desk, struct till *till, struct clock_source clock, const struct desk_shop *shop);

/* The same with another till: what the caller has set stays. */
void desk_begin_again(struct desk *desk, struct till *till, const struct desk_shop *shop);

void desk_end(struct desk *desk);

/* Before each frame: what others changed, what has had its time, and the view. `may_swap` as
 * till_tick(). */
void desk_refresh(struct desk *desk, bool may_swap);

/* Carries an intent out. What goes wrong becomes a message; nothing is lost and nothing ends. */
void desk_carry_out(struct desk *desk, const struct intent *intent);

/* Takes the oldest kept scan. Returns false if there is none. */
bool desk_take_kept(struct desk *desk, char out_code[SCAN_TEXT_MAX]);

/* Gives the view the language of `code`, "de" or "de_AT"; NULL: the till's own, which
 * desk_refresh() also brings back. */
void desk_speak(struct desk *desk, const char *code);

/* When the view changes by itself next (monotonic). */
int64_t desk_next_ms(const struct desk *desk);

/* Earlier sales and parked tickets of the view, and their memory; effects_refund.c. */
void desk_fill_refund(struct desk *desk);
void desk_end_refund(struct desk *desk);

/* The catalogue of the view; view.c. */
void desk_fill_catalogue(struct desk *desk);

/* Somebody is there: the lock that comes by itself waits anew. */
void desk_touch(struct desk *desk);

/* Staff and rights of the view; locks what was not touched for long; when that will be
 * (monotonic). effects_staff.c */
void desk_fill_staff(struct desk *desk);
void desk_lock_idle(struct desk *desk);
int64_t desk_lock_ms(const struct desk *desk);
/* Says what two tills spent of one voucher, once it is known here; effects_pay.c. */
void desk_watch_vouchers(struct desk *desk);

/* Whether a shift is open; effects_shift.c. */
void desk_fill_shift(struct desk *desk);
/* Leads of the view, and when names are locked because nobody is there (monotonic);
 * effects_lead.c. */
void desk_fill_leads(struct desk *desk);
int64_t desk_leads_lock_ms(const struct desk *desk);
/* What paying shows; effects_pay.c. */
void desk_fill_tenders(struct desk *desk);

/* A QR code as views have it; no modules if the text does not fit one. */
void desk_fill_qr(struct view_qr *out_qr, const char *text, bool is_swiss);

/* Says what became of the files of closed days; begins to carry out what was just queued.
 * effects_export.c */
void desk_tell_exports(struct desk *desk);
void desk_nudge_exports(struct desk *desk);
/* The owner's figures and the campaign that is changed, counted once a
 * frame has said that they are. view_campaigns.c */
void desk_fill_campaigns(struct desk *desk);
void desk_end_campaigns(struct desk *desk);
/* Gives the facts back while another screen is up; whoever comes again has them counted anew. */
void desk_rest_campaigns(struct desk *desk);
/* True while figures are to be counted as soon as that was said. */
bool desk_counts_campaigns(const struct desk *desk);
/* The settings of the view, read again where they may have changed; view_settings.c. */
void desk_fill_settings(struct desk *desk, bool has_changed);

/* Codes of the view; `has_changed`: what the shop has set may be another. effects_code.c */
void desk_fill_codes(struct desk *desk, bool has_changed);

/* Fills desk->qr from the receipt of the sale that was just paid; view.c. */
void desk_make_qr(struct desk *desk);

#endif
