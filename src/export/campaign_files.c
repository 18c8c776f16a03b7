#include "export/campaign_files.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "domain/day.h"
#include "export/book_file.h"
#include "export/campaign_columns.h"
#include "export/campaign_pdf.h"
#include "export/file_set.h"
#include "export/json_write.h"
#include "export/office_load.h"
#include "store/report.h"

static const char *const STEMS[CAMPAIGN_REPORT_COUNT] = {
    [CAMPAIGN_REPORT_CAMPAIGNS] = "campaigns",
    [CAMPAIGN_REPORT_CHANNELS] = "channels",
    [CAMPAIGN_REPORT_PLACEMENTS] = "placements",
    [CAMPAIGN_REPORT_PEOPLE] = "people",
    [CAMPAIGN_REPORT_LEADS] = "leads",
};

struct saving {
    const struct campaign_facts *facts;
    const struct campaign_figures *figures;
    const char *shop;
    struct csv_dialect dialect;
    struct export_counts *counts;
    struct file_set set;
};

/* --- csv and json --------------------------------------------------------------------------- */

static void csv_cell(const struct saving *saving, struct csv_writer *csv,
    const struct figures_row *row, enum campaign_column column)
{
    int64_t value;
    int decimals = 0;
    switch (CAMPAIGN_COLUMN_ROWS[column].form) {
    case CAMPAIGN_FORM_TEXT:
        csv_write_text(csv, campaign_column_text(row, column));
        return;
    case CAMPAIGN_FORM_MONEY:
        decimals = export_decimals_of(saving->facts->currency);
        break;
    case CAMPAIGN_FORM_MILLI:
        decimals = 3;
        break;
    case CAMPAIGN_FORM_CENTI:
        decimals = 2;
        break;
    case CAMPAIGN_FORM_PERMILLE:
        decimals = 1;
        break;
    case CAMPAIGN_FORM_COUNT:
        break;
    }
    if (campaign_column_number(row, column, &value)) {
        csv_write_decimal(csv, value, decimals);
    } else {
        csv_write_text(csv, "");
    }
}

/* The last row, without a campaign, has what is known of it. */
static void csv_rows(const struct saving *saving, enum campaign_report report, struct buffer *out)
{
    const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[report];
    struct csv_writer csv = csv_writer_begin(out, saving->dialect);
    size_t count;
    const struct figures_row *rows = campaign_report_rows(saving->figures, report, &count);
    for (size_t k = 0; k < form->key_count; k++) {
        csv_write_text(&csv, CAMPAIGN_COLUMN_ROWS[form->keys[k]].key);
    }
    csv_end_row(&csv);
    for (size_t i = 0; i <= count; i++) {
        for (size_t k = 0; k < form->key_count; k++) {
            if (i == count && k == 0) {
                csv_write_text(&csv, REPORT_NO_KEY);
            } else if (i < count || campaign_column_is_of_none(form, form->keys[k])) {
                csv_cell(
                    saving, &csv, i < count ? &rows[i] : &saving->figures->none, form->keys[k]);
            } else {
                csv_write_text(&csv, "");
            }
        }
        csv_end_row(&csv);
    }
    saving->counts->row_count += count + 1;
}

static bool write_text_files(struct saving *saving, enum export_format format, struct error *err)
{
    char name[FILE_NAME_MAX];
    for (int i = 0; i < CAMPAIGN_REPORT_COUNT; i++) {
        snprintf(name, sizeof(name), "%s.%s", STEMS[i], export_format_text(format));
        struct file_out *file = file_set_add(&saving->set, name, err);
        if (file == NULL) {
            return false;
        }
        if (format == EXPORT_CSV) {
            csv_rows(saving, (enum campaign_report)i, &file->buffer);
        } else {
            campaign_print_json(
                &file->buffer, (enum campaign_report)i, saving->facts, saving->figures);
            saving->counts->row_count++;
        }
        saving->counts->file_count++;
        if (!file_out_flush(&saving->set, file, err)) {
            return false;
        }
    }
    return true;
}

/* --- xlsx ----------------------------------------------------------------------------------- */

static const enum office_kind KINDS[] = {
    [CAMPAIGN_FORM_TEXT] = OFFICE_TEXT,
    [CAMPAIGN_FORM_COUNT] = OFFICE_INTEGER,
    [CAMPAIGN_FORM_MONEY] = OFFICE_MONEY,
    [CAMPAIGN_FORM_MILLI] = OFFICE_QUANTITY,
    [CAMPAIGN_FORM_CENTI] = OFFICE_QUANTITY,
    [CAMPAIGN_FORM_PERMILLE] = OFFICE_QUANTITY,
};

/* What only divides has no sum. */
static bool has_total(enum campaign_column column)
{
    return column == CAMPAIGN_COLUMN_SPENT || column == CAMPAIGN_COLUMN_DISCOUNTS ||
           column == CAMPAIGN_COLUMN_TOUCHES || column == CAMPAIGN_COLUMN_LEADS ||
           column == CAMPAIGN_COLUMN_BOUGHT || column == CAMPAIGN_COLUMN_SALES ||
           column == CAMPAIGN_COLUMN_REVENUE || column == CAMPAIGN_COLUMN_NET ||
           column == CAMPAIGN_COLUMN_NEW || column == CAMPAIGN_COLUMN_KNOWN ||
           column == CAMPAIGN_COLUMN_UNKNOWN;
}

