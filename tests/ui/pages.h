#ifndef TILLTALE_TESTS_UI_PAGES_H
#define TILLTALE_TESTS_UI_PAGES_H

/* Pages of the kit's parts, put together like the screens that they belong to: what the gallery
 * draws with the real fonts and what the goldens hold as draw lists. */

#include "base/compiler.h"
#include "ui/ui.h"

struct page {
    const char *name;
    void (*draw)(struct ui *ui);
};

struct demo_product {
    const char *name, *price;
    int category;
};

static const struct demo_product PRODUCTS[] = {
    {"Espresso", "2.20", 0},
    {"Flat white", "3.60", 0},
    {"Cappuccino", "3.40", 0},
    {"Filter, 300 ml", "3.00", 0},
    {"Cold brew", "4.20", 0},
    {"Oat milk extra", "0.60", 0},
    {"Sencha", "3.20", 1},
    {"Darjeeling", "3.20", 1},
    {"Mint, fresh", "3.40", 1},
    {"Butter croissant", "2.40", 2},
    {"Almond croissant", "3.10", 2},
    {"Cinnamon bun", "3.30", 2},
    {"Sourdough, by weight", "7.80 / kg", 2},
    {"Harbour blend 250 g", "9.50", 3},
    {"Guji natural 250 g", "13.50", 3},
    {"Decaf 250 g", "10.50", 3},
    {"V60 dripper", "24.00", 4},
    {"Filter papers ×100", "7.50", 4},
    {"Keep cup", "14.00", 5},
    {"Tote bag", "12.00", 5},
};

static void draw_bar(struct ui *ui, struct rect *area)
{
    static char search[64];
    struct rect middle;
    ui_top_bar(ui, area,
        &(struct ui_top_bar){.title = "Till 1",
            .has_logo = true,
            .status = "Saved",
            .status_dot = COLOUR_GREEN,
            .user = "Cashier 1",
            .clock = "12:42",
            .menu = "Menu",
            .middle_width = ui_is_narrow(ui) ? 330 : 560},
        &middle);
    ui_field(ui, rect_center(middle, middle.width, 64),
        &(struct ui_field){.placeholder = "Search or scan", .is_search = true}, search,
        sizeof search);
}

static void draw_ticket(struct ui *ui, struct rect column)
{
    ui_fill(ui, column, COLOUR_CARD);
    ui_fill(ui, rect_cut_left(&column, LINE_WIDTH), COLOUR_LINE);
    struct rect area = rect_inset(column, 24, 0);
    rect_skip_top(&area, 18);
    struct rect head = rect_inset(rect_cut_top(&area, 52), 20, 0);
    ui_text(ui, head, "This sale", &(struct ui_text_style){.size = 30, .weight = UI_WEIGHT_700});
    ui_text(ui, head, "4 lines",
        &(struct ui_text_style){.size = 26, .colour = COLOUR_INK2, .align = UI_ALIGN_END});
    rect_skip_top(&area, 8);
    struct rect strip = rect_cut_top(&area, 97);
    ui_strip(ui, strip,
        &(struct ui_strip){.kind = UI_STRIP_CAMPAIGN,
            .title = "Spring booth",
            .detail = "scanned from a flyer, 12:40",
            .icon = ICON_QR,
            .close = "Remove the campaign"});
    rect_skip_top(&area, 10);
    static const struct ui_ticket_row rows[] = {
        {.quantity = "2 ×", .name = "Flat white", .detail = "3.60", .amount = "7.20"},
        {.quantity = "1 ×", .name = "Almond croissant", .detail = "3.10", .amount = "3.10"},
        {.quantity = "1 ×",
            .name = "Harbour blend 250 g",
            .detail = "9.50",
            .amount = "8.55",
            .note = "Spring booth −10 %",
            .note_colour = COLOUR_TERRACOTTA_TEXT,
            .is_selected = true},
        {.quantity = "0.412 kg", .name = "Sourdough", .detail = "7.80 / kg", .amount = "3.21"},
    };
    for (int i = 0; i < 4; i++) {
        struct rect row = rect_cut_top(&area, 90);
        rect_skip_top(&area, 4);
        ui_ticket_row(ui, row, &rows[i]);
    }
    rect_skip_bottom(&area, 28);
    struct rect foot = rect_cut_bottom(&area, 112);
    ui_button(ui, rect_cut_left(&foot, 150),
        &(struct ui_button){.label = "Park", .icon = ICON_PAUSE, .size = 28});
    rect_skip_left(&foot, 16);
    ui_button(ui, foot,
        &(struct ui_button){
            .label = "Pay €22.06", .id = "pay", .kind = UI_BUTTON_PRIMARY, .has_figures = true});
    rect_skip_bottom(&area, 14);
    struct rect total = rect_inset(rect_cut_bottom(&area, 76), 20, 0);
    struct rect sum = rect_cut_right(&total, 400);
    ui_text(ui, total, "Total",
        &(struct ui_text_style){
            .size = 30, .weight = UI_WEIGHT_600, .vertical = UI_VERTICAL_BOTTOM});
    ui_money(
        ui, sum, &(struct ui_money){.text = "€22.06", .size = TYPE_MONEY, .align = UI_ALIGN_END});
    struct rect tax = rect_inset(rect_cut_bottom(&area, 44), 20, 0);
    ui_pair(ui, tax,
        &(struct ui_pair){.label = "Tax included (7 %, 19 %)",
            .value = "2.12",
            .label_colour = COLOUR_INK2,
            .value_colour = COLOUR_INK2});
    rect_skip_bottom(&area, 10);
    ui_rule(ui, rect_cut_bottom(&area, 2));
    rect_skip_bottom(&area, 16);
    struct rect tools = rect_inset(rect_cut_bottom(&area, 88), 20, 0);
    ui_button(ui, rect_cut_left(&tools, 96),
        &(struct ui_button){.label = "Less", .icon = ICON_MINUS, .is_icon_only = true});
    rect_skip_left(&tools, 12);
    ui_button(ui, rect_cut_left(&tools, 96),
        &(struct ui_button){.label = "More", .icon = ICON_PLUS, .is_icon_only = true});
    rect_skip_left(&tools, 12);
    ui_button(ui, rect_cut_right(&tools, 96),
        &(struct ui_button){
            .label = "Remove", .icon = ICON_TRASH, .is_icon_only = true, .kind = UI_BUTTON_DANGER});
    rect_skip_right(&tools, 12);
    ui_button(
        ui, tools, &(struct ui_button){.label = "Discount", .icon = ICON_PERCENT, .size = 27});
    rect_skip_bottom(&area, 14);
    ui_rule(ui, rect_cut_bottom(&area, 2));
}

