/* A touch, a key and a script meet what a person can see: a press shows in the next frame and
 * fires on release inside; a drag scrolls and fires nothing; however the inputs are cut into
 * frames, the result is the same. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/compiler.h"
#include "tests/ui/fixed_glyphs.h"
#include "ui/audit.h"
#include "ui/typeset.h"
#include "ui/ui.h"

struct page {
    int fired, second, rows[200], chosen_row, action, close, escaped;
    bool has_modal, has_scroll, has_field, has_keyboard, has_sheet, has_strip, has_keypad, has_ok;
    bool checked, is_disabled, is_park_gone;
    char text[32], entered[32], typed[32], scanned[64], keyed[32];
    struct ui_scroll scroll;
    struct ui_keys_state keys;
    enum ui_keys_layout layout;
    bool is_email, is_phone, has_other, has_capitals, has_hold;
    int held, touched;
    struct ui_sheet sheet;
};

struct fixture {
    struct fixed_glyphs glyphs;
    struct typesetter *type;
    struct ui *ui;
    struct page page;
    int64_t now_ms;
    int frames;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct glyph_source source = fixed_glyph_source(&fixture->glyphs);
    fixture->type = typesetter_open(&source, 256 * 1024);
    fixture->ui = ui_open(fixture->type);
    fixture->now_ms = 1000;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    ui_close(fixture->ui);
    typesetter_close(fixture->type);
    free(fixture);
    return 0;
}

static void draw_list_of_rows(struct ui *ui, struct page *page)
{
    struct rect area = {400, 200, 600, 400};
    struct rect content = ui_scroll_begin(ui, area, "rows", 200 * 90, &page->scroll);
    for (int i = 0; i < 200; i++) {
        struct rect row = rect_cut_top(&content, 90);
        char label[16];
        snprintf(label, sizeof label, "Row %d", i);
        if (ui_is_visible(ui, row) &&
            ui_press(ui, row, &(struct ui_press){.label = label, .role = UI_ROLE_ROW})) {
            page->rows[i]++;
            page->chosen_row = i;
        }
    }
    ui_scroll_end(ui);
}

static void draw_fields(struct ui *ui, struct page *page)
{
    enum ui_field_event event = ui_field(ui, (struct rect){100, 700, 400, 100},
        &(struct ui_field){.label = "Name", .id = "name"}, page->text, sizeof page->text);
    if (event == UI_FIELD_ENTERED) {
        strcpy(page->entered, page->text);
    }
    struct text_view typed = ui_typed(ui);
    strncat(page->typed, typed.bytes, typed.size);
}

static void draw_page(struct ui *ui, struct page *page)
{
    ui_fill(ui, ui_area(ui), COLOUR_PAPER);
    page->fired += ui_button(ui, (struct rect){100, 100, 200, 88},
        &(struct ui_button){.label = "Pay", .is_disabled = page->is_disabled});
    if (!page->is_park_gone) {
        page->second +=
            ui_button(ui, (struct rect){100, 200, 200, 88}, &(struct ui_button){.label = "Park"});
    }
    page->escaped += ui_key(ui, INPUT_KEY_ESCAPE);
    if (page->has_scroll) {
        draw_list_of_rows(ui, page);
    }
    if (page->has_field) {
        draw_fields(ui, page);
    }
    if (page->has_keypad) {
        struct ui_keypad_press press = ui_keypad(ui, (struct rect){1100, 200, 600, 500},
            &(struct ui_keypad){.extra = ".", .has_ok = page->has_ok, .ok = "OK"});
        static const char signs[] = " d.o<";
        char sign[2] = {
            press.key == UI_KEYPAD_DIGIT ? (char)('0' + press.digit) : signs[press.key], 0};
        strcat(page->keyed, press.key == UI_KEYPAD_NONE ? "" : sign);
    }
    if (page->has_keyboard) {
        page->action = ui_keyboard(ui, (struct rect){0, 650, 1920, 430},
            &(struct ui_keys){.layout = page->layout,
                .is_email = page->is_email,
                .is_phone = page->is_phone,
                .has_other = page->has_other,
                .other = UI_KEYS_ARABIC,
                .other_language = "العربية",
                .text = page->has_capitals ? page->text : NULL,
                .language = page->layout == UI_KEYS_ARABIC ? "العربية" : "English",
                .actions = {{.label = "Add first"}},
                .action_count = 1},
            &page->keys);
    }
    if (page->has_hold) {
        enum ui_hold hold = ui_hold(ui, (struct rect){700, 100, 300, 88}, "shop", "Our shop");
        page->held += hold == UI_HOLD_HELD;
        page->touched += hold == UI_HOLD_TOUCHED;
    }
    if (page->has_strip) {
        struct ui_strip strip = {.kind = UI_STRIP_GREEN, .title = "Removed", .actions = {"Undo"}};
        int index;
        page->action = ui_strips(ui, (struct rect){0, 0, 500, 300}, &strip, 1, &index);
    }
    if (page->has_sheet) {
        static const int heights[] = {200, 500, 900};
        ui_sheet_begin(ui, ui_area(ui), "This sale", heights, &page->sheet);
        ui_sheet_end(ui);
    }
    if (page->has_modal) {
        ui_over_begin(ui, (struct rect){600, 300, 600, 400}, true);
        page->close += ui_button(
            ui, (struct rect){650, 350, 200, 88}, &(struct ui_button){.label = "Keep it"});
        ui_over_end(ui);
    }
    struct text_view code;
    if (ui_scan(ui, &code)) {
        text_copy_view(page->scanned, sizeof page->scanned, code);
    }
}

static void frame(struct fixture *fixture)
{
    struct ui_frame size = {1920, 1080, fixture->now_ms};
    ui_begin(fixture->ui, &size);
    draw_page(fixture->ui, &fixture->page);
    ui_end(fixture->ui);
    fixture->frames++;
}

static void settle(struct fixture *fixture)
{
    do {
        frame(fixture);
    } while (ui_wants_frame(fixture->ui));
}

static void push(struct fixture *fixture, enum input_kind kind, int x, int y)
{
    struct input input = {.kind = kind, .x = x, .y = y, .at_ms = fixture->now_ms};
    ui_push_input(fixture->ui, &input);
}

static void push_key(struct fixture *fixture, enum input_key key, bool shift)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .shift = shift};
    ui_push_input(fixture->ui, &input);
}

static void push_text(struct fixture *fixture, const char *text)
{
    struct input input = {.kind = INPUT_TEXT};
    strcpy(input.text, text);
    ui_push_input(fixture->ui, &input);
}

static void tap(struct fixture *fixture, const char *label)
{
    int matches;
    const struct ui_element *element = ui_find(fixture->ui, label, &matches);
    assert_non_null(element);
    int x = element->rect.x + element->rect.width / 2;
    int y = element->rect.y + element->rect.height / 2;
    push(fixture, INPUT_POINTER_DOWN, x, y);
    push(fixture, INPUT_POINTER_UP, x, y);
    settle(fixture);
}

static const struct ui_element *find(struct fixture *fixture, const char *label)
{
    int matches;
    return ui_find(fixture->ui, label, &matches);
}

static void test_press(void **state)
{
    struct fixture *fixture = *state;
    settle(fixture);
    uint64_t quiet = ui_draw_list(fixture->ui)->hash;
    push(fixture, INPUT_POINTER_DOWN, 150, 140);
    frame(fixture);
    assert_true(find(fixture, "Pay")->is_pressed);
    assert_int_not_equal(ui_draw_list(fixture->ui)->hash, quiet);
    assert_int_equal(fixture->page.fired, 0);
    push(fixture, INPUT_POINTER_MOVE, 400, 140);
    frame(fixture);
    assert_false(find(fixture, "Pay")->is_pressed);
    push(fixture, INPUT_POINTER_MOVE, 160, 150);
    frame(fixture);
    assert_true(find(fixture, "Pay")->is_pressed);
    push(fixture, INPUT_POINTER_UP, 160, 150);
    settle(fixture);
    assert_int_equal(fixture->page.fired, 1);
    assert_int_equal(ui_draw_list(fixture->ui)->hash, quiet);
    assert_int_equal(ui_next_frame_ms(fixture->ui), -1); /* nothing to wake for */
}

