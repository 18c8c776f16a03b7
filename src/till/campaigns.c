#include "till/campaigns.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/lead_form.h"
#include "store/campaign.h"
#include "store/campaign_text.h"
#include "store/spend.h"
#include "store/store.h"
#include "till/campaign_card.h"
#include "till/handle.h"
#include "till/staff.h"

/* --- reading --------------------------------------------------------------------------------- */

struct card_reading {
    struct till *till;
    struct campaign_card *card;
};

static bool copy_row(struct campaign_card *card, const struct campaign_row *row)
{
    card->id = row->id;
    card->budget_minor = row->budget_minor;
    card->stacks = row->offer_stacks;
    return text_copy_view(card->code, sizeof(card->code), row->code) &&
           text_copy_view(card->name, sizeof(card->name), row->name) &&
           text_copy_view(card->channel, sizeof(card->channel), row->channel) &&
           text_copy_view(card->starts_on, sizeof(card->starts_on), row->starts_on) &&
           text_copy_view(card->ends_on, sizeof(card->ends_on), row->ends_on) &&
           text_copy_view(card->landing_url, sizeof(card->landing_url), row->landing_url) &&
           text_copy_view(card->utm, sizeof(card->utm), row->utm) &&
           text_copy_view(card->form_url, sizeof(card->form_url), row->form_url) &&
           text_copy_view(card->ground_colour, sizeof(card->ground_colour), row->ground_colour) &&
           text_copy_view(card->button_colour, sizeof(card->button_colour), row->button_colour) &&
           text_copy_view(card->languages, sizeof(card->languages), row->languages) &&
           campaign_limit_parse(row->offer_limit, &card->limit);
}

static bool take_row(void *context, const struct campaign_row *row, struct error *err)
{
    struct card_reading *reading = context;
    struct campaign_card *card = reading->card;
    const struct currency *currency = reading->till->shop.rules.currency;
    struct error why;
    campaign_card_init(card);
    bool is_good = copy_row(card, row) && offer_parse(row->offer, currency, &card->offer, &why);
    if (is_good && row->headline.size > 0) {
        struct campaign_text *text = &card->texts[card->text_count++];
        text->name = CAMPAIGN_HEADLINE;
        is_good = text_copy_view(text->text, sizeof(text->text), row->headline);
    }
    return is_good || error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

/* A text of a newer program that this one does not know is passed over. */
static bool take_text(void *context, const struct campaign_text_row *row, struct error *err)
{
    struct campaign_card *card = context;
    struct campaign_text text = {.name = CAMPAIGN_HEADLINE};
    while (text.name < CAMPAIGN_TEXT_COUNT &&
           !text_view_equals(row->name, campaign_text_name_text(text.name))) {
        text.name++;
    }
    if (text.name == CAMPAIGN_TEXT_COUNT || card->text_count == CAMPAIGN_TEXTS_MAX) {
        return true;
    }
    if (!text_copy_view(text.language, sizeof(text.language), row->language) ||
        !text_copy_view(text.text, sizeof(text.text), row->text)) {
        return error_set(err, ERROR_CORRUPT, "a text of a campaign cannot be read");
    }
    card->texts[card->text_count++] = text;
    return true;
}

static bool read_rest(struct till *till, struct campaign_card *card, struct error *err)
{
    struct buffer form = {0};
    bool is_done = campaign_text_visit(till->store, card->id, take_text, card, err) &&
                   campaign_picture_exists(till->store, card->id, &card->has_picture, err) &&
                   form_read(till->store, card->id, &form, err);
    card->has_form = form.size > 0;
    buffer_close(&form);
    return is_done;
}

bool campaign_read_card_of(
    struct till *till, int64_t id, struct campaign_card *out_card, struct error *err)
{
    struct card_reading reading = {.till = till, .card = out_card};
    bool found;
    return campaign_find(till->store, id, take_row, &reading, &found, err) &&
           (found || error_set(err, ERROR_NOT_FOUND, "there is no such campaign")) &&
           read_rest(till, out_card, err);
}

bool campaign_read_card(
    struct till *till, const char *code, struct campaign_card *out_card, struct error *err)
{
    struct card_reading reading = {.till = till, .card = out_card};
    bool found;
    return campaign_find_code(till->store, text_view_of(code), take_row, &reading, &found, err) &&
           (found || error_set(err, ERROR_NOT_FOUND, "there is no campaign %s", code)) &&
           read_rest(till, out_card, err);
}

/* Ids of all campaigns, read before anything else is: a visitor may read what it likes. */
struct id_list {
    int64_t *ids;
    size_t count, capacity;
};

static bool take_id(void *context, const struct campaign_row *row, struct error *err)
{
    (void)err;
    struct id_list *list = context;
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 32 : list->capacity * 2;
        list->ids = realloc(list->ids, list->capacity * sizeof(*list->ids));
        ASSERT(list->ids != NULL);
    }
    list->ids[list->count++] = row->id;
    return true;
}

