#ifndef TILLTALE_TILL_SETTINGS_H
#define TILLTALE_TILL_SETTINGS_H

/* Settings: the names under which the shop's settings are stored, and what their texts mean.
 * Private to src/till. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "till/shop_setting.h"
#include "till/till.h"

struct currency;
struct error;
struct store;
struct zone;

enum setting {
    SETTING_SHOP_NAME,
    SETTING_ADDRESS,    /* lines; "" none */
    SETTING_TAX_NUMBER, /* of the shop; "" none */
    SETTING_COUNTRY,    /* a code of country.h; "" a shop that never said */
    SETTING_CURRENCY,   /* ISO 4217 */
    SETTING_TIMEZONE,   /* IANA name */
    SETTING_DAY_STARTS, /* "04:00" */
    SETTING_DEMO,

    SETTING_RECEIPT, /* request, always */
    SETTING_RECEIPT_HEAD,
    SETTING_RECEIPT_FOOT,

    SETTING_PRICES,   /* gross, net */
    SETTING_ROUNDING, /* of the tax: line, document */
    SETTING_HALF,     /* away, even */
    SETTING_TAX_NAME,

    SETTING_CASH_STEP,     /* "0.05"; "" as the currency's coins say */
    SETTING_DENOMINATIONS, /* "50,20,10,5"; "" the usual ones */
    SETTING_BLIND_COUNT,
    SETTING_QUICK_EXACT,
    SETTING_TENDERS, /* words of shop_payment.h */
    SETTING_PAY_QR_KIND,
    SETTING_PAY_QR_NAME,
    SETTING_PAY_QR_ACCOUNT,
    SETTING_PAY_QR_BIC,
    SETTING_PAY_QR_STREET,
    SETTING_PAY_QR_HOUSE_NUMBER,
    SETTING_PAY_QR_POSTAL_CODE,
    SETTING_PAY_QR_CITY,
    SETTING_PAY_QR_COUNTRY,
    SETTING_PAY_QR_CATEGORY,

    SETTING_IN_STORE_CODES,         /* patterns of scan.h */
    SETTING_DISCOUNT_LIMIT_CASHIER, /* percent */
    SETTING_DISCOUNT_LIMIT_BOOTH,
    SETTING_RIGHTS_CASHIER, /* names of right.h; "standard" */
    SETTING_RIGHTS_BOOTH,
    SETTING_LOCK_MINUTES, /* 0: never */

    SETTING_CODE_BASE,       /* what the QR codes begin with; "" bare tokens */
    SETTING_RETURN_CAMPAIGN, /* code of the campaign on the thanks screen; "" none */
    SETTING_REFERRAL_CAMPAIGN, /* code of the campaign that friends come by; "" none */
    SETTING_REVIEW_URL,        /* "" none */
    SETTING_SATISFACTION,
    SETTING_ATTRIBUTION_RULE,   /* a rule of attribution.h */
    SETTING_ATTRIBUTION_WINDOW, /* days */
    SETTING_LEAD_RETENTION, /* days */
    SETTING_HEAR,
    SETTING_PRIVACY_CONTACT, /* who is asked about one's data; "" the shop */
    SETTING_PRIVACY_URL,     /* "" none */

    SETTING_BOOTH_CAMPAIGN,  /* code of the campaign whose visitors come here; "" none */
    SETTING_BOOTH_PLACEMENT, /* its placement; "" the campaign itself */
    SETTING_BOOTH_PLACE,     /* "hall 4"; "" none */

    SETTING_FILES_STICK,   /* label of the stick that gets the files of a closed day; "" none */
    SETTING_FILES_FOLDER,  /* absolute path; "" none */
    SETTING_FILES_FORMATS, /* export_files.h, with commas */

    SETTING_LANGUAGE,  /* of the screens */
    SETTING_LOCALE,    /* "de_CH"; "" by the language */
    SETTING_TEXT_SIZE, /* normal, large */
    SETTING_THEME,     /* light, contrast */
    SETTING_TILES,     /* large, medium, small */
    SETTING_SOUNDS,
    SETTING_COUNT
};

extern const struct shop_setting SETTING_ROWS[SETTING_COUNT];

/* The value as it is stored ("4:00" is "04:00"), if it is one of the setting's kind. `currency` is
 * the shop's. Errors: ERROR_INVALID. */
MUST_CHECK bool setting_check(const struct shop_setting *row, const char *value,
    const struct currency *currency, char out_value[SHOP_SETTING_VALUE_MAX], struct error *err);

/* The index of a choice's or a toggle's value (no is 0); -1: it is none of them. */
int setting_choice(const struct shop_setting *row, const char *value);

/* Reads one value: the device's, else the shop's, else what is there otherwise. *out_found is
 * false if there is none of the three. */
MUST_CHECK bool setting_read_value(struct store *store, const struct shop_setting *row,
    char out_value[SHOP_SETTING_VALUE_MAX], bool *out_found, struct error *err);

/* How often device settings were changed here; 0 if never. */
#define DEVICE_SETTINGS_VERSION "settings_version"
MUST_CHECK bool device_settings_version(
    struct store *store, int64_t *out_version, struct error *err);

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
