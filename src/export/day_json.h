#ifndef TILLTALE_EXPORT_DAY_JSON_H
#define TILLTALE_EXPORT_DAY_JSON_H

/* Day as JSON: everything of a range of days as one document, all.json, one thing a line.
 *
 *     format      "tilltale-days", version 1
 *     from, to    business days, both included
 *     currency
 *     shifts      shift, business_day, opened_at, staff, float
 *     sales       each as `sale show --json` prints it (export/sale_json.h), and kind (sale, refund),
 *                 tip, till, staff; line_details, one a line: name, category, unit, kind (item,
 *                 deposit, voucher, account), of and of_line (the line that it takes back) with
 *                 reason and restock, notes (kind, text, amount); foreign, one a payment in other
 *                 cash: payment, currency, amount, rate
 *     cash_movements   number, kind (pay_in, pay_out), amount, currency, reason, staff, at
 *     corrections      sale, from, to, amount, reference, staff, at
 *     closes      z, shift, business_day, closed_at, staff, expected, counted, difference, reason,
 *                 left, taken, terminal, grand_total, and report: the Z itself
 *     day         section, key, count, amount: the sums of day.csv, all tills and days together
 *     campaigns   campaign, channel, touches, sales, revenue (rule: last)
 *
 * Amounts are decimal strings; moments are UTC. Numbers of shifts, movements and closes are
 * "1-000007": till and number. */

#include "export/export_files.h"

/* Adds its rows and its file to `counts`. Errors: as export_files(). */
MUST_CHECK bool day_json_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err);

#endif
