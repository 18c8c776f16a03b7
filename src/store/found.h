#ifndef TILLTALE_STORE_FOUND_H
#define TILLTALE_STORE_FOUND_H

/* Found: how store files begin. Each of these makes FILE and FILE.key whole or not at all, and
 * refuses a FILE that is there.
 *
 *     a lone till      store_found_till      two chains: the office's (node 0) and its own
 *     a shop's store   store_found_store     no node of its own; gathers the chains of a till
 *     a till that joins  store_found_joined  an empty till of a store, with its own chain
 *
 * How chains travel between them is store/exchange.h. */

#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "store/store.h"

struct error;

/* A new shop with one till, number 1 to 999, which holds the office's pen. */
MUST_CHECK bool store_found_till(
    const char *path, int64_t till_number, struct clock_source clock, struct error *err);

/* The store file of a shop that has a till so far: `till`, whose keys of the shop it takes. It is
 * empty; the chains come by exchange. With `with_office` it gets an office key of its own, for
 * store_hand_over_pen(). */
MUST_CHECK bool store_found_store(const char *path, struct store *till, bool with_office,
    struct clock_source clock, struct error *err);

enum till_role {
    TILL_SHOP, /* receives every chain */
    TILL_BOOTH /* receives chain 0 only, and holds no key of the shop but its own node's */
};
const char *till_role_name(enum till_role role); /* as in the column till.role */

/* A till of the shop whose store is `shop` (opened with STORE_OPEN_EXCHANGE): the number is
 * reserved and the till's key made known there, by the first entry of its chain. Catalogue and
 * the rest come by exchange. Errors: ERROR_REFUSED, the number is taken. */
MUST_CHECK bool store_found_joined(const char *path, struct store *shop, int64_t till_number,
    enum till_role role, struct clock_source clock, struct error *err);

/* Signs the office's pen over to the holder of `public_key` (32 bytes; `holder` says who, for
 * people: "the office"), by an entry of chain 0. From then on `store` refuses office rows.
 * Errors: ERROR_REFUSED, it does not hold the pen. */
MUST_CHECK bool store_hand_over_pen(struct store *store, const char *holder,
    const uint8_t *public_key, int64_t at_ms, struct error *err);

#endif
