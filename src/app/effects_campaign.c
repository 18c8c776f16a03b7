#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/desk_campaigns.h"
#include "app/effects.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/campaign_poster.h"
#include "till/export_target.h"
#include "till/staff.h"
#include "till/till.h"

/* The owner looks at campaigns, makes them, and says what they cost. */

#define CODE_LENGTH_MAX 12
#define ROWS_MORE 16
#define PATH_BYTES 4096

/* ---- Figures ---- */

bool desk_open_campaigns(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_loan loan;
    (void)intent;
    if (!till_require(desk->till, RIGHT_CAMPAIGNS, 0, &loan, err) ||
        (loan.staff_id != 0 && !till_write_act(desk->till, "campaigns", "", 0, &loan, err))) {
        return false;
    }
    desk_enter(desk, SCREEN_CAMPAIGNS);
    desk_want_figures(desk);
    return true;
}

bool desk_set_period(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    (void)err;
    campaigns->period = (enum view_period)intent->index;
    if (campaigns->period == VIEW_PERIOD_CHOSEN) {
        struct text_view rest = text_view_of(intent->code);
        struct text_view from;
        bool is_read = text_view_split(&rest, '.', &from) && rest.size > 1 &&
                       text_copy_view(campaigns->from, sizeof campaigns->from, from) &&
                       text_copy(campaigns->to, sizeof campaigns->to, rest.bytes + 1);
        ASSERT(is_read);
    }
    desk_want_figures(desk);
    return true;
}

bool desk_set_rule(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    (void)err;
    ASSERT(intent->index < ATTRIBUTION_RULE_COUNT);
    campaigns->rule = (enum attribution_rule)intent->index;
    campaigns->has_rule = true;
    return true;
}

static bool add_spent(void *context, const struct campaign_spend *spend, struct error *err)
{
    int64_t *sum = context;
    (void)err;
    *sum = (*sum == VIEW_UNKNOWN ? 0 : *sum) + spend->amount_minor;
    return true;
}

bool desk_look_at_campaign(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    struct view_campaigns *view = &desk->view.campaigns;
    view->open_id = intent->id;
    view->spent_whole_minor = VIEW_UNKNOWN;
    view->rule = ATTRIBUTION_RULE_COUNT; /* made again, with the placements of this one */
    (void)campaigns;
    return campaign_visit_spend(desk->till, intent->id, add_spent, &view->spent_whole_minor, err);
}

/* ---- One campaign ---- */

static void forget_lists(struct desk *desk, struct desk_campaigns *campaigns)
{
    struct view_campaign *view = &desk->view.campaign;
    free(campaigns->links);
    free(campaigns->spends);
    campaigns->links = NULL;
    campaigns->spends = NULL;
    view->links = NULL;
    view->spends = NULL;
    view->link_count = view->spend_count = 0;
    view->shown_link = 0;
    view->spent_minor = 0;
}

/* Room for one more row of `size` bytes. */
static void *grow(void *rows, size_t count, size_t size)
{
    if (count % ROWS_MORE == 0) {
        rows = realloc(rows, (count + ROWS_MORE) * size);
        ASSERT(rows != NULL);
    }
    return rows;
}

static bool add_link(void *context, const struct campaign_link *link, struct error *err)
{
    struct desk *desk = context;
    struct desk_campaigns *campaigns = desk->campaigns;
    size_t *count = &desk->view.campaign.link_count;
    (void)err;
    campaigns->links = grow(campaigns->links, *count, sizeof *campaigns->links);
    campaigns->links[(*count)++] = *link;
    return true;
}

static bool add_spend(void *context, const struct campaign_spend *spend, struct error *err)
{
    struct desk *desk = context;
    struct desk_campaigns *campaigns = desk->campaigns;
    struct view_campaign *view = &desk->view.campaign;
    (void)err;
    campaigns->spends = grow(campaigns->spends, view->spend_count, sizeof *campaigns->spends);
    campaigns->spends[view->spend_count++] = *spend;
    view->spent_minor += spend->amount_minor;
    return true;
}

/* Its card, placements and spend as they are now. */
static bool read_campaign(struct desk *desk, int64_t id, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    struct view_campaign *view = &desk->view.campaign;
    forget_lists(desk, campaigns);
    campaigns->has_card = false;
    view->card = NULL;
    if (!campaign_read_card_of(desk->till, id, &campaigns->card, err) ||
        !campaign_visit_links(desk->till, campaigns->card.code, add_link, desk, err) ||
        !campaign_visit_spend(desk->till, id, add_spend, desk, err)) {
        return false;
    }
    campaigns->has_card = true;
    view->card = &campaigns->card;
    view->links = campaigns->links;
    view->spends = campaigns->spends;
    view->shown_link = view->link_count;
    view->qr = &campaigns->qr;
    view->is_ours = till_holds_pen(desk->till);
    return true;
}

