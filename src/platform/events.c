#include "platform/events.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/text.h"
#include "platform/internal.h"
#include "platform/keys.h"
#include "platform/wait.h"

static_assert(SCANNER_TEXT_MAX == INPUT_SCAN_MAX, "a scanned code fits an input");

static int64_t now_ms(const struct platform *platform)
{
    return clock_monotonic_ms(platform->clock);
}

static struct window *window_of(struct platform *platform, uint32_t id)
{
    for (size_t i = 0; i < WINDOWS_MAX; i++) {
        if (platform->windows[i] != NULL && platform->windows[i]->id == id) {
            return platform->windows[i];
        }
    }
    return NULL;
}

/* What is being made: an input and the window it is for. */
struct made {
    struct platform *platform;
    struct input *input;
    struct window *window;
};

static bool made_pointer(struct made *made, enum input_kind kind, struct window *window)
{
    struct pointer *pointer = &made->platform->pointer;
    pointer->window = window;
    made->window = window;
    made->input->kind = kind;
    made->input->x = pointer->x;
    made->input->y = pointer->y;
    return true;
}

static int clamp(float value, int size)
{
    int pixel = (int)value;
    return pixel < 0 ? 0 : pixel >= size ? size - 1 : pixel;
}

static void place_pointer(
    struct platform *platform, const struct window *window, float panel_x, float panel_y)
{
    int x = clamp(panel_x, window->panel_width);
    int y = clamp(panel_y, window->panel_height);
    window_turn_point(window, &x, &y);
    platform->pointer.x = x;
    platform->pointer.y = y;
}

static bool made_finger(struct made *made, const SDL_TouchFingerEvent *finger)
{
    struct pointer *pointer = &made->platform->pointer;
    struct window *window = window_of(made->platform, finger->windowID);
    bool is_ours = pointer->state == POINTER_FINGER && pointer->device == finger->touchId &&
                   pointer->finger == finger->fingerId;
    if (window == NULL && is_ours) {
        window = pointer->window;
    }
    if (window == NULL || finger->touchId == SDL_MOUSE_TOUCHID) {
        return false;
    }
    platform_show_mouse(made->platform, false);
    if (finger->type == SDL_FINGERDOWN) {
        if (pointer->state != POINTER_UP) {
            return false; /* a second finger, a palm */
        }
        pointer->state = POINTER_FINGER;
        pointer->device = finger->touchId;
        pointer->finger = finger->fingerId;
    } else if (!is_ours) {
        return false;
    }
    place_pointer(made->platform, window, finger->x * (float)window->panel_width,
        finger->y * (float)window->panel_height);
    if (finger->type == SDL_FINGERUP) {
        pointer->state = POINTER_UP;
        return made_pointer(made, INPUT_POINTER_UP, window);
    }
    return made_pointer(
        made, finger->type == SDL_FINGERDOWN ? INPUT_POINTER_DOWN : INPUT_POINTER_MOVE, window);
}

static void place_mouse(struct platform *platform, const struct window *window, int x, int y)
{
    float scale_x = (float)window->panel_width / (float)SDL_max(window->points_width, 1);
    float scale_y = (float)window->panel_height / (float)SDL_max(window->points_height, 1);
    place_pointer(platform, window, (float)x * scale_x, (float)y * scale_y);
}

static bool made_motion(struct made *made, const SDL_MouseMotionEvent *motion)
{
    struct window *window = window_of(made->platform, motion->windowID);
    if (window == NULL || motion->which == SDL_TOUCH_MOUSEID ||
        made->platform->pointer.state == POINTER_FINGER) {
        return false;
    }
    if (motion->xrel != 0 || motion->yrel != 0) { /* not where it stood when the window came */
        platform_show_mouse(made->platform, true);
    }
    place_mouse(made->platform, window, motion->x, motion->y);
    return made_pointer(made, INPUT_POINTER_MOVE, window);
}

