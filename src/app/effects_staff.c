#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "base/text.h"
#include "device/drawer.h"
#include "domain/day.h"
#include "screens/texts.h"
#include "till/pay.h"
#include "till/staff.h"
#include "till/till.h"

#define MINUTE_MS INT64_C(60000)
#define NEVER_MS INT64_MAX

/* ---- Signing in ---- */

/* What a PIN that was not taken is answered with; false: it is no matter of the PIN. */
static bool answer_pin(struct desk *desk, const struct error *err)
{
    struct desk_staff *staff = &desk->staff;
    staff->pin_serial++;
    staff->pin = VIEW_PIN_FINE;
    switch (err->code) {
    case ERROR_INVALID:
        staff->pin = VIEW_PIN_WRONG;
        return true;
    case ERROR_LIMIT: /* the wait is said by its countdown */
        return true;
    case ERROR_REFUSED:
        staff->pin = VIEW_PIN_MISSING;
        return true;
    default:
        return false;
    }
}

void desk_ask_pin(struct desk *desk, bool is_switching)
{
    if (desk->screen != SCREEN_SIGN_IN) {
        desk->staff.covered = desk->screen;
    }
    desk->staff.is_switching = is_switching;
    desk->staff.is_lending = false;
    desk->staff.pin = VIEW_PIN_FINE;
    desk->staff.pin_serial++;
    desk->screen = SCREEN_SIGN_IN;
    desk_lock_leads(desk);
}

bool desk_sign_in(struct desk *desk, const struct intent *intent, struct error *err)
{
    int64_t before_id = till_staff_id(desk->till);
    if (desk->booth.is_on && !desk_may_leave_booth(desk, intent->staff_id)) {
        return true; /* not on the list either */
    }
    if (!till_sign_in(desk->till, intent->staff_id, intent->code, err)) {
        desk->sound = DESK_SOUND_BAD;
        return answer_pin(desk, err);
    }
    bool is_same = till_staff_id(desk->till) == before_id && !desk->booth.is_on;
    desk->staff.touched_ms = clock_monotonic_ms(desk->clock);
    desk->staff.is_switching = false;
    if (is_same) {
        desk->screen = desk->staff.covered; /* as it was left */
    } else if (!desk->booth.is_on && till_is_booth(desk->till) &&
               till_role(desk->till) == ROLE_BOOTH) {
        desk_open_booth(desk); /* what this till and this person are there for */
    } else if (desk->booth.is_on) {
        desk->booth.is_on = false;
        desk_enter(desk, SCREEN_SELL);
    } else {
        desk_enter(desk, desk->staff.covered == SCREEN_PAY ? SCREEN_PAY : SCREEN_SELL);
    }
    desk_nudge(desk);
    return true;
}

bool desk_stay(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    if (desk->booth.is_on || !till_is_locked(desk->till)) {
        desk->staff.is_switching = false;
        desk->screen = desk->staff.covered;
    }
    return true;
}

bool desk_switch_user(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk_ask_pin(desk, true);
    return true;
}

bool desk_lock(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    if (!till_lock(desk->till, "lock", err)) {
        return false;
    }
    desk_ask_pin(desk, false);
    desk_nudge(desk);
    return true;
}

/* ---- The lock that comes by itself ---- */

void desk_touch(struct desk *desk)
{
    desk->staff.touched_ms = clock_monotonic_ms(desk->clock);
}

/* Never in a demo, whose PINs nobody has to know, and never while somebody pays. */
static bool may_lock(const struct desk *desk)
{
    size_t tender_count;
    (void)till_tenders(desk->till, &tender_count);
    return till_shop(desk->till)->lock_minutes > 0 && !till_shop(desk->till)->is_demo &&
           till_has_pins(desk->till) && !till_is_locked(desk->till) && desk->screen != SCREEN_PAY &&
           tender_count == 0 && !desk->booth.is_on;
}

int64_t desk_lock_ms(const struct desk *desk)
{
    return may_lock(desk) ? desk->staff.touched_ms + till_shop(desk->till)->lock_minutes * MINUTE_MS
                          : NEVER_MS;
}

