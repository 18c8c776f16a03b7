#include "app/loop.h"

#include <string.h>

#include "app/app.h"
#include "app/display.h"
#include "base/text.h"
#include "platform/events.h"
#include "platform/glyphs_sdl.h"
#include "platform/platform.h"
#include "platform/window.h"
#include "screens/language.h"
#include "ui/raster.h"
#include "ui/typeset.h"
#include "ui/ui.h"

#define FRAMES_MAX 64 /* for one input: a screen that asks on and on must not stop the next one */
#define TEXT_PERCENT_LARGE 130
#define PUMP_MS 12 /* inputs that come without end: a picture must come in between */

static bool open_window(struct loop *loop, struct error *err)
{
    const struct app_options *options = loop->options;
    struct window_options window = {
        .title = "Tilltale",
        .is_full_screen = options->width == 0,
        .width = options->width,
        .height = options->height,
        .rotation = (enum window_rotation)(options->rotation_degrees / 90),
        .presenter = WINDOW_PRESENTER_BY_DRIVER,
    };
    return window_open(loop->platform, &window, &loop->window, err);
}

bool loop_open(struct loop *loop, const struct app_options *options, struct error *err)
{
    struct platform_options platform = {.is_offscreen = options->is_offscreen,
        .scanner_layout = SCANNER_LAYOUT_US,
        .scanner_device = options->scanner};
    loop->options = options;
    if (!platform_open(&platform, &loop->platform, err) || !open_window(loop, err) ||
        !glyphs_sdl_open(NULL, &loop->glyphs, err)) {
        return false;
    }
    struct glyph_source source = glyphs_sdl_source(loop->glyphs);
    loop->type = typesetter_open(&source, TYPESET_CACHE_BYTES);
    loop->ui = ui_open(loop->type);
    loop->painter = painter_open(loop->type);
    return !display_is_wanted(loop->platform, options) ||
           display_open(loop->platform, options, loop->type, &loop->display, err);
}

void loop_begin(struct loop *loop, struct till *till, struct clock_source clock)
{
    loop->clock = clock;
    desk_begin(&loop->desk, till, clock, &loop->shop);
    bool has_script_language = loop->looks.language != NULL;
    loop->desk.language = has_script_language ? loop->looks.language : loop->options->language;
    loop->desk.drawer = loop->options->drawer;
    loop->desk.has_display = loop->display != NULL;
    if (loop->options->is_booth && !loop->shop.is_first) {
        desk_open_booth(&loop->desk);
    }
}

void loop_close(struct loop *loop)
{
    memory_wipe(loop->states, sizeof loop->states);
    memory_wipe(&loop->lend, sizeof loop->lend);
    desk_end(&loop->desk);
    display_close(loop->display);
    if (loop->painter != NULL) {
        painter_close(loop->painter);
    }
    ui_close(loop->ui);
    if (loop->type != NULL) {
        typesetter_close(loop->type);
    }
    glyphs_sdl_close(loop->glyphs);
    window_close(loop->window);
    platform_close(loop->platform);
}

/* ---- Frames ---- */

static void wipe_state(struct loop *loop, enum screen_id screen)
{
    if (!SCREENS[screen]->keeps_state) {
        memory_wipe(loop->states[screen], SCREEN_STATE_MAX);
    }
}

/* A screen's state may hold what a customer typed: it goes when the screen does. */
static void change_screen(struct loop *loop, enum screen_id from)
{
    enum screen_id to = loop->desk.screen;
    enum screen_id covered = loop->desk.staff.covered;
    if (to == SCREEN_SIGN_IN) {
        wipe_state(loop, to); /* the one under it is kept for whoever comes back */
        if (covered != from || from == SCREEN_LEADS) {
            wipe_state(loop, from); /* but what may hold names, which are locked with the till */
        }
    } else if (from == SCREEN_SIGN_IN && to == covered) {
        wipe_state(loop, from);
    } else {
        wipe_state(loop, from);
        wipe_state(loop, from == SCREEN_SIGN_IN ? covered : to);
        wipe_state(loop, to);
    }
    ui_reset(loop->ui);
}

