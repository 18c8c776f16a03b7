#ifndef TILLTALE_EXPORT_Z_PDF_H
#define TILLTALE_EXPORT_Z_PDF_H

/* Z reports as pages: z-1-000007.pdf (A4) and z-1-000007-80mm.pdf (for a roll) of each close of the
 * range, from the signed text as it was stored (domain/z_report.h): printed again years later it
 * says the same. Of days without a close there is day.pdf, the day's sums, which is no Z and says
 * so. The files of one close appear together. */

#include "export/export_files.h"

/* form->close_id: that close only. Errors: as export_files(); ERROR_CORRUPT, a stored Z cannot be
 * read. */
MUST_CHECK bool z_pdf_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err);

#endif
