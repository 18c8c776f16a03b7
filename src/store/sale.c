#include "store/sale.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/rate.h"
#include "domain/sale.h"
#include "store/sale_code.h"
#include "store/sale_extras.h"
#include "store/statement.h"
#include "store/store.h"

#define ROWS_FIRST_CAPACITY 4

/* --- writing ------------------------------------------------------------------------------- */

static bool insert_head(struct store *store, const struct sale *sale, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_INSERT);
    statement_bind_int(statement, "$id", sale->id);
    statement_bind_text(statement, "$business_day", sale->business_day);
    statement_bind_int(statement, "$sold_at_ms", sale->sold_at_ms);
    statement_bind_id_or_null(statement, "$staff_id", sale->staff_id);
    statement_bind_text(statement, "$staff_name", sale->staff_name);
    statement_bind_text(statement, "$kind", sale->kind);
    statement_bind_text(statement, "$currency", sale->currency);
    statement_bind_text(statement, "$prices", sale->prices);
    statement_bind_text(statement, "$rounding", sale->rounding);
    statement_bind_int(statement, "$net_minor", sale->net_minor);
    statement_bind_int(statement, "$tax_minor", sale->tax_minor);
    statement_bind_int(statement, "$gross_minor", sale->gross_minor);
    statement_bind_int(statement, "$cash_rounding_minor", sale->cash_rounding_minor);
    statement_bind_text_or_null(statement, "$ref", sale->ref);
    statement_bind_id_or_null(statement, "$return_campaign_id", sale->return_campaign_id);
    statement_bind_text_or_null(statement, "$clock_doubt", sale->clock_doubt);
    statement_bind_id_or_null(statement, "$tip_minor", sale->tip_minor);
    return statement_run(store, statement, err);
}

/* Taxes of a line that has several; one alone is the line's own tax. */
static bool insert_line_taxes(struct store *store, int64_t sale_id, int64_t line_n,
    const struct sale_line *line, struct error *err)
{
    if (line->tax_count < 2) {
        return true;
    }
    for (int i = 0; i < line->tax_count; i++) {
        struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_LINE_TAX_INSERT);
        statement_bind_int(statement, "$sale_id", sale_id);
        statement_bind_int(statement, "$line_n", line_n);
        statement_bind_int(statement, "$n", i + 1);
        statement_bind_int(statement, "$rate_ppm", line->taxes[i].rate_ppm);
        statement_bind_int(statement, "$tax_minor", line->taxes[i].tax_minor);
        if (!statement_run(store, statement, err)) {
            return false;
        }
    }
    return true;
}

static bool insert_line(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_line *line, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_LINE_INSERT);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_id_or_null(statement, "$product_id", line->product_id);
    statement_bind_text(statement, "$sku", line->sku);
    statement_bind_text(statement, "$name", line->name);
    statement_bind_text(statement, "$category", line->category);
    statement_bind_text(statement, "$unit", line->unit);
    statement_bind_int(statement, "$quantity_milli", line->quantity_milli);
    statement_bind_int(statement, "$unit_price_minor", line->unit_price_minor);
    statement_bind_int(statement, "$discount_minor", line->discount_minor);
    statement_bind_text_or_null(statement, "$discount_words", line->discount_words);
    statement_bind_id_or_null(statement, "$discount_campaign_id", line->discount_campaign_id);
    statement_bind_int(statement, "$net_minor", line->net_minor);
    statement_bind_int(statement, "$tax_minor", line->tax_minor);
    statement_bind_int(statement, "$gross_minor", line->gross_minor);
    statement_bind_text(statement, "$tax_code", line->tax_code);
    if (line->cost_minor < 0) {
        statement_bind_null(statement, "$cost_minor");
    } else {
        statement_bind_int(statement, "$cost_minor", line->cost_minor);
    }
    statement_bind_text_or_null(statement, "$kind", line->kind);
    statement_bind_id_or_null(statement, "$parent_n", line->parent_n);
    return statement_run(store, statement, err) && insert_line_taxes(store, sale_id, n, line, err);
}

