#include "app/effects.h"

#include <stdlib.h>
#include <string.h>

#include "app/desk_lead.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/catalogue.h"
#include "domain/day.h"
#include "screens/words.h"
#include "till/lead.h"
#include "till/staff.h"
#include "till/till.h"

#define NEVER_MS INT64_MAX
#define BADGE_SHOWN_MAX 40 /* characters of a badge that stand for a name */

/* ---- Rows ---- */

enum view_rating desk_lead_rating(const char *rating)
{
    static const char *const WORDS[VIEW_RATING_COUNT] = {
        [VIEW_RATING_NONE] = "",
        [VIEW_RATING_HOT] = "hot",
        [VIEW_RATING_WARM] = "warm",
        [VIEW_RATING_COLD] = "cold",
    };
    for (int i = 0; i < VIEW_RATING_COUNT; i++) {
        if (strcmp(rating, WORDS[i]) == 0) {
            return (enum view_rating)i;
        }
    }
    return VIEW_RATING_NONE;
}

/* The clock for today, else the date. */
void desk_lead_when(
    const struct desk *desk, int64_t at_ms, const char *business_day, char *out, size_t capacity)
{
    char date[WORDS_MAX], day[DAY_TEXT_MAX], clock[CLOCK_TEXT_MAX];
    const struct till_shop *shop = till_shop(desk->till);
    if (business_day == NULL) {
        day_print(zone_business_day(shop->zone, at_ms, shop->day_start_minutes), day);
        business_day = day;
    }
    char today[DAY_TEXT_MAX];
    till_today(desk->till, today);
    if (strcmp(business_day, today) == 0) {
        (void)text_copy(out, capacity, zone_print_clock(shop->zone, at_ms, clock));
    } else {
        (void)text_copy(out, capacity, words_date(&desk->view, business_day, date));
    }
}

/* What a badge says that holds no name: an id of the organiser. */
static bool is_short_badge(const struct lead_person *person)
{
    const char *scan = person->scan_count > 0 ? person->scans[person->scan_count - 1].text : NULL;
    return scan != NULL && scan[0] != '\0' &&
           text_view_count_characters(text_view_of(scan)) <= BADGE_SHOWN_MAX &&
           !text_view_has_control(text_view_of(scan));
}

static void fill_name(struct view_lead *shown, const struct lead_person *person)
{
    if (person->is_open) {
        lead_person_name(person, shown->name, sizeof shown->name);
    }
    shown->is_named = shown->name[0] != '\0';
    if (!shown->is_named && person->is_open && is_short_badge(person)) {
        (void)text_copy(
            shown->name, sizeof shown->name, person->scans[person->scan_count - 1].text);
        shown->is_named = true;
        shown->is_badge = true;
    } else if (!shown->is_named) {
        const char *email = person->is_open ? lead_person_field(person, "email") : "";
        shown->is_named = email[0] != '\0';
        (void)text_copy(shown->name, sizeof shown->name, email[0] != '\0' ? email : shown->number);
    }
}

static void fill_interests(struct view_lead *shown, const struct lead_person *person)
{
    struct text_out out = text_out_begin(shown->interests, sizeof shown->interests);
    for (size_t i = 0; i < person->interest_count; i++) {
        text_out_append(&out, i > 0 ? ", " : "");
        text_out_append(&out, person->interests[i]);
    }
}

/* What a search finds them by: only what can be read. */
static void fill_sought(struct desk_lead_row *row, const struct lead_person *person)
{
    char words[LEADS_SOUGHT_BYTES];
    struct text_out out = text_out_begin(words, sizeof words);
    text_out_append(&out, row->shown.number);
    text_out_append(&out, " ");
    text_out_append(&out, row->shown.name);
    text_out_append(&out, " ");
    text_out_append(&out, row->shown.interests);
    if (person->is_open) {
        text_out_append(&out, " ");
        text_out_append(&out, lead_person_field(person, "company"));
        text_out_append(&out, " ");
        text_out_append(&out, lead_person_field(person, "email"));
        text_out_append(&out, " ");
        text_out_append(&out, lead_person_field(person, "phone"));
    }
    (void)text_fold(text_view_of(words), row->sought, sizeof row->sought);
    memory_wipe(words, sizeof words);
}