struct no_press_row {
    const char *label;
    int down_x, up_x;
    enum input_kind end;
    bool is_disabled;
};

static const struct no_press_row NO_PRESSES[] = {
    {"released outside", 150, 900, INPUT_POINTER_UP, false},
    {"taken away", 150, 150, INPUT_POINTER_CANCEL, false},
    {"slid onto it", 900, 150, INPUT_POINTER_UP, false},
    {"disabled", 150, 150, INPUT_POINTER_UP, true},
};

static void test_no_press(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(NO_PRESSES); i++) {
        const struct no_press_row *row = &NO_PRESSES[i];
        fixture->page.is_disabled = row->is_disabled;
        settle(fixture);
        push(fixture, INPUT_POINTER_DOWN, row->down_x, 140);
        push(fixture, row->end, row->up_x, 140);
        settle(fixture);
        if (fixture->page.fired != 0) {
            fail_msg("%s fires", row->label);
        }
    }
}

/* Ten taps on two buttons and typing, fed all at once and one by one. */
static void test_same_however_cut(void **state)
{
    struct fixture *fixture = *state;
    struct page results[2];
    for (int way = 0; way < 2; way++) {
        fixture->page = (struct page){.has_field = true, .has_scroll = true};
        ui_reset(fixture->ui);
        settle(fixture);
        for (int i = 0; i < 10; i++) {
            int y = i % 3 == 0 ? 250 : 140;
            push(fixture, INPUT_POINTER_DOWN, 150, y);
            push(fixture, INPUT_POINTER_UP, 150, y);
            if (way == 1) {
                settle(fixture);
            }
        }
        settle(fixture);
        push(fixture, INPUT_WHEEL, 500, 300);
        push(fixture, INPUT_POINTER_DOWN, 150, 750);
        push(fixture, INPUT_POINTER_UP, 150, 750);
        push_text(fixture, "Gr");
        push_text(fixture, "ace");
        push_key(fixture, INPUT_KEY_BACKSPACE, false);
        push_key(fixture, INPUT_KEY_ENTER, false);
        settle(fixture);
        results[way] = fixture->page;
    }
    assert_int_equal(results[0].fired, 6);
    assert_int_equal(results[0].second, 4);
    assert_string_equal(results[0].entered, "Grac");
    assert_int_equal(results[1].fired, results[0].fired);
    assert_int_equal(results[1].second, results[0].second);
    assert_string_equal(results[1].entered, results[0].entered);
}