static void book_cell(const struct office_api *api, struct office_book *book, int sheet, size_t at,
    const struct figures_row *row, enum campaign_column column)
{
    int64_t value;
    enum campaign_form form = CAMPAIGN_COLUMN_ROWS[column].form;
    if (form == CAMPAIGN_FORM_TEXT) {
        const char *text = campaign_column_text(row, column);
        api->book_text(book, sheet, at, text, strlen(text));
    } else if (campaign_column_number(row, column, &value)) {
        api->book_number(book, sheet, at, form == CAMPAIGN_FORM_CENTI ? value * 10 : value);
    }
}

static void book_rows(const struct saving *saving, const struct office_api *api,
    struct office_book *book, int sheet, enum campaign_report report)
{
    const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[report];
    size_t count;
    const struct figures_row *rows = campaign_report_rows(saving->figures, report, &count);
    for (size_t i = 0; i <= count; i++) {
        for (size_t k = 0; k < form->key_count; k++) {
            if (i == count && k == 0) {
                api->book_text(book, sheet, 0, REPORT_NO_KEY, strlen(REPORT_NO_KEY));
            } else if (i < count || campaign_column_is_of_none(form, form->keys[k])) {
                book_cell(api, book, sheet, k, i < count ? &rows[i] : &saving->figures->none,
                    form->keys[k]);
            }
        }
        api->book_end_row(book, sheet);
    }
    saving->counts->row_count += count + 1;
    api->book_end_sheet(book, sheet, "Total");
}

static bool fill_book(const struct saving *saving, const struct office_api *api,
    struct office_book *book, struct error *err)
{
    for (int i = 0; i < CAMPAIGN_REPORT_COUNT; i++) {
        const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[i];
        struct office_column columns[CAMPAIGN_COLUMNS_MAX];
        for (size_t k = 0; k < form->key_count; k++) {
            const struct campaign_column_row *column = &CAMPAIGN_COLUMN_ROWS[form->keys[k]];
            bool is_text = column->form == CAMPAIGN_FORM_TEXT;
            columns[k] = (struct office_column){
                column->key, KINDS[column->form], is_text ? 18 : 12, has_total(form->keys[k])};
        }
        int sheet = api->book_add_sheet(book, form->title, columns, form->key_count);
        if (sheet < 0) {
            return error_set(err, ERROR_IO, "cannot begin a spreadsheet");
        }
        book_rows(saving, api, book, sheet, (enum campaign_report)i);
    }
    return true;
}

static bool write_book(struct saving *saving, struct error *err)
{
    const struct office_api *api;
    char path[BOOK_FILE_PATH_MAX], problem[OFFICE_PROBLEM_MAX];
    if (!office_load(&api, err) || !book_file_begin(path, err)) {
        return false;
    }
    struct office_book *book =
        api->book_open(path, "Campaigns", export_decimals_of(saving->facts->currency));
    bool done = book != NULL || error_set(err, ERROR_IO, "cannot begin a spreadsheet");
    if (book != NULL) {
        done = fill_book(saving, api, book, err);
        if (!api->book_close(book, problem) && done) {
            done = error_set(err, ERROR_IO, "the spreadsheet could not be written: %s", problem);
        }
    }
    done = done && book_file_copy(path, &saving->set, "campaigns.xlsx", err);
    unlink(path);
    saving->counts->file_count++;
    return done;
}

/* --- pdf ------------------------------------------------------------------------------------ */

struct page_sink {
    struct file_set *set;
    struct file_out *file;
    struct error *err;
    bool has_failed;
};

static bool take_bytes(void *context, const void *bytes, size_t size)
{
    struct page_sink *sink = context;
    buffer_append(&sink->file->buffer, bytes, size);
    sink->has_failed = !file_out_flush(sink->set, sink->file, sink->err);
    return !sink->has_failed;
}

static bool write_pages(struct saving *saving, struct error *err)
{
    const struct office_api *api;
    char problem[OFFICE_PROBLEM_MAX];
    if (!office_load(&api, err)) {
        return false;
    }
    struct page_sink sink = {
        .set = &saving->set, .file = file_set_add(&saving->set, "campaigns.pdf", err), .err = err};
    if (sink.file == NULL) {
        return false;
    }
    bool done = campaign_pdf_write(
        api, saving->facts, saving->figures, saving->shop, take_bytes, &sink, problem);
    saving->counts->file_count++;
    saving->counts->row_count += saving->figures->campaign_count;
    return done ||
           (!sink.has_failed && error_set(err, ERROR_IO, "the page could not be set: %s", problem));
}

/* --- all of it ------------------------------------------------------------------------------ */

static bool write_format(struct saving *saving, enum export_format format, struct error *err)
{
    switch (format) {
    case EXPORT_XLSX:
        return write_book(saving, err);
    case EXPORT_PDF:
        return write_pages(saving, err);
    default:
        return write_text_files(saving, format, err);
    }
}

bool campaign_files_write(const struct campaign_facts *facts,
    const struct campaign_figures *figures, const char *shop, enum export_format format,
    struct csv_dialect dialect, const char *folder, struct export_counts *out_counts,
    struct error *err)
{
    ASSERT(format == EXPORT_CSV || format == EXPORT_JSON || format == EXPORT_XLSX ||
           format == EXPORT_PDF);
    struct export_counts counts = {0};
    struct saving saving = {
        .facts = facts, .figures = figures, .shop = shop, .dialect = dialect, .counts = &counts};
    if (!file_set_begin(folder, &saving.set, err)) {
        return false;
    }
    bool done = write_format(&saving, format, err) && file_set_commit(&saving.set, err);
    file_set_end(&saving.set);
    *out_counts = counts;
    return done;
}
