#ifndef TILLTALE_TILL_UNDERSTAND_H
#define TILLTALE_TILL_UNDERSTAND_H

/* Understand: what a scan is to this till, without doing anything about it. till_scan() in sell.h
 * acts on the same readings, in the same order. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/scan.h"
#include "domain/ticket.h"
#include "domain/token.h"

struct error;
struct till;

struct till_reading {
    struct scan scan;
    enum token_check token_check; /* if scan.token_form is not TOKEN_NOT */
    bool is_twice;                /* the barcode of one product and the SKU of another */
    bool is_in_store;             /* the product stands under the in-store code */
    bool has_product;
    struct ticket_line product; /* as it is sold now, quantity 0 */
    bool has_price;
};

/* Returns true with *out_is_readable false for a misread (see scan_read()). Errors: those of the
 * file. */
MUST_CHECK bool till_understand(struct till *till, struct text_view text,
    enum scan_symbology symbology, struct till_reading *out_reading, bool *out_is_readable,
    struct error *err);

#endif
