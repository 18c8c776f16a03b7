#include <string.h>

#include "base/text.h"
#include "screens/leads.h"
#include "screens/parts.h"
#include "screens/texts.h"
#include "screens/words.h"

/* What lies over the list of leads: the passphrase, what is to be saved, a lead's code. */

#define CARD_WIDTH 1000
#define CODE_WIDTH 760
#define CODE_HEIGHT 900
#define FIELD_HEIGHT 100
#define PASSPHRASE "passphrase"
#define FORMATS_COUNT 8
#define PURPOSES_COUNT 3

/* ---- The passphrase ---- */

static struct intent try_passphrase(struct leads_state *state)
{
    struct intent intent = {.kind = INTENT_NONE};
    if (state->passphrase[0] != '\0') {
        intent.kind = INTENT_UNLOCK_LEADS;
        intent.secret = state->passphrase;
    }
    return intent;
}

struct intent leads_unlock(
    struct leads_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] = (struct ui_keys_action){.label = say(view, TEXT_CANCEL)};
    keys.actions[1] = (struct ui_keys_action){.label = say(view, TEXT_LEADS_UNLOCK_NOW),
        .kind = UI_BUTTON_CAMPAIGN,
        .is_disabled = state->passphrase[0] == '\0'};
    keys.action_count = 2;
    if (!ui_has_focus(ui, PASSPHRASE)) {
        ui_focus(ui, PASSPHRASE);
    }
    struct rect board = rect_cut_bottom(&area, ui_keys_height(ui));
    int width =
        area.width - 2 * SPACE_MARGIN < CARD_WIDTH ? area.width - 2 * SPACE_MARGIN : CARD_WIDTH;
    struct rect block = rect_center(area, width, ui_is_low(ui) ? 260 : 330);
    ui_text(ui, rect_cut_top(&block, ui_is_low(ui) ? 60 : 80), say(view, TEXT_LEADS_UNLOCK),
        &(struct ui_text_style){
            .size = 44, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
    struct ui_field field = {.label = say(view, TEXT_LEADS_PASSPHRASE),
        .id = PASSPHRASE,
        .is_masked = true,
        .is_personal = true,
        .focus = COLOUR_TERRACOTTA};
    enum ui_field_event typed = ui_field(ui, rect_cut_top(&block, FIELD_HEIGHT), &field,
        state->passphrase, sizeof state->passphrase);
    rect_skip_top(&block, 16);
    bool is_refused = view->leads.is_refused && state->passphrase[0] == '\0';
    ui_text(ui, block, say(view, is_refused ? TEXT_LEADS_WRONG_PASSPHRASE : TEXT_LEADS_UNLOCK_HINT),
        &(struct ui_text_style){.colour = is_refused ? COLOUR_RED : COLOUR_INK2,
            .lines_max = 2,
            .vertical = UI_VERTICAL_TOP});
    int action = ui_keyboard(ui, board, &keys, &state->keys);
    if (action == 0 || ui_key(ui, INPUT_KEY_ESCAPE)) {
        leads_close_over(state, ui);
    } else if (action == 1 || typed == UI_FIELD_ENTERED) {
        intent = try_passphrase(state);
    }
    return intent;
}

/* ---- Files ---- */

/* In the order of enum crm_format. */
static const char *format_word(const struct app_view *view, size_t format)
{
    static const char *const NAMES[FORMATS_COUNT] = {[0] = "HubSpot",
        [1] = "Salesforce",
        [5] = "Mautic, Brevo",
        [6] = "Google Ads",
        [7] = "Meta"};
    static const enum text_id WORDS[FORMATS_COUNT] = {
        [2] = TEXT_LEAD_FILES_CARDS, [3] = TEXT_LEAD_FILES_TABLE, [4] = TEXT_LEAD_FILES_SHEET};
    return NAMES[format] != NULL ? NAMES[format] : say(view, WORDS[format]);
}

static bool is_of_ads(size_t format)
{
    return format >= 6;
}

/* A heading and choices under it; returns the one that was pressed, or `chosen`. */
struct choices {
    enum text_id title;
    const char *words[FORMATS_COUNT];
    size_t count, chosen;
    int columns;
};

static size_t choose(
    const struct app_view *view, struct ui *ui, struct rect *area, const struct choices *choices)
{
    size_t chosen = choices->chosen;
    int rows = ((int)choices->count + choices->columns - 1) / choices->columns;
    ui_text(ui, rect_cut_top(area, 44), say(view, choices->title),
        &(struct ui_text_style){.colour = COLOUR_INK2});
    struct rect grid = rect_cut_top(area, rows * (TARGET_OFTEN + 12) - 12);
    for (size_t i = 0; i < choices->count; i++) {
        struct ui_button button = {
            .label = choices->words[i], .size = 26, .is_selected = choices->chosen == i};
        if (ui_button(ui, rect_grid_cell(grid, choices->columns, rows, 12, (int)i), &button)) {
            chosen = i;
        }
    }
    rect_skip_top(area, 20);
    return chosen;
}

static struct choices formats_of(
    const struct leads_state *state, const struct app_view *view, const struct ui *ui)
{
    struct choices choices = {.title = TEXT_LEAD_FILES_FOR,
        .count = FORMATS_COUNT,
        .chosen = state->format,
        .columns = ui_is_portrait(ui) || ui_area(ui).width < 1500 ? 3 : 4};
    for (size_t i = 0; i < FORMATS_COUNT; i++) {
        choices.words[i] = format_word(view, i);
    }
    return choices;
}

static struct choices purposes_of(const struct leads_state *state, const struct app_view *view)
{
    bool is_ads = is_of_ads(state->format);
    return (struct choices){.title = TEXT_LEAD_FILES_PURPOSE,
        .words = {say(view, is_ads ? TEXT_LEAD_PURPOSE_ADS : TEXT_LEAD_PURPOSE_EMAIL),
            say(view, TEXT_LEAD_PURPOSE_PHONE), say(view, TEXT_LEAD_PURPOSE_ADS)},
        .count = is_ads ? 1 : PURPOSES_COUNT,
        .chosen = is_ads ? 0 : state->purpose,
        .columns = PURPOSES_COUNT};
}

static struct intent save(const struct leads_state *state)
{
    static const char *const PURPOSES[PURPOSES_COUNT] = {"email", "phone", "ads"};
    struct intent intent = {.kind = INTENT_SAVE_LEAD_FILES,
        .index = state->format,
        .amount_minor = (int64_t)state->target};
    (void)text_copy(intent.code, sizeof intent.code,
        is_of_ads(state->format) ? "ads" : PURPOSES[state->purpose]);
    return intent;
}

static int files_height(const struct choices *formats)
{
    int rows = ((int)formats->count + formats->columns - 1) / formats->columns;
    return (rows + 2) * (TARGET_OFTEN + 12) + 3 * (44 + 20);
}

struct intent leads_files(
    struct leads_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct export_targets *targets = &view->leads.targets;
    struct choices formats = formats_of(state, view, ui);
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    struct rect bottom = rect_cut_bottom(&area, ui_is_low(ui) ? 80 : TARGET_OFTEN);
    rect_skip_bottom(&area, 18);
    struct rect content =
        ui_scroll_begin(ui, area, "files", files_height(&formats), &state->files_scroll);
    content.width -= 16; /* the bar beside what scrolls */
    state->format = choose(view, ui, &content, &formats);
    struct choices purposes = purposes_of(state, view);
    size_t purpose = choose(view, ui, &content, &purposes);
    state->purpose = is_of_ads(state->format) ? state->purpose : purpose;
    struct choices where = {.title = TEXT_LEAD_FILES_WHERE,
        .count = targets->count < FORMATS_COUNT ? targets->count : FORMATS_COUNT,
        .chosen = state->target,
        .columns = PURPOSES_COUNT};
    for (size_t i = 0; i < where.count; i++) {
        where.words[i] = targets->rows[i].name;
    }
    if (where.count > 0) {
        state->target = choose(view, ui, &content, &where);
    } else {
        ui_text(ui, rect_cut_top(&content, 80), say(view, TEXT_LEAD_FILES_NOWHERE),
            &(struct ui_text_style){.colour = COLOUR_AMBER, .lines_max = 2});
    }
    ui_scroll_end(ui);
    if (ui_button(ui, rect_column(bottom, 2, 18, 0),
            &(struct ui_button){.label = say(view, TEXT_CANCEL)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        leads_close_over(state, ui);
    }
    if (ui_button(ui, rect_column(bottom, 2, 18, 1),
            &(struct ui_button){.label = say(view, TEXT_LEADS_SAVE_FILES),
                .kind = UI_BUTTON_CAMPAIGN,
                .icon = ICON_STICK,
                .size = 28,
                .is_disabled = where.count == 0})) {
        intent = save(state);
    }
    return intent;
}

/* ---- The code ---- */

struct intent leads_code_card(const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect whole = ui_area(ui);
    int width =
        whole.width - 2 * SPACE_MARGIN < CODE_WIDTH ? whole.width - 2 * SPACE_MARGIN : CODE_WIDTH;
    int height = whole.height - 32 < CODE_HEIGHT ? whole.height - 32 : CODE_HEIGHT;
    struct rect card = rect_center(whole, width, height);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    card = rect_inset(card, 40, 32);
    if (ui_button(ui, rect_cut_bottom(&card, TARGET_OFTEN),
            &(struct ui_button){.label = say(view, TEXT_CLOSE), .id = "close code"}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        intent.kind = INTENT_SHOW_LEAD_CODE;
    }
    rect_skip_bottom(&card, 16);
    ui_text(ui, rect_cut_bottom(&card, 72), say(view, TEXT_LEADS_CODE_HINT),
        &(struct ui_text_style){.colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2});
    ui_unmirror_begin(ui, card);
    ui_text(ui, rect_cut_bottom(&card, 56), view->leads.token,
        &(struct ui_text_style){.size = 36,
            .weight = UI_WEIGHT_600,
            .has_figures = true,
            .is_fixed = true,
            .align = UI_ALIGN_CENTER});
    ui_unmirror_end(ui);
    int side = card.width < card.height ? card.width : card.height;
    ui_qr(ui, rect_center(card, side, side), view->leads.code->modules, view->leads.code->bits,
        say(view, TEXT_THE_CODE));
    ui_over_end(ui);
    return intent;
}
