/* The scanner's thread hands codes over in order, finds the scanner again when it was unplugged,
 * and never gives out half a code. */

#include "tests/support.h"

#include <poll.h>
#include <sys/eventfd.h>

#include "base/error.h"
#include "device/scanner.h"
#include "tests/device/recording.h"

/* A scanner made of pipes: each plug is one. */
struct fake_port {
    int read_ends[4]; /* -1: not plugged in when it is opened */
    int opened;
    int wake_fd;
};

static int open_fake(void *context, const char *device, struct error *err)
{
    struct fake_port *port = context;
    assert_string_equal(device, "recorded");
    int descriptor = port->opened < 4 ? port->read_ends[port->opened] : -1;
    port->opened++;
    if (descriptor < 0) {
        error_set(err, ERROR_NOT_FOUND, "not plugged in");
    }
    return descriptor;
}

static void wake_fake(void *context)
{
    eventfd_write(((struct fake_port *)context)->wake_fd, 1);
}

static void expect_code(struct scanner *scanner, int wake_fd, const char *wanted)
{
    char text[SCANNER_TEXT_MAX];
    while (!scanner_next(scanner, text)) {
        struct pollfd waiting = {.fd = wake_fd, .events = POLLIN};
        eventfd_t count;
        if (poll(&waiting, 1, 5000) <= 0) {
            fail_msg("%s did not come", wanted);
        }
        eventfd_read(wake_fd, &count);
    }
    assert_string_equal(text, wanted);
}

static void write_recording(int descriptor, const struct recording *recording, size_t bytes)
{
    assert_int_equal(write(descriptor, recording->events, bytes), (ssize_t)bytes);
}

static void thread_hands_codes_over(void **state)
{
    (void)state;
    int first[2], second[2];
    struct error err;
    struct scanner *scanner = NULL;
    assert_int_equal(pipe(first), 0);
    assert_int_equal(pipe(second), 0);
    struct fake_port fake = {
        .read_ends = {first[0], -1, second[0], -1}, .wake_fd = eventfd(0, EFD_NONBLOCK)};
    struct scanner_port port = {.open = open_fake, .context = &fake};
    struct scanner_options options = {
        .device = "recorded", .port = &port, .wake = wake_fake, .wake_context = &fake};
    if (!scanner_open(&options, &scanner, &err)) {
        fail_msg("%s", err.text);
    }
    struct recording recording = {.count = 0};
    record_text(&recording, "11112222\n33334444\n5555");
    write_recording(first[1], &recording, recording.count * sizeof(recording.events[0]));
    expect_code(scanner, fake.wake_fd, "11112222");
    expect_code(scanner, fake.wake_fd, "33334444");
    assert_true(scanner_state_of(scanner).is_connected);

    /* Unplugged in the middle of a code, then once not there, then back: the half is gone. */
    close(first[1]);
    recording.count = 0;
    record_text(&recording, "66667777\n");
    write_recording(second[1], &recording, recording.count * sizeof(recording.events[0]));
    expect_code(scanner, fake.wake_fd, "66667777");
    assert_true(scanner_state_of(scanner).is_connected);
    scanner_close(scanner);
    close(second[1]);
    close(fake.wake_fd);
}

static void full_queue_counts_what_it_drops(void **state)
{
    (void)state;
    int ends[2];
    struct error err;
    struct scanner *scanner = NULL;
    char text[SCANNER_TEXT_MAX];
    assert_int_equal(pipe(ends), 0);
    struct fake_port fake = {
        .read_ends = {ends[0], -1, -1, -1}, .wake_fd = eventfd(0, EFD_NONBLOCK)};
    struct scanner_port port = {.open = open_fake, .context = &fake};
    struct scanner_options options = {.device = "recorded", .port = &port};
    assert_true(scanner_open(&options, &scanner, &err));
    struct recording recording = {.count = 0};
    for (int i = 0; i < SCANNER_QUEUE_MAX + 3; i++) {
        record_text(&recording, "7\n");
    }
    write_recording(ends[1], &recording, recording.count * sizeof(recording.events[0]));
    for (int waited_ms = 0; scanner_state_of(scanner).dropped < 3 && waited_ms < 5000;) {
        usleep(1000);
        waited_ms++;
    }
    assert_int_equal(scanner_state_of(scanner).dropped, 3);
    for (int i = 0; i < SCANNER_QUEUE_MAX; i++) {
        assert_true(scanner_next(scanner, text));
    }
    assert_false(scanner_next(scanner, text));
    scanner_close(scanner);
    close(ends[1]);
    close(fake.wake_fd);
}

static void absent_device_is_told_and_waited_for(void **state)
{
    (void)state;
    struct error err;
    struct scanner *scanner = NULL;
    struct scanner_options options = {.device = "/nonexistent/scanner"};
    assert_true(scanner_open(&options, &scanner, &err));
    for (int waited_ms = 0; scanner_state_of(scanner).problem[0] == '\0' && waited_ms < 5000;
         waited_ms++) {
        usleep(1000);
    }
    struct scanner_state scanner_state = scanner_state_of(scanner);
    assert_false(scanner_state.is_connected);
    assert_non_null(strstr(scanner_state.problem, "/nonexistent/scanner"));
    scanner_close(scanner); /* at once, not after the second it waits */

    options.device = "";
    assert_false(scanner_open(&options, &scanner, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    scanner_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thread_hands_codes_over),
        cmocka_unit_test(full_queue_counts_what_it_drops),
        cmocka_unit_test(absent_device_is_told_and_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
