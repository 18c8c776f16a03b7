#include "export/day_json.h"

#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/sale.h"
#include "export/booking.h"
#include "export/file_set.h"
#include "export/json_write.h"
#include "export/sale_json.h"
#include "store/day_rows.h"
#include "store/store.h"

#define DAY_MS INT64_C(86400000)

struct document {
    struct store *store;
    const struct report_range *range;
    const struct export_form *form;
    struct file_set *set;
    struct file_out *file;
    struct buffer *out;
    struct report_sums *sums;
    char currency[4];
    int decimals;
    size_t item_count; /* of the array that is being written */
};

static void begin_array(struct document *document, const char *key)
{
    buffer_format(document->out, ",\n\"%s\":[", key);
    document->item_count = 0;
}

static void end_array(struct document *document)
{
    buffer_append_text(document->out, document->item_count > 0 ? "\n]" : "]");
}

/* Each item stands on a line of its own; the '\n' keeps json_write from putting a comma. */
static void begin_item(struct document *document)
{
    buffer_append_text(document->out, document->item_count++ > 0 ? ",\n" : "\n");
}

static bool end_item(struct document *document, struct error *err)
{
    return file_out_flush(document->set, document->file, err);
}

static void write_number(struct document *document, const char *key, int64_t id)
{
    char number[RECEIPT_TEXT_MAX];
    json_write_text(document->out, key, receipt_print(id, number));
}

static void write_time(struct document *document, const char *key, int64_t at_ms)
{
    char at[TIME_TEXT_MAX];
    json_write_text(document->out, key, time_print(at_ms, at));
}

static void write_amount(struct document *document, const char *key, int64_t minor)
{
    json_write_decimal(document->out, key, minor, document->decimals);
}

static bool take_shift(void *context, const struct day_shift *shift, struct error *err)
{
    struct document *document = context;
    begin_item(document);
    json_write_begin(document->out, NULL, '{');
    write_number(document, "shift", shift->id);
    json_write_view(document->out, "business_day", shift->business_day);
    write_time(document, "opened_at", shift->opened_at_ms);
    json_write_view(document->out, "staff", shift->staff_name);
    write_amount(document, "float", shift->float_minor);
    json_write_end(document->out, '}');
    return end_item(document, err);
}

static void write_notes(struct document *document, const struct sale_line *line)
{
    struct buffer *out = document->out;
    json_write_begin(out, "notes", '[');
    for (size_t i = 0; i < line->detail_count; i++) {
        json_write_begin(out, NULL, '{');
        json_write_text(out, "kind", line->details[i].kind);
        json_write_text(out, "text", line->details[i].text);
        write_amount(document, "amount", line->details[i].amount_minor);
        json_write_end(out, '}');
    }
    json_write_end(out, ']');
}

/* What sale_json_append() leaves out of a line. */
static void write_line_details(struct document *document, const struct sale_line *line)
{
    struct buffer *out = document->out;
    json_write_begin(out, NULL, '{');
    json_write_text(out, "name", line->name);
    json_write_text(out, "category", line->category);
    json_write_text(out, "unit", line->unit);
    json_write_text(out, "kind", line->kind[0] != '\0' ? line->kind : "item");
    if (line->is_refund && line->of_sale_id != 0) {
        write_number(document, "of", line->of_sale_id);
        json_write_integer(out, "of_line", line->of_line_n);
    }
    if (line->is_refund) {
        json_write_text(out, "reason", line->reason);
        json_write_integer(out, "restock", line->restock ? 1 : 0);
    }
    write_notes(document, line);
    json_write_end(out, '}');
}

static void write_foreign(struct document *document, const struct sale *sale)
{
    struct buffer *out = document->out;
    json_write_begin(out, "foreign", '[');
    for (size_t i = 0; i < sale->payment_count; i++) {
        const struct sale_payment *payment = &sale->payments[i];
        if (payment->foreign_currency[0] != '\0') {
            json_write_begin(out, NULL, '{');
            json_write_integer(out, "payment", (int64_t)i + 1);
            json_write_text(out, "currency", payment->foreign_currency);
            json_write_decimal(out, "amount", payment->foreign_minor,
                export_decimals_of(payment->foreign_currency));
            json_write_text(out, "rate", payment->foreign_rate);
            json_write_end(out, '}');
        }
    }
    json_write_end(out, ']');
}

