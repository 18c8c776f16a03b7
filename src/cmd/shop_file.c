#include "cmd/shop_file.h"

#include "base/clock.h"
#include "domain/id.h"
#include "store/setting.h"
#include "store/store.h"

static bool read_time_settings(
    struct store *store, struct zone **out_zone, int *out_day_start_minutes, struct error *err)
{
    char timezone[SETTING_VALUE_MAX];
    char day_starts[SETTING_VALUE_MAX];
    bool has_timezone, has_day_starts;
    struct error why;
    if (!setting_read(store, "timezone", timezone, &has_timezone, err) ||
        !setting_read(store, "day_starts", day_starts, &has_day_starts, err)) {
        return false;
    }
    if (!day_start_parse(text_view_of(day_starts), out_day_start_minutes, &why)) {
        return error_set(
            err, ERROR_CORRUPT, "the setting day_starts is \"%s\": %s", day_starts, why.text);
    }
    return zone_open(timezone, out_zone, err);
}

bool shop_file_open(
    const struct invocation *invocation, struct shop_file *out_file, struct error *err)
{
    struct shop_file file = {0};
    struct clock_source clock = clock_system();
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock, &file.store, err)) {
        return false;
    }
    if (!read_time_settings(file.store, &file.zone, &file.day_start_minutes, err)) {
        store_close(file.store);
        return false;
    }
    day_print(zone_business_day(file.zone, clock_now_ms(clock), file.day_start_minutes), file.today);
    *out_file = file;
    return true;
}

void shop_file_close(struct shop_file *file)
{
    zone_close(file->zone);
    store_close(file->store);
    *file = (struct shop_file){0};
}

enum command_status shop_file_read_day(const struct invocation *invocation, const char *option,
    const char *otherwise, char out_day[DAY_TEXT_MAX], struct error *err)
{
    const char *typed = command_value(invocation, option);
    int32_t day;
    struct error why;
    if (typed == NULL) {
        (void)text_copy(out_day, DAY_TEXT_MAX, otherwise);
        return COMMAND_OK;
    }
    if (!day_parse(text_view_of(typed), &day, &why)) {
        return command_usage_error(err, "--%s: %s", option, why.text);
    }
    day_print(day, out_day);
    return COMMAND_OK;
}

enum command_status shop_file_read_node(const struct invocation *invocation,
    const struct shop_file *file, int64_t *out_node, struct error *err)
{
    const char *typed = command_value(invocation, "till");
    bool is_known;
    int64_t node;
    if (typed == NULL) {
        *out_node = REPORT_ALL_NODES;
        return COMMAND_OK;
    }
    if (!node_parse(text_view_of(typed), &node) || node == 0) {
        return command_usage_error(err, "--till wants a till as 1 or 1b, not \"%s\"", typed);
    }
    if (!report_has_till(file->store, node, &is_known, err)) {
        return COMMAND_REFUSED;
    }
    if (!is_known) {
        (void)error_set(err, ERROR_NOT_FOUND, "this file has no till %s", typed);
        return COMMAND_REFUSED;
    }
    *out_node = node;
    return COMMAND_OK;
}
