#ifndef TILLTALE_EXPORT_EXPORT_FILES_H
#define TILLTALE_EXPORT_EXPORT_FILES_H

/* Export files: the days of a range as files of one format, whole and together in their folder
 * (export/file_set.h), all from one moment of the store.
 *
 *     csv         sales.csv, payments.csv, day.csv (export/export_day.h)
 *     json        sales.json, payments.json, day.json, and all.json: everything as one document
 *                 (export/day_json.h)
 *     xlsx        day.xlsx (export/day_xlsx.h)
 *     pdf         z-NUMBER.pdf and z-NUMBER-80mm.pdf of each close; day.pdf where nothing was
 *                 closed (export/z_pdf.h)
 *     hledger     tilltale.journal       beancount   tilltale.beancount
 *     xero        xero-invoices.csv      quickbooks  quickbooks-journal.csv
 *     datev       datev-buchungen.csv    dsfinvk     a folder dsfinvk with its index.xml
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/csv.h"
#include "base/text.h"

struct error;
struct report_range;
struct store;
struct zone;

enum export_format {
    EXPORT_CSV,
    EXPORT_JSON,
    EXPORT_XLSX,
    EXPORT_PDF,
    EXPORT_HLEDGER,
    EXPORT_BEANCOUNT,
    EXPORT_XERO,
    EXPORT_QUICKBOOKS,
    EXPORT_DATEV,
    EXPORT_DSFINVK,
    EXPORT_FORMAT_COUNT
};

/* "csv", "json" … */
const char *export_format_text(enum export_format format);

/* Reads "csv,xlsx,hledger" into a set of bits. Errors: ERROR_INVALID names the formats. */
MUST_CHECK bool export_formats_parse(
    struct text_view text, unsigned *out_formats, struct error *err);

struct export_form {
    struct csv_dialect dialect; /* for csv */
    const struct zone *zone;    /* of the shop */
    int day_start_minutes;
    bool is_cp1252;   /* datev: the old encoding instead of UTF-8 */
    int64_t close_id; /* pdf and dsfinvk: this close only; 0: all of the range */
};

struct export_counts {
    size_t row_count; /* lines, postings, rows: what the format has most of */
    size_t file_count;
    size_t line_count, payment_count; /* of csv */
};

/* Writes one format into `folder`, which is made if it is missing. Errors: ERROR_IO and ERROR_BUSY
 * name the folder or the file; ERROR_INVALID, sales in more than one currency; ERROR_NOT_FOUND, the
 * program's module for the format is not installed; those of the store. */
MUST_CHECK bool export_files(struct store *store, const struct report_range *range,
    const struct export_form *form, enum export_format format, const char *folder,
    struct export_counts *out_counts, struct error *err);

#endif
