#include "store/catalogue.h"

#include "base/buffer.h"
#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

static int64_t int_or(struct sqlite3_stmt *statement, int column, int64_t otherwise)
{
    return statement_is_null(statement, column) ? otherwise : statement_int(statement, column);
}

static void bind_int_or_null(
    struct sqlite3_stmt *statement, const char *name, int64_t value, int64_t null_value)
{
    if (value == null_value) {
        statement_bind_null(statement, name);
    } else {
        statement_bind_int(statement, name, value);
    }
}

static void bind_view_or_null(
    struct sqlite3_stmt *statement, const char *name, struct text_view text)
{
    if (text.size == 0) {
        statement_bind_null(statement, name);
    } else {
        statement_bind_view(statement, name, text);
    }
}

static struct product_offer offer_of_row(struct sqlite3_stmt *statement)
{
    return (struct product_offer){
        .id = statement_int(statement, 0),
        .sku = statement_text(statement, 1),
        .name = statement_text(statement, 2),
        .category = statement_text(statement, 3),
        .category_position = int_or(statement, 4, -1),
        .unit = statement_text(statement, 5),
        .price_minor = int_or(statement, 6, -1),
        .tax_code = statement_text(statement, 7),
        .cost_minor = int_or(statement, 8, -1),
        .barcode = statement_text(statement, 9),
        .is_active = statement_int(statement, 10) != 0,
        .kind = statement_text(statement, 11),
        .deposit_product_id = int_or(statement, 12, 0),
        .asks = statement_text(statement, 13),
        .is_stocked = int_or(statement, 14, 0) != 0,
        .low_stock_milli = int_or(statement, 15, -1),
        .has_options = statement_int(statement, 16) != 0,
    };
}

bool product_find(struct store *store, int64_t id, product_offer_visitor visit, void *context,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_OFFER);
    statement_bind_int(statement, "$id", id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct product_offer offer = offer_of_row(statement);
        is_taken = visit(context, &offer, err);
    }
    statement_reset(statement);
    *out_found = found;
    return is_taken;
}

static bool one_id(
    struct store *store, struct sqlite3_stmt *statement, int64_t *out_id, struct error *err)
{
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_id = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool product_id_by_sku(
    struct store *store, struct text_view sku, int64_t *out_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_BY_SKU);
    statement_bind_view(statement, "$sku", sku);
    return one_id(store, statement, out_id, err);
}

bool product_id_by_barcode(
    struct store *store, struct text_view code, int64_t *out_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_BY_BARCODE);
    statement_bind_view(statement, "$code", code);
    return one_id(store, statement, out_id, err);
}

static struct product_row row_of(struct sqlite3_stmt *statement)
{
    return (struct product_row){
        .id = statement_int(statement, 0),
        .sku = statement_text(statement, 1),
        .name = statement_text(statement, 2),
        .category_id = int_or(statement, 3, 0),
        .unit = statement_text(statement, 4),
        .price_minor = int_or(statement, 5, -1),
        .tax_rate_id = statement_int(statement, 6),
        .cost_minor = int_or(statement, 7, -1),
        .position = statement_int(statement, 8),
        .is_active = statement_int(statement, 9) != 0,
        .kind = statement_text(statement, 10),
        .deposit_product_id = int_or(statement, 11, 0),
        .asks = statement_text(statement, 12),
        .favourite = int_or(statement, 13, 0),
        .is_stocked = int_or(statement, 14, 0) != 0,
        .low_stock_milli = int_or(statement, 15, -1),
    };
}

bool product_find_row(struct store *store, struct text_view sku, product_visitor visit,
    void *context, bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_ROW);
    statement_bind_view(statement, "$sku", sku);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct product_row row = row_of(statement);
        is_taken = visit(context, &row, err);
    }
    statement_reset(statement);
    *out_found = found;
    return is_taken;
}