static bool take_sale(void *context, const struct sale *sale, struct error *err)
{
    struct document *document = context;
    char till[NODE_TEXT_MAX];
    begin_item(document);
    sale_json_append(document->out, sale);
    document->out->size--; /* the sale's '}': more keys follow */
    json_write_text(document->out, "kind", sale->kind);
    write_amount(document, "tip", sale->tip_minor);
    json_write_text(document->out, "till", node_print(id_node(sale->id), till));
    json_write_text(document->out, "staff", sale->staff_name);
    json_write_begin(document->out, "line_details", '[');
    for (size_t i = 0; i < sale->line_count; i++) {
        write_line_details(document, &sale->lines[i]);
    }
    json_write_end(document->out, ']');
    write_foreign(document, sale);
    json_write_end(document->out, '}');
    return end_item(document, err);
}

/* Movements and corrections have a moment; whose day it is the zone says. */
static bool is_in_range(const struct document *document, int64_t at_ms)
{
    char day[DAY_TEXT_MAX];
    day_print(
        zone_business_day(document->form->zone, at_ms, document->form->day_start_minutes), day);
    return strcmp(day, document->range->from) >= 0 && strcmp(day, document->range->to) <= 0;
}

static bool take_movement(void *context, const struct day_movement *movement, struct error *err)
{
    struct document *document = context;
    char currency[4];
    if (!is_in_range(document, movement->moved_at_ms)) {
        return true;
    }
    (void)text_copy_view(currency, sizeof(currency), movement->currency);
    begin_item(document);
    json_write_begin(document->out, NULL, '{');
    write_number(document, "number", movement->id);
    json_write_view(document->out, "kind", movement->kind);
    json_write_decimal(
        document->out, "amount", movement->amount_minor, export_decimals_of(currency));
    json_write_view(document->out, "currency", movement->currency);
    json_write_view(document->out, "reason", movement->reason);
    json_write_view(document->out, "staff", movement->staff_name);
    write_time(document, "at", movement->moved_at_ms);
    json_write_end(document->out, '}');
    return end_item(document, err);
}

static bool take_correction(
    void *context, const struct day_correction *correction, struct error *err)
{
    struct document *document = context;
    if (!is_in_range(document, correction->corrected_at_ms)) {
        return true;
    }
    begin_item(document);
    json_write_begin(document->out, NULL, '{');
    write_number(document, "sale", correction->sale_id);
    json_write_view(document->out, "from", correction->from_tender);
    json_write_view(document->out, "to", correction->to_tender);
    write_amount(document, "amount", correction->amount_minor);
    json_write_view(document->out, "reference", correction->reference);
    json_write_view(document->out, "staff", correction->staff_name);
    write_time(document, "at", correction->corrected_at_ms);
    json_write_end(document->out, '}');
    return end_item(document, err);
}

static void write_optional_amount(
    struct document *document, const char *key, bool has_it, int64_t minor)
{
    if (has_it) {
        write_amount(document, key, minor);
    } else {
        json_write_text(document->out, key, NULL);
    }
}

static bool take_close(void *context, const struct day_close *close, struct error *err)
{
    struct document *document = context;
    struct buffer *out = document->out;
    begin_item(document);
    json_write_begin(out, NULL, '{');
    write_number(document, "z", close->id);
    write_number(document, "shift", close->shift_id);
    json_write_view(out, "business_day", close->business_day);
    write_time(document, "closed_at", close->closed_at_ms);
    json_write_view(out, "staff", close->staff_name);
    write_amount(document, "expected", close->expected_minor);
    write_optional_amount(document, "counted", close->is_counted, close->counted_minor);
    write_optional_amount(
        document, "difference", close->is_counted, close->counted_minor - close->expected_minor);
    json_write_view(out, "reason", close->reason);
    write_amount(document, "left", close->left_minor);
    write_amount(document, "taken", close->taken_minor);
    write_optional_amount(document, "terminal", close->has_terminal, close->terminal_minor);
    write_amount(document, "grand_total", close->grand_total_minor);
    buffer_append_text(out, ",\"report\":");
    if (close->body.size > 0) {
        buffer_append(out, close->body.bytes, close->body.size);
    } else {
        buffer_append_text(out, "null");
    }
    json_write_end(out, '}');
    return end_item(document, err);
}

