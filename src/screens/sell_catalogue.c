#include "screens/sell.h"

#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

#define CHIP_HEIGHT 64
#define CHIP_GAP 14
#define TILE_GAP 18
#define WAIT_SILENT_MS 300
#define SCROLL_ROOM 22 /* for the bar beside what scrolls */

/* Tile sizes of the design: least width, height, and up to how many products keep the order that
 * the shop gave them instead of what sold most. */
struct tile_shape {
    int width_min, height;
    size_t fit;
};

static const struct tile_shape TILE_SHAPES[] = {
    [TILE_LARGE] = {224, 150, 30},
    [TILE_MEDIUM] = {196, 120, 48},
    [TILE_SMALL] = {160, 96, 96},
};

/* Larger text needs larger tiles. */
static struct tile_shape tile_shape(const struct ui *ui, enum tile_size size)
{
    struct tile_shape shape = TILE_SHAPES[size];
    shape.width_min = shape.width_min * ui_text_percent(ui) / 100;
    shape.height = shape.height * ui_text_percent(ui) / 100;
    return shape;
}

static const char *category_name(const struct app_view *view, const struct shelf_category *category)
{
    return category->name[0] != '\0' ? category->name : say(view, TEXT_OTHER_PRODUCTS);
}

static struct ui_button category_chip(const struct sell_state *state, const struct app_view *view,
    const struct shelf_category *category)
{
    return (struct ui_button){
        .label = category_name(view, category),
        .kind = UI_BUTTON_CHIP,
        .is_selected = state->has_category && state->category_id == category->id,
        .has_dot = category->name[0] != '\0',
        .dot = theme_category_colour((int)category->position),
    };
}

static void choose(struct sell_state *state, bool has_category, int64_t category_id)
{
    state->has_category = has_category;
    state->category_id = category_id;
    state->shows_categories = false;
    state->grid_scroll = (struct ui_scroll){0};
}

/* How many chips fit before the last one, "All 60", that opens the rest. */
static size_t chips_that_fit(const struct sell_state *state, const struct app_view *view,
    struct ui *ui, int width, int last_width)
{
    int used = 0;
    size_t fit = 0;
    size_t count = view->catalogue.category_count;
    for (size_t i = 0; i < count; i++) {
        struct ui_button chip = category_chip(state, view, &view->catalogue.categories[i]);
        used += CHIP_GAP + ui_button_width(ui, &chip);
        if (used + CHIP_GAP + last_width <= width) {
            fit = i + 1;
        }
    }
    return used <= width ? count : fit;
}

/* The category of a place in the row: one that was chosen from the rest takes the last place. */
static const struct shelf_category *category_at(
    const struct sell_state *state, const struct app_view *view, size_t place, size_t fit)
{
    const struct view_catalogue *catalogue = &view->catalogue;
    if (state->has_category && place + 1 == fit) {
        for (size_t i = fit; i < catalogue->category_count; i++) {
            if (catalogue->categories[i].id == state->category_id) {
                return &catalogue->categories[i];
            }
        }
    }
    return &catalogue->categories[place];
}

static void chip_row(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    char words[WORDS_MAX];
    char count[WORDS_MAX];
    words_count(view, view->catalogue.category_count, count);
    struct ui_button all = {.label = say(view, TEXT_ALL),
        .id = "all",
        .kind = UI_BUTTON_CHIP,
        .is_selected = !state->has_category};
    struct ui_button rest = {
        .label = say_with(view, words, sizeof words, TEXT_ALL_COUNT, count, NULL),
        .id = "rest",
        .kind = UI_BUTTON_CHIP,
        .is_selected = state->shows_categories};
    all.is_selected = all.is_selected && !state->shows_categories;
    if (ui_button(ui, rect_cut_left(&row, ui_button_width(ui, &all)), &all)) {
        choose(state, false, 0);
    }
    int rest_width = ui_button_width(ui, &rest);
    size_t fit = chips_that_fit(state, view, ui, row.width, rest_width);
    for (size_t i = 0; i < fit; i++) {
        const struct shelf_category *category = category_at(state, view, i, fit);
        struct ui_button chip = category_chip(state, view, category);
        chip.is_selected = chip.is_selected && !state->shows_categories;
        rect_skip_left(&row, CHIP_GAP);
        ui_push_id(ui, (uint64_t)category->id);
        if (ui_button(ui, rect_cut_left(&row, ui_button_width(ui, &chip)), &chip)) {
            choose(state, true, category->id);
        }
        ui_pop_id(ui);
    }
    if (fit < view->catalogue.category_count) {
        rect_skip_left(&row, CHIP_GAP);
        if (ui_button(ui, rect_cut_left(&row, rest_width), &rest)) {
            state->shows_categories = !state->shows_categories;
            state->grid_scroll = (struct ui_scroll){0};
        }
    }
}

