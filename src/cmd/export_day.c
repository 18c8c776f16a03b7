#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/shop_file.h"
#include "domain/id.h"
#include "export/export_files.h"
#include "store/store.h"

static enum command_status read_dialect(const struct invocation *invocation, unsigned formats,
    struct export_form *form, struct error *err)
{
    const char *dialect = command_value(invocation, "csv");
    const char *encoding = command_value(invocation, "encoding");
    form->dialect = CSV_RFC4180;
    if (dialect != NULL && strcmp(dialect, "excel-eu") != 0 && strcmp(dialect, "rfc4180") != 0) {
        return command_usage_error(err, "--csv wants excel-eu or rfc4180, not \"%s\"", dialect);
    }
    if (dialect != NULL && (formats & 1u << EXPORT_CSV) == 0) {
        return command_usage_error(err, "--csv is for --format csv");
    }
    if (encoding != NULL && strcmp(encoding, "utf-8") != 0 && strcmp(encoding, "cp1252") != 0) {
        return command_usage_error(err, "--encoding wants utf-8 or cp1252, not \"%s\"", encoding);
    }
    if (encoding != NULL && (formats & 1u << EXPORT_DATEV) == 0) {
        return command_usage_error(err, "--encoding is for --format datev");
    }
    if (dialect != NULL && strcmp(dialect, "excel-eu") == 0) {
        form->dialect = CSV_EXCEL_EU;
    }
    form->is_cp1252 = encoding != NULL && strcmp(encoding, "cp1252") == 0;
    return COMMAND_OK;
}

static enum command_status read_form(const struct invocation *invocation, unsigned *out_formats,
    struct export_form *form, struct error *err)
{
    const char *format = command_value(invocation, "format");
    struct error why;
    *form = (struct export_form){0};
    if (!export_formats_parse(text_view_of(format != NULL ? format : "csv"), out_formats, &why)) {
        return command_usage_error(err, "--format: %s", why.text);
    }
    return read_dialect(invocation, *out_formats, form, err);
}

static void print_counts(const struct report_range *range, enum export_format format,
    const struct export_counts *counts, const char *folder)
{
    bool is_one_day = strcmp(range->from, range->to) == 0;
    printf("%s%s%s: ", range->from, is_one_day ? "" : " to ", is_one_day ? "" : range->to);
    if (format == EXPORT_CSV || format == EXPORT_JSON) {
        printf("%zu line%s and %zu payment%s written to %s\n", counts->line_count,
            counts->line_count == 1 ? "" : "s", counts->payment_count,
            counts->payment_count == 1 ? "" : "s", folder);
    } else {
        printf("%s, %zu row%s in %zu file%s written to %s\n", export_format_text(format),
            counts->row_count, counts->row_count == 1 ? "" : "s", counts->file_count,
            counts->file_count == 1 ? "" : "s", folder);
    }
}

/* --shift N: the close of that number of one till; for what a close is the unit of. */
static enum command_status read_shift(const struct invocation *invocation,
    const struct shop_file *file, unsigned formats, int64_t node, struct export_form *form,
    struct error *err)
{
    const char *shift = command_value(invocation, "shift");
    const unsigned of_close = 1u << EXPORT_PDF | 1u << EXPORT_DSFINVK;
    int64_t number;
    struct error why;
    if (shift == NULL) {
        return COMMAND_OK;
    }
    if ((formats & ~of_close) != 0) {
        return command_usage_error(err, "--shift is for --format pdf and dsfinvk");
    }
    if (!decimal_parse(text_view_of(shift), 0, '.', &number, &why) || number < 1 ||
        number >= ID_NODE_FACTOR) {
        return command_usage_error(err, "--shift wants the number of a Z, not \"%s\"", shift);
    }
    form->close_id = id_make(node != REPORT_ALL_NODES ? node : store_node(file->store), number);
    return COMMAND_OK;
}

