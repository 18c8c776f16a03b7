#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/report_figures.h"
#include "cmd/shop_file.h"
#include "export/campaign_print.h"
#include "store/campaign_facts.h"
#include "store/store.h"
#include "till/figures.h"

enum command_status figures_read_days(const struct invocation *invocation, char from[DAY_TEXT_MAX],
    char to[DAY_TEXT_MAX], struct error *err)
{
    enum command_status status =
        shop_file_read_day(invocation, "from", REPORT_FIRST_DAY, from, err);
    if (status == COMMAND_OK) {
        status = shop_file_read_day(invocation, "to", REPORT_LAST_DAY, to, err);
    }
    if (status == COMMAND_OK && strcmp(from, to) > 0) {
        return command_usage_error(err, "--from %s is after --to %s", from, to);
    }
    return status;
}

enum command_status figures_read_rule(const struct invocation *invocation,
    const struct shop_file *file, enum attribution_rule *out_rule, int *out_window_days,
    struct error *err)
{
    const char *rule = command_value(invocation, "rule");
    const char *window = command_value(invocation, "window");
    int64_t days;
    struct error why;
    if (!figures_settings(file->store, out_rule, out_window_days, err)) {
        return COMMAND_REFUSED;
    }
    if (rule != NULL && !attribution_rule_parse(text_view_of(rule), out_rule)) {
        return command_usage_error(
            err, "--rule wants last, first, linear, position or decay, not \"%s\"", rule);
    }
    if (window != NULL) {
        if (!decimal_parse(text_view_of(window), 0, '.', &days, &why) || days < 0 ||
            days > FIGURES_WINDOW_DAYS_MAX) {
            return command_usage_error(err, "--window wants days from 0 to %d, not \"%s\"",
                FIGURES_WINDOW_DAYS_MAX, window);
        }
        *out_window_days = (int)days;
    }
    return COMMAND_OK;
}

enum command_status figures_read_facts(const struct invocation *invocation,
    const struct shop_file *file, int window_days, struct campaign_facts *out_facts,
    struct error *err)
{
    char from[DAY_TEXT_MAX], to[DAY_TEXT_MAX];
    struct campaign_facts_period period = {.range = {.from = from, .to = to},
        .zone = file->zone,
        .day_start_minutes = file->day_start_minutes,
        .now_ms = clock_now_ms(clock_system()),
        .window_days_max = window_days};
    enum command_status status = figures_read_days(invocation, from, to, err);
    if (status == COMMAND_OK) {
        status = shop_file_read_node(invocation, file, &period.range.node, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    if (!store_begin_reading(file->store, err)) {
        return COMMAND_REFUSED;
    }
    bool done = campaign_facts_read(file->store, &period, out_facts, err);
    store_end_reading(file->store);
    return done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status report_from(const struct invocation *invocation,
    const struct shop_file *file, enum campaign_report report, struct error *err)
{
    enum attribution_rule rule;
    int window_days;
    struct campaign_facts facts;
    struct campaign_figures figures;
    struct buffer out = {0};
    enum command_status status = figures_read_rule(invocation, file, &rule, &window_days, err);
    if (status == COMMAND_OK) {
        status = figures_read_facts(invocation, file, window_days, &facts, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    campaign_figures_make(&facts, rule, window_days, &figures);
    (command_has(invocation, "json") ? campaign_print_json : campaign_print)(
        &out, report, &facts, &figures);
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_close(&out);
    campaign_figures_close(&figures);
    campaign_facts_close(&facts);
    return COMMAND_OK;
}

static enum command_status run_report(
    const struct invocation *invocation, enum campaign_report report, struct error *err)
{
    struct shop_file file;
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    enum command_status status = report_from(invocation, &file, report, err);
    shop_file_close(&file);
    return status;
}

static enum command_status run_campaigns(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, CAMPAIGN_REPORT_CAMPAIGNS, err);
}

static enum command_status run_channels(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, CAMPAIGN_REPORT_CHANNELS, err);
}

static enum command_status run_placements(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, CAMPAIGN_REPORT_PLACEMENTS, err);
}

static enum command_status run_people(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, CAMPAIGN_REPORT_PEOPLE, err);
}

static enum command_status run_leads(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, CAMPAIGN_REPORT_LEADS, err);
}

#define FIGURES_OPTIONS                                                                            \
    {"rule", "RULE", false, "who gets the sale: last, first, linear, position, decay"},            \
        {"window", "DAYS", false, "how long before a sale a code counts"},                         \
        {"from", "YYYY-MM-DD", false, "the first business day"},                                   \
        {"to", "YYYY-MM-DD", false, "the last business day"},                                      \
        {"till", "N", false, "one till's sales, e.g. 1 or 1b; else all"},                          \
        {"json", NULL, false, "as one line of JSON"},

#define FIGURES_HELP                                                                               \
    "Without --from and --to the whole of each campaign; without --rule and --window as the\n"     \
    "shop's settings attribution_rule and attribution_window_days say."

const struct command command_report_campaigns = {
    .name = "report campaigns",
    .arguments = "",
    .summary = "what each campaign cost and brought",
    .help = FIGURES_HELP,
    .options = {FIGURES_OPTIONS},
    .run = run_campaigns,
};

const struct command command_report_channels = {
    .name = "report channels",
    .arguments = "",
    .summary = "the same by channel; own customers apart from what was paid for",
    .help = FIGURES_HELP,
    .options = {FIGURES_OPTIONS},
    .run = run_channels,
};

const struct command command_report_placements = {
    .name = "report placements",
    .arguments = "",
    .summary = "the same by placement: each flyer, poster and stand",
    .help = FIGURES_HELP,
    .options = {FIGURES_OPTIONS},
    .run = run_placements,
};

const struct command command_report_people = {
    .name = "report people",
    .arguments = "",
    .summary = "who left details and bought; new, known and unknown buyers",
    .help = FIGURES_HELP,
    .options = {FIGURES_OPTIONS},
    .run = run_people,
};

const struct command command_report_leads = {
    .name = "report leads",
    .arguments = "",
    .summary = "leads by placement, what one cost, and how many bought",
    .help = FIGURES_HELP,
    .options = {FIGURES_OPTIONS},
    .run = run_leads,
};