static void drag(struct fixture *fixture, int x, int from_y, int to_y, int steps, int pause_ms)
{
    push(fixture, INPUT_POINTER_DOWN, x, from_y);
    frame(fixture);
    for (int i = 1; i <= steps; i++) {
        fixture->now_ms += 16;
        push(fixture, INPUT_POINTER_MOVE, x, from_y + (to_y - from_y) * i / steps);
        frame(fixture);
    }
    fixture->now_ms += pause_ms;
    push(fixture, INPUT_POINTER_UP, x, to_y);
    settle(fixture);
}

static void test_scroll(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_scroll = true;
    settle(fixture);
    assert_non_null(find(fixture, "Row 0"));
    assert_null(find(fixture, "Row 50"));

    /* An unsteady finger is still a touch. */
    drag(fixture, 500, 250, 258, 2, 0);
    assert_int_equal(fixture->page.rows[0], 1);
    assert_int_equal(fixture->page.scroll.offset_px, 0);

    /* A slow drag moves by as much as the finger moved behind the threshold and fires nothing. */
    drag(fixture, 500, 500, 300, 10, 200);
    assert_int_equal(fixture->page.scroll.offset_px, 180);
    assert_int_equal(fixture->page.rows[0], 1);
    assert_true(fixture->page.scroll.velocity_px_ms == 0);

    /* A flick goes on, slower and slower, and asks for frames as long as it moves. */
    drag(fixture, 500, 500, 300, 5, 0);
    int before = fixture->page.scroll.offset_px;
    fixture->now_ms += 16;
    settle(fixture);
    assert_true(fixture->page.scroll.offset_px > before);
    int count = 0;
    while (ui_next_frame_ms(fixture->ui) >= 0 && count++ < 1000) {
        fixture->now_ms = ui_next_frame_ms(fixture->ui);
        frame(fixture);
    }
    assert_in_range(count, 20, 300);

    /* A touch on a moving list stops it and fires nothing. */
    drag(fixture, 500, 500, 300, 5, 0);
    fixture->now_ms += 16;
    settle(fixture);
    int chosen = fixture->page.chosen_row;
    push(fixture, INPUT_POINTER_DOWN, 500, 300);
    push(fixture, INPUT_POINTER_UP, 500, 300);
    settle(fixture);
    assert_int_equal(fixture->page.chosen_row, chosen);
    assert_true(fixture->page.scroll.velocity_px_ms == 0);
}

