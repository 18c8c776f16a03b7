#ifndef TILLTALE_TILL_IMPORT_H
#define TILLTALE_TILL_IMPORT_H

/* Import: the catalogue and the campaigns from a file that a spreadsheet wrote.
 *
 * One file is one transaction. Everything is checked before anything is written; a file with a bad
 * row changes nothing, and all its bad rows are listed. Importing again changes what differs, by
 * `sku` or `code`; a row that says what is there already is not written, and what the file does
 * not mention stays as it is.
 *
 * Products: sku, barcode, name, category, price, tax_rate, unit, and perhaps cost, kind (item,
 *   bundle, deposit), deposit (the SKU of what is due on each piece), asks (serial, age:18),
 *   favourite (place in the grid of all), stock (yes: it is counted), low_stock (warn at or below),
 *   options (names of groups), parts (of a bundle: SKU or SKU*2). Lists are separated by ';'.
 * Options: group, minimum, maximum, choice, price; a row a choice. A choice that a group of the
 *   file no longer has is not offered any more.
 * Prices: sku, price, of one list; an empty price takes the product off the list.
 * Stock: sku, quantity, and perhaps note; a row without a quantity is passed over.
 * Campaigns: code, name, channel, starts, ends, budget, offer, landing_url, headline, and perhaps
 *   limit (person, token), stacks (yes), utm, form_url, ground_colour, button_colour, languages.
 * Spend: date, campaign (its code or name), amount, and perhaps placement, note, ref. A row that is
 *   there already, by its ref or by all that it says, is not booked again.
 * Conversions: order, time, amount, and perhaps net or tax, currency, token, utm; the columns of the
 *   order exports of web shops are known, too. Also as JSON, one object a line. An order is known by
 *   its number: the same again adds nothing, and one with another amount is named and not changed.
 *   What no campaign of the shop brought is kept as such, and where it came from is named.
 * Touches: JSON, one object a line: at, campaign, kind, and perhaps placement, lead. Facts of this
 *   till. The same contact again adds nothing.
 * Columns in any order; others are named in a warning. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "till/stock.h"

struct error;
struct till;

#define IMPORT_PROBLEMS_MAX 50 /* listed; more are counted */
#define IMPORT_WARNINGS_MAX 20
#define IMPORT_WORDS_MAX 256

struct import_problem {
    uint32_t line, column; /* from 1; the column counts characters. 0: the whole file */
    char words[IMPORT_WORDS_MAX];
};

struct import_result {
    size_t row_count; /* without the header */
    size_t added_count, changed_count, unchanged_count;
    size_t problem_count; /* of which IMPORT_PROBLEMS_MAX are in `problems` */
    struct import_problem problems[IMPORT_PROBLEMS_MAX];
    size_t warning_count;
    char warnings[IMPORT_WARNINGS_MAX][IMPORT_WORDS_MAX];
};

/* Told now and then how far it is; `what` is "reading" or "writing". May be NULL. */
struct import_progress {
    void (*tell)(void *context, const char *what, size_t done, size_t total);
    void *context;
};

/* `*out_result` is always filled as far as it went. False with problem_count > 0: the rows are
 * named there and `err` says that nothing was imported.
 * Errors: ERROR_NOT_FOUND, ERROR_IO: the file; ERROR_INVALID; ERROR_REFUSED, the office holds the
 * pen; ERROR_BUSY. */
MUST_CHECK bool import_products(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);
MUST_CHECK bool import_campaigns(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);

MUST_CHECK bool import_options(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);

/* The list that prices go into, made where there is none of this name. NULL leaves what the list
 * has; a new one holds always. */
struct import_price_list {
    const char *name;
    const char *starts_on, *ends_on; /* ISO days, both included; "" open */
    const char *weekdays;            /* "mon-fri", "sat,sun"; "" every day */
    const char *hours;               /* "16:00-18:00"; "" the whole day */
    bool is_off;                     /* the list rests */
};
MUST_CHECK bool import_prices(struct till *till, const struct import_price_list *list,
    const char *path, const struct import_progress *progress, struct import_result *out_result,
    struct error *err);

/* Deliveries, counts or losses. Facts of this till: not for the office's store. */
MUST_CHECK bool import_stock(struct till *till, enum stock_act act, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);

MUST_CHECK bool import_spend(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);
MUST_CHECK bool import_conversions(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);
MUST_CHECK bool import_touches(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);

#endif
