#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "domain/money.h"
#include "screens/settings.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/shelf.h"

/* Products on the settings screen: searched for like on the sell screen, then one card with a row a
 * field. A field is changed at once. */

#define FOUND_MAX 60
#define FOUND_ROW 92

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- The list ---- */

/* What was searched for, else the products as the grid has them. */
static size_t find(
    const struct settings_state *state, const struct app_view *view, int64_t out_ids[FOUND_MAX])
{
    size_t total;
    if (state->query[0] != '\0') {
        size_t count = 0;
        (void)view->catalogue.search(
            view->catalogue.context, state->query, out_ids, FOUND_MAX, &count);
        return count;
    }
    const int64_t *ids =
        view->catalogue.grid(view->catalogue.context, SHELF_ALL, FOUND_MAX, &total);
    size_t count = total < FOUND_MAX ? total : FOUND_MAX;
    memcpy(out_ids, ids, count * sizeof *ids);
    return count;
}

static bool found_row(const struct app_view *view, struct ui *ui, struct rect row, int64_t id)
{
    const struct shelf_product *product = view->catalogue.product(view->catalogue.context, id);
    char price[WORDS_MAX] = "";
    if (product == NULL) {
        return false;
    }
    if (product->has_price) {
        words_price(view, product->price_minor, product->unit, price);
    }
    ui_push_id(ui, (uint64_t)id);
    bool is_pressed = ui_result_row(ui, row,
        &(struct ui_result_row){.name = product->name,
            .id = "product",
            .detail = product->category[0] != '\0' ? product->category : product->sku,
            .amount = price,
            .category = product->category[0] == '\0'
                            ? (colour)COLOUR_NONE
                            : theme_category_colour((int)product->category_position)});
    ui_pop_id(ui);
    return is_pressed;
}

static struct intent found_list(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    int64_t ids[FOUND_MAX];
    size_t count = view->catalogue.is_ready ? find(state, view, ids) : 0;
    if (count == 0) {
        ui_text(ui, rect_cut_top(&area, 80),
            say(view, view->catalogue.is_ready ? TEXT_NO_SUCH_PRODUCT : TEXT_READING_PRODUCTS),
            &(struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 2});
        return intent;
    }
    int height = (int)count * FOUND_ROW;
    area.height = height < area.height ? height : area.height;
    ui_card(ui, rect_inset(area, -LINE_WIDTH, -LINE_WIDTH));
    struct rect content = ui_scroll_begin(ui, area, "products", height, &state->page_scroll);
    for (size_t i = 0; i < count; i++) {
        struct rect row = {content.x, content.y + (int)i * FOUND_ROW, content.width, FOUND_ROW};
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        if (found_row(view, ui, row, ids[i])) {
            intent.kind = INTENT_OPEN_PRODUCT;
            intent.product_id = ids[i];
            settings_open(state, SETTINGS_EDIT_PRODUCT, 0);
            ui_focus_none(ui);
        }
        if (i > 0) {
            ui_rule(ui, row);
        }
    }
    ui_scroll_end(ui);
    return intent;
}

struct intent settings_products(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct rect head = rect_cut_top(&area, TARGET_OFTEN);
    if (view->settings->is_ours) {
        struct ui_button add = {
            .label = say(view, TEXT_NEW_PRODUCT), .icon = ICON_PLUS, .kind = UI_BUTTON_STRONG};
        if (ui_button(ui, rect_cut_right(&head, ui_button_width(ui, &add)), &add)) {
            settings_open(state, SETTINGS_EDIT_NEW_PRODUCT, 0);
            state->text[0] = '\0';
            ui_focus_none(ui);
        }
        rect_skip_right(&head, 18);
    }
    struct rect field = rect_center(head, head.width, 72);
    if (ui_field(ui, field,
            &(struct ui_field){.placeholder = say(view, TEXT_PRODUCT_SEARCH),
                .id = "product search",
                .is_search = true,
                .takes_scans = true,
                .focus = COLOUR_GREEN},
            state->query, sizeof state->query) == UI_FIELD_CHANGED) {
        state->page_scroll = (struct ui_scroll){0};
    }
    rect_skip_top(&area, 18);
    struct intent intent = found_list(state, view, ui, rect_inset(area, LINE_WIDTH, LINE_WIDTH));
    if (ui_field_has_focus(ui)) {
        struct ui_keys keys = settings_keys(view, TEXT_CLOSE, UI_BUTTON_PLAIN);
        if (ui_keyboard(ui, state->board, &keys, &state->keys) == 0) {
            ui_focus_none(ui);
        }
    }
    return intent;
}

