#ifndef TILLTALE_STORE_SHIFT_H
#define TILLTALE_STORE_SHIFT_H

/* Shifts: the drawer's time from opening to closing, and what is put in, taken out and counted
 * meanwhile. Facts of the till. Writers need an open bracket; what they write gets its id here.
 * At most one shift of a till is open: the newest one, until a close names it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/sale.h"

struct error;
struct store;
struct z_piece;

/* Who does it, and when. */
struct shift_actor {
    int64_t staff_id; /* 0: nobody in particular */
    const char *staff_name;
    int64_t at_ms;
};

struct shift {
    int64_t id; /* 0: there was none yet */
    char business_day[11];
    int64_t opened_at_ms;
    int64_t staff_id;
    char staff_name[SALE_TEXT_MAX];
    char currency[4];
    int64_t float_minor;
    bool is_implied; /* opened by the first act, with what was left in the drawer */
};

/* A till's newest shift and whether it is open. */
struct shift_state {
    bool is_open;
    struct shift newest;
    int64_t close_n;    /* number of the newest Z; 0: none yet */
    int64_t left_minor; /* what that left in the drawer: the float that an implied opening takes */
};

MUST_CHECK bool shift_read_state(
    struct store *store, int64_t node, struct shift_state *out_state, struct error *err);

/* A shift and its end. */
struct shift_entry {
    struct shift shift;
    int64_t z_number; /* 0: it is open */
    int64_t closed_at_ms;
};
typedef bool (*shift_visit)(void *context, const struct shift_entry *entry, struct error *err);

/* Every shift of every till that is known here, by till and number. */
MUST_CHECK bool shift_visit_all(
    struct store *store, shift_visit visit, void *context, struct error *err);

/* Opens a shift. Errors: ERROR_REFUSED, one is open. */
MUST_CHECK bool shift_insert(struct store *store, struct shift *shift, struct error *err);

/* The open shift; if there is none opens one with what the last close left. For every act that
 * needs one, within its own transaction: selling is never blocked. */
MUST_CHECK bool shift_ensure(struct store *store, const struct shift_actor *actor,
    const char *business_day, const char *currency, int64_t *out_shift_id, struct error *err);

/* `is_in`: put into the drawer, else taken out. `amount_minor` is above 0. */
MUST_CHECK bool cash_movement_insert(struct store *store, int64_t shift_id, bool is_in,
    int64_t amount_minor, const char *currency, const char *reason, const struct shift_actor *actor,
    struct error *err);

/* True if nothing moved the drawer's money after the newest count of the shift, by their times. */
MUST_CHECK bool shift_count_holds(
    struct store *store, int64_t shift_id, bool *out_holds, struct error *err);

/* A count of the drawer. `total_minor` is what the pieces of the shop's currency come to. */
MUST_CHECK bool cash_count_insert(struct store *store, int64_t shift_id, int64_t total_minor,
    const struct z_piece *pieces, size_t piece_count, const struct shift_actor *actor,
    struct error *err);

#endif
