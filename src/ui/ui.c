#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define LOW_HEIGHT 900
#define NARROW_WIDTH 1200
#define NEXT_ROWS 120 /* design pixels above and below a scroll area */
#define FOCUS_RING_GAP 6
#define FOCUS_RING_WIDTH 4

struct ui *ui_open(struct typesetter *type)
{
    struct ui *ui = calloc(1, sizeof *ui);
    ASSERT(ui != NULL);
    ui->type = type;
    draw_list_open(&ui->list);
    ui_set(ui, &(struct ui_settings){.text_percent = 100});
    ui->scale = SCALE_ONE;
    ui->next_frame_ms = -1;
    return ui;
}

void ui_close(struct ui *ui)
{
    if (ui == NULL) {
        return;
    }
    draw_list_close(&ui->list);
    memory_wipe(ui, sizeof *ui);
    free(ui);
}

void ui_set(struct ui *ui, const struct ui_settings *settings)
{
    ui->settings = *settings;
    if (ui->settings.text_percent < 100) {
        ui->settings.text_percent = 100;
    }
    ui->theme = theme_of(settings->theme);
}

static void forget_list(struct element_list *list)
{
    memory_wipe(list->bytes, list->byte_count);
    list->count = list->byte_count = 0;
    list->is_full = false;
}

void ui_reset(struct ui *ui)
{
    ASSERT(!ui->is_in_frame);
    forget_list(&ui->lists[0]); /* what stood on the other screen may be somebody's name */
    forget_list(&ui->lists[1]);
    memory_wipe(ui->typed, sizeof ui->typed);
    memory_wipe(ui->scan_text, sizeof ui->scan_text);
    memory_wipe(ui->inputs, sizeof ui->inputs);
    memory_wipe(&ui->own_input, sizeof ui->own_input);
    ui->input_count = 0;
    ui->has_own_input = false;
    ui->finger = (struct finger){0};
    ui->fired_id = ui->next_fired_id = 0;
    ui->wheel_notches = 0;
    ui->typed_size = 0;
    ui->key = INPUT_KEY_NONE;
    ui->scan = NULL;
    ui_focus_none(ui);
}

/* ---- Place ---- */

int ui_px(const struct ui *ui, int design)
{
    return (int)(((int64_t)design * ui->scale + SCALE_ONE / 2) >> 16);
}

int ui_design(const struct ui *ui, int px)
{
    return (int)(((int64_t)px * SCALE_ONE + ui->scale - 1) / ui->scale);
}

/* Both edges are rounded, not the size: neighbours in design pixels stay neighbours. */
struct pixel_rect ui_pixel_rect(const struct ui *ui, struct rect rect)
{
    int left = ui_px(ui, rect.x);
    int right = ui_px(ui, rect_right(rect));
    int top = ui_px(ui, rect.y);
    int bottom = ui_px(ui, rect_bottom(rect));
    if (ui->transform.is_mirrored) {
        int swap = ui->width_px - left;
        left = ui->width_px - right;
        right = swap;
    }
    return (struct pixel_rect){
        left + ui->transform.shift_x, top + ui->transform.shift_y, right - left, bottom - top};
}

uint32_t ui_rgb(const struct ui *ui, colour name)
{
    return theme_rgb(ui->theme, name);
}

struct rect ui_area(const struct ui *ui)
{
    return (struct rect){0, 0, ui->width, ui->height};
}

bool ui_is_portrait(const struct ui *ui)
{
    return ui->height > ui->width;
}

bool ui_is_low(const struct ui *ui)
{
    return ui->height < LOW_HEIGHT;
}

bool ui_is_narrow(const struct ui *ui)
{
    return ui_is_portrait(ui) || ui->width < NARROW_WIDTH;
}

int ui_top_bar_height(const struct ui *ui)
{
    return ui_is_low(ui) ? 72 : 88;
}

int ui_text_percent(const struct ui *ui)
{
    return ui->settings.text_percent > 100 ? ui->settings.text_percent : 100;
}