static void fill_row(struct desk *desk, struct desk_lead_row *row, const struct lead_person *person)
{
    char today[DAY_TEXT_MAX];
    const struct lead_part *last = &person->leads[person->lead_count - 1];
    struct view_lead *shown = &row->shown;
    till_today(desk->till, today);
    *row = (struct desk_lead_row){.person_id = person->id};
    shown->id = last->lead_id;
    (void)lead_number_print(last->lead_id, shown->number);
    desk_lead_when(desk, last->captured_at_ms, last->business_day, shown->when, sizeof shown->when);
    fill_name(shown, person);
    fill_interests(shown, person);
    shown->has_email = person->has_email;
    shown->has_phone = person->has_phone;
    shown->rating = desk_lead_rating(person->rating);
    shown->has_bought = person->bought_minor > 0;
    shown->bought_minor = person->bought_minor;
    (void)text_copy(shown->follow_up, sizeof shown->follow_up, person->follow_up);
    row->is_today = strcmp(last->business_day, today) == 0;
    row->was_before = person->lead_count > 1;
    row->has_follow_up = person->follow_up[0] != '\0';
    shown->is_nameless = person->has_badge && !person->has_name && !person->has_email &&
                         !person->has_phone && !person->has_company;
    fill_sought(row, person);
}

struct reading {
    struct desk *desk;
    struct desk_lead_row *rows;
    size_t count, capacity;
};

static void wipe_rows(struct desk_lead_row *rows, size_t count)
{
    if (rows != NULL) {
        memory_wipe(rows, count * sizeof *rows);
    }
    free(rows);
}

/* Rows move while the list grows: the old place is wiped. */
static void make_room(struct reading *reading)
{
    if (reading->count < reading->capacity) {
        return;
    }
    size_t capacity = reading->capacity == 0 ? 64 : reading->capacity * 2;
    struct desk_lead_row *rows = calloc(capacity, sizeof *rows);
    ASSERT(rows != NULL);
    if (reading->count > 0) {
        memcpy(rows, reading->rows, reading->count * sizeof *rows);
    }
    wipe_rows(reading->rows, reading->capacity);
    reading->rows = rows;
    reading->capacity = capacity;
}

static bool take_person(void *context, const struct lead_person *person, struct error *err)
{
    struct reading *reading = context;
    (void)err;
    make_room(reading);
    fill_row(reading->desk, &reading->rows[reading->count++], person);
    return true;
}

/* ---- Filter and search ---- */

static bool is_wanted(const struct desk_lead_row *row, enum view_leads_filter filter)
{
    switch (filter) {
    case VIEW_LEADS_TODAY:
        return row->is_today;
    case VIEW_LEADS_HOT:
        return row->shown.rating == VIEW_RATING_HOT;
    case VIEW_LEADS_FOLLOW_UP:
        return row->has_follow_up;
    case VIEW_LEADS_ALL:
    case VIEW_LEADS_FILTER_COUNT:
        break;
    }
    return true;
}

static void wipe_found(struct desk_leads *leads)
{
    if (leads->found != NULL) {
        memory_wipe(leads->found, leads->found_count * sizeof *leads->found);
    }
    free(leads->found);
    leads->found = NULL;
    leads->found_count = 0;
}

/* The person of a code, a number, an e-mail address; 0: the query is none of them. */
static int64_t person_of_query(struct desk *desk, const char *query)
{
    int64_t lead_id = 0;
    struct error ignored;
    struct lead_person person = {0};
    if (!lead_find_text(desk->till, text_view_of(query), &lead_id, &ignored) || lead_id == 0 ||
        !lead_read(desk->till, lead_id, &person, &ignored)) {
        return 0;
    }
    int64_t person_id = person.id;
    lead_person_close(&person);
    return person_id;
}

