#include "store/stock.h"

#include "base/error.h"
#include "domain/money.h"
#include "store/option.h"
#include "store/statement.h"
#include "store/store.h"

#define BUNDLE_PARTS_MAX 64 /* of one bundle, and more than an import takes */

static int64_t int_or(struct sqlite3_stmt *statement, int column, int64_t otherwise)
{
    return statement_is_null(statement, column) ? otherwise : statement_int(statement, column);
}

bool stock_find(struct store *store, int64_t product_id, stock_product_visitor visit, void *context,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STOCK_PRODUCT);
    statement_bind_int(statement, "$id", product_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct stock_product_row row = {
            .id = product_id,
            .sku = text_view_of(""),
            .name = statement_text(statement, 0),
            .unit = statement_text(statement, 1),
            .is_stocked = int_or(statement, 2, 0) != 0,
            .is_bundle = text_view_equals(statement_text(statement, 3), "bundle"),
            .low_stock_milli = int_or(statement, 4, -1),
            .on_hand_milli = statement_int(statement, 5),
        };
        is_taken = visit(context, &row, err);
        statement_reset(statement);
    }
    *out_found = found;
    return is_taken;
}

bool stock_visit(struct store *store, stock_product_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STOCK_LIST);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct stock_product_row row = {
            .id = statement_int(statement, 0),
            .sku = statement_text(statement, 1),
            .name = statement_text(statement, 2),
            .unit = statement_text(statement, 3),
            .is_stocked = true,
            .low_stock_milli = int_or(statement, 4, -1),
            .on_hand_milli = statement_int(statement, 5),
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool stock_visit_history(struct store *store, int64_t product_id, int64_t max,
    stock_history_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STOCK_HISTORY);
    statement_bind_int(statement, "$product_id", product_id);
    statement_bind_int(statement, "$max", max);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct stock_history_row row = {
            .kind = statement_text(statement, 0),
            .quantity_milli = statement_int(statement, 1),
            .has_counted = !statement_is_null(statement, 2),
            .counted_milli = int_or(statement, 2, 0),
            .sale_id = int_or(statement, 3, 0),
            .note = statement_text(statement, 4),
            .staff_name = statement_text(statement, 5),
            .moved_at_ms = statement_int(statement, 6),
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool stock_movement_insert(
    struct store *store, const struct stock_movement_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "stock_movement", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STOCK_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$product_id", row->product_id);
    statement_bind_text(statement, "$kind", row->kind);
    statement_bind_int(statement, "$quantity_milli", row->quantity_milli);
    if (row->has_counted) {
        statement_bind_int(statement, "$counted_milli", row->counted_milli);
    } else {
        statement_bind_null(statement, "$counted_milli");
    }
    statement_bind_id_or_null(statement, "$sale_id", row->sale_id);
    statement_bind_text(statement, "$note", row->note);
    statement_bind_text(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$moved_at_ms", row->moved_at_ms);
    return statement_run(store, statement, err);
}

/* --- what a sold product takes off the shelf ------------------------------------------------ */

/* Whether the product itself is counted, and whether it is a bundle; neither for one that is not
 * known here. */
static bool read_counted(struct store *store, int64_t product_id, bool *out_is_stocked,
    bool *out_is_bundle, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STOCK_COUNTED);
    statement_bind_int(statement, "$id", product_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_is_stocked = found && int_or(statement, 0, 0) != 0;
    *out_is_bundle = found && text_view_equals(statement_text(statement, 1), "bundle");
    if (found) {
        statement_reset(statement);
    }
    return true;
}

struct parts {
    int64_t product_ids[BUNDLE_PARTS_MAX], quantities_milli[BUNDLE_PARTS_MAX];
    size_t count;
};

static bool take_part(void *context, const struct bundle_part_row *row, struct error *err)
{
    struct parts *parts = context;
    if (!row->is_stocked) {
        return true;
    }
    if (parts->count == BUNDLE_PARTS_MAX) {
        return error_set(err, ERROR_CORRUPT, "a bundle has more than %d parts", BUNDLE_PARTS_MAX);
    }
    parts->product_ids[parts->count] = row->product_id;
    parts->quantities_milli[parts->count++] = row->quantity_milli;
    return true;
}

bool stock_move(struct store *store, const struct stock_movement_row *row, struct error *err)
{
    struct parts parts = {0};
    bool is_stocked;
    bool is_bundle;
    if (!read_counted(store, row->product_id, &is_stocked, &is_bundle, err)) {
        return false;
    }
    if (is_stocked && !stock_movement_insert(store, row, err)) {
        return false;
    }
    if (!is_bundle) {
        return true;
    }
    if (!bundle_part_visit(store, row->product_id, take_part, &parts, err)) {
        return false;
    }
    for (size_t i = 0; i < parts.count; i++) {
        struct stock_movement_row part = *row;
        part.product_id = parts.product_ids[i];
        if (!money_times_quantity(parts.quantities_milli[i], row->quantity_milli, MONEY_HALF_AWAY,
                &part.quantity_milli)) {
            return error_set(err, ERROR_LIMIT, "the quantity of a part is too large");
        }
        if (!stock_movement_insert(store, &part, err)) {
            return false;
        }
    }
    return true;
}
