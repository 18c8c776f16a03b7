/* The bytes of a scanner's input device become codes, wherever reads cut them; a code that the
 * kernel lost part of, or that was half read when the scanner was unplugged, never comes. The
 * thread hands codes over in order and finds the scanner again. */

#include "tests/support.h"

#include <poll.h>
#include <sys/eventfd.h>

#include "base/compiler.h"
#include "base/error.h"
#include "device/evdev_decoder.h"
#include "device/scanner.h"

#define RECORDING_MAX 8192

/* What a scanner's device gives while it reads a code: for each key the raw scan value, the key
 * down, a report, the key up, a report. */
struct recording {
    struct input_event events[RECORDING_MAX];
    size_t count;
};

static void record(struct recording *recording, unsigned type, unsigned code, int value)
{
    assert_true(recording->count < RECORDING_MAX);
    recording->events[recording->count++] =
        (struct input_event){.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
}

static void record_key(struct recording *recording, unsigned key)
{
    record(recording, EV_MSC, MSC_SCAN, (int)(0x70000 + scancode_from_linux(key)));
    record(recording, EV_KEY, key, 1);
    record(recording, EV_SYN, SYN_REPORT, 0);
    record(recording, EV_KEY, key, 0);
    record(recording, EV_SYN, SYN_REPORT, 0);
}

static void record_with(struct recording *recording, unsigned modifier, unsigned key)
{
    record(recording, EV_KEY, modifier, 1);
    record(recording, EV_SYN, SYN_REPORT, 0);
    record_key(recording, key);
    record(recording, EV_KEY, modifier, 0);
    record(recording, EV_SYN, SYN_REPORT, 0);
}

/* Digits, capitals (as shift and the key), GS, ']' and Enter on a US scanner. */
static void record_text(struct recording *recording, const char *text)
{
    static const unsigned digits[] = {
        KEY_0, KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_8, KEY_9};
    for (; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9') {
            record_key(recording, digits[*text - '0']);
        } else if (*text == 'C') {
            record_with(recording, KEY_LEFTSHIFT, KEY_C);
        } else if (*text == ']') {
            record_key(recording, KEY_RIGHTBRACE);
        } else if (*text == 0x1D) {
            record_with(recording, KEY_LEFTCTRL, KEY_RIGHTBRACE);
        } else {
            record_key(recording, *text == '\n' ? KEY_ENTER : KEY_TAB);
        }
    }
}

/* Feeds bytes in pieces of random size; codes are joined with '|'. */
static void decode_in_pieces(const struct recording *recording, enum scanner_layout layout,
    uint32_t seed, size_t piece_max, char *out, size_t capacity)
{
    struct evdev_decoder decoder;
    const unsigned char *bytes = (const unsigned char *)recording->events;
    size_t left = recording->count * sizeof(recording->events[0]);
    char text[SCANNER_TEXT_MAX];
    out[0] = '\0';
    evdev_decoder_begin(&decoder, layout);
    while (left > 0) {
        seed = seed * 1664525U + 1013904223U;
        size_t piece = 1 + (seed >> 8) % piece_max;
        piece = piece < left ? piece : left;
        left -= piece;
        while (evdev_decoder_feed(&decoder, &bytes, &piece, 1000, text)) {
            size_t size = strlen(out);
            snprintf(out + size, capacity - size, "%s|", text);
        }
    }
}

static void cuts_do_not_matter(void **state)
{
    (void)state;
    struct recording recording = {.count = 0};
    record_text(&recording,
        "4006381333931\n]C1010400638133393\x1D"
        "10C\t7\n12\n");
    for (uint32_t seed = 0; seed < 500; seed++) {
        char out[256];
        decode_in_pieces(
            &recording, SCANNER_LAYOUT_US, seed, seed % 2 == 0 ? 7 : 200, out, sizeof(out));
        assert_string_equal(out,
            "4006381333931|]C1010400638133393\x1D"
            "10C|7|12|");
    }
}

static void layout_is_the_scanners(void **state)
{
    (void)state;
    struct recording recording = {.count = 0};
    char out[256];
    record_key(&recording, KEY_Z);
    record_with(&recording, KEY_RIGHTALT, KEY_Q);
    record_with(&recording, KEY_RIGHTSHIFT, KEY_7);
    record_key(&recording, KEY_ENTER);
    decode_in_pieces(&recording, SCANNER_LAYOUT_DE, 1, 64, out, sizeof(out));
    assert_string_equal(out, "y@/|");
}

