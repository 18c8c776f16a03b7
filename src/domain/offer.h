#ifndef TILLTALE_DOMAIN_OFFER_H
#define TILLTALE_DOMAIN_OFFER_H

/* Offer: what a campaign gives to whoever brings its code.
 *
 *     (empty)              nothing; the campaign only counts
 *     10%                  10 % off the whole ticket
 *     2.00                 2.00 off the whole ticket
 *     10% on Beans         10 % off each line of the category Beans
 *     2.00 on Beans;FLATW  2.00 off each line of the category Beans or of the SKU FLATW
 *     free FLATW           one unit is free, the cheapest of the category or SKU
 *     3rd free on Beans    of every 3 units one is free: of 7 the 2 cheapest
 *     2nd free             the same of whatever is on the ticket
 *
 * Categories and SKUs compare byte by byte. An offer never brings a line or a ticket below
 * zero: an amount takes at most what is there (ticket.h). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/money.h"

struct error;

#define OFFER_TARGETS_MAX 32
#define OFFER_TARGETS_BYTES 1024 /* all of them with ';' between, terminator included */
#define OFFER_TEXT_MAX (OFFER_TARGETS_BYTES + 64)

enum offer_kind {
    OFFER_NONE,
    OFFER_PERCENT,
    OFFER_AMOUNT,
    OFFER_FREE, /* one unit */
    OFFER_NTH   /* one of every n units */
};

#define OFFER_NTH_MIN 2
#define OFFER_NTH_MAX 99

struct offer {
    enum offer_kind kind;
    int64_t value; /* OFFER_PERCENT: ppm, 1 to 1000000; OFFER_AMOUNT: minor units, above 0;
                    * OFFER_FREE: 1; OFFER_NTH: n */
    char targets[OFFER_TARGETS_BYTES]; /* "Beans;FLATW"; empty: the whole ticket */
};

/* Errors: ERROR_INVALID, not of the forms above; ERROR_LIMIT, too many or too long targets. */
MUST_CHECK bool offer_parse(struct text_view text, const struct currency *currency,
    struct offer *out_offer, struct error *err);

/* Canonical text, e.g. "10% on Beans;FLATW", "2.00", "". Reads back as the same offer. Returns
 * out_text. */
const char *offer_print(
    const struct offer *offer, const struct currency *currency, char out_text[OFFER_TEXT_MAX]);

/* True for an offer of whole units, which looks at the lines together. */
bool offer_is_of_units(const struct offer *offer);

/* True for an offer that takes something off the ticket as a whole. */
bool offer_is_for_ticket(const struct offer *offer);

/* True for an offer with targets, of which one is this SKU or this category; and for an offer of
 * units without targets. */
bool offer_matches_line(const struct offer *offer, const char *sku, const char *category);

#endif
