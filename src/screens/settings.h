#ifndef TILLTALE_SCREENS_SETTINGS_H
#define TILLTALE_SCREENS_SETTINGS_H

/* The settings screen's parts. Private to src/screens: screen_settings.c puts them together.
 *
 * At the leading side the list of sections, beside it the page of one; on a narrow window one after
 * the other. A page is the rows of its settings, made from shop_settings(), and for some sections a
 * list of the shop's own things under them. What is touched is changed in the page's place. */

#include <stdbool.h>
#include <stddef.h>

#include "screens/intent.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "ui/number.h"
#include "ui/ui.h"

#define SETTINGS_ROW 92
#define SETTINGS_LINE_BYTES 128
#define SETTINGS_QUERY_MAX 64
#define SETTINGS_PRICE_MAX INT64_C(100000000)

enum settings_edit {
    SETTINGS_EDIT_NOTHING,
    SETTINGS_EDIT_SETTING, /* `row` of the settings */
    SETTINGS_EDIT_NEW_TAX,
    SETTINGS_EDIT_NEW_CATEGORY,
    SETTINGS_EDIT_CATEGORY, /* `row` of the categories; the next likewise */
    SETTINGS_EDIT_CATEGORY_NAME,
    SETTINGS_EDIT_NEW_STICK,
    SETTINGS_EDIT_NEW_FOLDER,
    SETTINGS_EDIT_TARGET, /* `row` of the targets */
    SETTINGS_EDIT_NEW_PRODUCT,
    SETTINGS_EDIT_PRODUCT, /* of the view; the next likewise */
    SETTINGS_EDIT_PRODUCT_NAME,
    SETTINGS_EDIT_PRODUCT_PRICE,
    SETTINGS_EDIT_PRODUCT_TAX,
    SETTINGS_EDIT_PRODUCT_CATEGORY,
    SETTINGS_EDIT_PRODUCT_BARCODE,
    SETTINGS_EDIT_PRODUCT_FAVOURITE
};

struct settings_state {
    size_t section;
    bool is_page_open; /* on a narrow window: else the list of sections is up */
    struct ui_scroll list_scroll, page_scroll, edit_scroll;
    enum settings_edit edit;
    size_t row;
    char text[SHOP_SETTING_VALUE_MAX];
    char lines[SHOP_LINES_MAX][SETTINGS_LINE_BYTES];
    char query[SETTINGS_QUERY_MAX];
    struct number_entry number;
    struct ui_keys_state keys;
    struct rect board; /* where the keyboard is in this frame */
};

/* True if the setting can be changed here. */
bool settings_may_change(const struct app_view *view, size_t row);

/* Opens the card on which setting `row` is changed. */
void settings_edit_open(struct settings_state *state, const struct app_view *view, size_t row);

/* True if something is typed on the keyboard: it takes the bottom of the window, state->board. */
bool settings_edit_has_keys(const struct settings_state *state, const struct app_view *view);

/* Draws it in the place of the page. */
struct intent settings_edit_frame(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);

/* The head of a card: its title, and the word by which it is left. True when it is. */
bool settings_card_head(const struct app_view *view, struct ui *ui, struct rect *area,
    const char *title, enum text_id leave);

/* Opens a card; `row` is what it is about. */
void settings_open(struct settings_state *state, enum settings_edit edit, size_t row);

/* Back to the card that this one belongs to, or to the page. */
void settings_close(struct settings_state *state, struct ui *ui);

/* A keyboard with one action. */
struct ui_keys settings_keys(
    const struct app_view *view, enum text_id action, enum ui_button_kind kind);

/* --- the shop's lists: settings_lists.c -------------------------------------------------------- */

bool settings_page_has_list(enum setting_page page);
int settings_list_height(const struct app_view *view, enum setting_page page);
void settings_list(struct settings_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, enum setting_page page);
colour settings_category_colour(const struct office_category *category, size_t index);

/* --- the cards of a category and of a place for files: settings_cards.c ---------------------------------------- */

struct intent settings_category_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);

struct intent settings_target_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);

/* --- products: settings_product.c -------------------------------------------------------------- */

struct intent settings_products(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent settings_product_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent settings_choose_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent settings_set_field(enum office_field field, const char *value);

/* A row of a page: label, value at the end. True when it is touched. */
struct settings_row {
    const char *label, *value;
    bool is_passive; /* no target */
    bool has_check;  /* a box instead of the value */
    bool is_checked;
    bool has_dot;
    colour dot;
};
bool settings_row(struct ui *ui, struct rect rect, const struct settings_row *row);

#endif