/* Text size, theme and direction follow the settings from one frame to the next. */
static struct ui_settings settings_of(const struct loop *loop)
{
    const struct looks *looks = &loop->looks;
    const struct app_view *view = &loop->desk.view;
    enum theme_kind theme = view->shop->has_contrast ? THEME_HIGH_CONTRAST : THEME_STANDARD;
    int text_percent = view->shop->has_large_text ? TEXT_PERCENT_LARGE : 100;
    return (struct ui_settings){.theme = looks->has_theme ? looks->theme : theme,
        .text_percent = looks->text_percent > 0 ? looks->text_percent : text_percent,
        .panel_width_mm = loop->options->panel_mm,
        .is_mirrored = language_about(view->language)->is_right_to_left};
}

/* The customer's display is as the till's, in a language of its own if it has one. */
static void set_looks_of_customer(struct loop *loop)
{
    struct ui_settings settings = settings_of(loop);
    desk_speak(&loop->desk, loop->options->customer_language);
    settings.is_mirrored = language_about(loop->desk.view.language)->is_right_to_left;
    settings.panel_width_mm = 0; /* the other panel's is not known */
    display_set(loop->display, &settings);
}

/* The customer's display follows what the till shows. */
static bool frame_of_customer(struct loop *loop)
{
    bool wants_more;
    desk_refresh(&loop->desk, !loop->is_finger_down);
    set_looks_of_customer(loop);
    struct intent intent = display_frame(
        loop->display, &loop->desk.view, clock_monotonic_ms(loop->clock), &wants_more);
    desk_speak(&loop->desk, NULL);
    desk_carry_out(&loop->desk, &intent);
    return intent.kind != INTENT_NONE || wants_more;
}

/* Makes one frame. Returns true if another has to follow at once. */
static bool frame(struct loop *loop)
{
    struct surface surface = window_surface(loop->window);
    enum screen_id shown = loop->desk.screen;
    ASSERT(SCREENS[shown]->state_size <= SCREEN_STATE_MAX);
    if (loop->is_over) {
        return false; /* there may be no till any more */
    }
    desk_refresh(&loop->desk, !loop->is_finger_down);
    struct ui_settings settings = settings_of(loop);
    ui_set(loop->ui, &settings);
    ui_begin(loop->ui, &(struct ui_frame){.width_px = surface.width,
                           .height_px = surface.height,
                           .now_ms = clock_monotonic_ms(loop->clock)});
    struct intent intent = SCREENS[shown]->frame(loop->states[shown], &loop->desk.view, loop->ui);
    if (loop->desk.view.staff.is_lending) {
        struct intent lent = lend_card_frame(&loop->lend, &loop->desk.view, loop->ui);
        intent = lent.kind != INTENT_NONE ? lent : intent;
    } else {
        pin_pad_choose(&loop->lend.pad, 0); /* what was typed is gone with the card */
    }
    ui_end(loop->ui);
    desk_carry_out(&loop->desk, &intent);
    memory_wipe(intent.pin, sizeof intent.pin);
    memory_wipe(intent.code, sizeof intent.code); /* a PIN, a badge, a name */
    if (loop->desk.screen != shown) {
        change_screen(loop, shown);
    }
    return intent.kind != INTENT_NONE || ui_wants_frame(loop->ui);
}

static void make_sound(struct loop *loop)
{
    enum desk_sound sound = loop->desk.sound;
    loop->desk.sound = DESK_SOUND_NONE;
    if (loop->is_over) {
        return;
    }
    bool is_heard = loop->desk.view.shop->has_sounds && !loop->options->is_offscreen;
    if (sound != DESK_SOUND_NONE && is_heard) {
        platform_beep(
            loop->platform, sound == DESK_SOUND_GOOD ? PLATFORM_SOUND_GOOD : PLATFORM_SOUND_BAD);
    }
}

void loop_frames(struct loop *loop)
{
    int left = FRAMES_MAX;
    while (frame(loop) && --left > 0) {
    }
    while (loop->display != NULL && frame_of_customer(loop) && --left > 0) {
    }
    make_sound(loop);
}

static bool is_of_person(enum input_kind kind)
{
    return kind == INPUT_POINTER_UP || kind == INPUT_KEY || kind == INPUT_TEXT;
}

