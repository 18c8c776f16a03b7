#include "domain/pay_qr.h"

#include <string.h>
#include <utf8proc.h>

#include "base/error.h"
#include "domain/pay_qr_private.h"

/* --- characters ---------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_letter(char byte)
{
    return is_capital(byte) || (byte >= 'a' && byte <= 'z');
}

static bool is_all_digits(struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.bytes[i])) {
            return false;
        }
    }
    return text.size > 0;
}

bool pay_qr_is_alphanumeric(struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.bytes[i]) && !is_letter(text.bytes[i])) {
            return false;
        }
    }
    return text.size > 0;
}

bool pay_qr_is_digits(const char *text, size_t count_min, size_t count_max)
{
    struct text_view view = text_view_of(text);
    return is_all_digits(view) && view.size >= count_min && view.size <= count_max;
}

/* --- check digits -------------------------------------------------------------------------- */

/* ISO 7064 mod 97-10 of letters and digits, a letter being two digits from A = 10 on. */
static int mod97(struct text_view text, int remainder)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        int value = is_digit(byte) ? byte - '0' : byte - 'A' + 10;
        remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
    }
    return remainder;
}

/* Both an IBAN and a creditor reference are checked with their first four characters last. */
static bool is_checked(struct text_view text)
{
    struct text_view head = {text.bytes, 4};
    struct text_view rest = {text.bytes + 4, text.size - 4};
    return mod97(head, mod97(rest, 0)) == 1;
}

static bool has_shape(struct text_view text, size_t size_max)
{
    if (text.size < 5 || text.size > size_max || !is_capital(text.bytes[0]) ||
        !is_capital(text.bytes[1]) || !is_digit(text.bytes[2]) || !is_digit(text.bytes[3])) {
        return false;
    }
    for (size_t i = 4; i < text.size; i++) {
        if (!is_digit(text.bytes[i]) && !is_capital(text.bytes[i])) {
            return false;
        }
    }
    return true;
}

/* ISO 13616 lengths of the countries that take part in SEPA, and some of their neighbours. */
static const struct {
    char country[3];
    uint8_t size;
} IBAN_SIZES[] = {
    {"AD", 24},
    {"AL", 28},
    {"AT", 20},
    {"BA", 20},
    {"BE", 16},
    {"BG", 22},
    {"BR", 29},
    {"CH", 21},
    {"CY", 28},
    {"CZ", 24},
    {"DE", 22},
    {"DK", 18},
    {"EE", 20},
    {"ES", 24},
    {"FI", 18},
    {"FO", 18},
    {"FR", 27},
    {"GB", 22},
    {"GI", 23},
    {"GL", 18},
    {"GR", 27},
    {"HR", 21},
    {"HU", 28},
    {"IE", 22},
    {"IL", 23},
    {"IS", 26},
    {"IT", 27},
    {"LI", 21},
    {"LT", 20},
    {"LU", 20},
    {"LV", 21},
    {"MC", 27},
    {"MD", 24},
    {"ME", 22},
    {"MK", 19},
    {"MT", 31},
    {"NL", 18},
    {"NO", 15},
    {"PL", 28},
    {"PT", 25},
    {"RO", 24},
    {"RS", 22},
    {"SE", 24},
    {"SI", 19},
    {"SK", 24},
    {"SM", 27},
    {"TR", 26},
    {"UA", 29},
    {"VA", 22},
    {"XK", 20},
};

bool iban_is_valid(struct text_view iban)
{
    if (!has_shape(iban, 34)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(IBAN_SIZES); i++) {
        if (memcmp(IBAN_SIZES[i].country, iban.bytes, 2) == 0 && IBAN_SIZES[i].size != iban.size) {
            return false;
        }
    }
    return is_checked(iban);
}

bool iban_is_qr(struct text_view iban)
{
    if (iban.size != 21 || (memcmp(iban.bytes, "CH", 2) != 0 && memcmp(iban.bytes, "LI", 2) != 0)) {
        return false;
    }
    return iban.bytes[4] == '3' && (iban.bytes[5] == '0' || iban.bytes[5] == '1') &&
           is_all_digits((struct text_view){iban.bytes + 4, 5});
}

bool creditor_reference_is_valid(struct text_view reference)
{
    return has_shape(reference, 25) && memcmp(reference.bytes, "RF", 2) == 0 &&
           is_checked(reference);
}

void creditor_reference_make(struct text_view text, char out_reference[CREDITOR_REFERENCE_MAX])
{
    char body[22];
    struct text_out out = text_out_begin(body, sizeof(body));
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte >= 'a' && byte <= 'z') {
            byte = (char)(byte - 'a' + 'A');
        }
        if (is_digit(byte) || is_capital(byte)) {
            text_out_append_char(&out, byte);
        }
    }
    int remainder = mod97(text_view_of("RF00"), mod97(text_view_of(body), 0));
    struct text_out reference = text_out_begin(out_reference, CREDITOR_REFERENCE_MAX);
    text_out_format(&reference, "RF%02d%s", 98 - remainder, body);
}

/* The table of the recursive modulo 10: each digit chooses the next carry. */
static const uint8_t CARRIES[10] = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};

char qr_reference_check_digit(const char *digits, size_t count)
{
    int carry = 0;
    for (size_t i = 0; i < count; i++) {
        carry = CARRIES[(carry + digits[i] - '0') % 10];
    }
    return (char)('0' + (10 - carry) % 10);
}

bool qr_reference_is_valid(struct text_view reference)
{
    return reference.size == 27 && is_all_digits(reference) &&
           qr_reference_check_digit(reference.bytes, 26) == reference.bytes[26];
}

