#include "store/movement.h"

bool movement_run(struct store *store, struct sqlite3_stmt *statement,
    const struct movement_row *row, struct error *err)
{
    statement_bind_int(statement, "$id", row->id);
    statement_bind_id_or_null(statement, "$sale_id", row->sale_id);
    statement_bind_int(statement, "$amount_minor", row->amount_minor);
    statement_bind_int(statement, "$moved_at_ms", row->moved_at_ms);
    return statement_run(store, statement, err);
}

bool movement_visit(struct store *store, struct sqlite3_stmt *statement, movement_visitor visit,
    void *context, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct movement_row row = {
            .id = statement_int(statement, 0),
            .of_id = statement_int(statement, 1),
            .sale_id = statement_int(statement, 2), /* NULL reads as 0 */
            .amount_minor = statement_int(statement, 3),
            .moved_at_ms = statement_int(statement, 4),
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}
