#include <string.h>

#include "base/text.h"
#include "screens/campaign.h"
#include "screens/campaigns.h"
#include "screens/texts.h"

/* Who gets the sale: the rules, and a row a campaign under the one that is chosen. */

#define PADDING_X 34
#define PADDING_Y 26
#define CHIP_HEIGHT 64
#define HEAD_HEIGHT 44
#define ROW_HEIGHT 65
#define ROW_HEIGHT_TALL 108 /* the name on a line of its own */
#define NAME_HEIGHT 46
#define NAME_WIDTH_LEAST 250
#define DOT_WIDTH 38
#define BUTTON_HEIGHT 88
#define GAP 14
#define COLUMNS 6

enum column {
    COLUMN_SPENT,
    COLUMN_DISCOUNTS,
    COLUMN_LEADS,
    COLUMN_SALES,
    COLUMN_REVENUE,
    COLUMN_LEFT
};

static const struct column_row {
    enum text_id title;
    bool is_money;
    int width;
} COLUMN_ROWS[COLUMNS] = {
    [COLUMN_SPENT] = {TEXT_CAMPAIGNS_SPENT, true, 116},
    [COLUMN_DISCOUNTS] = {TEXT_CAMPAIGNS_DISCOUNTS, false, 126},
    [COLUMN_LEADS] = {TEXT_CAMPAIGNS_LEADS, false, 104},
    [COLUMN_SALES] = {TEXT_CAMPAIGNS_SALES, false, 98},
    [COLUMN_REVENUE] = {TEXT_CAMPAIGNS_REVENUE, true, 144},
    [COLUMN_LEFT] = {TEXT_CAMPAIGNS_LEFT_OVER, true, 156},
};

/* In the order of enum attribution_rule. */
static const struct rule_row {
    enum text_id name, meaning;
} RULES[ATTRIBUTION_RULE_COUNT] = {
    [ATTRIBUTION_LAST] = {TEXT_RULE_LAST, TEXT_RULE_LAST_MEANS},
    [ATTRIBUTION_FIRST] = {TEXT_RULE_FIRST, TEXT_RULE_FIRST_MEANS},
    [ATTRIBUTION_LINEAR] = {TEXT_RULE_EVEN, TEXT_RULE_EVEN_MEANS},
    [ATTRIBUTION_POSITION] = {TEXT_RULE_POSITION, TEXT_RULE_POSITION_MEANS},
    [ATTRIBUTION_DECAY] = {TEXT_RULE_RECENT, TEXT_RULE_RECENT_MEANS},
};

static const struct ui_text_style SMALL = {
    .size = TYPE_SMALL, .colour = COLOUR_INK2, .lines_max = 4, .vertical = UI_VERTICAL_TOP};

/* ---- Rules ---- */

static struct ui_button rule_chip(const struct app_view *view, int rule)
{
    return (struct ui_button){.label = say(view, RULES[rule].name),
        .kind = UI_BUTTON_CHIP,
        .size = 24,
        .is_selected = (int)view->campaigns.rule == rule};
}

static int chips_width(const struct app_view *view, struct ui *ui)
{
    int width = 0;
    for (int i = 0; i < ATTRIBUTION_RULE_COUNT; i++) {
        struct ui_button chip = rule_chip(view, i);
        width += ui_button_width(ui, &chip) + (i > 0 ? SPACE_TARGETS : 0);
    }
    return width;
}

static int title_width(const struct app_view *view, struct ui *ui)
{
    return ui_text_width(ui, say(view, TEXT_WHO_GETS_THE_SALE),
        &(struct ui_text_style){.size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700});
}

/* Title and chips stand beside each other where they fit, else below, else the chips share rows. */
static int chip_rows(const struct app_view *view, struct ui *ui, int width)
{
    int chips = chips_width(view, ui);
    if (chips + title_width(view, ui) + SPACE_GUTTER <= width) {
        return 0;
    }
    return chips <= width ? 1 : 2;
}

static void sentence(const struct app_view *view, char *out, size_t capacity)
{
    const struct view_campaigns *figures = &view->campaigns;
    char days[WORDS_MAX], one[WORDS_MAX], all[WORDS_MAX], part[WORDS_MAX * 2];
    struct text_out words = text_out_begin(out, capacity);
    campaigns_count(view, figures->window_days, days);
    text_out_append(
        &words, say_with(view, part, sizeof part, RULES[figures->rule].meaning, days, NULL));
    if (figures->tied_sale_count > 0) {
        text_out_append(&words, " ");
        text_out_append(&words, say_with(view, part, sizeof part, TEXT_ONE_CONTACT,
                                    campaigns_count(view, figures->one_contact_count, one),
                                    campaigns_count(view, figures->tied_sale_count, all)));
    }
}

