#ifndef TILLTALE_TILL_SELL_H
#define TILLTALE_TILL_SELL_H

/* Sell: the open ticket and every verb that changes it.
 *
 * A till has one open ticket. After each change it is saved as a local row, with the tenders taken
 * so far, so that it is there again after a crash or a restart. Its figures are always computed:
 * a change that would leave the range of amounts is refused and leaves the ticket as it was.
 *
 * Verbs that take an index take that of a line or touch of till_ticket() (ASSERT). What is done to
 * a deposit that belongs to an item is done to the item. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/line_detail.h"
#include "domain/scan.h"
#include "domain/ticket.h"

struct error;
struct till;

/* The open ticket and its figures; the pointers stay good, what they show changes. */
const struct ticket *till_ticket(const struct till *till);
const struct ticket_figures *till_figures(const struct till *till);

/* Counts every change of the ticket and of its tenders, so that a view knows when to be redone. */
uint64_t till_ticket_version(const struct till *till);

/* --- adding -------------------------------------------------------------------------------- */

/* What became of something that was added, scanned or typed. The words in capitals are fields of
 * struct till_outcome that the message needs. */
enum till_outcome_kind {
    /* something was added */
    OUTCOME_LINE, /* LINE_INDEX is new or grew */
    OUTCOME_CAMPAIGN, /* CAMPAIGN is attached as TOUCH_INDEX; HAS_OFFER says whether it gives something */
    OUTCOME_LEAD,  /* the code of LEAD_ID, and no campaign behind it: the sale is theirs */
    OUTCOME_ENDED, /* CAMPAIGN ended on DAY: kept without its offer, and credited nothing */
    OUTCOME_EARLY, /* CAMPAIGN begins on DAY: attached without its offer */
    OUTCOME_USED,  /* this person or code used CAMPAIGN's offer on DAY: attached without it */
    /* a question is open: ask, then call till_add() with the answer too */
    OUTCOME_NEEDS_AGE,      /* PRODUCT_ID is sold from AGE on, and nobody looked yet */
    OUTCOME_NEEDS_QUANTITY, /* PRODUCT_ID is sold by weight, length or volume */
    OUTCOME_NEEDS_PRICE,    /* PRODUCT_ID has no price of its own; QUANTITY_MILLI is known */
    OUTCOME_NEEDS_OPTIONS,  /* a group of PRODUCT_ID's options wants a choice; QUANTITY_MILLI */
    OUTCOME_NEEDS_SERIAL,   /* each piece of PRODUCT_ID has a serial number; QUANTITY_MILLI */
    /* nothing was added, and the sale goes on */
    OUTCOME_UNKNOWN,     /* nobody here knows CODE */
    OUTCOME_CHECK_DIGIT, /* CODE misses its check digit: misread or mistyped */
    OUTCOME_TWICE,       /* CODE is the barcode of one product and the SKU of another */
    OUTCOME_MISTYPED,    /* CODE looks like one of ours and is not right */
    OUTCOME_FOREIGN,     /* a code of another shop */
    OUTCOME_UNCHECKED, /* no key here can tell: at a booth, or before a new key was carried here */
    OUTCOME_REVOKED,   /* CAMPAIGN took this code back */
    OUTCOME_VOUCHER,   /* CODE is a voucher: it pays, see voucher.h */
    OUTCOME_NO_CAMPAIGN, /* one of our codes, and no campaign stands behind it */
    OUTCOME_MISREAD      /* the scanner's text cannot be what it says it is */
};

