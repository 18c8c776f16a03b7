#ifndef TILLTALE_DOMAIN_PAY_QR_PRIVATE_H
#define TILLTALE_DOMAIN_PAY_QR_PRIVATE_H

/* What the payment codes of all standards check alike. Private to src/domain. */

#include "domain/pay_qr.h"

#define PAY_QR_TEXT_MAX 512

/* True if the field is there. */
bool pay_qr_has(const char *text);

/* The field, "" if it is missing. */
const char *pay_qr_text(const char *text);

/* At most `characters_max` characters of UTF-8 without control characters. `is_required`: it must
 * be there. Errors name the field. */
MUST_CHECK bool pay_qr_check_text(const char *field, const char *text, size_t characters_max,
    bool is_required, struct error *err);

/* A decimal number without sign and without zeros in front, above 0, at most 999999999.99, with
 * `decimals_min` to `decimals_max` decimals. A missing one is fine. */
MUST_CHECK bool pay_qr_check_amount(
    const char *field, const char *amount, int decimals_min, int decimals_max, struct error *err);

/* Copies the field without its spaces and in capitals. */
MUST_CHECK bool pay_qr_pack(
    const char *field, const char *text, char *out_text, size_t capacity, struct error *err);

/* Nothing but `count_min` to `count_max` digits. */
bool pay_qr_is_digits(const char *text, size_t count_min, size_t count_max);

/* Nothing but letters and digits of ASCII. */
bool pay_qr_is_alphanumeric(struct text_view text);

#endif