bool ui_is_visible(const struct ui *ui, struct rect rect)
{
    struct pixel_rect clip = ui->list.clip;
    if (ui->scroll_count > 0) {
        /* The rows next to what shows are made too: the keyboard can walk on to them. */
        int margin = ui_px(ui, NEXT_ROWS);
        clip.y -= margin;
        clip.height += 2 * margin;
    }
    return !pixel_rect_is_empty(pixel_rect_intersect(ui_pixel_rect(ui, rect), clip));
}

void ui_unmirror_begin(struct ui *ui, struct rect area)
{
    ui->unmirror_old = ui->transform;
    if (ui->transform.is_mirrored) {
        ui->transform.shift_x += ui->width_px - ui_px(ui, rect_right(area)) - ui_px(ui, area.x);
        ui->transform.is_mirrored = false;
    }
}

void ui_unmirror_end(struct ui *ui)
{
    ui->transform = ui->unmirror_old;
}

/* ---- Identity ---- */

static uint64_t hash_text(uint64_t seed, const char *text)
{
    uint64_t hash = seed ^ UINT64_C(0xcbf29ce484222325);
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    }
    return hash == 0 ? 1 : hash;
}

uint64_t ui_id_of(const struct ui *ui, const char *id, const char *label)
{
    const char *name = id != NULL ? id : label != NULL ? label : "";
    return hash_text(ui->id_count > 0 ? ui->ids[ui->id_count - 1] : 0, name);
}

void ui_push_id(struct ui *ui, uint64_t id)
{
    ASSERT(ui->id_count < UI_DEPTH_MAX);
    uint64_t seed = ui->id_count > 0 ? ui->ids[ui->id_count - 1] : 0;
    ui->ids[ui->id_count++] =
        (seed ^ (id + UINT64_C(0x9e3779b97f4a7c15))) * UINT64_C(0xbf58476d1ce4e5b9);
}

void ui_push_id_text(struct ui *ui, const char *id)
{
    ui_push_id(ui, hash_text(0, id));
}

void ui_pop_id(struct ui *ui)
{
    ASSERT(ui->id_count > 0);
    ui->id_count--;
}

/* ---- The list of what is on the screen ---- */

static struct element_list *current_list(struct ui *ui)
{
    return &ui->lists[ui->current];
}

static const struct element_list *last_list(const struct ui *ui)
{
    return &ui->lists[ui->is_in_frame ? 1 - ui->current : ui->current];
}

const char *ui_keep(struct ui *ui, const char *text, size_t size)
{
    struct element_list *list = current_list(ui);
    if (size == 0 || size + 1 > UI_LABEL_BYTES_MAX - list->byte_count) {
        list->is_full |= size > 0;
        return "";
    }
    char *kept = list->bytes + list->byte_count;
    memcpy(kept, text, size);
    kept[size] = '\0';
    list->byte_count += size + 1;
    return kept;
}

/* Isolates around what was filled into a text are for the eye; whoever reads the list does not
 * want them. */
static size_t drop_isolates(char *text)
{
    size_t size = 0;
    for (const char *at = text; *at != '\0';) {
        bool is_isolate = strncmp(at, "\xE2\x81", 2) == 0 && (unsigned char)at[2] >= 0xA6 &&
                          (unsigned char)at[2] <= 0xA9;
        if (is_isolate) {
            at += 3;
        } else {
            text[size++] = *at++;
        }
    }
    text[size] = '\0';
    return size;
}

static const char *keep_text(struct ui *ui, const char *text)
{
    if (text == NULL) {
        return "";
    }
    size_t before = current_list(ui)->byte_count;
    const char *kept = ui_keep(ui, text, strlen(text));
    if (kept[0] != '\0' && strstr(kept, "\xE2\x81") != NULL) {
        current_list(ui)->byte_count = before + drop_isolates(current_list(ui)->bytes + before) + 1;
    }
    return kept;
}

