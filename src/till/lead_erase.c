#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "store/lead.h"
#include "store/setting.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_match.h"
#include "till/lead_state.h"
#include "till/shop_setting.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define RETENTION_KEY "lead_retention"
#define RETENTION_REASON "kept long enough"

/* A setting of this device: erased rows may still have bytes on the disk. Written with them, so that
 * a power cut does not lose it. */
#define SCRUB_DUE "scrub_due"

/* --- one person ----------------------------------------------------------------------------- */

static bool erase_rows(
    struct till *till, const struct lead_same *same, const char *reason, struct error *err)
{
    int64_t now_ms = till_now_ms(till);
    for (size_t i = 0; i < same->count; i++) {
        if (!lead_erase_row(till->store, same->ids[i], reason, now_ms, err)) {
            return false;
        }
    }
    return true;
}

/* What this run remembers of them would recognise somebody who is gone. */
static void forget_met(struct till *till, const struct lead_same *same)
{
    struct lead_state *state = lead_state(till);
    size_t kept = 0;
    for (size_t i = 0; i < state->met_count; i++) {
        bool is_gone = false;
        for (size_t j = 0; j < same->count; j++) {
            is_gone = is_gone || state->met[i].lead_id == same->ids[j];
        }
        if (!is_gone) {
            state->met[kept++] = state->met[i];
        }
    }
    memory_wipe(state->met + kept, (state->met_count - kept) * sizeof(*state->met));
    state->met_count = kept;
}

static bool erase_person(
    struct till *till, const struct lead_same *same, const char *reason, struct error *err)
{
    bool is_done = store_begin(till->store, ENTRY_ERASURE, till->staff_id, err) &&
                   erase_rows(till, same, reason, err) &&
                   device_setting_write(till->store, SCRUB_DUE, "yes", err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    if (lead_state(till)->met_count > 0) {
        forget_met(till, same);
    }
    return true;
}

static bool note_scrubbed(struct till *till, struct error *err)
{
    bool is_done = store_begin(till->store, ENTRY_ERASURE, till->staff_id, err) &&
                   device_setting_write(till->store, SCRUB_DUE, "no", err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

/* The bytes leave the disk too. Another program that reads an old state holds it up; then the rows
 * are erased all the same, and the next erasure or close of a day tries again. */
static bool scrub(struct till *till, struct error *err)
{
    return (store_scrub(till->store, err) && note_scrubbed(till, err)) ||
           error_prefix(err,
               "it is erased, and its bytes stay on the disk until this is tried "
               "again: ");
}

static bool scrub_if_due(struct till *till, struct error *err)
{
    char value[SETTING_VALUE_MAX];
    bool found;
    if (!device_setting_read(till->store, SCRUB_DUE, value, &found, err)) {
        return false;
    }
    return !found || strcmp(value, "yes") != 0 || scrub(till, err);
}

static bool take_nothing(void *context, const struct lead_row *row, struct error *err)
{
    (void)context;
    (void)row;
    (void)err;
    return true;
}

static bool find_same(
    struct till *till, int64_t lead_id, struct lead_same *out_same, struct error *err)
{
    bool found;
    struct lead_match_count ignored;
    if (!lead_find(till->store, lead_id, take_nothing, NULL, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no such lead here");
    }
    /* Leads of the same person that nobody has compared yet go too. */
    return (!lead_is_unlocked(till) || lead_match_all(till, &ignored, err)) &&
           lead_same_person(till, lead_id, out_same, err);
}

bool lead_erase(
    struct till *till, int64_t lead_id, const char *reason, size_t *out_count, struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    ASSERT(same != NULL);
    bool is_done = find_same(till, lead_id, same, err) && erase_person(till, same, reason, err) &&
                   scrub(till, err);
    if (is_done) {
        *out_count = same->count;
    }
    free(same);
    return is_done;
}

/* --- the rule ------------------------------------------------------------------------------- */

int lead_retention_days(struct till *till)
{
    char value[SHOP_SETTING_VALUE_MAX];
    struct error ignored; /* what cannot be read is as if it were not set */
    int64_t days;
    if (!shop_setting_get(till, RETENTION_KEY, value, &ignored) ||
        !decimal_parse(text_view_of(value), 0, '.', &days, &ignored) || days < 1) {
        return LEAD_RETENTION_DAYS;
    }
    return (int)days;
}

bool lead_retention_set(struct till *till, int days, struct error *err)
{
    char value[DECIMAL_TEXT_MAX];
    decimal_print(days, 0, value);
    return shop_setting_set(till, RETENTION_KEY, value, err);
}

/* Who is over, found in one go and erased after it: a list does not change under its reader. */
struct over {
    int64_t before_ms;
    int64_t *ids;
    size_t count, capacity;
};

static bool take_over(void *context, const struct lead_person *person, struct error *err)
{
    struct over *over = context;
    (void)err;
    if (lead_person_last_at(person) >= over->before_ms) {
        return true;
    }
    if (over->count == over->capacity) {
        over->capacity = 2 * over->capacity + 64;
        over->ids = realloc(over->ids, over->capacity * sizeof(*over->ids));
        ASSERT(over->ids != NULL);
    }
    over->ids[over->count++] = person->id;
    return true;
}

static bool erase_over(
    struct till *till, const struct over *over, size_t *out_count, struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    bool is_done = true;
    size_t count = 0;
    ASSERT(same != NULL);
    for (size_t i = 0; is_done && i < over->count; i++) {
        is_done = lead_same_person(till, over->ids[i], same, err) &&
                  erase_person(till, same, RETENTION_REASON, err);
        count += is_done ? same->count : 0;
    }
    free(same);
    *out_count = count;
    return is_done && scrub_if_due(till, err);
}

bool lead_retention_apply(struct till *till, size_t *out_count, struct error *err)
{
    struct over over = {
        .before_ms = till_now_ms(till) - (int64_t)lead_retention_days(till) * DAY_MS};
    struct lead_filter old = {.captured_before_ms = over.before_ms};
    size_t count = 0;
    bool is_done = lead_visit_people(till, &old, take_over, &over, err) &&
                   erase_over(till, &over, &count, err);
    free(over.ids);
    if (is_done) {
        *out_count = count;
    }
    return is_done;
}
