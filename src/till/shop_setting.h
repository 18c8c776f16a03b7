#ifndef TILLTALE_TILL_SHOP_SETTING_H
#define TILLTALE_TILL_SHOP_SETTING_H

/* Shop settings: reading and changing them by name, for the command line and the settings screen.
 *
 * One table has a row a setting (till/settings_table.c). The row says what a value may be, and on
 * which page of the screen it stands; command line, screen and check all follow it, so that a new
 * setting is a new row, its field in struct till_shop, and its words in screens/settings_words.c.
 *
 * They are the office's: where the pen lies elsewhere they can be read and not changed. Those of
 * the device are this till's own; until they are set here, the shop's value counts. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

struct error;
struct till;

#define SHOP_SETTING_VALUE_MAX 1024 /* bytes, terminator included */

/* What a value is, and so how it is typed, shown and checked. */
enum setting_kind {
    SETTING_TEXT,
    SETTING_LINES,   /* text of several lines */
    SETTING_TOGGLE,  /* no, yes */
    SETTING_CHOICE,  /* one of `choices` */
    SETTING_MONEY,   /* an amount of the shop's currency, not below 0 */
    SETTING_NUMBER,  /* `least` to `most` */
    SETTING_MINUTES, /* the same */
    SETTING_CLOCK,   /* HH:MM */
    SETTING_WORDS,   /* several of `choices`, in their order: "cash,card" */
    SETTING_PIECES   /* notes and coins of the shop's currency, "50,20,10"; "" the usual ones */
};

/* The pages of the settings screen, in their order. */
enum setting_page {
    SETTING_PAGE_SHOP,
    SETTING_PAGE_RECEIPT,
    SETTING_PAGE_TAX,
    SETTING_PAGE_PAYMENT,
    SETTING_PAGE_CASH,
    SETTING_PAGE_SELLING,
    SETTING_PAGE_PRODUCTS,
    SETTING_PAGE_CATEGORIES,
    SETTING_PAGE_STAFF,
    SETTING_PAGE_CAMPAIGNS,
    SETTING_PAGE_FILES,
    SETTING_PAGE_DEVICE,
    SETTING_PAGE_COUNT
};

struct shop_setting {
    const char *key;
    const char *otherwise; /* what a shop has that never set it; NULL: every shop has set it */
    const char *help;      /* what it is and which values it takes, one line */
    bool is_fixed;         /* chosen when the shop is made, for what is sold depends on it */
    enum setting_kind kind;
    enum setting_page page;
    const char
        *choices;     /* SETTING_CHOICE, SETTING_WORDS: "gross,net", in the order of their enum */
    int least, most;  /* SETTING_NUMBER, SETTING_MINUTES */
    bool is_optional; /* may be "", whatever its kind */
    bool is_device;   /* of this till alone: changed here whoever holds the pen */
};

/* The rows, in the order in which they are listed. */
const struct shop_setting *shop_settings(size_t *out_count);

/* Errors: ERROR_NOT_FOUND, there is no such setting. */
MUST_CHECK bool shop_setting_get(
    struct till *till, const char *key, char out_value[SHOP_SETTING_VALUE_MAX], struct error *err);

/* Changes one setting in a transaction of its own. The whole of the settings must make sense
 * afterwards, or nothing changes. A ticket that is open keeps the rules that it began with. A
 * clock is stored with two digits for the hour, pieces in falling order.
 * Errors: ERROR_NOT_FOUND; ERROR_INVALID, the value makes no sense, or it names a campaign that
 * is not there; ERROR_REFUSED, it is fixed, or the office holds the pen. */
MUST_CHECK bool shop_setting_set(
    struct till *till, const char *key, const char *value, struct error *err);

#endif