/* ---- The card ---- */

struct intent settings_set_field(enum office_field field, const char *value)
{
    struct intent intent = {.kind = INTENT_SET_PRODUCT, .index = (size_t)field};
    text_copy(intent.code, sizeof intent.code, value);
    return intent;
}

struct field_row {
    enum text_id label;
    enum settings_edit edit;
};

static const struct field_row FIELDS[] = {
    {TEXT_NAME, SETTINGS_EDIT_PRODUCT_NAME},
    {TEXT_PRICE, SETTINGS_EDIT_PRODUCT_PRICE},
    {TEXT_PRODUCT_TAX, SETTINGS_EDIT_PRODUCT_TAX},
    {TEXT_CATEGORY, SETTINGS_EDIT_PRODUCT_CATEGORY},
    {TEXT_BARCODE, SETTINGS_EDIT_PRODUCT_BARCODE},
    {TEXT_FAVOURITE, SETTINGS_EDIT_PRODUCT_FAVOURITE},
};

/* The value as it is shown; state->text gets it as it is typed. */
static const char *field_words(const struct app_view *view, enum settings_edit edit, char *typed,
    size_t capacity, char words[WORDS_MAX])
{
    const struct office_product *product = &view->settings->product;
    typed[0] = '\0';
    switch (edit) {
    case SETTINGS_EDIT_PRODUCT_NAME:
        text_copy(typed, capacity, product->name);
        return product->name;
    case SETTINGS_EDIT_PRODUCT_PRICE:
        return product->has_price ? words_price(view, product->price_minor, product->unit, words)
                                  : say(view, TEXT_TYPED_AT_TILL);
    case SETTINGS_EDIT_PRODUCT_TAX:
        return words_tax_code(view, &product->tax, words);
    case SETTINGS_EDIT_PRODUCT_CATEGORY:
        return product->category[0] != '\0' ? product->category : say(view, TEXT_NOT_SET);
    case SETTINGS_EDIT_PRODUCT_BARCODE:
        text_copy(typed, capacity, product->barcode);
        return product->barcode[0] != '\0' ? product->barcode : say(view, TEXT_NOT_SET);
    case SETTINGS_EDIT_PRODUCT_FAVOURITE:
        if (product->favourite == 0) {
            return say(view, TEXT_NOT_SET);
        }
        return words_count(view, (uint64_t)product->favourite, words);
    default:
        ASSERT(false);
    }
    return "";
}

static void open_field(
    struct settings_state *state, const struct app_view *view, enum settings_edit edit)
{
    const struct office_product *product = &view->settings->product;
    char words[WORDS_MAX];
    settings_open(state, edit, 0);
    (void)field_words(view, edit, state->text, sizeof state->text, words);
    if (edit == SETTINGS_EDIT_PRODUCT_PRICE) {
        state->number = number_money(
            product->price_minor, view->shop->rules.currency->exponent, SETTINGS_PRICE_MAX);
    } else if (edit == SETTINGS_EDIT_PRODUCT_FAVOURITE) {
        state->number = number_point(product->favourite, 0, 0, OFFICE_FAVOURITES_MAX);
    }
}

