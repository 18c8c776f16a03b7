#include "till/campaign_speech.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/mo.h"
#include "base/translations.h"
#include "store/catalogue.h"
#include "till/handle.h"

#define PATH_BYTES_MAX 4096

static const char *const TEXTS[CAMPAIGN_SAYS_COUNT] = {
    [CAMPAIGN_SAYS_SCAN] = "Scan this code with your phone, or show it at the counter.",
    [CAMPAIGN_SAYS_PHOTO] = "Take a photo of this code and show it at the counter.",
    [CAMPAIGN_SAYS_UNTIL] = "Until {1}",
    [CAMPAIGN_SAYS_BETWEEN] = "From {1} to {2}",
    [CAMPAIGN_SAYS_FROM] = "From {1}",
    [CAMPAIGN_SAYS_SHOW] = "Show this code at the counter.",
    [CAMPAIGN_SAYS_KEEP] = "Keep this page or take a picture of it. It works without a network.",
    [CAMPAIGN_SAYS_ENDED] = "This offer is over.",
    [CAMPAIGN_SAYS_LATER] = "This offer has not begun yet.",
    [CAMPAIGN_SAYS_NO_CODE] = "There is no code in this address. Please scan the code again.",
    [CAMPAIGN_SAYS_NO_SCRIPT] =
        "Your browser does not run scripts, so the code cannot be drawn. The sixteen letters and "
        "digits at the end of this page's address are the code: show them at the counter.",
    [CAMPAIGN_SAYS_NOTHING_SENT] = "This page sends nothing and sets no cookies.",
};

/* --- languages -------------------------------------------------------------------------------- */

static bool is_right_to_left(const char *language)
{
    static const char *const LANGUAGES[] = {"ar", "fa", "he", "ur"};
    for (size_t i = 0; i < ARRAY_LENGTH(LANGUAGES); i++) {
        if (strcmp(LANGUAGES[i], language) == 0) {
            return true;
        }
    }
    return false;
}

static struct mo *open_texts(const char *language)
{
    char path[PATH_BYTES_MAX];
    struct error ignored; /* English is as good an answer */
    struct mo *mo = NULL;
    for (size_t i = 0; mo == NULL && translations_folder(i, path, sizeof(path)); i++) {
        size_t size = strlen(path);
        int more =
            snprintf(path + size, sizeof(path) - size, "/%s/LC_MESSAGES/tilltale.mo", language);
        if (more < 0 || (size_t)more >= sizeof(path) - size || !mo_open(path, &mo, &ignored)) {
            mo = NULL;
        }
    }
    return mo;
}

void campaign_speech_open(
    const struct till *till, const char *language, struct campaign_speech *out_speech)
{
    memset(out_speech, 0, sizeof(*out_speech));
    (void)text_copy(out_speech->language, sizeof(out_speech->language), language);
    out_speech->is_right_to_left = is_right_to_left(language);
    out_speech->locale = locale_choose(language, till->shop.country);
    out_speech->mo = strcmp(language, "en") == 0 ? NULL : open_texts(language);
}

void campaign_speech_close(struct campaign_speech *speech)
{
    if (speech->mo != NULL) {
        mo_close(speech->mo);
    }
    speech->mo = NULL;
}

const char *campaign_speech_text(const struct campaign_speech *speech, enum campaign_says text)
{
    struct text_view said = {0};
    if (speech->mo != NULL) {
        said = mo_find(speech->mo, TEXTS[text]);
    }
    return said.size > 0 ? said.bytes : TEXTS[text];
}

size_t campaign_languages(const struct till *till, const struct campaign_card *card,
    char out_languages[CAMPAIGN_LANGUAGES_MAX][CAMPAIGN_LANGUAGE_BYTES])
{
    struct text_view rest = text_view_of(card->languages);
    struct text_view language;
    size_t count = 0;
    while (card->languages[0] != '\0' && count < CAMPAIGN_LANGUAGES_MAX &&
           text_view_split(&rest, ',', &language)) {
        (void)text_copy_view(
            out_languages[count++], CAMPAIGN_LANGUAGE_BYTES, text_view_trim(language));
    }
    if (count == 0) {
        (void)text_copy(out_languages[0], CAMPAIGN_LANGUAGE_BYTES,
            till->shop.language[0] != '\0' ? till->shop.language : "en");
        count = 1;
    }
    return count;
}