struct ui_element *ui_add_element(struct ui *ui, uint64_t id, enum ui_role role, const char *label,
    const char *value, struct rect rect, bool is_personal)
{
    struct element_list *list = current_list(ui);
    if (list->count == UI_ELEMENTS_MAX - 1) {
        list->is_full = true; /* the last place is the scratch one */
    } else {
        list->count++;
    }
    struct ui_element *element = &list->elements[list->count - 1];
    struct pixel_rect pixels = ui_pixel_rect(ui, rect);
    *element = (struct ui_element){
        .id = id,
        .role = role,
        .label = keep_text(ui, label),
        .value = keep_text(ui, value),
        .rect = pixels,
        .visible = pixel_rect_intersect(pixels, ui->list.clip),
        .layer = ui->layer,
        .is_enabled = true,
        .is_personal = is_personal,
        .scroll_id = ui->scroll_id,
        .item_index = ui->list.item_count,
    };
    return element;
}

const struct ui_element *ui_elements(const struct ui *ui, size_t *out_count)
{
    const struct element_list *list = last_list(ui);
    *out_count = list->count;
    return list->elements;
}

/* What a person means first: what does something, then rows, then what is only read. */
static int role_rank(const struct ui_element *element)
{
    bool is_row = element->role == UI_ROLE_ROW || element->role == UI_ROLE_HANDLE;
    return !element->is_target ? 2 : is_row ? 1 : 0;
}

/* 0: is it, 1: starts with it, 2: holds it, 3: no. */
static int match(const struct ui_element *element, const char *label)
{
    if (strcmp(element->label, label) == 0) {
        return 0;
    }
    if (strncmp(element->label, label, strlen(label)) == 0) {
        return 1;
    }
    return strstr(element->label, label) != NULL ? 2 : 3;
}

const struct ui_element *ui_find(const struct ui *ui, const char *label, int *out_matches)
{
    const struct element_list *list = last_list(ui);
    const struct ui_element *best = NULL;
    int best_rank = 9;
    *out_matches = 0;
    for (size_t i = list->count; i-- > 0;) {
        const struct ui_element *element = &list->elements[i];
        if (element->is_covered || pixel_rect_is_empty(element->visible) ||
            match(element, label) == 3) {
            continue;
        }
        int rank = match(element, label) + 3 * role_rank(element);
        if (rank < best_rank) {
            best_rank = rank;
            best = element;
            *out_matches = 0;
        }
        *out_matches += rank == best_rank;
    }
    return best;
}

static const struct ui_element *find_id(const struct ui *ui, uint64_t id)
{
    const struct element_list *list = last_list(ui);
    for (size_t i = list->count; i-- > 0 && id != 0;) {
        if (list->elements[i].id == id && list->elements[i].is_target) {
            return &list->elements[i];
        }
    }
    return NULL;
}

/* What a touch at this place reaches: the topmost target, if nothing shields it. */
static const struct ui_element *element_at(const struct ui *ui, int x, int y)
{
    const struct element_list *list = last_list(ui);
    for (size_t i = list->count; i-- > 0;) {
        const struct ui_element *element = &list->elements[i];
        bool stops = element->is_target || element->role == UI_ROLE_SHIELD;
        if (stops && pixel_rect_contains(element->visible, x, y)) {
            return element->is_target && element->is_enabled ? element : NULL;
        }
    }
    return NULL;
}

static const struct scroll_area *scroll_at(const struct ui *ui, int x, int y)
{
    const struct scroll_areas *scrolls = &ui->scrolls[1 - ui->current];
    const struct element_list *list = last_list(ui);
    int shield_layer = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct ui_element *element = &list->elements[i];
        if (element->role == UI_ROLE_SHIELD && pixel_rect_contains(element->visible, x, y)) {
            shield_layer = element->layer;
        }
    }
    for (int i = scrolls->count; i-- > 0;) {
        const struct scroll_area *area = &scrolls->areas[i];
        if (area->layer >= shield_layer && pixel_rect_contains(area->visible, x, y)) {
            return area;
        }
    }
    return NULL;
}

