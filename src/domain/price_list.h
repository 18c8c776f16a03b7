#ifndef TILLTALE_DOMAIN_PRICE_LIST_H
#define TILLTALE_DOMAIN_PRICE_LIST_H

/* Price list: other prices for a time: a season, the weekend, a happy hour.
 *
 * A list holds between two business days, on some weekdays, between two times of the local day.
 * The weekday is that of the business day, so a Friday that goes on until 02:00 is Friday all
 * along. A list whose hours end before they begin goes over midnight. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define PRICE_LISTS_MAX 64
#define PRICE_LIST_ALL_WEEKDAYS 127
#define PRICE_LIST_DAY_MINUTES 1440

struct price_list {
    int64_t id;
    bool has_start, has_end;
    int32_t starts_on, ends_on;    /* business days, both included; domain/day.h */
    int weekdays;                  /* bits, 1 Monday to 64 Sunday */
    int from_minute, until_minute; /* of the local day; until is excluded */
};

/* True if the list holds on this business day at this minute of the local day. */
bool price_list_holds(const struct price_list *list, int32_t business_day, int minute);

/* Reads "mon-fri", "sat,sun", "fri-mon"; "" is every day. Errors: ERROR_INVALID. */
MUST_CHECK bool price_list_weekdays_parse(
    struct text_view text, int *out_weekdays, struct error *err);

/* Reads "16:00-18:30"; "" is the whole day, "24:00" its end. Errors: ERROR_INVALID. */
MUST_CHECK bool price_list_hours_parse(
    struct text_view text, int *out_from_minute, int *out_until_minute, struct error *err);

#define PRICE_LIST_WEEKDAYS_TEXT_MAX 32

/* "mon,tue,sat"; "" for every day. Returns out_text. */
const char *price_list_weekdays_print(int weekdays, char out_text[PRICE_LIST_WEEKDAYS_TEXT_MAX]);

#endif
