#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/report_figures.h"
#include "cmd/shop_file.h"
#include "export/campaign_files.h"
#include "store/campaign_facts.h"
#include "store/setting.h"

#define FORMATS (1u << EXPORT_CSV | 1u << EXPORT_JSON | 1u << EXPORT_XLSX | 1u << EXPORT_PDF)

struct saving {
    unsigned formats;
    struct csv_dialect dialect;
    const char *folder;
    char shop[SETTING_VALUE_MAX];
    enum attribution_rule rule;
    int window_days;
};

static enum command_status read_form(
    const struct invocation *invocation, struct saving *saving, struct error *err)
{
    const char *format = command_value(invocation, "format");
    const char *dialect = command_value(invocation, "csv");
    struct error why;
    if (!export_formats_parse(
            text_view_of(format != NULL ? format : "xlsx"), &saving->formats, &why) ||
        (saving->formats & ~FORMATS) != 0) {
        return command_usage_error(
            err, "--format wants csv, json, xlsx or pdf, not \"%s\"", format != NULL ? format : "");
    }
    if (dialect != NULL && strcmp(dialect, "excel-eu") != 0 && strcmp(dialect, "rfc4180") != 0) {
        return command_usage_error(err, "--csv wants excel-eu or rfc4180, not \"%s\"", dialect);
    }
    saving->dialect =
        dialect != NULL && strcmp(dialect, "excel-eu") == 0 ? CSV_EXCEL_EU : CSV_RFC4180;
    saving->folder = command_value(invocation, "folder");
    return COMMAND_OK;
}

static bool save(const struct saving *saving, const struct campaign_facts *facts, struct error *err)
{
    struct campaign_figures figures;
    bool done = true;
    campaign_figures_make(facts, saving->rule, saving->window_days, &figures);
    for (int format = 0; done && format < EXPORT_FORMAT_COUNT; format++) {
        struct export_counts counts;
        if ((saving->formats & 1u << format) == 0) {
            continue;
        }
        done = campaign_files_write(facts, &figures, saving->shop, (enum export_format)format,
            saving->dialect, saving->folder, &counts, err);
        if (done) {
            printf("%s, %zu file%s written to %s\n", export_format_text((enum export_format)format),
                counts.file_count, counts.file_count == 1 ? "" : "s", saving->folder);
        }
    }
    campaign_figures_close(&figures);
    return done;
}

static enum command_status save_from(const struct invocation *invocation,
    const struct shop_file *file, struct saving *saving, struct error *err)
{
    struct campaign_facts facts;
    bool has_name;
    enum command_status status = read_form(invocation, saving, err);
    if (status == COMMAND_OK) {
        status = figures_read_rule(invocation, file, &saving->rule, &saving->window_days, err);
    }
    if (status == COMMAND_OK &&
        !setting_read(file->store, "shop_name", saving->shop, &has_name, err)) {
        status = COMMAND_REFUSED;
    }
    if (status == COMMAND_OK) {
        status = figures_read_facts(invocation, file, saving->window_days, &facts, err);
    }
    if (status != COMMAND_OK) {
        return status;
    }
    bool done = save(saving, &facts, err);
    campaign_facts_close(&facts);
    return done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct shop_file file;
    struct saving saving = {0};
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    enum command_status status = save_from(invocation, &file, &saving, err);
    shop_file_close(&file);
    return status;
}

const struct command command_export_campaigns = {
    .name = "export campaigns",
    .arguments = "",
    .summary = "what campaigns cost and brought, as files for the meeting",
    .help =
        "csv and json: a file a table; xlsx: a sheet a table; pdf: the tables and revenue a day "
        "as a\nchart. Without --from and --to the whole of each campaign.",
    .options = {{"folder", "DIR", true, "where the files go"},
        {"format", "FORMAT", false, "of csv, json, xlsx, pdf, with commas; else xlsx"},
        {"csv", "DIALECT", false, "rfc4180 or excel-eu"},
        {"rule", "RULE", false, "who gets the sale: last, first, linear, position, decay"},
        {"window", "DAYS", false, "how long before a sale a code counts"},
        {"from", "YYYY-MM-DD", false, "the first business day"},
        {"to", "YYYY-MM-DD", false, "the last business day"},
        {"till", "N", false, "one till's sales, e.g. 1 or 1b; else all"}},
    .run = run,
};