/* ---- Input ---- */

void ui_push_input(struct ui *ui, const struct input *input)
{
    if (ui->input_count == UI_INPUTS_MAX) {
        /* A movement is the only thing that may be lost: the next one says where it went. */
        int lost = 0;
        while (lost < UI_INPUTS_MAX - 1 && ui->inputs[lost].kind != INPUT_POINTER_MOVE) {
            lost++;
        }
        memmove(&ui->inputs[lost], &ui->inputs[lost + 1],
            (size_t)(UI_INPUTS_MAX - 1 - lost) * sizeof ui->inputs[0]);
        ui->input_count--;
    }
    ui->inputs[ui->input_count++] = *input;
}

static void keep_sample(struct finger *finger, int64_t at_ms, int y)
{
    if (finger->sample_count == UI_SAMPLES_MAX) {
        memmove(&finger->samples[0], &finger->samples[1],
            (UI_SAMPLES_MAX - 1) * sizeof finger->samples[0]);
        finger->sample_count--;
    }
    finger->samples[finger->sample_count++] = (struct finger_sample){at_ms, y};
}

/* Pixels a millisecond over the last 80 ms before the finger left; a finger that rested has
 * no speed. */
static double finger_speed(const struct finger *finger, int64_t now_ms)
{
    for (int i = 0; i < finger->sample_count; i++) {
        int64_t span = now_ms - finger->samples[i].at_ms;
        if (span <= 80 && span > 0) {
            return (double)(finger->y - finger->samples[i].y) / (double)span;
        }
    }
    return 0;
}

static void take_down(struct ui *ui, const struct input *input)
{
    const struct ui_element *element = element_at(ui, input->x, input->y);
    const struct scroll_area *area = scroll_at(ui, input->x, input->y);
    bool stops_movement = area != NULL && area->is_moving;
    ui->stopped_id = stops_movement ? area->id : 0;
    ui->finger = (struct finger){
        .is_down = true,
        .x = input->x,
        .y = input->y,
        .down_x = input->x,
        .down_y = input->y,
        .pressed_id = element != NULL && !stops_movement ? element->id : 0,
        .area_id = area != NULL ? area->id : 0,
        .repeat_at_ms = ui->now_ms + UI_REPEAT_FIRST_MS,
    };
    keep_sample(&ui->finger, input->at_ms, input->y);
    ui->is_focus_visible = false;
    if (!ui->is_focus_field) {
        ui->focus_id = 0;
    }
    if (element != NULL && element->role == UI_ROLE_FIELD && !stops_movement) {
        ui_focus_id(ui, element->id, true);
    }
}

static void take_move(struct ui *ui, const struct input *input)
{
    struct finger *finger = &ui->finger;
    int moved = input->y - finger->y;
    finger->x = input->x;
    finger->y = input->y;
    if (!finger->is_down) {
        return;
    }
    keep_sample(finger, input->at_ms, input->y);
    const struct ui_element *pressed = find_id(ui, finger->pressed_id);
    bool is_handle = pressed != NULL && pressed->role == UI_ROLE_HANDLE;
    if (finger->scroll_id != 0 || is_handle) {
        finger->drag_px += moved;
        return;
    }
    const struct scroll_area *area = scroll_at(ui, finger->down_x, finger->down_y);
    bool is_far = abs(finger->y - finger->down_y) > ui_px(ui, UI_DRAG_THRESHOLD);
    if (area != NULL && area->can_move && is_far) {
        finger->scroll_id = area->id;
        finger->pressed_id = 0;
    }
}

