#include "till/staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/rate.h"
#include "store/setting.h"
#include "store/staff.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/pin.h"

#define STAFF_NAME_OTHERWISE "Cashier 1"
#define DEVICE_LAST_STAFF "last_staff"

/* --- the list ------------------------------------------------------------------------------ */

struct reading {
    struct till_person *people;
    size_t count, capacity;
};

static bool take_person(void *context, const struct staff_row *row, struct error *err)
{
    struct reading *reading = context;
    if (reading->count == reading->capacity) {
        reading->capacity = reading->capacity == 0 ? 8 : 2 * reading->capacity;
        reading->people = realloc(reading->people, reading->capacity * sizeof(*reading->people));
        ASSERT(reading->people != NULL);
    }
    struct till_person *person = &reading->people[reading->count];
    *person = (struct till_person){
        .id = row->id, .is_active = row->is_active, .has_pin = row->pin_hash.size > 0};
    if (!role_parse(row->role, &person->role)) {
        person->role = ROLE_BOOTH; /* of a newer program: what may least */
    }
    if (!text_copy_view(person->name, sizeof(person->name), row->name)) {
        return error_set(err, ERROR_CORRUPT, "a name of the staff cannot be read");
    }
    reading->count++;
    return true;
}

static const struct till_person *find_person(const struct till *till, int64_t staff_id)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].id == staff_id && till->staff[i].is_active) {
            return &till->staff[i];
        }
    }
    return NULL;
}

static const struct till_person *first_person(const struct till *till)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].is_active) {
            return &till->staff[i];
        }
    }
    return NULL;
}

static void seat(struct till *till, const struct till_person *person)
{
    till->staff_id = person != NULL ? person->id : 0;
    till->role = person != NULL ? person->role : ROLE_CASHIER;
    (void)text_copy(till->staff_name, sizeof(till->staff_name),
        person != NULL ? person->name : STAFF_NAME_OTHERWISE);
}

/* Who is at the till when it is opened. */
static void begin(struct till *till)
{
    bool has_screen = (till->flags & TILL_OPEN_BATCH) == 0;
    const struct till_person *last = find_person(till, till_last_staff_id(till));
    till->is_locked = has_screen && !till->shop.is_demo && till_has_pins(till);
    seat(till, till->is_locked && last != NULL ? last : first_person(till));
}

bool till_read_staff(struct till *till, struct error *err)
{
    struct reading reading = {0};
    if (!staff_read_all(till->store, take_person, &reading, err)) {
        free(reading.people);
        return false;
    }
    bool is_first = till->staff == NULL;
    free(till->staff);
    till->staff = reading.people;
    till->staff_count = reading.count;
    const struct till_person *person = find_person(till, till->staff_id);
    if (is_first || (person == NULL && !till_has_pins(till))) {
        begin(till);
    } else if (person == NULL) {
        till->is_locked = (till->flags & TILL_OPEN_BATCH) == 0; /* works here no more */
    } else {
        seat(till, person);
    }
    return true;
}

const struct till_person *till_staff(const struct till *till, size_t *out_count)
{
    *out_count = till->staff_count;
    return till->staff;
}

int64_t till_staff_id(const struct till *till)
{
    return till->staff_id;
}

const char *till_staff_name(const struct till *till)
{
    return till->staff_name;
}

enum role till_role(const struct till *till)
{
    return till->role;
}

bool till_is_locked(const struct till *till)
{
    return till->is_locked;
}

bool till_has_pins(const struct till *till)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].is_active && till->staff[i].has_pin) {
            return true;
        }
    }
    return false;
}

int64_t till_last_staff_id(struct till *till)
{
    char value[SETTING_VALUE_MAX];
    bool found;
    struct error ignored; /* an order of tiles, no more */
    if (!device_setting_read(till->store, DEVICE_LAST_STAFF, value, &found, &ignored) || !found) {
        return 0;
    }
    return strtoll(value, NULL, 10);
}

/* --- rights -------------------------------------------------------------------------------- */

/* A shop whose list has no manager, of an earlier program, knows no rights. */
static bool has_rights(const struct till *till)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].role == ROLE_MANAGER) {
            return true;
        }
    }
    return false;
}

bool till_may(const struct till *till, enum right right, uint32_t percent_ppm)
{
    if ((till->flags & TILL_OPEN_BATCH) != 0 || !has_rights(till)) {
        return true;
    }
    return !till->is_locked && right_is_held(&till->shop.rights, till->role, right, percent_ppm);
}

uint32_t till_discount_limit_ppm(const struct till *till)
{
    return till_may(till, RIGHT_DISCOUNT, RATE_PPM_MAX)
               ? RATE_PPM_MAX
               : till->shop.rights.discount_limit_ppm[till->role];
}

bool till_require(struct till *till, enum right right, uint32_t percent_ppm,
    struct till_loan *out_loan, struct error *err)
{
    if (till->loan.staff_id != 0 && till->loan.right == right) {
        *out_loan = till->loan;
        return true;
    }
    if (till_may(till, right, percent_ppm)) {
        *out_loan = (struct till_loan){.right = right};
        return true;
    }
    till->refused_right = right;
    return error_set(err, ERROR_NOT_ALLOWED, "a manager has to allow this");
}

