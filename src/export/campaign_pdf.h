#ifndef TILLTALE_EXPORT_CAMPAIGN_PDF_H
#define TILLTALE_EXPORT_CAMPAIGN_PDF_H

/* The figures of campaigns as pages: tables, what the numbers mean, and revenue a day as a chart.
 * Private to src/export. */

#include "office/office.h"

struct campaign_facts;
struct campaign_figures;

/* False: out_problem says why. */
bool campaign_pdf_write(const struct office_api *api, const struct campaign_facts *facts,
    const struct campaign_figures *figures, const char *shop, office_write write, void *context,
    char out_problem[OFFICE_PROBLEM_MAX]);

#endif