/* Returns true if something was fired. */
static bool take_up(struct ui *ui, const struct input *input)
{
    struct finger *finger = &ui->finger;
    finger->x = input->x;
    finger->y = input->y;
    bool was_down = finger->is_down;
    finger->is_down = false;
    if (finger->scroll_id != 0) {
        finger->is_let_go = true;
        finger->speed_px_ms = finger_speed(finger, input->at_ms);
        return false;
    }
    const struct ui_element *pressed = find_id(ui, finger->pressed_id);
    bool fires = was_down && pressed != NULL && !pressed->is_covered && !finger->has_repeated &&
                 pixel_rect_contains(pressed->visible, input->x, input->y);
    if (pressed != NULL && pressed->role == UI_ROLE_HANDLE) {
        finger->is_let_go = true;
    }
    finger->pressed_id = finger->is_let_go ? finger->pressed_id : 0;
    if (fires) {
        ui->fired_id = pressed->id;
        ui->fired_x = finger->down_x;
        ui->fired_y = finger->down_y;
    }
    return fires;
}

static void take_text(struct ui *ui, const char *text)
{
    size_t size = strlen(text);
    if (size < sizeof ui->typed - ui->typed_size) {
        memcpy(ui->typed + ui->typed_size, text, size + 1);
        ui->typed_size += size;
    }
}

static void take_wheel(struct ui *ui, const struct input *input)
{
    const struct scroll_area *area = scroll_at(ui, input->x, input->y);
    if (area != NULL) {
        ui->wheel_id = area->id;
        ui->wheel_notches += input->wheel_y;
    }
}

/* Uses one input. Returns true if something happened that the screen has to see first. */
static bool take_input(struct ui *ui, const struct input *input)
{
    bool is_move = input->kind == INPUT_POINTER_MOVE && !ui->finger.is_down;
    bool is_person = input->kind != INPUT_NONE && input->kind != INPUT_RESIZE &&
                     input->kind != INPUT_WAKE && !is_move;
    ui->is_touched |= is_person;
    switch (input->kind) {
    case INPUT_POINTER_DOWN:
        take_down(ui, input);
        return ui->is_focus_new;
    case INPUT_POINTER_MOVE:
        take_move(ui, input);
        return false;
    case INPUT_POINTER_UP:
        return take_up(ui, input);
    case INPUT_POINTER_CANCEL:
        ui->finger = (struct finger){0};
        return false;
    case INPUT_WHEEL:
        take_wheel(ui, input);
        return true;
    case INPUT_TEXT:
        take_text(ui, input->text);
        return true;
    case INPUT_KEY:
        ui->key = input->key;
        ui->key_shift = input->shift;
        ui->key_control = input->control;
        return true;
    case INPUT_SCAN:
        text_copy(ui->scan_text, sizeof ui->scan_text, input->text);
        ui->scan = ui->scan_text;
        return true;
    case INPUT_NONE:
    case INPUT_RESIZE:
    case INPUT_WAKE:
    case INPUT_QUIT:
        return false;
    }
    return false;
}

static void drop_inputs(struct ui *ui, int count)
{
    ui->input_count -= count;
    memmove(&ui->inputs[0], &ui->inputs[count], (size_t)ui->input_count * sizeof ui->inputs[0]);
    memory_wipe(&ui->inputs[ui->input_count], (size_t)count * sizeof ui->inputs[0]);
}

/* A touch must meet what a person could see: it is taken only as the first of a frame, and
 * movements only until the finger leaves. */
static void take_inputs(struct ui *ui)
{
    int taken = 0;
    while (taken < ui->input_count && !ui->has_happened) {
        const struct input *input = &ui->inputs[taken];
        if (taken > 0 && input->kind == INPUT_POINTER_DOWN) {
            break;
        }
        ui->has_happened = take_input(ui, input);
        taken++;
        if (input->kind == INPUT_POINTER_UP) {
            break;
        }
    }
    drop_inputs(ui, taken);
}