static bool is_hit(const struct desk_lead_row *row, const char *folded, int64_t person_id)
{
    return folded[0] == '\0' || (person_id != 0 && row->person_id == person_id) ||
           strstr(row->sought, folded) != NULL;
}

static void find(struct desk *desk)
{
    struct desk_leads *leads = desk->leads;
    char folded[LEADS_QUERY_BYTES * 2];
    struct text_view query = text_view_trim(text_view_of(leads->query));
    (void)text_fold(query, folded, sizeof folded);
    int64_t person_id = folded[0] == '\0' ? 0 : person_of_query(desk, leads->query);
    wipe_found(leads);
    leads->found = calloc(leads->count + 1, sizeof *leads->found);
    ASSERT(leads->found != NULL);
    for (size_t i = 0; i < leads->count; i++) {
        const struct desk_lead_row *row = &leads->rows[i];
        if (is_wanted(row, leads->filter) && is_hit(row, folded, person_id)) {
            leads->found[leads->found_count++] = row->shown;
        }
    }
    memory_wipe(folded, sizeof folded);
}

static bool has_row(const struct desk_leads *leads, int64_t lead_id)
{
    for (size_t i = 0; i < leads->count; i++) {
        if (leads->rows[i].shown.id == lead_id) {
            return true;
        }
    }
    return false;
}

/* Reads everybody anew. */
static bool read_list(struct desk *desk, struct error *err)
{
    struct desk_leads *leads = desk->leads;
    struct lead_filter filter = {0};
    struct reading reading = {.desk = desk};
    if (!lead_visit_people(desk->till, &filter, take_person, &reading, err)) {
        wipe_rows(reading.rows, reading.capacity);
        return false;
    }
    wipe_rows(leads->rows, leads->count);
    leads->rows = reading.rows;
    leads->count = reading.count;
    if (!has_row(leads, leads->selected_id)) {
        leads->selected_id = leads->count > 0 ? leads->rows[0].shown.id : 0;
    }
    find(desk);
    return true;
}

/* ---- Locking ---- */

static void forget_card(struct desk_leads *leads)
{
    memory_wipe(&leads->card, sizeof leads->card);
    leads->has_card = false;
    memory_wipe(&leads->qr, sizeof leads->qr);
    leads->has_qr = false;
}

void desk_forget_leads(struct desk *desk)
{
    lead_lock(desk->till);
    desk_end_leads(desk);
}

void desk_end_leads(struct desk *desk)
{
    struct desk_leads *leads = desk->leads;
    if (leads == NULL) {
        return;
    }
    wipe_rows(leads->rows, leads->count);
    wipe_found(leads);
    memory_wipe(leads, sizeof *leads);
    free(leads);
    desk->leads = NULL;
    memory_wipe(&desk->view.leads, sizeof desk->view.leads);
}

/* Names go, numbers stay. A card with somebody's details goes with them; one that is being filled
 * in for somebody new stays. */
void desk_lock_leads(struct desk *desk)
{
    struct error ignored;
    struct desk_leads *leads = desk->leads;
    bool was_open = lead_is_unlocked(desk->till);
    lead_lock(desk->till);
    if (leads == NULL || !was_open) {
        return;
    }
    bool is_new = leads->has_card && leads->card.id == 0;
    memory_wipe(leads->query, sizeof leads->query);
    if (!is_new) {
        forget_card(leads);
        if (desk->screen == SCREEN_LEAD_CARD) {
            desk->screen = SCREEN_LEADS;
        } else if (desk->screen == SCREEN_SIGN_IN && desk->staff.covered == SCREEN_LEAD_CARD) {
            desk->staff.covered = SCREEN_LEADS;
        }
    }
    if (!read_list(desk, &ignored)) {
        wipe_rows(leads->rows, leads->count);
        leads->rows = NULL;
        leads->count = 0;
        wipe_found(leads);
    }
}

int64_t desk_leads_lock_ms(const struct desk *desk)
{
    return desk->leads != NULL && lead_is_unlocked(desk->till)
               ? desk->staff.touched_ms + LEADS_IDLE_MS
               : NEVER_MS;
}

/* ---- Intents ---- */