static void lost_events_lose_the_code(void **state)
{
    (void)state;
    struct recording recording = {.count = 0};
    char out[256];
    record_text(&recording, "400638");
    record(&recording, EV_KEY, KEY_LEFTSHIFT, 1); /* its release is what is lost */
    record(&recording, EV_SYN, SYN_DROPPED, 0);
    record(&recording, EV_KEY, KEY_9, 1);
    record(&recording, EV_SYN, SYN_REPORT, 0);
    record_text(&recording, "\n4006381333931\n");
    decode_in_pieces(&recording, SCANNER_LAYOUT_US, 1, 64, out, sizeof(out));
    assert_string_equal(out, "4006381333931|");
}

static void rest_of_a_torn_code_is_dropped(void **state)
{
    (void)state;
    struct recording recording = {.count = 0};
    char out[256];
    record_text(&recording, "400638");
    record(&recording, EV_SYN, SYN_DROPPED, 0);
    record(&recording, EV_SYN, SYN_REPORT, 0);
    record_text(&recording, "1333931\n12345670\n");
    decode_in_pieces(&recording, SCANNER_LAYOUT_US, 1, 64, out, sizeof(out));
    assert_string_equal(out, "12345670|");
}

static void repeats_type_nothing(void **state)
{
    (void)state;
    struct recording recording = {.count = 0};
    char out[256];
    record(&recording, EV_KEY, KEY_1, 1);
    for (int i = 0; i < 5; i++) {
        record(&recording, EV_KEY, KEY_1, 2);
    }
    record(&recording, EV_KEY, KEY_1, 0);
    record_text(&recording, "2\n");
    decode_in_pieces(&recording, SCANNER_LAYOUT_US, 1, 64, out, sizeof(out));
    assert_string_equal(out, "12|");
}

static void silence_ends_a_code_without_enter(void **state)
{
    (void)state;
    struct evdev_decoder decoder;
    struct recording recording = {.count = 0};
    char text[SCANNER_TEXT_MAX];
    record_text(&recording, "12345670");
    const unsigned char *bytes = (const unsigned char *)recording.events;
    size_t size = recording.count * sizeof(recording.events[0]);
    evdev_decoder_begin(&decoder, SCANNER_LAYOUT_US);
    assert_true(evdev_decoder_deadline_ms(&decoder) == INT64_MAX);
    assert_false(evdev_decoder_feed(&decoder, &bytes, &size, 1000, text));
    assert_true(evdev_decoder_deadline_ms(&decoder) == 1000 + EVDEV_SILENCE_MS);
    assert_false(evdev_decoder_tick(&decoder, 999 + EVDEV_SILENCE_MS, text));
    assert_true(evdev_decoder_tick(&decoder, 1000 + EVDEV_SILENCE_MS, text));
    assert_string_equal(text, "12345670");
    assert_false(evdev_decoder_tick(&decoder, 9000, text));
}

static void overlong_codes_are_cut(void **state)
{
    (void)state;
    struct evdev_decoder decoder;
    char text[SCANNER_TEXT_MAX];
    struct recording recording = {.count = 0};
    record_text(&recording, "7");
    evdev_decoder_begin(&decoder, SCANNER_LAYOUT_US);
    for (int i = 0; i < 3000; i++) {
        const unsigned char *bytes = (const unsigned char *)recording.events;
        size_t size = recording.count * sizeof(recording.events[0]);
        assert_false(evdev_decoder_feed(&decoder, &bytes, &size, 1000, text));
    }
    assert_true(evdev_decoder_tick(&decoder, 9000, text));
    assert_int_equal(strlen(text), SCANNER_TEXT_MAX - 1);
}

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
        cmocka_unit_test(cuts_do_not_matter),
        cmocka_unit_test(layout_is_the_scanners),
        cmocka_unit_test(lost_events_lose_the_code),
        cmocka_unit_test(rest_of_a_torn_code_is_dropped),
        cmocka_unit_test(repeats_type_nothing),
        cmocka_unit_test(silence_ends_a_code_without_enter),
        cmocka_unit_test(overlong_codes_are_cut),
        cmocka_unit_test(thread_hands_codes_over),
        cmocka_unit_test(full_queue_counts_what_it_drops),
        cmocka_unit_test(absent_device_is_told_and_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
