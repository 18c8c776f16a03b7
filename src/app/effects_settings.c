#include "app/effects.h"

#include <string.h>

#include "app/start.h"
#include "base/error.h"
#include "base/text.h"
#include "till/shop_setting.h"
#include "till/staff.h"
#include "till/till.h"

/* A new shop, and changes of settings. */

bool found_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct start_request request = {
        .name = intent->code, .country = intent->country, .pin = intent->pin};
    return start_found(desk->shop.start, &request, desk->clock, err);
}

bool drop_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    start_drop_fresh(desk->shop.start);
    return true;
}

bool open_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    if (desk->shop.start->fresh_path[0] == '\0') {
        return true; /* two touches on one button */
    }
    return desk->shop.open(desk->shop.context, err);
}

/* The right is asked for at the door: who may come in, or was let in, may change what is there. */
bool open_settings(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_loan loan;
    (void)intent;
    if (!till_require(desk->till, RIGHT_SETTINGS, 0, &loan, err) ||
        (loan.staff_id != 0 && !till_write_act(desk->till, "settings", "", 0, &loan, err))) {
        return false;
    }
    desk_enter(desk, SCREEN_SETTINGS);
    return true;
}

bool set_setting(struct desk *desk, const struct intent *intent, struct error *err)
{
    ASSERT(intent->index < desk->settings.count);
    const struct shop_setting *row = &desk->settings.rows[intent->index];
    bool is_done = shop_setting_set(desk->till, row->key, intent->code, err);
    desk_fill_settings(desk, true);
    if (is_done) {
        desk_nudge(desk);
    }
    return is_done;
}
