#ifndef TILLTALE_EXPORT_BOOKS_H
#define TILLTALE_EXPORT_BOOKS_H

/* Books: the bookings of a range (export/booking.h) in the words of five accounting programs.
 *
 * Journals (hledger, beancount): a transaction an act, the campaign as a tag, the receipt's number
 * as its code or link; accounts and commodities are declared at the top, so that
 * `hledger check --strict` and `bean-check` accept them. Foreign cash stands in its own currency
 * with what it was worth as its total cost.
 *
 * Rows (Xero, QuickBooks, DATEV): a day and till is one invoice, one journal entry, one batch.
 *     Xero        net amounts with TaxAmount, to be imported as "tax exclusive"; a line a tax code
 *                 and campaign, TrackingName1 "Campaign"; the Total is what was paid
 *     QuickBooks  JournalNo a day and till; debits equal credits; campaign in Class
 *     DATEV       gross amounts on revenue accounts that work the tax out themselves; every row
 *                 against the account of the role clearing, which ends at 0; campaign in KOST1
 *
 * All are called while the store is being read, write into `out` of `set`, and add to *out_rows. */

#include "export/export_files.h"
#include "export/file_set.h"

struct booking_form;
struct ledger;

struct book_job {
    struct store *store;
    const struct report_range *range;
    const struct booking_form *form;
    const struct ledger *ledger;
    const struct export_form *files;
    struct file_set *set;
    struct file_out *out;
    size_t row_count;
};

MUST_CHECK bool book_write_hledger(struct book_job *job, struct error *err);
MUST_CHECK bool book_write_beancount(struct book_job *job, struct error *err);
MUST_CHECK bool book_write_xero(struct book_job *job, struct error *err);
MUST_CHECK bool book_write_quickbooks(struct book_job *job, struct error *err);
MUST_CHECK bool book_write_datev(struct book_job *job, struct error *err);

#endif
