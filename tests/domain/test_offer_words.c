/* What an offer gives is said in whole phrases, with sums as the place writes them. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/offer_words.h"

static void says_every_kind(void **state)
{
    (void)state;
    static const struct {
        const char *offer, *locale, *things, *words;
    } rows[] = {
        {"", "en", NULL, ""},
        {"10%", "en", NULL, "10\xC2\xA0% off"},
        {"12.5% on Beans;FLATW", "de", NULL, "12,5\xC2\xA0% off Beans, FLATW"},
        {"2.00", "en", NULL, "€2 off"},
        {"2.50 on Beans", "en", "all beans", "€2.50 off all beans"},
        {"free FLATW", "en", "Flat white", "Free: Flat white"},
        {"3rd free", "en", NULL, "3 for the price of 2"},
        {"2nd free on Beans", "en", NULL, "Beans: 2 for the price of 1"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err;
        struct offer offer;
        char words[OFFER_WORDS_MAX];
        struct offer_speech speech = {.locale = locale_find(rows[i].locale),
            .currency = currency_find("EUR"),
            .things = rows[i].things};
        if (speech.locale == NULL) {
            speech.locale = locale_default();
        }
        assert_true(offer_parse(text_view_of(rows[i].offer), speech.currency, &offer, &err));
        assert_string_equal(offer_words(&offer, &speech, words), rows[i].words);
    }
}

/* Where the sentence runs the other way, what is filled in stands isolated. */
static void isolates_names(void **state)
{
    (void)state;
    struct offer offer = {.kind = OFFER_FREE, .value = 1, .targets = "FLATW"};
    struct offer_speech speech = {
        .locale = locale_default(), .currency = currency_find("EUR"), .is_right_to_left = true};
    char words[OFFER_WORDS_MAX];
    assert_string_equal(offer_words(&offer, &speech, words),
        "Free: \xE2\x81\xA8"
        "FLATW"
        "\xE2\x81\xA9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_every_kind),
        cmocka_unit_test(isolates_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
