#ifndef TILLTALE_DOMAIN_PHONE_H
#define TILLTALE_DOMAIN_PHONE_H

/* Phone: is this a number, and its one spelling (E.164, "+4915123456789").
 *
 * A number without a country's code is of the country where it is typed. The table knows calling
 * codes, the digit that is dialled inside a country only, and how many digits a number has there;
 * which ranges are in use changes every month and is nobody's business here. So lengths that a
 * country does not have are doubtful, and asked about; wrong is only what cannot be dialled. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"

#define PHONE_E164_BYTES 17 /* '+', 15 digits and the terminator */
#define PHONE_DIGITS_MAX 15 /* ITU-T E.164 */

enum phone_state {
    PHONE_OK,
    PHONE_DOUBTFUL, /* ask */
    PHONE_WRONG
};

enum phone_reason {
    PHONE_REASON_NONE,
    PHONE_REASON_EMPTY,
    PHONE_REASON_TOO_SHORT,
    PHONE_REASON_TOO_LONG,
    PHONE_REASON_COUNTRY,   /* begins with a country's code that does not exist */
    PHONE_REASON_CHARACTER, /* letters in it */
    PHONE_REASON_COUNT
};

struct phone_check {
    enum phone_state state;
    enum phone_reason reason;
    char country[3];             /* ISO 3166-1, the largest one of its calling code; "" unknown */
    char e164[PHONE_E164_BYTES]; /* "" if it is wrong; an extension is left out */
};

/* Looks at what was typed: digits of any script, with spaces, dashes, dots, slashes, brackets,
 * "tel:" before and an extension behind. `country` is ISO 3166-1 in capitals: the shop's. Returns
 * out_check->state. */
enum phone_state phone_check(
    struct text_view typed, const char *country, struct phone_check *out_check);

/* E.164, or false if it is wrong. Doubtful ones have a spelling too. */
MUST_CHECK bool phone_normalise(
    struct text_view typed, const char *country, char out_e164[PHONE_E164_BYTES]);

/* "49" for "DE"; NULL where the country is not known. */
const char *phone_calling_code(const char *country);

#endif
