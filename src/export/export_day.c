#include "export/export_day.h"

#include <stdio.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "export/file_set.h"
#include "export/json_write.h"
#include "export/line_pipe.h"
#include "store/report.h"
#include "store/store.h"

#define QUANTITY_DECIMALS 3

enum {
    SALES_SALE,
    SALES_TILL,
    SALES_BUSINESS_DAY,
    SALES_SOLD_AT,
    SALES_STAFF,
    SALES_KIND,
    SALES_LINE,
    SALES_SKU,
    SALES_NAME,
    SALES_CATEGORY,
    SALES_QUANTITY,
    SALES_UNIT_PRICE,
    SALES_DISCOUNT,
    SALES_NET,
    SALES_TAX_RATE,
    SALES_TAX,
    SALES_GROSS,
    SALES_CAMPAIGN,
    SALES_CHANNEL,
    SALES_LEAD,
    SALES_COLUMN_COUNT
};

static const char *const SALES_COLUMNS[SALES_COLUMN_COUNT] = {
    [SALES_SALE] = "sale",
    [SALES_TILL] = "till",
    [SALES_BUSINESS_DAY] = "business_day",
    [SALES_SOLD_AT] = "sold_at",
    [SALES_STAFF] = "staff",
    [SALES_KIND] = "kind",
    [SALES_LINE] = "line",
    [SALES_SKU] = "sku",
    [SALES_NAME] = "name",
    [SALES_CATEGORY] = "category",
    [SALES_QUANTITY] = "quantity",
    [SALES_UNIT_PRICE] = "unit_price",
    [SALES_DISCOUNT] = "discount",
    [SALES_NET] = "net",
    [SALES_TAX_RATE] = "tax_rate",
    [SALES_TAX] = "tax",
    [SALES_GROSS] = "gross",
    [SALES_CAMPAIGN] = "campaign",
    [SALES_CHANNEL] = "channel",
    [SALES_LEAD] = "lead",
};

enum {
    PAYMENTS_SALE,
    PAYMENTS_TILL,
    PAYMENTS_BUSINESS_DAY,
    PAYMENTS_PAID_AT,
    PAYMENTS_TENDER,
    PAYMENTS_AMOUNT,
    PAYMENTS_TENDERED,
    PAYMENTS_CHANGE,
    PAYMENTS_CURRENCY,
    PAYMENTS_REFERENCE,
    PAYMENTS_COLUMN_COUNT
};

static const char *const PAYMENTS_COLUMNS[PAYMENTS_COLUMN_COUNT] = {
    [PAYMENTS_SALE] = "sale",
    [PAYMENTS_TILL] = "till",
    [PAYMENTS_BUSINESS_DAY] = "business_day",
    [PAYMENTS_PAID_AT] = "paid_at",
    [PAYMENTS_TENDER] = "tender",
    [PAYMENTS_AMOUNT] = "amount",
    [PAYMENTS_TENDERED] = "tendered",
    [PAYMENTS_CHANGE] = "change",
    [PAYMENTS_CURRENCY] = "currency",
    [PAYMENTS_REFERENCE] = "reference",
};

enum {
    DAY_BUSINESS_DAY,
    DAY_TILL,
    DAY_SECTION,
    DAY_KEY,
    DAY_COUNT,
    DAY_AMOUNT,
    DAY_COLUMN_COUNT
};

static const char *const DAY_COLUMNS[DAY_COLUMN_COUNT] = {
    [DAY_BUSINESS_DAY] = "business_day",
    [DAY_TILL] = "till",
    [DAY_SECTION] = "section",
    [DAY_KEY] = "key",
    [DAY_COUNT] = "count",
    [DAY_AMOUNT] = "amount",
};

/* One table on its way into one file. */
struct exporter {
    const struct export_day_form *form;
    struct file_set *set;
    struct file_out *file;
    struct table_out table;
    struct report_sums *sums;
    struct table_part head, tail; /* cells that all lines of a sale share */
    bool has_parts;
    int decimals;
};

static bool begin_file(struct exporter *exporter, const char *name, const char *const *columns,
    size_t column_count, struct error *err)
{
    char file_name[FILE_NAME_MAX];
    const struct export_day_form *form = exporter->form;
    snprintf(
        file_name, sizeof(file_name), "%s.%s", name, form->format == TABLE_JSON ? "json" : "csv");
    exporter->file = file_set_add(exporter->set, file_name, err);
    if (exporter->file == NULL) {
        return false;
    }
    exporter->table =
        table_begin(&exporter->file->buffer, form->format, form->dialect, columns, column_count);
    return true;
}

