#include "till/campaign_card.h"

#include <string.h>

#include "base/error.h"
#include "domain/money.h"

#define WORD_CHARACTERS_MAX 60 /* of a code or a channel */

static const char *const LIMITS[CAMPAIGN_LIMIT_COUNT] = {"none", "person", "token"};
static const char *const TEXT_NAMES[CAMPAIGN_TEXT_COUNT] = {
    [CAMPAIGN_HEADLINE] = "headline",
    [CAMPAIGN_SUBLINE] = "subline",
    [CAMPAIGN_BUTTON] = "button",
    [CAMPAIGN_DONE] = "done",
    [CAMPAIGN_OFFER] = "offer",
};

const char *campaign_limit_text(enum campaign_limit limit)
{
    ASSERT((unsigned)limit < CAMPAIGN_LIMIT_COUNT);
    return LIMITS[limit];
}

bool campaign_limit_parse(struct text_view text, enum campaign_limit *out_limit)
{
    for (int i = 0; i < CAMPAIGN_LIMIT_COUNT; i++) {
        if (text_view_equals(text, LIMITS[i])) {
            *out_limit = (enum campaign_limit)i;
            return true;
        }
    }
    *out_limit = text.size == 0 ? CAMPAIGN_LIMIT_NONE : *out_limit;
    return text.size == 0;
}

const char *campaign_text_name_text(enum campaign_text_name name)
{
    ASSERT((unsigned)name < CAMPAIGN_TEXT_COUNT);
    return TEXT_NAMES[name];
}

void campaign_card_init(struct campaign_card *card)
{
    memset(card, 0, sizeof(*card));
    card->budget_minor = CAMPAIGN_BUDGET_NONE;
}

bool campaign_runs_on(const struct campaign_card *card, const char *day)
{
    return (card->starts_on[0] == '\0' || strcmp(day, card->starts_on) >= 0) &&
           (card->ends_on[0] == '\0' || strcmp(day, card->ends_on) <= 0);
}

/* --- texts ----------------------------------------------------------------------------------- */

/* The index of a text; text_count if it is not there. */
static size_t find_text(
    const struct campaign_card *card, const char *language, enum campaign_text_name name)
{
    size_t index = 0;
    while (index < card->text_count && (card->texts[index].name != name ||
                                           strcmp(card->texts[index].language, language) != 0)) {
        index++;
    }
    return index;
}

const char *campaign_say(
    const struct campaign_card *card, const char *language, enum campaign_text_name name)
{
    char first[CAMPAIGN_LANGUAGE_BYTES] = "";
    (void)text_copy(first, sizeof(first), card->languages);
    const char *const languages[] = {language, "", first};
    for (size_t i = 0; i < ARRAY_LENGTH(languages); i++) {
        size_t index = find_text(card, languages[i], name);
        if (index < card->text_count) {
            return card->texts[index].text;
        }
    }
    return "";
}

static bool is_language(struct text_view text)
{
    return text.size == 2 && text.bytes[0] >= 'a' && text.bytes[0] <= 'z' && text.bytes[1] >= 'a' &&
           text.bytes[1] <= 'z';
}

static bool check_prose(
    const char *what, const char *text, size_t characters_max, bool may_be_empty, struct error *err)
{
    struct text_view view = text_view_of(text);
    if (!text_is_utf8(text, view.size, NULL)) {
        return error_set(err, ERROR_INVALID, "%s is not UTF-8", what);
    }
    if (!may_be_empty && text_view_trim(view).size == 0) {
        return error_set(err, ERROR_INVALID, "%s is missing", what);
    }
    if (text_view_count_characters(view) > characters_max) {
        return error_set(
            err, ERROR_INVALID, "%s has more than %zu characters", what, characters_max);
    }
    if (text_view_has_control(view)) {
        return error_set(err, ERROR_INVALID, "%s contains a control character", what);
    }
    return true;
}

bool campaign_set_text(struct campaign_card *card, const char *language,
    enum campaign_text_name name, const char *text, struct error *err)
{
    size_t index = find_text(card, language, name);
    bool is_new = index == card->text_count;
    if (language[0] != '\0' && !is_language(text_view_of(language))) {
        return error_set(err, ERROR_INVALID, "a language is two letters, as in de");
    }
    if (!check_prose(TEXT_NAMES[name], text, NAME_CHARACTERS_MAX, true, err)) {
        return false;
    }
    if (text[0] == '\0') {
        if (!is_new) {
            card->texts[index] = card->texts[--card->text_count];
        }
        return true;
    }
    if (is_new && card->text_count == CAMPAIGN_TEXTS_MAX) {
        return error_set(err, ERROR_LIMIT, "a campaign has at most %d texts", CAMPAIGN_TEXTS_MAX);
    }
    struct campaign_text *place = &card->texts[index];
    card->text_count += is_new;
    place->name = name;
    (void)text_copy(place->language, sizeof(place->language), language);
    (void)text_copy(place->text, sizeof(place->text), text);
    return true;
}

/* --- checks ---------------------------------------------------------------------------------- */

