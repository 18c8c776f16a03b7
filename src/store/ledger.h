#ifndef TILLTALE_STORE_LEDGER_H
#define TILLTALE_STORE_LEDGER_H

/* Ledger: the rows that say which account of the bookkeeper's a role of the till goes to. What
 * roles there are export/ledger.h says. Office rows; writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

typedef bool (*ledger_visit)(
    void *context, struct text_view role, struct text_view account, struct error *err);

/* Every row, by role. Errors: ERROR_IO; the visitor's. */
MUST_CHECK bool ledger_visit_all(
    struct store *store, ledger_visit visit, void *context, struct error *err);

/* Inserts or changes; what is there already is not written again. An empty account takes the row
 * away. */
MUST_CHECK bool ledger_write(
    struct store *store, const char *role, const char *account, struct error *err);

#endif
