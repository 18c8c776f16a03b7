#ifndef TILLTALE_EXPORT_CAMPAIGN_FILES_H
#define TILLTALE_EXPORT_CAMPAIGN_FILES_H

/* Campaign files: the figures of campaigns (domain/campaign_figures.h) for the meeting, whole and
 * together in their folder (export/file_set.h).
 *
 *     csv   campaigns.csv, channels.csv, placements.csv, people.csv, leads.csv
 *     json  the same as .json, each as `report … --json` prints it
 *     xlsx  campaigns.xlsx: a sheet each, and what the numbers mean
 *     pdf   campaigns.pdf: the tables and revenue a day as a chart */

#include "export/export_files.h"

struct campaign_facts;
struct campaign_figures;

/* `format` is one of these four (ASSERT); `dialect` is for csv; `shop` stands on paper. Errors: as
 * export_files(). */
MUST_CHECK bool campaign_files_write(const struct campaign_facts *facts,
    const struct campaign_figures *figures, const char *shop, enum export_format format,
    struct csv_dialect dialect, const char *folder, struct export_counts *out_counts,
    struct error *err);

#endif
