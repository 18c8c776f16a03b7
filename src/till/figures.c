#include "till/figures.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "domain/id.h"
#include "export/campaign_files.h"
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

/* "/media/TILL/till-1/campaigns-2026-11-10_2026-11-23", or "…/campaigns" for all days. */
static bool make_folder_name(const struct till *till, const struct export_target *target,
    const struct campaign_facts *facts, struct figures_saved *saved, struct error *err)
{
    char place[sizeof(saved->folder)], node[NODE_TEXT_MAX];
    if (!export_target_locate(target, place, sizeof(place), err)) {
        return false;
    }
    struct text_out out = text_out_begin(saved->folder, sizeof(saved->folder));
    text_out_format(&out, "%s/till-%s/campaigns", place, node_print(store_node(till->store), node));
    if (strcmp(facts->from, REPORT_FIRST_DAY) != 0 || strcmp(facts->to, REPORT_LAST_DAY) != 0) {
        text_out_format(&out, "-%s_%s", facts->from, facts->to);
    }
    return !out.cut || error_set(err, ERROR_INVALID, "the folder's name is too long");
}

static bool save_to(const struct till *till, const struct export_target *target,
    const struct campaign_facts *facts, const struct campaign_figures *figures,
    struct figures_saved *saved, struct error *err)
{
    static const enum export_format formats[] = {EXPORT_XLSX, EXPORT_PDF};
    if (!make_folder_name(till, target, facts, saved, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        struct export_counts counts;
        if (!campaign_files_write(facts, figures, till->shop.name, formats[i], CSV_RFC4180,
                saved->folder, &counts, err)) {
            return false;
        }
        saved->file_count += counts.file_count;
    }
    (void)text_copy(saved->target, sizeof(saved->target), target->name);
    saved->is_stick = target->is_stick;
    return true;
}

bool figures_save(struct till *till, const struct campaign_facts *facts,
    const struct campaign_figures *figures, struct figures_saved *out_saved, struct error *err)
{
    struct export_targets targets;
    struct figures_saved saved = {0};
    struct error why = {0};
    if (!export_targets_read(till->store, &targets, err)) {
        return false;
    }
    for (size_t i = 0; i < targets.count; i++) {
        struct figures_saved one = {0};
        if (save_to(till, &targets.rows[i], facts, figures, &one, &why)) {
            one.file_count += saved.file_count;
            saved = one;
        }
    }
    if (saved.file_count == 0) {
        if (targets.count == 0) {
            return error_set(err, ERROR_NOT_FOUND, "no place for files is set");
        }
        *err = why;
        return false;
    }
    *out_saved = saved;
    return true;
}