static bool end_row(struct exporter *exporter, struct error *err)
{
    table_end_row(&exporter->table);
    return file_out_flush(exporter->set, exporter->file, err);
}

static int decimals_of(struct text_view currency)
{
    char code[4];
    return export_decimals_of(text_copy_view(code, sizeof(code), currency) ? code : "");
}

static void write_line_amounts(struct exporter *exporter, const struct report_line *line)
{
    struct table_out *table = &exporter->table;
    int decimals = exporter->decimals;
    table_decimal_short(table, SALES_QUANTITY, line->quantity_milli, QUANTITY_DECIMALS);
    table_decimal(table, SALES_UNIT_PRICE, line->unit_price_minor, decimals);
    table_decimal(table, SALES_DISCOUNT, line->discount_minor, decimals);
    table_decimal(table, SALES_NET, line->net_minor, decimals);
    table_rates(table, SALES_TAX_RATE, line->tax_code);
    table_decimal(table, SALES_TAX, line->tax_minor, decimals);
    table_decimal(table, SALES_GROSS, line->gross_minor, decimals);
}

static void write_head(struct exporter *exporter, const struct report_sale *sale)
{
    struct table_out *table = &exporter->table;
    char receipt[RECEIPT_TEXT_MAX];
    char till[NODE_TEXT_MAX];
    char at[TIME_TEXT_MAX];
    table_text(table, SALES_SALE, text_view_of(receipt_print(sale->id, receipt)));
    table_text(table, SALES_TILL, text_view_of(node_print(id_node(sale->id), till)));
    table_text(table, SALES_BUSINESS_DAY, sale->business_day);
    table_text(table, SALES_SOLD_AT,
        text_view_of(zone_print_time(exporter->form->zone, sale->sold_at_ms, at)));
    table_text(table, SALES_STAFF, sale->staff_name);
    table_text(table, SALES_KIND, sale->kind);
}

static void write_tail(struct exporter *exporter, const struct report_sale *sale)
{
    struct table_out *table = &exporter->table;
    table_optional(table, SALES_CAMPAIGN, sale->campaign_code);
    table_optional(table, SALES_CHANNEL, sale->channel);
    table_optional(table, SALES_LEAD, (struct text_view){"", 0});
}

static bool begin_sale(void *context, const struct report_sale *sale, struct error *err)
{
    struct exporter *exporter = context;
    exporter->has_parts = false;
    exporter->decimals = decimals_of(sale->currency);
    return report_sums_add_sale(exporter->sums, sale, err);
}

/* What comes once a sale is written with its first line and kept for the others. */
static void write_shared(struct exporter *exporter, const struct report_sale *sale,
    struct table_part *part, void (*write)(struct exporter *, const struct report_sale *))
{
    if (exporter->has_parts) {
        table_repeat(&exporter->table, part);
        return;
    }
    size_t mark = table_mark(&exporter->table);
    write(exporter, sale);
    table_keep(&exporter->table, mark, part);
}

static bool write_line(void *context, const struct report_line *line, struct error *err)
{
    struct exporter *exporter = context;
    struct table_out *table = &exporter->table;
    table_begin_row(table);
    write_shared(exporter, line->sale, &exporter->head, write_head);
    table_integer(table, SALES_LINE, line->n);
    table_text(table, SALES_SKU, line->sku);
    table_text(table, SALES_NAME, line->name);
    table_text(table, SALES_CATEGORY, line->category);
    write_line_amounts(exporter, line);
    write_shared(exporter, line->sale, &exporter->tail, write_tail);
    exporter->has_parts = true;
    report_sums_add_line(exporter->sums, line);
    return end_row(exporter, err);
}

static bool write_payment(void *context, const struct report_payment *payment, struct error *err)
{
    struct exporter *exporter = context;
    struct table_out *table = &exporter->table;
    int decimals = decimals_of(payment->currency);
    char receipt[RECEIPT_TEXT_MAX];
    char till[NODE_TEXT_MAX];
    char at[TIME_TEXT_MAX];
    table_begin_row(table);
    table_text(table, PAYMENTS_SALE, text_view_of(receipt_print(payment->sale_id, receipt)));
    table_text(table, PAYMENTS_TILL, text_view_of(node_print(id_node(payment->sale_id), till)));
    table_text(table, PAYMENTS_BUSINESS_DAY, payment->business_day);
    table_text(table, PAYMENTS_PAID_AT,
        text_view_of(zone_print_time(exporter->form->zone, payment->paid_at_ms, at)));
    table_text(table, PAYMENTS_TENDER, payment->tender);
    table_decimal(table, PAYMENTS_AMOUNT, payment->amount_minor, decimals);
    table_decimal(table, PAYMENTS_TENDERED, payment->tendered_minor, decimals);
    table_decimal(table, PAYMENTS_CHANGE, payment->change_minor, decimals);
    table_text(table, PAYMENTS_CURRENCY, payment->currency);
    table_text(table, PAYMENTS_REFERENCE, payment->reference);
    report_sums_add_payment(exporter->sums, payment);
    return end_row(exporter, err);
}

