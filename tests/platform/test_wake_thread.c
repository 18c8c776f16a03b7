/* A loop that sleeps is woken by other threads, as often as they like; sounds and a scanner that
 * is not there never hold it up. */

#include "tests/support.h"

#include <pthread.h>

#include "base/compiler.h"
#include "base/error.h"
#include "platform/events.h"
#include "platform/platform.h"

#define WAKERS 4
#define WAKES_EACH 2000

static struct platform *open_platform(const char *scanner_device)
{
    struct error err;
    struct platform *platform = NULL;
    struct platform_options options = {.is_offscreen = true, .scanner_device = scanner_device};
    if (!platform_open(&options, &platform, &err)) {
        fail_msg("%s", err.text);
    }
    return platform;
}

static void *wake_later(void *platform)
{
    usleep(30000);
    events_wake(platform);
    return NULL;
}

static void one_wake_ends_a_wait(void **state)
{
    (void)state;
    struct platform *platform = open_platform(NULL);
    struct input input;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wake_later, platform), 0);
    assert_true(events_next(platform, -1, &input, NULL));
    assert_int_equal(input.kind, INPUT_WAKE);
    pthread_join(thread, NULL);

    events_wake(platform);
    events_wake(platform);
    assert_true(events_next(platform, 0, &input, NULL));
    assert_int_equal(input.kind, INPUT_WAKE);
    assert_false(events_next(platform, 0, &input, NULL));
    platform_close(platform);
}

struct waker {
    struct platform *platform;
    _Atomic int *done;
};

static void *wake_often(void *context)
{
    struct waker *waker = context;
    for (int i = 0; i < WAKES_EACH; i++) {
        events_wake(waker->platform);
    }
    (*waker->done)++;
    events_wake(waker->platform); /* whoever has not seen `done` is told once more */
    return NULL;
}

/* After the last wake-up of all one more is seen: none is lost between looking and sleeping. */
static void no_wake_is_lost(void **state)
{
    (void)state;
    struct platform *platform = open_platform(NULL);
    _Atomic int done = 0;
    struct waker waker = {.platform = platform, .done = &done};
    struct input input;
    pthread_t threads[WAKERS];
    int seen_after_all = 0;
    for (int i = 0; i < WAKERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, wake_often, &waker), 0);
    }
    while (seen_after_all == 0) {
        bool was_all = done == WAKERS;
        bool is_woken = events_next(platform, was_all ? 0 : 5000, &input, NULL);
        assert_true(was_all || (is_woken && input.kind == INPUT_WAKE));
        seen_after_all += was_all;
    }
    for (int i = 0; i < WAKERS; i++) {
        pthread_join(threads[i], NULL);
    }
    platform_close(platform);
}

/* A scanner that is not there keeps its thread looking for it; closing does not wait for that. */
static void absent_scanner_is_no_hindrance(void **state)
{
    (void)state;
    struct platform *platform = open_platform("/nonexistent/scanner");
    struct input input;
    assert_false(events_next(platform, 20, &input, NULL));
    platform_close(platform);
}

static void sounds_hold_nobody_up(void **state)
{
    (void)state;
    static const char *const drivers[] = {"dummy", "no such driver"};
    for (size_t i = 0; i < ARRAY_LENGTH(drivers); i++) {
        setenv("SDL_AUDIODRIVER", drivers[i], 1);
        struct platform *platform = open_platform(NULL);
        struct input input;
        platform_beep(platform, PLATFORM_SOUND_GOOD);
        platform_beep(platform, PLATFORM_SOUND_BAD);
        assert_false(events_next(platform, 50, &input, NULL));
        platform_beep(platform, PLATFORM_SOUND_BAD);
        platform_close(platform);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_wake_ends_a_wait),
        cmocka_unit_test(no_wake_is_lost),
        cmocka_unit_test(absent_scanner_is_no_hindrance),
        cmocka_unit_test(sounds_hold_nobody_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
