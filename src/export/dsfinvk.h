#ifndef TILLTALE_EXPORT_DSFINVK_H
#define TILLTALE_EXPORT_DSFINVK_H

/* DSFinV-K: the files that a German tax audit asks a till for, in the shape of version 2.3, with
 * their index.xml. The shape alone: this till has no certified security device (TSE), so the set is
 * marked as not certified in its index, every transaction says that none was attached, and no
 * signature is made up.
 *
 * The unit is the closing: every close of the range with all receipts of its shift, whatever
 * business day they are of. What is not closed yet is in no file. In a receipt
 *
 *     gift cards redeemed and what is put on account are lines below 0, as the format wants it
 *     the float, pay-ins and -outs, the difference and what is taken out are receipts of their own
 *     tips and cash rounding are lines without tax
 *
 * so the payments of every receipt come to its lines. The files are in the folder dsfinvk, or, for
 * one close, in dsfinvk-z-1-000007. */

#include "export/export_files.h"

/* Errors: as export_files(). */
MUST_CHECK bool dsfinvk_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err);

#endif