bool campaign_visit_cards(
    struct till *till, campaign_card_visitor visit, void *context, struct error *err)
{
    struct id_list list = {0};
    struct campaign_card *card = malloc(sizeof(*card));
    ASSERT(card != NULL);
    bool is_done = campaign_visit_all(till->store, take_id, &list, err);
    for (size_t i = 0; is_done && i < list.count; i++) {
        is_done = campaign_read_card_of(till, list.ids[i], card, err) && visit(context, card, err);
    }
    free(card);
    free(list.ids);
    return is_done;
}

bool campaign_read_picture(
    struct till *till, int64_t campaign_id, struct buffer *out_png, struct error *err)
{
    return campaign_picture_read(till->store, campaign_id, out_png, err);
}

/* --- writing --------------------------------------------------------------------------------- */

bool campaign_begin(
    struct till *till, enum entry_kind kind, struct till_loan *out_loan, struct error *err)
{
    return till_require(till, RIGHT_CAMPAIGNS, 0, out_loan, err) &&
           store_begin(till->store, kind, till->staff_id, err);
}

bool campaign_end(struct till *till, bool is_done, const struct till_loan *loan, struct error *err)
{
    is_done = is_done && till_write_loan(till, loan, 0, err) &&
              store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    till_office_changed(till);
    return is_done;
}

static bool take_other(void *context, const struct campaign_row *row, struct error *err)
{
    (void)err;
    *(int64_t *)context = row->id;
    return true;
}

static bool check_code_is_free(
    struct till *till, const struct campaign_card *card, struct error *err)
{
    int64_t other = 0;
    bool found;
    if (!campaign_find_code(
            till->store, text_view_of(card->code), take_other, &other, &found, err)) {
        return false;
    }
    return !found || other == card->id ||
           error_set(err, ERROR_INVALID, "there is a campaign %s already", card->code);
}

static const char *text_of(
    const struct campaign_card *card, const char *language, enum campaign_text_name name)
{
    for (size_t i = 0; i < card->text_count; i++) {
        if (card->texts[i].name == name && strcmp(card->texts[i].language, language) == 0) {
            return card->texts[i].text;
        }
    }
    return "";
}

static bool write_row(struct till *till, const struct campaign_card *card, int64_t *out_id,
    bool is_new, struct error *err)
{
    char offer[OFFER_TEXT_MAX];
    const char *limit = campaign_limit_text(card->limit);
    struct campaign_row row = {
        .id = card->id,
        .code = text_view_of(card->code),
        .name = text_view_of(card->name),
        .channel = text_view_of(card->channel),
        .starts_on = text_view_of(card->starts_on),
        .ends_on = text_view_of(card->ends_on),
        .budget_minor = card->budget_minor,
        .offer = text_view_of(offer_print(&card->offer, till->shop.rules.currency, offer)),
        .landing_url = text_view_of(card->landing_url),
        .headline = text_view_of(text_of(card, "", CAMPAIGN_HEADLINE)),
        .offer_limit = text_view_of(card->limit == CAMPAIGN_LIMIT_NONE ? "" : limit),
        .offer_stacks = card->stacks,
        .utm = text_view_of(card->utm),
        .form_url = text_view_of(card->form_url),
        .ground_colour = text_view_of(card->ground_colour),
        .button_colour = text_view_of(card->button_colour),
        .languages = text_view_of(card->languages),
    };
    if (is_new && !store_next_id(till->store, "campaign", &row.id, err)) {
        return false;
    }
    *out_id = row.id;
    return is_new ? campaign_insert(till->store, &row, err)
                  : campaign_update(till->store, &row, err);
}

