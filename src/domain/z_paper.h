#ifndef TILLTALE_DOMAIN_Z_PAPER_H
#define TILLTALE_DOMAIN_Z_PAPER_H

/* Z paper: the rows of a Z or X report as they stand on paper, one under the other, for the
 * terminal, the screen and the printer alike. A row says what it is and has its figure raw;
 * whoever draws it has the words and the locale.
 *
 * Rows borrow their texts from the report, which outlives the paper. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct z_report;

enum z_row_kind {
    Z_ROW_TITLE, /* Z report 0002 */
    Z_ROW_HEAD,  /* Till 1 · 23 Nov 2026: `text` and `day` */
    Z_ROW_RULE,  /* a line across */
    Z_ROW_LINE,  /* words, and a figure at the other end */
    Z_ROW_NOTE   /* small words in the middle */
};

/* What a row is called; {1} is its text. */
enum z_label {
    Z_LABEL_Z_REPORT, /* "Z report {1}" */
    Z_LABEL_X_REPORT,
    Z_LABEL_TEXT, /* "{1}": a name, as it is */
    Z_LABEL_SALES,
    Z_LABEL_REFUNDS,
    Z_LABEL_REFUNDED,
    Z_LABEL_VOIDS,
    Z_LABEL_DISCOUNTS,
    Z_LABEL_NET,
    Z_LABEL_TAX, /* "Tax {1} %" */
    Z_LABEL_TOTAL,
    Z_LABEL_CASH,
    Z_LABEL_CARD,
    Z_LABEL_TRANSFER,
    Z_LABEL_VOUCHER,
    Z_LABEL_ACCOUNT,
    Z_LABEL_ROUNDING,
    Z_LABEL_TIPS,
    Z_LABEL_VOUCHERS_SOLD,
    Z_LABEL_ACCOUNTS_PAID,
    Z_LABEL_NO_CAMPAIGN,
    Z_LABEL_LEADS,
    Z_LABEL_FLOAT,
    Z_LABEL_CASH_SALES,
    Z_LABEL_CASH_REFUNDS,
    Z_LABEL_CORRECTED,
    Z_LABEL_PAID_IN,  /* "In: {1}" */
    Z_LABEL_PAID_OUT, /* "Out: {1}" */
    Z_LABEL_EXPECTED,
    Z_LABEL_COUNTED,
    Z_LABEL_NOT_COUNTED,
    Z_LABEL_OVER,
    Z_LABEL_SHORT,
    Z_LABEL_REASON, /* "{1}": of the difference */
    Z_LABEL_LEFT,
    Z_LABEL_TAKEN,
    Z_LABEL_FOREIGN_EXPECTED, /* "{1} expected": a currency */
    Z_LABEL_FOREIGN_COUNTED,
    Z_LABEL_TERMINAL,
    Z_LABEL_TERMINAL_DIFFERENCE,
    Z_LABEL_UNSEEN, /* "Not arrived: {1}" */
    Z_LABEL_PARKED, /* "Parked: {1}" */
    Z_LABEL_PARKED_OPEN,
    Z_LABEL_GRAND_TOTAL,
    Z_LABEL_RECEIPTS, /* "1-000062 … 1-000206": `text` and `text2` */
    Z_LABEL_NO_RECEIPTS,
    Z_LABEL_CHAIN, /* "chain {1}" */
    Z_LABEL_COUNT
};

enum z_value {
    Z_VALUE_NONE,
    Z_VALUE_COUNT,
    Z_VALUE_MONEY,
    Z_VALUE_HIDDEN /* a dash: not to be seen before the drawer is counted */
};

#define Z_ROW_TEXT_MAX 32

struct z_row {
    enum z_row_kind kind;
    enum z_label label;
    const char *text;          /* {1}; NULL: what stands in `own` */
    char own[Z_ROW_TEXT_MAX];  /* made here: numbers, rates */
    char own2[Z_ROW_TEXT_MAX]; /* Z_LABEL_RECEIPTS: the last one; Z_ROW_HEAD: the ISO day */
    enum z_value value_kind;
    int64_t value;
    char currency[4];
    bool is_bold;
};

struct z_paper {
    struct z_row *rows;
    size_t row_count;
};

/* Lays the report out. `is_blind` hides what would tell how much cash is expected. The caller
 * closes it. */
struct z_paper z_paper_make(const struct z_report *report, bool is_blind);
void z_paper_close(struct z_paper *paper);

/* What {1} of the row is. */
const char *z_row_text(const struct z_row *row);

#define Z_PAPER_COLUMNS 42

/* Appends it as plain text of 42 columns, in English, a line break after each row. */
void z_paper_print(const struct z_paper *paper, struct buffer *out);

#endif
