#ifndef TILLTALE_EXPORT_EXPORT_DAY_H
#define TILLTALE_EXPORT_EXPORT_DAY_H

/* Export of a day: three files for the bookkeeper and for other software.
 *
 * sales     one row a line: sale, till, business_day, sold_at, staff, kind, line, sku, name,
 *           category, quantity, unit_price, discount, net, tax_rate, tax, gross, campaign,
 *           channel, lead
 * payments  one row a payment: sale, till, business_day, paid_at, tender, amount, tendered,
 *           change, currency, reference
 * day       sums of each till: business_day, till, section, key, count, amount
 *
 * As CSV (RFC 4180: CRLF, quotes where they must be; UTF-8; point and comma, or for spreadsheets
 * of the European continent semicolon, decimal comma and BOM) they are sales.csv, payments.csv
 * and day.csv; as JSON sales.json, payments.json and day.json, each an array with a row a line,
 * the columns as keys, amounts as decimal strings.
 *
 * - sold_at and paid_at are local times with their offset, "2026-11-23T13:41:00+01:00".
 * - discount takes off and is not negative: quantity x unit_price - discount is gross, or net
 *   where the shop's prices are net. gross = net + tax. tax_rate is the tax code, "19" or
 *   "5+9.975"; tax is the sum of its taxes.
 * - campaign is the code of the campaign that the sale is credited to (rule *last*), empty if
 *   none; lead is empty until sales carry leads.
 * - amount is what a payment paid for the sale: tendered less change.
 * - A text that a spreadsheet would run as a formula has an apostrophe in front (CSV only);
 *   numbers are never touched.
 *
 * Sections of day, each of which counts everything once:
 *
 *     sale      key sale, refund       receipts    gross
 *     tax_net   key tax code           lines       net of the lines with that code
 *     tax       key one rate           lines       tax at that rate; 5+9.975 gives to both
 *     rounding  key cash               receipts    what cash rounding added or took
 *     tip       key tip                receipts    what was given on top
 *     tender    key cash, card ...     payments    amount
 *     campaign  key code or (none)     receipts    gross
 *     category  key name or (none)     lines       gross
 *
 * So sale = tax_net + tax = campaign = category, and sale + rounding + tip = tender. To book a day,
 * take tax_net and tax against tender less rounding and tips; the other sections say the same money again.
 *
 * A day without sales gives files without rows. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/csv.h"
#include "export/table_out.h"

struct error;
struct report_range;
struct store;
struct zone;

struct export_day_form {
    enum table_format format;
    struct csv_dialect dialect; /* for TABLE_CSV */
    const struct zone *zone;    /* of the shop */
};

struct export_day_counts {
    size_t line_count;
    size_t payment_count;
};

/* Writes the three files of the range into `folder`, whole and together (export/file_set.h), all
 * from one moment of the store. Errors: ERROR_IO and ERROR_BUSY name the folder or the file;
 * ERROR_INVALID, sales in more than one currency; those of the store. */
MUST_CHECK bool export_day(struct store *store, const struct report_range *range,
    const struct export_day_form *form, const char *folder, struct export_day_counts *out_counts,
    struct error *err);

#endif
