#ifndef TILLTALE_UI_UI_H
#define TILLTALE_UI_UI_H

/* Ui: the kit that screens are made of.
 *
 * Immediate mode: each frame a screen calls the widgets it wants, top-down, and a widget that
 * was pressed returns true. There is nothing to build, keep or free; what a widget needs to
 * remember (a scroll position, a field's text) lies in the screen's state.
 *
 *     struct rect area = ui_area(ui);
 *     enum ui_top_bar_event event = ui_top_bar(ui, &area, &(struct ui_top_bar){
 *         .title = "Payment", .back = "Back", ...}, NULL);
 *     struct rect pay = rect_cut_bottom(&area, 120);
 *     if (ui_button(ui, pay, &(struct ui_button){.label = "Pay", .kind = UI_BUTTON_PRIMARY})) {
 *         intent.kind = INTENT_PAY;
 *     }
 *
 * The caller's loop:
 *
 *     for each input: ui_push_input(ui, &input);
 *     do {
 *         ui_begin(ui, &frame);
 *         ... the screen ...
 *         ui_end(ui);
 *         ... carry out the screen's intent ...
 *     } while (ui_wants_frame(ui));
 *     painter_paint(painter, ui_draw_list(ui), &surface, &damage);
 *     sleep until an input or ui_next_frame_ms(ui)
 *
 * Inputs are queued and used up to the first that makes something happen (a press is released,
 * a key, a scan). The frame after it uses none, so that the next input always meets what a
 * person could see: a list of inputs gives the same result however it is cut into frames.
 *
 * - Units: design pixels (1080p). Right-to-left languages mirror everything; "left" is the
 *   leading side. What must not be mirrored stands between ui_unmirror_begin and _end; keypad,
 *   digits and QR pictures do it themselves.
 * - Identity: a widget is known by its label, or by `id` where the label changes while a finger
 *   may be on it ("Pay 22.06": .id = "pay"). Repeated labels need ui_push_id around them.
 * - A press shows in the frame after the touch and fires on release inside the target.
 * - Under a scrim nothing gets touches, keys or text; ui_scan still answers there, so that a
 *   screen can keep a scan for later.
 * - Strings may be NULL for "none"; they are copied where they must live longer than the call.
 * - Limits: UI_*_MAX; what is over them is left out and ui_audit names it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/draw.h"
#include "ui/icons.h"
#include "ui/input.h"
#include "ui/rect.h"
#include "ui/theme.h"

struct ui;
struct typesetter;

#define UI_ELEMENTS_MAX 1024
#define UI_INPUTS_MAX 64 /* waiting; more push the oldest movement out */
#define UI_DEPTH_MAX 16  /* nested ids, scroll areas and layers */

/* ---- The frame --------------------------------------------------------------------------- */

struct ui_settings {
    enum theme_kind theme;
    int text_percent;   /* 100 or 130 */
    int panel_width_mm; /* 0: unknown */
    bool is_mirrored;   /* right-to-left */
};

struct ui_frame {
    int width_px, height_px; /* the window */
    int64_t now_ms;          /* monotonic */
};

struct ui *ui_open(struct typesetter *type); /* the typesetter stays the caller's */
void ui_close(struct ui *ui);
void ui_set(struct ui *ui, const struct ui_settings *settings);

void ui_push_input(struct ui *ui, const struct input *input);
void ui_begin(struct ui *ui, const struct ui_frame *frame);
void ui_end(struct ui *ui);

/* True if another frame should follow at once: inputs wait, or something just happened. */
bool ui_wants_frame(const struct ui *ui);

/* When a frame is due without input: an animation, a repeat, a caret. -1: never. */
int64_t ui_next_frame_ms(const struct ui *ui);

/* A screen asks for a frame at this time (a countdown, a clock). The earliest counts. */
void ui_wake_at(struct ui *ui, int64_t at_ms);

/* Forgets presses, focus, waiting inputs and what was on the screen: call it between frames when
 * another screen comes. */
void ui_reset(struct ui *ui);