static bool put_text(struct till *till, int64_t campaign_id, const struct campaign_text *text,
    const char *words, struct error *err)
{
    struct campaign_text_row row = {
        .language = text_view_of(text->language),
        .name = text_view_of(campaign_text_name_text(text->name)),
        .text = text_view_of(words),
    };
    bool is_of_row = text->language[0] == '\0' && text->name == CAMPAIGN_HEADLINE;
    return is_of_row || campaign_text_put(till->store, campaign_id, &row, err);
}

/* Only what differs from `old` is written. */
static bool write_texts(struct till *till, int64_t id, const struct campaign_card *old,
    const struct campaign_card *card, struct error *err)
{
    for (size_t i = 0; i < old->text_count; i++) {
        const struct campaign_text *text = &old->texts[i];
        if (text_of(card, text->language, text->name)[0] == '\0' &&
            !put_text(till, id, text, "", err)) {
            return false;
        }
    }
    for (size_t i = 0; i < card->text_count; i++) {
        const struct campaign_text *text = &card->texts[i];
        if (strcmp(text_of(old, text->language, text->name), text->text) != 0 &&
            !put_text(till, id, text, text->text, err)) {
            return false;
        }
    }
    return true;
}

/* The card as it is stored; an empty one for a new campaign. */
static bool read_old(
    struct till *till, int64_t id, struct campaign_card *out_old, struct error *err)
{
    campaign_card_init(out_old);
    return id == 0 || campaign_read_card_of(till, id, out_old, err);
}

static bool save(struct till *till, const struct campaign_card *card, struct campaign_card *old,
    const struct text_view *png, int64_t *out_id, struct error *err)
{
    return read_old(till, card->id, old, err) && check_code_is_free(till, card, err) &&
           write_row(till, card, out_id, card->id == 0, err) &&
           write_texts(till, *out_id, old, card, err) &&
           (png == NULL || (png->size == 0 && !old->has_picture) ||
               campaign_picture_put(till->store, *out_id, *png, err));
}

bool campaign_save(struct till *till, const struct campaign_card *card, const struct text_view *png,
    int64_t *out_id, struct error *err)
{
    struct till_loan loan;
    int64_t id = 0;
    if (!campaign_check(card, err) ||
        (png != NULL && png->size > 0 && !campaign_check_picture(*png, err)) ||
        !campaign_begin(till, ENTRY_CAMPAIGN, &loan, err)) {
        return false;
    }
    struct campaign_card *old = malloc(sizeof(*old));
    ASSERT(old != NULL);
    bool is_done = save(till, card, old, png, &id, err);
    free(old);
    is_done = campaign_end(till, is_done, &loan, err);
    if (is_done && out_id != NULL) {
        *out_id = id;
    }
    return is_done;
}

/* --- spend ----------------------------------------------------------------------------------- */

bool campaign_check_spend(const struct campaign_spend *spend, struct error *err)
{
    int32_t day;
    if (!day_parse(text_view_of(spend->spent_on), &day, err)) {
        return false;
    }
    if (spend->amount_minor == 0 || spend->amount_minor > MONEY_MINOR_MAX ||
        spend->amount_minor < -MONEY_MINOR_MAX) {
        return error_set(err, ERROR_INVALID, "what was spent is an amount other than 0");
    }
    if (!text_is_utf8(spend->note, strlen(spend->note), NULL) ||
        text_view_has_control(text_view_of(spend->note)) ||
        !text_is_utf8(spend->content, strlen(spend->content), NULL) ||
        text_view_has_control(text_view_of(spend->content)) ||
        text_view_has_control(text_view_of(spend->ref))) {
        return error_set(err, ERROR_INVALID, "note, placement and ref are plain text");
    }
    return true;
}

static bool ignore_spend(void *context, const struct spend_row *row, struct error *err)
{
    (void)context;
    (void)row;
    (void)err;
    return true;
}

static bool write_spend(
    struct till *till, int64_t campaign_id, const struct campaign_spend *spend, struct error *err)
{
    struct spend_row row = {
        .campaign_id = campaign_id,
        .content = text_view_of(spend->content),
        .spent_on = text_view_of(spend->spent_on),
        .amount_minor = spend->amount_minor,
        .note = text_view_of(spend->note),
        .ref = text_view_of(spend->ref),
        .entered_at_ms = till_now_ms(till),
    };
    bool is_known = false;
    if (row.ref.size > 0 &&
        !spend_find_ref(till->store, row.ref, ignore_spend, NULL, &is_known, err)) {
        return false;
    }
    if (is_known) {
        return error_set(err, ERROR_INVALID, "the spend %s is there already", spend->ref);
    }
    return spend_insert(till->store, &row, err);
}