static void show_page(struct desk *desk, enum view_campaign_page page)
{
    desk->view.campaign.page = page;
    desk->view.campaign.serial++;
    desk_enter(desk, SCREEN_CAMPAIGN);
}

/* What was begun and not made yet is there still. */
bool desk_new_campaign(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    struct view_campaign *view = &desk->view.campaign;
    struct till_loan loan;
    (void)intent;
    if (!till_require(desk->till, RIGHT_CAMPAIGNS, 0, &loan, err)) {
        return false;
    }
    forget_lists(desk, campaigns);
    if (!campaigns->has_card || campaigns->card.id != 0) {
        campaign_card_init(&campaigns->card);
        campaigns->has_typed_code = false;
    }
    campaigns->has_card = true;
    view->card = &campaigns->card;
    view->qr = &campaigns->qr;
    view->is_ours = till_holds_pen(desk->till);
    show_page(desk, VIEW_CAMPAIGN_CARD);
    return true;
}

bool desk_edit_campaign(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!read_campaign(desk, intent->id, err)) {
        return false;
    }
    show_page(desk, (enum view_campaign_page)intent->index);
    return true;
}

/* Of the only one, or of one that is to be chosen. */
bool desk_open_posters(struct desk *desk, const struct intent *intent, struct error *err)
{
    const struct view_campaigns *figures = &desk->view.campaigns;
    (void)intent;
    if (figures->row_count == 2) {
        if (!read_campaign(desk, figures->rows[0].id, err)) {
            return false;
        }
    } else {
        desk->view.campaign.card = NULL;
    }
    show_page(desk, VIEW_CAMPAIGN_POSTERS);
    return true;
}

/* ---- Its fields ---- */

/* "Spring booth" -> "SPRING"; "SPRING2" where that is another's. */
static void propose_code(struct desk *desk, struct campaign_card *card)
{
    char word[CODE_LENGTH_MAX + 1] = "";
    size_t size = 0;
    for (const char *at = card->name; *at != '\0' && size < CODE_LENGTH_MAX; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == ' ' && size > 0) {
            break;
        }
        if (byte < 0x80 && isalnum(byte)) {
            word[size++] = (char)toupper(byte);
        }
    }
    word[size] = '\0';
    if (size == 0) {
        text_copy(word, sizeof word, "CAMPAIGN");
    }
    struct campaign_card *other = malloc(sizeof *other);
    ASSERT(other != NULL);
    struct error ignored; /* nobody has it */
    snprintf(card->code, sizeof card->code, "%s", word);
    for (int i = 2; campaign_read_card(desk->till, card->code, other, &ignored); i++) {
        snprintf(card->code, sizeof card->code, "%s%d", word, i);
    }
    free(other);
}

static bool copy(char *out, size_t capacity, const char *value, struct error *err)
{
    return text_copy(out, capacity, value) || error_set(err, ERROR_INVALID, "this is too long");
}

static bool set_budget(
    const struct desk *desk, struct campaign_card *card, const char *value, struct error *err)
{
    card->budget_minor = CAMPAIGN_BUDGET_NONE;
    return value[0] == '\0' || money_parse(text_view_of(value),
                                   till_shop(desk->till)->rules.currency, &card->budget_minor, err);
}

