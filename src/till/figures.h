#ifndef TILLTALE_TILL_FIGURES_H
#define TILLTALE_TILL_FIGURES_H

/* Figures of campaigns for the till's screens: reads what happened; domain/campaign_figures.h makes
 * tables of it. */

#include "domain/campaign_figures.h"

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

#endif
