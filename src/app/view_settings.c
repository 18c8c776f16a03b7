#include "app/desk.h"
#include "app/start.h"
#include "base/text.h"
#include "till/export_target.h"
#include "till/office.h"
#include "till/shop_setting.h"
#include "till/till.h"

/* What the settings screen and the start screen know. */

/* What cannot be read is not there. */
static void fill_lists(struct desk *desk)
{
    struct view_settings *settings = &desk->settings;
    struct error ignored;
    size_t count;
    settings->tax_count = 0;
    settings->category_count = 0;
    if (!export_targets_read_list(till_store(desk->till), &settings->targets, &ignored)) {
        settings->targets.count = 0;
    }
    if (office_list_taxes(desk->till, settings->taxes, VIEW_RATES_MAX, &count, &ignored)) {
        settings->tax_count = count < VIEW_RATES_MAX ? count : VIEW_RATES_MAX;
    }
    if (office_list_categories(
            desk->till, settings->categories, VIEW_CATEGORIES_MAX, &count, &ignored)) {
        settings->category_count = count < VIEW_CATEGORIES_MAX ? count : VIEW_CATEGORIES_MAX;
    }
}

void desk_fill_settings(struct desk *desk, bool has_changed)
{
    struct view_settings *settings = &desk->settings;
    bool is_up = desk->screen == SCREEN_SETTINGS;
    desk->view.is_first_start = desk->shop.is_first;
    desk->view.recovery = desk->shop.start != NULL ? desk->shop.start->recovery : "";
    desk->view.settings = settings;
    if (!is_up || (settings->count > 0 && !has_changed)) {
        settings->count = is_up ? settings->count : 0; /* the next time they are read anew */
        return;
    }
    settings->rows = shop_settings(&settings->count);
    ASSERT(settings->count <= VIEW_SETTINGS_MAX);
    settings->is_ours = till_holds_pen(desk->till);
    fill_lists(desk);
    for (size_t i = 0; i < settings->count; i++) {
        struct error ignored; /* what cannot be read stands there empty */
        if (!shop_setting_get(desk->till, settings->rows[i].key, settings->values[i], &ignored)) {
            settings->values[i][0] = '\0';
        }
    }
}
