#include "export/z_rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "base/decimal.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/rate.h"
#include "domain/z_report.h"
#include "export/json_write.h"
#include "store/report.h"

#define WORDS_MAX 1024
#define MOMENT_MAX 32

/* --- rows ---------------------------------------------------------------------------------- */

static char *own(const char *text)
{
    char *copy = text != NULL ? strdup(text) : NULL;
    ASSERT(text == NULL || copy != NULL);
    return copy;
}

static void add(struct page_rows *page, enum office_row_kind kind, const char *left,
    const char *middle, const char *right)
{
    if (page->count == page->capacity) {
        page->capacity = page->capacity == 0 ? 64 : page->capacity * 2;
        page->rows = realloc(page->rows, page->capacity * sizeof(*page->rows));
        ASSERT(page->rows != NULL);
    }
    page->rows[page->count++] = (struct office_row){
        .kind = kind, .left = own(left), .middle = own(middle), .right = own(right)};
}

void z_rows_close(struct page_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *texts[] = {rows->rows[i].left, rows->rows[i].middle, rows->rows[i].right};
        for (size_t k = 0; k < ARRAY_LENGTH(texts); k++) {
            union {
                const char *borrowed;
                char *owned;
            } text = {texts[k]};
            free(text.owned);
        }
    }
    free(rows->rows);
    *rows = (struct page_rows){0};
}

static void heading(struct page_rows *page, const char *words)
{
    add(page, OFFICE_ROW_SPACE, NULL, NULL, NULL);
    add(page, OFFICE_ROW_HEADING, words, NULL, NULL);
}