static bool set_field(struct desk *desk, struct campaign_card *card, enum view_campaign_field field,
    const char *value, struct error *err)
{
    switch (field) {
    case VIEW_CAMPAIGN_NAME:
        return copy(card->name, sizeof card->name, value, err);
    case VIEW_CAMPAIGN_CODE:
        return copy(card->code, sizeof card->code, value, err);
    case VIEW_CAMPAIGN_CHANNEL:
        return copy(card->channel, sizeof card->channel, value, err);
    case VIEW_CAMPAIGN_STARTS:
        return copy(card->starts_on, sizeof card->starts_on, value, err);
    case VIEW_CAMPAIGN_ENDS:
        return copy(card->ends_on, sizeof card->ends_on, value, err);
    case VIEW_CAMPAIGN_BUDGET:
        return set_budget(desk, card, value, err);
    case VIEW_CAMPAIGN_OFFER:
        return offer_parse(
            text_view_of(value), till_shop(desk->till)->rules.currency, &card->offer, err);
    case VIEW_CAMPAIGN_LIMIT:
        return campaign_limit_parse(text_view_of(value), &card->limit) ||
               error_set(err, ERROR_INVALID, "there is no such limit");
    case VIEW_CAMPAIGN_STACKS:
        card->stacks = strcmp(value, "yes") == 0;
        return true;
    case VIEW_CAMPAIGN_HEADLINE:
        return campaign_set_text(card, "", CAMPAIGN_HEADLINE, value, err);
    case VIEW_CAMPAIGN_SUBLINE:
        return campaign_set_text(card, "", CAMPAIGN_SUBLINE, value, err);
    case VIEW_CAMPAIGN_LANGUAGES:
        return copy(card->languages, sizeof card->languages, value, err);
    case VIEW_CAMPAIGN_GROUND:
        return copy(card->ground_colour, sizeof card->ground_colour, value, err);
    case VIEW_CAMPAIGN_BUTTON:
        return copy(card->button_colour, sizeof card->button_colour, value, err);
    case VIEW_CAMPAIGN_LANDING:
        return copy(card->landing_url, sizeof card->landing_url, value, err);
    case VIEW_CAMPAIGN_UTM:
        return copy(card->utm, sizeof card->utm, value, err);
    case VIEW_CAMPAIGN_FORM:
        return copy(card->form_url, sizeof card->form_url, value, err);
    case VIEW_CAMPAIGN_FIELD_COUNT:
        break;
    }
    ASSERT(false);
    return false;
}

/* A new one is written when it is made; what is there already at once. */
bool desk_set_campaign(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    enum view_campaign_field field = (enum view_campaign_field)intent->index;
    if (!campaigns->has_card) {
        return error_set(err, ERROR_NOT_FOUND, "this campaign is not open any more");
    }
    struct campaign_card *changed = malloc(sizeof *changed);
    ASSERT(changed != NULL);
    *changed = campaigns->card;
    bool is_new = changed->id == 0;
    bool is_set = set_field(desk, changed, field, intent->code, err) &&
                  (is_new || campaign_save(desk->till, changed, NULL, NULL, err));
    if (is_set) {
        campaigns->card = *changed;
        campaigns->has_typed_code |= field == VIEW_CAMPAIGN_CODE;
        if (is_new && field == VIEW_CAMPAIGN_NAME && !campaigns->has_typed_code) {
            propose_code(desk, &campaigns->card);
        }
        if (!is_new) {
            desk_nudge(desk);
        }
    }
    free(changed);
    return is_set;
}

bool desk_save_campaign(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    int64_t id;
    (void)intent;
    if (!campaigns->has_card || campaigns->card.id != 0) {
        return true; /* two touches on one button */
    }
    if (!campaign_save(desk->till, &campaigns->card, NULL, &id, err) ||
        !read_campaign(desk, id, err)) {
        return false;
    }
    desk_nudge(desk);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_CAMPAIGN_MADE, campaigns->card.name,
        TEXT_CAMPAIGN_MADE_NEXT, NULL);
    show_page(desk, VIEW_CAMPAIGN_PLACES);
    return true;
}

/* ---- Spend ---- */

bool desk_add_spend(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    char money[WORDS_MAX];
    struct campaign_spend spend = {.amount_minor = intent->amount_minor};
    if (!campaigns->has_card || intent->index > desk->view.campaign.link_count ||
        strlen(intent->code) < DAY_TEXT_MAX - 1) {
        return error_set(err, ERROR_NOT_FOUND, "this campaign is not open any more");
    }
    memcpy(spend.spent_on, intent->code, DAY_TEXT_MAX - 1);
    if (!copy(spend.note, sizeof spend.note, intent->code + DAY_TEXT_MAX - 1, err)) {
        return false;
    }
    if (intent->index > 0) {
        text_copy(spend.content, sizeof spend.content, campaigns->links[intent->index - 1].content);
    }
    int64_t id = campaigns->card.id;
    if (!campaign_add_spend(desk->till, id, &spend, err) || !read_campaign(desk, id, err)) {
        return false;
    }
    desk_nudge(desk);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_SPEND_SAVED,
        words_money(&desk->view, spend.amount_minor, money), TEXT_COUNT, NULL);
    return true;
}

/* ---- Placements ---- */

