#include "store/conversion.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

bool conversion_insert(struct store *store, const struct conversion_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "conversion", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CONVERSION_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_view(statement, "$order_ref", row->order_ref);
    statement_bind_view(statement, "$business_day", row->business_day);
    statement_bind_int(statement, "$ordered_at_ms", row->ordered_at_ms);
    statement_bind_int(statement, "$gross_minor", row->gross_minor);
    statement_bind_int(statement, "$net_minor", row->net_minor);
    statement_bind_view(statement, "$currency", row->currency);
    statement_bind_id_or_null(statement, "$campaign_id", row->campaign_id);
    statement_bind_id_or_null(statement, "$link_id", row->link_id);
    statement_bind_id_or_null(statement, "$lead_id", row->lead_id);
    statement_bind_id_or_null(statement, "$from_sale_id", row->from_sale_id);
    statement_bind_view(statement, "$utm", row->utm);
    statement_bind_int(statement, "$imported_at_ms", row->imported_at_ms);
    return statement_run(store, statement, err);
}

bool conversion_find(struct store *store, struct text_view order_ref, bool *out_found,
    int64_t *out_gross_minor, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CONVERSION_BY_ORDER);
    statement_bind_view(statement, "$order_ref", order_ref);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    *out_gross_minor = *out_found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}
