#ifndef TILLTALE_TILL_HANDLE_H
#define TILLTALE_TILL_HANDLE_H

/* What stands behind struct till. Private to src/till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/compiler.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/price_list.h"
#include "domain/tender.h"
#include "domain/ticket.h"
#include "domain/token.h"
#include "store/store.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/staff.h"
#include "till/till.h"
#include "till/void.h"

struct lead_state;
struct shelf;
struct store;

/* What till_undo() would bring back. */
struct undo {
    enum till_undo kind;
    bool has_void;           /* the last of the voids that wait goes with it */
    struct ticket_line line; /* UNDO_MINUS (one piece of it), UNDO_REMOVE */
    bool has_deposit;        /* the line's deposit went with it */
    struct ticket_line deposit;
    size_t index;              /* where the line stood */
    struct ticket_touch touch; /* UNDO_DETACH, UNDO_OFFER */
    int64_t lead_id;           /* UNDO_DETACH, UNDO_LEAD: whose code it was; 0: nobody's */
    struct ticket ticket;      /* UNDO_CANCEL */
};

/* The campaign of the thanks screen; id 0: none. */
struct return_campaign {
    int64_t id;
    char headline[NAME_BYTES];
    char starts_on[DAY_TEXT_MAX], ends_on[DAY_TEXT_MAX]; /* "" open */
    bool has_page;
};

struct till {
    struct store *store;
    struct clock_source clock;
    int flags;
    int64_t data_version;      /* of the file when it was looked at last */
    int64_t overdraft_version; /* of the file when overdrafts were looked for last */
    int64_t office_version;    /* of settings, catalogue and campaigns when they were read */
    unsigned changes;          /* for the next till_tick() to tell */

    struct till_shop shop;
    struct zone *zone; /* shop.zone, owned */
    struct return_campaign returning;
    struct return_campaign referring;               /* of the code for a friend */
    struct price_list price_lists[PRICE_LISTS_MAX]; /* by id; the last that holds counts */
    size_t price_list_count;
    int64_t staff_id;
    char staff_name[NAME_BYTES];
    enum role role;
    bool is_locked;
    struct till_person *staff;
    size_t staff_count;
    struct till_loan loan;        /* staff_id 0: none */
    struct till_loan change_loan; /* of the change of the ticket that is going on */
    enum right refused_right;
    bool has_cheap_pins; /* for tests: a hash that takes no time */
    char label[16];
    struct token_keyring keys;
    uint32_t key_number; /* that new codes are signed under */

    struct ticket ticket;
    struct ticket_figures figures;
    struct tender tenders[TENDERS_MAX];
    size_t tender_count;
    uint64_t version;
    bool is_saved; /* the file has a ticket with something on it */
    struct ticket backup;
    struct tender backup_tenders[TENDERS_MAX];
    size_t backup_tender_count;
    uint32_t backup_highest_ppm; /* of the amounts taken off by hand */
    struct undo undo;
    struct void_list voids; /* that are no rows yet */

    bool has_receipt;
    struct till_receipt receipt;

    size_t parked_count;

    struct lead_state *leads; /* till/lead_state.h; NULL until the first lead */

    struct shelf *shelf; /* NULL: TILL_OPEN_BATCH */
    struct buffer scratch;
};

/* Reads settings, staff and return campaign again, and has the shelf built anew, if office rows
 * have changed since. What cannot be read now stays as it was, and is tried again next time: a
 * setting that nobody here understands must not stop a sale. */
void till_refresh(struct till *till);

/* After a transaction that failed: opens the file again if the disk has refused it, so that the
 * till goes on when the disk does. Does nothing otherwise. */
void till_recover(struct till *till);

/* staff.c: reads the list again; whoever is signed in stays so while they work here. */
MUST_CHECK bool till_read_staff(struct till *till, struct error *err);

/* Says that this till itself has changed office rows: the next till_refresh() reads them. */
void till_office_changed(struct till *till);

/* The business day of a moment. */
void till_business_day(const struct till *till, int64_t at_ms, char out_day[DAY_TEXT_MAX]);

/* A change of the open ticket is a bracket: begin, change, end with whether it went well. On
 * failure, or if the changed ticket cannot be computed or saved, all is as before and false is
 * returned. In a batch nothing is kept, computed or saved: whoever rings clears the ticket. */
void change_begin(struct till *till);
/* The change needs a right: who lent it is written with the change. Called before change_begin(). */
MUST_CHECK bool change_require(
    struct till *till, enum right right, uint32_t percent_ppm, struct error *err);
MUST_CHECK bool change_end(struct till *till, bool is_done, struct error *err);

/* The same where other rows change with the ticket, in one transaction. */
struct change_also {
    enum entry_kind kind;
    bool (*write)(struct till *till, void *context, struct error *err);
    void *context;
};
MUST_CHECK bool change_end_with(
    struct till *till, bool is_done, const struct change_also *also, struct error *err);

/* What was taken away cannot be brought back any more. */
void till_forget_undo(struct till *till);

/* limit.c: how much of `amount_minor` a discount takes off, rounded up. */
uint32_t limit_percent(const struct discount *discount, int64_t amount_minor);
/* What a discount on all is taken off: everything that is sold, after its own discounts. */
int64_t limit_discountable(const struct till *till);
/* The largest part that an amount taken off by hand is of what it is taken off. The figures are
 * those of the ticket. */