static void draw_sell(struct ui *ui)
{
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    draw_bar(ui, &area);
    if (!ui_is_narrow(ui)) {
        draw_ticket(ui, rect_cut_right(&area, ui_is_low(ui) ? 480 : 640));
    }
    area = rect_inset(area, 32, 24);
    static const char *const names[] = {"All", "Coffee", "Tea", "Bakery", "Beans", "Gear", "Merch"};
    struct rect chips = rect_cut_top(&area, 64);
    for (int i = 0; i < 7; i++) {
        struct ui_button chip = {.label = names[i],
            .kind = UI_BUTTON_CHIP,
            .is_selected = i == 0,
            .has_dot = i > 0,
            .dot = theme_category_colour(i - 1)};
        ui_button(ui, rect_cut_left(&chips, ui_button_width(ui, &chip)), &chip);
        rect_skip_left(&chips, 14);
    }
    rect_skip_top(&area, 24);
    struct rect foot = rect_cut_bottom(&area, 88);
    ui_button(ui, rect_column(foot, 3, 18, 0),
        &(struct ui_button){.label = "Parked", .icon = ICON_PAUSE, .count = "2"});
    ui_button(
        ui, rect_column(foot, 3, 18, 1), &(struct ui_button){.label = "Refund", .icon = ICON_BACK});
    ui_button(ui, rect_column(foot, 3, 18, 2),
        &(struct ui_button){.label = "Keep in touch",
            .icon = ICON_PERSON,
            .has_text_colour = true,
            .text = COLOUR_TERRACOTTA_TEXT});
    int columns = area.width / 236;
    int count = (int)(sizeof PRODUCTS / sizeof PRODUCTS[0]);
    for (int i = 0; i < count; i++) {
        struct rect row = {area.x, area.y + i / columns * 168, area.width, 150};
        if (rect_bottom(row) > rect_bottom(area)) {
            break;
        }
        ui_tile(ui, rect_column(row, columns, 18, i % columns),
            &(struct ui_tile){.name = PRODUCTS[i].name,
                .price = PRODUCTS[i].price,
                .category = theme_category_colour(PRODUCTS[i].category)});
    }
}

