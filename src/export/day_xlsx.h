#ifndef TILLTALE_EXPORT_DAY_XLSX_H
#define TILLTALE_EXPORT_DAY_XLSX_H

/* Day as a spreadsheet: day.xlsx with the sheets Day, Sales, Payments and Campaigns, which have
 * the rows of day.csv, sales.csv and payments.csv (export/export_day.h) and of the campaign report.
 *
 * Cells are typed: amounts and quantities are numbers, days and times are dates of the shop's wall
 * clock, everything else is text and never a formula. The header stays in sight; the last row of
 * Sales, Payments and Campaigns has the totals, as formulas with their values. Rows are written as
 * they are read. */

#include "export/export_files.h"

/* Errors: as export_files(). */
MUST_CHECK bool day_xlsx_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err);

#endif
