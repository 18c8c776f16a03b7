#ifndef TILLTALE_SCREENS_WORDS_H
#define TILLTALE_SCREENS_WORDS_H

/* Words: figures of the view as people read them. Each writes into the caller's array and returns
 * it. Amounts in lists stand without the currency; the large ones have it once. */

#include <stddef.h>
#include <stdint.h>

#include "domain/money.h"
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
const char *words_quantity(const struct ticket_line *line, char out[WORDS_MAX]);

/* "3.60", "7.80 / kg" */
const char *words_price(
    const struct app_view *view, int64_t minor, enum unit unit, char out[WORDS_MAX]);

/* "19 %", "5 % + 9.975 %" */
const char *words_tax_code(const struct tax_code *code, char out[WORDS_MAX]);

/* The different rates of the ticket, "7 %, 19 %" */
const char *words_tax_rates(const struct app_view *view, char out[WORDS_MAX]);

/* ISO date -> "31 December" */
const char *words_day(const char *day, char out[WORDS_MAX]);

/* "100,000" */
const char *words_count(size_t count, char out[WORDS_MAX]);

/* "4 lines" */
const char *words_line_count(const struct app_view *view, char out[WORDS_MAX]);

/* "scanned from a flyer, 12:40" */
const char *words_touch(
    const struct app_view *view, const struct ticket_touch *touch, char out[WORDS_MAX]);

/* The coins to hand back, "5 + 2 + 0.50 + 0.20 + 0.20"; many of one are "3 × 200". */
const char *words_coins(const struct app_view *view, int64_t minor, char *out, size_t capacity);

#endif
