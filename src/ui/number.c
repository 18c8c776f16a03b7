#include "ui/number.h"

#include "base/compiler.h"
#include "base/text.h"

static int64_t power_of_ten(int exponent)
{
    ASSERT(exponent >= 0 && exponent <= 12);
    int64_t power = 1;
    for (; exponent > 0; exponent--) {
        power *= 10;
    }
    return power;
}

struct number_entry number_money(int64_t value_minor, int decimals, int64_t value_max)
{
    return (struct number_entry){NUMBER_MONEY, decimals, 0, value_minor, value_max, true, -1};
}

struct number_entry number_point(int64_t value, int scale, int decimals, int64_t value_max)
{
    ASSERT(decimals <= scale);
    return (struct number_entry){NUMBER_POINT, decimals, scale, value, value_max, true, -1};
}

void number_set(struct number_entry *entry, int64_t value)
{
    entry->value = value;
    entry->is_fresh = true;
    entry->point_digits = -1;
}

/* Takes a value if it is within the limit. */
static bool take(struct number_entry *entry, int64_t value)
{
    if (value < 0 || value > entry->value_max) {
        return false;
    }
    entry->value = value;
    return true;
}

/* value * factor + more, or -1 where that leaves the limit: no product can overflow. */
static int64_t grown(const struct number_entry *entry, int64_t value, int64_t factor, int64_t more)
{
    if (value > (entry->value_max - more) / factor) {
        return -1;
    }
    return value * factor + more;
}

static bool point_digit(struct number_entry *entry, int64_t value, int point_digits, int digit)
{
    if (point_digits < 0) {
        return take(entry, grown(entry, value, 10, digit * power_of_ten(entry->scale)));
    }
    if (point_digits == entry->decimals) {
        return false;
    }
    int64_t unit = power_of_ten(entry->scale - point_digits - 1);
    if (!take(entry, value + digit * unit)) {
        return false;
    }
    entry->point_digits = point_digits + 1;
    return true;
}

bool number_digit(struct number_entry *entry, int digit)
{
    ASSERT(digit >= 0 && digit <= 9);
    int64_t value = entry->is_fresh ? 0 : entry->value;
    bool is_taken = entry->kind == NUMBER_MONEY
                        ? take(entry, grown(entry, value, 10, digit))
                        : point_digit(entry, value, entry->point_digits, digit);
    entry->is_fresh &= !is_taken;
    return is_taken;
}

bool number_extra(struct number_entry *entry)
{
    if (entry->decimals == 0) {
        return false;
    }
    int64_t value = entry->is_fresh ? 0 : entry->value;
    if (entry->kind == NUMBER_MONEY) {
        if (!take(entry, grown(entry, value, power_of_ten(entry->decimals), 0))) {
            return false;
        }
    } else {
        if (entry->point_digits >= 0) {
            return false;
        }
        entry->value = value;
        entry->point_digits = 0;
    }
    entry->is_fresh = false;
    return true;
}

/* Digits after the sign that are not needless zeros. */
static int needed_digits(const struct number_entry *entry)
{
    int digits = entry->scale;
    int64_t value = entry->value;
    while (digits > 0 && value % 10 == 0) {
        value /= 10;
        digits--;
    }
    return digits;
}

bool number_backspace(struct number_entry *entry)
{
    if (entry->kind == NUMBER_MONEY) {
        entry->is_fresh = false;
        entry->value /= 10;
        return true;
    }
    if (entry->is_fresh) {
        int digits = needed_digits(entry);
        entry->point_digits = digits > 0 ? digits : -1;
        entry->is_fresh = false;
    }
    if (entry->point_digits < 0) {
        int64_t one = power_of_ten(entry->scale);
        entry->value = entry->value / one / 10 * one;
        return true;
    }
    if (entry->point_digits > 0) {
        int64_t unit = power_of_ten(entry->scale - entry->point_digits + 1);
        entry->value -= entry->value % unit;
    }
    entry->point_digits--;
    return true;
}

bool number_press(struct number_entry *entry, struct ui_keypad_press press)
{
    switch (press.key) {
    case UI_KEYPAD_DIGIT:
        return number_digit(entry, press.digit);
    case UI_KEYPAD_EXTRA:
        return number_extra(entry);
    case UI_KEYPAD_BACKSPACE:
        return number_backspace(entry);
    case UI_KEYPAD_NONE:
    case UI_KEYPAD_OK:
        return false;
    }
    return false;
}

const char *number_extra_label(const struct number_entry *entry, const char *decimal_sign)
{
    if (entry->decimals == 0) {
        return NULL;
    }
    if (entry->kind == NUMBER_POINT) {
        return decimal_sign;
    }
    return entry->decimals == 3 ? "000" : "00";
}

void number_text(
    const struct number_entry *entry, const char *decimal_sign, char *out, size_t capacity)
{
    int64_t one = power_of_ten(entry->scale);
    struct text_out text = text_out_begin(out, capacity);
    text_out_format(&text, "%lld", (long long)(entry->value / one));
    int digits = entry->is_fresh ? needed_digits(entry) : entry->point_digits;
    if (digits > 0 || (digits == 0 && !entry->is_fresh)) {
        text_out_append(&text, decimal_sign);
    }
    for (int i = 1; i <= digits; i++) {
        int64_t digit = entry->value / power_of_ten(entry->scale - i) % 10;
        text_out_append_char(&text, (char)('0' + digit));
    }
}
