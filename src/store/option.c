#include "store/option.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

/* Hands the current row on. */
typedef bool row_taker(
    struct sqlite3_stmt *statement, void *visit, void *context, struct error *err);

/* Walks a statement to its end; `visit` points to the visitor that `take` knows the type of. */
static bool walk(struct store *store, struct sqlite3_stmt *statement, row_taker *take, void *visit,
    void *context, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!take(statement, visit, context, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

/* --- reading ------------------------------------------------------------------------------- */

static bool take_group(
    struct sqlite3_stmt *statement, void *visit, void *context, struct error *err)
{
    struct option_group_row row = {
        .id = statement_int(statement, 0),
        .name = statement_text(statement, 1),
        .minimum = statement_int(statement, 2),
        .maximum = statement_int(statement, 3),
        .position = statement_int(statement, 4),
    };
    return (*(option_group_visitor *)visit)(context, &row, err);
}

bool option_group_visit_all(
    struct store *store, option_group_visitor visit, void *context, struct error *err)
{
    return walk(
        store, statement_begin(store, QUERY_OPTION_GROUP_ALL), take_group, &visit, context, err);
}

static bool take_choice(
    struct sqlite3_stmt *statement, void *visit, void *context, struct error *err)
{
    struct option_choice_row row = {
        .id = statement_int(statement, 0),
        .group_id = statement_int(statement, 1),
        .name = statement_text(statement, 2),
        .price_minor = statement_int(statement, 3),
        .position = statement_int(statement, 4),
        .is_active = statement_int(statement, 5) != 0,
    };
    return (*(option_choice_visitor *)visit)(context, &row, err);
}

bool option_choice_visit_all(
    struct store *store, option_choice_visitor visit, void *context, struct error *err)
{
    return walk(
        store, statement_begin(store, QUERY_OPTION_CHOICE_ALL), take_choice, &visit, context, err);
}

static bool take_pair(struct sqlite3_stmt *statement, void *visit, void *context, struct error *err)
{
    return (*(pair_visitor *)visit)(context, statement_int(statement, 0),
        statement_int(statement, 1), statement_int(statement, 2), err);
}

bool product_option_visit_all(
    struct store *store, pair_visitor visit, void *context, struct error *err)
{
    return walk(
        store, statement_begin(store, QUERY_PRODUCT_OPTION_ALL), take_pair, &visit, context, err);
}

bool bundle_item_visit_all(
    struct store *store, pair_visitor visit, void *context, struct error *err)
{
    return walk(
        store, statement_begin(store, QUERY_BUNDLE_ITEM_ALL), take_pair, &visit, context, err);
}

static bool take_product_choice(
    struct sqlite3_stmt *statement, void *visit, void *context, struct error *err)
{
    struct product_choice_row row = {
        .group_id = statement_int(statement, 0),
        .group = statement_text(statement, 1),
        .minimum = statement_int(statement, 2),
        .maximum = statement_int(statement, 3),
        .choice_id = statement_int(statement, 4),
        .choice = statement_text(statement, 5),
        .price_minor = statement_int(statement, 6),
    };
    return (*(product_choice_visitor *)visit)(context, &row, err);
}

bool product_choice_visit(struct store *store, int64_t product_id, product_choice_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_CHOICES);
    statement_bind_int(statement, "$product_id", product_id);
    return walk(store, statement, take_product_choice, &visit, context, err);
}

static bool take_part(struct sqlite3_stmt *statement, void *visit, void *context, struct error *err)
{
    struct bundle_part_row row = {
        .product_id = statement_int(statement, 0),
        .quantity_milli = statement_int(statement, 1),
        .name = statement_text(statement, 2),
        .unit = statement_text(statement, 3),
        .is_stocked = statement_int(statement, 4) != 0, /* NULL reads as 0 */
    };
    return (*(bundle_part_visitor *)visit)(context, &row, err);
}

bool bundle_part_visit(struct store *store, int64_t bundle_id, bundle_part_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_BUNDLE_ITEMS);
    statement_bind_int(statement, "$bundle_id", bundle_id);
    return walk(store, statement, take_part, &visit, context, err);
}

/* --- writing ------------------------------------------------------------------------------- */

bool option_group_write(
    struct store *store, const struct option_group_row *row, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_OPTION_GROUP_INSERT : QUERY_OPTION_GROUP_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$name", row->name);
    statement_bind_int(statement, "$minimum", row->minimum);
    statement_bind_int(statement, "$maximum", row->maximum);
    statement_bind_int(statement, "$position", row->position);
    return statement_run(store, statement, err);
}

bool option_choice_write(
    struct store *store, const struct option_choice_row *row, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_OPTION_CHOICE_INSERT : QUERY_OPTION_CHOICE_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_int(statement, "$group_id", row->group_id);
    statement_bind_view(statement, "$name", row->name);
    statement_bind_int(statement, "$price_minor", row->price_minor);
    statement_bind_int(statement, "$position", row->position);
    statement_bind_int(statement, "$is_active", row->is_active ? 1 : 0);
    return statement_run(store, statement, err);
}

bool product_option_write(struct store *store, int64_t product_id, int64_t group_id,
    int64_t position, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_PRODUCT_OPTION_INSERT : QUERY_PRODUCT_OPTION_UPDATE);
    statement_bind_int(statement, "$product_id", product_id);
    statement_bind_int(statement, "$group_id", group_id);
    statement_bind_int(statement, "$position", position);
    return statement_run(store, statement, err);
}

bool product_option_delete(
    struct store *store, int64_t product_id, int64_t group_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRODUCT_OPTION_DELETE);
    statement_bind_int(statement, "$product_id", product_id);
    statement_bind_int(statement, "$group_id", group_id);
    return statement_run(store, statement, err);
}

bool bundle_item_write(struct store *store, int64_t bundle_id, int64_t product_id,
    int64_t quantity_milli, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_BUNDLE_ITEM_INSERT : QUERY_BUNDLE_ITEM_UPDATE);
    statement_bind_int(statement, "$bundle_id", bundle_id);
    statement_bind_int(statement, "$product_id", product_id);
    statement_bind_int(statement, "$quantity_milli", quantity_milli);
    return statement_run(store, statement, err);
}

bool bundle_item_delete(
    struct store *store, int64_t bundle_id, int64_t product_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_BUNDLE_ITEM_DELETE);
    statement_bind_int(statement, "$bundle_id", bundle_id);
    statement_bind_int(statement, "$product_id", product_id);
    return statement_run(store, statement, err);
}
