#include "base/error.h"
#include "domain/pay_qr.h"
#include "domain/pay_qr_private.h"

#include <string.h>

static bool is_plain(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || (byte != '\0' && strchr("-._~:/?@!$'()*,;=", byte));
}

/* RFC 3986, and '+' too, which some readers take for a space. */
static void append_encoded(struct buffer *payload, const char *text)
{
    for (; *text != '\0'; text++) {
        if (is_plain(*text)) {
            buffer_append_char(payload, *text);
        } else {
            buffer_format(payload, "%%%02X", (unsigned)(unsigned char)*text);
        }
    }
}

/* "shop@bank": letters, digits, '.', '-', '_' before the only @, letters and digits after it. */
static bool check_address(const char *pa, struct error *err)
{
    struct text_view rest = text_view_of(pay_qr_text(pa));
    struct text_view head;
    if (rest.size == 0) {
        return error_set(err, ERROR_INVALID, "pa is missing");
    }
    bool has_at = memchr(rest.bytes, '@', rest.size) != NULL;
    (void)text_view_split(&rest, '@', &head);
    bool is_good = has_at && head.size > 0 && rest.size > 0 && strlen(pa) <= 255;
    for (size_t i = 0; i < head.size; i++) {
        struct text_view byte = {head.bytes + i, 1};
        is_good = is_good && (pay_qr_is_alphanumeric(byte) || strchr(".-_", head.bytes[i]) != NULL);
    }
    for (size_t i = 0; i < rest.size; i++) {
        struct text_view byte = {rest.bytes + i, 1};
        is_good = is_good && (pay_qr_is_alphanumeric(byte) || strchr(".-", rest.bytes[i]) != NULL);
    }
    return is_good || error_set(err, ERROR_INVALID, "pa is no UPI address such as shop@bank");
}

static bool check(const struct pay_qr_upi *upi, struct error *err)
{
    if (!check_address(upi->pa, err) || !pay_qr_check_text("pn", upi->pn, 99, true, err) ||
        !pay_qr_check_text("tid", upi->tid, 35, false, err) ||
        !pay_qr_check_text("tr", upi->tr, 35, false, err) ||
        !pay_qr_check_text("tn", upi->tn, 50, false, err) ||
        !pay_qr_check_text("url", upi->url, 255, false, err) ||
        !pay_qr_check_amount("am", upi->am, 0, 2, err)) {
        return false;
    }
    const struct {
        const char *name, *value;
    } others[] = {{"mode", upi->mode}, {"sign", upi->sign}, {"orgid", upi->orgid},
        {"mid", upi->mid}, {"msid", upi->msid}, {"mtid", upi->mtid}};
    for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
        if (!pay_qr_check_text(others[i].name, others[i].value, 512, false, err)) {
            return false;
        }
    }
    if (pay_qr_has(upi->mc) && !pay_qr_is_digits(upi->mc, 4, 4)) {
        return error_set(err, ERROR_INVALID, "mc is not made of four digits");
    }
    if (pay_qr_has(upi->mam) && strcmp(upi->mam, "null") != 0 &&
        !pay_qr_check_amount("mam", upi->mam, 0, 2, err)) {
        return false;
    }
    return !pay_qr_has(upi->cu) || strcmp(upi->cu, "INR") == 0 ||
           error_set(err, ERROR_INVALID, "cu is not INR, and UPI knows no other currency");
}

bool pay_qr_append_upi(const struct pay_qr_upi *upi, struct buffer *out_payload, struct error *err)
{
    if (!check(upi, err)) {
        return false;
    }
    const char *cu = pay_qr_has(upi->cu) ? upi->cu : pay_qr_has(upi->am) ? "INR" : "";
    const struct {
        const char *name, *value;
    } parameters[] = {
        {"pa", upi->pa},
        {"pn", upi->pn},
        {"mc", upi->mc},
        {"tid", upi->tid},
        {"tr", upi->tr},
        {"tn", upi->tn},
        {"am", upi->am},
        {"mam", upi->mam},
        {"cu", cu},
        {"url", upi->url},
        {"mode", upi->mode},
        {"sign", upi->sign},
        {"orgid", upi->orgid},
        {"mid", upi->mid},
        {"msid", upi->msid},
        {"mtid", upi->mtid},
    };
    const char *before = "upi://pay?";
    for (size_t i = 0; i < ARRAY_LENGTH(parameters); i++) {
        if (pay_qr_has(parameters[i].value)) {
            buffer_append_text(out_payload, before);
            buffer_append_text(out_payload, parameters[i].name);
            buffer_append_char(out_payload, '=');
            append_encoded(out_payload, parameters[i].value);
            before = "&";
        }
    }
    return true;
}
