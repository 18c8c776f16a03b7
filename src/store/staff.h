#ifndef TILLTALE_STORE_STAFF_H
#define TILLTALE_STORE_STAFF_H

/* Staff: who works in the shop (office rows), wrong PINs (local rows), and acts (facts of a till).
 * What a PIN's hash is made of is for till/ to say. Writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

/* Texts are borrowed until the callback returns. */
struct staff_row {
    int64_t id;
    struct text_view name;
    struct text_view role;
    bool is_active;
    struct text_view pin_hash; /* "" none */
};

/* Everybody, also those who work here no more, by id. `take` returns false with *err to stop. */
MUST_CHECK bool staff_read_all(struct store *store,
    bool (*take)(void *context, const struct staff_row *row, struct error *err), void *context,
    struct error *err);

/* Writes name, role and whether the person works here. */
MUST_CHECK bool staff_update(struct store *store, const struct staff_row *row, struct error *err);

MUST_CHECK bool staff_update_pin(struct store *store, int64_t staff_id, const char *pin_hash,
    int64_t set_at_ms, struct error *err);

/* How many wrong PINs since the last right one, and when the newest was; 0, 0 if none. */
MUST_CHECK bool pin_attempt_read(struct store *store, int64_t staff_id, int64_t *out_wrong_count,
    int64_t *out_wrong_at_ms, struct error *err);
MUST_CHECK bool pin_attempt_write(struct store *store, int64_t staff_id, int64_t wrong_count,
    int64_t wrong_at_ms, struct error *err);

/* An act that leaves no other row, or a lent right. Ids of 0 are none. */
struct act_row {
    const char *kind; /* open_drawer, reprint, sign_in, sign_out, lend ... */
    const char *detail;
    int64_t sale_id;
    int64_t staff_id;
    const char *staff_name;
    int64_t by_staff_id;
    const char *by_staff_name;
    int64_t acted_at_ms;
};
MUST_CHECK bool act_insert(struct store *store, const struct act_row *act, struct error *err);

#endif
