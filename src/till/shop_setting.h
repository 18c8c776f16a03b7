#ifndef TILLTALE_TILL_SHOP_SETTING_H
#define TILLTALE_TILL_SHOP_SETTING_H

/* Shop settings: reading and changing them by name, for the command line and a settings screen.
 * They are the office's: where the pen lies elsewhere they can be read and not changed. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

struct error;
struct till;

#define SHOP_SETTING_VALUE_MAX 1024 /* bytes, terminator included */

struct shop_setting {
    const char *key;
    const char *otherwise; /* what a shop has that never set it; NULL: every shop has set it */
    const char *help;      /* what it is and which values it takes, one line */
    bool is_fixed;         /* chosen when the shop is made, for what is sold depends on it */
};

/* The rows, in the order in which they are listed. */
const struct shop_setting *shop_settings(size_t *out_count);

/* Errors: ERROR_NOT_FOUND, there is no such setting. */
MUST_CHECK bool shop_setting_get(
    struct till *till, const char *key, char out_value[SHOP_SETTING_VALUE_MAX], struct error *err);

/* Changes one setting in a transaction of its own. The whole of the settings must make sense
 * afterwards, or nothing changes. A ticket that is open keeps the rules that it began with.
 * Errors: ERROR_NOT_FOUND; ERROR_INVALID, the value makes no sense, or it names a campaign that
 * is not there; ERROR_REFUSED, it is fixed, or the office holds the pen. */
MUST_CHECK bool shop_setting_set(
    struct till *till, const char *key, const char *value, struct error *err);

#endif
