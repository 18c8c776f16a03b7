#include "till/shop_setting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "store/campaign.h"
#include "store/setting.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/settings.h"

static_assert(SHOP_SETTING_VALUE_MAX == SETTING_VALUE_MAX, "a value fits where it is stored");

const struct shop_setting *shop_settings(size_t *out_count)
{
    *out_count = SETTING_COUNT;
    return SETTING_ROWS;
}

static const struct shop_setting *find(const char *key, struct error *err)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(SETTING_ROWS[i].key, key) == 0) {
            return &SETTING_ROWS[i];
        }
    }
    (void)error_set(err, ERROR_NOT_FOUND, "there is no setting %s", key);
    return NULL;
}

bool shop_setting_get(
    struct till *till, const char *key, char out_value[SHOP_SETTING_VALUE_MAX], struct error *err)
{
    const struct shop_setting *row = find(key, err);
    bool found;
    if (row == NULL || !setting_read_value(till->store, row, out_value, &found, err)) {
        return false;
    }
    if (!found) {
        out_value[0] = '\0';
    }
    return true;
}

static bool ignore_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    (void)context;
    (void)row;
    (void)err;
    return true;
}

static bool names_campaign(const struct shop_setting *row)
{
    return row == &SETTING_ROWS[SETTING_RETURN_CAMPAIGN] ||
           row == &SETTING_ROWS[SETTING_REFERRAL_CAMPAIGN] ||
           row == &SETTING_ROWS[SETTING_BOOTH_CAMPAIGN];
}

/* The code on the thanks screen must be of a campaign that is there. */
static bool check_campaign(struct till *till, const char *code, struct error *err)
{
    bool found = code[0] == '\0';
    if (!found &&
        !campaign_find_code(till->store, text_view_of(code), ignore_campaign, NULL, &found, err)) {
        return false;
    }
    return found || error_set(err, ERROR_INVALID, "there is no campaign %s", code);
}

/* Reads all settings as the till will, in the bracket that wrote one. */
static bool check_all(struct till *till, struct error *err)
{
    struct till_shop shop = {0};
    struct zone *zone = NULL;
    bool makes_sense = settings_read(till->store, &shop, &zone, err);
    zone_close(zone);
    if (!makes_sense && err->code == ERROR_CORRUPT) {
        err->code = ERROR_INVALID;
    }
    return makes_sense;
}

/* What the device's settings are now, as a number that grows: other programs on this file ask for
 * it as they ask for the office's version. */
static bool count_change(struct till *till, struct error *err)
{
    char text[SETTING_VALUE_MAX];
    int64_t version;
    if (!device_settings_version(till->store, &version, err)) {
        return false;
    }
    snprintf(text, sizeof text, "%" PRId64, version + 1);
    return device_setting_write(till->store, DEVICE_SETTINGS_VERSION, text, err);
}

static bool write_value(
    struct till *till, const struct shop_setting *row, const char *value, struct error *err)
{
    if (!row->is_device) {
        return setting_write(till->store, row->key, value, err);
    }
    return device_setting_write(till->store, row->key, value, err) && count_change(till, err);
}

bool shop_setting_set(struct till *till, const char *key, const char *value, struct error *err)
{
    const struct shop_setting *row = find(key, err);
    if (row == NULL) {
        return false;
    }
    if (row->is_fixed) {
        return error_set(err, ERROR_REFUSED, "%s is chosen once, when the shop is made", key);
    }
    char checked[SHOP_SETTING_VALUE_MAX];
    if (!setting_check(row, value, till->shop.rules.currency, checked, err)) {
        return false;
    }
    bool is_done =
        store_begin(
            till->store, row->is_device ? ENTRY_SALE : ENTRY_SETTINGS, till->staff_id, err) &&
        (!names_campaign(row) || check_campaign(till, checked, err)) &&
        write_value(till, row, checked, err) && check_all(till, err) &&
        store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    till_office_changed(till);
    return is_done;
}
