#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "base/text.h"
#include "domain/lead_form.h"
#include "domain/offer_words.h"
#include "screens/language.h"
#include "screens/words.h"
#include "till/campaigns.h"
#include "till/shop_setting.h"
#include "till/till.h"

/* What the screens for visitors know. */

void desk_forget_campaign(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    free(booth->card);
    free(booth->form);
    buffer_close(&booth->privacy);
    booth->privacy = (struct buffer){0};
    booth->privacy_language = NULL;
    booth->card = NULL;
    booth->form = NULL;
    booth->is_read = false;
}

/* The campaign of the booth; one that is not there any more is none. */
static void read_card(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    const char *code = till_shop(desk->till)->booth_campaign;
    struct error ignored;
    if (code[0] == '\0') {
        return;
    }
    booth->card = malloc(sizeof *booth->card);
    ASSERT(booth->card != NULL);
    if (!campaign_read_card(desk->till, code, booth->card, &ignored)) {
        free(booth->card);
        booth->card = NULL;
    }
}

/* The campaign's own form, else the shop's, else the one that every shop begins with. */
static void read_form(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    struct buffer json = {0};
    struct error ignored;
    booth->form = malloc(sizeof *booth->form);
    ASSERT(booth->form != NULL);
    const char *code = booth->card != NULL ? booth->card->code : NULL;
    bool is_read =
        campaign_read_form(desk->till, code, &json, NULL, &ignored) && json.size > 0 &&
        lead_form_parse((struct text_view){json.bytes, json.size}, booth->form, &ignored);
    if (!is_read) {
        lead_form_default(booth->form);
    }
    buffer_close(&json);
}

static void read_booth(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    desk_forget_campaign(desk);
    read_card(desk);
    read_form(desk);
    booth->phone = (struct view_qr){0};
    if (booth->card != NULL && booth->card->form_url[0] != '\0') {
        desk_fill_qr(&booth->phone, booth->card->form_url, false);
    }
    booth->retention_days = desk_retention_days(desk);
    booth->is_read = true;
}

/* ---- The view ---- */

static bool is_for_visitors(enum screen_id screen)
{
    return screen == SCREEN_ATTRACT || screen == SCREEN_LEAD_FORM || screen == SCREEN_LEAD_DONE;
}

/* The next of "en,de,ar" that we have. */
static bool next_language(struct text_view *rest, enum language_id *out_id)
{
    struct text_view word;
    while (text_view_split(rest, ',', &word)) {
        char code[8];
        if (text_copy_view(code, sizeof code, text_view_trim(word)) &&
            language_find(code, out_id)) {
            return true;
        }
    }
    return false;
}

const char *desk_booth_language(const struct desk *desk)
{
    const struct desk_booth *booth = &desk->booth;
    enum language_id id;
    if (!booth->is_on || !is_for_visitors(desk->screen)) {
        return NULL;
    }
    if (booth->language != NULL) {
        return booth->language;
    }
    struct text_view rest = text_view_of(booth->card != NULL ? booth->card->languages : "");
    return next_language(&rest, &id) ? language_row(id)->code : NULL;
}

static void fill_languages(struct desk *desk)
{
    const struct desk_booth *booth = &desk->booth;
    struct view_booth *view = &desk->view.booth;
    const char *current = language_about(desk->view.language)->code;
    struct text_view rest = text_view_of(booth->card != NULL ? booth->card->languages : "");
    enum language_id id;
    view->language_count = view->language = 0;
    view->is_language_chosen = booth->language != NULL;
    while (view->language_count < VIEW_BOOTH_LANGUAGES_MAX && next_language(&rest, &id)) {
        const struct language_row *row = language_row(id);
        view->language = strcmp(row->code, current) == 0 ? view->language_count : view->language;
        view->languages[view->language_count++] =
            (struct view_booth_language){row->code, row->name, row->keys};
    }
}

