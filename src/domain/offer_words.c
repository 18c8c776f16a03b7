#include "domain/offer_words.h"

#include <string.h>

#include "base/mo.h"
#include "domain/rate.h"

#define THINGS_MAX (OFFER_TARGETS_BYTES * 2)

enum offer_text {
    OFFER_TEXT_OFF,
    OFFER_TEXT_OFF_THINGS,
    OFFER_TEXT_FREE,
    OFFER_TEXT_NTH,
    OFFER_TEXT_NTH_THINGS,
    OFFER_TEXT_ONCE_PERSON,
    OFFER_TEXT_ONCE_CODE,
    OFFER_TEXT_COUNT
};

static const char *const OFFER_TEXTS[OFFER_TEXT_COUNT] = {
    [OFFER_TEXT_OFF] = "{1} off",
    [OFFER_TEXT_OFF_THINGS] = "{1} off {2}",
    [OFFER_TEXT_FREE] = "Free: {1}",
    [OFFER_TEXT_NTH] = "{1} for the price of {2}",
    [OFFER_TEXT_NTH_THINGS] = "{3}: {1} for the price of {2}",
    [OFFER_TEXT_ONCE_PERSON] = "Once for each person",
    [OFFER_TEXT_ONCE_CODE] = "Once for each code",
};

static const char *text_of(enum offer_text text, const struct offer_speech *speech)
{
    struct text_view said = {0};
    if (speech->mo != NULL) {
        said = mo_find(speech->mo, OFFER_TEXTS[text]);
    }
    return said.size > 0 ? said.bytes : OFFER_TEXTS[text];
}

/* Fills the places. What is filled into a sentence that runs the other way stands isolated
 * (U+2068, U+2069). */
static void fill(const char *text, const struct offer_speech *speech, const char *const parts[3],
    char out_words[OFFER_WORDS_MAX])
{
    struct text_out out = text_out_begin(out_words, OFFER_WORDS_MAX);
    for (const char *at = text; *at != '\0'; at++) {
        bool is_place = at[0] == '{' && at[1] >= '1' && at[1] <= '3' && at[2] == '}';
        if (!is_place) {
            text_out_append_char(&out, *at);
            continue;
        }
        text_out_append(&out, speech->is_right_to_left ? "\xE2\x81\xA8" : "");
        text_out_append(&out, parts[at[1] - '1']);
        text_out_append(&out, speech->is_right_to_left ? "\xE2\x81\xA9" : "");
        at += 2;
    }
}

/* "Beans, FLATW" */
static const char *things_of(
    const struct offer *offer, const struct offer_speech *speech, char things[THINGS_MAX])
{
    struct text_view rest = text_view_of(offer->targets);
    struct text_view target;
    struct text_out out = text_out_begin(things, THINGS_MAX);
    if (speech->things != NULL || offer->targets[0] == '\0') {
        return speech->things != NULL ? speech->things : "";
    }
    while (text_view_split(&rest, ';', &target)) {
        text_out_append(&out, out.size > 0 ? ", " : "");
        text_out_append_view(&out, target);
    }
    return things;
}

static void print_value(
    const struct offer *offer, const struct offer_speech *speech, char out[MONEY_TEXT_MAX])
{
    char plain[RATE_TEXT_MAX];
    char number[LOCALE_NUMBER_MAX];
    if (offer->kind == OFFER_AMOUNT) {
        locale_print_money(
            speech->locale, offer->value, speech->currency, MONEY_SYMBOL | MONEY_SHORT, out);
        return;
    }
    struct text_out words = text_out_begin(out, MONEY_TEXT_MAX);
    rate_print((uint32_t)offer->value, plain);
    text_out_append(&words, locale_print_number(speech->locale, plain, number));
    text_out_append(&words, "\xC2\xA0%");
}

const char *offer_words(
    const struct offer *offer, const struct offer_speech *speech, char out_words[OFFER_WORDS_MAX])
{
    char things[THINGS_MAX];
    char value[MONEY_TEXT_MAX];
    char paid[MONEY_TEXT_MAX];
    const char *on = things_of(offer, speech, things);
    bool has_things = on[0] != '\0';
    out_words[0] = '\0';
    struct text_out first = text_out_begin(value, sizeof(value));
    struct text_out second = text_out_begin(paid, sizeof(paid));
    switch (offer->kind) {
    case OFFER_NONE:
        break;
    case OFFER_PERCENT:
    case OFFER_AMOUNT:
        print_value(offer, speech, value);
        fill(text_of(has_things ? OFFER_TEXT_OFF_THINGS : OFFER_TEXT_OFF, speech), speech,
            (const char *const[]){value, on, ""}, out_words);
        break;
    case OFFER_FREE:
        fill(
            text_of(OFFER_TEXT_FREE, speech), speech, (const char *const[]){on, "", ""}, out_words);
        break;
    case OFFER_NTH:
        text_out_append_number(&first, offer->value, 1);
        text_out_append_number(&second, offer->value - 1, 1);
        fill(text_of(has_things ? OFFER_TEXT_NTH_THINGS : OFFER_TEXT_NTH, speech), speech,
            (const char *const[]){value, paid, on}, out_words);
        break;
    }
    return out_words;
}

const char *offer_once_words(bool is_by_person, const struct offer_speech *speech)
{
    return text_of(is_by_person ? OFFER_TEXT_ONCE_PERSON : OFFER_TEXT_ONCE_CODE, speech);
}
