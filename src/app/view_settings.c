#include "app/desk.h"
#include "app/start.h"
#include "base/text.h"
#include "till/shop_setting.h"
#include "till/till.h"

/* What the settings screen and the start screen know. */

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
    for (size_t i = 0; i < settings->count; i++) {
        struct error ignored; /* what cannot be read stands there empty */
        if (!shop_setting_get(desk->till, settings->rows[i].key, settings->values[i], &ignored)) {
            settings->values[i][0] = '\0';
        }
    }
}