enum right till_refused_right(const struct till *till)
{
    return till->refused_right;
}

static bool write_act(struct till *till, const char *kind, const char *detail, int64_t sale_id,
    const struct till_loan *loan, struct error *err)
{
    struct act_row act = {
        .kind = kind,
        .detail = detail,
        .sale_id = sale_id,
        .staff_id = till->staff_id,
        .staff_name = till->staff_name,
        .by_staff_id = loan != NULL ? loan->staff_id : 0,
        .by_staff_name = loan != NULL ? loan->staff_name : "",
        .acted_at_ms = till_now_ms(till),
    };
    return act_insert(till->store, &act, err);
}

bool till_write_loan(
    struct till *till, const struct till_loan *loan, int64_t sale_id, struct error *err)
{
    return loan->staff_id == 0 ||
           write_act(till, "lend", right_name(loan->right), sale_id, loan, err);
}

bool till_write_act(struct till *till, const char *kind, const char *detail, int64_t sale_id,
    const struct till_loan *loan, struct error *err)
{
    bool is_done = store_begin(till->store, ENTRY_ACT, till->staff_id, err) &&
                   write_act(till, kind, detail, sale_id, loan, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

bool till_open_drawer(struct till *till, struct error *err)
{
    struct till_loan loan;
    return till_require(till, RIGHT_OPEN_DRAWER, 0, &loan, err) &&
           till_write_act(till, "open_drawer", "", 0, &loan, err);
}

/* --- lending ------------------------------------------------------------------------------- */

static bool lend(
    struct till *till, const struct till_person *person, enum right right, struct error *err)
{
    if (person->role != ROLE_MANAGER) {
        return error_set(err, ERROR_REFUSED, "%s is no manager", person->name);
    }
    till->loan = (struct till_loan){.right = right, .staff_id = person->id};
    (void)text_copy(till->loan.staff_name, sizeof(till->loan.staff_name), person->name);
    return true;
}

bool till_lend(
    struct till *till, int64_t manager_id, const char *pin, enum right right, struct error *err)
{
    const struct till_person *person = find_person(till, manager_id);
    if (person != NULL && person->role != ROLE_MANAGER) {
        return error_set(err, ERROR_REFUSED, "%s is no manager", person->name);
    }
    return pin_check(till, manager_id, pin, err) && lend(till, person, right, err);
}

static const struct till_person *find_name(
    const struct till *till, const char *name, struct error *err)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].is_active && strcmp(till->staff[i].name, name) == 0) {
            return &till->staff[i];
        }
    }
    (void)error_set(err, ERROR_NOT_FOUND, "nobody called \"%s\" works here", name);
    return NULL;
}

bool till_lend_by_name(struct till *till, const char *name, enum right right, struct error *err)
{
    const struct till_person *person = find_name(till, name, err);
    return person != NULL && lend(till, person, right, err);
}

void till_end_loan(struct till *till)
{
    till->loan = (struct till_loan){0};
}

/* --- signing in and out -------------------------------------------------------------------- */

int64_t till_pin_wait_ms(struct till *till, int64_t staff_id)
{
    int64_t wrong_count;
    int64_t wrong_at_ms;
    struct error ignored; /* then signing in says it */
    if (!pin_attempt_read(till->store, staff_id, &wrong_count, &wrong_at_ms, &ignored)) {
        return 0;
    }
    return pin_wait_ms(wrong_count, wrong_at_ms, till_now_ms(till));
}

static bool write_signing_in(struct till *till, const struct till_person *person, struct error *err)
{
    char id[24];
    bool was_in = !till->is_locked && till->staff_id != 0;
    snprintf(id, sizeof(id), "%lld", (long long)person->id);
    if (was_in && !write_act(till, "sign_out", "switch", 0, NULL, err)) {
        return false;
    }
    struct act_row act = {.kind = "sign_in",
        .detail = "",
        .staff_id = person->id,
        .staff_name = person->name,
        .by_staff_name = "",
        .acted_at_ms = till_now_ms(till)};
    return act_insert(till->store, &act, err) &&
           device_setting_write(till->store, DEVICE_LAST_STAFF, id, err);
}

bool till_sign_in(struct till *till, int64_t staff_id, const char *pin, struct error *err)
{
    if (!pin_check(till, staff_id, pin, err)) {
        return false;
    }
    const struct till_person *person = find_person(till, staff_id);
    bool is_done = store_begin(till->store, ENTRY_ACT, staff_id, err) &&
                   write_signing_in(till, person, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    till->is_locked = false;
    till_end_loan(till);
    seat(till, person);
    return true;
}

bool till_lock(struct till *till, const char *reason, struct error *err)
{
    if (till->is_locked) {
        return true;
    }
    if (!till_write_act(till, "sign_out", reason, 0, NULL, err)) {
        return false;
    }
    till->is_locked = true;
    till_end_loan(till);
    return true;
}

bool till_act_as(struct till *till, const char *name, struct error *err)
{
    const struct till_person *person = find_name(till, name, err);
    if (person == NULL) {
        return false;
    }
    seat(till, person);
    return true;
}
