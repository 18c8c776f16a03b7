#include "base/text.h"
#include "screens/campaign.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/settings.h"
#include "screens/texts.h"

/* Campaign: one of them is made, or changed: what it is, where its codes hang, what it cost, and
 * its posters. */

#define CHIP_HEIGHT 72
#define CARD_WIDTH_MAX 1280
#define SIZES_AT_FIRST 4U /* A4 */

static_assert(sizeof(struct campaign_state) <= SCREEN_STATE_MAX, "state fits its slot");

static const enum text_id PAGES[VIEW_CAMPAIGN_PAGE_COUNT] = {
    [VIEW_CAMPAIGN_CARD] = TEXT_CAMPAIGN,
    [VIEW_CAMPAIGN_PLACES] = TEXT_PLACEMENTS,
    [VIEW_CAMPAIGN_SPEND] = TEXT_CAMPAIGNS_SPENT,
    [VIEW_CAMPAIGN_POSTERS] = TEXT_POSTERS,
};

static void begin(struct campaign_state *state, const struct app_view *view)
{
    if (state->is_begun && state->serial == view->campaign.serial) {
        return;
    }
    unsigned sizes = state->is_begun ? state->poster_sizes : SIZES_AT_FIRST;
    *state = (struct campaign_state){.is_begun = true,
        .serial = view->campaign.serial,
        .page = view->campaign.page,
        .field = CAMPAIGN_FIELD_NONE,
        .poster_sizes = sizes};
}

static void pages(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    ui_push_id_text(ui, "page");
    for (int i = 0; i < VIEW_CAMPAIGN_PAGE_COUNT; i++) {
        struct ui_button chip = {.label = say(view, PAGES[i]),
            .kind = UI_BUTTON_CHIP,
            .is_selected = (int)state->page == i};
        if (ui_button(ui, rect_column(row, VIEW_CAMPAIGN_PAGE_COUNT, SPACE_TARGETS, i), &chip)) {
            state->page = (enum view_campaign_page)i;
            state->scroll = (struct ui_scroll){0};
            state->edit_scroll = (struct ui_scroll){0};
        }
    }
    ui_pop_id(ui);
}

static struct intent page(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    switch (state->page) {
    case VIEW_CAMPAIGN_CARD:
        return campaign_fields(state, view, ui, area);
    case VIEW_CAMPAIGN_PLACES:
        return campaign_places(state, view, ui, area);
    case VIEW_CAMPAIGN_SPEND:
        return campaign_spends(state, view, ui, area);
    case VIEW_CAMPAIGN_POSTERS:
    case VIEW_CAMPAIGN_PAGE_COUNT:
        break;
    }
    return campaign_posters(state, view, ui, area);
}

/* From a card to its page, from a page to the figures. */
static struct intent step_back(
    struct campaign_state *state, const struct app_view *view, struct ui *ui)
{
    ui_focus_none(ui);
    if (state->field != CAMPAIGN_FIELD_NONE) {
        state->field = CAMPAIGN_FIELD_NONE;
    } else if (state->entry != CAMPAIGN_ENTRY_NONE) {
        bool is_part = state->entry > CAMPAIGN_ENTRY_SPEND && state->spend_minor != 0 &&
                       state->entry != CAMPAIGN_ENTRY_BACK;
        state->entry = is_part ? CAMPAIGN_ENTRY_SPEND : CAMPAIGN_ENTRY_NONE;
    } else if (state->page == VIEW_CAMPAIGN_PLACES &&
               view->campaign.shown_link < view->campaign.link_count) {
        return (struct intent){.kind = INTENT_SHOW_PLACEMENT, .index = view->campaign.link_count};
    } else {
        return (struct intent){.kind = INTENT_OPEN_CAMPAIGNS};
    }
    return (struct intent){.kind = INTENT_NONE};
}

/* Only what was said last stands over the rows, and nothing that can wait over a card. */
static uint64_t older_serial(const struct campaign_state *state, const struct app_view *view)
{
    bool is_code = state->page == VIEW_CAMPAIGN_PLACES &&
                   view->campaign.shown_link < view->campaign.link_count;
    if (is_code || state->field != CAMPAIGN_FIELD_NONE || state->entry != CAMPAIGN_ENTRY_NONE) {
        return UINT64_MAX;
    }
    return view->message_count > 1 ? view->messages[1].serial : 0;
}

static struct intent campaign_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct campaign_state *state = memory;
    struct intent intent = {.kind = INTENT_NONE};
    const struct campaign_card *card = view->campaign.card;
    begin(state, view);
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.title = card == NULL                             ? say(view, TEXT_POSTERS)
                : card->id == 0 && card->name[0] == '\0' ? say(view, TEXT_NEW_CAMPAIGN)
                                                         : card->name;
    bar.user = ui_area(ui).width < 1500 ? NULL : bar.user;
    bool is_back = ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK;
    if (is_back) {
        return step_back(state, view, ui);
    }
    if (campaign_has_keys(state)) {
        state->board = rect_cut_bottom(&area, ui_keys_height(ui));
    }
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    if (body.width > CARD_WIDTH_MAX) {
        body = rect_center(body, CARD_WIDTH_MAX, body.height);
    }
    bool is_page = state->field == CAMPAIGN_FIELD_NONE && state->entry == CAMPAIGN_ENTRY_NONE;
    if (is_page && card != NULL && card->id != 0) {
        pages(state, view, ui, rect_cut_top(&body, CHIP_HEIGHT));
        rect_skip_top(&body, 18);
    }
    if (is_page && !view->campaign.is_ours && state->page != VIEW_CAMPAIGN_POSTERS) {
        struct ui_text_style style = {.colour = COLOUR_INK2, .lines_max = 3};
        const char *words = say(view, TEXT_CAMPAIGNS_ELSEWHERE);
        int height = ui_text_height(ui, body.width, words, &style);
        ui_text(ui, rect_cut_top(&body, height), words, &style);
        rect_skip_top(&body, 18);
    }
    struct rect strips = body; /* over the rows, and not over what is pressed next */
    rect_skip_bottom(&strips, TARGET_OFTEN + 18);
    intent = state->field != CAMPAIGN_FIELD_NONE ? campaign_field_card(state, view, ui, body)
                                                 : page(state, view, ui, body);
    struct parts_message message =
        parts_messages(ui, view, strips, &(struct parts_strips){.seen_serial = older_serial(state, view)});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_campaign = {
    .name = "campaign",
    .state_size = sizeof(struct campaign_state),
    .keeps_state = false,
    .frame = campaign_frame,
};
