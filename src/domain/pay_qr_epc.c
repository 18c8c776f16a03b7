#include "base/error.h"
#include "domain/pay_qr.h"
#include "domain/pay_qr_private.h"

#include <iconv.h>
#include <string.h>

#define VERSION_OLD "001"
#define VERSION_NEW "002"

/* ISO 9362: four letters or digits of the bank, two letters of the country, two or five more. */
static bool check_bic(const char *bic, struct error *err)
{
    struct text_view view = text_view_of(bic);
    bool is_letters =
        view.size >= 6 && bic[4] >= 'A' && bic[4] <= 'Z' && bic[5] >= 'A' && bic[5] <= 'Z';
    if ((view.size != 8 && view.size != 11) || !is_letters || !pay_qr_is_alphanumeric(view)) {
        return error_set(err, ERROR_INVALID, "bic is no BIC of 8 or 11 characters");
    }
    return true;
}

static bool check_account(const char *version, const char *bic, const char *iban, struct error *err)
{
    if (strcmp(version, VERSION_OLD) != 0 && strcmp(version, VERSION_NEW) != 0) {
        return error_set(err, ERROR_INVALID, "version is none of 001, 002");
    }
    if (bic[0] == '\0' && strcmp(version, VERSION_OLD) == 0) {
        return error_set(err, ERROR_INVALID, "bic is missing, and version 001 wants it");
    }
    if (bic[0] != '\0' && !check_bic(bic, err)) {
        return false;
    }
    if (iban[0] == '\0') {
        return error_set(err, ERROR_INVALID, "iban is missing");
    }
    return iban_is_valid(text_view_of(iban)) ||
           error_set(
               err, ERROR_INVALID, "iban %.40s is mistyped: its check digits do not fit", iban);
}

static bool check_words(const struct pay_qr_epc *epc, const char *reference, struct error *err)
{
    if (!pay_qr_check_text("name", epc->name, 70, true, err) ||
        !pay_qr_check_amount("amount", epc->amount, 0, 2, err) ||
        !pay_qr_check_text("purpose", epc->purpose, 4, false, err) ||
        !pay_qr_check_text("remittance", epc->remittance, 140, false, err) ||
        !pay_qr_check_text("information", epc->information, 70, false, err)) {
        return false;
    }
    if (pay_qr_has(epc->purpose) && strlen(epc->purpose) != 4) { /* as every code of ISO 20022 */
        return error_set(err, ERROR_INVALID, "purpose is no code of four characters");
    }
    if (pay_qr_has(epc->purpose) && !pay_qr_is_alphanumeric(text_view_of(epc->purpose))) {
        return error_set(err, ERROR_INVALID, "purpose is not made of letters and digits");
    }
    if (reference[0] != '\0' && pay_qr_has(epc->remittance)) {
        return error_set(
            err, ERROR_INVALID, "reference and remittance: only one of them may be there");
    }
    return reference[0] == '\0' || creditor_reference_is_valid(text_view_of(reference)) ||
           error_set(err, ERROR_INVALID,
               "reference %.40s is no ISO 11649 reference (RF…), or it is mistyped", reference);
}

static const char *const CHARACTER_SETS[] = {"UTF-8", "ISO-8859-1", "ISO-8859-2", "ISO-8859-4",
    "ISO-8859-5", "ISO-8859-7", "ISO-8859-10", "ISO-8859-15"};

static bool read_character_set(const char *text, size_t *out_index, struct error *err)
{
    *out_index = 0;
    if (!pay_qr_has(text)) {
        return true;
    }
    *out_index = (size_t)(text[0] - '1');
    return (text[1] == '\0' && text[0] >= '1' && text[0] <= '8') ||
           error_set(err, ERROR_INVALID, "character_set is none of 1 to 8");
}

/* The payload in the chosen characters; a letter that they do not have is refused. */
static bool convert(struct buffer *payload, size_t character_set, struct error *err)
{
    char converted[4 * PAY_QR_EPC_BYTES_MAX];
    char *from = payload->bytes;
    char *to = converted;
    size_t from_size = payload->size;
    size_t to_size = sizeof(converted);
    if (character_set == 0) {
        return true;
    }
    iconv_t conversion = iconv_open(CHARACTER_SETS[character_set], "UTF-8");
    bool is_done = conversion != (iconv_t)-1 &&
                   iconv(conversion, &from, &from_size, &to, &to_size) == 0 && from_size == 0;
    if (conversion != (iconv_t)-1) {
        iconv_close(conversion);
    }
    if (!is_done) {
        return error_set(err, ERROR_INVALID, "character_set %zu (%s) does not have every letter",
            character_set + 1, CHARACTER_SETS[character_set]);
    }
    buffer_clear(payload);
    buffer_append(payload, converted, sizeof(converted) - to_size);
    return true;
}

bool pay_qr_append_epc(const struct pay_qr_epc *epc, struct buffer *out_payload, struct error *err)
{
    char bic[16];
    char iban[48];
    char reference[48];
    char amount[32] = "";
    char set[2] = "1";
    size_t character_set;
    const char *version = pay_qr_has(epc->version) ? epc->version : VERSION_NEW;
    if (!pay_qr_pack("bic", epc->bic, bic, sizeof(bic), err) ||
        !pay_qr_pack("iban", epc->iban, iban, sizeof(iban), err) ||
        !pay_qr_pack("reference", epc->reference, reference, sizeof(reference), err) ||
        !check_account(version, bic, iban, err) || !check_words(epc, reference, err) ||
        !read_character_set(epc->character_set, &character_set, err)) {
        return false;
    }
    set[0] = (char)('1' + character_set);
    if (pay_qr_has(epc->amount)) {
        struct text_out out = text_out_begin(amount, sizeof(amount));
        text_out_format(&out, "EUR%s", epc->amount);
    }
    const char *lines[] = {"BCD", version, set, "SCT", bic, epc->name, iban, amount,
        pay_qr_text(epc->purpose), reference, pay_qr_text(epc->remittance),
        pay_qr_text(epc->information)};
    size_t count = ARRAY_LENGTH(lines);
    while (lines[count - 1][0] == '\0') {
        count--;
    }
    struct buffer payload = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(&payload, i > 0 ? "\n" : "");
        buffer_append_text(&payload, lines[i]);
    }
    bool is_done = convert(&payload, character_set, err);
    if (is_done && payload.size > PAY_QR_EPC_BYTES_MAX) {
        is_done = error_set(err, ERROR_LIMIT,
            "name, remittance and information are too long together: the code has %zu bytes, at "
            "most %d are allowed",
            payload.size, PAY_QR_EPC_BYTES_MAX);
    }
    if (is_done) {
        buffer_append(out_payload, payload.bytes, payload.size);
    }
    buffer_close(&payload);
    return is_done;
}
