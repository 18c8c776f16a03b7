#include "base/decimal.h"

#include <string.h>

#include "base/error.h"

#define DIGITS_MAX 18

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* How much of a bad input a message shows. */
static int shown_size(struct text_view text)
{
    return text.size > 40 ? 40 : (int)text.size;
}

static bool refuse(struct text_view text, const char *why, struct error *err)
{
    return error_set(err, ERROR_INVALID, "'%.*s' %s", shown_size(text), text.bytes, why);
}

/* Appends digits from *at on to *value. Returns how many there were, or -1 if they are too many
 * to hold. */
static int read_digits(struct text_view text, size_t *at, int64_t *value)
{
    int count = 0;
    while (*at < text.size && is_digit(text.bytes[*at])) {
        if (*value >= INT64_C(100000000000000000)) { /* 10^17: one more digit is the 19th */
            return -1;
        }
        *value = *value * 10 + (text.bytes[*at] - '0');
        (*at)++;
        count++;
    }
    return count;
}

static bool refuse_decimals(
    struct text_view text, int decimals, int decimals_max, struct error *err)
{
    if (decimals_max == 0) {
        return refuse(text, "has decimals, and none are allowed", err);
    }
    return error_set(err, ERROR_INVALID, "'%.*s' has %d decimals, at most %d are allowed",
        shown_size(text), text.bytes, decimals, decimals_max);
}

bool decimal_parse(
    struct text_view text, int decimals, char mark, int64_t *out_value, struct error *err)
{
    ASSERT(decimals >= 0 && decimals <= DECIMAL_DECIMALS_MAX);
    text = text_view_trim(text);
    if (text.size == 0) {
        return error_set(err, ERROR_INVALID, "a number is missing");
    }
    bool is_negative = text.bytes[0] == '-';
    size_t at = is_negative ? 1 : 0;
    int64_t value = 0;
    int whole = read_digits(text, &at, &value);
    int fraction = 0;
    if (whole > 0 && at < text.size && text.bytes[at] == mark) {
        at++;
        fraction = read_digits(text, &at, &value);
        if (fraction == 0) {
            whole = 0; /* "3." is as little a number as ".3" */
        }
    }
    if (whole < 0 || fraction < 0) {
        return error_set(
            err, ERROR_LIMIT, "'%.*s' is too large a number", shown_size(text), text.bytes);
    }
    if (whole == 0 || at < text.size) {
        return refuse(text, "is not a number", err);
    }
    if (fraction > decimals) {
        return refuse_decimals(text, fraction, decimals, err);
    }
    for (int i = fraction; i < decimals; i++) {
        if (value >= INT64_C(100000000000000000)) {
            return error_set(
                err, ERROR_LIMIT, "'%.*s' is too large a number", shown_size(text), text.bytes);
        }
        value *= 10;
    }
    *out_value = is_negative ? -value : value;
    return true;
}

size_t decimal_print_marked(int64_t value, int decimals, char mark, char out_text[DECIMAL_TEXT_MAX])
{
    ASSERT(decimals >= 0 && decimals <= DECIMAL_DECIMALS_MAX);
    char text[DECIMAL_TEXT_MAX]; /* filled from its end */
    size_t at = sizeof(text);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    for (int place = 0; place < decimals; place++) {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (decimals > 0) {
        text[--at] = mark;
    }
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        text[--at] = '-';
    }
    size_t size = sizeof(text) - at;
    memcpy(out_text, text + at, size);
    out_text[size] = '\0';
    return size;
}

const char *decimal_print(int64_t value, int decimals, char out_text[DECIMAL_TEXT_MAX])
{
    (void)decimal_print_marked(value, decimals, '.', out_text);
    return out_text;
}

const char *decimal_print_short(int64_t value, int decimals, char out_text[DECIMAL_TEXT_MAX])
{
    decimal_print(value, decimals, out_text);
    size_t size = strlen(out_text);
    if (decimals > 0) {
        while (out_text[size - 1] == '0') {
            size--;
        }
        if (out_text[size - 1] == '.') {
            size--;
        }
        out_text[size] = '\0';
    }
    return out_text;
}
