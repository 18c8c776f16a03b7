#include "store/correction.h"

#include <string.h>

#include "base/error.h"
#include "store/journal.h"
#include "store/statement.h"
#include "store/store.h"

bool last_sale_read(struct store *store, struct last_sale *out_last, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_LAST_SALE);
    statement_bind_int(row, "$node", store_node(store));
    bool found;
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_last = (struct last_sale){0};
    if (found) {
        out_last->id = statement_int(row, 0); /* NULL reads as 0 */
        out_last->shift_id = statement_int(row, 1);
        out_last->closed_n = statement_int(row, 2);
    }
    statement_reset(row);
    return true;
}

bool correction_insert(struct store *store, const struct correction_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "tender_correction", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TENDER_CORRECTION_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$sale_id", row->sale_id);
    statement_bind_int(statement, "$payment_n", row->payment_n);
    statement_bind_int(statement, "$shift_id", row->shift_id);
    statement_bind_view(statement, "$from_tender", row->from_tender);
    statement_bind_view(statement, "$to_tender", row->to_tender);
    statement_bind_int(statement, "$amount_minor", row->amount_minor);
    statement_bind_view(statement, "$reference", row->reference);
    statement_bind_id_or_null(statement, "$staff_id", row->staff_id);
    statement_bind_view(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$corrected_at_ms", row->corrected_at_ms);
    return statement_run(store, statement, err);
}

bool correction_visit(struct store *store, int64_t sale_id,
    bool (*take)(void *context, const struct correction_row *row), void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TENDER_CORRECTIONS);
    statement_bind_int(statement, "$sale_id", sale_id);
    bool found = true;
    while (found) {
        if (!statement_step(store, statement, &found, err)) {
            return false;
        }
        if (!found) {
            break;
        }
        struct correction_row row = {
            .sale_id = sale_id,
            .payment_n = statement_int(statement, 0),
            .from_tender = statement_text(statement, 1),
            .to_tender = statement_text(statement, 2),
            .amount_minor = statement_int(statement, 3),
            .reference = statement_text(statement, 4),
            .staff_name = statement_text(statement, 5),
            .corrected_at_ms = statement_int(statement, 6),
        };
        if (!take(context, &row)) {
            statement_reset(statement);
            return true;
        }
    }
    return true;
}

bool act_count_of_sale(
    struct store *store, int64_t sale_id, const char *kind, int64_t *out_count, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_ACT_COUNT);
    statement_bind_int(row, "$sale_id", sale_id);
    statement_bind_text(row, "$kind", kind);
    bool found;
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_count = found ? statement_int(row, 0) : 0;
    statement_reset(row);
    return true;
}

bool chain_head_read(struct store *store, unsigned char out_hash[HEAD_HASH_SIZE], struct error *err)
{
    struct chain_end end;
    static_assert(HEAD_HASH_SIZE == ENTRY_HASH_SIZE, "one hash");
    if (!journal_read_end(store, store_node(store), &end, err)) {
        return false;
    }
    memcpy(out_hash, end.hash, HEAD_HASH_SIZE);
    return true;
}
