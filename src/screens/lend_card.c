#include "screens/lend_card.h"

#include "base/text.h"
#include "screens/texts.h"

#define WIDTH 1120
#define WIDTH_UPRIGHT 860
#define HEIGHT 744
#define HEIGHT_UPRIGHT 1180
#define PADDING 40
#define TILE_HEIGHT 96
#define TILE_GAP 14

static struct rect place_of(const struct ui *ui, struct rect area)
{
    bool is_upright = ui_is_portrait(ui);
    int width = is_upright ? WIDTH_UPRIGHT : WIDTH;
    int height = is_upright ? HEIGHT_UPRIGHT : HEIGHT;
    return (struct rect){
        area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height};
}

/* Managers, one under the other; upright beside each other. */
static void managers(
    struct lend_card *card, const struct app_view *view, struct ui *ui, struct rect area)
{
    int columns = ui_is_portrait(ui) ? 3 : 1;
    int count = 0;
    for (size_t i = 0; i < view->staff.count; i++) {
        count += view->staff.people[i].is_manager;
    }
    int rows = (count + columns - 1) / columns;
    struct rect content = ui_scroll_begin(
        ui, area, "managers", rows * (TILE_HEIGHT + TILE_GAP) - TILE_GAP, &card->scroll);
    int place = 0;
    for (size_t i = 0; i < view->staff.count; i++) {
        const struct view_person *person = &view->staff.people[i];
        if (!person->is_manager) {
            continue;
        }
        ui_push_id(ui, (uint64_t)person->id);
        struct rect tile = rect_grid_cell(content, columns, rows, TILE_GAP, place++);
        if (ui_button(ui, tile,
                &(struct ui_button){.label = person->name,
                    .id = "manager",
                    .is_selected = person->id == card->pad.person_id})) {
            pin_pad_choose(&card->pad, person->id);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static void words(const struct app_view *view, struct ui *ui, struct rect *area)
{
    const char *what = say(view, (enum text_id)(TEXT_RIGHT_FIRST + (int)view->staff.right));
    ui_text(ui, rect_cut_top(area, 56), say(view, TEXT_LEND_TITLE),
        &(struct ui_text_style){.size = 40, .weight = UI_WEIGHT_700, .is_fixed = true});
    int used = ui_text(ui, rect_cut_top(area, 76), what,
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .lines_max = 2, .has_figures = true});
    (void)used;
    rect_skip_top(area, 20);
}

static void follow(struct lend_card *card, const struct app_view *view)
{
    if (card->seen_serial != view->staff.lend_serial) {
        card->seen_serial = view->staff.lend_serial;
        pin_pad_choose(&card->pad, 0);
        card->pad.seen_serial = view->staff.pin_serial;
    }
    for (size_t i = 0; card->pad.person_id == 0 && i < view->staff.count; i++) {
        if (view->staff.people[i].is_manager) {
            pin_pad_choose(&card->pad, view->staff.people[i].id);
        }
    }
}

struct intent lend_card_frame(struct lend_card *card, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect rect = place_of(ui, ui_area(ui));
    follow(card, view);
    ui_push_id_text(ui, "lend");
    ui_over_begin(ui, rect, true);
    ui_card(ui, rect);
    rect = rect_inset(rect, PADDING, PADDING - 4);
    struct rect side =
        ui_is_portrait(ui) ? rect_cut_top(&rect, 440) : rect_cut_left(&rect, rect.width * 9 / 20);
    if (!ui_is_portrait(ui)) {
        rect_skip_left(&rect, 40);
    }
    words(view, ui, &side);
    struct rect cancel = rect_cut_bottom(&side, TARGET_OFTEN);
    rect_skip_bottom(&side, 20);
    managers(card, view, ui, side);
    if (ui_button(ui, cancel, &(struct ui_button){.label = say(view, TEXT_CANCEL)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        intent.kind = INTENT_DROP_LEND;
    }
    if (pin_pad_frame(&card->pad, view, ui, rect, false)) {
        intent.kind = INTENT_LEND;
        intent.staff_id = card->pad.person_id;
        text_copy(intent.code, sizeof intent.code, card->pad.pin);
    }
    ui_over_end(ui);
    ui_pop_id(ui);
    return intent;
}