static void draw_number(struct ui *ui)
{
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    draw_bar(ui, &area);
    if (!ui_is_narrow(ui)) {
        draw_ticket(ui, rect_cut_right(&area, ui_is_low(ui) ? 480 : 640));
    }
    ui_number_card(ui, rect_inset(area, 32, 24),
        &(struct ui_number_card){.title = "Harbour blend 250 g",
            .subtitle = "9.50 each",
            .cancel = "Cancel",
            .modes = {"Quantity", "Discount %", "Discount €", "Price"},
            .mode_count = 4,
            .mode = 1,
            .value = "10 %",
            .meaning = "9.50 becomes 8.55",
            .limit = "up to 10 %; more needs a manager",
            .presets = {"5 %", "10 %"},
            .preset_count = 2,
            .preset_marked = 1,
            .extra = "."});
}

static void draw_search(struct ui *ui)
{
    static struct ui_keys_state keys;
    static char search[64] = "cro";
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    struct rect middle;
    ui_top_bar(ui, &area,
        &(struct ui_top_bar){.title = "Till 1",
            .has_logo = true,
            .status = "Saved",
            .status_dot = COLOUR_GREEN,
            .user = "Cashier 1",
            .clock = "12:42",
            .menu = "Menu",
            .middle_width = 760},
        &middle);
    ui_focus(ui, "search");
    ui_field(ui, rect_center(middle, middle.width, 64),
        &(struct ui_field){.placeholder = "Search or scan", .id = "search", .is_search = true},
        search, sizeof search);
    ui_keyboard(ui, rect_cut_bottom(&area, ui_keys_height(ui)),
        &(struct ui_keys){.language = "English",
            .actions = {{.label = "Add first", .kind = UI_BUTTON_STRONG, .width = 300},
                {.label = "Close", .kind = UI_BUTTON_PLAIN}},
            .action_count = 2},
        &keys);
    struct rect column = rect_cut_right(&area, ui_is_narrow(ui) ? 0 : 640);
    ui_fill(ui, column, COLOUR_CARD);
    area = rect_inset(area, 32, 20);
    static const struct ui_highlight hits[] = {{7, 10}};
    static const char *const names[] = {
        "Butter croissant", "Almond croissant", "Chocola croissant", "Wiener croissant"};
    struct rect card = rect_cut_top(&area, 4 * 104 + 4);
    ui_card(ui, card);
    card = rect_inset(card, 2, 2);
    for (int i = 0; i < 4; i++) {
        struct rect row = rect_cut_top(&card, 104);
        ui_result_row(ui, row,
            &(struct ui_result_row){.name = names[i],
                .detail = "CROIB · 4006381333931 · Bakery",
                .amount = "2.40",
                .category = theme_category_colour(2),
                .is_first = i == 0,
                .is_last = i == 3,
                .highlights = hits,
                .highlight_count = 1});
        if (i > 0) {
            ui_rule(ui, row);
        }
    }
    rect_skip_top(&area, 16);
    ui_text(ui, rect_cut_top(&area, 40), "4 of 22 products · “Add first” takes the top one",
        &(struct ui_text_style){.size = 26, .colour = COLOUR_INK2});
}

