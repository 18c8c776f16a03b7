/* A scan comes out whole and as the scanner meant it, wherever a slow frame cuts it and whatever
 * layout the system has; what a person types comes out as typed; nothing is lost or reordered. */

#include "tests/support.h"

#include "base/compiler.h"
#include "device/wedge.h"

#define ENTER "\n"
#define OUT_MAX 4096

/* The key of a layout that makes `character`. "\n" is Enter, "\t" Tab, GS and FS with control. */
static struct wedge_key key_of(enum scanner_layout layout, const char *character)
{
    struct wedge_key key = {0};
    if (character[0] == '\n' || character[0] == '\t') {
        key.scancode = character[0] == '\n' ? SCANCODE_ENTER : SCANCODE_TAB;
        return key;
    }
    static const unsigned modifiers[] = {0, SCANCODE_SHIFT, SCANCODE_ALT_GR, SCANCODE_CONTROL};
    for (size_t m = 0; m < ARRAY_LENGTH(modifiers); m++) {
        for (unsigned scancode = 4; scancode <= 100; scancode++) {
            char text[SCANCODE_TEXT_MAX];
            scancode_text(layout, scancode, modifiers[m], text);
            if (text[0] != '\0' && strcmp(text, character) == 0) {
                key.scancode = scancode;
                key.modifiers = modifiers[m];
                return key;
            }
        }
    }
    fail_msg("no key for %s", character);
    return key;
}

/* A wedge, the keyboard it hears and what came out of it: keys as they were typed, a scan as
 * <text>. */
struct bench {
    struct wedge *wedge;
    enum scanner_layout scanner, host; /* where the keys are pressed; what the system makes */
    int64_t now_ms, quiet_until_ms;
    char out[OUT_MAX];
};

static struct bench bench_begin(enum scanner_layout scanner, enum scanner_layout host)
{
    return (struct bench){
        .wedge = wedge_open(scanner), .scanner = scanner, .host = host, .now_ms = 1000000};
}

static void take_all(struct bench *bench)
{
    struct wedge_key key;
    char text[SCANNER_TEXT_MAX];
    enum wedge_result result;
    size_t size = strlen(bench->out);
    while ((result = wedge_next(bench->wedge, &key, text)) != WEDGE_NOTHING) {
        if (result == WEDGE_SCAN) {
            size += (size_t)snprintf(bench->out + size, OUT_MAX - size, "<%s>", text);
        } else {
            const char *typed = key.scancode == SCANCODE_ENTER ? ENTER
                                : key.scancode == SCANCODE_TAB ? "\t"
                                : key.scancode == 80           ? "←"
                                                               : key.typed;
            size += (size_t)snprintf(bench->out + size, OUT_MAX - size, "%s", typed);
        }
        assert_true(size < OUT_MAX);
    }
}

static void press(struct bench *bench, struct wedge_key key)
{
    if (key.typed[0] == '\0' && (key.modifiers & SCANCODE_CONTROL) == 0) {
        scancode_text(bench->host, key.scancode, key.modifiers, key.typed);
    }
    key.after_ms = bench->quiet_until_ms;
    key.at_ms = bench->now_ms;
    wedge_feed(bench->wedge, &key);
    take_all(bench);
}

static void press_text(struct bench *bench, const char *text, size_t size)
{
    char character[8];
    for (size_t i = 0; i < size;) {
        size_t length = 1;
        while (i + length < size && (text[i + length] & 0xC0) == 0x80) {
            length++;
        }
        memcpy(character, text + i, length);
        character[length] = '\0';
        press(bench, key_of(bench->scanner, character));
        i += length;
    }
}

/* The loop looked, time went by, nothing was there. */
static void silence(struct bench *bench, int64_t time_ms)
{
    bench->now_ms += time_ms;
    bench->quiet_until_ms = bench->now_ms;
    wedge_tick(bench->wedge, bench->now_ms);
    take_all(bench);
}

/* A frame took so long; what is pressed next may have waited all the time. */
static void slow_frame(struct bench *bench, int64_t time_ms)
{
    bench->now_ms += time_ms;
}

static void type(struct bench *bench, const char *text, int64_t gap_ms)
{
    for (size_t i = 0; text[i] != '\0'; i++) {
        silence(bench, gap_ms);
        press_text(bench, text + i, 1);
    }
}

static void expect(struct bench *bench, const char *label, const char *wanted)
{
    if (strcmp(bench->out, wanted) != 0) {
        fail_msg("%s: came out as \"%s\", not \"%s\"", label, bench->out, wanted);
    }
    wedge_close(bench->wedge);
}

