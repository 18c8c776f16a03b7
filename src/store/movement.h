#ifndef TILLTALE_STORE_MOVEMENT_H
#define TILLTALE_STORE_MOVEMENT_H

/* Movements of vouchers and of accounts are rows of the same shape. Private to src/store. */

#include "store/statement.h"
#include "store/voucher.h"

/* Binds all but the voucher or the account, and inserts. */
MUST_CHECK bool movement_run(struct store *store, struct sqlite3_stmt *statement,
    const struct movement_row *row, struct error *err);

/* Walks a SELECT of id, whose, sale, amount, moment. */
MUST_CHECK bool movement_visit(struct store *store, struct sqlite3_stmt *statement,
    movement_visitor visit, void *context, struct error *err);

#endif