/* Scans that had to wait for an answer are given to the screen again after each touch; what still
 * cannot be taken goes back to where it was. */
static void replay_kept(struct loop *loop)
{
    struct desk *desk = &loop->desk;
    size_t before = desk->kept_count + 1;
    while (desk->kept_count > 0 && desk->kept_count < before) {
        struct input input = {.kind = INPUT_SCAN, .at_ms = clock_monotonic_ms(loop->clock)};
        before = desk->kept_count;
        (void)desk_take_kept(desk, input.text);
        desk->is_replaying = true;
        ui_push_input(loop->ui, &input);
        loop_frames(loop);
        desk->is_replaying = false;
    }
}

static bool is_of_window(enum input_kind kind)
{
    return kind == INPUT_RESIZE || kind == INPUT_POINTER_DOWN || kind == INPUT_POINTER_MOVE ||
           kind == INPUT_POINTER_UP || kind == INPUT_POINTER_CANCEL || kind == INPUT_WHEEL;
}

void loop_input(struct loop *loop, const struct input *input, const struct window *window)
{
    if (window != NULL && window == display_window(loop->display) && is_of_window(input->kind)) {
        display_input(loop->display, input);
        loop_frames(loop);
        return;
    }
    switch (input->kind) {
    case INPUT_QUIT:
        loop->is_over = true;
        return;
    case INPUT_RESIZE:
        painter_forget(loop->painter);
        break;
    case INPUT_POINTER_DOWN:
        loop->is_finger_down = true;
        break;
    case INPUT_POINTER_UP:
    case INPUT_POINTER_CANCEL:
        loop->is_finger_down = false;
        break;
    default: /* the kit's */
        break;
    }
    desk_touch(&loop->desk);
    ui_push_input(loop->ui, input);
    if (input->kind == INPUT_POINTER_MOVE) {
        return; /* the next frame takes all of them */
    }
    loop_frames(loop);
    if (is_of_person(input->kind)) {
        replay_kept(loop);
    }
}

/* ---- The picture ---- */

void loop_show(struct loop *loop)
{
    struct surface surface = window_surface(loop->window);
    struct damage damage;
    painter_paint(loop->painter, ui_draw_list(loop->ui), &surface, &damage);
    window_present(loop->window, &damage);
    display_show(loop->display);
}

/* ---- Running ---- */

int64_t loop_next_ms(const struct loop *loop)
{
    int64_t next_ms = desk_next_ms(&loop->desk);
    int64_t frame_ms = ui_next_frame_ms(loop->ui);
    int64_t display_ms = display_next_ms(loop->display);
    next_ms = display_ms < next_ms ? display_ms : next_ms;
    return frame_ms >= 0 && frame_ms < next_ms ? frame_ms : next_ms;
}

void loop_listen(struct loop *loop)
{
    struct input input;
    struct window *window;
    while (!loop->is_over && events_next(loop->platform, 0, &input, &window)) {
        if (input.kind == INPUT_QUIT || input.kind == INPUT_RESIZE) {
            loop_input(loop, &input, window);
        }
    }
}

/* Sleeps until something happens, then takes what is there. */
static void wait_and_take(struct loop *loop)
{
    struct input input;
    struct window *window;
    int64_t next_ms = loop_next_ms(loop);
    int64_t begun_ms = clock_monotonic_ms(loop->clock);
    int64_t wait_ms = next_ms > begun_ms ? next_ms - begun_ms : 0;
    if (!events_next(loop->platform, wait_ms, &input, &window)) {
        return;
    }
    begun_ms = clock_monotonic_ms(loop->clock);
    do {
        loop_input(loop, &input, window);
        memory_wipe(input.text, sizeof input.text); /* may be somebody's name */
    } while (!loop->is_over && clock_monotonic_ms(loop->clock) - begun_ms < PUMP_MS &&
             events_next(loop->platform, 0, &input, &window));
}

void loop_run(struct loop *loop)
{
    while (!loop->is_over) {
        wait_and_take(loop);
        loop_frames(loop);
        loop_show(loop);
    }
}