static void speed_decides(void **state)
{
    (void)state;
    static const struct {
        const char *label, *pressed, *out;
        int64_t gap_ms;
    } rows[] = {
        {"fast scanner", "4006381333931\n", "<4006381333931>", 2},
        {"slow scanner", "4006381333931\n", "<4006381333931>", 50},
        {"tab as suffix", "FLATW\t", "<FLATW>", 10},
        {"four characters", "AB12\n", "<AB12>", 5},
        {"three are typing", "AB1\n", "AB1\n", 5},
        {"a fast typist", "flat white\n", "flat white\n", 51},
        {"a person", "4006381333931\n", "4006381333931\n", 120},
        {"no suffix", "4006381333931", "4006381333931", 5},
        {"Enter alone", "\n\n", "\n\n", 100},
        {"two codes", "11112222\n33334444\n", "<11112222><33334444>", 5},
        {"a URL", "HTTPS://T.EXAMPLE/T/0123-ABCD\n", "<HTTPS://T.EXAMPLE/T/0123-ABCD>", 8},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
        type(&bench, rows[i].pressed, rows[i].gap_ms);
        silence(&bench, WEDGE_HOLD_MS);
        expect(&bench, rows[i].label, rows[i].out);
    }
}

/* A code that arrives while a frame is drawn bears one time and is still one code. */
static void one_pump_is_one_code(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    silence(&bench, 500);
    slow_frame(&bench, 900);
    press_text(&bench, "]C10104006381333931\n", 20);
    expect(&bench, "in one pump", "<]C10104006381333931>");
}

/* A slow frame in the middle of a code, at every place, does not split it; nor do two. */
static void slow_frames_split_no_code(void **state)
{
    (void)state;
    static const char code[] = "4006381333931\n";
    for (size_t first = 0; first < sizeof(code) - 1; first++) {
        for (size_t second = first; second < sizeof(code) - 1; second++) {
            struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
            silence(&bench, 500);
            press_text(&bench, code, first);
            slow_frame(&bench, 400);
            press_text(&bench, code + first, second - first);
            slow_frame(&bench, 70);
            press_text(&bench, code + second, sizeof(code) - 1 - second);
            expect(&bench, "cut by frames", "<4006381333931>");
        }
    }
}

/* Held keys come out at the latest WEDGE_HOLD_MS after the last one. */
static void typing_is_held_back_briefly(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    assert_true(wedge_deadline_ms(bench.wedge) == INT64_MAX);
    silence(&bench, 10);
    press_text(&bench, "a", 1);
    assert_true(wedge_deadline_ms(bench.wedge) == bench.now_ms + WEDGE_HOLD_MS);
    silence(&bench, WEDGE_HOLD_MS - 1);
    assert_string_equal(bench.out, "");
    silence(&bench, 1);
    assert_string_equal(bench.out, "a");
    assert_true(wedge_deadline_ms(bench.wedge) == INT64_MAX);
    expect(&bench, "held", "a");
}

/* The system's layout has no say in a code, and the scanner's none in typing. */
static void layouts_do_not_mix(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum scanner_layout scanner, host;
        const char *code;
    } rows[] = {
        {"US on a French system", SCANNER_LAYOUT_US, SCANNER_LAYOUT_FR, "0012345678905"},
        {"US on a German system", SCANNER_LAYOUT_US, SCANNER_LAYOUT_DE, "HTTPS://X.Y/T/A-Z[]{}@"},
        {"German on a US system", SCANNER_LAYOUT_DE, SCANNER_LAYOUT_US, "HTTPS://X.Y/T/A-Z[]{}@ß€"},
        {"French on a US system", SCANNER_LAYOUT_FR, SCANNER_LAYOUT_US, "HTTPS://X.Y/T/am1QW;,.?é"},
        {"French on a French one", SCANNER_LAYOUT_FR, SCANNER_LAYOUT_FR, "0012345678905"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct bench bench = bench_begin(rows[i].scanner, rows[i].host);
        char wanted[64];
        snprintf(wanted, sizeof(wanted), "<%s>", rows[i].code);
        silence(&bench, 100);
        press_text(&bench, rows[i].code, strlen(rows[i].code));
        press_text(&bench, ENTER, 1);
        expect(&bench, rows[i].label, wanted);
    }
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_FR);
    type(&bench, "1q", 100); /* the keys where a US keyboard has them */
    silence(&bench, WEDGE_HOLD_MS);
    expect(&bench, "typed on a French keyboard", "&a");
}

/* With the system's layout, what it made of the keys is the code. */
static void host_layout_takes_what_was_typed(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_HOST, SCANNER_LAYOUT_HOST);
    silence(&bench, 100);
    for (const char *digit = "12345"; *digit != '\0'; digit++) {
        struct wedge_key key = {.scancode = 30, .typed = {*digit}};
        press(&bench, key);
    }
    press(&bench, key_of(SCANNER_LAYOUT_US, ENTER));
    expect(&bench, "host", "<12345>");
}

static void control_characters_stay_in_codes(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_DE);
    static const char code[] =
        "]d2010400638133393110LOT7\x1D"
        "17261231\x1E\x1F"
        "3922450\n";
    silence(&bench, 100);
    press_text(&bench, code, sizeof(code) - 1);
    expect(&bench, "GS1",
        "<]d2010400638133393110LOT7\x1D"
        "17261231\x1E\x1F"
        "3922450>");

    /* Carriage return sent as Control and M; a code that begins with GS. */
    bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    silence(&bench, 100);
    press_text(&bench,
        "\x1D"
        "2112345",
        8);
    press(&bench, (struct wedge_key){.scancode = 16, .modifiers = SCANCODE_CONTROL});
    expect(&bench, "GS first, Control-M last",
        "<\x1D"
        "2112345>");
}

