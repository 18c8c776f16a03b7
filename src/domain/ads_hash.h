#ifndef TILLTALE_DOMAIN_ADS_HASH_H
#define TILLTALE_DOMAIN_ADS_HASH_H

/* Ads hash: what advertising platforms match a buyer by, without being told who it is: SHA-256 of
 * an e-mail address, a phone number or a name in the form that each platform asks for, as 64
 * lower-case hexadecimal digits.
 *
 *     Google   e-mail: trimmed, lower case; of gmail.com and googlemail.com the dots before the @
 *              are dropped. Phone: "+" and digits (E.164).
 *     Meta     e-mail: trimmed, lower case. Phone: digits with the country, nothing else.
 *              Names: lower case, without punctuation.
 *
 * What is empty, or cannot be brought into the form (a phone without its country), has no hash:
 * the text is "". */

#include "base/text.h"

#define ADS_HASH_TEXT_MAX 65 /* and the terminator */

enum ads_platform {
    ADS_GOOGLE,
    ADS_META
};

/* Each writes the hash, or "", and returns out_hash. */
const char *ads_hash_email(
    enum ads_platform platform, struct text_view email, char out_hash[ADS_HASH_TEXT_MAX]);
const char *ads_hash_phone(
    enum ads_platform platform, struct text_view phone, char out_hash[ADS_HASH_TEXT_MAX]);
const char *ads_hash_name(struct text_view name, char out_hash[ADS_HASH_TEXT_MAX]);

#endif