const struct draw_list *ui_draw_list(const struct ui *ui);

/* ---- What is on the screen --------------------------------------------------------------- */

enum ui_role {
    UI_ROLE_TEXT,
    UI_ROLE_BUTTON,
    UI_ROLE_CHECKBOX,
    UI_ROLE_FIELD,
    UI_ROLE_ROW,
    UI_ROLE_KEY,
    UI_ROLE_HANDLE, /* of a sheet */
    UI_ROLE_IMAGE,  /* a QR picture */
    UI_ROLE_SHIELD, /* a card or a strip: keeps touches from what is under it */
    UI_ROLE_COUNT
};

struct ui_element {
    uint64_t id;
    enum ui_role role;
    const char *label;         /* what a person reads; never NULL */
    const char *value;         /* of a field, a checkbox ("on", "off"), an amount of a row; or "" */
    struct pixel_rect rect;    /* device pixels, as laid out */
    struct pixel_rect visible; /* the part that its scroll area shows */
    int layer;                 /* 0 page, higher above it */
    bool is_target;            /* can be touched */
    bool is_enabled;
    bool is_covered; /* by a card that must be answered first: touches do not reach it */
    bool is_pressed;
    bool is_focused;
    bool is_selected;
    bool is_text_cut;
    bool is_personal; /* label and value are somebody's data: not for logs */
    int text_size;    /* device pixels; 0: no text */
    bool is_text_bold;
    uint64_t scroll_id; /* of the scroll area that it lies in; 0: none */
    size_t item_index;  /* in the draw list: what it draws begins here */
};

/* The elements of the last whole frame, in drawing order; valid until the next ui_begin. */
const struct ui_element *ui_elements(const struct ui *ui, size_t *out_count);

/* Finds the one thing whose label is, else starts with, else holds `label`, uncovered and
 * topmost first. NULL if there is none or it is ambiguous among equal ones (*out_matches). */
const struct ui_element *ui_find(const struct ui *ui, const char *label, int *out_matches);

/* ---- Input that screens ask for ---------------------------------------------------------- */

/* A scan that no field took. Valid until ui_end. */
bool ui_scan(struct ui *ui, struct text_view *out_code);

/* True once if the key was pressed and no widget used it. */
bool ui_key(struct ui *ui, enum input_key key);

/* Characters typed while no field had the focus; asking takes them. */
struct text_view ui_typed(struct ui *ui);

/* True if anybody touched or typed anything in this frame: restarts a countdown. */
bool ui_is_touched(const struct ui *ui);

int64_t ui_now_ms(const struct ui *ui);

/* ---- Space ------------------------------------------------------------------------------- */

struct rect ui_area(const struct ui *ui); /* the whole window in design pixels */
bool ui_is_portrait(const struct ui *ui);
bool ui_is_low(const struct ui *ui);    /* under 900 high: top bar 72, ticket 480 */
bool ui_is_narrow(const struct ui *ui); /* under 1200 wide or portrait: the ticket is a sheet */
int ui_top_bar_height(const struct ui *ui);
int ui_text_percent(const struct ui *ui); /* the text size that was set: 100 or more */

void ui_push_id(struct ui *ui, uint64_t id);
void ui_push_id_text(struct ui *ui, const char *id);
void ui_pop_id(struct ui *ui);

/* Between these, x runs left to right in every language inside `area`. */
void ui_unmirror_begin(struct ui *ui, struct rect area);
void ui_unmirror_end(struct ui *ui);

/* False if no pixel of it would show: a long list asks before it draws a row. */
bool ui_is_visible(const struct ui *ui, struct rect rect);

/* ---- Text -------------------------------------------------------------------------------- */

enum ui_weight {
    UI_WEIGHT_400,
    UI_WEIGHT_500,
    UI_WEIGHT_600,
    UI_WEIGHT_700
};

enum ui_align {
    UI_ALIGN_START, /* leading side */
    UI_ALIGN_CENTER,
    UI_ALIGN_END
};

enum ui_vertical {
    UI_VERTICAL_MIDDLE,
    UI_VERTICAL_TOP,
    UI_VERTICAL_BOTTOM
};

