#ifndef TILLTALE_TILL_FIGURES_H
#define TILLTALE_TILL_FIGURES_H

/* Figures of campaigns for the till's screens: reads what happened; domain/campaign_figures.h makes
 * tables of it. */

#include "domain/campaign_figures.h"
#include "till/export_target.h"

struct error;
struct store;
struct till;

#define FIGURES_WINDOW_DAYS_MAX 365

/* Reads the period, business days "2026-11-23", both included; NULL and NULL: the whole of each
 * campaign. With it the shop's window can be asked for, and every shorter one.
 * Errors: as campaign_facts_read(). */
MUST_CHECK bool figures_read(struct till *till, const char *from, const char *to,
    struct campaign_facts *out_facts, struct error *err);
void figures_close(struct campaign_facts *facts);

/* What the shop set: rule and window. */
MUST_CHECK bool figures_settings(
    struct store *store, enum attribution_rule *out_rule, int *out_window_days, struct error *err);

/* Where files of the figures went. */
struct figures_saved {
    char target[EXPORT_TARGET_NAME_MAX]; /* the last one */
    bool is_stick;
    char folder[512]; /* on it */
    size_t file_count;
};

/* Saves the figures as spreadsheet and pages to every place that the files of a closed day go to
 * (export_target.h), into a folder campaigns-FROM_TO of this till. Errors: ERROR_NOT_FOUND, no place
 * is set, or none of them is there now (the stick is not plugged in); those of
 * export/campaign_files.h. */
MUST_CHECK bool figures_save(struct till *till, const struct campaign_facts *facts,
    const struct campaign_figures *figures, struct figures_saved *out_saved, struct error *err);

#endif