void ui_begin(struct ui *ui, const struct ui_frame *frame)
{
    ASSERT(!ui->is_in_frame);
    bool is_settling = ui->has_happened;
    ui->now_ms = frame->now_ms;
    ui->width_px = frame->width_px;
    ui->height_px = frame->height_px;
    ui->scale = theme_scale(frame->width_px, frame->height_px, ui->settings.panel_width_mm);
    ui->width = (int)((int64_t)frame->width_px * SCALE_ONE / ui->scale);
    ui->height = (int)((int64_t)frame->height_px * SCALE_ONE / ui->scale);
    ui->next_frame_ms = -1;
    ui->is_touched = false;
    ui->has_happened = false;
    ui->fired_id = ui->next_fired_id;
    ui->has_happened = ui->fired_id != 0;
    ui->next_fired_id = 0;
    ui->is_in_frame = true;
    ui->current = 1 - ui->current;
    ui->answer_layer = ui->answer_layer_new;
    ui->answer_layer_new = 0;
    forget_list(current_list(ui));
    ui->scrolls[ui->current].count = 0;
    ui->transform = (struct transform){.is_mirrored = ui->settings.is_mirrored};
    ui->is_focus_seen = false;
    if (ui->has_own_input) {
        ui->has_own_input = false;
        ui->has_happened |= take_input(ui, &ui->own_input);
        memory_wipe(&ui->own_input, sizeof ui->own_input);
    } else if (!is_settling && !ui->has_happened) {
        take_inputs(ui);
    }
    draw_list_begin(&ui->list, frame->width_px, frame->height_px);
}

/* ---- Keyboard operation ---- */

static bool can_take_focus(const struct ui_element *element)
{
    return element->is_target && element->is_enabled && !element->is_covered &&
           element->role != UI_ROLE_KEY;
}

static void focus_element(struct ui *ui, const struct ui_element *element)
{
    ui_focus_id(ui, element->id, element->role == UI_ROLE_FIELD);
    ui->is_focus_visible = true;
    ui->reveal_scroll_id = element->scroll_id;
    ui->reveal = element->rect;
}

static void focus_step(struct ui *ui, int step)
{
    const struct element_list *list = current_list(ui);
    int count = (int)list->count;
    int at = step > 0 ? -1 : count;
    for (int i = 0; i < count; i++) {
        if (ui->focus_id != 0 && list->elements[i].id == ui->focus_id &&
            can_take_focus(&list->elements[i])) {
            at = i;
        }
    }
    for (int i = 1; i <= count; i++) {
        int next = ((at + step * i) % count + count) % count;
        if (can_take_focus(&list->elements[next])) {
            focus_element(ui, &list->elements[next]);
            return;
        }
    }
}

/* How far `to` lies from `from` in a direction; -1 if it lies elsewhere. Sideways counts twice,
 * so that a grid is walked by rows and columns. */
static int64_t distance(struct pixel_rect from, struct pixel_rect to, int step_x, int step_y)
{
    int64_t dx = (to.x + to.width / 2) - (from.x + from.width / 2);
    int64_t dy = (to.y + to.height / 2) - (from.y + from.height / 2);
    int64_t along = dx * step_x + dy * step_y;
    int64_t beside = dx * step_y + dy * step_x;
    bool is_behind = step_x != 0 ? along <= from.width / 4 : along <= from.height / 4;
    return is_behind ? -1 : along + 2 * (beside < 0 ? -beside : beside);
}

static void focus_towards(struct ui *ui, int step_x, int step_y)
{
    const struct element_list *list = current_list(ui);
    const struct ui_element *from = NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (list->elements[i].id == ui->focus_id && list->elements[i].is_target) {
            from = &list->elements[i];
        }
    }
    if (from == NULL) {
        focus_step(ui, 1);
        return;
    }
    const struct ui_element *best = NULL;
    int64_t best_distance = INT64_MAX;
    for (size_t i = 0; i < list->count; i++) {
        const struct ui_element *element = &list->elements[i];
        int64_t away = distance(from->rect, element->rect, step_x, step_y);
        if (can_take_focus(element) && element != from && away >= 0 && away < best_distance) {
            best = element;
            best_distance = away;
        }
    }
    if (best != NULL) {
        focus_element(ui, best);
    }
}