/* A part of the text in bold and another colour: what a search found. Byte offsets. */
struct ui_highlight {
    size_t begin, end;
};

struct ui_text_style {
    int size; /* enum in theme.h; 0: TYPE_BODY */
    enum ui_weight weight;
    colour colour;
    bool is_display;  /* Inter Display, set tight: headings and large money */
    bool has_figures; /* digits in equal cells: money, quantities, clocks */
    enum ui_align align;
    enum ui_vertical vertical;
    int lines_max;    /* 0 or 1: one line; more: wrapped */
    int line_percent; /* height of a line, percent of the size; 0: 118. Posters are set tight */
    bool is_fixed;    /* one line that may not be cut: it is made smaller until it fits */
    bool is_personal;
    bool is_silent; /* not in the list of what is on the screen: part of a widget's label */
    const struct ui_highlight *highlights;
    size_t highlight_count;
    int tracking_percent_milli; /* thousandths of the size added behind each character */
};

/* Draws text in `rect`; returns the height it took, design pixels. What does not fit is cut in
 * the middle of the last line. A line break in the text begins a new line. */
int ui_text(struct ui *ui, struct rect rect, const char *text, const struct ui_text_style *style);
int ui_text_width(struct ui *ui, const char *text, const struct ui_text_style *style);
int ui_text_height(struct ui *ui, int width, const char *text, const struct ui_text_style *style);
int ui_line_height(const struct ui *ui, const struct ui_text_style *style);

/* A large sum. It steps down from `size` (104, 88, 72, 64, 52) by the number of its digits, and
 * on until it fits. `digits_held` keeps the step of that many digits while a sum is typed;
 * `is_steady` takes no steps at all and only shrinks what does not fit. */
struct ui_money {
    const char *text;
    int size; /* the largest step; 0: TYPE_MONEY_LARGE */
    int digits_held;
    bool is_steady;
    colour colour;
    enum ui_align align;
    enum ui_vertical vertical;
};
void ui_money(struct ui *ui, struct rect rect, const struct ui_money *money);
int ui_money_size(int size, int digits);

/* ---- Quiet parts ------------------------------------------------------------------------- */

void ui_fill(struct ui *ui, struct rect rect, colour fill);
void ui_rounded(struct ui *ui, struct rect rect, int radius, colour fill, colour border);
void ui_card(struct ui *ui, struct rect rect);  /* white, border, radius 24 */
void ui_paper(struct ui *ui, struct rect rect); /* a printed slip: white, soft shadow */
void ui_rule(struct ui *ui, struct rect rect);  /* a line at the top edge of rect */
void ui_rule_dashed(struct ui *ui, struct rect rect);
void ui_dot(struct ui *ui, struct rect rect, colour fill); /* a circle in the middle */
void ui_icon(struct ui *ui, struct rect rect, enum icon icon, colour stroke);
void ui_logo(struct ui *ui, struct rect rect, colour ground, colour glyph);

/* A label in a tinted pill: "hot", "warm". */
void ui_badge(struct ui *ui, struct rect rect, const char *label, colour tint, colour text);

/* A bar filled to `part_ppm` parts per million of its length. */
void ui_bar(struct ui *ui, struct rect rect, int part_ppm, colour fill, colour ground);

/* A QR picture as large as fits, with a quiet zone of 4 modules, dark on white always. `bits`
 * as in draw.h. `label` says what it is to scripts and speech. */
void ui_qr(struct ui *ui, struct rect rect, int modules, const uint8_t *bits, const char *label);

/* `filled` of `count` dots for a PIN. */
void ui_pin_dots(struct ui *ui, struct rect rect, int count, int filled);

/* A name left and a figure at the end, one line: receipts, reports, sums. */
struct ui_pair {
    const char *label, *value;
    int size; /* 0: TYPE_BODY */
    enum ui_weight label_weight, value_weight;
    colour label_colour, value_colour;
};
void ui_pair(struct ui *ui, struct rect rect, const struct ui_pair *pair);