uint32_t limit_highest_amount(const struct till *till);
/* An amount that was taken off within the limit must not pass it because there is less to take it
 * off by now. Errors: ERROR_NOT_ALLOWED. */
MUST_CHECK bool limit_is_kept(struct till *till, struct error *err);
/* True if the catalogue says another price. What has none of its own is typed by everybody. */
bool limit_is_other_price(
    struct till *till, const struct ticket_line *line, int64_t unit_price_minor);

/* Empties ticket, tenders and undo in memory. */
void till_clear_ticket(struct till *till);

/* A line of the product as it is sold now, quantity 0. *out_has_price is false for one whose price
 * is typed. Errors: ERROR_NOT_FOUND, not in the catalogue or not on sale; ERROR_CORRUPT. */
MUST_CHECK bool till_line_of_product(struct till *till, int64_t product_id,
    struct ticket_line *out_line, bool *out_has_price, struct error *err);

/* code.c: what a code of ours means at a moment. */
struct till_code {
    enum till_outcome_kind
        kind; /* OUTCOME_CAMPAIGN, _ENDED, _EARLY, _USED, _LEAD, _REVOKED, _NO_CAMPAIGN */
    struct ticket_touch touch; /* campaign_id 0: no campaign stands behind it */
    int64_t lead_id;           /* 0: it is no lead's */
    bool is_lead_known;
    bool is_revoked;
    bool is_unheard; /* what stands behind it is not here (yet) */
    char day[DAY_TEXT_MAX]; /* when it ended or begins */
};

/* Reads the code of a good token; nothing is changed. */
MUST_CHECK bool till_read_code(struct till *till, const struct token *token, enum touch_kind kind,
    int64_t at_ms, struct till_code *out_code, struct error *err);

/* False where nothing of it is to be kept. */
bool till_code_counts(const struct till_code *code);

/* Fills what the outcome says of a code. */
void till_tell_code(const struct till_code *code, struct till_outcome *outcome);

/* Puts it onto the open ticket, and says so. */
MUST_CHECK bool till_attach_code(struct till *till, const struct till_code *code,
    struct till_outcome *outcome, struct error *err);

/* pay.c: the contact as the sale keeps it. */
void till_fill_touch(
    const struct ticket_touch *touch, int64_t sold_at_ms, struct sale_touch *out_touch);

/* Does what a code of ours says. `at_ms` is when it was shown; the campaign must run then. */
MUST_CHECK bool till_attach_token(struct till *till, const struct token *token,
    enum touch_kind kind, int64_t at_ms, struct till_outcome *outcome, struct error *err);

/* What is said of a text of this form (not TOKEN_NOT) whose tag is not good here. */
enum till_outcome_kind till_refuse_token(
    const struct till *till, enum token_form form, const struct token *token);

/* The product that a scan names, by the order of scan.h. */
struct found_product {
    int64_t id;       /* 0: none */
    bool is_twice;    /* the barcode of one product and the SKU of another */
    bool is_in_store; /* found under the in-store code: its value counts */
};
MUST_CHECK bool till_find_scanned(
    struct till *till, const struct scan *scan, struct found_product *out_found, struct error *err);

/* Makes the code of a link or a sale. The till holds a key that may (ASSERT): the shop's, or its
 * own for an id of its own node. */
void till_sign_token(
    const struct till *till, enum token_kind kind, int64_t id, struct token *out_token);

/* What rings and pays alike: writes the ticket and `tenders` as a sale of this moment, in one
 * transaction, and clears it. The ticket's figures are computed. `ref` may be "". *out_sale is the
 * caller's to close. A `ref` that is known already: nothing is written, *out_known_id says which
 * sale it is and the ticket stays. */
struct sale_request {
    const struct tender *tenders;
    size_t tender_count;
    int64_t sold_at_ms;
    const char *ref;
    int64_t tip_minor;            /* to pay = gross + rounding + this */
    bool clears_slot;             /* the saved ticket is emptied with it */
    const struct till_loan *loan; /* the right that it needed; NULL: none */
};
MUST_CHECK bool till_write_sale(struct till *till, const struct sale_request *request,
    struct sale *out_sale, int64_t *out_known_id, struct error *err);

/* receipt.c: the campaign, if it runs on this day; else 0. */
int64_t till_campaign_on(const struct return_campaign *campaign, const char *day);

/* Makes it till_receipt(), which owns it from now on. */
void till_keep_receipt(struct till *till, struct sale *sale);

/* Counts the parked tickets, when the till is opened. */
MUST_CHECK bool till_count_parked(struct till *till, struct error *err);

/* The open shift; opens one if there is none, with what the last close left. For every act of the
 * drawer's day, inside its bracket. */
MUST_CHECK bool till_ensure_shift(struct till *till, int64_t *out_shift_id, struct error *err);

/* shelf.c */
/* A barcode as people know it: a GTIN without the zeros that fill it up. */
struct text_view shelf_plain_barcode(struct text_view code);
struct shelf *shelf_open(const char *path, struct clock_source clock);
void shelf_close(struct shelf *shelf);
/* Starts a build if the catalogue changed or none was begun. */
void shelf_notice_change(struct till *till);
/* Puts a finished build in place. Returns true if it did. */
bool shelf_swap(struct till *till);
void shelf_wait(struct till *till);
int shelf_wake_fd(const struct shelf *shelf);
/* Most used first, as they were counted by the last build; 0 before the first one. */
size_t shelf_tax_codes(const struct shelf *shelf, struct tax_code *out_codes, size_t codes_max);

#endif
