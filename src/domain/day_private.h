#ifndef TILLTALE_DOMAIN_DAY_PRIVATE_H
#define TILLTALE_DOMAIN_DAY_PRIVATE_H

/* Private to src/domain: what the calendar and the zones both count with. */

#include <stdint.h>

#define DAY_S INT64_C(86400)
#define DAY_MS (DAY_S * 1000)

/* Division that rounds down; C's own rounds towards zero, which is wrong before 1970. */
static inline int64_t floor_divide(int64_t number, int64_t divisor)
{
    int64_t quotient = number / divisor;
    return number % divisor < 0 ? quotient - 1 : quotient;
}

#endif
