#ifndef TILLTALE_DOMAIN_Z_REPORT_H
#define TILLTALE_DOMAIN_Z_REPORT_H

/* Z report: what a till did from one close to the next, for paper, screens and files. A Z is
 * written once by a close and read back for ever; an X is the same over what is not closed yet.
 *
 * What it covers: every receipt of one till with a number after the close before, so a late or
 * backdated sale is in the next Z and in no signed one. Amounts are minor units of `currency`.
 *
 * What is revenue: every line but gift cards sold (a debt of the shop) and accounts paid (a debt
 * to it). For all of these to hold is what a Z is:
 *
 *     sales + refunds    = gross + voucher_sold + account_paid
 *     gross              = net + tax = sum(tax_codes.gross) = sum(campaigns.amount)
 *     tax                = sum(taxes.tax)
 *     sum(tenders.amount) = sales + refunds + rounding + tip
 *     expected           = float + cash_sales + cash_refunds + corrected_cash + pay_in - pay_out
 *     difference         = counted - expected, if it was counted
 *     left + taken       = counted, else expected
 *     grand_total        = that of the Z before + every line of revenue above 0 of this one
 *
 * Amounts of refunds are below 0, as in sales. Cash of other currencies stands apart: what came in
 * of it is in `foreign`, and the change given for it has left the drawer's own money.
 *
 * The arrays belong to the struct: z_report_close gives them back. A zeroed struct is empty. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/sale.h"

struct buffer;
struct error;

#define Z_HEAD_TEXT_MAX 65 /* 32 bytes in hex and a NUL */

/* A code of the lines ("19", "5+9.975"), and what they come to. */
struct z_tax_code {
    char code[SALE_WORD_MAX];
    int64_t line_count;
    int64_t net_minor, tax_minor, gross_minor;
};

/* One rate, over all codes that have it. */
struct z_tax {
    int64_t rate_ppm;
    int64_t net_minor, tax_minor;
};

struct z_tender {
    char tender[16];      /* cash, card, transfer, voucher, account */
    int64_t count;        /* payments */
    int64_t rung_minor;   /* as it was rung up */
    int64_t moved_minor;  /* by corrections of the tender, signed */
    int64_t amount_minor; /* rung + moved */
};

/* Cash of another currency. Own amounts but worth_minor are minor units of that currency. */
struct z_foreign {
    char currency[4];
    int64_t count; /* payments */
    int64_t float_minor;
    int64_t received_minor; /* tendered less given back */
    int64_t worth_minor;    /* of what was received, in the shop's currency, as it was rung up */
    int64_t pay_in_minor, pay_out_minor;
    int64_t expected_minor;
    bool has_counted;
    int64_t counted_minor;
    int64_t left_minor, taken_minor;
};

/* Money put into the drawer or taken out of it between sales. */
struct z_movement {
    char kind[8]; /* pay_in, pay_out */
    int64_t amount_minor;
    char currency[4];
    char reason[SALE_TEXT_MAX];
    char staff_name[SALE_TEXT_MAX];
    int64_t moved_at_ms;
};

struct z_piece {
    char currency[4];
    int64_t value_minor; /* a note or a coin; 0: pieces is a sum in minor units */
    int64_t pieces;
};

/* A bank transfer that nobody saw arrive, of this Z or of one before. */
struct z_transfer {
    int64_t sale_id;
    int64_t payment_n;
    int64_t amount_minor;
    char reference[SALE_WORD_MAX];
    bool was_looked_for; /* somebody looked and it was not there */
};

struct z_parked {
    char name[SALE_TEXT_MAX];
    int64_t line_count;
    int64_t total_minor;
};

/* Whole sales by the last credited touch (domain/attribution.h); revenue only. */
struct z_campaign {
    char code[SALE_WORD_MAX]; /* '' no campaign: the last row */
    char name[SALE_TEXT_MAX];
    int64_t sale_count; /* receipts that are no refunds */
    int64_t amount_minor;
};

struct z_report {
    /* Head */
    int64_t number;       /* of the Z; 0: an X */
    int64_t shift_number; /* 0: an X while nothing is open */
    int64_t node;
    char till[16]; /* "Till 1b" */
    char shop[SALE_TEXT_MAX];
    char business_day[11]; /* of the moment of closing */
    int64_t opened_at_ms, closed_at_ms;
    char timezone[64]; /* the shop's when it was closed */
    char opened_by[SALE_TEXT_MAX], closed_by[SALE_TEXT_MAX];
    char currency[4];