void qr_reference_make(struct text_view text, char out_reference[QR_REFERENCE_MAX])
{
    char digits[26];
    size_t at = sizeof(digits);
    memset(digits, '0', sizeof(digits));
    for (size_t i = text.size; i > 0 && at > 0; i--) {
        if (is_digit(text.bytes[i - 1])) {
            digits[--at] = text.bytes[i - 1];
        }
    }
    memcpy(out_reference, digits, sizeof(digits));
    out_reference[26] = qr_reference_check_digit(digits, sizeof(digits));
    out_reference[27] = '\0';
}

/* --- fields -------------------------------------------------------------------------------- */

bool pay_qr_has(const char *text)
{
    return text != NULL && text[0] != '\0';
}

const char *pay_qr_text(const char *text)
{
    return text != NULL ? text : "";
}

bool pay_qr_check_text(
    const char *field, const char *text, size_t characters_max, bool is_required, struct error *err)
{
    struct text_view view = text_view_of(pay_qr_text(text));
    if (is_required && text_view_trim(view).size == 0) {
        return error_set(err, ERROR_INVALID, "%s is missing", field);
    }
    if (!text_is_utf8(view.bytes, view.size, NULL) || text_view_has_control(view)) {
        return error_set(
            err, ERROR_INVALID, "%s has a line break or another control character", field);
    }
    size_t count = text_view_count_characters(view);
    if (count > characters_max) {
        return error_set(err, ERROR_LIMIT, "%s has %zu characters, at most %zu are allowed", field,
            count, characters_max);
    }
    return true;
}

bool pay_qr_check_amount(
    const char *field, const char *amount, int decimals_min, int decimals_max, struct error *err)
{
    struct text_view rest = text_view_of(pay_qr_text(amount));
    struct text_view whole;
    if (rest.size == 0) {
        return true;
    }
    bool has_mark = memchr(rest.bytes, '.', rest.size) != NULL;
    (void)text_view_split(&rest, '.', &whole);
    bool is_number = is_all_digits(whole) && (!has_mark || is_all_digits(rest));
    if (!is_number || (whole.size > 1 && whole.bytes[0] == '0')) {
        return error_set(err, ERROR_INVALID, "%s is no amount such as 12.30", field);
    }
    if ((int)rest.size < decimals_min || (int)rest.size > decimals_max) {
        return error_set(err, ERROR_INVALID, "%s has %zu decimals, %d to %d are allowed", field,
            rest.size, decimals_min, decimals_max);
    }
    if (whole.size > 9) {
        return error_set(err, ERROR_LIMIT, "%s is above 999999999.99", field);
    }
    if (strspn(amount, "0.") == strlen(amount)) {
        return error_set(err, ERROR_INVALID, "%s is not above 0", field);
    }
    return true;
}

bool pay_qr_pack(
    const char *field, const char *text, char *out_text, size_t capacity, struct error *err)
{
    struct text_out out = text_out_begin(out_text, capacity);
    for (const char *at = pay_qr_text(text); *at != '\0'; at++) {
        if (*at != ' ') {
            text_out_append_char(&out, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
        }
    }
    return !out.cut || error_set(err, ERROR_LIMIT, "%s is too long", field);
}

/* --- plain Latin --------------------------------------------------------------------------- */

/* Letters that Unicode does not take apart. */
static const struct {
    int32_t letter;
    const char *plain;
} PLAIN_LETTERS[] = {
    {0x00C6, "AE"}, /* Æ */
    {0x00D0, "D"},  /* Ð */
    {0x00D8, "O"},  /* Ø */
    {0x00DE, "TH"}, /* Þ */
    {0x00DF, "ss"}, /* ß */
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d"},  /* ð */
    {0x00F8, "o"},  /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0110, "D"},  /* Đ */
    {0x0111, "d"},  /* đ */
    {0x0131, "i"},  /* ı */
    {0x0141, "L"},  /* Ł */
    {0x0142, "l"},  /* ł */
    {0x0152, "OE"}, /* Œ */
    {0x0153, "oe"}, /* œ */
    {0x2013, "-"},  /* the dashes and the apostrophe of typesetters */
    {0x2014, "-"},
    {0x2019, "'"},
};

/* What stands for one letter, at most 3 bytes; "" if nothing does. */
static void plain_of(int32_t letter, char out_plain[4])
{
    out_plain[0] = '\0';
    if (letter >= 0x20 && letter < 0x7F) {
        out_plain[0] = (char)letter;
        out_plain[1] = '\0';
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(PLAIN_LETTERS); i++) {
        if (PLAIN_LETTERS[i].letter == letter) {
            (void)text_copy(out_plain, 4, PLAIN_LETTERS[i].plain);
        }
    }
}

/* Appends letters until `characters_max` are there. */
static void append_plain(const char *text, size_t characters_max, struct text_out *out)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);
    while (left > 0) {
        int32_t letter;
        utf8proc_ssize_t size = utf8proc_iterate(bytes, left, &letter);
        if (size <= 0) {
            return;
        }
        bytes += size;
        left -= size;
        int32_t letters[32]; /* no character comes apart into more than 18 */
        int boundary = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char(letter, letters, ARRAY_LENGTH(letters),
            UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, &boundary);
        for (utf8proc_ssize_t i = 0; i < count && i < (utf8proc_ssize_t)ARRAY_LENGTH(letters);
             i++) {
            char plain[4];
            plain_of(letters[i], plain);
            if (out->size + strlen(plain) > characters_max) {
                return;
            }
            text_out_append(out, plain);
        }
    }
}

void pay_qr_plain(const char *text, size_t characters_max, char *out_text, size_t capacity)
{
    struct text_out out = text_out_begin(out_text, capacity);
    append_plain(text, characters_max, &out);
    while (out.size > 0 && out_text[out.size - 1] == ' ') {
        out_text[--out.size] = '\0';
    }
}
