#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "screens/lead_card.h"
#include "screens/parts.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Parts of the lead card: what somebody is interested in, how warm they are, when to come back to
 * them, what they agreed to, and what happened. */

#define CHIP_HEIGHT 72
#define CHIP_GAP 12
#define HEADING_HEIGHT 46
#define PRODUCTS_MAX 4
#define PRODUCT_FIELD "product"
#define EVENT_HEIGHT 60
#define ASK_WIDTH 900
#define ASK_HEIGHT 460

void card_set_intent(struct card_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void heading(struct card_frame *frame, struct rect *area, enum text_id text)
{
    ui_text(frame->ui, rect_cut_top(area, HEADING_HEIGHT), say(frame->view, text),
        &(struct ui_text_style){.colour = COLOUR_INK2});
}

/* ---- Chips that flow ---- */

struct flow {
    struct rect *area;
    struct rect row; /* what is left of the last row */
    bool is_begun;
};

static struct rect flow_place(struct flow *flow, int width)
{
    if (!flow->is_begun || flow->row.width < width) {
        if (flow->is_begun) {
            rect_skip_top(flow->area, CHIP_GAP);
        }
        flow->row = rect_cut_top(flow->area, CHIP_HEIGHT);
        flow->is_begun = true;
    }
    struct rect place = rect_cut_left(&flow->row, width);
    rect_skip_left(&flow->row, CHIP_GAP);
    return place;
}

static bool flow_chip(struct card_frame *frame, struct flow *flow, const struct ui_button *chip)
{
    int width = ui_button_width(frame->ui, chip);
    width = width < flow->area->width ? width : flow->area->width;
    return ui_button(frame->ui, flow_place(flow, width), chip);
}

/* ---- Interests ---- */

static size_t find_interest(const struct lead_entry *entry, const char *name)
{
    size_t i = 0;
    while (i < entry->interest_count && strcmp(entry->interests[i], name) != 0) {
        i++;
    }
    return i;
}

static void toggle(struct lead_entry *entry, const char *name)
{
    size_t at = find_interest(entry, name);
    if (at < entry->interest_count) {
        entry->interest_count--;
        memmove(entry->interests[at], entry->interests[at + 1],
            (entry->interest_count - at) * sizeof entry->interests[0]);
        memset(entry->interests[entry->interest_count], 0, sizeof entry->interests[0]);
    } else if (entry->interest_count < VIEW_LEAD_INTERESTS_MAX) {
        (void)text_copy(
            entry->interests[entry->interest_count++], sizeof entry->interests[0], name);
    }
}

static void interest_chip(struct card_frame *frame, struct flow *flow, const char *name)
{
    char cut[VIEW_LEAD_INTEREST_BYTES];
    struct lead_entry *entry = &frame->state->entry;
    (void)text_copy(cut, sizeof cut, name);
    struct ui_button chip = {.label = cut,
        .kind = UI_BUTTON_CHIP,
        .is_selected = find_interest(entry, cut) < entry->interest_count};
    if (flow_chip(frame, flow, &chip)) {
        toggle(entry, cut);
    }
}

static bool is_category(const struct app_view *view, const char *name)
{
    char cut[VIEW_LEAD_INTEREST_BYTES];
    for (size_t i = 0; i < view->catalogue.category_count; i++) {
        (void)text_copy(cut, sizeof cut, view->catalogue.categories[i].name);
        if (strcmp(cut, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Products that the typed words find. A touch takes one, and the field is empty again. */
static void found_products(struct card_frame *frame, struct flow *flow)
{
    const struct view_catalogue *catalogue = &frame->view->catalogue;
    int64_t ids[PRODUCTS_MAX];
    size_t count = 0;
    if (frame->state->product[0] == '\0' || catalogue->search == NULL) {
        return;
    }
    (void)catalogue->search(catalogue->context, frame->state->product, ids, PRODUCTS_MAX, &count);
    for (size_t i = 0; i < count; i++) {
        char name[VIEW_LEAD_INTEREST_BYTES];
        const struct shelf_product *product = catalogue->product(catalogue->context, ids[i]);
        if (product == NULL) {
            continue;
        }
        (void)text_copy(name, sizeof name, product->name);
        if (find_interest(&frame->state->entry, name) < frame->state->entry.interest_count) {
            continue;
        }
        struct ui_button chip = {.label = name, .kind = UI_BUTTON_CHIP, .icon = ICON_PLUS};
        if (flow_chip(frame, flow, &chip)) {
            toggle(&frame->state->entry, name);
            memory_wipe(frame->state->product, sizeof frame->state->product);
        }
    }
}

void card_interests(struct card_frame *frame, struct rect *area)
{
    const struct view_catalogue *catalogue = &frame->view->catalogue;
    const struct lead_entry *entry = &frame->state->entry;
    struct flow flow = {.area = area};
    heading(frame, area, TEXT_LEAD_INTERESTED);
    for (size_t i = 0; i < catalogue->category_count; i++) {
        if (catalogue->categories[i].name[0] != '\0') {
            interest_chip(frame, &flow, catalogue->categories[i].name);
        }
    }
    for (size_t i = 0; i < entry->interest_count; i++) {
        if (!is_category(frame->view, entry->interests[i])) {
            interest_chip(frame, &flow, entry->interests[i]);
        }
    }
    found_products(frame, &flow);
    rect_skip_top(area, 14);
    struct ui_field field = {.label = say(frame->view, TEXT_LEAD_PRODUCT),
        .id = PRODUCT_FIELD,
        .focus = COLOUR_TERRACOTTA};
    if (ui_field(frame->ui, rect_cut_top(area, 96), &field, frame->state->product,
            sizeof frame->state->product) == UI_FIELD_ENTERED) {
        ui_focus_none(frame->ui);
    }
    rect_skip_top(area, 24);
}

/* ---- Rating and follow-up ---- */

static void ratings(struct card_frame *frame, struct rect *area)
{
    static const enum text_id TEXTS_OF[VIEW_RATING_COUNT] = {
        [VIEW_RATING_HOT] = TEXT_LEAD_HOT,
        [VIEW_RATING_WARM] = TEXT_LEAD_WARM,
        [VIEW_RATING_COLD] = TEXT_LEAD_COLD,
    };
    heading(frame, area, TEXT_LEAD_RATING);
    struct rect row = rect_cut_top(area, TARGET_OFTEN);
    for (int i = VIEW_RATING_HOT; i < VIEW_RATING_COUNT; i++) {
        struct ui_button button = {.label = say(frame->view, TEXTS_OF[i]),
            .size = 28,
            .is_selected = (int)frame->state->entry.rating == i};
        if (ui_button(
                frame->ui, rect_column(row, VIEW_RATING_COUNT - 1, CHIP_GAP, i - 1), &button)) {
            frame->state->entry.rating = (enum view_rating)i;
        }
    }
    rect_skip_top(area, 20);
}

/* The business day that is so many days from today's. */
static void day_after(const struct app_view *view, int days, char out[DAY_TEXT_MAX])
{
    int32_t day;
    struct error ignored;
    out[0] = '\0';
    if (day_parse(text_view_of(view->business_day), &day, &ignored)) {
        day_print(day + days, out);
    }
}

static void follow_up(struct card_frame *frame, struct rect *area)
{
    static const struct {
        enum text_id text;
        int days;
    } CHOICES[] = {{TEXT_LEAD_TOMORROW, 1}, {TEXT_LEAD_IN_A_WEEK, 7}, {TEXT_LEAD_IN_TWO_WEEKS, 14},
        {TEXT_LEAD_IN_A_MONTH, 30}};
    struct flow flow = {.area = area};
    char *date = frame->state->entry.follow_up;
    bool is_listed = date[0] == '\0';
    heading(frame, area, TEXT_LEAD_FOLLOW_UP);
    if (flow_chip(frame, &flow,
            &(struct ui_button){.label = say(frame->view, TEXT_LEAD_NO_DATE),
                .kind = UI_BUTTON_CHIP,
                .is_selected = date[0] == '\0'})) {
        memset(date, 0, DAY_TEXT_MAX);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(CHOICES); i++) {
        char day[DAY_TEXT_MAX];
        day_after(frame->view, CHOICES[i].days, day);
        bool is_chosen = date[0] != '\0' && strcmp(date, day) == 0;
        is_listed = is_listed || is_chosen;
        if (flow_chip(frame, &flow,
                &(struct ui_button){.label = say(frame->view, CHOICES[i].text),
                    .kind = UI_BUTTON_CHIP,
                    .is_selected = is_chosen})) {
            (void)text_copy(date, DAY_TEXT_MAX, day);
        }
    }
    if (!is_listed) {
        char words[WORDS_MAX];
        (void)flow_chip(frame, &flow,
            &(struct ui_button){.label = words_date(frame->view, date, words),
                .id = "date",
                .kind = UI_BUTTON_CHIP,
                .is_selected = true});
    }
    rect_skip_top(area, 24);
}

/* ---- Consent ---- */

static bool has_purpose(const struct view_lead_card *card, const char *purpose)
{
    for (size_t i = 0; i < card->purpose_count; i++) {
        if (strcmp(card->purposes[i], purpose) == 0) {
            return true;
        }
    }
    return false;
}

static void consent(
    struct card_frame *frame, struct rect *area, const char *purpose, enum text_id text, bool *set)
{
    if (!has_purpose(frame->view->leads.card, purpose)) {
        (void)ui_checkbox(frame->ui, rect_cut_top(area, 104), say(frame->view, text), set);
        rect_skip_top(area, CHIP_GAP);
    }
}

void card_choices(struct card_frame *frame, struct rect *area)
{
    struct lead_entry *entry = &frame->state->entry;
    ratings(frame, area);
    follow_up(frame, area);
    consent(frame, area, "email", TEXT_LEAD_MAY_EMAIL, &entry->may_email);
    consent(frame, area, "phone", TEXT_LEAD_MAY_PHONE, &entry->may_phone);
    rect_skip_top(area, 12);
}

/* ---- What happened ---- */

static const char *purpose_word(const struct app_view *view, const char *purpose)
{
    static const struct {
        const char *purpose;
        enum text_id text;
    } ROWS[] = {{"email", TEXT_LEAD_PURPOSE_EMAIL}, {"phone", TEXT_LEAD_PURPOSE_PHONE},
        {"ads", TEXT_LEAD_PURPOSE_ADS}};
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strcmp(purpose, ROWS[i].purpose) == 0) {
            return say(view, ROWS[i].text);
        }
    }
    return purpose;
}

static void event_words(
    const struct app_view *view, const struct view_lead_event *event, char *out, size_t capacity)
{
    char money[WORDS_MAX];
    switch (event->kind) {
    case VIEW_LEAD_CAPTURED:
        say_with(view, out, capacity,
            event->words[0] != '\0' ? TEXT_LEAD_CAPTURED : TEXT_LEAD_CAPTURED_PLAIN, event->words,
            NULL);
        return;
    case VIEW_LEAD_AGREED:
        say_with(view, out, capacity, TEXT_LEAD_AGREED, purpose_word(view, event->words), NULL);
        return;
    case VIEW_LEAD_REFUSED:
        say_with(view, out, capacity, TEXT_LEAD_REFUSED, purpose_word(view, event->words), NULL);
        return;
    case VIEW_LEAD_WITHDREW:
        say_with(view, out, capacity, TEXT_LEAD_WITHDREW, purpose_word(view, event->words), NULL);
        return;
    case VIEW_LEAD_BOUGHT:
        words_money(view, event->amount_minor, money);
        say_with(view, out, capacity, TEXT_LEAD_BOUGHT, money, event->words);
        return;
    case VIEW_LEAD_WAS:
        say_with(view, out, capacity, TEXT_LEAD_WAS, event->words, NULL);
        return;
    case VIEW_LEAD_NOTED:
        break;
    }
    (void)text_copy(out, capacity, event->words);
}

static bool is_personal(const struct view_lead_event *event)
{
    return event->kind == VIEW_LEAD_NOTED || event->kind == VIEW_LEAD_WAS;
}

static void one_event(
    struct card_frame *frame, struct rect *area, const struct view_lead_event *event)
{
    char words[VIEW_LEAD_EVENT_BYTES + 2 * WORDS_MAX];
    event_words(frame->view, event, words, sizeof words);
    struct ui_text_style style = {
        .size = 24, .lines_max = 4, .vertical = UI_VERTICAL_TOP, .is_personal = is_personal(event)};
    int room = area->width - 176;
    int height = ui_text_height(frame->ui, room, words, &style) + 16;
    struct rect row = rect_cut_top(area, height < EVENT_HEIGHT - 12 ? EVENT_HEIGHT - 12 : height);
    ui_text(frame->ui, rect_cut_left(&row, 164), event->when,
        &(struct ui_text_style){
            .size = 24, .colour = COLOUR_INK2, .has_figures = true, .vertical = UI_VERTICAL_TOP});
    rect_skip_left(&row, 12);
    ui_text(frame->ui, row, words, &style);
    memory_wipe(words, sizeof words);
}

void card_history(struct card_frame *frame, struct rect *area)
{
    const struct view_lead_card *card = frame->view->leads.card;
    struct ui *ui = frame->ui;
    if (card->id == 0) {
        return;
    }
    heading(frame, area, TEXT_LEAD_HISTORY);
    for (size_t i = 0; i < card->event_count; i++) {
        one_event(frame, area, &card->events[i]);
    }
    rect_skip_top(area, 16);
    struct rect row = rect_cut_top(area, TARGET_OFTEN);
    if (ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 0),
            &(struct ui_button){.label = say(frame->view, TEXT_LEAD_WITHDRAW),
                .size = 26,
                .is_disabled = card->purpose_count == 0})) {
        frame->state->over = CARD_OVER_WITHDRAW;
    }
    if (ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 1),
            &(struct ui_button){.label = say(frame->view, TEXT_LEAD_ERASE),
                .size = 26,
                .kind = UI_BUTTON_DANGER})) {
        frame->state->over = CARD_OVER_ERASE;
    }
    rect_skip_top(area, 12);
}