struct till_outcome {
    enum till_outcome_kind kind;
    char code[SCAN_TEXT_MAX];  /* as it was scanned, without control characters */
    char campaign[NAME_BYTES]; /* its name */
    char day[11];              /* ISO date */
    bool has_offer;
    bool is_again;      /* this code was on the ticket already */
    int64_t lead_id;    /* whose code it is; 0: no lead's. The sale is tied to them */
    bool is_lead_known; /* false: of another till, and not here yet */
    size_t line_index;
    size_t touch_index;
    int64_t product_id;
    int64_t quantity_milli; /* 0: not known; of a line: what was added */
    int age;
    /* OUTCOME_LINE: the shelf runs low, and this much is left when the ticket is paid, also below
     * 0. Said and no more: nothing stops the sale. */
    bool is_stock_low;
    int64_t stock_left_milli;
    char stock_name[NAME_BYTES]; /* of the product, or of a bundle's part */
    enum unit stock_unit;
    int64_t unit_price_minor; /* what a label says, else TILL_PRICE_OWN */
    bool is_labelled;
};

#define TILL_QUANTITY_ASK 0
#define TILL_PRICE_OWN (-1)

#define SERIAL_BYTES LINE_DETAIL_TEXT_BYTES

/* A product of the catalogue that is to be added, with what is known of it so far. */
struct till_add {
    int64_t product_id;
    int64_t quantity_milli;   /* TILL_QUANTITY_ASK: one piece, and a question for what is weighed */
    int64_t unit_price_minor; /* TILL_PRICE_OWN, or what was typed or a label says */
    bool is_labelled;         /* one piece at the price on its label, whatever its unit */
    bool gives_back;          /* a deposit that is given back: the line is below 0 */
    bool has_choices;         /* the options were asked: these, perhaps none */
    size_t choice_count;
    int64_t choice_ids[LINE_OPTIONS_MAX];
    char serial[SERIAL_BYTES]; /* of one piece, which is then what is added; "" not asked */
    int age_checked;           /* somebody looked: at least this old; holds for the ticket */
};

/* Adds a product at its price and tax of this moment, its deposit with it. The outcome is the line
 * or the first question that is open.
 * Errors: ERROR_NOT_FOUND, no such product or option (any more); ERROR_INVALID, these options
 * are not allowed, or what is given back is no deposit; ERROR_LIMIT. */
MUST_CHECK bool till_add(struct till *till, const struct till_add *add,
    struct till_outcome *out_outcome, struct error *err);

/* Adds a product of the catalogue, at its price and tax of this moment. `quantity_milli`:
 * TILL_QUANTITY_ASK means one piece, and a question for what is weighed. `unit_price_minor`:
 * TILL_PRICE_OWN, or what was typed for a product without a price.
 * Errors: ERROR_NOT_FOUND, no such product (any more); ERROR_LIMIT. */
MUST_CHECK bool till_add_product(struct till *till, int64_t product_id, int64_t quantity_milli,
    int64_t unit_price_minor, struct till_outcome *out_outcome, struct error *err);

/* Adds an item that no product stands behind, under this name ("" is "Item") and tax code.
 * Errors: ERROR_INVALID, the price is below 0; ERROR_LIMIT. */
MUST_CHECK bool till_add_typed(struct till *till, const char *name, int64_t unit_price_minor,
    const struct tax_code *tax, struct till_outcome *out_outcome, struct error *err);

/* The tax codes of the catalogue, most used first, for till_add_typed(). Returns how many were
 * filled, at least one (the shop's most used, or 0 %). */
size_t till_tax_codes(struct till *till, struct tax_code *out_codes, size_t codes_max);

/* Understands a scanned or typed text and does what it says: adds the product, attaches the
 * campaign. `quantity_milli` as above, for `12` typed before a product. `kind` is TOUCH_SCANNED or
 * TOUCH_TYPED. Errors: ERROR_LIMIT, ERROR_IO; an unknown code is no error but an outcome. */
MUST_CHECK bool till_scan(struct till *till, struct text_view text, enum scan_symbology symbology,
    int64_t quantity_milli, enum touch_kind kind, struct till_outcome *out_outcome,
    struct error *err);

/* --- changing ------------------------------------------------------------------------------ */

MUST_CHECK bool till_set_quantity(
    struct till *till, size_t line_index, int64_t quantity_milli, struct error *err);
