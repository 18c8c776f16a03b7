#ifndef TILLTALE_TILL_OFFER_TARGET_H
#define TILLTALE_TILL_OFFER_TARGET_H

/* Offer target: whether the shop has what an offer is on. An offer on nothing is allowed, for the
 * catalogue may come later, but whoever sets it should hear of it. */

#include "base/compiler.h"
#include "domain/offer.h"
#include "domain/ticket.h"

struct error;
struct till;

/* The first SKU or category of the offer that the catalogue does not have; "" if it has all. */
MUST_CHECK bool offer_find_unknown_target(struct till *till, const struct offer *offer,
    char out_target[CATEGORY_BYTES], struct error *err);

#endif