static void test_wheel_and_ends(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_scroll = true;
    settle(fixture);
    struct input wheel = {.kind = INPUT_WHEEL, .x = 500, .y = 300, .wheel_y = -3};
    ui_push_input(fixture->ui, &wheel);
    settle(fixture);
    assert_int_equal(fixture->page.scroll.offset_px, 288);
    wheel.wheel_y = -10000;
    ui_push_input(fixture->ui, &wheel);
    settle(fixture);
    assert_int_equal(fixture->page.scroll.offset_px, 200 * 90 - 400);
    assert_non_null(find(fixture, "Row 199"));
    wheel.wheel_y = 10000;
    ui_push_input(fixture->ui, &wheel);
    settle(fixture);
    assert_int_equal(fixture->page.scroll.offset_px, 0);
}

/* No list moves under a finger: what the program wants to show waits until it has left. */
static void test_show_waits(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_scroll = true;
    settle(fixture);
    push(fixture, INPUT_POINTER_DOWN, 500, 300);
    frame(fixture);
    ui_scroll_show(&fixture->page.scroll, 100 * 90, 101 * 90);
    frame(fixture);
    assert_int_equal(fixture->page.scroll.offset_px, 0);
    push(fixture, INPUT_POINTER_UP, 500, 300);
    settle(fixture);
    assert_int_equal(fixture->page.chosen_row, 1);
    assert_non_null(find(fixture, "Row 100"));
}

static void test_modal(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_field = true;
    settle(fixture);
    tap(fixture, "Name");
    fixture->page.has_modal = true;
    settle(fixture);
    assert_false(ui_field_has_focus(fixture->ui));
    push(fixture, INPUT_POINTER_DOWN, 150, 140);
    push(fixture, INPUT_POINTER_UP, 150, 140);
    settle(fixture);
    assert_int_equal(fixture->page.fired, 0);
    assert_null(find(fixture, "Pay")); /* nothing that cannot be reached is found */
    push_text(fixture, "x");
    push_key(fixture, INPUT_KEY_ESCAPE, false);
    settle(fixture);
    assert_string_equal(fixture->page.text, "");
    assert_string_equal(fixture->page.typed, "");
    assert_int_equal(fixture->page.escaped, 0);
    tap(fixture, "Keep it");
    assert_int_equal(fixture->page.close, 1);
    fixture->page.has_modal = false;
    settle(fixture);
    push_key(fixture, INPUT_KEY_ESCAPE, false);
    settle(fixture);
    assert_int_equal(fixture->page.escaped, 1);
}

static void test_strip(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_strip = true;
    settle(fixture);
    int matches;
    const struct ui_element *undo = ui_find(fixture->ui, "Undo", &matches);
    push(fixture, INPUT_POINTER_DOWN, undo->rect.x + 5, undo->rect.y + 5);
    frame(fixture);
    push(fixture, INPUT_POINTER_UP, undo->rect.x + 5, undo->rect.y + 5);
    frame(fixture);
    assert_int_equal(fixture->page.action, 0);
    settle(fixture);
    /* It lies over "Park": a touch on its ground reaches nothing under it. */
    push(fixture, INPUT_POINTER_DOWN, 110, 250);
    push(fixture, INPUT_POINTER_UP, 110, 250);
    settle(fixture);
    assert_int_equal(fixture->page.second, 0);
}

