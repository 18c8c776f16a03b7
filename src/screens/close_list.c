#include <string.h>

#include "base/text.h"
#include "domain/id.h"
#include "domain/z_report.h"
#include "screens/close.h"
#include "screens/texts.h"
#include "screens/words.h"

#define ROW_HEIGHT 88
#define ROW_HEIGHT_LOW 72
#define ROW_GAP 10
#define ROW_PADDING 26
#define TITLE_HEIGHT 64
#define TITLE_SIZE 40

static int row_height(const struct ui *ui)
{
    return ui_is_low(ui) ? ROW_HEIGHT_LOW : ROW_HEIGHT;
}

int64_t close_total(const struct close_state *state, const struct app_view *view)
{
    int64_t total = 0;
    if (state->is_sum) {
        return state->numbers[CLOSE_ROW_SUM].value;
    }
    for (size_t i = 0; i < view->shop->piece_count; i++) {
        total += state->numbers[i].value * view->shop->pieces[i].value_minor;
    }
    return total;
}

int64_t close_in_drawer(const struct close_state *state, const struct app_view *view)
{
    return state->has_counted ? close_total(state, view) : view->shift.report->expected_minor;
}

/* ---- Rows ---- */

/* A card with a name at its beginning; the rest of it is what the row says. */
static struct rect begin_row(struct close_state *state, struct ui *ui, struct rect row,
    const char *name, const char *value, size_t index)
{
    bool is_selected = state->row == index;
    ui_push_id(ui, index);
    if (ui_press(ui, row,
            &(struct ui_press){.label = name,
                .value = value,
                .role = UI_ROLE_ROW,
                .ground = COLOUR_NONE,
                .radius = RADIUS_KEY,
                .is_selected = is_selected})) {
        state->row = index;
        state->numbers[index].is_fresh = true;
    }
    ui_pop_id(ui);
    /* A border of more width tells it from the others without colour. */
    int width = is_selected ? 2 * LINE_WIDTH : LINE_WIDTH;
    colour border = is_selected ? COLOUR_GREEN : COLOUR_LINE;
    ui_rounded(ui, row, RADIUS_KEY, border, border);
    ui_rounded(ui, rect_inset(row, width, width), RADIUS_KEY - width, COLOUR_CARD, COLOUR_CARD);
    return rect_inset(row, ROW_PADDING, 0);
}

static void row_text(
    struct ui *ui, struct rect rect, const char *text, enum ui_weight weight, enum ui_align align)
{
    ui_text(ui, rect, text,
        &(struct ui_text_style){.size = TYPE_BODY,
            .weight = weight,
            .has_figures = align == UI_ALIGN_END,
            .align = align,
            .is_fixed = true,
            .is_silent = true});
}

/* "€50 × 6   300.00" */
static void piece_row(struct close_state *state, const struct app_view *view, struct ui *ui,
    struct rect row, size_t index)
{
    char name[WORDS_MAX], count[WORDS_MAX], amount[WORDS_MAX];
    int64_t value_minor = view->shop->pieces[index].value_minor;
    int64_t pieces = state->numbers[index].value;
    words_note(view, value_minor, name);
    words_count(view, (uint64_t)pieces, count);
    words_amount(view, value_minor * pieces, amount);
    struct rect inside = begin_row(state, ui, row, name, count, index);
    int name_width = inside.width * 22 / 100;
    row_text(ui, rect_cut_left(&inside, name_width), name, UI_WEIGHT_600, UI_ALIGN_START);
    ui_text(ui, rect_cut_left(&inside, 30), "\xC3\x97",
        &(struct ui_text_style){.colour = COLOUR_INK2, .is_silent = true});
    struct rect middle = rect_cut_left(&inside, inside.width * 28 / 100);
    row_text(ui, middle, count, UI_WEIGHT_700, UI_ALIGN_END);
    rect_skip_left(&inside, 12);
    row_text(ui, inside, amount, UI_WEIGHT_400, UI_ALIGN_END);
}

static void sum_row(struct close_state *state, struct ui *ui, struct rect row, const char *name,
    const char *amount, size_t index)
{
    struct rect inside = begin_row(state, ui, row, name, amount, index);
    int width = ui_text_width(ui, amount,
        &(struct ui_text_style){.size = TYPE_BODY, .weight = UI_WEIGHT_700, .has_figures = true});
    int width_max = inside.width * 60 / 100;
    struct rect value = rect_cut_right(&inside, width < width_max ? width + 4 : width_max);
    rect_skip_right(&inside, 8);
    row_text(ui, inside, name, UI_WEIGHT_600, UI_ALIGN_START);
    row_text(ui, value, amount, UI_WEIGHT_700, UI_ALIGN_END);
}

/* What is said and not typed. */
static void quiet_row(struct ui *ui, struct rect row, const char *name, const char *amount)
{
    ui_pair(ui, rect_inset(row, ROW_PADDING, 0),
        &(struct ui_pair){.label = name,
            .value = amount,
            .label_colour = COLOUR_INK2,
            .value_weight = UI_WEIGHT_600});
}

/* ---- Counting ---- */

static size_t foreign_count(const struct app_view *view)
{
    size_t count = view->shift.report->foreign_count;
    return count < CLOSE_FOREIGN_MAX ? count : CLOSE_FOREIGN_MAX;
}

static void foreign_row(struct close_state *state, const struct app_view *view, struct ui *ui,
    struct rect row, size_t i)
{
    char amount[WORDS_MAX];
    const struct z_foreign *foreign = &view->shift.report->foreign[i];
    const struct currency *currency = currency_find(foreign->currency);
    size_t index = CLOSE_ROW_FOREIGN + i;
    if (currency != NULL) {
        words_currency(view, state->numbers[index].value, currency, amount);
        sum_row(state, ui, row, foreign->currency, amount, index);
    }
}