static void foot(const struct app_view *view, char *out, size_t capacity)
{
    char percent[WORDS_MAX];
    if (view->campaigns.costs_known_ppm > 0) {
        say_with(view, out, capacity, TEXT_LEFT_OVER_MEANS,
            campaigns_ppm(view, view->campaigns.costs_known_ppm, percent), NULL);
    } else {
        text_copy(out, capacity, say(view, TEXT_NO_COSTS_MEANS));
    }
}

static struct intent rules(
    const struct app_view *view, struct ui *ui, struct rect *area, struct intent intent)
{
    int below = chip_rows(view, ui, area->width);
    struct rect row = rect_cut_top(area, CHIP_HEIGHT);
    struct rect title = row;
    title.width = title_width(view, ui) + 8;
    title.width = title.width < row.width ? title.width : row.width;
    ui_text(ui, title, say(view, TEXT_WHO_GETS_THE_SALE),
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700, .is_fixed = true});
    if (below > 0) {
        row = rect_cut_top(area, below * (CHIP_HEIGHT + SPACE_TARGETS) - SPACE_TARGETS);
    } else {
        int width = chips_width(view, ui);
        row.x = rect_right(row) - width;
        row.width = width;
    }
    ui_push_id_text(ui, "rule");
    for (int i = 0; i < ATTRIBUTION_RULE_COUNT; i++) {
        struct ui_button chip = rule_chip(view, i);
        struct rect place;
        if (below == 2) {
            place = rect_grid_cell(row, 3, 2, SPACE_TARGETS, i);
        } else {
            place = rect_cut_left(&row, ui_button_width(ui, &chip));
            rect_skip_left(&row, SPACE_TARGETS);
        }
        if (ui_button(ui, place, &chip)) {
            intent = (struct intent){.kind = INTENT_SET_RULE, .index = (size_t)i};
        }
    }
    ui_pop_id(ui);
    return intent;
}

/* ---- The table ---- */

static int column_width(const struct ui *ui, int column)
{
    return COLUMN_ROWS[column].width * ui_text_percent(ui) / 100;
}

static int columns_width(const struct ui *ui)
{
    int width = 0;
    for (int i = 0; i < COLUMNS; i++) {
        width += column_width(ui, i);
    }
    return width;
}

static bool is_tall(const struct ui *ui, int width)
{
    return width - columns_width(ui) < NAME_WIDTH_LEAST;
}

/* The columns share what a narrow card has. */
static struct rect cell(const struct ui *ui, struct rect row, int column)
{
    int all = columns_width(ui);
    int room = is_tall(ui, row.width) ? row.width : all;
    int end = 0;
    for (int i = COLUMNS - 1; i > column; i--) {
        end += column_width(ui, i) * room / all;
    }
    int width = column_width(ui, column) * room / all;
    return (struct rect){rect_right(row) - end - width + 8, row.y, width - 8, row.height};
}

static void heads(const struct app_view *view, struct ui *ui, struct rect row)
{
    for (int i = 0; i < COLUMNS; i++) {
        char title[WORDS_MAX];
        struct text_out words = text_out_begin(title, sizeof title);
        text_out_append(&words, say(view, COLUMN_ROWS[i].title));
        if (COLUMN_ROWS[i].is_money) {
            text_out_append(&words, " ");
            text_out_append(&words, view->shop->rules.currency->symbol);
        }
        ui_text(ui, cell(ui, row, i), title,
            &(struct ui_text_style){
                .size = 22, .colour = COLOUR_INK2, .align = UI_ALIGN_END, .is_fixed = true});
    }
}

struct row_words {
    char cells[COLUMNS][WORDS_MAX];
    bool is_negative;
};

