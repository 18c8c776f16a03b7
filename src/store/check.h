#ifndef TILLTALE_STORE_CHECK_H
#define TILLTALE_STORE_CHECK_H

/* Check: the keyed check of rows that are in no journal (local and sealed tables). Private to
 * src/store.
 *
 * mac = BLAKE2b-128, keyed with the check key of this file's key file, over the table's number
 * and each column before `mac`. Statements fill it themselves:
 *
 *     INSERT INTO device_setting (key, value, mac)
 *     VALUES ($key, $value, row_check(23, $key, $value))
 *
 * Who has the file but not its key file cannot change such a row unnoticed. An old row put back
 * is not noticed: these rows have no history. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;
struct key_file;
struct sqlite3;

#define ROW_CHECK_SIZE 16

/* Gives `db` the function row_check. `keys` must outlive the connection. */
MUST_CHECK bool check_install(struct sqlite3 *db, const struct key_file *keys, struct error *err);

#endif
