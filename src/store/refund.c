#include "store/refund.h"

#include <stdlib.h>

#include "base/error.h"
#include "domain/refund.h"
#include "store/statement.h"
#include "store/store.h"

/* NULL if the sale has no such line. */
static struct refund_part *part_at(struct refund_history *history, int64_t line_n)
{
    return line_n >= 1 && line_n <= (int64_t)history->part_count ? &history->parts[line_n - 1]
                                                                 : NULL;
}

static bool take_line(
    struct sqlite3_stmt *row, const struct sale *sale, struct refund_history *history)
{
    struct refund_part *part = part_at(history, statement_int(row, 0));
    if (part == NULL) {
        return false;
    }
    part->quantity_milli = statement_int(row, 1);
    part->discount_minor = statement_int(row, 2);
    part->net_minor = statement_int(row, 3);
    part->tax_minor = statement_int(row, 4);
    part->gross_minor = statement_int(row, 5);
    if (sale->lines[statement_int(row, 0) - 1].tax_count == 1) {
        part->taxes_minor[0] = part->tax_minor; /* one alone is the line's own */
    }
    return true;
}

static bool take_tax(
    struct sqlite3_stmt *row, const struct sale *sale, struct refund_history *history)
{
    (void)sale;
    struct refund_part *part = part_at(history, statement_int(row, 0));
    int64_t n = statement_int(row, 1);
    if (part == NULL || n < 1 || n > SALE_LINE_TAXES_MAX) {
        return false;
    }
    part->taxes_minor[n - 1] = statement_int(row, 2);
    return true;
}

static bool take_money(
    struct sqlite3_stmt *row, const struct sale *sale, struct refund_history *history)
{
    (void)sale;
    history->gross_minor = statement_int(row, 0);
    history->money_minor = statement_int(row, 1);
    return true;
}

bool refund_history_read(struct store *store, const struct sale *sale,
    struct refund_history *out_history, struct error *err)
{
    static const struct {
        enum query query;
        bool (*take)(struct sqlite3_stmt *, const struct sale *, struct refund_history *);
    } steps[] = {
        {QUERY_REFUND_LINES, take_line},
        {QUERY_REFUND_TAXES, take_tax},
        {QUERY_REFUND_MONEY, take_money},
    };
    struct refund_history history = {.part_count = sale->line_count};
    history.parts = calloc(sale->line_count + 1, sizeof(*history.parts));
    ASSERT(history.parts != NULL);
    for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
        struct sqlite3_stmt *row = statement_begin(store, steps[i].query);
        statement_bind_int(row, "$of_sale_id", sale->id);
        bool found = true;
        while (found) {
            if (!statement_step(store, row, &found, err)) {
                refund_history_close(&history);
                return false;
            }
            if (found && !steps[i].take(row, sale, &history)) {
                statement_reset(row);
                refund_history_close(&history);
                return error_set(
                    err, ERROR_CORRUPT, "a refund names a line that its sale does not have");
            }
        }
    }
    *out_history = history;
    return true;
}

bool refund_ids_of_sale(struct store *store, int64_t sale_id, int64_t *out_ids, size_t ids_max,
    size_t *out_count, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_REFUND_IDS);
    statement_bind_int(row, "$of_sale_id", sale_id);
    statement_bind_int(row, "$max", (int64_t)ids_max);
    *out_count = 0;
    bool found = true;
    while (found) {
        if (!statement_step(store, row, &found, err)) {
            return false;
        }
        if (found) {
            out_ids[(*out_count)++] = statement_int(row, 0);
        }
    }
    return true;
}

static bool read_id(
    struct store *store, enum query query, int64_t sale_id, int64_t *out_id, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, query);
    statement_bind_int(row, "$sale_id", sale_id);
    bool found;
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_id = found ? statement_int(row, 0) : 0;
    statement_reset(row);
    return true;
}

bool refund_voucher_of_sale(
    struct store *store, int64_t sale_id, int64_t *out_voucher_id, struct error *err)
{
    return read_id(store, QUERY_REFUND_VOUCHER, sale_id, out_voucher_id, err);
}

bool refund_account_of_sale(
    struct store *store, int64_t sale_id, int64_t *out_account_id, struct error *err)
{
    return read_id(store, QUERY_REFUND_ACCOUNT, sale_id, out_account_id, err);
}