/* ---- Buttons ----------------------------------------------------------------------------- */

enum ui_button_kind {
    UI_BUTTON_PLAIN,    /* white, line border */
    UI_BUTTON_PRIMARY,  /* green: the one way forward */
    UI_BUTTON_CAMPAIGN, /* terracotta: campaigns and leads */
    UI_BUTTON_STRONG,   /* white, ink border: the likely one of several */
    UI_BUTTON_QUIET,    /* no ground, no border */
    UI_BUTTON_DANGER,   /* white, red text */
    UI_BUTTON_CHIP,     /* half-round */
    UI_BUTTON_KEY,      /* of a keypad or keyboard: large 500 */
    UI_BUTTON_BARE,     /* white without a border: on a tint */
    UI_BUTTON_OUTLINE,  /* a border in the text's colour on whatever lies under it */
    UI_BUTTON_KIND_COUNT
};

struct ui_button {
    const char *label;
    const char *id; /* NULL: the label */
    enum ui_button_kind kind;
    enum icon icon;
    const char *second_line; /* small, under the label */
    const char *count;       /* behind the label: "2" parked, seconds of a countdown */
    bool is_disabled;
    bool is_selected;  /* ink ground, white text */
    bool is_marked;    /* green border and text: the chosen suggestion */
    bool is_icon_only; /* the label is for scripts and speech */
    bool has_figures;  /* digits in equal cells */
    bool is_start;     /* text at the leading side */
    int size;          /* of the label; 0: by kind */
    int radius;        /* 0: by kind */
    int icon_size;     /* 0: by kind */
    bool has_colours;  /* the next two replace the kind's: a campaign's own button */
    colour ground, text;
    bool has_text_colour; /* only `text` replaces */
    bool has_dot;         /* a category's dot before the label */
    colour dot;
    bool repeats; /* fires again while held: backspace */
};

/* Returns true when it is pressed. A label too long for one line gets a second one, a sum at
 * its end goes there whole. */
bool ui_button(struct ui *ui, struct rect rect, const struct ui_button *button);

/* The width that a chip or a button of 88 needs for its text. */
int ui_button_width(struct ui *ui, const struct ui_button *button);

/* A product's tile: name in two lines, price, the category's bar at the leading edge. */
struct ui_tile {
    const char *name, *price;
    const char *id;  /* NULL: the name */
    colour category; /* COLOUR_NONE: no bar */
    bool is_disabled;
    bool is_small; /* small tiles: one name line of 21 */
};
bool ui_tile(struct ui *ui, struct rect rect, const struct ui_tile *tile);

/* The whole rect is the target. */
bool ui_checkbox(struct ui *ui, struct rect rect, const char *label, bool *checked);
bool ui_link(struct ui *ui, struct rect rect, const char *label);

/* A face of five steps (0 bad .. 4 great) with its word under it. */
bool ui_face(struct ui *ui, struct rect rect, int step, const char *label, bool is_selected);

/* A target of one's own making: draw over it after the call. Fires like a button; pressed it
 * is tinted. `ground` COLOUR_NONE leaves what is there. */
struct ui_press {
    const char *label;
    const char *id;
    const char *value;
    enum ui_role role;
    colour ground;
    int radius;
    bool is_disabled, is_selected;
    bool is_top, is_bottom; /* first and last row inside a card: round as the card is */
};
bool ui_press(struct ui *ui, struct rect rect, const struct ui_press *press);

/* A place that is held rather than touched: what is behind it is not for everybody. */
#define UI_HOLD_MS 1500

enum ui_hold {
    UI_HOLD_NONE,
    UI_HOLD_TOUCHED, /* and let go too early */
    UI_HOLD_HELD     /* for UI_HOLD_MS; or Enter, where the focus shows */
};

enum ui_hold ui_hold(struct ui *ui, struct rect rect, const char *id, const char *label);

/* ---- Rows -------------------------------------------------------------------------------- */

enum ui_ticket_touch {
    UI_TICKET_NONE,
    UI_TICKET_LINE,
    UI_TICKET_QUANTITY,
    UI_TICKET_AMOUNT
};

