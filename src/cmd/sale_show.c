#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/sale.h"
#include "export/sale_json.h"
#include "store/correction.h"
#include "store/refund.h"
#include "store/sale.h"
#include "store/store.h"

static void print_line(const struct sale_line *line, const struct currency *currency)
{
    char quantity[QUANTITY_TEXT_MAX];
    char price[MONEY_TEXT_MAX];
    char gross[MONEY_TEXT_MAX];
    printf("  %8s x %-40s %10s %12s\n", quantity_print(line->quantity_milli, quantity), line->name,
        money_print(line->unit_price_minor, currency, price),
        money_print(line->gross_minor, currency, gross));
    if (line->discount_words != NULL) {
        printf("  %10s %s\n", "", line->discount_words);
    }
    for (size_t i = 0; i < line->detail_count; i++) {
        const struct sale_detail *detail = &line->details[i];
        bool is_price = strcmp(detail->kind, "price") == 0;
        printf("  %10s %s %s\n", "", is_price ? "instead of" : detail->kind,
            is_price ? money_print(detail->amount_minor, currency, price) : detail->text);
    }
    if (line->is_refund) {
        char number[RECEIPT_TEXT_MAX];
        bool has_sale = line->of_sale_id != 0;
        printf("  %10s %s%s%s%s%s\n", "", has_sale ? "of " : "no receipt",
            has_sale ? receipt_print(line->of_sale_id, number) : "",
            line->restock ? ", back on the shelf" : "", line->reason[0] != '\0' ? ": " : "",
            line->reason);
    }
}

static void print_payment(const struct sale_payment *payment, const struct currency *currency)
{
    char tendered[MONEY_TEXT_MAX];
    char change[MONEY_TEXT_MAX];
    printf("  %-53s %12s\n", payment->tender,
        money_print(payment->tendered_minor, currency, tendered));
    if (payment->foreign_currency[0] != '\0') {
        const struct currency *foreign = currency_find(payment->foreign_currency);
        if (foreign != NULL) {
            money_print(payment->foreign_minor, foreign, tendered);
            printf("    %s %s at %s\n", payment->foreign_currency, tendered, payment->foreign_rate);
        }
    }
    if (payment->change_minor != 0) {
        printf("  %-53s %12s\n", "change", money_print(payment->change_minor, currency, change));
    }
}

/* The other codes that it had, and whose it is. */
static void print_contacts(const struct sale *sale, const struct sale_touch *credited)
{
    char number[RECEIPT_TEXT_MAX];
    for (size_t i = 0; i < sale->touch_count; i++) {
        const struct sale_touch *touch = &sale->touches[i];
        if (touch != credited) {
            printf("Code of %s%s%s, %s%s%s\n", touch->campaign_name,
                touch->content[0] != '\0' ? ", " : "", touch->content, touch->kind,
                touch->uncredited[0] != '\0' ? ", not counted: " : "", touch->uncredited);
        }
    }
    for (size_t i = 0; i < sale->lead_count; i++) {
        printf("Lead %s\n", receipt_print(sale->leads[i], number));
    }
}

static void print_sale(const struct sale *sale)
{
    const struct currency *currency = currency_find(sale->currency);
    const struct sale_touch *credited = sale_credited_touch(sale);
    char number[RECEIPT_TEXT_MAX];
    char at[TIME_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    bool is_refund = strcmp(sale->kind, "refund") == 0;
    printf("%s %s, %s, business day %s, %s\n", is_refund ? "Refund" : "Sale",
        receipt_print(sale->id, number), time_print(sale->sold_at_ms, at), sale->business_day,
        sale->staff_name);
    if (sale->ref[0] != '\0') {
        printf("Reference %s\n", sale->ref);
    }
    for (size_t i = 0; i < sale->line_count; i++) {
        print_line(&sale->lines[i], currency);
    }
    printf("  %-53s %12s\n", "net", money_print(sale->net_minor, currency, amount));
    printf("  %-53s %12s\n", "tax", money_print(sale->tax_minor, currency, amount));
    printf("  %-53s %12s\n", sale->currency, money_print(sale->gross_minor, currency, amount));
    if (sale->cash_rounding_minor != 0) {
        printf("  %-53s %12s\n", "cash rounding",
            money_print(sale->cash_rounding_minor, currency, amount));
    }
    if (sale->tip_minor != 0) {
        printf("  %-53s %12s\n", "tip", money_print(sale->tip_minor, currency, amount));
    }
    for (size_t i = 0; i < sale->payment_count; i++) {
        print_payment(&sale->payments[i], currency);
    }
    if (credited != NULL) {
        printf("Campaign %s, %s\n", credited->campaign_name, credited->channel);
    }
    print_contacts(sale, credited);
}

static bool print_correction(void *context, const struct correction_row *row)
{
    const struct currency *currency = context;
    char amount[MONEY_TEXT_MAX];
    printf("Corrected: %s of payment %lld was %.*s and no %.*s, %.*s\n",
        money_print(row->amount_minor, currency, amount), (long long)row->payment_n,
        (int)row->to_tender.size, row->to_tender.bytes, (int)row->from_tender.size,
        row->from_tender.bytes, (int)row->staff_name.size, row->staff_name.bytes);
    return true;
}

#define REFUNDS_MAX 100

/* What happened to the sale since. */
static bool print_after(struct store *store, const struct sale *sale, struct error *err)
{
    const struct currency *currency = currency_find(sale->currency);
    int64_t ids[REFUNDS_MAX];
    size_t count;
    char number[RECEIPT_TEXT_MAX];
    if (!refund_ids_of_sale(store, sale->id, ids, REFUNDS_MAX, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        printf("Something went back: %s\n", receipt_print(ids[i], number));
    }
    return correction_visit(store, sale->id, print_correction, (void *)(uintptr_t)currency, err);
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct sale sale = {0};
    int64_t sale_id;
    if (!receipt_parse(text_view_of(invocation->arguments[0]), &sale_id, err)) {
        return COMMAND_REFUSED;
    }
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_read = sale_read(store, sale_id, &sale, err);
    if (!is_read) {
        store_close(store);
        (void)error_prefix(err, "%s: ", invocation->arguments[0]);
        return COMMAND_REFUSED;
    }
    bool is_done = true;
    if (command_has(invocation, "json")) {
        struct buffer json = {0};
        sale_json_append(&json, &sale);
        puts(json.bytes);
        buffer_close(&json);
    } else {
        print_sale(&sale);
        is_done = print_after(store, &sale, err);
    }
    store_close(store);
    sale_close(&sale);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_sale_show = {
    .name = "sale show",
    .arguments = "NUMBER",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "shows one sale, e.g. 1-000124",
    .options =
        {
            {"json", NULL, false, "one object, as `ring --json` prints it"},
        },
    .run = run,
};
