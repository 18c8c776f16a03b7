#ifndef TILLTALE_DOMAIN_COUNTRY_H
#define TILLTALE_DOMAIN_COUNTRY_H

/* Country: what a new shop begins with, by where it stands.
 *
 * A row is a set of defaults, not advice on tax: every value becomes a setting or a tax rate of
 * the shop, which its manager changes. The rows say what holds in 2026 for an ordinary shop on the
 * mainland; regions that differ (the Canaries, Madeira, Quebec, the states of the USA and of
 * Brazil) are set by hand. The notes beside the rows in country.c name the rule.
 *
 * Notes and coins are the currency's (money.h). Names are English; screens translate nothing here,
 * since shops search for their country by its name or its two letters. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/ticket.h"

#define COUNTRY_TAXES_MAX 5
#define COUNTRY_LANGUAGES_MAX 4

enum receipt_law {
    RECEIPT_ON_REQUEST, /* handed over to whoever asks */
    RECEIPT_ALWAYS      /* made out and offered with every sale */
};

struct country {
    char code[3];     /* ISO 3166-1 */
    const char *name; /* in English */
    char currency[4]; /* ISO 4217 */
    enum prices prices;
    enum tax_rounding tax_rounding;
    enum receipt_law receipt;
    int64_t cash_step_minor; /* 0: as the currency's coins say */
    const char *tax_name;    /* on receipts: "MwSt." */
    /* Tax codes (rate.h), the standard one first, NULL after the last. */
    const char *taxes[COUNTRY_TAXES_MAX + 1];
    char languages[COUNTRY_LANGUAGES_MAX][3]; /* ISO 639-1, the most spoken first */
    const char *timezone;                     /* of its largest city */
    const char *locale;                       /* a name of locale.h */
};

/* The row of an ISO 3166-1 code in capitals, or NULL. Rows are constants and live for ever. */
const struct country *country_find(const char *code);

/* The table itself, sorted by name: index from 0 to country_count() - 1. */
size_t country_count(void);
const struct country *country_at(size_t index);

/* The country that a name of a locale or of a language's variety ends with: "de_AT", "de-AT",
 * "de_AT.UTF-8". NULL: it names none, or none that is in the table. */
const struct country *country_of_locale(const char *name);

#endif
