#ifndef TILLTALE_DOMAIN_LOCALE_H
#define TILLTALE_DOMAIN_LOCALE_H

/* Locale: how people of a place write sums, numbers and dates.
 *
 * One row of a table, chosen by the shop and passed down to whoever prints for people; the
 * process's own locale is never asked. Digits are Latin in every row, clocks run to 24 h, and the
 * minus is U+2212. The rows follow the Unicode CLDR, 42. Files, exports and what a person types
 * know nothing of this: they keep the dot and no grouping. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/money.h"

/* Where the currency stands, and whether a space parts it from the number. */
enum locale_symbol {
    LOCALE_SYMBOL_OWN, /* as the currency's own row says: "€22.06", "22.06 kr" */
    LOCALE_SYMBOL_BEFORE,
    LOCALE_SYMBOL_BEFORE_SPACE, /* "CHF 22.06" */
    LOCALE_SYMBOL_AFTER_SPACE   /* "22,06 €" */
};

enum locale_date {
    LOCALE_DATE_DMY, /* 23.11.2026 */
    LOCALE_DATE_MDY, /* 11/23/2026 */
    LOCALE_DATE_YMD  /* 2026-11-23 */
};

struct locale {
    char name[6];       /* "de" or "de_CH" */
    char decimal[2];    /* the mark before the decimals */
    char group[4];      /* the mark between thousands; a space is one at which no line breaks */
    char money_mark[2]; /* before the decimals of a sum; "": as `decimal` */
    uint8_t digits_min; /* so many before the mark are grouped; 0: 4 */
    bool has_lakhs;     /* 12,34,567 */
    enum locale_symbol symbol;
    enum locale_date date;
    char date_mark[2];
};

/* The row of a name, or NULL. Rows are constants; pointers to them live for ever. */
const struct locale *locale_find(const char *name);

/* English as the table of texts is: "€1,234.56", 23/11/2026. */
const struct locale *locale_default(void);

/* The row of a language in a country ("de", "CH"), else of the language, else of any language in
 * that country, else the default. Either may be "". */
const struct locale *locale_choose(const char *language, const char *country);

/* An amount in a style of money.h; MONEY_PLAIN is the same everywhere. Returns out_text. */
const char *locale_print_money(const struct locale *locale, int64_t minor,
    const struct currency *currency, unsigned style, char out_text[MONEY_TEXT_MAX]);

#define LOCALE_NUMBER_MAX 64

/* A number that is written plainly ("-1234.5") as people write it: "−1.234,5". Returns out_text. */
const char *locale_print_number(
    const struct locale *locale, const char *plain, char out_text[LOCALE_NUMBER_MAX]);

#define LOCALE_DATE_MAX 12

/* Days since 1970 as figures, "23.11.2026"; always ten characters. Returns out_text. */
const char *locale_print_date(
    const struct locale *locale, int32_t day, char out_text[LOCALE_DATE_MAX]);

#endif
