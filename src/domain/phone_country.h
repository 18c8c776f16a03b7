#ifndef TILLTALE_DOMAIN_PHONE_COUNTRY_H
#define TILLTALE_DOMAIN_PHONE_COUNTRY_H

/* How numbers are dialled in a country. Private to phone*.c. */

#include <stdint.h>

#include "base/text.h"

struct phone_country {
    char country[3];  /* ISO 3166-1 */
    char code[4];     /* its calling code */
    char trunk[3];    /* what is dialled before a number inside the country only; "" nothing */
    uint8_t size_min; /* digits of a number behind the calling code */
    uint8_t size_max;
};

/* NULL where it is not known. */
const struct phone_country *phone_country_find(const char *country);

/* Whose calling code these digits begin with; of several the largest. NULL: there is no such. */
const struct phone_country *phone_country_of_digits(const char *digits);

#endif