static uint32_t colour_of(const char *hex)
{
    uint32_t rgb = 0;
    for (; *hex != '\0'; hex++) {
        bool is_digit = *hex >= '0' && *hex <= '9';
        rgb = rgb << 4 | (uint32_t)(is_digit ? *hex - '0' : (*hex | 0x20) - 'a' + 10);
    }
    return rgb;
}

static void fill_colours(struct desk *desk)
{
    const struct campaign_card *card = desk->booth.card;
    struct view_booth *view = &desk->view.booth;
    view->has_ground = card != NULL && card->ground_colour[0] != '\0';
    view->has_button = card != NULL && card->button_colour[0] != '\0';
    view->ground_rgb = view->has_ground ? colour_of(card->ground_colour) : 0;
    view->button_rgb = view->has_button ? colour_of(card->button_colour) : 0;
}

static void fill_words(struct desk *desk)
{
    const struct campaign_card *card = desk->booth.card;
    struct view_booth *view = &desk->view.booth;
    const char *language = language_about(desk->view.language)->code;
    const struct {
        char *text;
        enum campaign_text_name name;
    } texts[] = {{view->headline, CAMPAIGN_HEADLINE}, {view->subline, CAMPAIGN_SUBLINE},
        {view->button, CAMPAIGN_BUTTON}, {view->done, CAMPAIGN_DONE},
        {view->offer, CAMPAIGN_OFFER}};
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        text_copy(texts[i].text, NAME_BYTES,
            card != NULL ? campaign_say(card, language, texts[i].name) : "");
    }
    if (view->offer[0] == '\0' && card != NULL) {
        char words[OFFER_WORDS_MAX];
        text_copy(view->offer, NAME_BYTES, words_offer(&desk->view, &card->offer, NULL, words));
    }
    text_copy(view->place, sizeof view->place, till_shop(desk->till)->booth_place);
}

/* Whom to ask, where the shop says so: a line of its own, the same in every language. */
static void append_contact(struct desk *desk, const char *key)
{
    char value[SHOP_SETTING_VALUE_MAX];
    struct error ignored; /* what cannot be read is not there */
    if (shop_setting_get(desk->till, key, value, &ignored) && value[0] != '\0') {
        buffer_append_text(&desk->booth.privacy, "\n");
        buffer_append_text(&desk->booth.privacy, value);
    }
}

/* The whole text in the words of the form; one without it says what ours says. */
static void fill_privacy(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    const char *language = language_about(desk->view.language)->code;
    if (booth->privacy_language == language) {
        return;
    }
    struct lead_form *ours = NULL;
    const char *text = lead_form_text(booth->form, &booth->form->privacy, language);
    if (text[0] == '\0') {
        ours = malloc(sizeof *ours);
        ASSERT(ours != NULL);
        lead_form_default(ours);
        text = lead_form_text(ours, &ours->privacy, language);
    }
    buffer_clear(&booth->privacy);
    lead_form_fill(text, till_shop(desk->till)->name, booth->retention_days, &booth->privacy);
    free(ours);
    append_contact(desk, "privacy_contact");
    append_contact(desk, "privacy_url");
    booth->privacy_language = language;
}

void desk_fill_booth(struct desk *desk, bool has_changed)
{
    struct desk_booth *booth = &desk->booth;
    struct view_booth *view = &desk->view.booth;
    view->is_on = booth->is_on;
    if (!booth->is_on) {
        return;
    }
    if (has_changed || !booth->is_read) {
        read_booth(desk);
        desk_speak(desk, NULL); /* the campaign says in which language it begins */
    }
    fill_languages(desk);
    fill_colours(desk);
    fill_words(desk);
    fill_privacy(desk);
    view->phone = booth->phone.modules > 0 ? &booth->phone : NULL;
    view->form = booth->form;
    view->privacy = booth->privacy.bytes;
    view->retention_days = booth->retention_days;
    view->serial = booth->serial;
    view->badge = booth->badge;
    view->is_badge_readable = booth->is_badge_readable;
    view->has_trouble = booth->has_trouble;
    view->is_our_code = booth->is_our_code;
    text_copy(view->token, sizeof view->token, booth->token);
    view->code = &booth->code;
}
