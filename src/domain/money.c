#include "domain/money.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "domain/locale.h"
#include "domain/share.h"

static_assert(MONEY_MINOR_MAX <= INT64_MAX / 4000, "a thousand amounts and their parts fit");

/* Sorted by code. Notes and coins are those that a drawer holds; rare ones (2000 yen, 2 dollars)
 * and those being withdrawn stand apart, for nobody should be told to hand them back. Cash steps
 * follow the smallest coin in use; where a country rounds more coarsely than its currency, that
 * stands in country.c. */
static const struct currency CURRENCIES[] = {
    {.code = "AED",
        .exponent = 2,
        .symbol = "AED",
        .symbol_after = true,
        .cash_step_minor = 25,
        .notes_minor = {100000, 50000, 20000, 10000, 5000, 2000, 1000, 500},
        .coins_minor = {100, 50, 25},
        .rare_minor = {10, 5, 1}},
    {.code = "AUD",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 5,
        .notes_minor = {10000, 5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 50, 20, 10, 5}},
    {.code = "BRL",
        .exponent = 2,
        .symbol = "R$\xC2\xA0",
        .cash_step_minor = 1,
        .notes_minor = {20000, 10000, 5000, 2000, 1000, 500, 200},
        .coins_minor = {100, 50, 25, 10, 5, 1}},
    {.code = "CAD",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 5,
        .notes_minor = {10000, 5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 25, 10, 5},
        .rare_minor = {50}},
    {.code = "CHF",
        .exponent = 2,
        .symbol = "CHF\xC2\xA0",
        .cash_step_minor = 5,
        .notes_minor = {20000, 10000, 5000, 2000, 1000},
        .coins_minor = {500, 200, 100, 50, 20, 10, 5},
        .rare_minor = {100000}},
    {.code = "CZK",
        .exponent = 2,
        .symbol = "Kč",
        .symbol_after = true,
        .cash_step_minor = 100,
        .notes_minor = {500000, 200000, 100000, 50000, 20000, 10000},
        .coins_minor = {5000, 2000, 1000, 500, 200, 100}},
    {.code = "DKK",
        .exponent = 2,
        .symbol = "kr",
        .symbol_after = true,
        .cash_step_minor = 50,
        .notes_minor = {50000, 20000, 10000, 5000},
        .coins_minor = {2000, 1000, 500, 200, 100, 50}},
    {.code = "EGP",
        .exponent = 2,
        .symbol = "E£",
        .cash_step_minor = 25,
        .notes_minor = {20000, 10000, 5000, 2000, 1000, 500},
        .coins_minor = {100, 50, 25},
        .rare_minor = {10, 5}},
    {.code = "EUR",
        .exponent = 2,
        .symbol = "€",
        .cash_step_minor = 1,
        .notes_minor = {20000, 10000, 5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 50, 20, 10, 5, 2, 1},
        .rare_minor = {50000}},
    {.code = "GBP",
        .exponent = 2,
        .symbol = "£",
        .cash_step_minor = 1,
        .notes_minor = {5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 50, 20, 10, 5, 2, 1}},
    {.code = "HUF",
        .exponent = 2,
        .symbol = "Ft",
        .symbol_after = true,
        .cash_step_minor = 500,
        .notes_minor = {2000000, 1000000, 500000, 200000, 100000, 50000},
        .coins_minor = {20000, 10000, 5000, 2000, 1000, 500}},
    {.code = "INR",
        .exponent = 2,
        .symbol = "₹",
        .cash_step_minor = 100,
        .notes_minor = {50000, 20000, 10000, 5000, 2000, 1000},
        .coins_minor = {500, 200, 100},
        .rare_minor = {200000, 50}},
    {.code = "JPY",
        .exponent = 0,
        .symbol = "¥",
        .cash_step_minor = 1,
        .notes_minor = {10000, 5000, 1000},
        .coins_minor = {500, 100, 50, 10, 5, 1},
        .rare_minor = {2000}},
    {.code = "KWD",
        .exponent = 3,
        .symbol = "KD",
        .symbol_after = true,
        .cash_step_minor = 5,
        .notes_minor = {20000, 10000, 5000, 1000, 500, 250},
        .coins_minor = {100, 50, 20, 10, 5}},
    {.code = "MAD",
        .exponent = 2,
        .symbol = "DH",
        .symbol_after = true,
        .cash_step_minor = 10,
        .notes_minor = {20000, 10000, 5000, 2000},
        .coins_minor = {1000, 500, 200, 100, 50, 20, 10},
        .rare_minor = {5, 1}},
    {.code = "MXN",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 10,
        .notes_minor = {100000, 50000, 20000, 10000, 5000, 2000},
        .coins_minor = {1000, 500, 200, 100, 50, 20, 10},
        .rare_minor = {5}},
    {.code = "NOK",
        .exponent = 2,
        .symbol = "kr",
        .symbol_after = true,
        .cash_step_minor = 100,
        .notes_minor = {100000, 50000, 20000, 10000, 5000},
        .coins_minor = {2000, 1000, 500, 100}},
    {.code = "NZD",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 10,
        .notes_minor = {10000, 5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 50, 20, 10}},
    {.code = "PLN",
        .exponent = 2,
        .symbol = "zł",
        .symbol_after = true,
        .cash_step_minor = 1,
        .notes_minor = {50000, 20000, 10000, 5000, 2000, 1000},
        .coins_minor = {500, 200, 100, 50, 20, 10, 5, 2, 1}},
    {.code = "SAR",
        .exponent = 2,
        .symbol = "SAR",
        .symbol_after = true,
        .cash_step_minor = 1,
        .notes_minor = {50000, 20000, 10000, 5000, 2000, 1000, 500},
        .coins_minor = {200, 100, 50, 25, 10, 5, 1}},
    {.code = "SEK",
        .exponent = 2,
        .symbol = "kr",
        .symbol_after = true,
        .cash_step_minor = 100,
        .notes_minor = {100000, 50000, 20000, 10000, 5000, 2000},
        .coins_minor = {1000, 500, 200, 100}},
    {.code = "SGD",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 5,
        .notes_minor = {10000, 5000, 1000, 500, 200},
        .coins_minor = {100, 50, 20, 10, 5},
        .rare_minor = {100000}},
    {.code = "TRY",
        .exponent = 2,
        .symbol = "₺",
        .cash_step_minor = 1,
        .notes_minor = {20000, 10000, 5000, 2000, 1000, 500},
        .coins_minor = {100, 50, 25, 10, 5, 1}},
    {.code = "USD",
        .exponent = 2,
        .symbol = "$",
        .cash_step_minor = 1,
        .notes_minor = {10000, 5000, 2000, 1000, 500, 100},
        .coins_minor = {25, 10, 5, 1},
        .rare_minor = {200, 50}},
    {.code = "ZAR",
        .exponent = 2,
        .symbol = "R",
        .cash_step_minor = 10,
        .notes_minor = {20000, 10000, 5000, 2000, 1000},
        .coins_minor = {500, 200, 100, 50, 20, 10},
        .rare_minor = {5}},
};