static void fire_focused(struct ui *ui)
{
    if (ui->focus_id != 0 && !ui->is_focus_field && ui->is_focus_visible) {
        ui->next_fired_id = ui->focus_id;
        ui->fired_x = ui->fired_y = -1;
    }
}

/* What no widget used. */
static void use_rest_of_keys(struct ui *ui)
{
    if (ui->typed_size == 1 && ui->typed[0] == ' ') {
        fire_focused(ui);
    }
    switch (ui->key) {
    case INPUT_KEY_TAB:
        focus_step(ui, ui->key_shift ? -1 : 1);
        break;
    case INPUT_KEY_LEFT:
        focus_towards(ui, -1, 0);
        break;
    case INPUT_KEY_RIGHT:
        focus_towards(ui, 1, 0);
        break;
    case INPUT_KEY_UP:
        focus_towards(ui, 0, -1);
        break;
    case INPUT_KEY_DOWN:
        focus_towards(ui, 0, 1);
        break;
    case INPUT_KEY_ENTER:
        fire_focused(ui);
        break;
    default: /* other keys are the screens' */
        break;
    }
}

void ui_end(struct ui *ui)
{
    ASSERT(ui->is_in_frame && ui->id_count == 0 && ui->scroll_count == 0 && ui->layer == 0);
    use_rest_of_keys(ui);
    if (ui->finger.is_let_go) {
        ui->finger = (struct finger){0};
    }
    ui->finger.drag_px = 0;
    ui->wheel_notches = 0;
    ui->wheel_id = 0;
    ui->stopped_id = 0;
    memory_wipe(ui->typed, sizeof ui->typed); /* may be somebody's name */
    ui->typed_size = 0;
    ui->key = INPUT_KEY_NONE;
    memory_wipe(ui->scan_text, sizeof ui->scan_text); /* may be somebody's badge */
    ui->scan = NULL;
    ui->is_focus_new = false;
    if (!ui->is_focus_seen && !ui->has_happened) {
        ui_focus_none(ui); /* what had it is no longer on the screen */
    }
    ui->is_in_frame = false;
}

bool ui_wants_frame(const struct ui *ui)
{
    return ui->has_happened || ui->input_count > 0 || ui->has_own_input || ui->next_fired_id != 0;
}

int64_t ui_next_frame_ms(const struct ui *ui)
{
    return ui_wants_frame(ui) ? ui->now_ms : ui->next_frame_ms;
}

void ui_wake_at(struct ui *ui, int64_t at_ms)
{
    if (ui->next_frame_ms < 0 || at_ms < ui->next_frame_ms) {
        ui->next_frame_ms = at_ms;
    }
}

const struct draw_list *ui_draw_list(const struct ui *ui)
{
    return &ui->list;
}

/* ---- Targets ---- */

/* A held key fires again and again. */
static bool repeats_now(struct ui *ui, uint64_t id)
{
    if (!ui->finger.is_down || ui->finger.pressed_id != id) {
        return false;
    }
    bool is_due = ui->now_ms >= ui->finger.repeat_at_ms;
    if (is_due) {
        ui->finger.repeat_at_ms = ui->now_ms + UI_REPEAT_NEXT_MS;
        ui->finger.has_repeated = true;
    }
    ui_wake_at(ui, ui->finger.repeat_at_ms);
    return is_due;
}

struct target ui_target(struct ui *ui, struct rect rect, uint64_t id, enum ui_role role,
    const char *label, bool is_enabled)
{
    struct ui_element *element = ui_add_element(ui, id, role, label, NULL, rect, false);
    struct target target = {.element = element};
    element->is_target = true;
    element->is_enabled = is_enabled;
    if (!is_enabled) {
        return target;
    }
    target.is_fired = ui->fired_id == id;
    target.is_pressed = ui->finger.is_down && ui->finger.pressed_id == id &&
                        pixel_rect_contains(element->visible, ui->finger.x, ui->finger.y);
    target.has_focus = ui->focus_id == id && ui->is_focus_visible;
    element->is_pressed = target.is_pressed;
    element->is_focused = ui->focus_id == id;
    ui->is_focus_seen |= element->is_focused;
    return target;
}