static void fill_words(
    const struct app_view *view, const struct view_campaign_row *row, struct row_words *words)
{
    char money[WORDS_MAX];
    char one[WORDS_MAX];
    int64_t unit = 1;
    campaigns_share(view, row->sales_milli, words->cells[COLUMN_SALES]);
    campaigns_units(view, row->revenue_minor, words->cells[COLUMN_REVENUE]);
    if (row->id == 0) {
        return; /* nothing was spent on it, and nobody is counted */
    }
    campaigns_units(view, row->spent_minor, words->cells[COLUMN_SPENT]);
    campaigns_units(view, row->discounts_minor, words->cells[COLUMN_DISCOUNTS]);
    campaigns_count(view, row->leads, words->cells[COLUMN_LEADS]);
    words->is_negative = row->left_over_minor != VIEW_UNKNOWN && row->left_over_minor < 0;
    if (row->left_over_minor != VIEW_UNKNOWN || row->revenue_per_one_minor == VIEW_UNKNOWN) {
        campaigns_units(view, row->left_over_minor, words->cells[COLUMN_LEFT]);
        return;
    }
    for (int i = 0; i < view->shop->rules.currency->exponent; i++) {
        unit *= 10;
    }
    say_with(view, words->cells[COLUMN_LEFT], WORDS_MAX, TEXT_PER_ONE,
        campaigns_cents(view, row->revenue_per_one_minor, money), words_note(view, unit, one));
}

/* What the row says to scripts and speech. */
static void join_words(const struct row_words *words, char *out, size_t capacity)
{
    struct text_out all = text_out_begin(out, capacity);
    for (int i = 0; i < COLUMNS; i++) {
        text_out_append(
            &all, i > 0 && words->cells[i][0] != '\0' && all.size > 0 ? " \u00b7 " : "");
        text_out_append(&all, words->cells[i]);
    }
}

static void name_of(const struct app_view *view, struct ui *ui, struct rect rect,
    const struct view_campaign_row *row)
{
    struct ui_text_style name = {.weight = row->id == 0 ? UI_WEIGHT_500 : UI_WEIGHT_600,
        .is_silent = row->id != 0,
        .lines_max = 1};
    const char *text = row->id == 0 ? say(view, TEXT_CAMPAIGNS_NONE) : row->name;
    int width = ui_text_width(ui, text, &name);
    const char *words = row->id == 0      ? ""
                        : row->is_unusual ? say(view, TEXT_UNUSUAL_MARK)
                                          : campaign_channel_word(view, row->channel);
    int channel = words[0] == '\0' ? 0 : ui_text_width(ui, words, &SMALL) + 14;
    bool has_room = width + channel <= rect.width;
    if (has_room || channel == 0) {
        ui_text(ui, rect_cut_left(&rect, has_room ? width : rect.width), text, &name);
        rect_skip_left(&rect, 14);
    } else { /* the channel goes below */
        name.vertical = UI_VERTICAL_BOTTOM;
        struct rect upper = rect_cut_top(&rect, rect.height * 54 / 100);
        ui_text(ui, upper, text, &name);
    }
    if (channel > 0) {
        ui_text(ui, rect, words,
            &(struct ui_text_style){.size = TYPE_SMALL,
                .colour = row->is_unusual ? COLOUR_AMBER : COLOUR_INK2,
                .is_silent = true,
                .lines_max = 1,
                .vertical = has_room ? UI_VERTICAL_MIDDLE : UI_VERTICAL_TOP});
    }
}

static bool table_row(
    const struct app_view *view, struct ui *ui, struct rect rect, size_t index, bool is_tall_row)
{
    const struct view_campaign_row *row = &view->campaigns.rows[index];
    struct row_words words = {0};
    char all[COLUMNS * WORDS_MAX];
    bool is_pressed = false;
    fill_words(view, row, &words);
    join_words(&words, all, sizeof all);
    if (row->id != 0) {
        ui_push_id(ui, (uint64_t)row->id);
        is_pressed = ui_press(ui, rect_inset(rect, -10, 0),
            &(struct ui_press){.label = row->name,
                .id = "campaign",
                .value = all,
                .role = UI_ROLE_ROW,
                .ground = COLOUR_NONE});
        ui_pop_id(ui);
    }
    struct rect name = rect;
    if (is_tall_row) {
        name = rect_cut_top(&rect, NAME_HEIGHT);
    } else {
        name.width -= columns_width(ui);
    }
    struct rect dot = rect_cut_left(&name, DOT_WIDTH);
    ui_dot(ui, rect_center(dot, 20, 20), campaigns_colour(&view->campaigns, index));
    name_of(view, ui, name, row);
    for (int i = 0; i < COLUMNS; i++) {
        bool is_left = i == COLUMN_LEFT;
        ui_text(ui, cell(ui, rect, i), words.cells[i],
            &(struct ui_text_style){.weight = is_left ? UI_WEIGHT_700 : UI_WEIGHT_400,
                .colour = is_left && words.is_negative ? COLOUR_RED : COLOUR_INK,
                .has_figures = true,
                .align = UI_ALIGN_END,
                .is_fixed = true,
                .is_silent = row->id != 0});
    }
    return is_pressed;
}

