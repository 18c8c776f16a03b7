#ifndef TILLTALE_STORE_SETTING_H
#define TILLTALE_STORE_SETTING_H

/* Settings: the shop's (office rows, by key), this device's (local rows), and who works here.
 * Values are text; what they mean is for till/ to say. Writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;

#define SETTING_VALUE_MAX 1024 /* bytes, terminator included */

/* *out_found is false, and out_value empty, if the key was never written.
 * Errors: ERROR_CORRUPT, a value longer than any that is written; ERROR_IO. */
MUST_CHECK bool setting_read(struct store *store, const char *key,
    char out_value[SETTING_VALUE_MAX], bool *out_found, struct error *err);

/* Inserts or changes; a value that is there already is not written again. */
MUST_CHECK bool setting_write(
    struct store *store, const char *key, const char *value, struct error *err);

/* The same for this device alone. */
MUST_CHECK bool device_setting_read(struct store *store, const char *key,
    char out_value[SETTING_VALUE_MAX], bool *out_found, struct error *err);
MUST_CHECK bool device_setting_write(
    struct store *store, const char *key, const char *value, struct error *err);

/* Changes whenever an office row may have: the catalogue, campaigns, staff, settings. Cheap. */
MUST_CHECK bool office_version(struct store *store, int64_t *out_version, struct error *err);

/* Adds somebody to the staff. */
MUST_CHECK bool staff_insert(
    struct store *store, const char *name, const char *role, int64_t *out_id, struct error *err);

/* The first active one of the list: who is at a till where nobody signs in. *out_id is 0 if the
 * list is empty. The name is cut to `capacity`. */
MUST_CHECK bool staff_first(
    struct store *store, int64_t *out_id, char *out_name, size_t capacity, struct error *err);

#endif
