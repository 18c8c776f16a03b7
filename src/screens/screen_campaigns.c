#include <string.h>

#include "base/text.h"
#include "screens/campaigns.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"

/* Campaigns: what was spent and what came back, for a period and under a rule. Everything on it is
 * counted again when the period changes; another rule is counted from what is there already. */

#define CHIP_HEIGHT 72
#define FIGURE_HEIGHT 164
#define NOTE_HEIGHT 32
#define VALUE_LIFT 6    /* the comma of a sum stays off its note */
#define SLIM_FIGURE 360 /* its note has two lines */
#define CHART_HEIGHT_LEAST 150
#define CHART_HEIGHT_UPRIGHT 320
#define SIDE_PERCENT 32
#define WIDE_LEAST 1560 /* two columns */
#define SCROLL_ROOM 14

static_assert(sizeof(struct campaigns_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- Period ---- */

static const enum text_id PERIODS[VIEW_PERIOD_COUNT] = {
    [VIEW_PERIOD_WHOLE] = TEXT_WHOLE_CAMPAIGN,
    [VIEW_PERIOD_14_DAYS] = TEXT_14_DAYS,
    [VIEW_PERIOD_QUARTER] = TEXT_QUARTER,
    [VIEW_PERIOD_CHOSEN] = TEXT_OTHER_DAYS,
};

static struct ui_button period_chip(const struct app_view *view, int period)
{
    return (struct ui_button){.label = say(view, PERIODS[period]),
        .kind = UI_BUTTON_CHIP,
        .is_selected = (int)view->campaigns.period == period};
}

static int chips_width(const struct app_view *view, struct ui *ui)
{
    int width = -SPACE_TARGETS;
    for (int i = 0; i < VIEW_PERIOD_COUNT; i++) {
        struct ui_button chip = period_chip(view, i);
        width += ui_button_width(ui, &chip) + SPACE_TARGETS;
    }
    return width;
}

static struct intent periods(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_tight = chips_width(view, ui) > row.width;
    struct rect whole = row;
    ui_push_id_text(ui, "period");
    for (int i = 0; i < VIEW_PERIOD_COUNT; i++) {
        struct ui_button chip = period_chip(view, i);
        struct rect place = is_tight ? rect_column(whole, VIEW_PERIOD_COUNT, SPACE_TARGETS, i)
                                     : rect_cut_left(&row, ui_button_width(ui, &chip));
        rect_skip_left(&row, SPACE_TARGETS);
        if (!ui_button(ui, place, &chip)) {
            continue;
        }
        if (i == VIEW_PERIOD_CHOSEN) {
            state->over = CAMPAIGNS_OVER_PERIOD;
            state->period = day_card_begin(
                view->campaigns.from, view->campaigns.to, view->campaigns.today, true);
            state->over_scroll = (struct ui_scroll){0};
        } else {
            intent = (struct intent){.kind = INTENT_SET_PERIOD, .index = (size_t)i};
        }
    }
    ui_pop_id(ui);
    return intent;
}

/* ---- The four figures ---- */

struct figure {
    enum text_id title;
    const char *value, *note;
};

static void figure_card(
    const struct app_view *view, struct ui *ui, struct rect rect, const struct figure *figure)
{
    ui_card(ui, rect);
    bool is_slim = rect.width < SLIM_FIGURE;
    struct rect area = rect_inset(rect, is_slim ? 22 : 30, 11);
    rect_skip_top(&area, 3);
    ui_text(ui, rect_cut_top(&area, 38), say(view, figure->title),
        &(struct ui_text_style){.colour = COLOUR_INK2, .is_fixed = true});
    struct ui_text_style note = {.size = TYPE_SMALL,
        .colour = COLOUR_INK2,
        .lines_max = is_slim ? 2 : 1,
        .is_fixed = !is_slim,
        .vertical = UI_VERTICAL_TOP};
    int height = is_slim ? 2 * ui_line_height(ui, &note) : NOTE_HEIGHT;
    ui_text(ui, rect_cut_bottom(&area, height), figure->note, &note);
    rect_skip_bottom(&area, VALUE_LIFT);
    ui_text(ui, area, figure->value,
        &(struct ui_text_style){.size = TYPE_MONEY,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .has_figures = true,
            .is_fixed = true});
}

struct figure_words {
    char values[4][WORDS_MAX], notes[4][WORDS_MAX * 2];
};

static bool has_spend(const struct view_campaigns *figures)
{
    for (size_t i = 0; i < figures->row_count; i++) {
        if (figures->rows[i].spent_minor != VIEW_UNKNOWN) {
            return true;
        }
    }
    return false;
}

static void fill_leads(const struct app_view *view, struct figure_words *words)
{
    const struct view_campaigns *figures = &view->campaigns;
    char first[WORDS_MAX], second[WORDS_MAX];
    campaigns_count(view, figures->leads, words->values[2]);
    if (figures->leads == 0 && has_spend(figures)) { /* and nobody to share it among */
        text_copy(words->notes[2], sizeof words->notes[2], "\u2013");
    } else if (figures->lead_cost_minor == VIEW_UNKNOWN) {
        text_copy(words->notes[2], sizeof words->notes[2], say(view, TEXT_NO_SPEND_YET));
    } else {
        say_with(view, words->notes[2], sizeof words->notes[2], TEXT_COST_EACH,
            campaigns_cents(view, figures->lead_cost_minor, first), NULL);
    }
    campaigns_count(view, figures->buyers, words->values[3]);
    campaigns_percent(view, figures->buyers, figures->leads, first);
    if (figures->half_within_days == VIEW_UNKNOWN) {
        text_copy(words->notes[3], sizeof words->notes[3], first);
    } else {
        text_copy(second, sizeof second, first);
        say_count(view, words->notes[3], sizeof words->notes[3], TEXT_HALF_WITHIN,
            (uint64_t)figures->half_within_days, second);
    }
}

static void figures_row(const struct app_view *view, struct ui *ui, struct rect rect, int columns)
{
    const struct view_campaigns *figures = &view->campaigns;
    static const enum text_id TITLES[] = {
        TEXT_SALES_WITH_CAMPAIGN, TEXT_REVENUE_TIED, TEXT_LEADS_FIGURE, TEXT_LEADS_BOUGHT};
    struct figure_words words = {0};
    char first[WORDS_MAX], second[WORDS_MAX];
    campaigns_percent(view, figures->tied_sale_count, figures->sale_count, words.values[0]);
    say_with(view, words.notes[0], sizeof words.notes[0], TEXT_N_OF_M,
        campaigns_count(view, figures->tied_sale_count, first),
        campaigns_count(view, figures->sale_count, second));
    campaigns_money(view, figures->tied_minor, words.values[1]);
    say_with(view, words.notes[1], sizeof words.notes[1], TEXT_GROSS_AFTER,
        campaigns_money(view, figures->discounts_minor, first), NULL);
    fill_leads(view, &words);
    for (int i = 0; i < 4; i++) {
        figure_card(view, ui, rect_grid_cell(rect, columns, 4 / columns, SPACE_GUTTER, i),
            &(struct figure){TITLES[i], words.values[i], words.notes[i]});
    }
}

/* ---- The page ---- */

static int figure_height(const struct ui *ui, int width)
{
    int height = FIGURE_HEIGHT + (width < SLIM_FIGURE ? NOTE_HEIGHT : 0);
    return height * (100 + (ui_text_percent(ui) - 100) * 4 / 5) / 100;
}

/* Side by side where there is room; else below one another, and what does not fit scrolls. */
static struct intent page(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    bool is_wide = area.width >= WIDE_LEAST;
    bool is_upright = area.width < 1200;
    int columns = is_upright ? 2 : 4;
    int figure = figure_height(ui, (area.width - (columns - 1) * SPACE_GUTTER) / columns);
    int figures = (4 / columns) * (figure + SPACE_GUTTER) - SPACE_GUTTER;
    int side_width = is_wide ? area.width * SIDE_PERCENT / 100 : area.width;
    int table_width = is_wide ? area.width - side_width - SPACE_GUTTER : area.width;
    int table = campaigns_table_height(view, ui, table_width);
    int strips = campaigns_strips_height(view, ui);
    int chart = is_wide ? CHART_HEIGHT_LEAST : CHART_HEIGHT_UPRIGHT;
    int side = strips + SPACE_GUTTER + chart;
    bool is_beside = !is_wide && !is_upright; /* strips and chart beside each other, below */
    int below = is_wide ? (table > side ? table : side)
                        : table + SPACE_GUTTER + (is_beside ? strips : side);
    int height = figures + SPACE_GUTTER + below;
    height = height < area.height ? area.height : height;

    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "campaigns", height, &state->scroll);
    content.width = area.width;
    content.height = height;
    figures_row(view, ui, rect_cut_top(&content, figures), columns);
    rect_skip_top(&content, SPACE_GUTTER);
    struct rect beside = {0};
    if (is_wide) {
        beside = rect_cut_right(&content, side_width);
        rect_skip_right(&content, SPACE_GUTTER);
    } else {
        beside = rect_cut_bottom(&content, is_beside ? strips : side);
        rect_skip_bottom(&content, SPACE_GUTTER);
    }
    struct intent intent = campaigns_table(state, view, ui, content);
    if (is_beside) {
        campaigns_strips(view, ui, rect_column(beside, 2, SPACE_GUTTER, 0));
        campaigns_chart(state, view, ui, rect_column(beside, 2, SPACE_GUTTER, 1));
    } else {
        campaigns_strips(view, ui, rect_cut_top(&beside, strips));
        rect_skip_top(&beside, SPACE_GUTTER);
        campaigns_chart(state, view, ui, beside);
    }
    ui_scroll_end(ui);
    return intent;
}

/* No figures: they are being counted, or why there are none. */
static void waiting(const struct app_view *view, struct ui *ui, struct rect area)
{
    const char *problem = view->campaigns.problem;
    struct rect block = rect_center(area, area.width, 200);
    ui_text(ui, rect_cut_top(&block, 80),
        say(view, problem[0] != '\0' ? TEXT_CAMPAIGNS_NOT_COUNTED : TEXT_COUNTING),
        &(struct ui_text_style){.size = 44,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
    ui_text(ui, block, problem[0] != '\0' ? problem : say(view, TEXT_COUNTING_HINT),
        &(struct ui_text_style){.colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 3});
}

static struct intent over(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    switch (state->over) {
    case CAMPAIGNS_OVER_PERIOD:
        return campaigns_period_card(state, view, ui, area);
    case CAMPAIGNS_OVER_CAMPAIGN:
        return campaigns_campaign_card(state, view, ui, area);
    case CAMPAIGNS_OVER_DAYS:
        campaigns_days_card(state, view, ui, area);
        break;
    case CAMPAIGNS_OVER_NOTHING:
        break;
    }
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent campaigns_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct campaigns_state *state = memory;
    struct intent intent = {.kind = INTENT_NONE};
    if (!state->is_begun) {
        state->is_begun = true;
        state->seen_serial = view->message_count > 0 ? view->messages[0].serial : 0;
    }
    struct rect area = parts_ground(ui, view);
    struct rect middle;
    struct ui_top_bar bar = parts_top_bar(view);
    bool has_room = ui_area(ui).width >= 1300;
    bar.back = say(view, TEXT_BACK);
    bar.title = say(view, TEXT_CAMPAIGNS);
    if (ui_area(ui).width < 1700) {
        bar.status = NULL;
        bar.user = ui_area(ui).width < 1500 ? NULL : bar.user;
    }
    bar.middle_width =
        has_room && state->over == CAMPAIGNS_OVER_NOTHING ? chips_width(view, ui) : 0;
    bool is_back = ui_top_bar(ui, &area, &bar, &middle) == UI_TOP_BAR_BACK;
    if (is_back && state->over != CAMPAIGNS_OVER_NOTHING) {
        state->over = CAMPAIGNS_OVER_NOTHING;
        return intent;
    }
    if (is_back) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : SPACE_GUTTER);
    if (state->over != CAMPAIGNS_OVER_NOTHING && view->campaigns.has_figures) {
        intent = over(state, view, ui, body);
    } else {
        if (has_room && middle.width >= bar.middle_width) {
            intent = periods(state, view, ui,
                rect_center(middle, middle.width,
                    middle.height < CHIP_HEIGHT ? middle.height : CHIP_HEIGHT));
        } else {
            intent = periods(state, view, ui, rect_cut_top(&body, CHIP_HEIGHT));
            rect_skip_top(&body, 18);
        }
        struct intent touched = {.kind = INTENT_NONE};
        if (view->campaigns.has_figures) {
            touched = page(state, view, ui, body);
        } else {
            waiting(view, ui, body);
        }
        intent = touched.kind != INTENT_NONE ? touched : intent;
    }
    struct parts_message message = parts_messages(ui, view, rect_inset(area, SPACE_MARGIN, 24),
        &(struct parts_strips){.seen_serial = state->seen_serial});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_campaigns = {
    .name = "campaigns",
    .state_size = sizeof(struct campaigns_state),
    .keeps_state = false,
    .frame = campaigns_frame,
};
