/* What the kit paints is what the panel shows, turned by the window's rotation, by both
 * presenters; only the damaged rectangles change; a touch comes back to where it was painted. */

#include "tests/support.h"

#include <SDL.h>

#include "base/compiler.h"
#include "base/error.h"
#include "platform/events.h"
#include "platform/internal.h"
#include "platform/window.h"

static int open_platform(void **state)
{
    struct error err;
    struct platform *platform = NULL;
    struct platform_options options = {.is_offscreen = true};
    if (!platform_open(&options, &platform, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    *state = platform;
    return 0;
}

static int close_platform(void **state)
{
    platform_close(*state);
    return 0;
}

static struct window *open_window(struct platform *platform, int width, int height,
    enum window_rotation rotation, enum window_presenter presenter)
{
    struct error err;
    struct window *window = NULL;
    struct window_options options = {.title = "test",
        .width = width,
        .height = height,
        .rotation = rotation,
        .presenter = presenter};
    if (!window_open(platform, &options, &window, &err)) {
        fail_msg("%s", err.text);
    }
    return window;
}

/* Every pixel tells its place. */
static void paint(struct window *window)
{
    struct surface surface = window_surface(window);
    for (int y = 0; y < surface.height; y++) {
        for (int x = 0; x < surface.width; x++) {
            surface.pixels[y * surface.stride + x] = (uint32_t)(y << 12 | x);
        }
    }
}

/* What the panel shows, read back from SDL. */
static uint32_t *read_panel(struct window *window)
{
    size_t pitch = (size_t)window->panel_width * sizeof(uint32_t);
    uint32_t *pixels = malloc(pitch * (size_t)window->panel_height);
    assert_non_null(pixels);
    if (window->renderer != NULL) {
        assert_int_equal(SDL_RenderReadPixels(
                             window->renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, (int)pitch),
            0);
        return pixels;
    }
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    for (int y = 0; y < window->panel_height; y++) {
        memcpy((char *)pixels + (size_t)y * pitch,
            (char *)surface->pixels + (size_t)y * (size_t)surface->pitch, pitch);
    }
    return pixels;
}

static const struct row {
    const char *label;
    enum window_rotation rotation;
    enum window_presenter presenter;
} rows[] = {
    {"surface, upright", WINDOW_ROTATION_0, WINDOW_PRESENTER_SURFACE},
    {"surface, 90", WINDOW_ROTATION_90, WINDOW_PRESENTER_SURFACE},
    {"surface, 180", WINDOW_ROTATION_180, WINDOW_PRESENTER_SURFACE},
    {"surface, 270", WINDOW_ROTATION_270, WINDOW_PRESENTER_SURFACE},
    {"texture, upright", WINDOW_ROTATION_0, WINDOW_PRESENTER_TEXTURE},
    {"texture, 90", WINDOW_ROTATION_90, WINDOW_PRESENTER_TEXTURE},
    {"texture, 180", WINDOW_ROTATION_180, WINDOW_PRESENTER_TEXTURE},
    {"texture, 270", WINDOW_ROTATION_270, WINDOW_PRESENTER_TEXTURE},
};

static void panel_shows_what_was_painted(void **state)
{
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct window *window = open_window(*state, 160, 90, rows[i].rotation, rows[i].presenter);
        paint(window);
        window_present_all(window);
        uint32_t *panel = read_panel(window);
        for (int y = 0; y < window->panel_height; y++) {
            for (int x = 0; x < window->panel_width; x++) {
                int upright_x = x, upright_y = y;
                window_turn_point(window, &upright_x, &upright_y);
                uint32_t wanted = (uint32_t)(upright_y << 12 | upright_x);
                if ((panel[y * window->panel_width + x] & 0xFFFFFF) != wanted) {
                    fail_msg("%s: panel %d,%d shows %06x, not %06x", rows[i].label, x, y,
                        panel[y * window->panel_width + x], wanted);
                }
            }
        }
        free(panel);
        window_close(window);
    }
}

/* The corner where a person sees the picture's origin, by the definition of the rotation. */
static void rotation_turns_clockwise(void **state)
{
    static const struct {
        enum window_rotation rotation;
        int panel_x, panel_y; /* -1: the far side */
    } corners[] = {
        {WINDOW_ROTATION_0, 0, 0},
        {WINDOW_ROTATION_90, -1, 0},
        {WINDOW_ROTATION_180, -1, -1},
        {WINDOW_ROTATION_270, 0, -1},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(corners); i++) {
        struct window *window =
            open_window(*state, 160, 90, corners[i].rotation, WINDOW_PRESENTER_BY_DRIVER);
        int x = corners[i].panel_x < 0 ? window->panel_width - 1 : 0;
        int y = corners[i].panel_y < 0 ? window->panel_height - 1 : 0;
        window_turn_point(window, &x, &y);
        assert_int_equal(x, 0);
        assert_int_equal(y, 0);
        struct surface surface = window_surface(window);
        assert_int_equal(surface.width, 160);
        assert_int_equal(surface.height, 90);
        window_close(window);
    }
}

static void only_damage_is_shown(void **state)
{
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct window *window = open_window(*state, 160, 90, rows[i].rotation, rows[i].presenter);
        if (window->buffer == NULL) {
            window_close(window); /* painted straight into what is shown */
            continue;
        }
        window_present_all(window);
        paint(window);
        /* One inside, one that hangs over the edge, one outside. */
        struct damage damage = {
            .rects = {{10, 20, 30, 5}, {150, 80, 50, 50}, {200, 0, 5, 5}}, .count = 3};
        window_present(window, &damage);
        uint32_t *panel = read_panel(window);
        int shown = 0;
        for (int p = 0; p < window->panel_width * window->panel_height; p++) {
            shown += (panel[p] & 0xFFFFFF) != 0;
        }
        if (shown != 30 * 5 + 10 * 10) {
            fail_msg("%s: %d pixels changed", rows[i].label, shown);
        }
        free(panel);
        window_close(window);
    }
}

