#include "export/export_files.h"

#include <string.h>

#include "base/error.h"
#include "export/booking.h"
#include "export/books.h"
#include "export/day_json.h"
#include "export/day_xlsx.h"
#include "export/dsfinvk.h"
#include "export/export_day.h"
#include "export/file_set.h"
#include "export/ledger.h"
#include "export/z_pdf.h"
#include "store/store.h"

struct format_row {
    const char *word;
    /* Formats that are one file of bookings. */
    const char *file_name;
    bool (*write_book)(struct book_job *job, struct error *err);
};

static const struct format_row FORMATS[EXPORT_FORMAT_COUNT] = {
    [EXPORT_CSV] = {"csv", NULL, NULL},
    [EXPORT_JSON] = {"json", NULL, NULL},
    [EXPORT_XLSX] = {"xlsx", NULL, NULL},
    [EXPORT_PDF] = {"pdf", NULL, NULL},
    [EXPORT_HLEDGER] = {"hledger", "tilltale.journal", book_write_hledger},
    [EXPORT_BEANCOUNT] = {"beancount", "tilltale.beancount", book_write_beancount},
    [EXPORT_XERO] = {"xero", "xero-invoices.csv", book_write_xero},
    [EXPORT_QUICKBOOKS] = {"quickbooks", "quickbooks-journal.csv", book_write_quickbooks},
    [EXPORT_DATEV] = {"datev", "datev-buchungen.csv", book_write_datev},
    [EXPORT_DSFINVK] = {"dsfinvk", NULL, NULL},
};

const char *export_format_text(enum export_format format)
{
    ASSERT(format < EXPORT_FORMAT_COUNT);
    return FORMATS[format].word;
}

bool export_formats_parse(struct text_view text, unsigned *out_formats, struct error *err)
{
    unsigned formats = 0;
    struct text_view word;
    while (text_view_split(&text, ',', &word)) {
        int format = 0;
        word = text_view_trim(word);
        while (format < EXPORT_FORMAT_COUNT && !text_view_equals(word, FORMATS[format].word)) {
            format++;
        }
        if (format == EXPORT_FORMAT_COUNT) {
            struct buffer names = {0};
            for (int i = 0; i < EXPORT_FORMAT_COUNT; i++) {
                buffer_append_text(&names, i > 0 ? ", " : "");
                buffer_append_text(&names, FORMATS[i].word);
            }
            (void)error_set(err, ERROR_INVALID, "there is no format \"%.*s\"; there are %s",
                (int)word.size, word.bytes, names.bytes);
            buffer_close(&names);
            return false;
        }
        formats |= 1u << format;
    }
    *out_formats = formats;
    return formats != 0 || error_set(err, ERROR_INVALID, "no format is named");
}

static bool write_book(struct book_job *job, const struct format_row *row, struct error *err)
{
    struct ledger *ledger;
    if (!store_begin_reading(job->store, err)) {
        return false;
    }
    bool done = ledger_open(job->store, &ledger, err);
    if (done) {
        job->ledger = ledger;
        job->out = file_set_add(job->set, row->file_name, err);
        done = job->out != NULL && row->write_book(job, err);
        ledger_close(ledger);
    }
    store_end_reading(job->store);
    return done;
}

static bool export_book(struct store *store, const struct report_range *range,
    const struct export_form *form, const struct format_row *row, const char *folder,
    struct export_counts *counts, struct error *err)
{
    struct file_set set;
    struct booking_form booking = {
        .zone = form->zone, .day_start_minutes = form->day_start_minutes};
    struct book_job job = {
        .store = store, .range = range, .form = &booking, .files = form, .set = &set};
    if (!file_set_begin(folder, &set, err)) {
        return false;
    }
    bool done = write_book(&job, row, err) && file_set_commit(&set, err);
    counts->row_count = job.row_count;
    counts->file_count = set.file_count;
    file_set_end(&set);
    return done;
}

/* The three tables, and with JSON the one document beside them. */
static bool export_tables(struct store *store, const struct report_range *range,
    const struct export_form *form, enum export_format format, const char *folder,
    struct export_counts *counts, struct error *err)
{
    struct export_day_counts tables;
    struct export_day_form day = {.format = format == EXPORT_JSON ? TABLE_JSON : TABLE_CSV,
        .dialect = form->dialect,
        .zone = form->zone};
    if (!export_day(store, range, &day, folder, &tables, err)) {
        return false;
    }
    counts->line_count = counts->row_count = tables.line_count;
    counts->payment_count = tables.payment_count;
    counts->file_count = 3;
    return format != EXPORT_JSON || day_json_write(store, range, form, folder, counts, err);
}

bool export_files(struct store *store, const struct report_range *range,
    const struct export_form *form, enum export_format format, const char *folder,
    struct export_counts *out_counts, struct error *err)
{
    const struct format_row *row = &FORMATS[format];
    struct export_counts counts = {0};
    bool done;
    if (row->write_book != NULL) {
        done = export_book(store, range, form, row, folder, &counts, err);
    } else if (format == EXPORT_XLSX) {
        done = day_xlsx_write(store, range, form, folder, &counts, err);
    } else if (format == EXPORT_PDF) {
        done = z_pdf_write(store, range, form, folder, &counts, err);
    } else if (format == EXPORT_DSFINVK) {
        done = dsfinvk_write(store, range, form, folder, &counts, err);
    } else {
        done = export_tables(store, range, form, format, folder, &counts, err);
    }
    if (done) {
        *out_counts = counts;
    }
    return done;
}
