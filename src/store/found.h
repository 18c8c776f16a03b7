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

#define TILL_NUMBER_MAX 999
#define TILL_INCARNATION_MAX 15

/* A new shop with one till, number 1 to 999, which holds the office's pen. */
MUST_CHECK bool store_found_till(
    const char *path, int64_t till_number, struct clock_source clock, struct error *err);

#endif
