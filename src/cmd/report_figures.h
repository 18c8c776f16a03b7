#ifndef TILLTALE_CMD_REPORT_FIGURES_H
#define TILLTALE_CMD_REPORT_FIGURES_H

/* Figures of campaigns for the commands that show or save them. Private to src/cmd. */

#include "cmd/cmd.h"
#include "domain/campaign_figures.h"

struct shop_file;

/* --rule and --window, else what the shop set. Returns COMMAND_OK, _REFUSED or _USAGE. */
enum command_status figures_read_rule(const struct invocation *invocation,
    const struct shop_file *file, enum attribution_rule *out_rule, int *out_window_days,
    struct error *err);

/* Reads --from, --to and --till; the facts are the caller's to close. */
enum command_status figures_read_facts(const struct invocation *invocation,
    const struct shop_file *file, int window_days, struct campaign_facts *out_facts,
    struct error *err);

/* --from and --to, else all days. */
enum command_status figures_read_days(const struct invocation *invocation, char from[DAY_TEXT_MAX],
    char to[DAY_TEXT_MAX], struct error *err);

#endif
