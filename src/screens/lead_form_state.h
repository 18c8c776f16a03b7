#ifndef TILLTALE_SCREENS_LEAD_FORM_STATE_H
#define TILLTALE_SCREENS_LEAD_FORM_STATE_H

/* State of the lead form: what a visitor has typed and touched so far. Personal, so it lies here and
 * nowhere else, and goes with the screen. Private to the files of the lead form. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/email.h"
#include "domain/lead_form.h"
#include "screens/booth_parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "ui/ui.h"

#define LEAD_VALUE_BYTES 641 /* of a typed field */
#define LEAD_NOBODY SIZE_MAX

/* What lies over the form. */
enum lead_over {
    LEAD_OVER_NONE,
    LEAD_OVER_DOUBT,  /* is this right? */
    LEAD_OVER_PRIVACY /* the whole text */
};

struct lead_form_state {
    bool has_begun;
    uint64_t serial; /* of the visitor */
    char values[LEAD_FORM_FIELDS_MAX][LEAD_VALUE_BYTES];
    uint32_t chosen[LEAD_FORM_FIELDS_MAX]; /* bits of choices */
    bool is_sure[LEAD_FORM_FIELDS_MAX];    /* the visitor says that it is right */
    bool ticks[LEAD_FORM_CONSENTS_MAX];    /* all empty at first */

    size_t focus;   /* the field that is typed into; LEAD_NOBODY: the keyboard is down */
    size_t problem; /* the field that something is wrong with; LEAD_NOBODY: none */
    enum text_id problem_text;
    bool wants_problem; /* it has to come into sight */
    bool wants_focus;   /* `focus` was set here: the kit has to hear of it */

    enum lead_over over;
    size_t doubted;
    char suggestion[EMAIL_BYTES]; /* what was meant, probably; personal */

    struct ui_keys_state keys;
    struct ui_scroll scroll, side_scroll, privacy_scroll;
    struct booth_idle idle;
    struct booth_entry entry;
};

static_assert(sizeof(struct lead_form_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* One frame of it. */
struct lead_job {
    struct lead_form_state *state;
    const struct app_view *view;
    struct ui *ui;
    const struct lead_form *form;
    bool is_typing, is_step; /* the keyboard is up; and there is no room for more than the fields */
};

/* Lays out the boxes, who keeps it, and the way to the whole text; draws where `draws`. Returns the
 * height. */
int lead_consents(const struct lead_job *job, struct rect area, bool draws);

/* The language of the view, as the form names it. */
const char *lead_language(const struct app_view *view);

/* Typed, not touched. */
bool lead_is_typed(const struct lead_field *field);

/* The choices of a field: its own, else the shop's categories. Returns how many. */
size_t lead_choice_count(const struct app_view *view, const struct lead_field *field);
const char *lead_choice_label(
    const struct app_view *view, const struct lead_field *field, size_t index);
const char *lead_choice_value(
    const struct app_view *view, const struct lead_field *field, size_t index);

/* Begins anew for another visitor, with what the badge said. */
void lead_begin(struct lead_form_state *state, const struct app_view *view);

/* True if what is typed looks right, or its owner says so. */
bool lead_is_good(const struct lead_form_state *state, const struct app_view *view, size_t index);

/* Moves to the next field that is typed; after the last one the keyboard goes. */
void lead_next_field(struct lead_form_state *state, const struct app_view *view, struct ui *ui);
void lead_focus(struct lead_form_state *state, size_t index);
void lead_unfocus(struct lead_form_state *state, struct ui *ui);

/* Save was pressed: says at its field what is missing, asks once about what is doubtful, else fills
 * the entry and returns the intent. */
struct intent lead_save(struct lead_form_state *state, const struct app_view *view);

/* The cards over the form. lead_over() returns an intent where its answer was the last one that
 * Save was waiting for. */
struct intent lead_over(struct lead_form_state *state, const struct app_view *view, struct ui *ui);

#endif
