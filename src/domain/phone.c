#include "domain/phone.h"

#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "domain/phone_country.h"

#define DIGITS_BYTES 40
#define DIGITS_MIN 3 /* nobody's own number is shorter */

/* What was typed, without what only separates. */
struct dialled {
    char digits[DIGITS_BYTES];
    bool has_plus;
    bool is_too_long;
};

static enum phone_state answer(
    struct phone_check *check, enum phone_state state, enum phone_reason reason)
{
    check->state = state;
    check->reason = reason;
    return state;
}

/* The value of a decimal digit of the scripts that keyboards and badges have, or -1. */
static int digit_value(int32_t letter)
{
    static const int32_t ZEROS[] = {'0', 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10};
    for (size_t i = 0; i < ARRAY_LENGTH(ZEROS); i++) {
        if (letter >= ZEROS[i] && letter <= ZEROS[i] + 9) {
            return (int)(letter - ZEROS[i]);
        }
    }
    return -1;
}

/* Dashes, spaces, brackets and marks of direction. */
static bool is_separator(int32_t letter)
{
    return (letter > 0 && letter < 0x80 && strchr(" \t-.()/", (int)letter) != NULL) ||
           letter == 0xA0 || letter == 0x202F || (letter >= 0x2010 && letter <= 0x2015) ||
           (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) ||
           (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFF0D;
}

/* Cuts "ext. 12", "x12", ";ext=12" and "#12" off. */
static struct text_view without_extension(struct text_view text)
{
    for (size_t i = 1; i < text.size; i++) {
        char byte = text.bytes[i];
        bool is_start = byte == ';' || byte == '#' || byte == 'x' || byte == 'X' ||
                        ((byte == 'e' || byte == 'E') && i + 2 < text.size &&
                            strncasecmp(text.bytes + i, "ext", 3) == 0);
        if (is_start) {
            return (struct text_view){text.bytes, i};
        }
    }
    return text;
}

/* Returns false if a letter is in it. */
static bool read_digits(struct text_view text, struct dialled *out)
{
    size_t count = 0;
    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < text.size;) {
        int32_t letter;
        utf8proc_ssize_t size = utf8proc_iterate(
            (const utf8proc_uint8_t *)text.bytes + i, (utf8proc_ssize_t)(text.size - i), &letter);
        if (size <= 0) {
            return false;
        }
        int digit = digit_value(letter);
        if (digit >= 0 && count + 1 < sizeof(out->digits)) {
            out->digits[count++] = (char)('0' + digit);
        } else if (digit >= 0) {
            out->is_too_long = true;
        } else if ((letter == '+' || letter == 0xFF0B) && count == 0 && !out->has_plus) {
            out->has_plus = true;
        } else if (!is_separator(letter)) {
            return false;
        }
        i += (size_t)size;
    }
    return true;
}

/* "+49 (0) 151": the zero in brackets is dialled inside the country only. */
static bool has_bracketed_zero(struct text_view text)
{
    for (size_t i = 0; i + 3 <= text.size; i++) {
        if (memcmp(text.bytes + i, "(0)", 3) == 0) {
            return true;
        }
    }
    return false;
}

/* What is dialled before a foreign number: "00" nearly everywhere, "011" in North America. */
static size_t foreign_prefix_size(const char *digits, const struct phone_country *home)
{
    if (home != NULL && strcmp(home->code, "1") == 0) {
        return strncmp(digits, "011", 3) == 0 ? 3 : 0;
    }
    if (home != NULL && (strcmp(home->code, "7") == 0 || strcmp(home->code, "375") == 0)) {
        return strncmp(digits, "810", 3) == 0 ? 3 : 0;
    }
    if (home != NULL && strcmp(home->code, "61") == 0 && strncmp(digits, "0011", 4) == 0) {
        return 4;
    }
    return strncmp(digits, "00", 2) == 0 ? 2 : 0;
}

static bool fits(const struct phone_country *country, size_t size)
{
    return size >= country->size_min && size <= country->size_max;
}

