#ifndef TILLTALE_UI_NUMBER_H
#define TILLTALE_UI_NUMBER_H

/* Number entry: what the keys of a keypad do to a number. Pure; the caller shows it.
 *
 * Money fills from the right: 2 0 6 is 2.06, and "00" ("000" for three decimals, none for no
 * decimals) multiplies. Other numbers have a decimal sign that is typed. The first key replaces
 * what was there, the rest append. A key that would pass the limit or has no place does
 * nothing. Values are not negative. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/ui.h"

enum number_kind {
    NUMBER_MONEY, /* minor units */
    NUMBER_POINT  /* `decimals` places after the sign may be typed */
};

struct number_entry {
    enum number_kind kind;
    int decimals;  /* money: of the currency; else how many may be typed */
    int scale;     /* NUMBER_POINT: `value` counts 1/10^scale; at least `decimals` */
    int64_t value; /* minor units, thousandths, parts per million ... */
    int64_t value_max;
    bool is_fresh;    /* the next digit replaces */
    int point_digits; /* typed after the sign; -1: the sign was not typed */
};

/* Begins with a value that the first digit replaces. */
struct number_entry number_money(int64_t value_minor, int decimals, int64_t value_max);
struct number_entry number_point(int64_t value, int scale, int decimals, int64_t value_max);

/* Puts another value there, as a suggestion does: the next digit replaces it. */
void number_set(struct number_entry *entry, int64_t value);

/* Each returns true if the number changed. */
bool number_digit(struct number_entry *entry, int digit);
bool number_extra(struct number_entry *entry);
bool number_backspace(struct number_entry *entry);

/* What a press on the keypad does; true if the number changed. OK changes nothing. */
bool number_press(struct number_entry *entry, struct ui_keypad_press press);

/* The word of the lower left key: "00", "000", the decimal sign, or NULL for no key. */
const char *number_extra_label(const struct number_entry *entry, const char *decimal_sign);

/* NUMBER_POINT as it was typed: "0." and "0.40" while they are; without needless zeros before
 * the first key. Money is written by whoever knows the currency. */
void number_text(
    const struct number_entry *entry, const char *decimal_sign, char *out, size_t capacity);

#endif