static void test_sheet(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_sheet = true;
    settle(fixture);
    tap(fixture, "This sale");
    assert_int_equal(fixture->page.sheet.position, UI_SHEET_HALF);
    drag(fixture, 960, 1080 - 500, 1080 - 850, 6, 0);
    assert_int_equal(fixture->page.sheet.position, UI_SHEET_FULL);
    drag(fixture, 960, 1080 - 900, 1000, 6, 0);
    assert_int_equal(fixture->page.sheet.position, UI_SHEET_CLOSED);
    assert_false(fixture->page.sheet.is_dragged);
}

static void test_field(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_field = true;
    settle(fixture);
    push_text(fixture, "12");
    settle(fixture);
    assert_string_equal(fixture->page.typed, "12"); /* nobody has the focus: the screen gets it */
    tap(fixture, "Name");
    push_text(fixture, "Ada");
    push_key(fixture, INPUT_KEY_HOME, false);
    push_text(fixture, "e\u0301");
    push_key(fixture, INPUT_KEY_END, false);
    push_key(fixture, INPUT_KEY_LEFT, false);
    push_key(fixture, INPUT_KEY_DELETE, false);
    settle(fixture);
    assert_string_equal(fixture->page.text, "e\u0301Ad");
    push_key(fixture, INPUT_KEY_HOME, false);
    push_key(fixture, INPUT_KEY_RIGHT, false);
    push_key(fixture, INPUT_KEY_BACKSPACE, false); /* letter and mark are one */
    settle(fixture);
    assert_string_equal(fixture->page.text, "Ad");
    assert_string_equal(find(fixture, "Name")->value, "Ad");
    push_text(fixture, "0123456789012345678901234567890123456789");
    settle(fixture);
    assert_string_equal(fixture->page.text, "Ad"); /* too long is not taken at all */
    assert_string_equal(fixture->page.typed, "12");
}

static void test_keyboard(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_field = true;
    settle(fixture);
    tap(fixture, "Name");
    fixture->page.has_keyboard = true;
    settle(fixture);
    tap(fixture, "Shift");
    tap(fixture, "G");
    tap(fixture, "r");
    tap(fixture, "123");
    tap(fixture, "7");
    tap(fixture, "abc");
    tap(fixture, "\u00e4 \u00f6 \u00fc \u00e9");
    tap(fixture, "\u00e9");
    tap(fixture, "English");
    tap(fixture, "Backspace");
    tap(fixture, "Backspace");
    assert_string_equal(fixture->page.text, "Gr7");
    /* Held, it repeats: the rest is gone without another touch. */
    const struct ui_element *key = find(fixture, "Backspace");
    push(fixture, INPUT_POINTER_DOWN, key->rect.x + 9, key->rect.y + 9);
    settle(fixture);
    for (int i = 0; i < 60; i++) {
        fixture->now_ms += 16;
        settle(fixture);
    }
    push(fixture, INPUT_POINTER_UP, key->rect.x + 9, key->rect.y + 9);
    settle(fixture);
    assert_string_equal(fixture->page.text, "");
}

/* Each language has its letters where its hardware has them; the first key of each row. */
static void test_layouts(void **state)
{
    static const struct {
        enum ui_keys_layout layout;
        const char *first[3];
    } rows[] = {
        {UI_KEYS_QWERTY, {"q", "a", "z"}},
        {UI_KEYS_QWERTZ, {"q", "a", "y"}},
        {UI_KEYS_AZERTY, {"a", "q", "w"}},
        {UI_KEYS_SPANISH, {"q", "a", "z"}},
        {UI_KEYS_ARABIC, {"\u0636", "\u0634", "\u0623"}},
    };
    struct fixture *fixture = *state;
    fixture->page.has_keyboard = true;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        fixture->page.layout = rows[i].layout;
        ui_set(fixture->ui, &(struct ui_settings){.is_mirrored = rows[i].layout == UI_KEYS_ARABIC});
        settle(fixture);
        for (int row = 0; row < 3; row++) {
            bool is_behind_shift = row == 2 && rows[i].layout != UI_KEYS_ARABIC;
            int x = find(fixture, rows[i].first[row])->rect.x;
            int least = is_behind_shift ? 100 : 0;
            if (x < least || x > least + 150) {
                fail_msg("layout %zu, row %d: %s at %d", i, row, rows[i].first[row], x);
            }
        }
    }
}

