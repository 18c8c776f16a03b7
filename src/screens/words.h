#ifndef TILLTALE_SCREENS_WORDS_H
#define TILLTALE_SCREENS_WORDS_H

/* Words: figures of the view as people read them, in its language and by its locale. Each writes into the caller's array and returns
 * it. Amounts in lists stand without the currency; the large ones have it once. */

#include <stddef.h>
#include <stdint.h>

#include "domain/money.h"
#include "domain/offer_words.h"
#include "domain/ticket.h"

struct app_view;
struct shelf_product;

#define WORDS_MAX 160

/* "7.20", "1,234,567.89" */
const char *words_amount(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);

/* "€22.06" */
const char *words_money(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);

/* "€25": without decimals that are all 0 */
const char *words_note(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);

/* "2 ×", "0.412 kg" */
const char *words_quantity(
    const struct app_view *view, const struct ticket_line *line, char out[WORDS_MAX]);

/* "12", "0.412 kg", "−3" */
const char *words_plain_quantity(
    const struct app_view *view, int64_t quantity_milli, enum unit unit, char out[WORDS_MAX]);

/* "3.60", "7.80 / kg" */
const char *words_price(
    const struct app_view *view, int64_t minor, enum unit unit, char out[WORDS_MAX]);

/* "19 %", "5 % + 9.975 %" */
const char *words_tax_code(
    const struct app_view *view, const struct tax_code *code, char out[WORDS_MAX]);

/* The different rates of the ticket, "7 %, 19 %" */
const char *words_tax_rates(const struct app_view *view, char out[WORDS_MAX]);

/* ISO date -> "31 December" */
const char *words_day(const struct app_view *view, const char *day, char out[WORDS_MAX]);

/* ISO date -> "23/11/2026" */
const char *words_date(const struct app_view *view, const char *day, char out[WORDS_MAX]);

/* ISO date -> "Monday, 23 November" */
const char *words_long_day(const struct app_view *view, const char *day, char out[WORDS_MAX]);

/* ISO date -> "Monday" */
const char *words_weekday(const struct app_view *view, const char *day, char out[WORDS_MAX]);

/* "100,000" */
const char *words_count(const struct app_view *view, uint64_t count, char out[WORDS_MAX]);

/* A number that is written plainly, "1234.5": "1,234.5". */
const char *words_number(const struct app_view *view, const char *plain, char out[WORDS_MAX]);

/* Parts per million -> "19 %" */
const char *words_rate(const struct app_view *view, uint32_t ppm, char out[WORDS_MAX]);

/* "−10 %", "Spring booth −10 %"; "" where there is none. As ticket_discount_words(), which the sale
 * keeps. */
const char *words_discount(
    const struct app_view *view, const struct discount *discount, char out[DISCOUNT_WORDS_MAX]);

/* All discounts of a line, of the ticket: with those that are stacked. */
const char *words_line_discount(
    const struct app_view *view, const struct ticket_line *line, char out[DISCOUNT_WORDS_MAX]);
const char *words_ticket_discount(const struct app_view *view, char out[DISCOUNT_WORDS_MAX]);

/* What an offer gives, "10 % off Beans"; "" for none. `things` are the names of what it is on, NULL
 * its categories and SKUs as they are. */
const char *words_offer(const struct app_view *view, const struct offer *offer, const char *things,
    char out[OFFER_WORDS_MAX]);

/* The mark before decimals, for number_text() and the keypad. */
const char *words_decimal_mark(const struct app_view *view);

/* An amount of any currency: "$22.06" */
const char *words_currency(const struct app_view *view, int64_t minor,
    const struct currency *currency, char out[WORDS_MAX]);

/* "4 lines" */
const char *words_line_count(const struct app_view *view, char out[WORDS_MAX]);

/* "scanned from a flyer, 12:40" */
const char *words_touch(
    const struct app_view *view, const struct ticket_touch *touch, char out[WORDS_MAX]);

/* The coins to hand back, "5 + 2 + 0.50 + 0.20 + 0.20"; many of one are "3 × 200". */
const char *words_coins(const struct app_view *view, int64_t minor, char *out, size_t capacity);

#endif