static bool write_figure(
    struct exporter *exporter, const struct report_figure *figure, struct error *err)
{
    struct table_out *table = &exporter->table;
    char till[NODE_TEXT_MAX];
    const char *key = figure->key[0] != '\0' ? figure->key : REPORT_NO_KEY;
    bool is_rate = figure->section == REPORT_TAX || figure->section == REPORT_TAX_NET;
    table_begin_row(table);
    table_text(table, DAY_BUSINESS_DAY, text_view_of(figure->business_day));
    table_text(table, DAY_TILL, text_view_of(node_print(figure->node, till)));
    table_text(table, DAY_SECTION, text_view_of(report_section_text(figure->section)));
    if (is_rate) {
        table_rates(table, DAY_KEY, text_view_of(key));
    } else {
        table_text(table, DAY_KEY, text_view_of(key));
    }
    table_integer(table, DAY_COUNT, figure->count);
    table_decimal(table, DAY_AMOUNT, figure->amount_minor, exporter->decimals);
    return end_row(exporter, err);
}

static bool write_sales(struct exporter *exporter, struct store *store,
    const struct report_range *range, struct error *err)
{
    static const struct report_line_visitor visitor = {.sale = begin_sale, .line = write_line};
    if (!begin_file(exporter, "sales", SALES_COLUMNS, SALES_COLUMN_COUNT, err) ||
        !line_pipe_visit(store, range, &visitor, exporter, err)) {
        return false;
    }
    table_end(&exporter->table);
    return true;
}

static bool write_payments(struct exporter *exporter, struct store *store,
    const struct report_range *range, struct error *err)
{
    if (!begin_file(exporter, "payments", PAYMENTS_COLUMNS, PAYMENTS_COLUMN_COUNT, err) ||
        !report_visit_payments(store, range, write_payment, exporter, err)) {
        return false;
    }
    table_end(&exporter->table);
    return true;
}

static bool write_day(struct exporter *exporter, struct store *store,
    const struct report_range *range, struct error *err)
{
    struct report_day day;
    if (!begin_file(exporter, "day", DAY_COLUMNS, DAY_COLUMN_COUNT, err) ||
        !report_sums_end(exporter->sums, store, range, &day, err)) {
        return false;
    }
    exporter->decimals = export_decimals_of(day.currency);
    bool written = true;
    for (size_t i = 0; written && i < day.figure_count; i++) {
        written = write_figure(exporter, &day.figures[i], err);
    }
    report_day_close(&day);
    table_end(&exporter->table);
    return written;
}

/* The day's sums come last: where they stand, the other two stand. */
static bool write_files(struct exporter *exporter, struct store *store,
    const struct report_range *range, struct export_day_counts *counts, struct error *err)
{
    if (!write_sales(exporter, store, range, err)) {
        return false;
    }
    counts->line_count = exporter->table.row_count;
    if (!write_payments(exporter, store, range, err)) {
        return false;
    }
    counts->payment_count = exporter->table.row_count;
    return write_day(exporter, store, range, err);
}

bool export_day(struct store *store, const struct report_range *range,
    const struct export_day_form *form, const char *folder, struct export_day_counts *out_counts,
    struct error *err)
{
    struct file_set set;
    struct export_day_counts counts = {0};
    if (!file_set_begin(folder, &set, err)) {
        return false;
    }
    bool done = store_begin_reading(store, err);
    if (done) {
        struct exporter exporter = {.form = form, .set = &set, .sums = report_sums_begin(true)};
        done = write_files(&exporter, store, range, &counts, err);
        report_sums_close(exporter.sums);
        buffer_close(&exporter.head.bytes);
        buffer_close(&exporter.tail.bytes);
        store_end_reading(store);
    }
    done = done && file_set_commit(&set, err);
    file_set_end(&set);
    if (done) {
        *out_counts = counts;
    }
    return done;
}
