#include "store/ledger.h"

#include "base/error.h"
#include "store/statement.h"

bool ledger_visit_all(struct store *store, ledger_visit visit, void *context, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_LEDGER_ALL);
    bool has_row;
    while (statement_step(store, row, &has_row, err)) {
        if (!has_row) {
            return true;
        }
        if (!visit(context, statement_text(row, 0), statement_text(row, 1), err)) {
            statement_reset(row);
            return false;
        }
    }
    return false;
}

bool ledger_write(struct store *store, const char *role, const char *account, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_LEDGER_READ);
    bool found;
    statement_bind_text(row, "$role", role);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    bool is_same = found && text_view_equals(statement_text(row, 0), account);
    if (found) {
        statement_reset(row);
    }
    if (is_same || (!found && account[0] == '\0')) {
        return true;
    }
    bool is_removed = account[0] == '\0';
    row = statement_begin(store, is_removed ? QUERY_LEDGER_DELETE
                                 : found    ? QUERY_LEDGER_UPDATE
                                            : QUERY_LEDGER_INSERT);
    statement_bind_text(row, "$role", role);
    if (!is_removed) {
        statement_bind_text(row, "$account", account);
    }
    return statement_run(store, row, err);
}