void desk_lock_idle(struct desk *desk)
{
    struct error err; /* it is tried again with the next frame */
    if (desk->booth.is_on) {
        return; /* visitors are here, and leaving wants a PIN anyway */
    }
    if (till_is_locked(desk->till) && desk->screen != SCREEN_SIGN_IN &&
        desk->screen != SCREEN_PAY) {
        desk_ask_pin(desk, false); /* whoever was signed in works here no more */
    } else if (clock_monotonic_ms(desk->clock) >= desk_lock_ms(desk) &&
               till_lock(desk->till, "idle", &err)) {
        desk_ask_pin(desk, false);
        desk_nudge(desk);
    }
}

/* ---- Lending ---- */

void desk_ask_lending(struct desk *desk, const struct intent *intent)
{
    desk->staff.wanted = *intent;
    desk->staff.is_lending = true;
    desk->staff.right = till_refused_right(desk->till);
    desk->staff.lend_serial++;
    desk->staff.pin = VIEW_PIN_FINE;
}

bool desk_lend(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_staff *staff = &desk->staff;
    if (!staff->is_lending) {
        return true; /* two touches on one OK */
    }
    if (!till_lend(desk->till, intent->staff_id, intent->code, staff->right, err)) {
        desk->sound = DESK_SOUND_BAD;
        return answer_pin(desk, err);
    }
    struct intent wanted = staff->wanted;
    staff->is_lending = false;
    staff->wanted = (struct intent){.kind = INTENT_NONE};
    desk_carry_out(desk, &wanted);
    till_end_loan(desk->till);
    return true;
}

bool desk_drop_lend(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk->staff.is_lending = false;
    desk->staff.wanted = (struct intent){.kind = INTENT_NONE};
    return true;
}

/* ---- The drawer ---- */

bool desk_open_drawer(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct error why;
    if (!till_open_drawer(desk->till, err)) {
        return false;
    }
    desk_nudge(desk);
    if (desk->drawer == NULL) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_DRAWER_NONE, NULL, TEXT_DRAWER_WRITTEN, NULL);
    } else if (!drawer_kick(desk->drawer, &why)) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_DRAWER_FAILED, NULL, TEXT_DRAWER_WRITTEN, NULL);
    } else {
        desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_DRAWER_OPEN, NULL, TEXT_COUNT, NULL);
    }
    return true;
}

/* ---- The view ---- */

static void fill_person(struct desk *desk, const struct till_person *person)
{
    struct view_staff *staff = &desk->view.staff;
    bool is_last = desk->screen != SCREEN_STAFF && person->id == till_last_staff_id(desk->till);
    size_t place = is_last ? 0 : staff->count;
    memmove(&staff->people[place + 1], &staff->people[place],
        (staff->count - place) * sizeof staff->people[0]);
    staff->people[place] = (struct view_person){.id = person->id,
        .name = person->name,
        .role = person->role,
        .is_active = person->is_active,
        .is_manager = person->is_active && person->role == ROLE_MANAGER,
        .has_pin = person->has_pin,
        .wait_ms = till_pin_wait_ms(desk->till, person->id)};
    staff->count++;
}

void desk_fill_staff(struct desk *desk)
{
    struct view_staff *staff = &desk->view.staff;
    size_t count;
    const struct till_person *people = till_staff(desk->till, &count);
    for (int right = 0; right < RIGHT_COUNT; right++) {
        staff->may[right] = till_may(desk->till, (enum right)right, 0);
    }
    staff->discount_limit_ppm = till_discount_limit_ppm(desk->till);
    staff->has_pins = till_has_pins(desk->till);
    day_print(zone_local(till_shop(desk->till)->zone, till_now_ms(desk->till)).day, staff->today);
    staff->pin = desk->staff.pin;
    staff->pin_serial = desk->staff.pin_serial;
    staff->is_switching = desk->staff.is_switching;
    staff->is_lending = desk->staff.is_lending;
    staff->right = desk->staff.right;
    staff->lend_serial = desk->staff.lend_serial;
    staff->count = 0;
    staff->is_many = false;
    staff->is_ours = till_holds_pen(desk->till);
    for (size_t i = 0, here = 0; i < count; i++) {
        here += people[i].is_active;
        staff->is_many = here > 1;
    }
    bool is_list = desk->screen == SCREEN_STAFF;
    bool is_asked = desk->screen == SCREEN_SIGN_IN || desk->staff.is_lending || is_list;
    for (size_t i = 0; is_asked && i < count && staff->count < VIEW_PEOPLE_MAX; i++) {
        bool is_out = desk->booth.is_on && !desk_may_leave_booth(desk, people[i].id);
        if ((people[i].is_active || is_list) && !is_out) {
            fill_person(desk, &people[i]);
        }
    }
}