struct ui_ticket_row {
    const char *id;       /* NULL: the name */
    const char *quantity; /* "2 ×", "0.412 kg" */
    const char *name;
    const char *detail; /* the single price, small; NULL in a compact row */
    const char *amount;
    const char *note;  /* why it is less: "Spring booth −10 %" */
    const char *extra; /* under them, wrapped: "Large, Oat"; NULL: none */
    colour note_colour;
    bool is_selected;
    bool is_passive;    /* the customer's display: no target */
    int quantity_width; /* 0: 148 */
};
enum ui_ticket_touch ui_ticket_row(
    struct ui *ui, struct rect rect, const struct ui_ticket_row *row);

/* `height`, or more where a long name needs its second line. */
int ui_ticket_row_height(struct ui *ui, int width, int height, const struct ui_ticket_row *row);

/* A product that was found. */
struct ui_result_row {
    const char *name, *detail, *amount;
    const char *id;
    colour category;
    bool is_first; /* tinted, round at the top as its card is: what Enter takes */
    bool is_last;  /* round at the bottom */
    const struct ui_highlight *highlights;
    size_t highlight_count;
};
bool ui_result_row(struct ui *ui, struct rect rect, const struct ui_result_row *row);

/* ---- Top bar ----------------------------------------------------------------------------- */

enum ui_top_bar_event {
    UI_TOP_BAR_NONE,
    UI_TOP_BAR_BACK,
    UI_TOP_BAR_MENU
};

struct ui_top_bar {
    const char *back; /* word beside the arrow; NULL: no way back */
    const char *title;
    bool has_logo;
    const char *status; /* "Saved" */
    colour status_dot;
    const char *user;
    const char *clock;
    const char *note; /* plain words at the end instead of status, user, clock */
    const char *menu; /* the word for the menu's button; NULL: no menu */
    int middle_width; /* wanted between title and status, for a search field or chips */
};

/* Cuts the bar off *area and draws it. *out_middle (or NULL) gets the free space behind the
 * title, as high as the bar. Escape is Back where there is one. */
enum ui_top_bar_event ui_top_bar(
    struct ui *ui, struct rect *area, const struct ui_top_bar *bar, struct rect *out_middle);

/* The yellow band over everything of a demo. Returns true when its button is pressed. */
bool ui_demo_band(struct ui *ui, struct rect *area, const char *text, const char *button_label);

/* ---- Fields ------------------------------------------------------------------------------ */

enum ui_field_event {
    UI_FIELD_NONE,
    UI_FIELD_CHANGED,
    UI_FIELD_ENTERED, /* Enter */
    UI_FIELD_FOCUSED, /* it got the focus in this frame */
    UI_FIELD_CLEARED  /* its × was pressed; it is empty now */
};

struct ui_field {
    const char *label;       /* small, over the text; also the name to scripts */
    const char *placeholder; /* while it is empty */
    const char *id;
    bool is_search;   /* half-round, magnifier, × to empty it */
    bool is_personal; /* never cached, not in logs */
    bool is_masked;   /* dots for characters: a passphrase */
    bool is_good;     /* a green tick at the end */
    bool is_disabled;
    bool takes_scans;    /* a scan while it has the focus is typed into it */
    colour focus;        /* border while focused; COLOUR_INK (zero) means green */
    const char *problem; /* red, instead of the label */
};

/* Edits `text` (terminated, UTF-8, at most `capacity` - 1 bytes) in place, by graphemes. */
enum ui_field_event ui_field(
    struct ui *ui, struct rect rect, const struct ui_field *field, char *text, size_t capacity);

void ui_focus(struct ui *ui, const char *id); /* as the field was named, same id stack */
void ui_focus_none(struct ui *ui);
bool ui_has_focus(const struct ui *ui, const char *id);
bool ui_has_any_focus(const struct ui *ui);
bool ui_field_has_focus(const struct ui *ui); /* any field: the keyboard should be up */

/* ---- Keys on the screen ------------------------------------------------------------------ */

