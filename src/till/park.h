#ifndef TILLTALE_TILL_PARK_H
#define TILLTALE_TILL_PARK_H

/* Park: tickets that wait. Each is a local row with a name, as the open ticket is one without, so it
 * is there after a crash and a restart, and over any number of closes. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"

struct error;
struct till;

#define TILL_PARKED_MAX 60 /* at once */
#define PARKED_NAME_BYTES 121

struct till_parked {
    int64_t slot;
    char name[PARKED_NAME_BYTES];
    int64_t parked_at_ms;
    size_t line_count;
    char first_item[NAME_BYTES];
    int64_t gross_minor;
    bool is_readable; /* false: a body that this program cannot read; it stays where it is */
};

/* Newest first. */
MUST_CHECK bool till_parked(struct till *till, struct till_parked *out_parked, size_t parked_max,
    size_t *out_count, struct error *err);

/* How many there are; counted when one is parked or taken back. */
size_t till_parked_count(const struct till *till);

/* What the open ticket is called if nobody says: the time and its first item. Returns out_name. */
const char *till_park_name(const struct till *till, char out_name[PARKED_NAME_BYTES]);

/* Parks the open ticket; "" is the name above. Errors: ERROR_INVALID, there is nothing on it, or
 * the name is too long; ERROR_REFUSED, something is paid already; ERROR_LIMIT, too many wait. */
MUST_CHECK bool till_park(struct till *till, const char *name, struct error *err);

/* Makes a parked ticket the open one; what is open is parked in its place.
 * Errors: ERROR_NOT_FOUND, nothing is parked there; ERROR_REFUSED, something is paid already on the
 * open one; ERROR_CORRUPT. */
MUST_CHECK bool till_recall(struct till *till, int64_t slot, struct error *err);

/* Puts the lines and campaigns of a parked ticket onto the open one, which keeps its own discount.
 * Errors: as till_recall(), and as ticket_insert(). */
MUST_CHECK bool till_merge(struct till *till, int64_t slot, struct error *err);

/* Moves pieces of the open ticket's lines to a new parked one. `quantities_milli` has one value a
 * line: 0 stays, the line's own quantity moves whole, anything between is split off (not of a line
 * that has a discount in money or takes goods back). A deposit follows its line; its own value
 * does not matter. Campaigns count for both.
 * Errors: ERROR_INVALID, nothing moves, everything does, or a quantity is not possible; as
 * till_park(). */
MUST_CHECK bool till_split(
    struct till *till, const int64_t *quantities_milli, const char *name, struct error *err);

#endif