bool product_visit_all(struct store *store, product_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct product_row row = row_of(statement);
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

static bool visit_barcodes(struct store *store, struct sqlite3_stmt *statement,
    barcode_visitor visit, void *context, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!visit(context, statement_text(statement, 0), statement_int(statement, 1), err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool barcode_visit_all(struct store *store, barcode_visitor visit, void *context, struct error *err)
{
    return visit_barcodes(store, statement_begin(store, QUERY_BARCODE_ALL), visit, context, err);
}

bool barcode_visit_product(struct store *store, int64_t product_id, barcode_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_BARCODE_OF_PRODUCT);
    statement_bind_int(statement, "$product_id", product_id);
    return visit_barcodes(store, statement, visit, context, err);
}

bool category_visit_rows(
    struct store *store, category_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CATEGORY_ROWS);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct category_row row = {.id = statement_int(statement, 0),
            .name = statement_text(statement, 1),
            .position = statement_int(statement, 2),
            .colour = (int)int_or(statement, 3, 0)};
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool category_update(struct store *store, const struct category_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CATEGORY_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$name", row->name);
    statement_bind_int(statement, "$position", row->position);
    bind_int_or_null(statement, "$colour", row->colour, 0);
    return statement_run(store, statement, err);
}

static bool visit_named(
    struct store *store, enum query query, named_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!visit(context, statement_int(statement, 0), statement_text(statement, 1), err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool category_visit_all(struct store *store, named_visitor visit, void *context, struct error *err)
{
    return visit_named(store, QUERY_CATEGORY_ALL, visit, context, err);
}

bool tax_rate_visit_all(struct store *store, named_visitor visit, void *context, struct error *err)
{
    return visit_named(store, QUERY_TAX_RATE_ALL, visit, context, err);
}

bool tax_rate_visit_used(struct store *store, named_visitor visit, void *context, struct error *err)
{
    return visit_named(store, QUERY_TAX_RATE_USED, visit, context, err);
}

/* Walks the barcodes beside the products: both come by the product's id. */
struct barcode_walk {
    struct sqlite3_stmt *statement;
    bool has_row;
    struct buffer joined; /* of one product, with ';' between */
};

/* Joins the barcodes of `product_id`; those of products before it are passed over. */
static bool join_barcodes(struct store *store, struct barcode_walk *walk, int64_t product_id,
    struct text_view *out_barcodes, struct error *err)
{
    buffer_clear(&walk->joined);
    while (walk->has_row && statement_int(walk->statement, 0) <= product_id) {
        if (statement_int(walk->statement, 0) == product_id) {
            struct text_view code = statement_text(walk->statement, 1);
            if (walk->joined.size > 0) {
                buffer_append_char(&walk->joined, ';');
            }
            buffer_append(&walk->joined, code.bytes, code.size);
        }
        if (!statement_step(store, walk->statement, &walk->has_row, err)) {
            return false;
        }
    }
    *out_barcodes = walk->joined.size > 0
                        ? (struct text_view){walk->joined.bytes, walk->joined.size}
                        : text_view_of("");
    return true;
}

static bool visit_index_row(struct store *store, struct sqlite3_stmt *statement,
    struct barcode_walk *walk, product_index_visitor visit, void *context, struct error *err)
{
    struct product_index_row row = {
        .id = statement_int(statement, 0),
        .category_id = int_or(statement, 1, 0),
        .position = statement_int(statement, 2),
        .sku = statement_text(statement, 3),
        .name = statement_text(statement, 4),
        .favourite = int_or(statement, 5, 0),
    };
    return join_barcodes(store, walk, row.id, &row.barcodes, err) && visit(context, &row, err);
}

bool product_visit_index(
    struct store *store, product_index_visitor visit, void *context, struct error *err)
{
    struct barcode_walk walk = {.statement = statement_begin(store, QUERY_BARCODE_BY_PRODUCT)};
    if (!statement_step(store, walk.statement, &walk.has_row, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_INDEX);
    bool found = false;
    bool is_done = statement_step(store, statement, &found, err);
    while (is_done && found) {
        is_done = visit_index_row(store, statement, &walk, visit, context, err) &&
                  statement_step(store, statement, &found, err);
    }
    if (!is_done) {
        statement_reset(statement);
    }
    statement_reset(walk.statement);
    buffer_close(&walk.joined);
    return is_done;
}

bool product_visit_best_sellers(struct store *store, const char *from_day, int64_t max,
    best_seller_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_BEST_SELLERS);
    statement_bind_text(statement, "$from_day", from_day);
    statement_bind_int(statement, "$max", max);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!visit(context, statement_int(statement, 0), err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

static bool write_product(
    struct store *store, enum query query, const struct product_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$sku", row->sku);
    statement_bind_view(statement, "$name", row->name);
    bind_int_or_null(statement, "$category_id", row->category_id, 0);
    statement_bind_view(statement, "$unit", row->unit);
    bind_int_or_null(statement, "$price_minor", row->price_minor, -1);
    statement_bind_int(statement, "$tax_rate_id", row->tax_rate_id);
    bind_int_or_null(statement, "$cost_minor", row->cost_minor, -1);
    statement_bind_int(statement, "$position", row->position);
    statement_bind_int(statement, "$is_active", row->is_active ? 1 : 0);
    bind_view_or_null(statement, "$kind", row->kind);
    bind_int_or_null(statement, "$deposit_product_id", row->deposit_product_id, 0);
    bind_view_or_null(statement, "$asks", row->asks);
    bind_int_or_null(statement, "$favourite", row->favourite, 0);
    bind_int_or_null(statement, "$is_stocked", row->is_stocked ? 1 : 0, 0);
    bind_int_or_null(statement, "$low_stock_milli", row->low_stock_milli, -1);
    return statement_run(store, statement, err);
}

bool product_insert(struct store *store, const struct product_row *row, struct error *err)
{
    return write_product(store, QUERY_PRODUCT_INSERT, row, err);
}

bool product_update(struct store *store, const struct product_row *row, struct error *err)
{
    return write_product(store, QUERY_PRODUCT_UPDATE, row, err);
}

static bool write_barcode(struct store *store, enum query query, struct text_view code,
    int64_t product_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_view(statement, "$code", code);
    statement_bind_int(statement, "$product_id", product_id);
    return statement_run(store, statement, err);
}

bool barcode_insert(
    struct store *store, struct text_view code, int64_t product_id, struct error *err)
{
    return write_barcode(store, QUERY_BARCODE_INSERT, code, product_id, err);
}

bool barcode_update(
    struct store *store, struct text_view code, int64_t product_id, struct error *err)
{
    return write_barcode(store, QUERY_BARCODE_UPDATE, code, product_id, err);
}

bool barcode_delete(struct store *store, struct text_view code, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_BARCODE_DELETE);
    statement_bind_view(statement, "$code", code);
    return statement_run(store, statement, err);
}

bool category_insert(
    struct store *store, int64_t id, struct text_view name, int64_t position, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CATEGORY_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_view(statement, "$name", name);
    statement_bind_int(statement, "$position", position);
    return statement_run(store, statement, err);
}

bool tax_rate_insert(struct store *store, int64_t id, struct text_view code, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TAX_RATE_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_view(statement, "$code", code);
    return statement_run(store, statement, err);
}
