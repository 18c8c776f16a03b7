#ifndef TILLTALE_DOMAIN_UTM_H
#define TILLTALE_DOMAIN_UTM_H

/* UTM: the words behind a link by which a web shop knows where a visitor came from,
 * "utm_source=fair&utm_campaign=spring". A campaign says which words are its own; an order is the
 * campaign's if all of them are among the order's, whatever their case and order. Values may be
 * encoded (%20, +). */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct buffer;

/* What stands behind the '?' of an address, without what follows a '#'; else the whole text. */
struct text_view utm_query(struct text_view text);

/* An address without '?' or '#' and what follows. */
struct text_view utm_path(struct text_view text);

/* How many pairs "name=value" with a value stand in it. */
size_t utm_pair_count(struct text_view query);

/* True if every pair of `wanted` is among those of `query`; not if it has none. */
bool utm_matches(struct text_view wanted, struct text_view query);

/* The decoded value of a name; false if it is not there, or empty. Cut to fit. */
bool utm_value(struct text_view query, const char *name, char *out_value, size_t capacity);

/* Appends a value so that it is no mark of the query. */
void utm_append_value(struct text_view value, struct buffer *out);

#endif