static int column_count(int width, const struct tile_shape *shape)
{
    int columns = (width + TILE_GAP) / (shape->width_min + TILE_GAP);
    return columns > 1 ? columns : 1;
}

/* Place of a tile in the scrolled content. */
static struct rect tile_rect(
    struct rect content, const struct tile_shape *shape, int columns, size_t index)
{
    struct rect row = {content.x,
        content.y + (int)(index / (size_t)columns) * (shape->height + TILE_GAP), content.width,
        shape->height};
    return rect_column(row, columns, TILE_GAP, (int)(index % (size_t)columns));
}

static int grid_height(const struct tile_shape *shape, int columns, size_t count)
{
    size_t rows = (count + (size_t)columns - 1) / (size_t)columns;
    return rows == 0 ? 0 : (int)rows * (shape->height + TILE_GAP) - TILE_GAP;
}

static void category_grid(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct tile_shape medium = tile_shape(ui, TILE_MEDIUM);
    const struct tile_shape *shape = &medium;
    int columns = column_count(area.width, shape);
    size_t count = view->catalogue.category_count;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(
        ui, wider, "categories", grid_height(shape, columns, count), &state->grid_scroll);
    content.width = area.width;
    for (size_t i = 0; i < count; i++) {
        const struct shelf_category *category = &view->catalogue.categories[i];
        struct rect place = tile_rect(content, shape, columns, i);
        if (!ui_is_visible(ui, place)) {
            continue;
        }
        char words[WORDS_MAX];
        words_count(view, category->product_count, words);
        ui_push_id(ui, (uint64_t)category->id);
        if (ui_tile(ui, place,
                &(struct ui_tile){.name = category_name(view, category),
                    .id = "category",
                    .price = words,
                    .category = theme_category_colour((int)category->position)})) {
            choose(state, true, category->id);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static bool product_tile(struct ui *ui, const struct app_view *view, struct rect place, int64_t id)
{
    const struct shelf_product *product = view->catalogue.product(view->catalogue.context, id);
    if (product == NULL) {
        return false;
    }
    char price[WORDS_MAX] = "–";
    if (product->has_price) {
        words_price(view, product->price_minor, product->unit, price);
    }
    if (product->is_deposit && product->has_price) { /* a touch takes one back */
        char amount[WORDS_MAX];
        words_amount(view, -product->price_minor, amount);
        say_with(view, price, sizeof price, TEXT_RETURN_PRICE, amount, NULL);
    }
    ui_push_id(ui, (uint64_t)id);
    bool is_pressed = ui_tile(ui, place,
        &(struct ui_tile){.name = product->name,
            .id = "tile",
            .price = price,
            .is_small = view->shop->tile_size == TILE_SMALL,
            .category = product->category[0] == '\0'
                            ? (colour)COLOUR_NONE
                            : theme_category_colour((int)product->category_position)});
    ui_pop_id(ui);
    return is_pressed;
}

static struct intent product_grid(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct tile_shape chosen = tile_shape(ui, view->shop->tile_size);
    const struct tile_shape *shape = &chosen;
    int columns = column_count(area.width, shape);
    size_t count;
    const int64_t *ids = view->catalogue.grid(view->catalogue.context,
        state->has_category ? state->category_id : SHELF_ALL, shape->fit, &count);
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content =
        ui_scroll_begin(ui, wider, "grid", grid_height(shape, columns, count), &state->grid_scroll);
    content.width = area.width;
    /* Only rows in sight are walked: a catalogue may have 100,000 products. */
    int pitch = shape->height + TILE_GAP;
    int above = ui_scroll_top(ui, &state->grid_scroll) / pitch;
    size_t first = above > 0 ? (size_t)(above - 1) * (size_t)columns : 0;
    size_t shown =
        (size_t)(area.height / pitch + 4) * (size_t)columns; /* and the rows next to it */
    for (size_t i = first; i < count && i < first + shown; i++) {
        struct rect place = tile_rect(content, shape, columns, i);
        if (ui_is_visible(ui, place) && product_tile(ui, view, place, ids[i])) {
            intent.kind = INTENT_ADD_PRODUCT;
            intent.product_id = ids[i];
            intent.quantity_milli = sell_typed_quantity(state);
            intent.amount_minor = TILL_PRICE_OWN;
        }
    }
    ui_scroll_end(ui);
    return intent;
}

/* Nothing is said of what is done in a moment. */
static void wait_for_products(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (state->waiting_since_ms == 0) {
        state->waiting_since_ms = ui_now_ms(ui);
    }
    int64_t says_at_ms = state->waiting_since_ms + WAIT_SILENT_MS;
    if (ui_now_ms(ui) < says_at_ms) {
        ui_wake_at(ui, says_at_ms);
        return;
    }
    ui_text(ui, area, say(view, TEXT_READING_PRODUCTS),
        &(struct ui_text_style){.size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER});
}

/* First start: nothing to sell from yet. */
static struct intent no_products(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    if (!view->catalogue.is_ready) {
        wait_for_products(state, view, ui, area);
        return intent;
    }
    bool has_import = view->import.is_offered;
    struct rect block = rect_center(area, area.width, 250);
    ui_text(ui, rect_cut_top(&block, 72), say(view, TEXT_NO_PRODUCTS),
        &(struct ui_text_style){.size = TYPE_TITLE,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .align = UI_ALIGN_CENTER});
    rect_skip_top(&block, 12);
    ui_text(ui, rect_cut_top(&block, 48),
        say(view, has_import ? TEXT_NO_PRODUCTS_HINT_FILE : TEXT_NO_PRODUCTS_HINT),
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .is_fixed = true});
    rect_skip_top(&block, 30);
    int width = has_import ? 2 * 330 + SPACE_GUTTER : 330;
    struct rect row = rect_center(rect_cut_top(&block, 88), width, 88);
    int columns = has_import ? 2 : 1;
    if (has_import && ui_button(ui, rect_column(row, columns, SPACE_GUTTER, 0),
                          &(struct ui_button){.label = say(view, TEXT_IMPORT_FILE),
                              .icon = ICON_STICK,
                              .kind = UI_BUTTON_STRONG})) {
        state->over = SELL_OVER_FILES;
        state->has_imported = false;
        intent.kind = INTENT_LOOK_FOR_FILES;
    }
    if (ui_button(ui, rect_column(row, columns, SPACE_GUTTER, columns - 1),
            &(struct ui_button){.label = say(view, TEXT_TYPE_PRICE),
                .icon = ICON_TAG,
                .kind = has_import ? UI_BUTTON_PLAIN : UI_BUTTON_STRONG})) {
        state->over = SELL_OVER_NUMBER;
        sell_number_open_typed_price(&state->number, view);
    }
    return intent;
}

/* Sales that wait, and sales that come back. */
static struct intent other_sales(const struct app_view *view, struct ui *ui, struct rect row)
{
    char count[WORDS_MAX];
    bool has_parked = view->parked_count > 0;
    if (ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 0),
            &(struct ui_button){.label = say(view, TEXT_PARKED),
                .icon = ICON_PAUSE,
                .count = has_parked ? words_count(view, view->parked_count, count) : NULL,
                .is_disabled = !has_parked})) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_PARKED};
    }
    if (ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 1),
            &(struct ui_button){.label = say(view, TEXT_REFUND), .icon = ICON_BACK})) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_RECEIPTS, .index = 1};
    }
    return (struct intent){.kind = INTENT_NONE};
}

struct intent sell_catalogue(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    area = rect_inset(area, SPACE_MARGIN, 24);
    bool has_foot = !ui_is_narrow(ui) && !ui_is_low(ui);
    if (has_foot) {
        intent = other_sales(view, ui, rect_cut_bottom(&area, TARGET_OFTEN));
        rect_skip_bottom(&area, 24);
    }
    if (intent.kind != INTENT_NONE) {
        return intent;
    }
    if (view->catalogue.product_count == 0) {
        return no_products(state, view, ui, area);
    }
    if (view->catalogue.category_count > 1 ||
        (view->catalogue.category_count == 1 && view->catalogue.categories[0].id != 0)) {
        chip_row(state, view, ui, rect_cut_top(&area, CHIP_HEIGHT));
        rect_skip_top(&area, ui_is_low(ui) ? 16 : 24);
    }
    area.height += has_foot ? 0 : 24; /* tiles run under the edge: one sees that there are more */
    if (state->shows_categories) {
        category_grid(state, view, ui, area);
        return intent;
    }
    return product_grid(state, view, ui, area);
}