bool ui_repeats(struct ui *ui, uint64_t id)
{
    bool is_due = repeats_now(ui, id);
    ui->has_happened |= is_due;
    return is_due;
}

void ui_pressed_tint(struct ui *ui, struct rect rect, int radius)
{
    ui_box(ui, rect, radius, DRAW_CORNERS_ALL, COLOUR_INK, UI_PRESSED_ALPHA, COLOUR_NONE, 0);
}

void ui_focus_ring(struct ui *ui, struct rect rect, int radius)
{
    ui_box(ui, rect_inset(rect, -FOCUS_RING_GAP, -FOCUS_RING_GAP), radius + FOCUS_RING_GAP,
        DRAW_CORNERS_ALL, COLOUR_NONE, 0, COLOUR_BLUE, FOCUS_RING_WIDTH);
}

/* ---- Focus ---- */

void ui_focus_id(struct ui *ui, uint64_t id, bool is_field)
{
    if (ui->focus_id == id) {
        return;
    }
    ui->focus_id = id;
    ui->is_focus_field = is_field;
    ui->is_focus_new = true;
    ui->is_focus_seen = true;
    ui->caret = SIZE_MAX; /* the field puts it at its text's end */
}

void ui_focus(struct ui *ui, const char *id)
{
    ui_focus_id(ui, ui_id_of(ui, id, NULL), true);
}

void ui_focus_none(struct ui *ui)
{
    ui->focus_id = 0;
    ui->is_focus_field = false;
    ui->is_focus_visible = false;
}

bool ui_has_focus(const struct ui *ui, const char *id)
{
    return ui->focus_id != 0 && ui->focus_id == ui_id_of(ui, id, NULL);
}

bool ui_has_any_focus(const struct ui *ui)
{
    return ui->focus_id != 0;
}

bool ui_field_has_focus(const struct ui *ui)
{
    return ui->focus_id != 0 && ui->is_focus_field;
}

/* ---- What screens ask for ---- */

void ui_type(struct ui *ui, const char *text)
{
    ui->own_input = (struct input){.kind = INPUT_TEXT, .at_ms = ui->now_ms};
    text_copy(ui->own_input.text, sizeof ui->own_input.text, text);
    ui->has_own_input = true;
}

void ui_press_key(struct ui *ui, enum input_key key)
{
    ui->own_input = (struct input){.kind = INPUT_KEY, .key = key, .at_ms = ui->now_ms};
    ui->has_own_input = true;
}

bool ui_is_waiting(const struct ui *ui)
{
    return ui->layer < ui->answer_layer;
}

bool ui_take_key(struct ui *ui, enum input_key key)
{
    if (ui->key != key || key == INPUT_KEY_NONE || ui_is_waiting(ui)) {
        return false;
    }
    ui->key = INPUT_KEY_NONE;
    return true;
}

bool ui_key(struct ui *ui, enum input_key key)
{
    return ui_take_key(ui, key);
}

bool ui_scan(struct ui *ui, struct text_view *out_code)
{
    if (ui->scan == NULL) {
        return false;
    }
    *out_code = text_view_of(ui->scan);
    ui->scan = NULL;
    return true;
}

struct text_view ui_typed(struct ui *ui)
{
    struct text_view typed = {ui->typed, ui_is_waiting(ui) ? 0 : ui->typed_size};
    ui->typed_size -= typed.size;
    return typed;
}

bool ui_is_touched(const struct ui *ui)
{
    return ui->is_touched;
}

int64_t ui_now_ms(const struct ui *ui)
{
    return ui->now_ms;
}