/* The trunk digit goes, unless the number has its right size only with it. */
static const char *without_trunk(const char *national, const struct phone_country *country)
{
    size_t trunk_size = strlen(country->trunk);
    size_t size = strlen(national);
    bool has_trunk = trunk_size > 0 && strncmp(national, country->trunk, trunk_size) == 0;
    bool is_zero = country->trunk[0] == '0'; /* no number of such a country begins with it */
    if (has_trunk && size > trunk_size && (is_zero || !fits(country, size))) {
        national += trunk_size;
    }
    return is_zero ? national + strspn(national, "0") : national;
}

/* `national` is what stands behind the calling code. */
static enum phone_state conclude(
    const char *national, const struct phone_country *country, struct phone_check *check)
{
    size_t size = strlen(national);
    if (size < DIGITS_MIN) {
        return answer(check, PHONE_WRONG, PHONE_REASON_TOO_SHORT);
    }
    if (strlen(country->code) + size > PHONE_DIGITS_MAX) {
        return answer(check, PHONE_WRONG, PHONE_REASON_TOO_LONG);
    }
    struct text_out e164 = text_out_begin(check->e164, sizeof(check->e164));
    text_out_append_char(&e164, '+');
    text_out_append(&e164, country->code);
    text_out_append(&e164, national);
    text_copy(check->country, sizeof(check->country), country->country);
    if (size < country->size_min) {
        return answer(check, PHONE_DOUBTFUL, PHONE_REASON_TOO_SHORT);
    }
    if (size > country->size_max) {
        return answer(check, PHONE_DOUBTFUL, PHONE_REASON_TOO_LONG);
    }
    return answer(check, PHONE_OK, PHONE_REASON_NONE);
}

static enum phone_state check_foreign(
    const char *digits, bool has_bracketed, struct phone_check *check)
{
    const struct phone_country *country = phone_country_of_digits(digits);
    if (digits[0] == '\0') {
        return answer(check, PHONE_WRONG, PHONE_REASON_TOO_SHORT);
    }
    if (country == NULL) {
        return answer(check, PHONE_WRONG, PHONE_REASON_COUNTRY);
    }
    const char *national = digits + strlen(country->code);
    bool has_none = country->trunk[0] == '0'; /* its numbers never begin with a zero */
    if (has_none || (has_bracketed && !fits(country, strlen(national)))) {
        national += strspn(national, "0");
    }
    return conclude(national, country, check);
}

enum phone_state phone_check(
    struct text_view typed, const char *country, struct phone_check *out_check)
{
    struct dialled dialled;
    memset(out_check, 0, sizeof(*out_check));
    struct text_view text = text_view_trim(typed);
    if (text.size >= 4 && strncasecmp(text.bytes, "tel:", 4) == 0) {
        text = (struct text_view){text.bytes + 4, text.size - 4};
    }
    if (text.size == 0) {
        return answer(out_check, PHONE_WRONG, PHONE_REASON_EMPTY);
    }
    if (!read_digits(without_extension(text), &dialled)) {
        memory_wipe(&dialled, sizeof(dialled));
        return answer(out_check, PHONE_WRONG, PHONE_REASON_CHARACTER);
    }
    const struct phone_country *home = phone_country_find(country);
    size_t prefix = dialled.has_plus ? 0 : foreign_prefix_size(dialled.digits, home);
    if (dialled.is_too_long) {
        answer(out_check, PHONE_WRONG, PHONE_REASON_TOO_LONG);
    } else if (dialled.has_plus || prefix > 0) {
        check_foreign(dialled.digits + prefix, has_bracketed_zero(text), out_check);
    } else if (home == NULL) {
        answer(out_check, PHONE_WRONG, PHONE_REASON_COUNTRY);
    } else {
        conclude(without_trunk(dialled.digits, home), home, out_check);
    }
    memory_wipe(&dialled, sizeof(dialled));
    return out_check->state;
}

bool phone_normalise(struct text_view typed, const char *country, char out_e164[PHONE_E164_BYTES])
{
    struct phone_check check;
    bool is_number = phone_check(typed, country, &check) != PHONE_WRONG;
    if (is_number) {
        memcpy(out_e164, check.e164, sizeof(check.e164));
    }
    memory_wipe(&check, sizeof(check));
    return is_number;
}

const char *phone_calling_code(const char *country)
{
    const struct phone_country *row = phone_country_find(country);
    return row != NULL ? row->code : NULL;
}