/* ---- Questions ---- */

static struct rect ask_begin(struct card_frame *frame, enum text_id title, enum text_id detail)
{
    struct ui *ui = frame->ui;
    struct rect whole = ui_area(ui);
    int width = whole.width - 2 * SPACE_MARGIN;
    struct rect card = rect_center(whole, width < ASK_WIDTH ? width : ASK_WIDTH, ASK_HEIGHT);
    ui_focus_none(ui);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    card = rect_inset(card, 44, 40);
    ui_text(ui, rect_cut_top(&card, 64), say(frame->view, title),
        &(struct ui_text_style){.size = 40, .weight = UI_WEIGHT_700, .is_fixed = true});
    rect_skip_top(&card, 12);
    ui_text(ui, rect_cut_top(&card, 140), say(frame->view, detail),
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .lines_max = 4, .vertical = UI_VERTICAL_TOP});
    return rect_cut_bottom(&card, 104);
}

static struct intent ask_erase(struct card_frame *frame)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect row = ask_begin(frame, TEXT_LEAD_ERASE_TITLE, TEXT_LEAD_ERASE_DETAIL);
    if (ui_button(frame->ui, rect_column(row, 2, SPACE_GUTTER, 0),
            &(struct ui_button){
                .label = say(frame->view, TEXT_LEAD_KEEP), .kind = UI_BUTTON_STRONG, .size = 30}) ||
        ui_key(frame->ui, INPUT_KEY_ESCAPE)) {
        frame->state->over = CARD_OVER_NOTHING;
    }
    if (ui_button(frame->ui, rect_column(row, 2, SPACE_GUTTER, 1),
            &(struct ui_button){.label = say(frame->view, TEXT_LEAD_ERASE_NOW),
                .id = "erase now",
                .kind = UI_BUTTON_DANGER,
                .size = 30})) {
        intent.kind = INTENT_ERASE_LEAD;
        frame->state->over = CARD_OVER_NOTHING;
    }
    ui_over_end(frame->ui);
    return intent;
}

