#include "store/sale_extras.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/sale.h"
#include "store/statement.h"
#include "store/store.h"

/* --- writing ------------------------------------------------------------------------------- */

static bool insert_details(struct store *store, int64_t sale_id, int64_t line_n,
    const struct sale_line *line, struct error *err)
{
    for (size_t i = 0; i < line->detail_count; i++) {
        struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_DETAIL_INSERT);
        statement_bind_int(statement, "$sale_id", sale_id);
        statement_bind_int(statement, "$line_n", line_n);
        statement_bind_int(statement, "$n", (int64_t)i + 1);
        statement_bind_text(statement, "$kind", line->details[i].kind);
        statement_bind_text(statement, "$text", line->details[i].text);
        statement_bind_int(statement, "$amount_minor", line->details[i].amount_minor);
        if (!statement_run(store, statement, err)) {
            return false;
        }
    }
    return true;
}

static bool insert_refund(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_line *line, struct error *err)
{
    if (!line->is_refund) {
        return true;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_REFUND_INSERT);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_id_or_null(statement, "$of_sale_id", line->of_sale_id);
    statement_bind_id_or_null(statement, "$of_line_n", line->of_line_n);
    statement_bind_int(statement, "$restock", line->restock ? 1 : 0);
    statement_bind_text(statement, "$reason", line->reason != NULL ? line->reason : "");
    return statement_run(store, statement, err);
}

static bool insert_foreign(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_payment *payment, struct error *err)
{
    if (payment->foreign_currency[0] == '\0') {
        return true;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PAYMENT_FOREIGN_INSERT);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_text(statement, "$currency", payment->foreign_currency);
    statement_bind_int(statement, "$tendered_minor", payment->foreign_minor);
    statement_bind_text(statement, "$rate", payment->foreign_rate);
    return statement_run(store, statement, err);
}

bool sale_extras_insert(struct store *store, const struct sale *sale, struct error *err)
{
    for (size_t i = 0; i < sale->line_count; i++) {
        if (!insert_details(store, sale->id, (int64_t)i + 1, &sale->lines[i], err) ||
            !insert_refund(store, sale->id, (int64_t)i + 1, &sale->lines[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sale->payment_count; i++) {
        if (!insert_foreign(store, sale->id, (int64_t)i + 1, &sale->payments[i], err)) {
            return false;
        }
    }
    return true;
}

/* --- reading ------------------------------------------------------------------------------- */

/* NULL if the sale has no such line. */
static struct sale_line *line_at(struct sale *sale, int64_t n)
{
    return n >= 1 && n <= (int64_t)sale->line_count ? &sale->lines[n - 1] : NULL;
}

static bool take_detail(struct sqlite3_stmt *statement, struct sale *sale)
{
    struct sale_line *line = line_at(sale, statement_int(statement, 0));
    if (line == NULL) {
        return false;
    }
    struct sale_detail *grown =
        realloc(line->details, (line->detail_count + 1) * sizeof(*line->details));
    ASSERT(grown != NULL);
    line->details = grown;
    struct sale_detail *detail = &line->details[line->detail_count++];
    memset(detail, 0, sizeof(*detail));
    detail->text = statement_own_text(statement, 2);
    detail->amount_minor = statement_int(statement, 3);
    return statement_copy_text(statement, 1, detail->kind, sizeof(detail->kind));
}

static bool take_refund(struct sqlite3_stmt *statement, struct sale *sale)
{
    struct sale_line *line = line_at(sale, statement_int(statement, 0));
    if (line == NULL || line->is_refund) {
        return false;
    }
    line->is_refund = true;
    line->of_sale_id = statement_int(statement, 1); /* NULL reads as 0 */
    line->of_line_n = statement_int(statement, 2);
    line->restock = statement_int(statement, 3) != 0;
    line->reason = statement_own_text(statement, 4);
    return true;
}

static bool take_foreign(struct sqlite3_stmt *statement, struct sale *sale)
{
    int64_t n = statement_int(statement, 0);
    if (n < 1 || n > (int64_t)sale->payment_count) {
        return false;
    }
    struct sale_payment *payment = &sale->payments[n - 1];
    payment->foreign_minor = statement_int(statement, 2);
    return statement_copy_text(
               statement, 1, payment->foreign_currency, sizeof(payment->foreign_currency)) &&
           statement_copy_text(statement, 3, payment->foreign_rate, sizeof(payment->foreign_rate));
}

bool sale_extras_read(struct store *store, struct sale *sale, bool *is_whole, struct error *err)
{
    static const struct {
        enum query query;
        bool (*take)(struct sqlite3_stmt *statement, struct sale *sale);
    } parts[] = {
        {QUERY_SALE_DETAILS, take_detail},
        {QUERY_SALE_REFUNDS, take_refund},
        {QUERY_SALE_FOREIGN, take_foreign},
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct sqlite3_stmt *statement = statement_begin(store, parts[i].query);
        statement_bind_int(statement, "$sale_id", sale->id);
        bool found;
        do {
            if (!statement_step(store, statement, &found, err)) {
                return false;
            }
            if (found && !parts[i].take(statement, sale)) {
                *is_whole = false;
            }
        } while (found);
    }
    return true;
}
