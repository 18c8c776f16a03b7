/* The bytes of a scanner's input device become codes, wherever reads cut them; a code that the
 * kernel lost part of never comes. */

#include "tests/support.h"

#include "device/evdev_decoder.h"
#include "tests/device/recording.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