enum ui_keys_layout {
    UI_KEYS_QWERTY,
    UI_KEYS_QWERTZ,
    UI_KEYS_AZERTY,
    UI_KEYS_SPANISH,
    UI_KEYS_ARABIC
};

#define UI_KEYS_ACTIONS_MAX 3

/* The height of the whole keyboard; less on a low window. */
int ui_keys_height(const struct ui *ui);

struct ui_keys_action {
    const char *label;
    enum ui_button_kind kind;
    int width; /* 0: 198 */
    bool is_disabled;
};

struct ui_keys {
    enum ui_keys_layout layout;
    const char *language; /* on the space key; a layout without Latin letters has a key for them */
    bool has_other;       /* a key for the letters of another language, too */
    enum ui_keys_layout other;
    const char *other_language; /* on the space key meanwhile */
    bool is_email;              /* @ and .com beside the space key instead of the accents */
    bool is_phone;              /* digits and what stands between them, on large keys */
    const char
        *text; /* of the focused field: each word gets a capital by itself; NULL: none does */
    struct ui_keys_action actions[UI_KEYS_ACTIONS_MAX];
    int action_count;
};

/* The state of a keyboard; zeroed is fine. */
struct ui_keys_state {
    int page; /* 0 letters, 1 digits and signs, 2 accents */
    bool has_shift;
    bool is_other;    /* the letters of the other language */
    size_t seen_size; /* of the text that last had a capital to come, and 1 */
};

/* Types into the focused field with the next frame, as a key does. At most 63 bytes. */
void ui_type(struct ui *ui, const char *text);

/* Draws the keyboard; its keys type into the focused field. Returns the index of the pressed
 * action, or -1. */
int ui_keyboard(
    struct ui *ui, struct rect rect, const struct ui_keys *keys, struct ui_keys_state *state);

enum ui_keypad_order {
    UI_KEYPAD_789, /* amounts */
    UI_KEYPAD_123  /* PINs */
};

enum ui_keypad_key {
    UI_KEYPAD_NONE,
    UI_KEYPAD_DIGIT, /* `digit` */
    UI_KEYPAD_EXTRA, /* 00, 000 or the decimal sign */
    UI_KEYPAD_OK,
    UI_KEYPAD_BACKSPACE
};

struct ui_keypad {
    enum ui_keypad_order order;
    const char *extra; /* lower left: "00", "."; NULL with has_ok unset: the place is empty */
    bool has_ok;       /* lower left is a green OK (the PIN pad) */
    bool is_ok_disabled;
    const char *ok; /* its word; NULL: "OK" */
    int gap;        /* 0: 16 */
    int size;       /* of the digits; 0: 50 */
};

struct ui_keypad_press {
    enum ui_keypad_key key;
    int digit;
};

/* 3 by 4 keys; digits, Enter and Backspace of a real keyboard press them too while no field has
 * the focus. */
struct ui_keypad_press ui_keypad(struct ui *ui, struct rect rect, const struct ui_keypad *keypad);

/* The card of number entry: title, modes, the value, its meaning, keypad, suggestions, OK. */
#define UI_NUMBER_MODES_MAX 4
#define UI_NUMBER_PRESETS_MAX 2

struct ui_number_card {
    const char *title, *subtitle;
    const char *cancel;
    const char *modes[UI_NUMBER_MODES_MAX];
    int mode_count, mode; /* index of the chosen one */
    const char *value;    /* large */
    int digits_held;
    const char *meaning; /* "9.50 becomes 8.55"; its last word is bold */
    const char *limit;   /* "up to 10 %; more needs a manager" */
    const char *presets[UI_NUMBER_PRESETS_MAX];
    int preset_count, preset_marked; /* -1: none */
    const char *extra;               /* the key lower left */
    const char *ok;
    bool is_ok_disabled;
};

enum ui_number_event {
    UI_NUMBER_NONE,
    UI_NUMBER_KEY, /* `press` */
    UI_NUMBER_MODE,
    UI_NUMBER_PRESET,
    UI_NUMBER_CANCEL,
    UI_NUMBER_OK
};

