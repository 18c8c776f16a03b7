#include <string.h>

#include "base/text.h"
#include "domain/day.h"
#include "screens/campaigns.h"
#include "screens/settings.h"
#include "screens/texts.h"

/* What is opened over the page: other days, one campaign, the chart in figures. */

#define PERIOD_WIDTH_MAX 760
#define PADDING 30
#define PAIR_HEIGHT 44
#define HEAD_HEIGHT 44
#define BAR_HEIGHT 24
#define BUTTON_HEIGHT 88
#define NOTE_HEIGHT 64
#define SCROLL_ROOM 14
#define TWO_COLUMNS_LEAST 1200
#define BUDGET_WARN_PERCENT 90
#define ALL_PPM 1000000

/* ---- Other days ---- */

struct intent campaigns_period_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    int width = area.width < PERIOD_WIDTH_MAX ? area.width : PERIOD_WIDTH_MAX;
    struct rect card = rect_center(area, width, area.height);
    if (settings_card_head(view, ui, &card, say(view, TEXT_OTHER_DAYS), TEXT_CANCEL)) {
        state->over = CAMPAIGNS_OVER_NOTHING;
    }
    const char *hint =
        say(view, state->period.has_first ? TEXT_TOUCH_LAST_DAY : TEXT_TOUCH_FIRST_DAY);
    ui_text(ui, rect_cut_top(&card, HEAD_HEIGHT), hint,
        &(struct ui_text_style){.colour = COLOUR_INK2, .is_fixed = true});
    int height = day_card_height(ui, width);
    struct rect wider = {card.x, card.y, card.width + SCROLL_ROOM, card.height};
    struct rect content = ui_scroll_begin(ui, wider, "days", height, &state->over_scroll);
    content.width = card.width;
    if (day_card_frame(&state->period, view, ui, content)) {
        char to[DAY_TEXT_MAX];
        struct text_out code = text_out_begin(intent.code, sizeof intent.code);
        char from[DAY_TEXT_MAX];
        text_out_format(
            &code, "%s..%s", day_print(state->period.from, from), day_print(state->period.to, to));
        intent.kind = INTENT_SET_PERIOD;
        intent.index = VIEW_PERIOD_CHOSEN;
        state->over = CAMPAIGNS_OVER_NOTHING;
    }
    ui_scroll_end(ui);
    return intent;
}

/* ---- One campaign ---- */

static const struct view_campaign_row *open_row(
    const struct campaigns_state *state, const struct app_view *view, size_t *out_index)
{
    for (size_t i = 0; i < view->campaigns.row_count; i++) {
        if (view->campaigns.rows[i].id == state->open_id) {
            *out_index = i;
            return &view->campaigns.rows[i];
        }
    }
    return NULL;
}

static int scaled(const struct ui *ui, int height)
{
    return height * ui_text_percent(ui) / 100;
}

static void pair(struct ui *ui, struct rect *area, const char *label, const char *value)
{
    struct rect row = rect_cut_top(area, scaled(ui, PAIR_HEIGHT));
    ui_pair(
        ui, row, &(struct ui_pair){.label = label, .value = value, .value_weight = UI_WEIGHT_600});
    ui_rule(ui, (struct rect){row.x, rect_bottom(row) - LINE_WIDTH, row.width, LINE_WIDTH});
}

/* Says when nothing is left of it, or soon. */
static enum text_id budget_warning(const struct app_view *view, const struct view_campaign_row *row)
{
    int64_t spent_minor = view->campaigns.spent_whole_minor;
    if (row->budget_minor == VIEW_UNKNOWN || spent_minor == VIEW_UNKNOWN) {
        return TEXT_COUNT;
    }
    if (spent_minor > row->budget_minor) {
        return TEXT_BUDGET_OVER;
    }
    if (spent_minor == row->budget_minor) {
        return TEXT_BUDGET_GONE;
    }
    bool is_near = (int128)spent_minor * 100 > (int128)row->budget_minor * BUDGET_WARN_PERCENT;
    return is_near ? TEXT_BUDGET_NEAR : TEXT_COUNT;
}

