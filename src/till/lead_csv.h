#ifndef TILLTALE_TILL_LEAD_CSV_H
#define TILLTALE_TILL_LEAD_CSV_H

/* Lead CSV: answers of a web form, and an organiser's list of badges, as spreadsheets write them.
 *
 * A column is known by its name in several languages ("E-mail", "Vorname", "job title"); of leads
 * also at, campaign, placement, scan, rating, interests (with ';' between), note, follow_up, ref,
 * and for each consent `consent_email` (yes, no) with its words in `consent_text`, or in
 * `consent_email_text`. What else a file has becomes a field under the column's own name. */

#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "till/lead.h"

struct error;
struct till;

/* Told of each lead that was added or known, and of each row that was refused (`lead` is NULL, `err`
 * says why). Lines and columns from 1. A false return ends the import with its `err`. */
struct lead_csv_row {
    uint32_t line, column;
    const struct lead_captured *lead;
    const struct error *why;
};
typedef bool (*lead_csv_teller)(void *context, const struct lead_csv_row *row, struct error *err);

/* Adds a row after the other, each whole or not at all. Errors: the file cannot be read or
 * understood; as lead_capture() where no further row can be added either. */
MUST_CHECK bool lead_csv_import(struct till *till, const char *path, enum lead_source source,
    lead_csv_teller tell, void *context, struct error *err);

/* Fills in who stands behind badges that were scanned: rows of badge, and fields. What a person has
 * said already stays; only what is new is written. Needs the key. Errors: ERROR_REFUSED, it is
 * locked; ERROR_INVALID names line and column; then nothing was written. */
struct lead_badge_count {
    size_t rows;      /* of the list */
    size_t filled;    /* people who got something new */
    size_t unchanged; /* people of the list about whom all was known */
    size_t unknown;   /* badges that were scanned and are not on the list */
};
MUST_CHECK bool lead_badges_import(
    struct till *till, const char *path, struct lead_badge_count *out_count, struct error *err);

#endif