bool campaign_add_spend(
    struct till *till, int64_t campaign_id, const struct campaign_spend *spend, struct error *err)
{
    struct till_loan loan;
    int64_t id;
    bool found = false;
    if (!campaign_check_spend(spend, err) || !campaign_begin(till, ENTRY_SPEND, &loan, err)) {
        return false;
    }
    bool is_done = campaign_find(till->store, campaign_id, take_other, &id, &found, err) &&
                   (found || error_set(err, ERROR_NOT_FOUND, "there is no such campaign")) &&
                   write_spend(till, campaign_id, spend, err);
    return campaign_end(till, is_done, &loan, err);
}

struct spend_visit {
    campaign_spend_visitor visit;
    void *context;
};

static bool take_spend(void *context, const struct spend_row *row, struct error *err)
{
    const struct spend_visit *visit = context;
    struct campaign_spend spend = {.id = row->id, .amount_minor = row->amount_minor};
    bool fits = text_copy_view(spend.content, sizeof(spend.content), row->content) &&
                text_copy_view(spend.spent_on, sizeof(spend.spent_on), row->spent_on) &&
                text_copy_view(spend.note, sizeof(spend.note), row->note) &&
                text_copy_view(spend.ref, sizeof(spend.ref), row->ref);
    return (fits || error_set(err, ERROR_CORRUPT, "what was spent cannot be read")) &&
           visit->visit(visit->context, &spend, err);
}

bool campaign_visit_spend(struct till *till, int64_t campaign_id, campaign_spend_visitor visit,
    void *context, struct error *err)
{
    struct spend_visit with = {.visit = visit, .context = context};
    return spend_visit(till->store, campaign_id, take_spend, &with, err);
}

/* --- form ------------------------------------------------------------------------------------ */

bool campaign_read_form_of(struct till *till, int64_t campaign_id, struct buffer *out_json,
    bool *out_is_own, struct error *err)
{
    size_t before = out_json->size;
    if (!form_read(till->store, campaign_id, out_json, err)) {
        return false;
    }
    bool is_own = out_json->size > before;
    if (!is_own && campaign_id != 0 && !form_read(till->store, 0, out_json, err)) {
        return false;
    }
    if (out_is_own != NULL) {
        *out_is_own = is_own;
    }
    return true;
}

static bool find_form_owner(struct till *till, const char *code, int64_t *out_id, struct error *err)
{
    bool found = true;
    *out_id = 0;
    if (code != NULL &&
        !campaign_find_code(till->store, text_view_of(code), take_other, out_id, &found, err)) {
        return false;
    }
    return found || error_set(err, ERROR_NOT_FOUND, "there is no campaign %s", code);
}

bool campaign_read_form(struct till *till, const char *code, struct buffer *out_json,
    bool *out_is_own, struct error *err)
{
    int64_t id;
    return find_form_owner(till, code, &id, err) &&
           campaign_read_form_of(till, id, out_json, out_is_own, err);
}

static bool check_form(struct text_view json, struct buffer *out_canonical, struct error *err)
{
    struct lead_form *form = malloc(sizeof(*form));
    ASSERT(form != NULL);
    bool is_good = lead_form_parse(json, form, err);
    if (is_good) {
        lead_form_print(form, out_canonical);
    }
    free(form);
    return is_good;
}

bool campaign_set_form(
    struct till *till, const char *code, struct text_view json, struct error *err)
{
    struct till_loan loan;
    struct buffer canonical = {0};
    int64_t id;
    bool is_done = (json.size == 0 || check_form(json, &canonical, err)) &&
                   find_form_owner(till, code, &id, err) &&
                   campaign_begin(till, ENTRY_FORM, &loan, err);
    if (is_done) {
        struct text_view body = {canonical.size > 0 ? canonical.bytes : "", canonical.size};
        is_done = form_put(till->store, id, body, till_now_ms(till), err);
        is_done = campaign_end(till, is_done, &loan, err);
    }
    buffer_close(&canonical);
    return is_done;
}