static void tinted(struct ui *ui, struct rect *area, const char *words)
{
    struct rect note = rect_cut_top(area, scaled(ui, NOTE_HEIGHT));
    rect_skip_top(area, 14);
    ui_rounded(ui, note, RADIUS_KEY, COLOUR_AMBER_TINT, COLOUR_NONE);
    ui_text(ui, rect_inset(note, 20, 4), words,
        &(struct ui_text_style){.colour = COLOUR_AMBER, .weight = UI_WEIGHT_600, .is_fixed = true});
}

static void budget(const struct app_view *view, struct ui *ui, struct rect *area,
    const struct view_campaign_row *row)
{
    char spent[WORDS_MAX], whole[WORDS_MAX], both[WORDS_MAX * 2], left[WORDS_MAX],
        words[WORDS_MAX * 2];
    int64_t spent_minor = view->campaigns.spent_whole_minor;
    campaigns_cents(view, spent_minor, spent);
    if (row->budget_minor == VIEW_UNKNOWN) {
        pair(ui, area, say(view, TEXT_SPENT_SO_FAR), spent);
        return;
    }
    say_with(view, both, sizeof both, TEXT_N_OF_M, spent,
        campaigns_cents(view, row->budget_minor, whole));
    ui_pair(ui, rect_cut_top(area, scaled(ui, PAIR_HEIGHT)),
        &(struct ui_pair){
            .label = say(view, TEXT_BUDGET), .value = both, .value_weight = UI_WEIGHT_600});
    enum text_id warning = budget_warning(view, row);
    spent_minor = spent_minor == VIEW_UNKNOWN ? 0 : spent_minor;
    int64_t part =
        row->budget_minor <= 0 ? 0 : (int64_t)((int128)spent_minor * ALL_PPM / row->budget_minor);
    part = part < 0 ? 0 : part > ALL_PPM ? ALL_PPM : part;
    ui_bar(ui, rect_cut_top(area, BAR_HEIGHT), (int)part,
        warning == TEXT_COUNT ? COLOUR_BLUE : COLOUR_AMBER, COLOUR_SUNK);
    rect_skip_top(area, 14);
    if (warning != TEXT_COUNT) {
        int64_t rest = row->budget_minor - spent_minor;
        campaigns_cents(view, rest < 0 ? -rest : rest, left);
        tinted(ui, area, say_with(view, words, sizeof words, warning, left, NULL));
    }
}

static int facts_height(
    const struct app_view *view, const struct ui *ui, const struct view_campaign_row *row)
{
    int pairs = 13;
    int height = 2 * PADDING + pairs * scaled(ui, PAIR_HEIGHT) + BAR_HEIGHT + 14;
    height += budget_warning(view, row) != TEXT_COUNT ? scaled(ui, NOTE_HEIGHT) + 14 : 0;
    return height + (row->is_unusual ? scaled(ui, NOTE_HEIGHT) + 14 : 0);
}