static bool show_link(struct desk *desk, size_t index)
{
    struct desk_campaigns *campaigns = desk->campaigns;
    struct view_campaign *view = &desk->view.campaign;
    view->shown_link = index < view->link_count ? index : view->link_count;
    campaigns->qr = (struct view_qr){0};
    if (index < view->link_count) {
        desk_fill_qr(&campaigns->qr, campaigns->links[index].code_text, false);
    }
    return true;
}

bool desk_show_placement(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    return show_link(desk, intent->index);
}

bool desk_add_placement(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    struct campaign_link link;
    struct till_loan loan;
    if (!till_require(desk->till, RIGHT_CAMPAIGNS, 0, &loan, err) ||
        !campaign_open_link(desk->till, campaigns->card.code, intent->code, &link, err) ||
        !read_campaign(desk, campaigns->card.id, err)) {
        return false;
    }
    desk_nudge(desk);
    for (size_t i = 0; i < desk->view.campaign.link_count; i++) {
        if (campaigns->links[i].link_id == link.link_id) {
            return show_link(desk, i);
        }
    }
    return true;
}

bool desk_revoke_placement(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    struct campaign_link link;
    struct till_loan loan;
    if (intent->index >= desk->view.campaign.link_count) {
        return error_set(err, ERROR_NOT_FOUND, "this placement is not there any more");
    }
    if (!till_require(desk->till, RIGHT_CAMPAIGNS, 0, &loan, err) ||
        !campaign_revoke_link(desk->till, campaigns->card.code,
            campaigns->links[intent->index].content, &link, err) ||
        !read_campaign(desk, campaigns->card.id, err)) {
        return false;
    }
    desk_nudge(desk);
    return show_link(desk, intent->index);
}

/* Tills offer it in the first place that is free, or no longer. */
bool desk_set_answer(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    if (intent->index >= desk->view.campaign.link_count) {
        return error_set(err, ERROR_NOT_FOUND, "this placement is not there any more");
    }
    struct campaign_link link = campaigns->links[intent->index];
    link.hear_position = intent->code[0] == '\0' ? 0 : link.hear_position;
    if (!copy(link.hear_words, sizeof link.hear_words, intent->code, err) ||
        !campaign_change_link(desk->till, &link, err) ||
        !read_campaign(desk, campaigns->card.id, err)) {
        return false;
    }
    desk_nudge(desk);
    return show_link(desk, intent->index);
}

/* ---- Files ---- */

/* The first place for files that is there now. False, and said, if there is none. */
static bool find_place(
    struct desk *desk, char folder[PATH_BYTES], char name[EXPORT_TARGET_PLACE_MAX])
{
    struct export_targets targets;
    struct error ignored; /* a stick that is not plugged in: the next one */
    if (!export_targets_read(till_store(desk->till), &targets, &ignored)) {
        targets.count = 0;
    }
    for (size_t i = 0; i < targets.count; i++) {
        if (export_target_locate(&targets.rows[i], folder, PATH_BYTES, &ignored)) {
            text_copy(name, EXPORT_TARGET_PLACE_MAX, targets.rows[i].place);
            return true;
        }
    }
    desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_NO_PLACE_FOR_FILES, NULL, TEXT_NO_PLACE_FOR_FILES_HINT,
        NULL);
    return false;
}

bool desk_save_figures(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    char folder[PATH_BYTES];
    char name[EXPORT_TARGET_PLACE_MAX];
    struct figures_saved saved;
    (void)intent;
    if (!campaigns->has_facts || !find_place(desk, folder, name)) {
        return true;
    }
    if (!figures_save(desk->till, &campaigns->facts, &campaigns->figures, &saved, err)) {
        return false;
    }
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_FIGURES_SAVED, name, TEXT_COUNT, NULL);
    return true;
}

bool desk_print_poster(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    const struct view_campaign *view = &desk->view.campaign;
    char folder[PATH_BYTES];
    char name[EXPORT_TARGET_PLACE_MAX];
    struct campaign_link link;
    struct poster_result result;
    if (!campaigns->has_card || intent->index > view->link_count) {
        return error_set(err, ERROR_NOT_FOUND, "this campaign is not open any more");
    }
    if (!find_place(desk, folder, name)) {
        return true;
    }
    struct campaign_poster what = {.language = "", .sizes = (unsigned)intent->amount_minor};
    what.placement = intent->index == 0 ? "" : campaigns->links[intent->index - 1].content;
    if (!campaign_write_posters(
            desk->till, campaigns->card.code, &what, folder, &link, &result, err)) {
        return false;
    }
    if (link.is_new) {
        desk_nudge(desk);
    }
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_POSTERS_SAVED, name, TEXT_COUNT, NULL);
    return true;
}