/* CR LF, or Tab and Enter: the second must not press a button. Later it is Enter again. */
static void second_suffix_is_dropped(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    type(&bench, "12345\n\n", 5);
    silence(&bench, 5);
    press(&bench, (struct wedge_key){.scancode = 13, .modifiers = SCANCODE_CONTROL});
    type(&bench, "\t\n", 5);
    assert_string_equal(bench.out, "<12345>");
    type(&bench, "\n", WEDGE_GAP_MAX_MS + 1);
    expect(&bench, "a person's Enter", "<12345>\n");
}

static void other_keys_end_a_burst(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    struct wedge_key left = {.scancode = 80};
    type(&bench, "1234", 5);
    press(&bench, left);
    type(&bench, "\n", 5);
    expect(&bench, "arrow", "1234←\n");

    /* A key that is held down repeats 30 times a second, which is as fast as a scanner. */
    bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    struct wedge_key repeated = key_of(SCANNER_LAYOUT_US, "0");
    type(&bench, "0", 5);
    repeated.is_repeat = true;
    for (int i = 0; i < 5; i++) {
        silence(&bench, 33);
        press(&bench, repeated);
    }
    type(&bench, "\n", 20);
    expect(&bench, "repeat", "000000\n");

    bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    type(&bench, "12345", 5);
    wedge_flush(bench.wedge);
    take_all(&bench);
    expect(&bench, "flush", "12345");
}

static void blocks_keep_their_lines(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    type(&bench, "BEGIN:VCARD\nFN:Mia Rose\nEND:VCARD\n", 4);
    assert_string_equal(bench.out, "<BEGIN:VCARD\nFN:Mia Rose\nEND:VCARD>");
    type(&bench, "\nBEGIN:VCARD\nFN:Cut\n", 4);
    silence(&bench, WEDGE_HOLD_MS);
    expect(&bench, "cut block", "<BEGIN:VCARD\nFN:Mia Rose\nEND:VCARD><BEGIN:VCARD\nFN:Cut\n>");

    /* A cut block, then a key before silence was noticed: the code first, then the key. */
    bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    type(&bench, "BEGIN:X\n1", 4);
    bench.now_ms += 500;
    bench.quiet_until_ms = bench.now_ms;
    press(&bench, (struct wedge_key){.scancode = 80});
    expect(&bench, "late", "<BEGIN:X\n1>←");
}

static void long_codes_are_cut_not_split(void **state)
{
    (void)state;
    struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
    silence(&bench, 100);
    for (int i = 0; i < 3000; i++) {
        press_text(&bench, "7", 1);
    }
    press_text(&bench, ENTER, 1);
    assert_int_equal(strlen(bench.out), SCANNER_TEXT_MAX - 1 + 2);
    assert_int_equal(bench.out[0], '<');
    bench.out[0] = '\0';
    type(&bench, "1234\n", 5);
    expect(&bench, "the next one", "<1234>");
}

/* Whatever the times, all that was pressed comes out once and in order. Seeded, so that a
 * failure comes again. */
static void nothing_is_lost(void **state)
{
    (void)state;
    uint32_t random = 20261123;
    for (int round = 0; round < 2000; round++) {
        struct bench bench = bench_begin(SCANNER_LAYOUT_US, SCANNER_LAYOUT_US);
        char in[256] = "";
        for (int i = 0; i < 40; i++) {
            random = random * 1664525U + 1013904223U;
            unsigned choice = random >> 24;
            bool after_end = i == 0 || in[i - 1] == '\n';
            char character[2] = {after_end || choice % 7 != 0 ? (char)('0' + choice % 10) : '\n'};
            if (choice % 3 == 0) {
                slow_frame(&bench, choice % 90);
            } else if (choice % 3 == 1) {
                silence(&bench, choice % 90);
            }
            press_text(&bench, character, 1);
            strcat(in, character);
        }
        silence(&bench, WEDGE_HOLD_MS);
        /* A scan lost its Enter and got brackets. */
        char out[OUT_MAX];
        size_t size = 0;
        for (const char *c = bench.out; *c != '\0'; c++) {
            if (*c != '<') {
                out[size++] = *c == '>' ? '\n' : *c;
            }
        }
        out[size] = '\0';
        if (strcmp(in, out) != 0) {
            fail_msg("round %d: %s became %s", round, in, bench.out);
        }
        wedge_close(bench.wedge);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speed_decides),
        cmocka_unit_test(one_pump_is_one_code),
        cmocka_unit_test(slow_frames_split_no_code),
        cmocka_unit_test(typing_is_held_back_briefly),
        cmocka_unit_test(layouts_do_not_mix),
        cmocka_unit_test(host_layout_takes_what_was_typed),
        cmocka_unit_test(control_characters_stay_in_codes),
        cmocka_unit_test(second_suffix_is_dropped),
        cmocka_unit_test(other_keys_end_a_burst),
        cmocka_unit_test(blocks_keep_their_lines),
        cmocka_unit_test(long_codes_are_cut_not_split),
        cmocka_unit_test(nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
