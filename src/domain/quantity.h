#ifndef TILLTALE_DOMAIN_QUANTITY_H
#define TILLTALE_DOMAIN_QUANTITY_H

/* Quantity: how much of a product, in thousandths of its unit. 2 pieces are 2000, 412 g of
 * something sold by the kilogram are 412. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define QUANTITY_ONE_MILLI 1000
#define QUANTITY_MILLI_MAX INT64_C(1000000000000) /* a billion units */
#define QUANTITY_TEXT_MAX 32

enum unit {
    UNIT_EACH,
    UNIT_KG,
    UNIT_L,
    UNIT_M,
    UNIT_COUNT
};

/* "each", "kg", "l", "m": in files, in the database and, but for each, on the screen. */
const char *unit_text(enum unit unit);

/* Returns false for any other word. Case and spaces around it do not matter; "" is each. */
MUST_CHECK bool unit_parse(struct text_view text, enum unit *out_unit);

/* Reads "2" or "0.412": at most three decimals. A negative quantity is read as such; whether it
 * is allowed is for the caller to say.
 * Errors: as decimal_parse(); ERROR_LIMIT beyond +-QUANTITY_MILLI_MAX. */
MUST_CHECK bool quantity_parse(
    struct text_view text, int64_t *out_quantity_milli, struct error *err);

/* "2", "0.412", "1.5": no zeros at the end. Returns out_text. */
const char *quantity_print(int64_t quantity_milli, char out_text[QUANTITY_TEXT_MAX]);

#endif