static void facts(const struct app_view *view, struct ui *ui, struct rect rect,
    const struct view_campaign_row *row)
{
    char words[WORDS_MAX], score[WORDS_MAX];
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, PADDING, PADDING);
    if (row->is_unusual) {
        tinted(ui, &area, say(view, TEXT_CODE_UNUSUAL));
    }
    budget(view, ui, &area, row);
    pair(ui, &area, say(view, TEXT_SPENT_THEN), campaigns_cents(view, row->spent_minor, words));
    pair(ui, &area, say(view, TEXT_DISCOUNTS_GIVEN),
        campaigns_cents(view, row->discounts_minor, words));
    pair(
        ui, &area, say(view, TEXT_REVENUE_GROSS), campaigns_cents(view, row->revenue_minor, words));
    pair(
        ui, &area, say(view, TEXT_CAMPAIGNS_SALES), campaigns_share(view, row->sales_milli, words));
    pair(ui, &area, say(view, TEXT_ONE_LEAD_COSTS),
        campaigns_cents(view, row->lead_cost_minor, words));
    pair(ui, &area, say(view, TEXT_ONE_SALE_COSTS),
        campaigns_cents(view, row->sale_cost_minor, words));
    pair(ui, &area, say(view, TEXT_AVERAGE_TICKET),
        campaigns_cents(view, row->average_ticket_minor, words));
    pair(ui, &area, say(view, TEXT_BUYERS_AGAIN), campaigns_ppm(view, row->again_ppm, words));
    pair(ui, &area, say(view, TEXT_BUYERS_SATISFIED),
        row->score_milli == VIEW_UNKNOWN
            ? campaigns_share(view, row->score_milli, score)
            : say_with(view, score, sizeof score, TEXT_N_OF_M,
                  campaigns_share(view, row->score_milli, words), "5"));
    pair(ui, &area, say(view, TEXT_BUYERS_NEW), campaigns_share(view, row->new_milli, words));
    pair(ui, &area, say(view, TEXT_BUYERS_KNOWN), campaigns_share(view, row->known_milli, words));
    pair(ui, &area, say(view, TEXT_BUYERS_NOBODY), campaigns_share(view, row->nobody_milli, words));
}

/* ---- Its placements ---- */

#define PLACE_COLUMNS 3
#define PLACE_COLUMN_WIDTH 112

static struct rect place_cell(const struct ui *ui, struct rect row, int column)
{
    int width = scaled(ui, PLACE_COLUMN_WIDTH);
    return (struct rect){
        rect_right(row) - (PLACE_COLUMNS - column) * width + 8, row.y, width - 8, row.height};
}

static void place_line(struct ui *ui, struct rect row, const char *name,
    const char *const cells[PLACE_COLUMNS], bool is_head)
{
    struct ui_text_style style = {.size = is_head ? 22 : 0,
        .colour = is_head ? COLOUR_INK2 : COLOUR_INK,
        .has_figures = !is_head,
        .align = UI_ALIGN_END,
        .is_fixed = true};
    for (int i = 0; i < PLACE_COLUMNS; i++) {
        ui_text(ui, place_cell(ui, row, i), cells[i], &style);
    }
    row.width -= PLACE_COLUMNS * scaled(ui, PLACE_COLUMN_WIDTH);
    ui_text(ui, row, name, &(struct ui_text_style){.is_fixed = true});
}

static int places_height(const struct app_view *view, const struct ui *ui)
{
    int count = view->campaigns.place_count == 0 ? 1 : (int)view->campaigns.place_count;
    return 2 * PADDING + scaled(ui, HEAD_HEIGHT) * 2 + count * scaled(ui, PAIR_HEIGHT);
}

