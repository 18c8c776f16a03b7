#include "base/error.h"
#include "domain/pay_qr.h"
#include "domain/pay_qr_private.h"

#include <string.h>
#include <utf8proc.h>

#define LINE_END "\r\n"

/* The characters that the guidelines allow: Latin up to Extended-A, the Romanian comma letters and
 * the euro sign. */
static bool is_allowed(int32_t letter)
{
    return (letter >= 0x20 && letter <= 0x7E) || (letter >= 0xA0 && letter <= 0x17F) ||
           (letter >= 0x218 && letter <= 0x21B) || letter == 0x20AC;
}

static bool check_text(
    const char *field, const char *text, size_t characters_max, bool is_required, struct error *err)
{
    if (!pay_qr_check_text(field, text, characters_max, is_required, err)) {
        return false;
    }
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)pay_qr_text(text);
    utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(pay_qr_text(text));
    while (left > 0) {
        int32_t letter;
        utf8proc_ssize_t size = utf8proc_iterate(bytes, left, &letter);
        if (!is_allowed(letter)) {
            return error_set(
                err, ERROR_INVALID, "%s has a character that a QR-bill does not take", field);
        }
        bytes += size;
        left -= size;
    }
    return true;
}

static bool has_address(const struct pay_qr_address *address)
{
    return pay_qr_has(address->name) || pay_qr_has(address->street) ||
           pay_qr_has(address->house_number) || pay_qr_has(address->postal_code) ||
           pay_qr_has(address->town) || pay_qr_has(address->country);
}

static bool check_address(const struct pay_qr_address *address, struct error *err)
{
    if (!check_text("name", address->name, 70, true, err) ||
        !check_text("street", address->street, 70, false, err) ||
        !check_text("house_number", address->house_number, 16, false, err) ||
        !check_text("postal_code", address->postal_code, 16, true, err) ||
        !check_text("town", address->town, 35, true, err) ||
        !check_text("country", address->country, 2, true, err)) {
        return false;
    }
    const char *country = address->country;
    bool is_code = strlen(country) == 2 && country[0] >= 'A' && country[0] <= 'Z' &&
                   country[1] >= 'A' && country[1] <= 'Z';
    return is_code || error_set(err, ERROR_INVALID, "country is no code of two capitals");
}

static bool check_account(const struct pay_qr_swiss *swiss, const char *iban, struct error *err)
{
    if (iban[0] == '\0') {
        return error_set(err, ERROR_INVALID, "iban is missing");
    }
    if (!iban_is_valid(text_view_of(iban))) {
        return error_set(
            err, ERROR_INVALID, "iban %.40s is mistyped: its check digits do not fit", iban);
    }
    if (strncmp(iban, "CH", 2) != 0 && strncmp(iban, "LI", 2) != 0) {
        return error_set(err, ERROR_INVALID, "iban is not of Switzerland or Liechtenstein");
    }
    const char *currency = pay_qr_text(swiss->currency);
    if (strcmp(currency, "CHF") != 0 && strcmp(currency, "EUR") != 0) {
        return error_set(err, ERROR_INVALID, "currency is none of CHF, EUR");
    }
    return pay_qr_check_amount("amount", swiss->amount, 2, 2, err);
}

static const char *type_of(const struct pay_qr_swiss *swiss, const char *reference)
{
    if (pay_qr_has(swiss->reference_type)) {
        return swiss->reference_type;
    }
    if (reference[0] == '\0') {
        return "NON";
    }
    return strncmp(reference, "RF", 2) == 0 ? "SCOR" : "QRR";
}

static bool check_reference(
    const char *type, const char *reference, const char *iban, struct error *err)
{
    bool is_qr = iban_is_qr(text_view_of(iban));
    bool is_qrr = strcmp(type, "QRR") == 0;
    if (!is_qrr && strcmp(type, "SCOR") != 0 && strcmp(type, "NON") != 0) {
        return error_set(err, ERROR_INVALID, "reference_type is none of QRR, SCOR, NON");
    }
    if (is_qrr != is_qr) {
        return error_set(err, ERROR_INVALID,
            is_qr ? "iban is a QR-IBAN: it needs a QR reference (QRR)"
                  : "reference_type QRR needs a QR-IBAN");
    }
    if (is_qrr && !qr_reference_is_valid(text_view_of(reference))) {
        return error_set(err, ERROR_INVALID,
            "reference %.40s is no QR reference of 27 digits, or it is mistyped", reference);
    }
    if (strcmp(type, "SCOR") == 0 && !creditor_reference_is_valid(text_view_of(reference))) {
        return error_set(err, ERROR_INVALID,
            "reference %.40s is no ISO 11649 reference (RF…), or it is mistyped", reference);
    }
    if (strcmp(type, "NON") == 0 && reference[0] != '\0') {
        return error_set(err, ERROR_INVALID, "reference is there although reference_type is NON");
    }
    return true;
}