const struct currency *currency_find(const char *code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(CURRENCIES); i++) {
        if (strcmp(CURRENCIES[i].code, code) == 0) {
            return &CURRENCIES[i];
        }
    }
    return NULL;
}

size_t currency_count(void)
{
    return ARRAY_LENGTH(CURRENCIES);
}

const struct currency *currency_at(size_t index)
{
    ASSERT(index < ARRAY_LENGTH(CURRENCIES));
    return &CURRENCIES[index];
}

/* Puts a value into its place among those before it, which fall; one that is there stays one. */
static void place_piece(
    struct currency_piece *pieces, size_t *count, const struct currency_piece *piece)
{
    size_t at = *count;
    for (size_t i = 0; i < *count; i++) {
        if (pieces[i].value_minor == piece->value_minor) {
            return;
        }
    }
    while (at > 0 && pieces[at - 1].value_minor < piece->value_minor) {
        pieces[at] = pieces[at - 1];
        at--;
    }
    pieces[at] = *piece;
    ++*count;
}

/* The smallest of a list that 0 or its end ends. */
static int64_t least_of(const int64_t *values, size_t values_max)
{
    int64_t least = values[0];
    for (size_t i = 1; i < values_max && values[i] > 0; i++) {
        least = values[i];
    }
    return least;
}

size_t currency_pieces(
    const struct currency *currency, struct currency_piece out_pieces[CURRENCY_ALL_PIECES_MAX])
{
    size_t count = 0;
    int64_t least_note = least_of(currency->notes_minor, CURRENCY_PIECES_MAX);
    for (size_t i = 0; i < CURRENCY_PIECES_MAX && currency->notes_minor[i] > 0; i++) {
        place_piece(out_pieces, &count,
            &(struct currency_piece){.value_minor = currency->notes_minor[i], .is_note = true});
    }
    for (size_t i = 0; i < CURRENCY_PIECES_MAX && currency->coins_minor[i] > 0; i++) {
        place_piece(
            out_pieces, &count, &(struct currency_piece){.value_minor = currency->coins_minor[i]});
    }
    for (size_t i = 0; i < CURRENCY_RARE_MAX && currency->rare_minor[i] > 0; i++) {
        int64_t value = currency->rare_minor[i];
        place_piece(out_pieces, &count,
            &(struct currency_piece){
                .value_minor = value, .is_note = value > least_note, .is_rare = true});
    }
    return count;
}

