#ifndef TILLTALE_TILL_SETTINGS_H
#define TILLTALE_TILL_SETTINGS_H

/* Settings: the names under which the shop's settings are stored, and what their texts mean.
 * Private to src/till. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "till/shop_setting.h"
#include "till/till.h"

struct error;
struct store;
struct zone;

enum setting {
    SETTING_SHOP_NAME,
    SETTING_CURRENCY,        /* ISO 4217 */
    SETTING_PRICES,          /* gross, net */
    SETTING_ROUNDING,        /* of the tax: line, document */
    SETTING_HALF,            /* away, even */
    SETTING_CASH_STEP,       /* "0.05"; "" as the currency's coins say */
    SETTING_TIMEZONE,        /* IANA name */
    SETTING_DAY_STARTS,      /* "04:00" */
    SETTING_CODE_BASE,       /* what the QR codes begin with; "" bare tokens */
    SETTING_IN_STORE_CODES,  /* patterns of scan.h */
    SETTING_RETURN_CAMPAIGN, /* code of the campaign on the thanks screen; "" none */
    SETTING_DEMO,            /* yes, no */
    SETTING_SATISFACTION,    /* yes, no */
    SETTING_TILES,           /* large, medium, small */
    SETTING_LANGUAGE,        /* of the screens */
    SETTING_LOCALE,          /* "de_CH"; "" by the language */
    SETTING_TEXT_SIZE,       /* normal, large */
    SETTING_THEME,           /* light, contrast */
    SETTING_DISCOUNT_LIMIT_CASHIER, /* percent */
    SETTING_DISCOUNT_LIMIT_BOOTH,
    SETTING_RIGHTS_CASHIER, /* names of right.h; "standard" */
    SETTING_RIGHTS_BOOTH,
    SETTING_LOCK_MINUTES, /* 0: never */
    SETTING_COUNT
};

extern const struct shop_setting SETTING_ROWS[SETTING_COUNT];

/* Reads all settings. `*zone` is kept if it is the right one already, else closed and opened
 * anew; it belongs to the caller. Errors: ERROR_CORRUPT, one is missing or makes no sense. */
MUST_CHECK bool settings_read(
    struct store *store, struct till_shop *out_shop, struct zone **zone, struct error *err);

/* Reads the words of settings that others type too: the command line says the same rules. */
MUST_CHECK bool prices_parse(const char *text, enum prices *out_prices);
MUST_CHECK bool tax_rounding_parse(const char *text, enum tax_rounding *out_rounding);

const char *prices_text(enum prices prices);
const char *tax_rounding_text(enum tax_rounding rounding);

#endif