    /* Receipts: 0 and '' where there was none. */
    int64_t first_receipt, last_receipt; /* numbers of this till */
    char first_day[11], last_day[11];    /* business days of the sales, earliest and latest */
    int64_t sale_count, sales_minor;
    int64_t refund_count, refunds_minor; /* receipts of kind refund; below 0 */
    int64_t line_refund_count,
        line_refunds_minor; /* lines that took goods back, also of exchanges */
    int64_t void_line_count, void_lines_minor;
    int64_t void_ticket_count, void_tickets_minor;
    int64_t discount_count, discounts_minor; /* lines that had one; what went back is taken off */

    /* Revenue */
    int64_t net_minor, tax_minor, gross_minor;
    struct z_tax_code *tax_codes; /* by code */
    size_t tax_code_count;
    struct z_tax *taxes; /* by rate */
    size_t tax_count;

    /* What is no revenue */
    int64_t voucher_sold_count, voucher_sold_minor;
    int64_t voucher_redeemed_minor; /* = tender voucher */
    int64_t account_put_minor;      /* = tender account */
    int64_t account_paid_count, account_paid_minor;
    int64_t rounding_count, rounding_minor;
    int64_t tip_count, tip_minor;

    /* How it was paid */
    struct z_tender *tenders; /* cash, card, transfer, voucher, account; those that occurred */
    size_t tender_count;
    int64_t correction_count;

    /* The drawer, own currency */
    int64_t float_minor;
    bool float_is_implied;      /* nobody said it: what the close before left */
    int64_t cash_sales_minor;   /* cash rung less change, without foreign cash, change for it off */
    int64_t cash_refunds_minor; /* below 0 */
    int64_t corrected_cash_minor;
    int64_t pay_in_count, pay_in_minor;
    int64_t pay_out_count, pay_out_minor; /* what went out, above 0 */
    int64_t expected_minor;
    bool has_counted;
    int64_t counted_minor;
    int64_t difference_minor; /* below 0: short; 0 if not counted */
    char reason[SALE_TEXT_MAX];
    int64_t left_minor, taken_minor; /* 0 in an X */
    struct z_movement *movements;    /* of all currencies, in order */
    size_t movement_count;
    struct z_piece *pieces; /* what was counted */
    size_t piece_count;
    struct z_foreign *foreign; /* by currency */
    size_t foreign_count;

    /* Card terminal */
    bool has_terminal;
    int64_t terminal_minor;
    int64_t terminal_difference_minor; /* terminal - tender card; 0 if not said */

    struct z_transfer *transfers;
    size_t transfer_count;
    struct z_parked *parked; /* carried over */
    size_t parked_count;

    struct z_campaign *campaigns; /* highest amount first, then by code; no campaign last */
    size_t campaign_count;
    int64_t lead_count;

    int64_t grand_total_minor; /* perpetual; never falls */

    /* Up to where it read: the numbers n of the last rows of these tables, 0 none. */
    int64_t last_lead, last_transfer_check;
    char chain_head[Z_HEAD_TEXT_MAX]; /* of the till's chain before the close, hex; '' in an X */
};

/* Gives the arrays back and leaves an empty report. */
void z_report_close(struct z_report *report);

/* Appends the canonical JSON: one line without a line break at its end, every key always there
 * and in one order, amounts as decimal strings with all decimals of the currency, moments in UTC.
 * The same report is always the same bytes: these are what a close signs. */
void z_report_print_json(const struct z_report *report, struct buffer *out);

/* Reads it back: printing the result gives the same bytes. `out_report` is empty or zeroed.
 * Errors: ERROR_CORRUPT, it is not such a text. */
MUST_CHECK bool z_report_parse_json(
    struct text_view text, struct z_report *out_report, struct error *err);

/* The amount of one tender; 0 if it did not occur. */
int64_t z_report_tender(const struct z_report *report, const char *tender);

/* True if the equations above hold (but the grand total's). */
bool z_report_is_consistent(const struct z_report *report);

#endif