static bool check_words(const struct pay_qr_swiss *swiss, struct error *err)
{
    if (!check_text("message", swiss->message, 140, false, err) ||
        !check_text("billing_information", swiss->billing_information, 140, false, err)) {
        return false;
    }
    size_t together =
        text_view_count_characters(text_view_of(pay_qr_text(swiss->message))) +
        text_view_count_characters(text_view_of(pay_qr_text(swiss->billing_information)));
    if (together > 140) {
        return error_set(err, ERROR_LIMIT,
            "message and billing_information have %zu characters together, at most 140 are allowed",
            together);
    }
    for (int i = 0; i < PAY_QR_SWISS_SCHEMES_MAX; i++) {
        if (!check_text("alternative_schemes", swiss->alternative_schemes[i], 100, false, err)) {
            return false;
        }
    }
    return pay_qr_has(swiss->alternative_schemes[0]) ||
           !pay_qr_has(swiss->alternative_schemes[1]) ||
           error_set(err, ERROR_INVALID, "alternative_schemes: the first one is empty");
}

static void append_line(struct buffer *payload, const char *text)
{
    buffer_append_text(payload, pay_qr_text(text));
    buffer_append_text(payload, LINE_END);
}

static void append_address(struct buffer *payload, const struct pay_qr_address *address)
{
    append_line(payload, has_address(address) ? "S" : "");
    append_line(payload, address->name);
    append_line(payload, address->street);
    append_line(payload, address->house_number);
    append_line(payload, address->postal_code);
    append_line(payload, address->town);
    append_line(payload, address->country);
}

static void append_all(const struct pay_qr_swiss *swiss, const char *iban, const char *type,
    const char *reference, struct buffer *payload)
{
    static const struct pay_qr_address nobody; /* the ultimate creditor is for future use */
    append_line(payload, "SPC");
    append_line(payload, "0200");
    append_line(payload, "1");
    append_line(payload, iban);
    append_address(payload, &swiss->creditor);
    append_address(payload, &nobody);
    append_line(payload, swiss->amount);
    append_line(payload, swiss->currency);
    append_address(payload, &swiss->debtor);
    append_line(payload, type);
    append_line(payload, reference);
    append_line(payload, swiss->message);
    buffer_append_text(payload, "EPD");
    const char *more[] = {
        swiss->billing_information, swiss->alternative_schemes[0], swiss->alternative_schemes[1]};
    size_t count = ARRAY_LENGTH(more);
    while (count > 0 && !pay_qr_has(more[count - 1])) {
        count--;
    }
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(payload, LINE_END);
        buffer_append_text(payload, pay_qr_text(more[i]));
    }
}

bool pay_qr_append_swiss(
    const struct pay_qr_swiss *swiss, struct buffer *out_payload, struct error *err)
{
    char iban[48];
    char reference[48];
    if (!pay_qr_pack("iban", swiss->iban, iban, sizeof(iban), err) ||
        !pay_qr_pack("reference", swiss->reference, reference, sizeof(reference), err) ||
        !check_account(swiss, iban, err)) {
        return false;
    }
    if (!check_address(&swiss->creditor, err)) {
        return error_prefix(err, "creditor: ");
    }
    if (has_address(&swiss->debtor) && !check_address(&swiss->debtor, err)) {
        return error_prefix(err, "debtor: ");
    }
    const char *type = type_of(swiss, reference);
    if (!check_reference(type, reference, iban, err) || !check_words(swiss, err)) {
        return false;
    }
    struct buffer payload = {0};
    append_all(swiss, iban, type, reference, &payload);
    size_t count = text_view_count_characters((struct text_view){payload.bytes, payload.size});
    bool fits = count <= PAY_QR_SWISS_CHARACTERS_MAX;
    if (fits) {
        buffer_append(out_payload, payload.bytes, payload.size);
    } else {
        (void)error_set(err, ERROR_LIMIT, "the code has %zu characters, at most %d are allowed",
            count, PAY_QR_SWISS_CHARACTERS_MAX);
    }
    buffer_close(&payload);
    return fits;
}