static bool insert_payment(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_payment *payment, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PAYMENT_INSERT);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_text(statement, "$tender", payment->tender);
    statement_bind_int(statement, "$amount_minor", payment->amount_minor);
    statement_bind_int(statement, "$tendered_minor", payment->tendered_minor);
    statement_bind_int(statement, "$change_minor", payment->change_minor);
    statement_bind_text(statement, "$currency", payment->currency);
    statement_bind_text(statement, "$reference", payment->reference);
    statement_bind_int(statement, "$paid_at_ms", payment->paid_at_ms);
    return statement_run(store, statement, err);
}

bool sale_insert(struct store *store, struct sale *sale, struct error *err)
{
    ASSERT(sale_is_consistent(sale));
    if (!store_next_id(store, "sale", &sale->id, err) || !insert_head(store, sale, err)) {
        return false;
    }
    for (size_t i = 0; i < sale->line_count; i++) {
        if (!insert_line(store, sale->id, (int64_t)i + 1, &sale->lines[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sale->payment_count; i++) {
        if (!insert_payment(store, sale->id, (int64_t)i + 1, &sale->payments[i], err)) {
            return false;
        }
    }
    if (!sale_extras_insert(store, sale, err)) {
        return false;
    }
    for (size_t i = 0; i < sale->touch_count; i++) {
        if (!sale_touch_insert(store, sale->id, (int64_t)i + 1, &sale->touches[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sale->lead_count; i++) {
        if (!sale_lead_insert(store, sale->id, sale->leads[i], err)) {
            return false;
        }
    }
    return true;
}

/* --- reading ------------------------------------------------------------------------------- */

static bool read_head(struct sqlite3_stmt *statement, struct sale *sale)
{
    sale->id = statement_int(statement, 0);
    sale->sold_at_ms = statement_int(statement, 2);
    sale->staff_id = statement_is_null(statement, 3) ? 0 : statement_int(statement, 3);
    sale->net_minor = statement_int(statement, 9);
    sale->tax_minor = statement_int(statement, 10);
    sale->gross_minor = statement_int(statement, 11);
    sale->cash_rounding_minor = statement_int(statement, 12);
    sale->return_campaign_id = statement_is_null(statement, 14) ? 0 : statement_int(statement, 14);
    sale->tip_minor = statement_int(statement, 16);
    return statement_copy_text(statement, 1, sale->business_day, sizeof(sale->business_day)) &&
           statement_copy_text(statement, 4, sale->staff_name, sizeof(sale->staff_name)) &&
           statement_copy_text(statement, 5, sale->kind, sizeof(sale->kind)) &&
           statement_copy_text(statement, 6, sale->currency, sizeof(sale->currency)) &&
           statement_copy_text(statement, 7, sale->prices, sizeof(sale->prices)) &&
           statement_copy_text(statement, 8, sale->rounding, sizeof(sale->rounding)) &&
           statement_copy_text(statement, 13, sale->ref, sizeof(sale->ref)) &&
           statement_copy_text(statement, 15, sale->clock_doubt, sizeof(sale->clock_doubt));
}

/* Room for one more element of `size` bytes behind `count` of them. */
static void *grow(void *rows, size_t count, size_t size)
{
    bool is_full = count == 0 || (count >= ROWS_FIRST_CAPACITY && (count & (count - 1)) == 0);
    if (!is_full) {
        return rows;
    }
    size_t capacity = count < ROWS_FIRST_CAPACITY ? ROWS_FIRST_CAPACITY : count * 2;
    void *grown = realloc(rows, capacity * size);
    ASSERT(grown != NULL);
    return grown;
}

static bool read_line(struct sqlite3_stmt *statement, struct sale *sale)
{
    sale->lines = grow(sale->lines, sale->line_count, sizeof(*sale->lines));
    struct sale_line *line = &sale->lines[sale->line_count++];
    memset(line, 0, sizeof(*line));
    line->product_id = statement_is_null(statement, 1) ? 0 : statement_int(statement, 1);
    line->sku = statement_own_text(statement, 2);
    line->name = statement_own_text(statement, 3);
    line->category = statement_own_text(statement, 4);
    line->quantity_milli = statement_int(statement, 6);
    line->unit_price_minor = statement_int(statement, 7);
    line->discount_minor = statement_int(statement, 8);
    line->discount_words =
        statement_is_null(statement, 9) ? NULL : statement_own_text(statement, 9);
    line->discount_campaign_id =
        statement_is_null(statement, 10) ? 0 : statement_int(statement, 10);
    line->net_minor = statement_int(statement, 11);
    line->tax_minor = statement_int(statement, 12);
    line->gross_minor = statement_int(statement, 13);
    line->cost_minor = statement_is_null(statement, 15) ? -1 : statement_int(statement, 15);
    line->parent_n = statement_int(statement, 17);
    return statement_int(statement, 0) == (int64_t)sale->line_count &&
           statement_copy_text(statement, 16, line->kind, sizeof(line->kind)) &&
           statement_copy_text(statement, 5, line->unit, sizeof(line->unit)) &&
           statement_copy_text(statement, 14, line->tax_code, sizeof(line->tax_code));
}

/* The rates of a line's code; the amounts of several are put in by read_line_tax(). */
static bool fill_rates(struct sale_line *line)
{
    struct tax_code code;
    struct error ignored;
    if (!tax_code_parse(text_view_of(line->tax_code), &code, &ignored) ||
        code.part_count > SALE_LINE_TAXES_MAX) {
        return false;
    }
    line->tax_count = (int)code.part_count;
    for (uint32_t i = 0; i < code.part_count; i++) {
        line->taxes[i].rate_ppm = (int32_t)code.part_ppm[i];
    }
    if (line->tax_count == 1) {
        line->taxes[0].tax_minor = line->tax_minor;
    }
    return true;
}

static bool read_line_tax(struct sqlite3_stmt *statement, struct sale *sale)
{
    int64_t line_n = statement_int(statement, 0);
    int64_t n = statement_int(statement, 1);
    if (line_n < 1 || line_n > (int64_t)sale->line_count) {
        return false;
    }
    struct sale_line *line = &sale->lines[line_n - 1];
    if (n < 1 || n > line->tax_count ||
        line->taxes[n - 1].rate_ppm != statement_int(statement, 2)) {
        return false;
    }
    line->taxes[n - 1].tax_minor = statement_int(statement, 3);
    return true;
}

static bool read_payment(struct sqlite3_stmt *statement, struct sale *sale)
{
    sale->payments = grow(sale->payments, sale->payment_count, sizeof(*sale->payments));
    struct sale_payment *payment = &sale->payments[sale->payment_count++];
    memset(payment, 0, sizeof(*payment));
    payment->amount_minor = statement_int(statement, 1);
    payment->tendered_minor = statement_int(statement, 2);
    payment->change_minor = statement_int(statement, 3);
    payment->paid_at_ms = statement_int(statement, 6);
    return statement_copy_text(statement, 0, payment->tender, sizeof(payment->tender)) &&
           statement_copy_text(statement, 4, payment->currency, sizeof(payment->currency)) &&
           statement_copy_text(statement, 5, payment->reference, sizeof(payment->reference));
}

static bool read_touch(struct sqlite3_stmt *statement, struct sale *sale)
{
    sale->touches = grow(sale->touches, sale->touch_count, sizeof(*sale->touches));
    struct sale_touch *touch = &sale->touches[sale->touch_count++];
    memset(touch, 0, sizeof(*touch));
    touch->campaign_id = statement_int(statement, 1);
    touch->link_id = statement_is_null(statement, 5) ? 0 : statement_int(statement, 5);
    touch->from_sale_id = statement_is_null(statement, 7) ? 0 : statement_int(statement, 7);
    touch->touched_at_ms = statement_int(statement, 8);
    touch->lead_id = statement_is_null(statement, 9) ? 0 : statement_int(statement, 9);
    touch->from_lead_id = statement_is_null(statement, 10) ? 0 : statement_int(statement, 10);
    return statement_copy_text(statement, 0, touch->kind, sizeof(touch->kind)) &&
           statement_copy_text(statement, 2, touch->campaign_code, sizeof(touch->campaign_code)) &&
           statement_copy_text(statement, 3, touch->campaign_name, sizeof(touch->campaign_name)) &&
           statement_copy_text(statement, 4, touch->channel, sizeof(touch->channel)) &&
           statement_copy_text(statement, 6, touch->content, sizeof(touch->content)) &&
           statement_copy_text(statement, 11, touch->uncredited, sizeof(touch->uncredited));
}

static bool read_lead(struct sqlite3_stmt *statement, struct sale *sale)
{
    if (sale->lead_count == SALE_LEADS_MAX) {
        return false;
    }
    sale->leads[sale->lead_count++] = statement_int(statement, 0);
    return true;
}

/* Reads all rows of one kind that belong to the sale. *is_whole turns false on a bad one. */
static bool read_rows(struct store *store, enum query query, struct sale *sale,
    bool (*read_row)(struct sqlite3_stmt *statement, struct sale *sale), bool *is_whole,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_int(statement, "$sale_id", sale->id);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!read_row(statement, sale)) {
            *is_whole = false;
        }
    }
    return false;
}

static bool read_parts(struct store *store, struct sale *sale, bool *is_whole, struct error *err)
{
    if (!read_rows(store, QUERY_SALE_LINES, sale, read_line, is_whole, err)) {
        return false;
    }
    bool has_several_taxes = false;
    for (size_t i = 0; i < sale->line_count; i++) {
        *is_whole = fill_rates(&sale->lines[i]) && *is_whole;
        has_several_taxes = has_several_taxes || sale->lines[i].tax_count > 1;
    }
    return (!has_several_taxes ||
               read_rows(store, QUERY_SALE_LINE_TAXES, sale, read_line_tax, is_whole, err)) &&
           read_rows(store, QUERY_SALE_PAYMENTS, sale, read_payment, is_whole, err) &&
           read_rows(store, QUERY_SALE_TOUCHES, sale, read_touch, is_whole, err) &&
           read_rows(store, QUERY_SALE_LEADS, sale, read_lead, is_whole, err) &&
           sale_extras_read(store, sale, is_whole, err);
}

bool sale_read(struct store *store, int64_t sale_id, struct sale *out_sale, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_READ);
    statement_bind_int(statement, "$id", sale_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no such sale");
    }
    struct sale sale = {0};
    bool is_whole = read_head(statement, &sale);
    statement_reset(statement);
    if (!read_parts(store, &sale, &is_whole, err)) {
        sale_close(&sale);
        return false;
    }
    if (!is_whole || !sale_is_consistent(&sale)) {
        sale_close(&sale);
        return error_set(err, ERROR_CORRUPT, "the rows of this sale do not fit together");
    }
    *out_sale = sale;
    return true;
}

bool sale_id_by_ref(struct store *store, const char *ref, int64_t *out_sale_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_BY_REF);
    statement_bind_text(statement, "$ref", ref);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_sale_id = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool sale_return_campaign(struct store *store, int64_t sale_id, bool *out_found,
    int64_t *out_campaign_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_RETURN_CAMPAIGN);
    statement_bind_int(statement, "$id", sale_id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    *out_campaign_id =
        *out_found && !statement_is_null(statement, 0) ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool satisfaction_insert(
    struct store *store, int64_t sale_id, int score, int64_t answered_at_ms, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "satisfaction", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SATISFACTION_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$score", score);
    statement_bind_int(statement, "$answered_at_ms", answered_at_ms);
    return statement_run(store, statement, err);
}

bool journal_newest_at(struct store *store, int64_t *out_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_JOURNAL_NEWEST_AT);
    statement_bind_int(statement, "$node", store_node(store));
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_at_ms = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}
