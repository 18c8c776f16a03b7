#include "screens/day_card.h"

#include <stdio.h>

#include "base/error.h"
#include "domain/day.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "screens/words.h"

#define HEAD_HEIGHT 72
#define NAMES_HEIGHT 44
#define CELL_HEIGHT 68
#define CELL_HEIGHT_LOW 64
#define CELL_GAP 10
#define WEEKS 6
#define WEEK 7
#define MONDAY 1

struct day_card day_card_begin(const char *from, const char *to, const char *today, bool is_range)
{
    struct day_card card = {.is_range = is_range, .is_empty = true};
    struct error ignored; /* what is no date is none */
    int32_t now = 0;
    int day;
    if (!day_parse(text_view_of(today), &now, &ignored)) {
        now = 0;
    }
    card.from = card.to = now;
    if (day_parse(text_view_of(from), &card.from, &ignored)) {
        card.is_empty = false;
        card.to = card.from;
    }
    if (is_range && !card.is_empty && !day_parse(text_view_of(to), &card.to, &ignored)) {
        card.to = card.from;
    }
    day_split(card.to, &card.year, &card.month, &day);
    return card;
}

void day_card_move(struct day_card *card, int months)
{
    int month = card->year * 12 + card->month - 1 + months;
    if (month >= 12 && month < 9999 * 12) {
        card->year = month / 12;
        card->month = month % 12 + 1;
    }
}

static int cell_height(const struct ui *ui)
{
    return ui_is_low(ui) ? CELL_HEIGHT_LOW : CELL_HEIGHT;
}

int day_card_height(const struct ui *ui, int width)
{
    (void)width;
    return HEAD_HEIGHT + NAMES_HEIGHT + WEEKS * (cell_height(ui) + CELL_GAP) - CELL_GAP;
}

/* Before, month and year, next. */
static void head(struct day_card *card, const struct app_view *view, struct ui *ui, struct rect row)
{
    char title[WORDS_MAX];
    char year[12];
    snprintf(year, sizeof year, "%d", card->year);
    say_with(view, title, sizeof title, TEXT_MONTH_OF_YEAR,
        say(view, (enum text_id)(TEXT_MONTH_FIRST + card->month - 1)), year);
    int width = row.width / 4;
    if (ui_button(ui, rect_cut_left(&row, width),
            &(struct ui_button){.label = say(view, TEXT_MONTH_BEFORE), .kind = UI_BUTTON_PLAIN})) {
        day_card_move(card, -1);
    }
    if (ui_button(ui, rect_cut_right(&row, width),
            &(struct ui_button){.label = say(view, TEXT_MONTH_NEXT), .kind = UI_BUTTON_PLAIN})) {
        day_card_move(card, 1);
    }
    ui_text(ui, rect_inset(row, 8, 0), title,
        &(struct ui_text_style){
            .weight = UI_WEIGHT_600, .align = UI_ALIGN_CENTER, .is_fixed = true});
}

static void names(const struct app_view *view, struct ui *ui, struct rect row)
{
    for (int i = 0; i < WEEK; i++) {
        enum text_id name = (enum text_id)(TEXT_WEEKDAY_SHORT_FIRST + (i + MONDAY) % WEEK);
        ui_text(ui, rect_column(row, WEEK, CELL_GAP, i), say(view, name),
            &(struct ui_text_style){.size = TYPE_SMALL,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .is_fixed = true});
    }
}

/* True when this ends the choice. */
static bool choose(struct day_card *card, int32_t day)
{
    if (!card->is_range) {
        card->from = card->to = day;
        card->is_empty = false;
        return true;
    }
    bool is_last = card->has_first && day >= card->from;
    card->from = is_last ? card->from : day;
    card->to = day;
    card->has_first = !is_last;
    card->is_empty = false;
    return is_last;
}

bool day_card_frame(
    struct day_card *card, const struct app_view *view, struct ui *ui, struct rect rect)
{
    bool is_chosen = false;
    struct rect row = rect_cut_top(&rect, HEAD_HEIGHT);
    head(card, view, ui, row);
    names(view, ui, rect_cut_top(&rect, NAMES_HEIGHT));
    rect.height = WEEKS * (cell_height(ui) + CELL_GAP) - CELL_GAP;
    int32_t first = day_number(card->year, card->month, 1);
    int lead = (day_weekday(first) + WEEK - MONDAY) % WEEK;
    for (int32_t day = first;; day++) {
        char number[12];
        char label[DAY_TEXT_MAX];
        int year, month, day_of_month;
        day_split(day, &year, &month, &day_of_month);
        if (month != card->month) {
            break;
        }
        snprintf(number, sizeof number, "%d", day_of_month);
        bool is_in = !card->is_empty && day >= card->from && day <= card->to;
        ui_push_id_text(ui, day_print(day, label));
        if (ui_button(ui, rect_grid_cell(rect, WEEK, WEEKS, CELL_GAP, lead + (int)(day - first)),
                &(struct ui_button){.label = number,
                    .kind = UI_BUTTON_PLAIN,
                    .size = TYPE_BODY,
                    .has_figures = true,
                    .is_selected = is_in})) {
            is_chosen = choose(card, day);
        }
        ui_pop_id(ui);
    }
    return is_chosen;
}
