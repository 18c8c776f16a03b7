#ifndef TILLTALE_TILL_UNUSUAL_CODES_H
#define TILLTALE_TILL_UNUSUAL_CODES_H

/* Unusual codes: placements whose code came on so many sales of one till that it is no customer's
 * any more (domain/code_use.h). They are marked for the owner and count like any other. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "domain/ticket.h"

struct error;
struct till;

struct unusual_code {
    char campaign[CODE_BYTES]; /* its code */
    char content[CODE_BYTES];  /* the placement's word; "" the campaign itself */
};

/* Fills at most `max` of those of the business days `from` to `to`, both included; NULL and NULL:
 * of all days. */
MUST_CHECK bool unusual_codes_list(struct till *till, const char *from, const char *to,
    struct unusual_code *out_codes, size_t max, size_t *out_count, struct error *err);

#endif