/* Arabic letters have Latin ones beside them, and an e-mail address has no others. */
static void test_language_key(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_field = true;
    settle(fixture);
    tap(fixture, "Name");
    fixture->page.has_keyboard = true;
    fixture->page.layout = UI_KEYS_ARABIC;
    settle(fixture);
    tap(fixture, "\u0628");
    tap(fixture, "abc");
    tap(fixture, "Shift");
    tap(fixture, "K");
    tap(fixture, "English");
    tap(fixture, "\u0623\u0628\u062c");
    tap(fixture, "\u0623 \u0625 \u0622");
    tap(fixture, "\u0622");
    assert_string_equal(fixture->page.text, "\u0628K \u0622");
    fixture->page.is_email = true;
    fixture->page.keys = (struct ui_keys_state){0};
    settle(fixture);
    tap(fixture, "k");
    assert_string_equal(fixture->page.text, "\u0628K \u0622k");
}

/* Each word of a name begins with a capital by itself, and Shift says otherwise. */
static void test_capitals(void **state)
{
    static const char *const keys[] = {
        "A", "d", "a", "-", "M", "English", "Shift", "v", "English", "B"};
    struct fixture *fixture = *state;
    fixture->page.has_field = true;
    settle(fixture);
    tap(fixture, "Name");
    fixture->page.has_keyboard = fixture->page.has_capitals = true;
    settle(fixture);
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        tap(fixture, keys[i]);
    }
    assert_string_equal(fixture->page.text, "Ada-M v B");
}

/* Keys for an address, for a number, and for the letters of another visitor's language. */
static void test_special_keys(void **state)
{
    struct fixture *fixture = *state;
    struct page *page = &fixture->page;
    page->has_field = true;
    settle(fixture);
    tap(fixture, "Name");
    page->has_keyboard = page->is_email = page->has_other = true;
    settle(fixture);
    tap(fixture, "_");
    tap(fixture, "@");
    tap(fixture, ".com");
    assert_string_equal(page->text, "_@.com");
    page->is_email = false;
    page->is_phone = true;
    memset(page->text, 0, sizeof page->text);
    settle(fixture);
    static const char *const digits[] = {"+", "4", "9", "0", "-", "7", "/", "1"};
    for (size_t i = 0; i < ARRAY_LENGTH(digits); i++) {
        tap(fixture, digits[i]);
    }
    assert_string_equal(page->text, "+490-7/1");
    page->is_phone = false;
    memset(page->text, 0, sizeof page->text);
    settle(fixture);
    tap(fixture, "\u0623\u0628\u062c");
    tap(fixture, "\u0628");
    tap(fixture, "abc");
    tap(fixture, "b");
    assert_string_equal(page->text, "\u0628b");
}

/* A hold fires once, while the finger is still down; less is a touch, beside it is nothing. */
static void test_hold(void **state)
{
    struct fixture *fixture = *state;
    struct page *page = &fixture->page;
    page->has_hold = true;
    settle(fixture);
    tap(fixture, "Our shop");
    assert_int_equal(page->touched, 1);
    push(fixture, INPUT_POINTER_DOWN, 710, 110);
    settle(fixture);
    fixture->now_ms += UI_HOLD_MS - 1;
    settle(fixture);
    assert_int_equal(page->held, 0);
    fixture->now_ms += 1;
    settle(fixture);
    assert_int_equal(page->held, 1);
    fixture->now_ms += 10 * UI_HOLD_MS;
    settle(fixture);
    push(fixture, INPUT_POINTER_UP, 710, 110);
    settle(fixture);
    assert_int_equal(page->held, 1);
    assert_int_equal(page->touched, 1);
}