static bool check_word(const char *what, const char *text, struct error *err)
{
    return check_prose(what, text, WORD_CHARACTERS_MAX, false, err);
}

static bool check_days(const struct campaign_card *card, struct error *err)
{
    int32_t day;
    if ((card->starts_on[0] != '\0' && !day_parse(text_view_of(card->starts_on), &day, err)) ||
        (card->ends_on[0] != '\0' && !day_parse(text_view_of(card->ends_on), &day, err))) {
        return false;
    }
    bool is_backward = card->starts_on[0] != '\0' && card->ends_on[0] != '\0' &&
                       strcmp(card->ends_on, card->starts_on) < 0;
    return !is_backward || error_set(err, ERROR_INVALID, "the last day is before the first one");
}

static bool begins_with(struct text_view text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size > size && memcmp(text.bytes, prefix, size) == 0;
}

bool campaign_check_url(struct text_view url, struct error *err)
{
    if (url.size == 0) {
        return true;
    }
    bool is_plain = text_is_utf8(url.bytes, url.size, NULL) && !text_view_has_control(url) &&
                    memchr(url.bytes, ' ', url.size) == NULL;
    if (!is_plain || !(begins_with(url, "http://") || begins_with(url, "https://"))) {
        return error_set(
            err, ERROR_INVALID, "an address begins with http:// or https:// and has no blanks");
    }
    return url.size < CAMPAIGN_URL_BYTES ||
           error_set(err, ERROR_INVALID, "the address is too long");
}

bool campaign_check_utm(struct text_view utm, struct error *err)
{
    struct text_view rest = utm;
    struct text_view pair;
    if (!text_is_utf8(utm.bytes, utm.size, NULL) || text_view_has_control(utm) ||
        utm.size >= CAMPAIGN_URL_BYTES) {
        return error_set(err, ERROR_INVALID, "the UTM words are too long or no plain text");
    }
    while (utm.size > 0 && text_view_split(&rest, '&', &pair)) {
        const char *equals = pair.size > 0 ? memchr(pair.bytes, '=', pair.size) : NULL;
        if (equals == NULL || equals == pair.bytes || equals + 1 == pair.bytes + pair.size) {
            return error_set(err, ERROR_INVALID,
                "UTM words are pairs, as in utm_source=fair&utm_campaign=spring");
        }
    }
    return true;
}

bool campaign_check_colour(struct text_view colour, struct error *err)
{
    bool is_good = colour.size == 0 || colour.size == CAMPAIGN_COLOUR_BYTES - 1;
    for (size_t i = 0; is_good && i < colour.size; i++) {
        char c = colour.bytes[i];
        is_good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    }
    return is_good ||
           error_set(err, ERROR_INVALID, "a colour is six hexadecimal digits, as in 1F6B4A");
}

bool campaign_check_languages(struct text_view languages, struct error *err)
{
    char seen[CAMPAIGN_LANGUAGES_MAX][2];
    size_t count = 0;
    struct text_view rest = languages;
    struct text_view language;
    while (languages.size > 0 && text_view_split(&rest, ',', &language)) {
        if (!is_language(language)) {
            return error_set(err, ERROR_INVALID, "languages are two letters each, as in en,de,ar");
        }
        for (size_t i = 0; i < count; i++) {
            if (memcmp(seen[i], language.bytes, 2) == 0) {
                return error_set(err, ERROR_INVALID, "a language stands there twice");
            }
        }
        if (count == CAMPAIGN_LANGUAGES_MAX) {
            return error_set(
                err, ERROR_INVALID, "a campaign has at most %d languages", CAMPAIGN_LANGUAGES_MAX);
        }
        memcpy(seen[count++], language.bytes, 2);
    }
    return true;
}

bool campaign_check(const struct campaign_card *card, struct error *err)
{
    if (!check_word("the code", card->code, err) ||
        !check_prose("the name", card->name, NAME_CHARACTERS_MAX, false, err) ||
        !check_word("the channel", card->channel, err) || !check_days(card, err)) {
        return false;
    }
    if (card->budget_minor < CAMPAIGN_BUDGET_NONE || card->budget_minor > MONEY_MINOR_MAX) {
        return error_set(err, ERROR_INVALID, "the budget is 0 or more");
    }
    return campaign_check_url(text_view_of(card->landing_url), err) &&
           campaign_check_url(text_view_of(card->form_url), err) &&
           campaign_check_utm(text_view_of(card->utm), err) &&
           campaign_check_colour(text_view_of(card->ground_colour), err) &&
           campaign_check_colour(text_view_of(card->button_colour), err) &&
           campaign_check_languages(text_view_of(card->languages), err);
}

bool campaign_check_picture(struct text_view png, struct error *err)
{
    static const char signature[] = "\x89PNG\r\n\x1A\n";
    size_t size = sizeof(signature) - 1;
    if (png.size <= size || memcmp(png.bytes, signature, size) != 0) {
        return error_set(err, ERROR_INVALID, "the picture is no PNG file");
    }
    return png.size <= CAMPAIGN_PICTURE_BYTES_MAX ||
           error_set(err, ERROR_INVALID, "the picture has more than 1 MiB: make it smaller");
}