static void resize_gives_new_pixels(void **state)
{
    struct platform *platform = *state;
    struct window *window =
        open_window(platform, 160, 90, WINDOW_ROTATION_90, WINDOW_PRESENTER_BY_DRIVER);
    struct input input;
    while (events_next(platform, 0, &input, NULL)) {
    }
    SDL_SetWindowSize(window->sdl, 300, 400); /* of the panel */
    struct window *for_window = NULL;
    bool is_resized = false;
    while (events_next(platform, 0, &input, &for_window)) {
        if (input.kind == INPUT_RESIZE) {
            assert_false(is_resized);
            is_resized = true;
            assert_ptr_equal(for_window, window);
            assert_int_equal(input.x, 400);
            assert_int_equal(input.y, 300);
        }
    }
    assert_true(is_resized);
    struct surface surface = window_surface(window);
    assert_int_equal(surface.width, 400);
    paint(window);
    window_present_all(window);
    window_close(window);
}

static void two_windows_do_not_mix(void **state)
{
    struct window *till =
        open_window(*state, 160, 90, WINDOW_ROTATION_0, WINDOW_PRESENTER_BY_DRIVER);
    struct window *display =
        open_window(*state, 100, 50, WINDOW_ROTATION_180, WINDOW_PRESENTER_BY_DRIVER);
    paint(till);
    window_present_all(display);
    assert_int_equal(window_surface(display).pixels[0], 0);
    assert_int_equal(window_surface(till).pixels[1], 1);
    window_close(till);
    window_present_all(display);
    window_close(display);
}

static void impossible_windows_are_refused(void **state)
{
    static const struct {
        const char *label;
        struct window_options options;
    } impossible[] = {
        {"no width", {.title = "t", .width = 0, .height = 10}},
        {"too high", {.title = "t", .width = 10, .height = WINDOW_SIDE_MAX + 1}},
        {"no such display", {.title = "t", .width = 10, .height = 10, .display = 7}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(impossible); i++) {
        struct error err = {0};
        struct window *window = NULL;
        if (window_open(*state, &impossible[i].options, &window, &err)) {
            fail_msg("%s: was opened", impossible[i].label);
        }
        assert_int_equal(err.code, ERROR_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panel_shows_what_was_painted),
        cmocka_unit_test(rotation_turns_clockwise),
        cmocka_unit_test(only_damage_is_shown),
        cmocka_unit_test(resize_gives_new_pixels),
        cmocka_unit_test(two_windows_do_not_mix),
        cmocka_unit_test(impossible_windows_are_refused),
    };
    return cmocka_run_group_tests(tests, open_platform, close_platform);
}
