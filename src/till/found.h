#ifndef TILLTALE_TILL_FOUND_H
#define TILLTALE_TILL_FOUND_H

/* Found: a new shop with its first till. */

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"

struct error;

/* As typed; every field is checked. Where `country` is given, what is NULL is taken from its row:
 * currency, prices, rounding and timezone; the shop also gets its taxes, its language, its rule
 * for receipts and its cash step. Without a country those four must be there. */
struct shop_request {
    const char *name;
    const char *country;    /* a code of country.h, or NULL */
    const char *currency;   /* ISO 4217, "EUR" */
    const char *till;       /* "1" to "999" */
    const char *prices;     /* gross, net */
    const char *rounding;   /* line, document */
    const char *timezone;   /* IANA name */
    const char *day_starts; /* "04:00"; NULL: that */
    const char *language;   /* of the screens; NULL: the country's, where they speak it */
    /* NULL, or the folder with the demo's options.csv, products.csv, stock.csv and
     * campaigns.csv: then the shop gets them
     * and says on every screen that it is a demo. */
    const char *demo_folder;
    /* Wraps the shop's secret lead key (till/lead_key.h). NULL: the shop gets none yet; a demo gets
     * one with the passphrase "demo" then. */
    const char *lead_passphrase;
};

/* Makes the till's file `path` and its key files beside it, whole or not at all.
 * Errors: ERROR_INVALID names the option that is wrong; ERROR_REFUSED, `path` is there already;
 * ERROR_IO; with a demo also what an import can say. */
MUST_CHECK bool shop_found(const char *path, const struct shop_request *request,
    struct clock_source clock, struct error *err);

/* The folder of a kind of assets ("demo") that came with the program: $TILLTALE_ASSETS, beside the
 * installed program, or in its source tree. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool assets_find(
    const char *kind, char *out_folder, unsigned long capacity, struct error *err);

#endif