static bool write_day(struct document *document, struct error *err)
{
    struct report_day day;
    if (!report_read_day(document->store, document->range, false, &day, err)) {
        return false;
    }
    begin_array(document, "day");
    for (size_t i = 0; i < day.figure_count; i++) {
        const struct report_figure *figure = &day.figures[i];
        begin_item(document);
        json_write_begin(document->out, NULL, '{');
        json_write_text(document->out, "section", report_section_text(figure->section));
        json_write_text(document->out, "key", figure->key[0] != '\0' ? figure->key : REPORT_NO_KEY);
        json_write_integer(document->out, "count", figure->count);
        write_amount(document, "amount", figure->amount_minor);
        json_write_end(document->out, '}');
    }
    end_array(document);
    report_day_close(&day);
    return true;
}

static bool write_campaigns(struct document *document, struct error *err)
{
    struct report_campaigns campaigns;
    if (!report_read_campaigns(document->store, document->range, &campaigns, err)) {
        return false;
    }
    begin_array(document, "campaigns");
    for (size_t i = 0; i < campaigns.campaign_count; i++) {
        const struct report_campaign *campaign = &campaigns.campaigns[i];
        begin_item(document);
        json_write_begin(document->out, NULL, '{');
        json_write_text(document->out, "campaign", campaign->code);
        json_write_text(document->out, "channel", campaign->channel);
        json_write_integer(document->out, "touches", campaign->touch_count);
        json_write_integer(document->out, "sales", campaign->sale_count);
        write_amount(document, "revenue", campaign->revenue_minor);
        json_write_end(document->out, '}');
    }
    end_array(document);
    report_campaigns_close(&campaigns);
    return true;
}

static bool write_facts(struct document *document, struct error *err)
{
    struct store *store = document->store;
    const struct report_range *range = document->range;
    begin_array(document, "shifts");
    bool done = day_visit_shifts(store, range, take_shift, document, err);
    end_array(document);
    begin_array(document, "sales");
    done = done && day_visit_sales(store, range, take_sale, document, err);
    end_array(document);
    begin_array(document, "cash_movements");
    done = done && day_visit_movements(store, range, 0, INT64_MAX, take_movement, document, err);
    end_array(document);
    begin_array(document, "corrections");
    done =
        done && day_visit_corrections(store, range, 0, INT64_MAX, take_correction, document, err);
    end_array(document);
    begin_array(document, "closes");
    done = done && day_visit_closes(store, range, take_close, document, err);
    end_array(document);
    return done;
}

static bool write_document(struct document *document, struct error *err)
{
    struct buffer *out = document->out;
    if (!report_shop_currency(document->store, document->range, document->currency, err)) {
        return false;
    }
    document->decimals = export_decimals_of(document->currency);
    json_write_begin(out, NULL, '{');
    json_write_text(out, "format", "tilltale-days");
    json_write_integer(out, "version", 1);
    json_write_text(out, "from", document->range->from);
    json_write_text(out, "to", document->range->to);
    json_write_text(out, "currency", document->currency);
    bool done =
        write_facts(document, err) && write_day(document, err) && write_campaigns(document, err);
    buffer_append_text(out, "\n}\n");
    return done;
}

bool day_json_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err)
{
    struct file_set set;
    struct document document = {.store = store, .range = range, .form = form, .set = &set};
    if (!file_set_begin(folder, &set, err)) {
        return false;
    }
    document.file = file_set_add(&set, "all.json", err);
    bool done = document.file != NULL && store_begin_reading(store, err);
    if (done) {
        document.out = &document.file->buffer;
        done = write_document(&document, err);
        store_end_reading(store);
    }
    done = done && file_set_commit(&set, err);
    file_set_end(&set);
    counts->file_count++;
    return done;
}