static void counting(
    struct close_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char amount[WORDS_MAX];
    size_t own = state->is_sum ? 1 : view->shop->piece_count;
    int step = row_height(ui) + ROW_GAP;
    int height = (int)(own + foreign_count(view)) * step - ROW_GAP;
    struct rect content = ui_scroll_begin(ui, area, "pieces", height, &state->list);
    for (size_t i = 0; i < own + foreign_count(view); i++) {
        struct rect row = {content.x, content.y + (int)i * step, content.width, row_height(ui)};
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        if (i >= own) {
            foreign_row(state, view, ui, row, i - own);
        } else if (state->is_sum) {
            words_amount(view, state->numbers[CLOSE_ROW_SUM].value, amount);
            sum_row(state, ui, row, say(view, TEXT_COUNT_TOTAL), amount, CLOSE_ROW_SUM);
        } else {
            piece_row(state, view, ui, row, i);
        }
    }
    ui_scroll_end(ui);
}

/* ---- The rest ---- */

/* A transfer that nobody saw yet: its receipt and sum, and what was found. */
static struct intent transfer_row(
    const struct app_view *view, struct ui *ui, struct rect row, size_t index)
{
    struct intent intent = {.kind = INTENT_NONE};
    char number[RECEIPT_TEXT_MAX], name[WORDS_MAX], amount[WORDS_MAX], words[3 * WORDS_MAX];
    const struct z_transfer *transfer = &view->shift.report->transfers[index];
    receipt_print(transfer->sale_id, number);
    say_with(view, name, sizeof name, TEXT_TRANSFER_OF, number, NULL);
    struct text_out text = text_out_begin(words, sizeof words);
    text_out_format(
        &text, "%s \xC2\xB7 %s", name, words_amount(view, transfer->amount_minor, amount));
    ui_push_id(ui, index);
    ui_text(ui, rect_cut_top(&row, 40), words,
        &(struct ui_text_style){.size = 24, .colour = COLOUR_INK2, .is_fixed = true});
    struct ui_button arrived = {.label = say(view, TEXT_TRANSFER_ARRIVED), .kind = UI_BUTTON_CHIP};
    struct ui_button not_yet = {.label = say(view, TEXT_TRANSFER_NOT_YET),
        .kind = UI_BUTTON_CHIP,
        .is_selected = transfer->was_looked_for};
    bool is_arrived = ui_button(ui, rect_column(row, 2, SPACE_TARGETS, 0), &arrived);
    if (is_arrived || ui_button(ui, rect_column(row, 2, SPACE_TARGETS, 1), &not_yet)) {
        intent.kind = INTENT_CHECK_TRANSFER;
        intent.index = index;
        intent.amount_minor = is_arrived ? 1 : 0;
    }
    ui_pop_id(ui);
    return intent;
}

static struct intent rest(
    struct close_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct z_report *report = view->shift.report;
    char amount[WORDS_MAX];
    int step = row_height(ui) + ROW_GAP;
    int transfer_height = 40 + row_height(ui);
    int height = 3 * step + (int)report->transfer_count * (transfer_height + ROW_GAP);
    struct rect content = ui_scroll_begin(ui, area, "rest", height, &state->list);
    struct rect row = rect_cut_top(&content, row_height(ui));
    int64_t left_minor = state->numbers[CLOSE_ROW_LEFT].value;
    sum_row(state, ui, row, say(view, TEXT_STAYS), words_amount(view, left_minor, amount),
        CLOSE_ROW_LEFT);
    row.y += step;
    quiet_row(ui, row, say(view, TEXT_TAKEN_OUT),
        words_amount(view, close_in_drawer(state, view) - left_minor, amount));
    row.y += step;
    sum_row(state, ui, row, say(view, TEXT_TERMINAL_TOTAL),
        state->has_terminal ? words_amount(view, state->numbers[CLOSE_ROW_TERMINAL].value, amount)
                            : say(view, TEXT_TERMINAL_NOT_SAID),
        CLOSE_ROW_TERMINAL);
    row.y += step;
    row.height = transfer_height;
    for (size_t i = 0; i < report->transfer_count; i++) {
        if (ui_is_visible(ui, row)) {
            struct intent asked = transfer_row(view, ui, row, i);
            intent = asked.kind != INTENT_NONE ? asked : intent;
        }
        row.y += transfer_height + ROW_GAP;
    }
    ui_scroll_end(ui);
    return intent;
}

/* ---- The list ---- */

static void title(
    struct close_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    if (state->step != CLOSE_REST) {
        struct ui_button other = {
            .label = say(view, state->is_sum ? TEXT_COUNT_PIECES : TEXT_COUNT_AS_SUM),
            .kind = UI_BUTTON_CHIP};
        int width = ui_button_width(ui, &other);
        if (ui_button(ui, rect_cut_right(&row, width), &other)) {
            state->is_sum = !state->is_sum;
            state->row = state->is_sum ? CLOSE_ROW_SUM : 0;
            state->list = (struct ui_scroll){0};
        }
        rect_skip_right(&row, SPACE_TARGETS);
    }
    ui_text(ui, row, say(view, state->step == CLOSE_REST ? TEXT_THE_REST : TEXT_COUNT_DRAWER),
        &(struct ui_text_style){
            .size = TITLE_SIZE, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
}

struct intent close_list(
    struct close_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    title(state, view, ui, rect_cut_top(&area, TITLE_HEIGHT));
    rect_skip_top(&area, ROW_GAP);
    if (state->step == CLOSE_REST) {
        return rest(state, view, ui, area);
    }
    counting(state, view, ui, area);
    return (struct intent){.kind = INTENT_NONE};
}
