#include "app/desk.h"
#include "app/effects.h"
#include "base/error.h"
#include "screens/texts.h"
#include "till/staff.h"

/* The list of people, as a manager changes it. */

bool desk_open_staff(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct till_loan loan;
    if (!till_require(desk->till, RIGHT_STAFF, 0, &loan, err) ||
        (loan.staff_id != 0 && !till_write_act(desk->till, "staff", "", 0, &loan, err))) {
        return false;
    }
    desk_enter(desk, SCREEN_STAFF);
    return true;
}

bool desk_add_person(struct desk *desk, const struct intent *intent, struct error *err)
{
    int64_t id;
    return till_add_person(desk->till, intent->code, (enum role)intent->index, &id, err);
}

/* The person as the list has it now. */
static bool read_person(
    struct desk *desk, int64_t id, struct till_person *out_person, struct error *err)
{
    size_t count;
    const struct till_person *people = till_staff(desk->till, &count);
    for (size_t i = 0; i < count; i++) {
        if (people[i].id == id) {
            *out_person = people[i];
            return true;
        }
    }
    return error_set(err, ERROR_NOT_FOUND, "this person is not on the list");
}

bool desk_set_role(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_person person;
    if (!read_person(desk, intent->staff_id, &person, err)) {
        return false;
    }
    person.role = (enum role)intent->index;
    return till_change_person(desk->till, &person, err);
}

bool desk_set_active(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_person person;
    if (!read_person(desk, intent->staff_id, &person, err)) {
        return false;
    }
    person.is_active = intent->index != 0;
    return till_change_person(desk->till, &person, err);
}

bool desk_set_pin(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_person person;
    if (!read_person(desk, intent->staff_id, &person, err) ||
        !till_set_pin(desk->till, intent->staff_id, intent->code, err)) {
        return false;
    }
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_PERSON_HAS_PIN, person.name, TEXT_COUNT, NULL);
    return true;
}