/* One more piece. Errors: ERROR_INVALID for what is weighed. */
MUST_CHECK bool till_plus(struct till *till, size_t line_index, struct error *err);
/* One piece less; at one piece (and for what is weighed) the line goes. Leaves Undo. */
MUST_CHECK bool till_minus(struct till *till, size_t line_index, struct error *err);
/* Leaves Undo. */
MUST_CHECK bool till_remove(struct till *till, size_t line_index, struct error *err);
MUST_CHECK bool till_set_price(
    struct till *till, size_t line_index, int64_t unit_price_minor, struct error *err);

/* Puts other options on a line, by the ids of their choices; the price follows.
 * Errors: ERROR_INVALID, these are not allowed. */
MUST_CHECK bool till_set_options(struct till *till, size_t line_index, const int64_t *choice_ids,
    size_t choice_count, struct error *err);
/* "" takes the note off. Errors: ERROR_LIMIT. */
MUST_CHECK bool till_set_note(
    struct till *till, size_t line_index, const char *note, struct error *err);

/* Another name for a typed item. Errors: as ticket_set_name(). */
MUST_CHECK bool till_set_name(
    struct till *till, size_t line_index, const char *name, struct error *err);

/* By hand; DISCOUNT_NONE takes one off. Errors: ERROR_INVALID as ticket_discount_line(). */
MUST_CHECK bool till_discount_line(
    struct till *till, size_t line_index, struct discount discount, struct error *err);
MUST_CHECK bool till_discount_all(struct till *till, struct discount discount, struct error *err);

/* Takes a code and its discounts off the ticket, as if it had never come. Leaves Undo. */
MUST_CHECK bool till_detach(struct till *till, size_t touch_index, struct error *err);

/* Takes the discounts of a code off; the contact stays and counts. Leaves Undo. */
MUST_CHECK bool till_drop_offer(struct till *till, size_t touch_index, struct error *err);

/* Takes the code off: its contact is kept with the sale as removed, is credited nothing, and the
 * sale is not tied to the lead whose code it was. Leaves Undo. */
MUST_CHECK bool till_disown(struct till *till, size_t touch_index, struct error *err);

/* Unties the sale from a lead that has no campaign; `lead_index` is of ticket.leads. Leaves
 * Undo. */
MUST_CHECK bool till_untie_lead(struct till *till, size_t lead_index, struct error *err);

/* Throws the whole ticket away, for a reason that is kept. Leaves Undo. RIGHT_VOID_TICKET.
 * Errors: ERROR_REFUSED while tenders are taken: they are given back first. */
MUST_CHECK bool till_cancel(struct till *till, const char *reason, struct error *err);

/* --- undo ---------------------------------------------------------------------------------- */

enum till_undo {
    UNDO_NOTHING,
    UNDO_MINUS,
    UNDO_REMOVE,
    UNDO_DETACH,
    UNDO_OFFER, /* a code's discount */
    UNDO_LEAD,
    UNDO_CANCEL
};

/* What till_undo() would bring back: the last of the verbs that leave Undo, until the next one of
 * them or the payment. What was added in between stays. */
enum till_undo till_undo_kind(const struct till *till);
/* The name of what it would bring back: a line's, a campaign's; "" otherwise. */
const char *till_undo_name(const struct till *till);

/* Errors: ERROR_NOT_FOUND, nothing to undo. */
MUST_CHECK bool till_undo(struct till *till, struct error *err);

/* What was taken off is kept for the shift's report: a removed line, pieces less of one, a cancelled
 * sale. True while such voids can still be undone and are no rows yet. */
bool till_has_voids(const struct till *till);

/* Says why the last of them was taken off. Errors: ERROR_NOT_FOUND, none waits any more. */
MUST_CHECK bool till_void_reason(struct till *till, const char *reason, struct error *err);

/* The time for Undo is over: the voids become rows. Paying, parking and closing do it by
 * themselves. Errors: ERROR_BUSY, ERROR_IO. */
MUST_CHECK bool till_end_undo(struct till *till, struct error *err);

#endif