/* Nothing that was on a screen is known once another one comes. */
static void test_reset_forgets(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    fixture->page.has_field = true;
    strcpy(fixture->page.text, "Grace");
    settle(fixture);
    ui_reset(fixture->ui);
    (void)ui_elements(fixture->ui, &count);
    assert_int_equal(count, 0);
}

/* What is read from the list is what a person reads, without the signs that order it. */
static void test_isolates(void **state)
{
    struct fixture *fixture = *state;
    struct ui_frame at = {1920, 1080, fixture->now_ms};
    int matches;
    ui_begin(fixture->ui, &at);
    ui_text(fixture->ui, (struct rect){0, 0, 900, 40}, "a \u206822 \u20ac\u2069 b\u2026",
        &(struct ui_text_style){0});
    ui_text(fixture->ui, (struct rect){0, 90, 900, 40}, "after", &(struct ui_text_style){0});
    ui_end(fixture->ui);
    assert_non_null(ui_find(fixture->ui, "a 22 \u20ac b\u2026", &matches));
    assert_non_null(ui_find(fixture->ui, "after", &matches));
}

static void test_keypad(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_keypad = true;
    settle(fixture);
    tap(fixture, "7");
    tap(fixture, "0");
    tap(fixture, ".");
    push_text(fixture, "25");
    push_text(fixture, ",");
    push_key(fixture, INPUT_KEY_BACKSPACE, false);
    settle(fixture);
    assert_string_equal(fixture->page.keyed, "70.25.<");
}

static void test_keyboard_operation(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_scroll = true;
    settle(fixture);
    push_key(fixture, INPUT_KEY_TAB, false);
    settle(fixture);
    assert_true(find(fixture, "Pay")->is_focused);
    push_key(fixture, INPUT_KEY_ENTER, false);
    settle(fixture);
    assert_int_equal(fixture->page.fired, 1);
    push_key(fixture, INPUT_KEY_DOWN, false);
    push_text(fixture, " ");
    settle(fixture);
    assert_int_equal(fixture->page.second, 1);
    push_key(fixture, INPUT_KEY_RIGHT, false);
    for (int i = 0; i < 8; i++) {
        push_key(fixture, INPUT_KEY_DOWN, false);
    }
    push_key(fixture, INPUT_KEY_ENTER, false);
    settle(fixture);
    /* The list followed the focus. */
    assert_true(fixture->page.chosen_row >= 5);
    assert_true(fixture->page.scroll.offset_px > 0);
    push_key(fixture, INPUT_KEY_TAB, true);
    settle(fixture);
    /* A touch hides the ring. */
    tap(fixture, "Park");
    assert_false(find(fixture, "Park")->is_focused);
}

/* Enter is the keypad's again when what had the focus is gone. */
static void test_enter_after_the_focus(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_keypad = fixture->page.has_ok = true;
    settle(fixture);
    push_key(fixture, INPUT_KEY_TAB, false);
    push_key(fixture, INPUT_KEY_DOWN, false);
    settle(fixture);
    assert_true(find(fixture, "Park")->is_focused);
    fixture->page.is_park_gone = true;
    settle(fixture);
    push_key(fixture, INPUT_KEY_ENTER, false);
    settle(fixture);
    assert_string_equal(fixture->page.keyed, "o");
}

static void test_scan(void **state)
{
    struct fixture *fixture = *state;
    settle(fixture);
    struct input scan = {.kind = INPUT_SCAN};
    strcpy(scan.text, "4006381333931");
    ui_push_input(fixture->ui, &scan);
    settle(fixture);
    assert_string_equal(fixture->page.scanned, "4006381333931");
}

static void test_find(void **state)
{
    struct fixture *fixture = *state;
    settle(fixture);
    int matches;
    assert_string_equal(ui_find(fixture->ui, "Par", &matches)->label, "Park");
    assert_int_equal(matches, 1);
    ui_find(fixture->ui, "Pa", &matches);
    assert_int_equal(matches, 2); /* nobody can know which is meant */
    assert_null(ui_find(fixture->ui, "Refund", &matches));
}

