#ifndef TILLTALE_TILL_PAY_CODE_H
#define TILLTALE_TILL_PAY_CODE_H

/* Pay code: the payment code of the open ticket, for the shop's own account and an exact amount.
 *
 * Its reference is made once a ticket, from the till and the moment, and kept with it: what the
 * customer's bank sends is what the payment says. A till without a network cannot know whether the
 * money has come; somebody looks. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"

struct error;
struct till;

#define PAY_CODE_PAYLOAD_MAX 1024

struct till_pay_code {
    char text[PAY_CODE_PAYLOAD_MAX]; /* what the QR code says */
    char reference[PAY_REFERENCE_BYTES];
    bool is_swiss; /* a QR-bill */
};

/* True if the shop has a code at all. */
bool till_has_pay_code(const struct till *till);

/* Makes it for `amount_minor`. Errors: ERROR_INVALID, ERROR_LIMIT: a setting or the amount does not
 * fit the code's standard, named with its field; those of saving the ticket. */
MUST_CHECK bool till_make_pay_code(
    struct till *till, int64_t amount_minor, struct till_pay_code *out_code, struct error *err);

#endif