static bool made_button(struct made *made, const SDL_MouseButtonEvent *button)
{
    struct pointer *pointer = &made->platform->pointer;
    struct window *window = window_of(made->platform, button->windowID);
    bool is_down = button->type == SDL_MOUSEBUTTONDOWN;
    if (window == NULL || button->which == SDL_TOUCH_MOUSEID || button->button != SDL_BUTTON_LEFT ||
        pointer->state != (is_down ? POINTER_UP : POINTER_MOUSE)) {
        return false;
    }
    platform_show_mouse(made->platform, true);
    place_mouse(made->platform, window, button->x, button->y);
    pointer->state = is_down ? POINTER_MOUSE : POINTER_UP;
    return made_pointer(made, is_down ? INPUT_POINTER_DOWN : INPUT_POINTER_UP, window);
}

static bool made_wheel(struct made *made, const SDL_MouseWheelEvent *wheel)
{
    struct window *window = window_of(made->platform, wheel->windowID);
    if (window == NULL || wheel->y == 0 || made->platform->pointer.state != POINTER_UP) {
        return false;
    }
    place_mouse(made->platform, window, wheel->mouseX, wheel->mouseY);
    made->input->wheel_y = wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -wheel->y : wheel->y;
    return made_pointer(made, INPUT_WHEEL, window);
}

/* The finger or button that is down counts no more. */
static bool made_cancel(struct made *made, struct window *window)
{
    struct pointer *pointer = &made->platform->pointer;
    if (pointer->state == POINTER_UP || pointer->window != window) {
        return false;
    }
    pointer->state = POINTER_UP;
    return made_pointer(made, INPUT_POINTER_CANCEL, window);
}

static bool made_resize(struct made *made, struct window *window)
{
    if (!window_follow_size(window)) {
        return false;
    }
    made->window = window;
    made->input->kind = INPUT_RESIZE;
    made->input->x = window->width;
    made->input->y = window->height;
    return true;
}

static bool made_quit(struct made *made, struct window *window)
{
    made->window = window;
    made->input->kind = INPUT_QUIT;
    return true;
}

static bool made_window(struct made *made, const SDL_WindowEvent *event)
{
    struct window *window = window_of(made->platform, event->windowID);
    if (window == NULL) {
        return false;
    }
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return made_resize(made, window);
    case SDL_WINDOWEVENT_EXPOSED:
        window_present_all(window);
        return false;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        wedge_flush(made->platform->wedge);
        return made_cancel(made, window);
    case SDL_WINDOWEVENT_CLOSE:
        return made_quit(made, window);
    default:
        return false;
    }
}

/* A key that is typing: its text, or the key itself. */
static bool made_key(struct made *made, const struct wedge_key *key)
{
    struct input *input = made->input;
    input->shift = (key->modifiers & SCANCODE_SHIFT) != 0;
    input->control = (key->modifiers & SCANCODE_CONTROL) != 0;
    input->key = keys_input_key(key->scancode);
    if (key->is_repeat && (input->key == INPUT_KEY_ENTER || input->key == INPUT_KEY_ESCAPE)) {
        return false; /* held down it must not answer what its first press brought up */
    }
    if (input->key != INPUT_KEY_NONE) {
        input->kind = INPUT_KEY;
    } else if (key->typed[0] != '\0') {
        input->kind = INPUT_TEXT;
        text_copy(input->text, INPUT_TEXT_MAX, key->typed);
    } else {
        return false;
    }
    return true;
}

/* SDL tells a key and the text it made one after the other. They belong together. */
static void take_typed_text(SDL_Event *key_event, struct wedge_key *key)
{
    SDL_Event next;
    if (SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
        next.type == SDL_TEXTINPUT) {
        (void)SDL_PeepEvents(&next, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT);
        text_copy(key->typed, sizeof(key->typed), next.text.text);
    } else {
        keys_number_block_text(&key_event->key.keysym, key->typed);
    }
}

static void feed_key(struct platform *platform, SDL_Event *event)
{
    struct wedge_key key = {.scancode = (unsigned)event->key.keysym.scancode,
        .modifiers = keys_modifiers(event->key.keysym.mod),
        .is_repeat = event->key.repeat != 0,
        .after_ms = platform->quiet_until_ms,
        .at_ms = now_ms(platform)};
    take_typed_text(event, &key);
    if (!keys_is_modifier(key.scancode)) {
        wedge_feed(platform->wedge, &key);
    }
}

/* Text that no key made, from an input method. It goes the way of the keys to keep its place
 * among them. */
