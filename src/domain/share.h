#ifndef TILLTALE_DOMAIN_SHARE_H
#define TILLTALE_DOMAIN_SHARE_H

/* Share: the second half of every division by largest remainder. The exact shares have been
 * rounded down; now the units that are left go where the remainders are largest. Private to
 * src/domain, which has two kinds of remainders: of one common denominator (money_share) and of
 * different tax rates (ticket_compute). */

#include <stddef.h>
#include <stdint.h>

#define SHARE_PARTS_MAX 1024

/* Adds `unit` to parts[i] for the `left` largest of remainders[i], of equals the first. Remainders
 * only need to compare like the exact fractions; 0 means none, and such a part gets nothing. At
 * least `left` of them are above 0: the units left are the sum of the fractions, rounded. */
void share_hand_out_rest(
    const uint64_t *remainders, size_t count, uint64_t left, int64_t unit, int64_t *parts);

#endif
