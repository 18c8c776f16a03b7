#include "export/day_xlsx.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "export/book_file.h"
#include "export/file_set.h"
#include "export/json_write.h"
#include "export/line_pipe.h"
#include "export/office_load.h"
#include "store/report.h"
#include "store/store.h"

enum {
    DAY_BUSINESS_DAY,
    DAY_TILL,
    DAY_SECTION,
    DAY_KEY,
    DAY_COUNT,
    DAY_AMOUNT,
    DAY_COLUMN_COUNT
};
static const struct office_column DAY_COLUMNS[DAY_COLUMN_COUNT] = {
    [DAY_BUSINESS_DAY] = {"business_day", OFFICE_DATE, 12, false},
    [DAY_TILL] = {"till", OFFICE_TEXT, 6, false},
    [DAY_SECTION] = {"section", OFFICE_TEXT, 12, false},
    [DAY_KEY] = {"key", OFFICE_TEXT, 24, false},
    [DAY_COUNT] = {"count", OFFICE_INTEGER, 8, false},
    [DAY_AMOUNT] = {"amount", OFFICE_MONEY, 14, false},
};

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
    SALES_COLUMN_COUNT
};
static const struct office_column SALES_COLUMNS[SALES_COLUMN_COUNT] = {
    [SALES_SALE] = {"sale", OFFICE_TEXT, 12, false},
    [SALES_TILL] = {"till", OFFICE_TEXT, 6, false},
    [SALES_BUSINESS_DAY] = {"business_day", OFFICE_DATE, 12, false},
    [SALES_SOLD_AT] = {"sold_at", OFFICE_TIME, 19, false},
    [SALES_STAFF] = {"staff", OFFICE_TEXT, 14, false},
    [SALES_KIND] = {"kind", OFFICE_TEXT, 8, false},
    [SALES_LINE] = {"line", OFFICE_INTEGER, 6, false},
    [SALES_SKU] = {"sku", OFFICE_TEXT, 14, false},
    [SALES_NAME] = {"name", OFFICE_TEXT, 28, false},
    [SALES_CATEGORY] = {"category", OFFICE_TEXT, 16, false},
    [SALES_QUANTITY] = {"quantity", OFFICE_QUANTITY, 10, false},
    [SALES_UNIT_PRICE] = {"unit_price", OFFICE_MONEY, 11, false},
    [SALES_DISCOUNT] = {"discount", OFFICE_MONEY, 11, true},
    [SALES_NET] = {"net", OFFICE_MONEY, 12, true},
    [SALES_TAX_RATE] = {"tax_rate", OFFICE_TEXT, 9, false},
    [SALES_TAX] = {"tax", OFFICE_MONEY, 12, true},
    [SALES_GROSS] = {"gross", OFFICE_MONEY, 12, true},
    [SALES_CAMPAIGN] = {"campaign", OFFICE_TEXT, 14, false},
    [SALES_CHANNEL] = {"channel", OFFICE_TEXT, 12, false},
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
static const struct office_column PAYMENTS_COLUMNS[PAYMENTS_COLUMN_COUNT] = {
    [PAYMENTS_SALE] = {"sale", OFFICE_TEXT, 12, false},
    [PAYMENTS_TILL] = {"till", OFFICE_TEXT, 6, false},
    [PAYMENTS_BUSINESS_DAY] = {"business_day", OFFICE_DATE, 12, false},
    [PAYMENTS_PAID_AT] = {"paid_at", OFFICE_TIME, 19, false},
    [PAYMENTS_TENDER] = {"tender", OFFICE_TEXT, 10, false},
    [PAYMENTS_AMOUNT] = {"amount", OFFICE_MONEY, 12, true},
    [PAYMENTS_TENDERED] = {"tendered", OFFICE_MONEY, 12, true},
    [PAYMENTS_CHANGE] = {"change", OFFICE_MONEY, 12, true},
    [PAYMENTS_CURRENCY] = {"currency", OFFICE_TEXT, 9, false},
    [PAYMENTS_REFERENCE] = {"reference", OFFICE_TEXT, 20, false},
};

enum {
    CAMPAIGNS_CODE,
    CAMPAIGNS_NAME,
    CAMPAIGNS_CHANNEL,
    CAMPAIGNS_TOUCHES,
    CAMPAIGNS_SALES,
    CAMPAIGNS_REVENUE,
    CAMPAIGNS_COLUMN_COUNT
};
static const struct office_column CAMPAIGNS_COLUMNS[CAMPAIGNS_COLUMN_COUNT] = {
    [CAMPAIGNS_CODE] = {"campaign", OFFICE_TEXT, 16, false},
    [CAMPAIGNS_NAME] = {"name", OFFICE_TEXT, 28, false},
    [CAMPAIGNS_CHANNEL] = {"channel", OFFICE_TEXT, 14, false},
    [CAMPAIGNS_TOUCHES] = {"touches", OFFICE_INTEGER, 9, true},
    [CAMPAIGNS_SALES] = {"sales", OFFICE_INTEGER, 9, true},
    [CAMPAIGNS_REVENUE] = {"revenue", OFFICE_MONEY, 14, true},
};

struct workbook {
    const struct office_api *api;
    struct office_book *book;
    int day, sales, payments, campaigns;
    struct store *store;
    const struct report_range *range;
    const struct zone *zone;
    struct report_sums *sums;
    size_t line_count, payment_count;
    char day_text[DAY_TEXT_MAX]; /* the day that was read last, and its number */
    int32_t day_number;
};

/* --- cells --------------------------------------------------------------------------------- */

static void put(const struct workbook *work, int sheet, int column, struct text_view text)
{
    work->api->book_text(work->book, sheet, (size_t)column, text.bytes, text.size);
}

static void put_text(const struct workbook *work, int sheet, int column, const char *text)
{
    put(work, sheet, column, text_view_of(text));
}

static void put_number(const struct workbook *work, int sheet, int column, int64_t value)
{
    work->api->book_number(work->book, sheet, (size_t)column, value);
}

/* Rows come by day, so each is read once. */
static void put_day(struct workbook *work, int sheet, int column, struct text_view day)
{
    struct error ignored;
    bool is_known = text_view_equals(day, work->day_text);
    if (!is_known && !(text_copy_view(work->day_text, sizeof(work->day_text), day) &&
                         day_parse(day, &work->day_number, &ignored))) {
        work->day_text[0] = '\0';
        put(work, sheet, column, day);
        return;
    }
    put_number(work, sheet, column, work->day_number);
}

static void put_moment(const struct workbook *work, int sheet, int column, int64_t at_ms)
{
    put_number(work, sheet, column, at_ms / 1000 + zone_offset_s(work->zone, at_ms));
}

static void put_sale(struct workbook *work, int sheet, int64_t sale_id)
{
    char receipt[RECEIPT_TEXT_MAX], till[NODE_TEXT_MAX];
    put_text(work, sheet, SALES_SALE, receipt_print(sale_id, receipt));
    put_text(work, sheet, SALES_TILL, node_print(id_node(sale_id), till));
}

static_assert((int)SALES_SALE == (int)PAYMENTS_SALE && (int)SALES_TILL == (int)PAYMENTS_TILL,
    "both sheets begin alike");

/* --- sheets -------------------------------------------------------------------------------- */

static bool take_sale(void *context, const struct report_sale *sale, struct error *err)
{
    struct workbook *work = context;
    return report_sums_add_sale(work->sums, sale, err);
}

static bool take_line(void *context, const struct report_line *line, struct error *err)
{
    struct workbook *work = context;
    const struct report_sale *sale = line->sale;
    int sheet = work->sales;
    (void)err;
    put_sale(work, sheet, sale->id);
    put_day(work, sheet, SALES_BUSINESS_DAY, sale->business_day);
    put_moment(work, sheet, SALES_SOLD_AT, sale->sold_at_ms);
    put(work, sheet, SALES_STAFF, sale->staff_name);
    put(work, sheet, SALES_KIND, sale->kind);
    put_number(work, sheet, SALES_LINE, line->n);
    put(work, sheet, SALES_SKU, line->sku);
    put(work, sheet, SALES_NAME, line->name);
    put(work, sheet, SALES_CATEGORY, line->category);
    put_number(work, sheet, SALES_QUANTITY, line->quantity_milli);
    put_number(work, sheet, SALES_UNIT_PRICE, line->unit_price_minor);
    put_number(work, sheet, SALES_DISCOUNT, line->discount_minor);
    put_number(work, sheet, SALES_NET, line->net_minor);
    put(work, sheet, SALES_TAX_RATE, line->tax_code);
    put_number(work, sheet, SALES_TAX, line->tax_minor);
    put_number(work, sheet, SALES_GROSS, line->gross_minor);
    put(work, sheet, SALES_CAMPAIGN, sale->campaign_code);
    put(work, sheet, SALES_CHANNEL, sale->channel);
    work->api->book_end_row(work->book, sheet);
    work->line_count++;
    report_sums_add_line(work->sums, line);
    return true;
}

static bool take_payment(void *context, const struct report_payment *payment, struct error *err)
{
    struct workbook *work = context;
    int sheet = work->payments;
    (void)err;
    put_sale(work, sheet, payment->sale_id);
    put_day(work, sheet, PAYMENTS_BUSINESS_DAY, payment->business_day);
    put_moment(work, sheet, PAYMENTS_PAID_AT, payment->paid_at_ms);
    put(work, sheet, PAYMENTS_TENDER, payment->tender);
    put_number(work, sheet, PAYMENTS_AMOUNT, payment->amount_minor);
    put_number(work, sheet, PAYMENTS_TENDERED, payment->tendered_minor);
    put_number(work, sheet, PAYMENTS_CHANGE, payment->change_minor);
    put(work, sheet, PAYMENTS_CURRENCY, payment->currency);
    put(work, sheet, PAYMENTS_REFERENCE, payment->reference);
    work->api->book_end_row(work->book, sheet);
    work->payment_count++;
    report_sums_add_payment(work->sums, payment);
    return true;
}

static void write_figure(struct workbook *work, const struct report_figure *figure)
{
    char till[NODE_TEXT_MAX];
    int sheet = work->day;
    put_day(work, sheet, DAY_BUSINESS_DAY, text_view_of(figure->business_day));
    put_text(work, sheet, DAY_TILL, node_print(figure->node, till));
    put_text(work, sheet, DAY_SECTION, report_section_text(figure->section));
    put_text(work, sheet, DAY_KEY, figure->key[0] != '\0' ? figure->key : REPORT_NO_KEY);
    put_number(work, sheet, DAY_COUNT, figure->count);
    put_number(work, sheet, DAY_AMOUNT, figure->amount_minor);
    work->api->book_end_row(work->book, sheet);
}

static bool write_day(struct workbook *work, struct error *err)
{
    struct report_day day;
    if (!report_sums_end(work->sums, work->store, work->range, &day, err)) {
        return false;
    }
    for (size_t i = 0; i < day.figure_count; i++) {
        write_figure(work, &day.figures[i]);
    }
    report_day_close(&day);
    return true;
}

static void write_campaign(struct workbook *work, const struct report_campaign *campaign)
{
    int sheet = work->campaigns;
    put_text(work, sheet, CAMPAIGNS_CODE, campaign->code);
    put_text(work, sheet, CAMPAIGNS_NAME, campaign->name);
    put_text(work, sheet, CAMPAIGNS_CHANNEL, campaign->channel);
    put_number(work, sheet, CAMPAIGNS_TOUCHES, campaign->touch_count);
    put_number(work, sheet, CAMPAIGNS_SALES, campaign->sale_count);
    put_number(work, sheet, CAMPAIGNS_REVENUE, campaign->revenue_minor);
    work->api->book_end_row(work->book, sheet);
}

static bool write_campaigns(struct workbook *work, struct error *err)
{
    struct report_campaigns campaigns;
    char none[] = REPORT_NO_KEY, empty[] = "";
    if (!report_read_campaigns(work->store, work->range, &campaigns, err)) {
        return false;
    }
    for (size_t i = 0; i < campaigns.campaign_count; i++) {
        write_campaign(work, &campaigns.campaigns[i]);
    }
    struct report_campaign rest = {.code = none,
        .name = empty,
        .channel = empty,
        .sale_count = campaigns.none_sale_count,
        .revenue_minor = campaigns.none_revenue_minor};
    write_campaign(work, &rest);
    report_campaigns_close(&campaigns);
    return true;
}

static bool write_sheets(struct workbook *work, struct error *err)
{
    static const struct report_line_visitor visitor = {.sale = take_sale, .line = take_line};
    static const char TOTAL[] = "Total";
    const struct office_api *api = work->api;
    work->day = api->book_add_sheet(work->book, "Day", DAY_COLUMNS, DAY_COLUMN_COUNT);
    work->sales = api->book_add_sheet(work->book, "Sales", SALES_COLUMNS, SALES_COLUMN_COUNT);
    work->payments =
        api->book_add_sheet(work->book, "Payments", PAYMENTS_COLUMNS, PAYMENTS_COLUMN_COUNT);
    work->campaigns =
        api->book_add_sheet(work->book, "Campaigns", CAMPAIGNS_COLUMNS, CAMPAIGNS_COLUMN_COUNT);
    if (work->day < 0 || work->sales < 0 || work->payments < 0 || work->campaigns < 0) {
        return error_set(err, ERROR_IO, "cannot begin a spreadsheet");
    }
    if (!line_pipe_visit(work->store, work->range, &visitor, work, err) ||
        !report_visit_payments(work->store, work->range, take_payment, work, err) ||
        !write_day(work, err) || !write_campaigns(work, err)) {
        return false;
    }
    api->book_end_sheet(work->book, work->sales, TOTAL);
    api->book_end_sheet(work->book, work->payments, TOTAL);
    api->book_end_sheet(work->book, work->campaigns, TOTAL);
    return true;
}

/* --- the file ------------------------------------------------------------------------------ */

static bool make_book(struct workbook *work, const char *path, struct error *err)
{
    char currency[4], title[64], problem[OFFICE_PROBLEM_MAX];
    if (!report_shop_currency(work->store, work->range, currency, err)) {
        return false;
    }
    bool is_one_day = strcmp(work->range->from, work->range->to) == 0;
    snprintf(title, sizeof(title), "%s%s%s", work->range->from, is_one_day ? "" : " to ",
        is_one_day ? "" : work->range->to);
    work->book = work->api->book_open(path, title, export_decimals_of(currency));
    if (work->book == NULL) {
        return error_set(err, ERROR_IO, "cannot begin a spreadsheet");
    }
    work->sums = report_sums_begin(true);
    bool done = write_sheets(work, err);
    report_sums_close(work->sums);
    if (!work->api->book_close(work->book, problem) && done) {
        done = error_set(err, ERROR_IO, "the spreadsheet could not be written: %s", problem);
    }
    return done;
}

static bool write_into(struct workbook *work, struct file_set *set, struct error *err)
{
    char path[BOOK_FILE_PATH_MAX];
    if (!book_file_begin(path, err)) {
        return false;
    }
    bool done = store_begin_reading(work->store, err);
    if (done) {
        done = make_book(work, path, err);
        store_end_reading(work->store);
    }
    done = done && book_file_copy(path, set, "day.xlsx", err) && file_set_commit(set, err);
    unlink(path);
    return done;
}

bool day_xlsx_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err)
{
    struct file_set set;
    struct workbook work = {.store = store, .range = range, .zone = form->zone};
    if (!office_load(&work.api, err) || !file_set_begin(folder, &set, err)) {
        return false;
    }
    bool done = write_into(&work, &set, err);
    file_set_end(&set);
    counts->row_count = work.line_count;
    counts->line_count = work.line_count;
    counts->payment_count = work.payment_count;
    counts->file_count = 1;
    return done;
}