/* ---- What can be done ---- */

static struct intent buttons(
    const struct app_view *view, struct ui *ui, struct rect row, struct intent intent)
{
    static const struct act {
        enum text_id text;
        enum icon icon;
        enum intent_kind intent;
    } ACTS[] = {
        {TEXT_PRINT_POSTERS, ICON_QR, INTENT_OPEN_POSTERS},
        {TEXT_NEW_CAMPAIGN, ICON_TAG, INTENT_NEW_CAMPAIGN},
        {TEXT_SAVE_FILES, ICON_STICK, INTENT_SAVE_FIGURES},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ACTS); i++) {
        struct ui_button button = {.label = say(view, ACTS[i].text), .icon = ACTS[i].icon};
        bool is_new = ACTS[i].intent == INTENT_NEW_CAMPAIGN;
        bool has_rows = view->campaigns.row_count > 1;
        button.is_disabled = is_new ? !view->campaigns.is_ours
                                    : !view->campaigns.has_figures ||
                                          (ACTS[i].intent == INTENT_OPEN_POSTERS && !has_rows);
        if (ui_button(ui, rect_column(row, (int)ARRAY_LENGTH(ACTS), 16, (int)i), &button)) {
            intent = (struct intent){.kind = ACTS[i].intent};
        }
    }
    return intent;
}

static int rows_height(const struct app_view *view, const struct ui *ui, int width)
{
    int row = is_tall(ui, width) ? ROW_HEIGHT_TALL : ROW_HEIGHT;
    return (int)view->campaigns.row_count * row * ui_text_percent(ui) / 100;
}

int campaigns_table_height(const struct app_view *view, struct ui *ui, int width)
{
    char words[WORDS_MAX * 4];
    int inside = width - 2 * PADDING_X;
    int below = chip_rows(view, ui, inside);
    sentence(view, words, sizeof words);
    int height = 2 * PADDING_Y + CHIP_HEIGHT + below * (CHIP_HEIGHT + SPACE_TARGETS) + GAP;
    height += ui_text_height(ui, inside, words, &SMALL) + GAP + HEAD_HEIGHT;
    height += rows_height(view, ui, inside) + GAP;
    foot(view, words, sizeof words);
    return height + ui_text_height(ui, inside, words, &SMALL) + 2 * GAP + BUTTON_HEIGHT;
}

struct intent campaigns_table(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    char words[WORDS_MAX * 4];
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, PADDING_X, PADDING_Y);
    intent = buttons(view, ui, rect_cut_bottom(&area, BUTTON_HEIGHT), intent);
    intent = rules(view, ui, &area, intent);
    rect_skip_top(&area, GAP);
    sentence(view, words, sizeof words);
    int height = ui_text_height(ui, area.width, words, &SMALL);
    ui_text(ui, rect_cut_top(&area, height), words, &SMALL);
    rect_skip_top(&area, GAP);
    heads(view, ui, rect_cut_top(&area, HEAD_HEIGHT));
    bool is_tall_row = is_tall(ui, area.width);
    int count = (int)view->campaigns.row_count;
    int pitch = count == 0 ? 0 : rows_height(view, ui, area.width) / count;
    for (int i = 0; i < count; i++) {
        struct rect row = rect_cut_top(&area, pitch);
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        ui_rule(ui, row);
        if (table_row(view, ui, row, (size_t)i, is_tall_row)) {
            state->over = CAMPAIGNS_OVER_CAMPAIGN;
            state->open_id = view->campaigns.rows[i].id;
            state->over_scroll = (struct ui_scroll){0};
            intent = (struct intent){.kind = INTENT_OPEN_CAMPAIGN, .id = state->open_id};
        }
    }
    rect_skip_top(&area, GAP);
    foot(view, words, sizeof words);
    height = ui_text_height(ui, area.width, words, &SMALL);
    ui_text(ui, rect_cut_top(&area, height), words, &SMALL);
    return intent;
}