static enum command_status export_range(const struct invocation *invocation,
    const struct shop_file *file, unsigned formats, struct export_form *form,
    struct report_range *range, struct error *err)
{
    const char *folder = command_value(invocation, "to");
    enum command_status status = shop_file_read_node(invocation, file, &range->node, err);
    if (status == COMMAND_OK) {
        status = read_shift(invocation, file, formats, range->node, form, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    form->zone = file->zone;
    form->day_start_minutes = file->day_start_minutes;
    for (int format = 0; format < EXPORT_FORMAT_COUNT; format++) {
        struct export_counts counts;
        if ((formats & 1u << format) == 0) {
            continue;
        }
        if (!export_files(
                file->store, range, form, (enum export_format)format, folder, &counts, err)) {
            return COMMAND_REFUSED;
        }
        print_counts(range, (enum export_format)format, &counts, folder);
    }
    return COMMAND_OK;
}

/* The days that are asked for: one, or from the first to the last of a range. */
static enum command_status read_days(const struct invocation *invocation,
    const struct shop_file *file, char from[DAY_TEXT_MAX], char until[DAY_TEXT_MAX],
    struct error *err)
{
    bool is_range = invocation->command == &command_export_range;
    enum command_status status =
        shop_file_read_day(invocation, is_range ? "from" : "day", file->today, from, err);
    if (status == COMMAND_OK && is_range) {
        status = shop_file_read_day(invocation, "until", file->today, until, err);
    } else if (status == COMMAND_OK) {
        (void)text_copy(until, DAY_TEXT_MAX, from);
    }
    if (status == COMMAND_OK && strcmp(from, until) > 0) {
        return command_usage_error(err, "--from %s is after --until %s", from, until);
    }
    return status;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    char from[DAY_TEXT_MAX], until[DAY_TEXT_MAX];
    struct report_range range = {.from = from, .to = until};
    struct export_form form;
    struct shop_file file;
    unsigned formats;
    enum command_status status = read_form(invocation, &formats, &form, err);
    if (status != COMMAND_OK) {
        return status;
    }
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    status = read_days(invocation, &file, from, until, err);
    if (status == COMMAND_OK) {
        status = export_range(invocation, &file, formats, &form, &range, err);
    }
    shop_file_close(&file);
    return status;
}

#define FORMAT_HELP                                                                                \
    "csv: sales (one row a line), payments (one row a payment) and day (sums), in which each\n"    \
    "section counts the days once: category = tax_net + tax, with no_revenue (gift cards sold,\n"  \
    "debts paid) = sale = campaign, and sale + rounding + tip = tender. json: the same, and\n"     \
    "all.json with everything. xlsx: a spreadsheet. pdf: the Z report of each close, on A4\n"      \
    "and 80 mm.\n"                                                                                 \
    "hledger, beancount: journals; xero: sales invoices; quickbooks: a journal; datev: rows\n"     \
    "as DATEV has them. Their accounts are those of 'tilltale ledger'. dsfinvk: a folder in the\n" \
    "shape of DSFinV-K, of what was closed; without a TSE it is not certified.\n"                  \
    "DIR is made if it is missing. The files of a format appear whole and together, or not at\n"   \
    "all."

#define FORMAT_OPTIONS                                                                             \
    {"to", "DIR", true, "the folder for the files"},                                               \
        {"format", "LIST", false,                                                                  \
            "csv,json,xlsx,pdf,hledger,beancount,xero,quickbooks,datev,dsfinvk;\n                " \
            "          csv unless said "                                                           \
            "otherwise"},                                                                          \
        {"csv", "excel-eu", false, "csv: semicolon, decimal comma and BOM"},                       \
        {"encoding", "cp1252", false, "datev: the old encoding instead of UTF-8"},                 \
        {"till", "N", false, "one till's, e.g. 1 or 1b; else all"},                                \
        {"shift", "N", false, "pdf, dsfinvk: the close of this number alone, whenever it was"},

const struct command command_export_day = {
    .name = "export day",
    .arguments = "",
    .summary = "writes a day as files: tables, spreadsheets, reports, bookkeeping",
    .help = FORMAT_HELP,
    .options = {{"day", "YYYY-MM-DD", false, "the business day; else today's"}, FORMAT_OPTIONS},
    .run = run,
};

const struct command command_export_range = {
    .name = "export range",
    .arguments = "",
    .summary = "writes several days as files",
    .help = FORMAT_HELP,
    .options = {{"from", "YYYY-MM-DD", false, "the first business day; else today's"},
        {"until", "YYYY-MM-DD", false, "the last business day; else today's"}, FORMAT_OPTIONS},
    .run = run,
};