struct ui_number_result {
    enum ui_number_event event;
    int index; /* of the mode or the preset */
    struct ui_keypad_press press;
};

struct ui_number_result ui_number_card(
    struct ui *ui, struct rect rect, const struct ui_number_card *card);

/* ---- Scrolling --------------------------------------------------------------------------- */

/* Zeroed is at the top. The screen keeps it. */
struct ui_scroll {
    int offset_px; /* device pixels */
    double offset, velocity_px_ms;
    int64_t moved_ms;
    bool is_dragged, wants_show;
    int show_top, show_bottom;
};

/* Begins an area whose content is `content_height` high and moves under a finger with inertia.
 * Returns the content's rect: lay out in it as if all of it were there, and ask ui_is_visible
 * before drawing a row. A movement of the finger past a threshold cancels the press. */
struct rect ui_scroll_begin(
    struct ui *ui, struct rect rect, const char *id, int content_height, struct ui_scroll *scroll);
void ui_scroll_end(struct ui *ui);

/* Brings this part of the content (from its top, design pixels) into sight as soon as no
 * finger is on the area. */
void ui_scroll_show(struct ui_scroll *scroll, int top, int bottom);

/* How much of the content lies above what shows, design pixels: a list of 100,000 rows begins to
 * walk there. Ask after ui_scroll_begin. */
int ui_scroll_top(const struct ui *ui, const struct ui_scroll *scroll);

/* ---- Above the page ---------------------------------------------------------------------- */

enum ui_strip_kind {
    UI_STRIP_GREEN,
    UI_STRIP_BLUE,
    UI_STRIP_AMBER,
    UI_STRIP_RED,
    UI_STRIP_CAMPAIGN
};

#define UI_STRIP_HEIGHT 104 /* at the normal text size */
#define UI_STRIP_ACTIONS_MAX 2
#define UI_STRIPS_MAX 3

struct ui_strip {
    enum ui_strip_kind kind;
    const char *id;     /* NULL: the title */
    const char *title;  /* what happened */
    const char *detail; /* what that means for the sale */
    enum icon icon;
    const char *actions[UI_STRIP_ACTIONS_MAX]; /* NULL: none */
    const char *close;     /* word for the × ("Close"); NULL: it closes itself */
    bool is_detail_beside; /* detail on the title's line */
    bool opens;            /* its ground is a target beside the × */
};

#define UI_STRIP_NONE (-1)
#define UI_STRIP_CLOSE (-2)
#define UI_STRIP_TOUCHED (-3) /* its ground was touched */

/* As high as its words need at the text size that is set. */
int ui_strip_height(const struct ui *ui);

/* Draws one strip; returns an action's index or one of the three above. */
int ui_strip(struct ui *ui, struct rect rect, const struct ui_strip *strip);

/* Draws up to three strips over the bottom of `area`, the first on top. Returns as ui_strip;
 * *out_index is the strip that was touched. */
int ui_strips(
    struct ui *ui, struct rect area, const struct ui_strip *strips, int count, int *out_index);

/* What comes between these lies above the page. A scrim darkens the page and nothing under it
 * can be touched until it is gone; without it only `rect` keeps touches off. */
void ui_over_begin(struct ui *ui, struct rect rect, bool has_scrim);
void ui_over_end(struct ui *ui);

enum ui_sheet_position {
    UI_SHEET_CLOSED,
    UI_SHEET_HALF,
    UI_SHEET_FULL
};

/* A sheet at the bottom of `area`, with a handle to drag or touch. The screen keeps it. */
struct ui_sheet {
    enum ui_sheet_position position;
    int drag_px; /* device pixels up from the position's height while dragged */
    bool is_dragged;
};

/* Heights of the three positions, design pixels, rising. Returns the sheet's inside. */
struct rect ui_sheet_begin(struct ui *ui, struct rect area, const char *label, const int heights[3],
    struct ui_sheet *sheet);
void ui_sheet_end(struct ui *ui);

#endif