bool desk_open_leads(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_loan loan;
    (void)intent;
    if (!till_require(desk->till, RIGHT_LEADS, 0, &loan, err) ||
        (loan.staff_id != 0 && !till_write_act(desk->till, "leads", "", 0, &loan, err))) {
        return false;
    }
    desk_forget_leads(desk);
    desk->leads = calloc(1, sizeof *desk->leads);
    ASSERT(desk->leads != NULL);
    if (!export_targets_read(till_store(desk->till), &desk->leads->targets, err) ||
        !read_list(desk, err)) {
        desk_forget_leads(desk);
        return false;
    }
    desk_enter(desk, SCREEN_LEADS);
    return true;
}

bool desk_find_leads(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_leads *leads = desk->leads;
    (void)err;
    ASSERT(leads != NULL && intent->secret != NULL && intent->index < VIEW_LEADS_FILTER_COUNT);
    leads->filter = (enum view_leads_filter)intent->index;
    (void)text_copy(leads->query, sizeof leads->query, intent->secret);
    find(desk);
    return true;
}

bool desk_unlock_leads(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_leads *leads = desk->leads;
    struct lead_match_count ignored_count;
    struct error ignored;
    ASSERT(leads != NULL && intent->secret != NULL);
    bool is_done = lead_unlock(desk->till, intent->secret, err);
    leads->unlock_serial++;
    leads->is_refused = !is_done && err->code == ERROR_INVALID;
    if (!is_done) {
        desk->sound = DESK_SOUND_BAD;
        return leads->is_refused;
    }
    /* Who came twice is found now; that it cannot be written down keeps no name away. */
    if (lead_match_all(desk->till, &ignored_count, &ignored) && ignored_count.matched > 0) {
        desk_nudge(desk);
    }
    return read_list(desk, err);
}

bool desk_show_lead_code(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_leads *leads = desk->leads;
    char code[CAMPAIGN_CODE_TEXT_MAX];
    leads->has_qr = false;
    if (intent->id == 0) {
        return true;
    }
    if (!lead_code(desk->till, intent->id, leads->token, code)) {
        return error_set(
            err, ERROR_REFUSED, "this till cannot make the code of another till’s lead");
    }
    desk_fill_qr(&leads->qr, code, false);
    leads->has_qr = leads->qr.modules > 0;
    return true;
}

/* ---- The view ---- */

static void count(const struct desk_leads *leads, struct view_leads *view)
{
    for (size_t i = 0; i < leads->count; i++) {
        const struct desk_lead_row *row = &leads->rows[i];
        for (int filter = 0; filter < VIEW_LEADS_FILTER_COUNT; filter++) {
            view->counts[filter] += is_wanted(row, (enum view_leads_filter)filter);
        }
        view->recognised_count += row->is_today && row->was_before;
        view->nameless_count += row->is_today && row->shown.is_nameless;
    }
}

void desk_fill_leads(struct desk *desk)
{
    const struct desk_leads *leads = desk->leads;
    struct view_leads *view = &desk->view.leads;
    if (clock_monotonic_ms(desk->clock) >= desk_leads_lock_ms(desk)) {
        desk_lock_leads(desk);
    }
    *view = (struct view_leads){0};
    if (leads == NULL) {
        return;
    }
    *view = (struct view_leads){.has_key = lead_has_key(desk->till),
        .is_unlocked = lead_is_unlocked(desk->till),
        .can_unlock = lead_can_unlock(desk->till),
        .is_refused = leads->is_refused,
        .unlock_serial = leads->unlock_serial,
        .filter = leads->filter,
        .rows = leads->found,
        .count = leads->found_count,
        .selected_id = leads->selected_id,
        .card = leads->has_card ? &leads->card : NULL,
        .code = leads->has_qr ? &leads->qr : NULL,
        .targets = leads->targets,
        .formats_done = leads->files_done};
    (void)text_copy(view->token, sizeof view->token, leads->token);
    count(leads, view);
}

bool desk_read_leads(struct desk *desk, struct error *err)
{
    return read_list(desk, err);
}