static bool is_in_range(int128 minor)
{
    return minor >= -MONEY_MINOR_MAX && minor <= MONEY_MINOR_MAX;
}

bool money_add(int64_t a_minor, int64_t b_minor, int64_t *out_minor)
{
    int128 sum = (int128)a_minor + b_minor;
    if (!is_in_range(sum)) {
        return false;
    }
    *out_minor = (int64_t)sum;
    return true;
}

bool money_divide(int128 numerator, int128 denominator, enum money_half half, int64_t *out_minor)
{
    ASSERT(denominator > 0);
    /* C truncates towards zero; the remainder has the numerator's sign. */
    int128 quotient = numerator / denominator;
    int128 remainder = numerator % denominator;
    int step = numerator < 0 ? -1 : 1;
    int128 size = remainder < 0 ? -remainder : remainder;
    int128 rest = denominator - size; /* compared instead of doubling, which could overflow */
    if (size > rest || (size == rest && (half == MONEY_HALF_AWAY || quotient % 2 != 0))) {
        quotient += step;
    }
    if (!is_in_range(quotient)) {
        return false;
    }
    *out_minor = (int64_t)quotient;
    return true;
}

bool money_times_quantity(
    int64_t unit_price_minor, int64_t quantity_milli, enum money_half half, int64_t *out_minor)
{
    return money_divide((int128)unit_price_minor * quantity_milli, 1000, half, out_minor);
}

/* total x weight / sum, rounded down, and what is left of it. Nearly all products fit in 64 bits,
 * where a division takes a tenth of the time. */
static int64_t split(int64_t total, int64_t weight, int64_t sum, uint64_t *out_remainder)
{
    int64_t product;
    if (!__builtin_mul_overflow(total, weight, &product)) {
        *out_remainder = (uint64_t)(product % sum);
        return product / sum;
    }
    int128 large = (int128)total * weight;
    *out_remainder = (uint64_t)(large % sum);
    return (int64_t)(large / sum);
}

bool money_share(
    int64_t total_minor, const int64_t *weights, size_t count, int64_t *out_parts_minor)
{
    ASSERT(count <= SHARE_PARTS_MAX);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        ASSERT(weights[i] >= 0 && weights[i] <= MONEY_SHARE_MAX - sum);
        sum += weights[i];
        out_parts_minor[i] = 0;
    }
    if (sum == 0) {
        return false;
    }
    ASSERT(total_minor >= -MONEY_SHARE_MAX && total_minor <= MONEY_SHARE_MAX);
    int64_t unit = total_minor < 0 ? -1 : 1;
    int64_t left = total_minor * unit;
    uint64_t remainders[SHARE_PARTS_MAX];
    int64_t total = left;
    for (size_t i = 0; i < count; i++) {
        int64_t part = split(total, weights[i], sum, &remainders[i]);
        out_parts_minor[i] = part * unit;
        left -= part;
    }
    share_hand_out_rest(remainders, count, (uint64_t)left, unit, out_parts_minor);
    return true;
}

bool money_parse_marked(struct text_view text, const struct currency *currency, char mark,
    int64_t *out_minor, struct error *err)
{
    int64_t minor;
    if (!decimal_parse(text, currency->exponent, mark, &minor, err)) {
        return false;
    }
    if (!is_in_range(minor)) {
        return error_set(err, ERROR_LIMIT, "'%.*s' is too large an amount",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_minor = minor;
    return true;
}

bool money_parse(
    struct text_view text, const struct currency *currency, int64_t *out_minor, struct error *err)
{
    return money_parse_marked(text, currency, '.', out_minor, err);
}

const char *money_print(
    int64_t minor, const struct currency *currency, char out_text[MONEY_TEXT_MAX])
{
    static_assert(DECIMAL_TEXT_MAX <= MONEY_TEXT_MAX, "plain money fits");
    return decimal_print(minor, currency->exponent, out_text);
}

const char *money_print_style(
    int64_t minor, const struct currency *currency, unsigned style, char out_text[MONEY_TEXT_MAX])
{
    return locale_print_money(locale_default(), minor, currency, style, out_text);
}
