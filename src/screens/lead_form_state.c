#include "screens/lead_form_state.h"

#include <string.h>

#include "base/text.h"
#include "domain/contact.h"
#include "domain/phone.h"
#include "screens/language.h"
#include "screens/texts.h"

/* ---- The form as data ---- */

const char *lead_language(const struct app_view *view)
{
    return language_about(view->language)->code;
}

bool lead_is_typed(const struct lead_field *field)
{
    return field->kind != LEAD_FIELD_CHOICE && field->kind != LEAD_FIELD_INTERESTS;
}

size_t lead_choice_count(const struct app_view *view, const struct lead_field *field)
{
    size_t count = field->has_categories ? view->catalogue.category_count : field->choice_count;
    return count < BOOTH_INTERESTS_MAX ? count : BOOTH_INTERESTS_MAX;
}

const char *lead_choice_label(
    const struct app_view *view, const struct lead_field *field, size_t index)
{
    return field->has_categories ? view->catalogue.categories[index].name
                                 : lead_form_text(view->booth.form, &field->choices[index].label,
                                       lead_language(view));
}

const char *lead_choice_value(
    const struct app_view *view, const struct lead_field *field, size_t index)
{
    return field->has_categories ? view->catalogue.categories[index].name
                                 : field->choices[index].value;
}

/* ---- Beginning ---- */

/* What the badge says of a field; "" nothing. */
static const char *badge_text(const struct contact *badge, const char *name)
{
    enum contact_field field;
    if (badge == NULL || !contact_field_find(name, &field)) {
        return "";
    }
    bool has_mobile_only = field == CONTACT_PHONE && badge->phone[0] == '\0';
    return has_mobile_only ? badge->mobile : contact_get(badge, field);
}

static size_t first_typed(const struct lead_form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        if (lead_is_typed(&form->fields[i])) {
            return i;
        }
    }
    return LEAD_NOBODY;
}

void lead_begin(struct lead_form_state *state, const struct app_view *view)
{
    const struct lead_form *form = view->booth.form;
    memory_wipe(state, sizeof *state);
    *state = (struct lead_form_state){.has_begun = true,
        .serial = view->booth.serial,
        .focus = LEAD_NOBODY,
        .problem = LEAD_NOBODY};
    for (size_t i = 0; i < form->field_count; i++) {
        text_copy(state->values[i], LEAD_VALUE_BYTES,
            lead_is_typed(&form->fields[i]) ? badge_text(view->booth.badge, form->fields[i].name)
                                            : "");
    }
    if (view->booth.badge == NULL) {
        lead_focus(state, first_typed(form)); /* with a scanner nobody needs the keyboard yet */
    }
}

/* ---- Checking ---- */

static bool is_empty(const struct lead_form_state *state, size_t index)
{
    return text_view_trim(text_view_of(state->values[index])).size == 0;
}

/* Fills the suggestion where there is one. */
static bool is_doubtful(struct text_view typed, enum lead_field_kind kind, const char *country,
    char out_suggestion[EMAIL_BYTES])
{
    out_suggestion[0] = '\0';
    if (kind == LEAD_FIELD_EMAIL) {
        struct email_check check;
        bool is_fine = email_check(typed, &check) == EMAIL_OK;
        text_copy(out_suggestion, EMAIL_BYTES, check.suggestion);
        memory_wipe(&check, sizeof check);
        return !is_fine;
    }
    if (kind == LEAD_FIELD_PHONE) {
        struct phone_check check;
        bool is_fine = phone_check(typed, country, &check) == PHONE_OK;
        memory_wipe(&check, sizeof check);
        return !is_fine;
    }
    return false;
}

bool lead_is_good(const struct lead_form_state *state, const struct app_view *view, size_t index)
{
    char ignored[EMAIL_BYTES];
    bool is_good = !is_empty(state, index) &&
                   (state->is_sure[index] ||
                       !is_doubtful(text_view_of(state->values[index]),
                           view->booth.form->fields[index].kind, view->shop->country, ignored));
    memory_wipe(ignored, sizeof ignored);
    return is_good;
}

/* ---- Focus ---- */

void lead_focus(struct lead_form_state *state, size_t index)
{
    state->focus = index;
    state->wants_focus = index != LEAD_NOBODY;
}

void lead_unfocus(struct lead_form_state *state, struct ui *ui)
{
    state->focus = LEAD_NOBODY;
    state->wants_focus = false;
    ui_focus_none(ui);
}