static struct intent field_rows(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect card)
{
    const struct office_product *product = &view->settings->product;
    bool is_ours = view->settings->is_ours;
    for (size_t i = 0; i < ARRAY_LENGTH(FIELDS); i++) {
        char typed[SHOP_SETTING_VALUE_MAX];
        char words[WORDS_MAX];
        struct rect row = rect_cut_top(&card, SETTINGS_ROW);
        if (settings_row(ui, row,
                &(struct settings_row){.label = say(view, FIELDS[i].label),
                    .value = field_words(view, FIELDS[i].edit, typed, sizeof typed, words),
                    .is_passive = !is_ours})) {
            open_field(state, view, FIELDS[i].edit);
        }
        if (i > 0) {
            ui_rule(ui, rect_inset(row, 28, 0));
        }
    }
    struct rect row = rect_cut_top(&card, SETTINGS_ROW);
    ui_rule(ui, rect_inset(row, 28, 0));
    if (settings_row(ui, row,
            &(struct settings_row){.label = say(view, TEXT_ON_SALE),
                .value = say(view, product->is_active ? TEXT_YES : TEXT_NO),
                .is_passive = !is_ours,
                .has_check = is_ours,
                .is_checked = product->is_active})) {
        return settings_set_field(OFFICE_FIELD_ACTIVE, product->is_active ? "no" : "yes");
    }
    return nothing();
}

struct intent settings_product_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct office_product *product = &view->settings->product;
    if (product->sku[0] == '\0') {
        settings_close(state, ui); /* it could not be read; a message says why */
        return nothing();
    }
    if (settings_card_head(view, ui, &area, product->name, TEXT_CLOSE)) {
        settings_close(state, ui);
        return nothing();
    }
    int height = ((int)ARRAY_LENGTH(FIELDS) + 1) * SETTINGS_ROW;
    struct rect content = ui_scroll_begin(ui, area, "product", height, &state->edit_scroll);
    content.height = height;
    ui_card(ui, content);
    struct intent intent = field_rows(state, view, ui, content);
    ui_scroll_end(ui);
    return intent;
}

/* ---- Choosing a rate or a category ---- */

struct intent settings_choose_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct view_settings *settings = view->settings;
    struct intent intent = nothing();
    bool is_tax = state->edit == SETTINGS_EDIT_PRODUCT_TAX;
    size_t count = is_tax ? settings->tax_count : settings->category_count + 1;
    if (settings_card_head(
            view, ui, &area, say(view, is_tax ? TEXT_PRODUCT_TAX : TEXT_CATEGORY), TEXT_CANCEL)) {
        settings_close(state, ui);
        return intent;
    }
    int columns = area.width < 900 ? 2 : 3;
    int rows = ((int)count + columns - 1) / columns;
    int height = rows * (TARGET_OFTEN + 12) - 12;
    struct rect content = ui_scroll_begin(ui, area, "choices", height, &state->edit_scroll);
    content.height = height;
    for (size_t i = 0; i < count; i++) {
        struct rect place = rect_grid_cell(content, columns, rows, 12, (int)i);
        char words[WORDS_MAX];
        char code[TAX_CODE_TEXT_MAX];
        struct ui_button button = {.label = ""};
        const char *value = "";
        if (is_tax) {
            button.label = words_tax_code(view, &settings->taxes[i], words);
            button.is_selected = tax_code_equals(&settings->taxes[i], &settings->product.tax);
            value = tax_code_print(&settings->taxes[i], code);
        } else if (i + 1 < count) {
            const struct office_category *category = &settings->categories[i];
            value = category->name;
            button.label = value;
            button.has_dot = true;
            button.dot = settings_category_colour(category, i);
            button.is_selected = strcmp(value, settings->product.category) == 0;
        } else {
            button.label = say(view, TEXT_NO_CATEGORY);
            button.is_selected = settings->product.category[0] == '\0';
        }
        ui_push_id(ui, i);
        if (ui_is_visible(ui, place) && ui_button(ui, place, &button)) {
            intent = settings_set_field(is_tax ? OFFICE_FIELD_TAX : OFFICE_FIELD_CATEGORY, value);
            settings_close(state, ui);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    return intent;
}