static void draw_parts(struct ui *ui)
{
    static bool checked = true;
    static char name[64] = "Grace";
    static char mail[64] = "grace@navy";
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    ui_demo_band(ui, &area, "Demo. Nothing here counts.", "Start my shop");
    ui_top_bar(ui, &area,
        &(struct ui_top_bar){
            .back = "Back", .title = "Payment", .has_logo = true, .note = "Harbour Roast · hall 4"},
        NULL);
    area = rect_inset(area, 32, 24);
    struct rect left = rect_cut_left(&area, area.width / 2 - 12);
    rect_skip_left(&area, 24);
    struct rect fields = rect_cut_top(&left, 100);
    ui_field(ui, rect_column(fields, 2, 18, 0),
        &(struct ui_field){.label = "First name", .is_personal = true, .is_good = true}, name,
        sizeof name);
    ui_focus(ui, "mail");
    ui_field(ui, rect_column(fields, 2, 18, 1),
        &(struct ui_field){.label = "E-mail", .id = "mail", .focus = COLOUR_TERRACOTTA}, mail,
        sizeof mail);
    rect_skip_top(&left, 18);
    ui_checkbox(ui, rect_cut_top(&left, 104),
        "Yes, e-mail me the spring menu and offers. Every mail has a link to say stop.", &checked);
    rect_skip_top(&left, 18);
    static const char *const words[] = {"Bad", "Poor", "Fair", "Good", "Great"};
    struct rect faces = rect_cut_top(&left, 140);
    for (int i = 0; i < 5; i++) {
        ui_face(ui, rect_cut_left(&faces, 112), i, words[i], i == 3);
        rect_skip_left(&faces, 14);
    }
    rect_skip_top(&left, 18);
    struct rect icons = rect_cut_top(&left, 60);
    for (int i = 1; i < ICON_COUNT; i++) {
        ui_icon(ui, rect_column(icons, ICON_COUNT - 1, 4, i - 1), (enum icon)i, COLOUR_INK);
    }
    static const enum ui_button_kind kinds[] = {UI_BUTTON_PLAIN, UI_BUTTON_CAMPAIGN,
        UI_BUTTON_STRONG, UI_BUTTON_QUIET, UI_BUTTON_DANGER, UI_BUTTON_BARE};
    static const char *const kind_names[] = {
        "Plain", "New lead", "Import a file", "Quiet", "Delete", "Bare"};
    rect_skip_top(&left, 18);
    struct rect buttons = rect_cut_top(&left, 190);
    for (int i = 0; i < 6; i++) {
        ui_button(ui, rect_grid_cell(buttons, 3, 2, 14, i),
            &(struct ui_button){.label = kind_names[i], .kind = kinds[i], .icon = ICON_TAG});
    }
    rect_skip_top(&left, 18);
    struct rect more = rect_cut_top(&left, 112);
    ui_button(ui, rect_column(more, 3, 14, 0),
        &(struct ui_button){.label = "Give back €11.65",
            .kind = UI_BUTTON_PRIMARY,
            .second_line = "needs a manager’s PIN",
            .has_figures = true});
    ui_button(ui, rect_column(more, 3, 14, 1),
        &(struct ui_button){
            .label = "Pay €1,234,567.89", .kind = UI_BUTTON_PRIMARY, .has_figures = true});
    ui_button(ui, rect_column(more, 3, 14, 2),
        &(struct ui_button){.label = "Pay", .kind = UI_BUTTON_PRIMARY, .is_disabled = true});
    rect_skip_top(&left, 18);
    ui_pin_dots(ui, rect_cut_top(&left, 40), 4, 2);

    struct rect money = rect_cut_top(&area, 130);
    ui_card(ui, money);
    ui_money(ui, rect_inset(money, 40, 0), &(struct ui_money){.text = "€1,234,567.89"});
    ui_money(ui, rect_inset(money, 40, 0),
        &(struct ui_money){.text = "€30.00", .align = UI_ALIGN_END, .colour = COLOUR_INK2});
    rect_skip_top(&area, 18);
    ui_text(ui, rect_cut_top(&area, 70), "No products yet",
        &(struct ui_text_style){.size = TYPE_TITLE, .weight = UI_WEIGHT_700, .is_display = true});
    ui_text(ui, rect_cut_top(&area, 80),
        "A very long name of a product that goes on and on over two lines and then some more of "
        "it so that it must be cut 250 g",
        &(struct ui_text_style){.size = 26, .lines_max = 2});
    ui_text(ui, rect_cut_top(&area, 44), "مرحبا Grace Hopper 123 สวัสดี 你好 Привет שלום",
        &(struct ui_text_style){.size = 30});
    rect_skip_top(&area, 18);
    struct rect bars = rect_cut_top(&area, 80);
    ui_bar(ui, rect_cut_top(&bars, 24), 310000, COLOUR_TERRACOTTA, COLOUR_SUNK);
    rect_skip_top(&bars, 10);
    ui_badge(ui, (struct rect){bars.x, bars.y, 120, 54}, "hot", COLOUR_TERRACOTTA_TINT,
        COLOUR_TERRACOTTA_TEXT);
    rect_skip_top(&area, 18);
    struct rect paper = rect_cut_top(&area, 180);
    ui_paper(ui, rect_inset(paper, 20, 0));
    struct rect inside = rect_inset(paper, 60, 20);
    ui_pair(ui, rect_cut_top(&inside, 36), &(struct ui_pair){.label = "Sales", .value = "142"});
    ui_pair(ui, rect_cut_top(&inside, 36), &(struct ui_pair){.label = "Net", .value = "1,845.56"});
    ui_rule_dashed(ui, rect_cut_top(&inside, 20));
    ui_link(ui, rect_cut_top(&area, 64), "Read more");
    static const struct ui_strip strips[] = {
        {.kind = UI_STRIP_AMBER,
            .title = "We don’t know 4012345678901.",
            .detail = "Nothing was added.",
            .actions = {"Search", "Type a price"},
            .close = "Close"},
        {.kind = UI_STRIP_GREEN,
            .title = "Change €7.94",
            .detail = "saved",
            .is_detail_beside = true},
    };
    int index;
    ui_strips(ui, area, strips, 2, &index);
}

static const struct page PAGES[] = {
    {"sell", draw_sell},
    {"number", draw_number},
    {"search", draw_search},
    {"parts", draw_parts},
};

#endif
