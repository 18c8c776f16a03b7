/* What is said is said in the language of the view, with the form that the count wants, and sums and
 * days as its locale has them. */

#include "tests/support.h"

#include "base/error.h"
#include "screens/language.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "screens/words.h"

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define NBSP "\xC2\xA0"

struct speaker {
    struct language *language;
    struct till_shop shop;
    struct app_view view;
};

static void speaker_open(struct speaker *speaker, const char *code)
{
    enum language_id id;
    struct error err = {.code = ERROR_NONE};
    *speaker = (struct speaker){.shop = {.rules = {.currency = currency_find("EUR")}}};
    assert_true(language_find(code, &id));
    if (!language_open(id, TEST_LOCALE, &speaker->language, &err)) {
        fail_msg("%s", err.text);
    }
    speaker->view.shop = &speaker->shop;
    speaker->view.language = speaker->language;
    speaker->view.locale = locale_choose(code, "");
}

static void counts_have_their_form(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        uint64_t count;
        const char *said;
    } rows[] = {
        {"en", 0, "0 lines"},
        {"en", 1, "1 line"},
        {"en", 1234, "1,234 lines"},
        {"de", 1, "1 Zeile"},
        {"de", 0, "0 Zeilen"},
        {"fr", 0, "0 ligne"},
        {"fr", 1, "1 ligne"},
        {"fr", 2, "2 lignes"},
        {"es", 1, "1 línea"},
        {"es", 2, "2 líneas"},
        {"ar", 1, "سطر واحد"},
        {"ar", 2, "سطران"},
        {"ar", 3, "3 أسطر"},
        {"ar", 10, "10 أسطر"},
        {"ar", 11, "11 سطرًا"},
        {"ar", 99, "99 سطرًا"},
        {"ar", 100, "100 سطر"},
        {"ar", 103, "103 أسطر"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct speaker speaker;
        char said[WORDS_MAX];
        speaker_open(&speaker, rows[i].code);
        say_count(&speaker.view, said, sizeof said, TEXT_LINES, rows[i].count, NULL);
        if (strcmp(said, rows[i].said) != 0) {
            fail_msg("%s: %s instead of %s", rows[i].code, said, rows[i].said);
        }
        language_close(speaker.language);
    }
}

static void sums_and_days_follow(void **state)
{
    (void)state;
    static const struct {
        const char *code, *money, *day, *weekday, *pay;
    } rows[] = {
        {"en", "€1,234.50", "1 December", "Tuesday", "Pay €1,234.50"},
        {"de", "1.234,50" NBSP "€", "1. Dezember", "Dienstag", "Zahlen 1.234,50" NBSP "€"},
        {"fr",
            "1\xE2\x80\xAF"
            "234,50" NBSP "€",
            "1 décembre", "mardi",
            "Payer 1\xE2\x80\xAF"
            "234,50" NBSP "€"},
        {"es", "1234,50" NBSP "€", "1 de diciembre", "martes", "Cobrar 1234,50" NBSP "€"},
        {"ar", "1,234.50" NBSP "€", "1 ديسمبر", "الثلاثاء", "الدفع " FSI "1,234.50" NBSP "€" PDI},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct speaker speaker;
        char words[WORDS_MAX];
        char pay[2 * WORDS_MAX];
        speaker_open(&speaker, rows[i].code);
        assert_string_equal(words_day(&speaker.view, "2026-12-01", words), rows[i].day);
        assert_string_equal(words_weekday(&speaker.view, "2026-12-01", words), rows[i].weekday);
        assert_string_equal(words_money(&speaker.view, 123450, words), rows[i].money);
        say_with(&speaker.view, pay, sizeof pay, TEXT_PAY_AMOUNT, words, NULL);
        assert_string_equal(pay, rows[i].pay);
        language_close(speaker.language);
    }
}

/* A view without a language is English, and so is a language without its file. */
static void english_needs_no_file(void **state)
{
    (void)state;
    struct app_view view = {.language = NULL};
    struct error err = {.code = ERROR_NONE};
    struct language *language = NULL;
    char words[WORDS_MAX];
    assert_string_equal(say(&view, TEXT_TOTAL), "Total");
    assert_string_equal(words_day(&view, "2026-12-01", words), "1 December");
    assert_true(language_open(LANGUAGE_ENGLISH, "nowhere", &language, &err));
    view.language = language;
    assert_string_equal(say(&view, TEXT_TOTAL), "Total");
    language_close(language);
    assert_false(language_open(LANGUAGE_GERMAN, "nowhere", &language, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    language_close(NULL);
}

static void codes_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        bool is_known;
        enum language_id id;
    } rows[] = {
        {"de", true, LANGUAGE_GERMAN},
        {"de_AT", true, LANGUAGE_GERMAN},
        {"ar-KW", true, LANGUAGE_ARABIC},
        {"en", true, LANGUAGE_ENGLISH},
        {"", false, LANGUAGE_ENGLISH},
        {"d", false, LANGUAGE_ENGLISH},
        {"deu", false, LANGUAGE_ENGLISH},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        enum language_id id = LANGUAGE_ENGLISH;
        assert_int_equal(language_find(rows[i].code, &id), rows[i].is_known);
        assert_int_equal(id, rows[i].id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_their_form),
        cmocka_unit_test(sums_and_days_follow),
        cmocka_unit_test(english_needs_no_file),
        cmocka_unit_test(codes_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
