#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/shop_file.h"
#include "export/report_print.h"
#include "store/store.h"

/* Reads the sums of the range and appends them to `out`. */
typedef bool (*report_writer)(struct store *store, const struct report_range *range, bool as_json,
    struct buffer *out, struct error *err);

static bool write_day(struct store *store, const struct report_range *range, bool as_json,
    struct buffer *out, struct error *err)
{
    struct report_day day;
    if (!report_read_day(store, range, false, &day, err)) {
        return false;
    }
    (as_json ? report_json_day : report_print_day)(out, range, &day);
    report_day_close(&day);
    return true;
}

static bool write_products(struct store *store, const struct report_range *range, bool as_json,
    struct buffer *out, struct error *err)
{
    struct report_products products;
    if (!report_read_products(store, range, &products, err)) {
        return false;
    }
    (as_json ? report_json_products : report_print_products)(out, range, &products);
    report_products_close(&products);
    return true;
}

/* The days that are asked for. Without any, a report of the day is today's and the others go
 * over all days; with one end given the other is open. */
static enum command_status read_range(const struct invocation *invocation,
    const struct shop_file *file, bool is_of_today, char from[DAY_TEXT_MAX], char to[DAY_TEXT_MAX],
    struct error *err)
{
    bool is_open = command_has(invocation, "from") || command_has(invocation, "to") || !is_of_today;
    enum command_status status =
        shop_file_read_day(invocation, "from", is_open ? REPORT_FIRST_DAY : file->today, from, err);
    if (status == COMMAND_OK) {
        status =
            shop_file_read_day(invocation, "to", is_open ? REPORT_LAST_DAY : file->today, to, err);
    }
    if (status == COMMAND_OK && strcmp(from, to) > 0) {
        return command_usage_error(err, "--from %s is after --to %s", from, to);
    }
    return status;
}

static enum command_status report_from(const struct invocation *invocation,
    const struct shop_file *file, report_writer write, struct error *err)
{
    char from[DAY_TEXT_MAX];
    char to[DAY_TEXT_MAX];
    struct report_range range = {.from = from, .to = to};
    struct buffer out = {0};
    enum command_status status = read_range(invocation, file, write == write_day, from, to, err);
    if (status == COMMAND_OK) {
        status = shop_file_read_node(invocation, file, &range.node, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    if (!store_begin_reading(file->store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_written = write(file->store, &range, command_has(invocation, "json"), &out, err);
    store_end_reading(file->store);
    if (is_written) {
        fwrite(out.bytes, 1, out.size, stdout);
    }
    buffer_close(&out);
    return is_written ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_report(
    const struct invocation *invocation, report_writer write, struct error *err)
{
    struct shop_file file;
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    enum command_status status = report_from(invocation, &file, write, err);
    shop_file_close(&file);
    return status;
}

static enum command_status run_day(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, write_day, err);
}

static enum command_status run_products(const struct invocation *invocation, struct error *err)
{
    return run_report(invocation, write_products, err);
}

#define RANGE_OPTIONS                                                                              \
    {"from", "YYYY-MM-DD", false, "the first business day"},                                       \
        {"to", "YYYY-MM-DD", false, "the last business day"},                                      \
        {"till", "N", false, "one till's sales, e.g. 1 or 1b; else all"},                          \
        {"json", NULL, false, "as one line of JSON"},

const struct command command_report_day = {
    .name = "report day",
    .arguments = "",
    .summary = "sums of a day: sales, tax, tenders, campaigns, categories",
    .help = "Without --from and --to the business day of today; of several days, their sums.",
    .options = {RANGE_OPTIONS},
    .run = run_day,
};

const struct command command_report_products = {
    .name = "report products",
    .arguments = "",
    .summary = "what was sold, by product, highest sum first",
    .help = "Without --from and --to all days.",
    .options = {RANGE_OPTIONS},
    .run = run_products,
};