static struct intent ask_withdraw(struct card_frame *frame)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_lead_card *card = frame->view->leads.card;
    struct rect row = ask_begin(frame, TEXT_LEAD_WITHDRAW_TITLE, TEXT_LEAD_WITHDRAW_DETAIL);
    int count = (int)card->purpose_count + (card->purpose_count > 1 ? 2 : 1);
    if (ui_button(frame->ui, rect_column(row, count, CHIP_GAP, 0),
            &(struct ui_button){
                .label = say(frame->view, TEXT_CANCEL), .kind = UI_BUTTON_STRONG, .size = 26}) ||
        ui_key(frame->ui, INPUT_KEY_ESCAPE)) {
        frame->state->over = CARD_OVER_NOTHING;
    }
    for (int i = 1; i < count; i++) {
        bool is_all = (size_t)i > card->purpose_count;
        const char *purpose = is_all ? "" : card->purposes[i - 1];
        struct ui_button button = {.label = is_all ? say(frame->view, TEXT_LEAD_WITHDRAW_ALL)
                                                   : purpose_word(frame->view, purpose),
            .size = 26,
            .kind = UI_BUTTON_DANGER};
        if (ui_button(frame->ui, rect_column(row, count, CHIP_GAP, i), &button)) {
            intent.kind = INTENT_WITHDRAW;
            (void)text_copy(intent.code, sizeof intent.code, purpose);
            frame->state->over = CARD_OVER_NOTHING;
        }
    }
    ui_over_end(frame->ui);
    return intent;
}

struct intent card_over(struct card_frame *frame)
{
    switch (frame->state->over) {
    case CARD_OVER_ERASE:
        return ask_erase(frame);
    case CARD_OVER_WITHDRAW:
        return ask_withdraw(frame);
    case CARD_OVER_NOTHING:
        break;
    }
    return (struct intent){.kind = INTENT_NONE};
}
