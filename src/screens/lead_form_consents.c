#include "base/text.h"
#include "screens/lead_form_state.h"
#include "screens/words.h"

/* The boxes of the lead form, who keeps what is entered and how long. */

#define BOX_TEXT 134 /* of a consent's row: what is no text */
#define BOX_LEAST 96

static int box_height(const struct lead_job *job, int width, const char *wording)
{
    struct ui_text_style style = {.size = 24, .lines_max = 60};
    int height = ui_text_height(job->ui, width - BOX_TEXT, wording, &style) + 36;
    return height < BOX_LEAST ? BOX_LEAST : height;
}

static const char *keeps_words(const struct lead_job *job, char *out, size_t capacity)
{
    const struct view_booth *booth = &job->view->booth;
    char days[WORDS_MAX];
    char keeps[2 * NAME_BYTES];
    say_count(job->view, days, sizeof days, TEXT_BOOTH_DAYS, (uint64_t)booth->retention_days, NULL);
    say_with(job->view, keeps, sizeof keeps, TEXT_BOOTH_KEEPS, job->view->shop->name, days);
    struct text_out words = text_out_begin(out, capacity);
    text_out_append(&words, say(job->view, job->form->consent_count > 0 ? TEXT_BOOTH_WITH_OR_WITHOUT
                                                                        : TEXT_BOOTH_CODE_ANYWAY));
    text_out_append(&words, " ");
    text_out_append(&words, keeps);
    return out;
}

int lead_consents(const struct lead_job *job, struct rect area, bool draws)
{
    struct lead_form_state *state = job->state;
    int y = 0;
    for (size_t i = 0; i < job->form->consent_count; i++) {
        const char *wording =
            lead_form_text(job->form, &job->form->consents[i].wording, lead_language(job->view));
        int height = box_height(job, area.width, wording);
        struct rect box = {area.x, area.y + y, area.width, height};
        ui_push_id(job->ui, i);
        if (draws) {
            ui_checkbox(job->ui, box, wording, &state->ticks[i]);
        }
        ui_pop_id(job->ui);
        y += height + 16;
    }
    char words[4 * NAME_BYTES];
    struct ui_text_style style = {.size = 22,
        .colour = COLOUR_INK2,
        .lines_max = 9,
        .line_percent = 132,
        .vertical = UI_VERTICAL_TOP};
    keeps_words(job, words, sizeof words);
    int height = ui_text_height(job->ui, area.width, words, &style);
    if (draws) {
        ui_text(job->ui, (struct rect){area.x, area.y + y, area.width, height}, words, &style);
        struct rect link = {area.x, area.y + y + height, 0, TARGET_HEIGHT_MIN};
        const char *label = say(job->view, TEXT_BOOTH_READ_MORE);
        link.width = ui_text_width(job->ui, label,
                         &(struct ui_text_style){.size = 23, .weight = UI_WEIGHT_700}) +
                     8;
        link.width = link.width < TARGET_WIDTH_MIN ? TARGET_WIDTH_MIN : link.width;
        if (ui_link(job->ui, link, label)) {
            state->over = LEAD_OVER_PRIVACY;
        }
    }
    y += height + TARGET_HEIGHT_MIN;
    if (job->view->booth.has_trouble) {
        struct ui_text_style red = {.size = 24,
            .weight = UI_WEIGHT_600,
            .colour = COLOUR_RED,
            .lines_max = 4,
            .vertical = UI_VERTICAL_TOP};
        const char *trouble = say(job->view, TEXT_BOOTH_NOT_SAVED);
        int red_height = ui_text_height(job->ui, area.width, trouble, &red);
        if (draws) {
            ui_text(
                job->ui, (struct rect){area.x, area.y + y, area.width, red_height}, trouble, &red);
        }
        y += red_height + 8;
    }
    return y;
}
