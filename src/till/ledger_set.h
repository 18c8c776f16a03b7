#ifndef TILLTALE_TILL_LEDGER_SET_H
#define TILLTALE_TILL_LEDGER_SET_H

/* Where the bookkeeper wants things to go: changing the rows of export/ledger.h. They are the
 * office's: where the pen lies elsewhere they can be read and not changed. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;
struct ledger_preset;
struct till;

/* An empty account takes the row away. Errors: ERROR_INVALID, no such role, or the account is no
 * plain text; ERROR_REFUSED, the office holds the pen. */
MUST_CHECK bool till_set_ledger(
    struct till *till, const char *role, const char *account, struct error *err);

/* Writes all rows of a preset; others stay as they are. */
MUST_CHECK bool till_set_ledger_preset(
    struct till *till, const struct ledger_preset *preset, struct error *err);

#endif