/* --- the offer -------------------------------------------------------------------------------- */

struct naming {
    struct text_out names;
};

static bool take_product(void *context, const struct product_row *row, struct error *err)
{
    struct naming *naming = context;
    (void)err;
    text_out_append_view(&naming->names, row->name);
    return true;
}

/* "Beans, Flat white": categories as they are, products by their names. */
static bool name_things(
    struct till *till, const struct offer *offer, struct naming *naming, struct error *err)
{
    struct text_view rest = text_view_of(offer->targets);
    struct text_view target;
    bool found;
    while (offer->targets[0] != '\0' && text_view_split(&rest, ';', &target)) {
        text_out_append(&naming->names, naming->names.size > 0 ? ", " : "");
        if (!product_find_row(till->store, target, take_product, naming, &found, err)) {
            return false;
        }
        if (!found) {
            text_out_append_view(&naming->names, target);
        }
    }
    return true;
}

bool campaign_offer_words(struct till *till, const struct campaign_card *card,
    const struct campaign_speech *speech, char out_words[OFFER_WORDS_MAX], struct error *err)
{
    char names[OFFER_TARGETS_BYTES * 2];
    struct naming naming = {.names = text_out_begin(names, sizeof(names))};
    const char *own = campaign_say(card, speech->language, CAMPAIGN_OFFER);
    if (own[0] != '\0') {
        return text_copy(out_words, OFFER_WORDS_MAX, own);
    }
    if (!name_things(till, &card->offer, &naming, err)) {
        return false;
    }
    struct offer_speech how = {.mo = speech->mo,
        .locale = speech->locale,
        .currency = till->shop.rules.currency,
        .things = names,
        .is_right_to_left = speech->is_right_to_left};
    offer_words(&card->offer, &how, out_words);
    return true;
}

/* --- how long --------------------------------------------------------------------------------- */

const char *campaign_last_day(const struct campaign_card *card, const char *ends_on)
{
    bool is_links =
        ends_on[0] != '\0' && (card->ends_on[0] == '\0' || strcmp(ends_on, card->ends_on) < 0);
    return is_links ? ends_on : card->ends_on;
}

static const char *print_day(
    const struct campaign_speech *speech, const char *day, char out[LOCALE_DATE_MAX])
{
    int32_t number;
    struct error ignored;
    out[0] = '\0';
    return day_parse(text_view_of(day), &number, &ignored)
               ? locale_print_date(speech->locale, number, out)
               : out;
}

static void fill(const char *text, const char *first, const char *second, struct text_out *out)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool is_place = at[0] == '{' && (at[1] == '1' || at[1] == '2') && at[2] == '}';
        if (!is_place) {
            text_out_append_char(out, *at);
            continue;
        }
        text_out_append(out, at[1] == '1' ? first : second);
        at += 2;
    }
}

void campaign_valid_words(const struct campaign_card *card, const char *ends_on, const char *today,
    const struct campaign_speech *speech, char out_words[NAME_BYTES])
{
    char from[LOCALE_DATE_MAX], to[LOCALE_DATE_MAX];
    struct text_out out = text_out_begin(out_words, NAME_BYTES);
    const char *last = campaign_last_day(card, ends_on);
    bool begins_later = card->starts_on[0] != '\0' && strcmp(card->starts_on, today) > 0;
    print_day(speech, card->starts_on, from);
    print_day(speech, last, to);
    if (begins_later && last[0] != '\0') {
        fill(campaign_speech_text(speech, CAMPAIGN_SAYS_BETWEEN), from, to, &out);
    } else if (begins_later) {
        fill(campaign_speech_text(speech, CAMPAIGN_SAYS_FROM), from, "", &out);
    } else if (last[0] != '\0') {
        fill(campaign_speech_text(speech, CAMPAIGN_SAYS_UNTIL), to, "", &out);
    }
}