PRINTF_LIKE(2, 3) static void note(struct page_rows *page, const char *format, ...)
{
    char text[WORDS_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    add(page, OFFICE_ROW_NOTE, text, NULL, NULL);
}

/* "1,234.50" of the report's currency, or of another one with its code behind. */
static const char *print_amount(
    const struct page_rows *page, int64_t minor, const char *currency, char out[MONEY_TEXT_MAX])
{
    const struct currency *known = currency_find(currency);
    bool is_own = strcmp(currency, page->currency) == 0;
    char digits[MONEY_TEXT_MAX];
    if (known != NULL) {
        money_print_style(minor, known, MONEY_GROUPED, digits);
    } else {
        char plain[DECIMAL_TEXT_MAX];
        snprintf(digits, sizeof(digits), "%s",
            decimal_print(minor, export_decimals_of(currency), plain));
    }
    struct text_out text = text_out_begin(out, MONEY_TEXT_MAX);
    text_out_append(&text, digits);
    text_out_append(&text, is_own ? "" : " ");
    text_out_append(&text, is_own ? "" : currency);
    return out;
}

static void line_of(struct page_rows *page, enum office_row_kind kind, const char *words,
    int64_t count, int64_t minor)
{
    char amount[MONEY_TEXT_MAX], number[32];
    snprintf(number, sizeof(number), "%lld", (long long)count);
    add(page, kind, words, count >= 0 ? number : NULL,
        print_amount(page, minor, page->currency, amount));
}

static void amount(struct page_rows *page, const char *words, int64_t minor)
{
    line_of(page, OFFICE_ROW_PLAIN, words, -1, minor);
}

static void strong(struct page_rows *page, const char *words, int64_t minor)
{
    line_of(page, OFFICE_ROW_STRONG, words, -1, minor);
}

static void counted(struct page_rows *page, const char *words, int64_t count, int64_t minor)
{
    line_of(page, OFFICE_ROW_PLAIN, words, count, minor);
}

static void fact(struct page_rows *page, const char *words, const char *value)
{
    add(page, OFFICE_ROW_PLAIN, words, NULL, value);
}

static const char *print_moment(const struct page_rows *page, int64_t at_ms, char out[MOMENT_MAX])
{
    char day[DAY_TEXT_MAX];
    struct local_time local = zone_local(page->zone, at_ms);
    snprintf(out, MOMENT_MAX, "%s %02d:%02d", day_print(local.day, day), local.hour % 24,
        local.minute % 60);
    return out;
}

/* "cash" as "Cash". */
static const char *capital(const char *word, char out[WORDS_MAX])
{
    (void)text_copy(out, WORDS_MAX, word);
    if (out[0] >= 'a' && out[0] <= 'z') {
        out[0] = (char)(out[0] - 'a' + 'A');
    }
    return out;
}

/* --- a Z ----------------------------------------------------------------------------------- */

static void add_head(struct page_rows *page, const struct z_report *z)
{
    char words[WORDS_MAX], moment[MOMENT_MAX], number[RECEIPT_TEXT_MAX];
    snprintf(words, sizeof(words), "Z report %lld", (long long)z->number);
    add(page, OFFICE_ROW_TITLE, z->number > 0 ? words : "X report", NULL, NULL);
    fact(page, "Shop", z->shop);
    fact(page, "Till", z->till);
    fact(page, "Business day", z->business_day);
    fact(page, "Currency", z->currency);
    fact(page, "Opened", print_moment(page, z->opened_at_ms, moment));
    fact(page, "Opened by", z->opened_by);
    fact(page, "Closed", print_moment(page, z->closed_at_ms, moment));
    fact(page, "Closed by", z->closed_by);
    if (z->first_receipt > 0) {
        fact(page, "First receipt", receipt_print(id_make(z->node, z->first_receipt), number));
        fact(page, "Last receipt", receipt_print(id_make(z->node, z->last_receipt), number));
        if (strcmp(z->first_day, z->last_day) != 0) {
            snprintf(words, sizeof(words), "%s to %s", z->first_day, z->last_day);
            fact(page, "Sold on", words);
        }
    } else {
        fact(page, "Receipts", "none");
    }
}

static void add_sales(struct page_rows *page, const struct z_report *z)
{
    heading(page, "Sales");
    counted(page, "Sales", z->sale_count, z->sales_minor);
    counted(page, "Refunds", z->refund_count, z->refunds_minor);
    counted(page, "Lines taken back", z->line_refund_count, z->line_refunds_minor);
    counted(page, "Lines voided", z->void_line_count, z->void_lines_minor);
    counted(page, "Tickets voided", z->void_ticket_count, z->void_tickets_minor);
    counted(page, "Discounts", z->discount_count, z->discounts_minor);
    strong(page, "Revenue", z->gross_minor);
    if (z->voucher_sold_count > 0 || z->voucher_redeemed_minor != 0) {
        counted(page, "Gift cards sold", z->voucher_sold_count, z->voucher_sold_minor);
        amount(page, "Gift cards redeemed", z->voucher_redeemed_minor);
    }
    if (z->account_paid_count > 0 || z->account_put_minor != 0) {
        amount(page, "Put on account", z->account_put_minor);
        counted(page, "Accounts paid", z->account_paid_count, z->account_paid_minor);
    }
    if (z->rounding_count > 0) {
        counted(page, "Cash rounding", z->rounding_count, z->rounding_minor);
    }
    if (z->tip_count > 0) {
        counted(page, "Tips", z->tip_count, z->tip_minor);
    }
}

static void add_taxes(struct page_rows *page, const struct z_report *z)
{
    char words[WORDS_MAX];
    heading(page, "Tax");
    for (size_t i = 0; i < z->tax_code_count; i++) {
        const struct z_tax_code *code = &z->tax_codes[i];
        snprintf(words, sizeof(words), "Net at %s %%", code->code);
        counted(page, words, code->line_count, code->net_minor);
    }
    for (size_t i = 0; i < z->tax_count; i++) {
        char rate[RATE_TEXT_MAX];
        snprintf(
            words, sizeof(words), "Tax %s %%", rate_print((uint32_t)z->taxes[i].rate_ppm, rate));
        amount(page, words, z->taxes[i].tax_minor);
    }
    amount(page, "Net", z->net_minor);
    amount(page, "Tax", z->tax_minor);
    strong(page, "Gross", z->gross_minor);
}

static void add_tenders(struct page_rows *page, const struct z_report *z)
{
    char words[WORDS_MAX];
    int64_t sum_minor = 0;
    heading(page, "How it was paid");
    for (size_t i = 0; i < z->tender_count; i++) {
        counted(page, capital(z->tenders[i].tender, words), z->tenders[i].count,
            z->tenders[i].amount_minor);
        sum_minor += z->tenders[i].amount_minor;
    }
    strong(page, "Paid", sum_minor);
    if (z->correction_count > 0) {
        snprintf(words, sizeof(words), "%lld", (long long)z->correction_count);
        fact(page, "Tenders corrected", words);
    }
    if (z->has_terminal) {
        amount(page, "Card terminal said", z->terminal_minor);
        amount(page, "Difference to the terminal", z->terminal_difference_minor);
    }
}

static void add_drawer(struct page_rows *page, const struct z_report *z)
{
    heading(page, "Drawer");
    amount(page, "Float", z->float_minor);
    amount(page, "Cash sales", z->cash_sales_minor);
    amount(page, "Cash refunds", z->cash_refunds_minor);
    if (z->corrected_cash_minor != 0) {
        amount(page, "Corrected tenders", z->corrected_cash_minor);
    }
    counted(page, "Pay-ins", z->pay_in_count, z->pay_in_minor);
    counted(page, "Pay-outs", z->pay_out_count, -z->pay_out_minor);
    strong(page, "Expected", z->expected_minor);
    if (z->has_counted) {
        amount(page, "Counted", z->counted_minor);
        strong(page, "Difference", z->difference_minor);
    } else {
        fact(page, "Counted", "not counted");
    }
    if (z->reason[0] != '\0') {
        fact(page, "Reason", z->reason);
    }
    amount(page, "Taken out", z->taken_minor);
    amount(page, "Left in the drawer", z->left_minor);
}

static void add_foreign(struct page_rows *page, const struct z_report *z)
{
    for (size_t i = 0; i < z->foreign_count; i++) {
        const struct z_foreign *foreign = &z->foreign[i];
        char text[MONEY_TEXT_MAX], words[WORDS_MAX];
        snprintf(words, sizeof(words), "Cash in %s", foreign->currency);
        heading(page, words);
        fact(
            page, "Received", print_amount(page, foreign->received_minor, foreign->currency, text));
        amount(page, "Worth", foreign->worth_minor);
        fact(
            page, "Expected", print_amount(page, foreign->expected_minor, foreign->currency, text));
        if (foreign->has_counted) {
            fact(page, "Counted",
                print_amount(page, foreign->counted_minor, foreign->currency, text));
        }
        fact(page, "Taken out", print_amount(page, foreign->taken_minor, foreign->currency, text));
        fact(page, "Left in the drawer",
            print_amount(page, foreign->left_minor, foreign->currency, text));
    }
}

static void add_movements(struct page_rows *page, const struct z_report *z)
{
    if (z->movement_count > 0) {
        heading(page, "Paid in and out");
    }
    for (size_t i = 0; i < z->movement_count; i++) {
        const struct z_movement *movement = &z->movements[i];
        bool is_in = strcmp(movement->kind, "pay_in") == 0;
        char words[WORDS_MAX], text[MONEY_TEXT_MAX], moment[MOMENT_MAX];
        snprintf(words, sizeof(words), "%s%s%s, %.100s, %s",
            movement->reason[0] != '\0' ? movement->reason : "",
            movement->reason[0] != '\0' ? ", " : "", movement->staff_name, is_in ? "in" : "out",
            print_moment(page, movement->moved_at_ms, moment));
        fact(page, words,
            print_amount(page, is_in ? movement->amount_minor : -movement->amount_minor,
                movement->currency, text));
    }
}

static void add_open_things(struct page_rows *page, const struct z_report *z)
{
    char number[RECEIPT_TEXT_MAX], words[WORDS_MAX];
    if (z->transfer_count > 0) {
        heading(page, "Bank transfers that nobody saw arrive");
    }
    for (size_t i = 0; i < z->transfer_count; i++) {
        const struct z_transfer *transfer = &z->transfers[i];
        snprintf(words, sizeof(words), "%s %s", receipt_print(transfer->sale_id, number),
            transfer->reference);
        amount(page, words, transfer->amount_minor);
    }
    if (z->parked_count > 0) {
        heading(page, "Parked tickets, carried over");
    }
    for (size_t i = 0; i < z->parked_count; i++) {
        counted(page, z->parked[i].name, z->parked[i].line_count, z->parked[i].total_minor);
    }
}

static void add_campaigns(struct page_rows *page, const struct z_report *z)
{
    heading(page, "Campaigns");
    for (size_t i = 0; i < z->campaign_count; i++) {
        const struct z_campaign *campaign = &z->campaigns[i];
        counted(page, campaign->code[0] != '\0' ? campaign->name : "No campaign",
            campaign->sale_count, campaign->amount_minor);
    }
    char words[32];
    snprintf(words, sizeof(words), "%lld", (long long)z->lead_count);
    fact(page, "Leads", words);
}

void z_rows_of_report(struct page_rows *out, const struct z_report *report, const struct zone *zone)
{
    *out = (struct page_rows){.zone = zone, .currency = report->currency};
    add_head(out, report);
    add_sales(out, report);
    add_taxes(out, report);
    add_tenders(out, report);
    add_drawer(out, report);
    add_foreign(out, report);
    add_movements(out, report);
    add_open_things(out, report);
    add_campaigns(out, report);
    heading(out, "For ever");
    strong(out, "Grand total", report->grand_total_minor);
    note(out, "All revenue that this till ever rang up, refunds not taken off.");
    note(out, "Chain before this report: %s", report->chain_head);
}

/* --- a day that was not closed --------------------------------------------------------------- */

void z_rows_of_day(
    struct page_rows *out, const struct report_range *range, const struct report_day *day)
{
    static const char *const HEADINGS[REPORT_SECTION_COUNT] = {
        [REPORT_SALE] = "Sales",
        [REPORT_TAX_NET] = "Net by tax code",
        [REPORT_TAX] = "Tax by rate",
        [REPORT_NO_REVENUE] = "Gift cards sold, debts paid",
        [REPORT_ROUNDING] = "Cash rounding",
        [REPORT_TIP] = "Tips",
        [REPORT_TENDER] = "How it was paid",
        [REPORT_CAMPAIGN] = "Campaigns",
        [REPORT_CATEGORY] = "Categories",
    };
    char words[WORDS_MAX];
    *out = (struct page_rows){.currency = day->currency};
    bool is_one_day = strcmp(range->from, range->to) == 0;
    snprintf(words, sizeof(words), "%s%s%s", range->from, is_one_day ? "" : " to ",
        is_one_day ? "" : range->to);
    add(out, OFFICE_ROW_TITLE, words, NULL, NULL);
    note(out, "The drawer was not closed in this time: this is no Z report. Amounts in %s.",
        day->currency);
    for (size_t i = 0; i < day->figure_count; i++) {
        const struct report_figure *figure = &day->figures[i];
        if (i == 0 || day->figures[i - 1].section != figure->section) {
            heading(out, HEADINGS[figure->section]);
        }
        counted(out, figure->key[0] != '\0' ? capital(figure->key, words) : REPORT_NO_KEY,
            figure->count, figure->amount_minor);
    }
}