static void places(const struct app_view *view, struct ui *ui, struct rect rect)
{
    const struct view_campaigns *figures = &view->campaigns;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, PADDING, PADDING);
    ui_text(ui, rect_cut_top(&area, scaled(ui, HEAD_HEIGHT)), say(view, TEXT_PLACEMENTS),
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700, .is_fixed = true});
    struct rect head = rect_cut_top(&area, scaled(ui, HEAD_HEIGHT));
    const char *const titles[PLACE_COLUMNS] = {say(view, TEXT_CAMPAIGNS_LEADS),
        say(view, TEXT_CAMPAIGNS_SALES), say(view, TEXT_CAMPAIGNS_REVENUE)};
    place_line(ui, head, "", titles, true);
    for (size_t i = 0; i < figures->place_count; i++) {
        const struct view_campaign_place *place = &figures->places[i];
        char leads[WORDS_MAX], sales[WORDS_MAX], revenue[WORDS_MAX], name[WORDS_MAX * 2];
        struct rect row = rect_cut_top(&area, scaled(ui, PAIR_HEIGHT));
        const char *const cells[PLACE_COLUMNS] = {campaigns_count(view, place->leads, leads),
            campaigns_share(view, place->sales_milli, sales),
            campaigns_units(view, place->revenue_minor, revenue)};
        const char *content =
            place->content[0] != '\0' ? place->content : say(view, TEXT_WITHOUT_PLACEMENT);
        if (place->is_unusual) {
            content = say_with(view, name, sizeof name, TEXT_PLACE_UNUSUAL, content, NULL);
        }
        ui_rule(ui, row);
        place_line(ui, row, content, cells, false);
    }
    if (figures->place_count == 0) {
        ui_text(ui, area, say(view, TEXT_NO_PLACEMENT_YET),
            &(struct ui_text_style){
                .colour = COLOUR_INK2, .lines_max = 2, .vertical = UI_VERTICAL_TOP});
    }
}

/* ---- The card ---- */

static struct intent card_buttons(const struct app_view *view, struct ui *ui, struct rect area,
    int64_t campaign_id, struct intent intent)
{
    static const struct act {
        enum text_id text;
        enum icon icon;
        enum view_campaign_page page;
    } ACTS[] = {
        {TEXT_CHANGE_CAMPAIGN, ICON_PEN, VIEW_CAMPAIGN_CARD},
        {TEXT_ENTER_SPEND, ICON_CASH, VIEW_CAMPAIGN_SPEND},
        {TEXT_PLACEMENTS, ICON_QR, VIEW_CAMPAIGN_PLACES},
        {TEXT_PRINT_POSTERS, ICON_PRINTER, VIEW_CAMPAIGN_POSTERS},
    };
    int count = (int)ARRAY_LENGTH(ACTS);
    bool is_square = area.height > BUTTON_HEIGHT;
    for (int i = 0; i < count; i++) {
        struct rect place =
            is_square ? rect_grid_cell(area, 2, 2, 14, i) : rect_column(area, count, 14, i);
        if (ui_button(ui, place,
                &(struct ui_button){.label = say(view, ACTS[i].text), .icon = ACTS[i].icon})) {
            intent = (struct intent){
                .kind = INTENT_EDIT_CAMPAIGN, .id = campaign_id, .index = (size_t)ACTS[i].page};
        }
    }
    return intent;
}

struct intent campaigns_campaign_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    size_t index = 0;
    char title[WORDS_MAX * 3];
    const struct view_campaign_row *row = open_row(state, view, &index);
    if (row == NULL) {
        state->over = CAMPAIGNS_OVER_NOTHING;
        return intent;
    }
    struct text_out words = text_out_begin(title, sizeof title);
    text_out_append(&words, row->name);
    text_out_append(&words, " \u00b7 ");
    text_out_append(&words, row->code);
    if (settings_card_head(view, ui, &area, title, TEXT_CLOSE)) {
        state->over = CAMPAIGNS_OVER_NOTHING;
    }
    bool has_two = area.width >= TWO_COLUMNS_LEAST;
    int buttons = has_two ? BUTTON_HEIGHT : 2 * BUTTON_HEIGHT + 14;
    struct rect acts = rect_cut_bottom(&area, buttons);
    rect_skip_bottom(&area, 18);
    intent = card_buttons(view, ui, acts, row->id, intent);
    int left = facts_height(view, ui, row);
    int right = places_height(view, ui);
    int height = has_two ? (left > right ? left : right) : left + SPACE_GUTTER + right;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "campaign", height, &state->over_scroll);
    content.width = area.width;
    if (has_two) {
        struct rect column = rect_column(content, 2, SPACE_GUTTER, 0);
        column.height = left;
        facts(view, ui, column, row);
        column = rect_column(content, 2, SPACE_GUTTER, 1);
        column.height = right;
        places(view, ui, column);
    } else {
        facts(view, ui, rect_cut_top(&content, left), row);
        rect_skip_top(&content, SPACE_GUTTER);
        places(view, ui, rect_cut_top(&content, right));
    }
    ui_scroll_end(ui);
    return intent;
}