/* Mirrored, what was at the left is as far from the right; digits keep their places. */
static void test_mirrored(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.has_keypad = true;
    settle(fixture);
    struct pixel_rect left = find(fixture, "Pay")->rect;
    int seven = find(fixture, "7")->rect.x;
    int nine = find(fixture, "9")->rect.x;
    ui_set(fixture->ui, &(struct ui_settings){.is_mirrored = true});
    settle(fixture);
    struct pixel_rect right = find(fixture, "Pay")->rect;
    assert_int_equal(right.x + right.width, 1920 - left.x);
    assert_int_equal(right.y, left.y);
    assert_int_equal(find(fixture, "9")->rect.x - find(fixture, "7")->rect.x, nine - seven);
    tap(fixture, "Pay");
    assert_int_equal(fixture->page.fired, 1);
}

/* ---- The audit ---- */

static void bad_page(struct ui *ui)
{
    ui_fill(ui, ui_area(ui), COLOUR_PAPER);
    ui_button(ui, (struct rect){100, 100, 60, 60}, &(struct ui_button){.label = "Small"});
    ui_button(ui, (struct rect){100, 300, 200, 88}, &(struct ui_button){.label = "One"});
    ui_button(ui, (struct rect){304, 300, 200, 88}, &(struct ui_button){.label = "Near one"});
    ui_button(ui, (struct rect){1900, 500, 200, 88}, &(struct ui_button){.label = "Outside"});
    ui_text(ui, (struct rect){100, 600, 90, 40}, "This is too long", &(struct ui_text_style){0});
    ui_text(ui, (struct rect){100, 700, 900, 40}, "Pale",
        &(struct ui_text_style){.colour = COLOUR_LINE});
    ui_button(ui, (struct rect){100, 900, 200, 88}, &(struct ui_button){.label = "Twice"});
    ui_button(ui, (struct rect){400, 900, 200, 88}, &(struct ui_button){.label = "Twice"});
}

static void test_audit_finds(void **state)
{
    struct fixture *fixture = *state;
    static const char *const expected[] = {"small: \"Small\"", "overlap: \"One\"",
        "outside: \"Outside\"", "cut: \"This is too long\"", "contrast: \"Pale\"",
        "same-id: \"Twice\""};
    struct ui_frame size = {1920, 1080, 0};
    ui_begin(fixture->ui, &size);
    bad_page(fixture->ui);
    ui_end(fixture->ui);
    struct buffer findings = {0};
    size_t count = ui_audit(fixture->ui, 0, &findings);
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        if (strstr(findings.bytes, expected[i]) == NULL) {
            fail_msg("missing %s in\n%s", expected[i], findings.bytes);
        }
    }
    assert_int_equal(count, ARRAY_LENGTH(expected));
    buffer_close(&findings);
}

static void test_audit_is_quiet(void **state)
{
    struct fixture *fixture = *state;
    fixture->page = (struct page){.has_scroll = true, .has_field = true, .has_keypad = true};
    settle(fixture);
    struct buffer findings = {0};
    if (ui_audit(fixture->ui, 0, &findings) > 0) {
        fail_msg("%s", findings.bytes);
    }
    buffer_close(&findings);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_press),
        TEST(test_no_press),
        TEST(test_same_however_cut),
        TEST(test_scroll),
        TEST(test_wheel_and_ends),
        TEST(test_show_waits),
        TEST(test_modal),
        TEST(test_strip),
        TEST(test_sheet),
        TEST(test_field),
        TEST(test_keyboard),
        TEST(test_capitals),
        TEST(test_special_keys),
        TEST(test_hold),
        TEST(test_reset_forgets),
        TEST(test_layouts),
        TEST(test_language_key),
        TEST(test_isolates),
        TEST(test_keypad),
        TEST(test_keyboard_operation),
        TEST(test_enter_after_the_focus),
        TEST(test_scan),
        TEST(test_find),
        TEST(test_mirrored),
        TEST(test_audit_finds),
        TEST(test_audit_is_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
