#include "export/z_pdf.h"

#include <stdio.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/z_report.h"
#include "export/file_set.h"
#include "export/office_load.h"
#include "export/z_rows.h"
#include "store/day_rows.h"
#include "store/store.h"

struct printing {
    const struct office_api *api;
    const struct export_form *form;
    const char *folder;
    struct export_counts *counts;
};

/* Where the bytes of one page go; the first failure is kept. */
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

static bool write_page(const struct printing *printing, struct file_set *set, const char *name,
    const struct office_page *page, struct error *err)
{
    char problem[OFFICE_PROBLEM_MAX];
    struct page_sink sink = {.set = set, .file = file_set_add(set, name, err), .err = err};
    if (sink.file == NULL) {
        return false;
    }
    bool done = printing->api->page_write(page, take_bytes, &sink, problem);
    printing->counts->file_count++;
    if (!done && !sink.has_failed) {
        return error_set(err, ERROR_IO, "the page could not be set: %s", problem);
    }
    return done;
}

/* A4, and for a roll. */
static bool write_both(const struct printing *printing, const char *stem, const char *title,
    const struct page_rows *rows, struct error *err)
{
    struct file_set set;
    char name[FILE_NAME_MAX];
    struct office_page page = {
        .title = title, .footer = title, .rows = rows->rows, .row_count = rows->count};
    if (!file_set_begin(printing->folder, &set, err)) {
        return false;
    }
    snprintf(name, sizeof(name), "%s.pdf", stem);
    bool done = write_page(printing, &set, name, &page, err);
    page.is_roll = true;
    snprintf(name, sizeof(name), "%s-80mm.pdf", stem);
    done = done && write_page(printing, &set, name, &page, err) && file_set_commit(&set, err);
    file_set_end(&set);
    return done;
}

static bool print_report(const struct printing *printing, const struct z_report *report,
    const struct zone *zone, struct error *err)
{
    struct page_rows rows;
    char stem[48], title[256], number[RECEIPT_TEXT_MAX];
    snprintf(
        stem, sizeof(stem), "z-%s", receipt_print(id_make(report->node, report->number), number));
    snprintf(title, sizeof(title), "%.120s, %s, Z report %lld", report->shop, report->till,
        (long long)report->number);
    z_rows_of_report(&rows, report, zone);
    bool done = write_both(printing, stem, title, &rows, err);
    printing->counts->row_count++;
    z_rows_close(&rows);
    return done;
}

static bool take_close(void *context, const struct day_close *close, struct error *err)
{
    const struct printing *printing = context;
    struct z_report report = {0};
    struct zone *zone;
    if (!z_report_parse_json(close->body, &report, err)) {
        return false;
    }
    bool done = zone_open(report.timezone, &zone, err);
    if (done) {
        done = print_report(printing, &report, zone, err);
        zone_close(zone);
    }
    z_report_close(&report);
    return done;
}

static bool print_day(const struct printing *printing, struct store *store,
    const struct report_range *range, struct error *err)
{
    struct report_day day;
    struct page_rows rows;
    char title[64];
    if (!report_read_day(store, range, false, &day, err)) {
        return false;
    }
    snprintf(title, sizeof(title), "%s to %s", range->from, range->to);
    z_rows_of_day(&rows, range, &day);
    bool done = write_both(printing, "day", title, &rows, err);
    printing->counts->row_count = day.figure_count;
    z_rows_close(&rows);
    report_day_close(&day);
    return done;
}

static bool print_range(struct printing *printing, struct store *store,
    const struct report_range *range, struct error *err)
{
    if (printing->form->close_id != 0) {
        return day_visit_close(store, printing->form->close_id, take_close, printing, err);
    }
    return day_visit_closes(store, range, take_close, printing, err) &&
           (printing->counts->row_count > 0 || print_day(printing, store, range, err));
}

bool z_pdf_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err)
{
    struct printing printing = {.form = form, .folder = folder, .counts = counts};
    if (!office_load(&printing.api, err) || !store_begin_reading(store, err)) {
        return false;
    }
    bool done = print_range(&printing, store, range, err);
    store_end_reading(store);
    return done;
}