/* ---- The chart in figures ---- */

#define DAY_NAME_WIDTH 150
#define DAY_GAP 6
#define DAY_COLUMN_LEAST 112

/* Where not every campaign has room, the last column still is what came without one. */
static size_t day_column(const struct view_campaigns *figures, int columns, int column)
{
    return column == columns - 1 ? figures->row_count - 1 : (size_t)column;
}

static void day_line(const struct app_view *view, struct ui *ui, struct rect row, int columns,
    const struct view_campaign_day *day)
{
    char name[WORDS_MAX], money[WORDS_MAX];
    ui_text(ui, rect_cut_left(&row, DAY_NAME_WIDTH), words_date(view, day->day, name),
        &(struct ui_text_style){.has_figures = true, .is_fixed = true});
    for (int i = 0; i < columns; i++) {
        ui_text(ui, rect_column(row, columns, DAY_GAP, i),
            campaigns_units(
                view, day->revenue_minor[day_column(&view->campaigns, columns, i)], money),
            &(struct ui_text_style){.has_figures = true, .align = UI_ALIGN_END, .is_fixed = true});
    }
}

static void day_heads(const struct app_view *view, struct ui *ui, struct rect row, int columns)
{
    rect_skip_left(&row, DAY_NAME_WIDTH);
    for (int i = 0; i < columns; i++) {
        size_t index = day_column(&view->campaigns, columns, i);
        const struct view_campaign_row *campaign = &view->campaigns.rows[index];
        struct rect place = rect_column(row, columns, DAY_GAP, i);
        struct rect dot = rect_cut_top(&place, 28);
        dot.x = rect_right(dot) - 20;
        dot.width = 20;
        ui_dot(ui, dot, campaigns_colour(&view->campaigns, index));
        ui_text(ui, place, campaign->id == 0 ? say(view, TEXT_CAMPAIGNS_NONE) : campaign->name,
            &(struct ui_text_style){.size = TYPE_SMALL,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_END,
                .vertical = UI_VERTICAL_TOP,
                .lines_max = 2});
    }
}

void campaigns_days_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct view_campaigns *figures = &view->campaigns;
    if (settings_card_head(view, ui, &area, say(view, TEXT_REVENUE_A_DAY), TEXT_CLOSE)) {
        state->over = CAMPAIGNS_OVER_NOTHING;
    }
    int fit = (area.width - 2 * PADDING - DAY_NAME_WIDTH) / DAY_COLUMN_LEAST;
    int columns = (int)figures->row_count < fit ? (int)figures->row_count : fit;
    int pitch = scaled(ui, PAIR_HEIGHT);
    int wanted = 2 * 16 + scaled(ui, 92) + (int)figures->day_count * pitch;
    struct rect card = rect_cut_top(&area, wanted < area.height ? wanted : area.height);
    ui_card(ui, card);
    card = rect_inset(card, PADDING, 16);
    day_heads(view, ui, rect_cut_top(&card, scaled(ui, 92)), columns);
    struct rect wider = {card.x, card.y, card.width + SCROLL_ROOM, card.height};
    struct rect content = ui_scroll_begin(
        ui, wider, "day rows", (int)figures->day_count * pitch, &state->over_scroll);
    content.width = card.width;
    for (size_t i = figures->day_count; i-- > 0;) { /* newest first */
        struct rect row = rect_cut_top(&content, pitch);
        if (ui_is_visible(ui, row)) {
            ui_rule(ui, row);
            day_line(view, ui, row, columns, &figures->days[i]);
        }
    }
    ui_scroll_end(ui);
}
