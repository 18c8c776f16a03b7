#include "till/figures.h"

#include "base/decimal.h"
#include "base/error.h"
#include "store/campaign_facts.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/settings.h"

bool figures_settings(
    struct store *store, enum attribution_rule *out_rule, int *out_window_days, struct error *err)
{
    char rule[SHOP_SETTING_VALUE_MAX], window[SHOP_SETTING_VALUE_MAX];
    bool has_rule, has_window;
    int64_t days;
    struct error why;
    if (!setting_read_value(store, &SETTING_ROWS[SETTING_ATTRIBUTION_RULE], rule, &has_rule, err) ||
        !setting_read_value(
            store, &SETTING_ROWS[SETTING_ATTRIBUTION_WINDOW], window, &has_window, err)) {
        return false;
    }
    if (!attribution_rule_parse(text_view_of(rule), out_rule) ||
        !decimal_parse(text_view_of(window), 0, '.', &days, &why) || days < 1 ||
        days > FIGURES_WINDOW_DAYS_MAX) {
        return error_set(
            err, ERROR_CORRUPT, "the shop's setting for who gets the sale makes no sense");
    }
    *out_window_days = (int)days;
    return true;
}

bool figures_read(struct till *till, const char *from, const char *to,
    struct campaign_facts *out_facts, struct error *err)
{
    enum attribution_rule rule;
    struct campaign_facts_period period = {
        .range = {.from = from != NULL ? from : REPORT_FIRST_DAY,
            .to = to != NULL ? to : REPORT_LAST_DAY,
            .node = REPORT_ALL_NODES},
        .zone = till->zone,
        .day_start_minutes = till->shop.day_start_minutes,
        .now_ms = till_now_ms(till),
    };
    if (!figures_settings(till->store, &rule, &period.window_days_max, err) ||
        !store_begin_reading(till->store, err)) {
        return false;
    }
    bool done = campaign_facts_read(till->store, &period, out_facts, err);
    store_end_reading(till->store);
    return done;
}

void figures_close(struct campaign_facts *facts)
{
    campaign_facts_close(facts);
}
