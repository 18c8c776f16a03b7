#ifndef TILLTALE_DOMAIN_ADS_KEY_H
#define TILLTALE_DOMAIN_ADS_KEY_H

/* Ads key: how an advertiser's network wants a detail spelt before it is hashed (SHA-256, hex).
 *
 * Google Ads, enhanced conversions for leads: trimmed, lower case; dots before the @ of gmail.com
 * and googlemail.com left out; phones as E.164 with the plus. Meta, conversions API: trimmed, lower
 * case; phones as digits with the country's code and without plus; names without punctuation. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"

#define ADS_KEY_BYTES 512

enum ads_network {
    ADS_GOOGLE,
    ADS_META
};

enum ads_key {
    ADS_EMAIL,
    ADS_PHONE,
    ADS_FIRST_NAME,
    ADS_LAST_NAME,
    ADS_CITY
};

/* `country` is for phones without a country's code. Returns false if there is nothing to hash. */
MUST_CHECK bool ads_key_print(enum ads_network network, enum ads_key key, struct text_view text,
    const char *country, char out_text[ADS_KEY_BYTES]);

#endif
