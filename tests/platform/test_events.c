/* Inputs are what a person or a scanner did, at the place of the upright picture; waiting sleeps
 * and is woken by signals. SDL's events are pushed by hand here; test_x11 has
 * them from a real X server. */

#include "tests/support.h"

#include <signal.h>
#include <sys/resource.h>

#include <SDL.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/error.h"
#include "platform/events.h"
#include "platform/internal.h"
#include "platform/wait.h"
#include "platform/window.h"

struct bench {
    struct platform *platform;
    struct window *window;
};

static bool next(struct bench *bench, int64_t timeout_ms, struct input *out_input)
{
    return events_next(bench->platform, timeout_ms, out_input, NULL);
}

static void open_bench(struct bench *bench, enum window_rotation rotation)
{
    struct error err;
    struct input input;
    struct platform_options options = {.is_offscreen = true};
    struct window_options window = {
        .title = "test", .width = 400, .height = 200, .rotation = rotation};
    if (!platform_open(&options, &bench->platform, &err) ||
        !window_open(bench->platform, &window, &bench->window, &err)) {
        fail_msg("%s", err.text);
    }
    while (next(bench, 0, &input)) {
    }
}

static void close_bench(struct bench *bench)
{
    window_close(bench->window);
    platform_close(bench->platform);
}

static int setup(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));
    open_bench(bench, WINDOW_ROTATION_0);
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    close_bench(*state);
    free(*state);
    return 0;
}

static void push_finger(struct bench *bench, uint32_t type, SDL_FingerID finger, float x, float y)
{
    SDL_Event event = {.tfinger = {.type = type,
                           .touchId = 3,
                           .fingerId = finger,
                           .x = x,
                           .y = y,
                           .windowID = bench->window->id}};
    SDL_PushEvent(&event);
}

static void push_button(struct bench *bench, uint32_t type, uint32_t which, uint8_t button)
{
    SDL_Event event = {.button = {.type = type,
                           .windowID = bench->window->id,
                           .which = which,
                           .button = button,
                           .x = 30,
                           .y = 40}};
    SDL_PushEvent(&event);
}

static void push_key(SDL_Scancode scancode, uint16_t modifiers, const char *text)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                           .state = SDL_PRESSED,
                           .keysym = {.scancode = scancode, .mod = modifiers}}};
    SDL_PushEvent(&event);
    if (text[0] != '\0') {
        SDL_Event typed = {.text = {.type = SDL_TEXTINPUT}};
        snprintf(typed.text.text, sizeof(typed.text.text), "%s", text);
        SDL_PushEvent(&typed);
    }
    event.key.type = SDL_KEYUP;
    event.key.state = SDL_RELEASED;
    SDL_PushEvent(&event);
}

static void push_window_event(struct bench *bench, uint8_t what)
{
    SDL_Event event = {
        .window = {.type = SDL_WINDOWEVENT, .windowID = bench->window->id, .event = what}};
    SDL_PushEvent(&event);
}

static void expect_pointer(struct bench *bench, enum input_kind kind, int x, int y)
{
    struct input input;
    if (!next(bench, 0, &input)) {
        fail_msg("nothing came, not %d", kind);
    }
    assert_int_equal(input.kind, kind);
    assert_int_equal(input.x, x);
    assert_int_equal(input.y, y);
}

static void expect_nothing(struct bench *bench)
{
    struct input input;
    assert_false(next(bench, 0, &input));
}

static void first_finger_is_the_pointer(void **state)
{
    struct bench *bench = *state;
    push_finger(bench, SDL_FINGERDOWN, 1, 0.25F, 0.5F);
    push_finger(bench, SDL_FINGERDOWN, 2, 0.9F, 0.9F); /* a palm */
    push_button(bench, SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT);
    push_button(bench, SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT);
    push_finger(bench, SDL_FINGERMOTION, 2, 0.8F, 0.8F);
    push_finger(bench, SDL_FINGERMOTION, 1, 0.5F, 0.5F);
    push_finger(bench, SDL_FINGERUP, 2, 0.9F, 0.9F);
    push_finger(bench, SDL_FINGERUP, 1, 1.0F, 1.0F);
    expect_pointer(bench, INPUT_POINTER_DOWN, 100, 100);
    expect_pointer(bench, INPUT_POINTER_MOVE, 200, 100);
    expect_pointer(bench, INPUT_POINTER_UP, 399, 199);
    expect_nothing(bench);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
}

static void left_button_is_the_pointer(void **state)
{
    struct bench *bench = *state;
    push_button(bench, SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_RIGHT);
    push_button(bench, SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT); /* went down elsewhere */
    push_button(bench, SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT);
    push_button(bench, SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT);
    expect_pointer(bench, INPUT_POINTER_DOWN, 30, 40);
    expect_pointer(bench, INPUT_POINTER_UP, 30, 40);
    expect_nothing(bench);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_ENABLE);
}

