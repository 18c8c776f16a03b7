#ifndef TILLTALE_UI_INTERNAL_H
#define TILLTALE_UI_INTERNAL_H

/* What the kit's files share. Private to src/ui: screens see ui.h only. */

#include "ui/typeset.h"
#include "ui/ui.h"

#define UI_LABEL_BYTES_MAX (96 * 1024)
#define UI_SCROLLS_MAX 16
#define UI_SAMPLES_MAX 8       /* finger positions kept to find a speed */
#define UI_DRAG_THRESHOLD 14   /* design pixels: less is an unsteady finger */
#define UI_REPEAT_FIRST_MS 450 /* held this long, a key repeats */
#define UI_REPEAT_NEXT_MS 70
#define UI_PRESSED_ALPHA 20 /* ink at 8 % */

/* What was on the screen in one frame. */
struct element_list {
    struct ui_element elements[UI_ELEMENTS_MAX];
    size_t count;
    char bytes[UI_LABEL_BYTES_MAX];
    size_t byte_count;
    bool is_full;
};

/* A scroll area as it was drawn, for finding what a finger is on. */
struct scroll_area {
    uint64_t id;
    struct pixel_rect visible;
    bool can_move, is_moving;
    int layer;
};

struct scroll_areas {
    struct scroll_area areas[UI_SCROLLS_MAX];
    int count;
};

struct finger_sample {
    int64_t at_ms;
    int y;
};

/* The finger or the mouse button. */
struct finger {
    bool is_down;
    int x, y, down_x, down_y;
    uint64_t pressed_id; /* what the touch began on; 0: nothing, or no longer */
    uint64_t scroll_id;  /* the area that it drags */
    uint64_t area_id;    /* the area that it is on, dragged or not */
    int drag_px;         /* moved since the last frame, while it drags */
    bool is_let_go;      /* ended a drag in this frame */
    double speed_px_ms;  /* at that moment */
    struct finger_sample samples[UI_SAMPLES_MAX];
    int sample_count;
    bool has_repeated;
    int64_t repeat_at_ms;
};

struct transform {
    bool is_mirrored;
    int shift_x, shift_y; /* device pixels */
};

struct scroll_frame {
    struct ui_scroll *scroll;
    struct pixel_rect old_clip;
    struct transform old_transform;
    struct rect rect;
    int content_height;
    uint64_t id, old_scroll_id;
};

struct ui {
    struct typesetter *type;
    struct ui_settings settings;
    const struct theme *theme;
    struct draw_list list;
    struct element_list lists[2];
    struct scroll_areas scrolls[2];
    int current; /* which of the two is being made; the other is the last frame's */

    int width_px, height_px, scale;
    int width, height; /* design pixels */
    int64_t now_ms, next_frame_ms;
    bool is_in_frame;

    struct input inputs[UI_INPUTS_MAX];
    int input_count;
    struct input own_input; /* made by the keyboard on the screen */
    bool has_own_input;
    bool has_happened; /* in this frame: the next one takes no input */
    bool is_touched;

    struct finger finger;
    uint64_t fired_id, next_fired_id;
    int fired_x, fired_y;
    uint64_t wheel_id;
    int wheel_notches;
    uint64_t stopped_id; /* the moving area that was touched in this frame */

    char typed[INPUT_SCAN_MAX];
    size_t typed_size;
    enum input_key key;
    bool key_shift, key_control;
    const char *scan; /* in scan_text; NULL: none or taken */
    char scan_text[INPUT_SCAN_MAX];

    uint64_t focus_id;
    bool is_focus_field, is_focus_visible, is_focus_new, is_focus_seen;
    size_t caret; /* byte offset in the focused field's text */
    uint64_t reveal_scroll_id;
    struct pixel_rect reveal;

    uint64_t ids[UI_DEPTH_MAX];
    int id_count;
    int layer;
    int answer_layer, answer_layer_new; /* what lies under it waits for an answer above; last
                                           frame's, and the one being made */
    struct transform transform;
    struct transform unmirror_old;
    struct scroll_frame scroll_stack[UI_DEPTH_MAX];
    int scroll_count;
    uint64_t scroll_id; /* of the innermost area; 0: none */
};

/* ---- Identity and place ---- */

uint64_t ui_id_of(const struct ui *ui, const char *id, const char *label);
int ui_px(const struct ui *ui, int design);
struct pixel_rect ui_pixel_rect(const struct ui *ui, struct rect rect);
int ui_design(const struct ui *ui, int px); /* rounded up: room for so many pixels */
uint32_t ui_rgb(const struct ui *ui, colour name);
int ui_text_px(const struct ui *ui, int size);

/* ---- Targets ---- */

struct target {
    struct ui_element *element; /* never NULL; a scratch one where the list is full */
    bool is_pressed;            /* the finger is on it now */
    bool is_fired;
    bool has_focus; /* and shows it */
};

struct ui_element *ui_add_element(struct ui *ui, uint64_t id, enum ui_role role, const char *label,
    const char *value, struct rect rect, bool is_personal);

/* Adds a thing that can be touched and says what happened to it. */
struct target ui_target(struct ui *ui, struct rect rect, uint64_t id, enum ui_role role,
    const char *label, bool is_enabled);

/* True when a held target is due to fire again. */
bool ui_repeats(struct ui *ui, uint64_t id);

/* The text copied into this frame's element list. */
const char *ui_keep(struct ui *ui, const char *text, size_t size);

/* True for what lies under a scrim: it gets no keys and no text. */
bool ui_is_waiting(const struct ui *ui);

void ui_focus_id(struct ui *ui, uint64_t id, bool is_field);
void ui_focus_ring(struct ui *ui, struct rect rect, int radius);
void ui_pressed_tint(struct ui *ui, struct rect rect, int radius);

/* As if on a real keyboard: from the keyboard on the screen. */
void ui_press_key(struct ui *ui, enum input_key key);

/* Takes the key of this frame if it is `key`. */
bool ui_take_key(struct ui *ui, enum input_key key);

/* ---- Boxes ---- */

void ui_box(struct ui *ui, struct rect rect, int radius, unsigned corners, colour fill,
    uint8_t alpha, colour border, int border_width);

/* Draws the text of a style at its place and fills in the element's text part. */
int ui_text_in(struct ui *ui, struct ui_element *element, struct rect rect, const char *text,
    const struct ui_text_style *style);

#define RADIUS_INSIDE_CARD (RADIUS_CARD - LINE_WIDTH)

/* The corners of a row that is the first or the last one inside a card. */
unsigned ui_card_corners(bool is_top, bool is_bottom);

/* Widgets that others are made of. */
void ui_icon_sized(struct ui *ui, struct rect rect, enum icon icon, int size, colour stroke);

#endif