void lead_next_field(struct lead_form_state *state, const struct app_view *view, struct ui *ui)
{
    const struct lead_form *form = view->booth.form;
    size_t from = state->focus == LEAD_NOBODY ? 0 : state->focus + 1;
    for (size_t i = from; i < form->field_count; i++) {
        if (lead_is_typed(&form->fields[i])) {
            lead_focus(state, i);
            return;
        }
    }
    lead_unfocus(state, ui);
}

/* ---- Saving ---- */

static void refuse(struct lead_form_state *state, size_t index, enum text_id text)
{
    state->problem = index;
    state->problem_text = text;
    state->wants_problem = true;
}

static bool is_answered(const struct lead_form_state *state, const struct lead_form *form, size_t i)
{
    return lead_is_typed(&form->fields[i]) ? !is_empty(state, i) : state->chosen[i] != 0;
}

/* What has to be there and is not: said at its field. */
static bool has_missing(struct lead_form_state *state, const struct lead_form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        if (form->fields[i].is_required && !is_answered(state, form, i)) {
            refuse(state, i, TEXT_BOOTH_MISSING);
            return true;
        }
    }
    for (size_t i = 0; i < form->consent_count; i++) {
        const struct lead_field *needed = form->consents[i].needs[0] == '\0'
                                              ? NULL
                                              : lead_form_find_field(form, form->consents[i].needs);
        size_t index = needed == NULL ? 0 : (size_t)(needed - form->fields);
        if (needed != NULL && state->ticks[i] && !is_answered(state, form, index)) {
            refuse(state, index,
                needed->kind == LEAD_FIELD_PHONE   ? TEXT_BOOTH_WANTS_PHONE
                : needed->kind == LEAD_FIELD_EMAIL ? TEXT_BOOTH_WANTS_EMAIL
                                                   : TEXT_BOOTH_MISSING);
            return true;
        }
    }
    return false;
}

/* What looks odd is asked about, once. */
static bool asks(struct lead_form_state *state, const struct app_view *view)
{
    const struct lead_form *form = view->booth.form;
    for (size_t i = 0; i < form->field_count; i++) {
        if (!lead_is_typed(&form->fields[i]) || is_empty(state, i) || state->is_sure[i]) {
            continue;
        }
        if (is_doubtful(text_view_of(state->values[i]), form->fields[i].kind, view->shop->country,
                state->suggestion)) {
            state->over = LEAD_OVER_DOUBT;
            state->doubted = i;
            return true;
        }
    }
    return false;
}

static void add_choices(struct lead_form_state *state, const struct app_view *view, size_t index)
{
    const struct lead_field *field = &view->booth.form->fields[index];
    struct booth_entry *entry = &state->entry;
    for (size_t i = 0; i < lead_choice_count(view, field); i++) {
        if ((state->chosen[index] >> i & 1) == 0) {
            continue;
        }
        const char *value = lead_choice_value(view, field, i);
        if (field->kind == LEAD_FIELD_CHOICE) {
            entry->fields[entry->field_count++] = (struct booth_field){field->name, value};
        } else if (entry->interest_count < BOOTH_INTERESTS_MAX) {
            entry->interests[entry->interest_count++] = value;
        }
    }
}

static void fill_entry(struct lead_form_state *state, const struct app_view *view)
{
    const struct lead_form *form = view->booth.form;
    const char *language = lead_language(view);
    struct booth_entry *entry = &state->entry;
    *entry = (struct booth_entry){0};
    for (size_t i = 0; i < form->field_count; i++) {
        const struct lead_field *field = &form->fields[i];
        const char *known = badge_text(view->booth.badge, field->name);
        if (!lead_is_typed(field)) {
            add_choices(state, view, i);
        } else if (strcmp(state->values[i], known) != 0) {
            entry->fields[entry->field_count++] =
                (struct booth_field){field->name, state->values[i]};
        }
    }
    for (size_t i = 0; i < form->consent_count; i++) {
        const struct lead_form_consent *consent = &form->consents[i];
        entry->consents[entry->consent_count++] =
            (struct booth_consent){.purpose = consent->purpose,
                .wording = lead_form_text(form, &consent->wording, language),
                .version = consent->version,
                .language = lead_form_has_language(form, language) ? language : form->languages[0],
                .is_given = state->ticks[i]};
    }
}

struct intent lead_save(struct lead_form_state *state, const struct app_view *view)
{
    struct intent intent = {.kind = INTENT_NONE};
    state->problem = LEAD_NOBODY;
    if (has_missing(state, view->booth.form)) {
        if (lead_is_typed(&view->booth.form->fields[state->problem])) {
            lead_focus(state, state->problem);
        }
        return intent;
    }
    if (asks(state, view)) {
        return intent;
    }
    fill_entry(state, view);
    intent.kind = INTENT_BOOTH_SAVE;
    intent.entry = &state->entry;
    return intent;
}