static void lost_focus_cancels_a_touch(void **state)
{
    struct bench *bench = *state;
    push_finger(bench, SDL_FINGERDOWN, 1, 0.25F, 0.5F);
    push_window_event(bench, SDL_WINDOWEVENT_FOCUS_LOST);
    push_finger(bench, SDL_FINGERUP, 1, 0.25F, 0.5F);
    expect_pointer(bench, INPUT_POINTER_DOWN, 100, 100);
    expect_pointer(bench, INPUT_POINTER_CANCEL, 100, 100);
    expect_nothing(bench);
}

static void touches_turn_with_the_picture(void **state)
{
    (void)state;
    static const struct {
        enum window_rotation rotation;
        float panel_x, panel_y; /* near the panel's edge that shows the picture's top left */
    } rows[] = {
        {WINDOW_ROTATION_0, 0.0F, 0.0F},
        {WINDOW_ROTATION_90, 1.0F, 0.0F},
        {WINDOW_ROTATION_180, 1.0F, 1.0F},
        {WINDOW_ROTATION_270, 0.0F, 1.0F},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct bench bench;
        open_bench(&bench, rows[i].rotation);
        push_finger(&bench, SDL_FINGERDOWN, 1, rows[i].panel_x, rows[i].panel_y);
        push_finger(&bench, SDL_FINGERUP, 1, 0.5F, 0.5F);
        expect_pointer(&bench, INPUT_POINTER_DOWN, 0, 0);
        struct input input;
        assert_true(next(&bench, 0, &input));
        assert_in_range(input.x, 199, 200);
        assert_in_range(input.y, 99, 100);
        close_bench(&bench);
    }
}

static void wheel_has_a_place(void **state)
{
    struct bench *bench = *state;
    SDL_Event event = {.wheel = {.type = SDL_MOUSEWHEEL,
                           .windowID = bench->window->id,
                           .y = -2,
                           .mouseX = 7,
                           .mouseY = 8}};
    struct input input;
    SDL_PushEvent(&event);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_WHEEL);
    assert_int_equal(input.wheel_y, -2);
    assert_int_equal(input.x, 7);
    assert_int_equal(input.y, 8);
}

/* Typing comes out after it was held back, well before a person minds, and in order. */
static void typing_comes_as_text_and_keys(void **state)
{
    struct bench *bench = *state;
    struct input input;
    struct clock_source clock = clock_system();
    int64_t start_ms = clock_monotonic_ms(clock);
    push_key(SDL_SCANCODE_Q, 0, "ä");
    push_key(SDL_SCANCODE_KP_7, 0, ""); /* Num Lock is off */
    assert_true(next(bench, 2000, &input));
    int64_t held_ms = clock_monotonic_ms(clock) - start_ms;
    assert_int_equal(input.kind, INPUT_TEXT);
    assert_string_equal(input.text, "ä");
    assert_in_range(held_ms, WEDGE_HOLD_MS - 1, WEDGE_HOLD_MS + 200);
    assert_true(next(bench, 0, &input));
    assert_string_equal(input.text, "7");

    /* A key that makes no text is not held, and brings what was before it. */
    push_key(SDL_SCANCODE_A, KMOD_LSHIFT, "A");
    push_key(SDL_SCANCODE_LEFT, KMOD_LSHIFT, "");
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_TEXT);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_KEY);
    assert_int_equal(input.key, INPUT_KEY_LEFT);
    assert_true(input.shift && !input.control);
    expect_nothing(bench);
}

static void push_repeat(SDL_Scancode scancode)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                           .state = SDL_PRESSED,
                           .repeat = 1,
                           .keysym = {.scancode = scancode}}};
    SDL_PushEvent(&event);
}

/* A key that is held down moves and deletes on, but it answers once: the Enter that paid does not
 * put the change off the screen. */
static void held_enter_answers_once(void **state)
{
    struct bench *bench = *state;
    struct input input;
    push_key(SDL_SCANCODE_RETURN, 0, "");
    push_repeat(SDL_SCANCODE_RETURN);
    push_repeat(SDL_SCANCODE_ESCAPE);
    push_repeat(SDL_SCANCODE_BACKSPACE);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.key, INPUT_KEY_ENTER);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.key, INPUT_KEY_BACKSPACE);
    expect_nothing(bench);
}

static void keys_have_names(void **state)
{
    static const struct {
        SDL_Scancode scancode;
        enum input_key key;
    } rows[] = {{SDL_SCANCODE_RETURN, INPUT_KEY_ENTER}, {SDL_SCANCODE_KP_ENTER, INPUT_KEY_ENTER},
        {SDL_SCANCODE_ESCAPE, INPUT_KEY_ESCAPE}, {SDL_SCANCODE_BACKSPACE, INPUT_KEY_BACKSPACE},
        {SDL_SCANCODE_DELETE, INPUT_KEY_DELETE}, {SDL_SCANCODE_PAGEDOWN, INPUT_KEY_PAGE_DOWN},
        {SDL_SCANCODE_HOME, INPUT_KEY_HOME}, {SDL_SCANCODE_F1, INPUT_KEY_F1},
        {SDL_SCANCODE_F12, INPUT_KEY_F12}};
    struct bench *bench = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct input input;
        push_key(rows[i].scancode, 0, "");
        if (!next(bench, 0, &input) || input.kind != INPUT_KEY || input.key != rows[i].key) {
            fail_msg("scancode %d became key %d", rows[i].scancode, input.key);
        }
    }
    push_key(SDL_SCANCODE_LSHIFT, 0, "");
    push_key(SDL_SCANCODE_CAPSLOCK, 0, "");
    expect_nothing(bench);
}

