#ifndef TILLTALE_DOMAIN_CODE_USE_H
#define TILLTALE_DOMAIN_CODE_USE_H

/* Code use: when a code comes so often at one till that it is no customer's any more. A flyer
 * taped to the till and scanned with every sale would take the credit of every other campaign. */

#include <stdbool.h>
#include <stdint.h>

/* What one code may come on at one till and day before it is looked at: the higher of the two. */
#define CODE_USE_DAY_SALES 10
#define CODE_USE_DAY_PPM 300000 /* of the till's sales of the day */

/* A code of one person, one receipt or one friend. */
#define CODE_USE_OWN_SALES 5

/* A placement's code that came on `use_count` of the `sale_count` sales of one till on one day. */
bool code_use_is_unusual_on_day(int64_t use_count, int64_t sale_count);

/* The code of a receipt, a lead or a friend that came on so many sales of one till. */
bool code_use_is_unusual_own(int64_t use_count);

#endif
