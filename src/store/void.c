#include "store/void.h"

#include "store/statement.h"
#include "store/store.h"

bool void_insert(
    struct store *store, const struct void_row *row, int64_t *out_id, struct error *err)
{
    if (!store_next_id(store, "void", out_id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOID_INSERT);
    statement_bind_int(statement, "$id", *out_id);
    statement_bind_int(statement, "$shift_id", row->shift_id);
    statement_bind_text(statement, "$kind", row->kind);
    statement_bind_text(statement, "$reason", row->reason);
    statement_bind_int(statement, "$gross_minor", row->gross_minor);
    statement_bind_id_or_null(statement, "$staff_id", row->staff_id);
    statement_bind_text(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$voided_at_ms", row->voided_at_ms);
    return statement_run(store, statement, err);
}

bool void_line_insert(struct store *store, int64_t void_id, int64_t n,
    const struct void_line_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOID_LINE_INSERT);
    statement_bind_int(statement, "$void_id", void_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_id_or_null(statement, "$product_id", row->product_id);
    statement_bind_text(statement, "$sku", row->sku);
    statement_bind_text(statement, "$name", row->name);
    statement_bind_int(statement, "$quantity_milli", row->quantity_milli);
    statement_bind_int(statement, "$unit_price_minor", row->unit_price_minor);
    statement_bind_int(statement, "$gross_minor", row->gross_minor);
    return statement_run(store, statement, err);
}