/* A scanner with a US layout on a system with a French one. */
static void burst_is_a_scan(void **state)
{
    static const SDL_Scancode digits[] = {SDL_SCANCODE_4, SDL_SCANCODE_0, SDL_SCANCODE_0,
        SDL_SCANCODE_6, SDL_SCANCODE_3, SDL_SCANCODE_8, SDL_SCANCODE_1, SDL_SCANCODE_3};
    struct bench *bench = *state;
    struct input input;
    for (size_t i = 0; i < ARRAY_LENGTH(digits); i++) {
        push_key(digits[i], 0, "à");
    }
    expect_nothing(bench); /* a frame is drawn while half of it has come */
    push_key(SDL_SCANCODE_MINUS, 0, ")");
    push_key(SDL_SCANCODE_RETURN, 0, "");
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_SCAN);
    assert_string_equal(input.text, "40063813-");
    expect_nothing(bench);
}

/* A finger does not cut a code in two. */
static void touch_passes_a_scan(void **state)
{
    struct bench *bench = *state;
    struct input input;
    push_key(SDL_SCANCODE_1, 0, "1");
    push_key(SDL_SCANCODE_2, 0, "2");
    push_finger(bench, SDL_FINGERDOWN, 1, 0.0F, 0.0F);
    push_key(SDL_SCANCODE_3, 0, "3");
    push_key(SDL_SCANCODE_4, 0, "4");
    push_key(SDL_SCANCODE_RETURN, 0, "");
    expect_pointer(bench, INPUT_POINTER_DOWN, 0, 0);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_SCAN);
    assert_string_equal(input.text, "1234");
}

static void signals_quit(void **state)
{
    struct bench *bench = *state;
    struct input input;
    kill(getpid(), SIGTERM);
    assert_true(next(bench, 1000, &input));
    assert_int_equal(input.kind, INPUT_QUIT);
    push_window_event(bench, SDL_WINDOWEVENT_CLOSE);
    assert_true(next(bench, 0, &input));
    assert_int_equal(input.kind, INPUT_QUIT);
    expect_nothing(bench);
}

static int64_t cpu_us(const struct rusage *usage)
{
    return (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000LL + usage->ru_utime.tv_usec +
           usage->ru_stime.tv_usec;
}

/* A second of nothing: no looking around in between. SDL's own wait sleeps 900 times here. */
static void idle_sleeps(void **state)
{
    struct bench *bench = *state;
    struct input input;
    struct rusage before, after;
    struct clock_source clock = clock_system();
    int64_t start_ms = clock_monotonic_ms(clock);
    getrusage(RUSAGE_THREAD, &before);
    assert_false(next(bench, 1000, &input));
    getrusage(RUSAGE_THREAD, &after);
    assert_in_range(clock_monotonic_ms(clock) - start_ms, 999, 3000);
    long sleeps = after.ru_nvcsw - before.ru_nvcsw;
    print_message("one idle second: slept %ld times, %lld us of CPU\n", sleeps,
        (long long)(cpu_us(&after) - cpu_us(&before)));
    assert_true(sleeps <= 5);
}

/* Where the keyboard is read from files, they are found among our own open files. */
static void own_open_files_are_found(void **state)
{
    (void)state;
    FILE *file = fopen("/proc/self/status", "r");
    int found[4];
    assert_non_null(file);
    assert_int_equal(wait_find_open_files("/dev/input/event", found, 4), 0);
    char prefix[64];
    snprintf(prefix, sizeof(prefix), "/proc/%d/stat", (int)getpid());
    assert_int_equal(wait_find_open_files(prefix, found, 4), 1);
    assert_int_equal(found[0], fileno(file));
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(first_finger_is_the_pointer, setup, teardown),
        cmocka_unit_test_setup_teardown(left_button_is_the_pointer, setup, teardown),
        cmocka_unit_test_setup_teardown(lost_focus_cancels_a_touch, setup, teardown),
        cmocka_unit_test(touches_turn_with_the_picture),
        cmocka_unit_test_setup_teardown(wheel_has_a_place, setup, teardown),
        cmocka_unit_test_setup_teardown(typing_comes_as_text_and_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(held_enter_answers_once, setup, teardown),
        cmocka_unit_test_setup_teardown(keys_have_names, setup, teardown),
        cmocka_unit_test_setup_teardown(burst_is_a_scan, setup, teardown),
        cmocka_unit_test_setup_teardown(touch_passes_a_scan, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_quit, setup, teardown),
        cmocka_unit_test_setup_teardown(idle_sleeps, setup, teardown),
        cmocka_unit_test(own_open_files_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
