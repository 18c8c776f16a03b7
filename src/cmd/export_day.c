#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/shop_file.h"
#include "export/export_day.h"

static enum command_status read_form(
    const struct invocation *invocation, struct export_day_form *form, struct error *err)
{
    const char *format = command_value(invocation, "format");
    const char *dialect = command_value(invocation, "csv");
    *form = (struct export_day_form){.format = TABLE_CSV, .dialect = CSV_RFC4180};
    if (format != NULL && strcmp(format, "json") == 0) {
        form->format = TABLE_JSON;
    } else if (format != NULL && strcmp(format, "csv") != 0) {
        return command_usage_error(err, "--format wants csv or json, not \"%s\"", format);
    }
    if (dialect == NULL) {
        return COMMAND_OK;
    }
    if (strcmp(dialect, "excel-eu") != 0 && strcmp(dialect, "rfc4180") != 0) {
        return command_usage_error(err, "--csv wants excel-eu or rfc4180, not \"%s\"", dialect);
    }
    if (form->format != TABLE_CSV) {
        return command_usage_error(err, "--csv is for --format csv");
    }
    form->dialect = strcmp(dialect, "excel-eu") == 0 ? CSV_EXCEL_EU : CSV_RFC4180;
    return COMMAND_OK;
}

static enum command_status export_from(const struct invocation *invocation,
    const struct shop_file *file, struct export_day_form *form, struct error *err)
{
    char day[DAY_TEXT_MAX];
    struct report_range range = {.from = day, .to = day};
    struct export_day_counts counts;
    const char *folder = command_value(invocation, "to");
    enum command_status status = shop_file_read_day(invocation, "day", file->today, day, err);
    if (status == COMMAND_OK) {
        status = shop_file_read_node(invocation, file, &range.node, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    form->zone = file->zone;
    if (!export_day(file->store, &range, form, folder, &counts, err)) {
        return COMMAND_REFUSED;
    }
    printf("%s: %zu line%s and %zu payment%s written to %s\n", day, counts.line_count,
        counts.line_count == 1 ? "" : "s", counts.payment_count,
        counts.payment_count == 1 ? "" : "s", folder);
    return COMMAND_OK;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct export_day_form form;
    struct shop_file file;
    enum command_status status = read_form(invocation, &form, err);
    if (status != COMMAND_OK) {
        return status;
    }
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    status = export_from(invocation, &file, &form, err);
    shop_file_close(&file);
    return status;
}

const struct command command_export_day = {
    .name = "export day",
    .arguments = "",
    .summary = "writes a day's sales, payments and sums as files",
    .help =
        "Writes sales (one row a line), payments (one row a payment) and day (sums) into DIR,\n"
        "which is made if it is missing. The files appear whole and together, or not at all.\n"
        "In the file day each section counts the day once: sale = tax_net + tax = campaign =\n"
        "category, and sale + rounding = tender.",
    .options =
        {
            {"day", "YYYY-MM-DD", false, "the business day; else today's"},
            {"to", "DIR", true, "the folder for the files"},
            {"format", "csv|json", false, "csv unless said otherwise"},
            {"csv", "excel-eu", false, "semicolon, decimal comma and BOM"},
            {"till", "N", false, "one till's sales, e.g. 1 or 1b; else all"},
        },
    .run = run,
};