static void feed_text(struct platform *platform, const SDL_TextInputEvent *text)
{
    struct wedge_key key = {.after_ms = platform->quiet_until_ms, .at_ms = now_ms(platform)};
    text_copy(key.typed, sizeof(key.typed), text->text);
    wedge_feed(platform->wedge, &key);
}

/* One event of SDL -> at most one input; keys go to the wedge. */
static bool made_event(struct made *made, SDL_Event *event)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return made_finger(made, &event->tfinger);
    case SDL_MOUSEMOTION:
        return made_motion(made, &event->motion);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return made_button(made, &event->button);
    case SDL_MOUSEWHEEL:
        return made_wheel(made, &event->wheel);
    case SDL_WINDOWEVENT:
        return made_window(made, &event->window);
    case SDL_KEYDOWN:
        feed_key(made->platform, event);
        return false;
    case SDL_TEXTINPUT:
        feed_text(made->platform, &event->text);
        return false;
    case SDL_QUIT:
        return made_quit(made, NULL);
    default:
        return false;
    }
}

/* What the wedge decided: typing, or a code. */
static bool made_typing(struct made *made)
{
    struct wedge_key key;
    enum wedge_result result;
    while ((result = wedge_next(made->platform->wedge, &key, made->input->text)) != WEDGE_NOTHING) {
        if (result == WEDGE_SCAN) {
            made->input->kind = INPUT_SCAN;
            return true;
        }
        if (made_key(made, &key)) {
            return true;
        }
    }
    return false;
}

static bool made_scan(struct made *made)
{
    if (made->platform->scanner == NULL ||
        !scanner_next(made->platform->scanner, made->input->text)) {
        return false;
    }
    made->input->kind = INPUT_SCAN;
    return true;
}

static bool made_wake_or_quit(struct made *made)
{
    struct signalfd_siginfo signal;
    eventfd_t count;
    if (read(made->platform->signal_fd, &signal, sizeof(signal)) == (ssize_t)sizeof(signal)) {
        return made_quit(made, NULL);
    }
    if (eventfd_read(made->platform->wake_fd, &count) == 0) {
        made->input->kind = INPUT_WAKE;
        return true;
    }
    return false;
}

/* Works through what SDL has queued, without looking at the display. */
static bool made_queued(struct made *made)
{
    SDL_Event event;
    while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1) {
        if (made_event(made, &event) || made_typing(made)) {
            return true;
        }
    }
    return false;
}

static bool made_now(struct made *made)
{
    struct platform *platform = made->platform;
    int64_t pumped_at_ms;
    if (made_typing(made) || made_queued(made)) {
        return true;
    }
    /* Until a pump brings nothing at all: answering an event can talk to the display, whose
     * library then takes in more events, and the connection that we sleep on stays silent. */
    do {
        pumped_at_ms = now_ms(platform);
        SDL_PumpEvents();
        if (!SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) {
            break;
        }
    } while (!made_queued(made));
    if (made->input->kind != INPUT_NONE) {
        return true;
    }
    platform->quiet_until_ms = pumped_at_ms;
    wedge_tick(platform->wedge, pumped_at_ms);
    return made_typing(made) || made_scan(made) || made_wake_or_quit(made);
}

bool events_next(struct platform *platform, int64_t timeout_ms, struct input *out_input,
    struct window **out_window)
{
    int64_t end_ms = timeout_ms < 0 ? INT64_MAX : now_ms(platform) + timeout_ms;
    struct made made = {.platform = platform, .input = out_input};
    bool is_made;
    memset(out_input, 0, sizeof(*out_input));
    while (!(is_made = made_now(&made)) && now_ms(platform) < end_ms) {
        int64_t until_ms = SDL_min(end_ms, wedge_deadline_ms(platform->wedge));
        if (wait_for_news(platform, until_ms)) {
            /* It slept until the news came, so nothing came before. */
            platform->quiet_until_ms = now_ms(platform);
        }
    }
    out_input->at_ms = now_ms(platform);
    if (out_window != NULL) {
        *out_window = made.window;
    }
    return is_made;
}

void events_wake(struct platform *platform)
{
    eventfd_write(platform->wake_fd, 1);
    if (platform->wait_way == WAIT_SDL) {
        SDL_Event event = {.type = platform->wake_event};
        SDL_PushEvent(&event);
    }
}
