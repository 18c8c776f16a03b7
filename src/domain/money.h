#ifndef TILLTALE_DOMAIN_MONEY_H
#define TILLTALE_DOMAIN_MONEY_H

/* Money: exact amounts in the minor unit of one currency, and the currencies that we know.
 *
 * An amount is an int64_t whose name ends in _minor: cents for EUR, yen for JPY, fils for KWD. A
 * ticket, a sale and a shop have one currency each, so amounts carry none of their own. Sums and
 * products are exact: products are formed in 128 bits and divided once; what leaves the range is
 * refused, never wrapped. No floating point enters this module. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

/* Amounts of one line, ticket or payment: far above any till, and low enough that a thousand of
 * them can be summed in 64 bits without looking (static_assert in money.c). */
#define MONEY_MINOR_MAX INT64_C(1000000000000000)

#define MONEY_SHARE_MAX (1000 * MONEY_MINOR_MAX) /* a sum of a thousand amounts */

#define CURRENCY_PIECES_MAX 12
#define CURRENCY_RARE_MAX 4

/* One row of the table of currencies. Rows are constants; pointers to them live for ever. */
struct currency {
    char code[4];      /* ISO 4217, "EUR" */
    uint8_t exponent;  /* ISO 4217: decimals of the minor unit, 0, 2 or 3 */
    bool symbol_after; /* "22.06 kr" instead of "€22.06"; a space stands between */
    const char *symbol;
    int64_t cash_step_minor; /* smallest sum that can be paid in coins, e.g. 5 for CHF */
    /* What a drawer holds, largest first, 0 after the last. */
    int64_t notes_minor[CURRENCY_PIECES_MAX];
    int64_t coins_minor[CURRENCY_PIECES_MAX];
    /* Valid, and seldom in a drawer: 500 euros, 2 dollars. Counted where the shop asks for it,
     * never handed back. Likewise 0 after the last. */
    int64_t rare_minor[CURRENCY_RARE_MAX];
};

/* The currency of an ISO 4217 code in capitals, or NULL if the table does not have it. */
const struct currency *currency_find(const char *code);

/* The table itself, sorted by code: index from 0 to currency_count() - 1. */
size_t currency_count(void);
const struct currency *currency_at(size_t index);

/* A note or a coin, as a drawer is counted. */
struct currency_piece {
    int64_t value_minor;
    bool is_note;
    bool is_rare;
};

#define CURRENCY_ALL_PIECES_MAX (2 * CURRENCY_PIECES_MAX + CURRENCY_RARE_MAX)

/* All of a currency's notes and coins, largest first, each value once: where a note and a coin
 * say the same they are counted together. Returns how many. */
size_t currency_pieces(
    const struct currency *currency, struct currency_piece out_pieces[CURRENCY_ALL_PIECES_MAX]);

/* Which way an exact half goes when an amount is rounded; a setting of the shop. */
enum money_half {
    MONEY_HALF_AWAY, /* away from zero: 0.5 -> 1, -0.5 -> -1 */
    MONEY_HALF_EVEN, /* to the even neighbour: 0.5 -> 0, 1.5 -> 2 */
};

/* Return false if the result would leave +-MONEY_MINOR_MAX; *out_minor is then untouched. */
MUST_CHECK bool money_add(int64_t a_minor, int64_t b_minor, int64_t *out_minor);
MUST_CHECK bool money_divide(
    int128 numerator, int128 denominator, enum money_half half, int64_t *out_minor);

/* unit price x quantity (thousandths), rounded once to a minor unit. Returns false if the result
 * leaves the range. */
MUST_CHECK bool money_times_quantity(
    int64_t unit_price_minor, int64_t quantity_milli, enum money_half half, int64_t *out_minor);

/* Shares `total_minor` over `count` weights by largest remainder: each part is its exact share
 * rounded down, and the units that are left go one each to the largest remainders, the first of
 * equals first. So the parts add up to the total exactly. Weights are not negative; a part of
 * weight 0 gets nothing. If all weights are 0 every part is 0: then nothing could be shared, and
 * the function returns false. |total| and the sum of the weights stay within MONEY_SHARE_MAX,
 * `count` within SHARE_PARTS_MAX (share.h). */
MUST_CHECK bool money_share(
    int64_t total_minor, const int64_t *weights, size_t count, int64_t *out_parts_minor);

/* Reads "30.00", "30", "-3.5": at most as many decimals as the currency has.
 * Errors: as decimal_parse(); ERROR_LIMIT also beyond +-MONEY_MINOR_MAX. */
MUST_CHECK bool money_parse(
    struct text_view text, const struct currency *currency, int64_t *out_minor, struct error *err);

/* The same with another decimal mark, for files that write "30,00". */
MUST_CHECK bool money_parse_marked(struct text_view text, const struct currency *currency,
    char mark, int64_t *out_minor, struct error *err);

#define MONEY_TEXT_MAX 48

enum money_style {
    MONEY_PLAIN = 0,   /* for files: "-1234567.89" */
    MONEY_GROUPED = 1, /* for people: "−1,234,567.89", with U+2212 as the minus */
    MONEY_SYMBOL = 2, /* grouped, and with the currency once: "€22.06", "−€3.00", "22.06 kr" */
    MONEY_SHORT = 4,  /* drops decimals that are all 0: "€25", "5"; to be or-ed to another */
};

/* Writes an amount with exactly the currency's decimals ("7.94", "-3.00", "794" for JPY) and
 * returns out_text. */
const char *money_print(
    int64_t minor, const struct currency *currency, char out_text[MONEY_TEXT_MAX]);

/* The same in a style, an or of enum money_style, as English writes it; where people of a place
 * read it, locale_print_money() is asked. */
const char *money_print_style(
    int64_t minor, const struct currency *currency, unsigned style, char out_text[MONEY_TEXT_MAX]);

#endif
