#include "domain/offer.h"

#include <string.h>

#include "base/error.h"
#include "domain/rate.h"

/* The first space-enclosed "on"; its case does not matter. SIZE_MAX without one. */
static size_t find_on(struct text_view text)
{
    for (size_t i = 0; i + 4 <= text.size; i++) {
        const char *at = text.bytes + i;
        if (at[0] == ' ' && (at[1] | 0x20) == 'o' && (at[2] | 0x20) == 'n' && at[3] == ' ') {
            return i;
        }
    }
    return SIZE_MAX;
}

static bool parse_value(
    struct text_view text, const struct currency *currency, struct offer *offer, struct error *err)
{
    text = text_view_trim(text);
    if (text.size > 0 && text.bytes[text.size - 1] == '%') {
        uint32_t ppm;
        if (!rate_parse(text, &ppm, err)) {
            return false;
        }
        offer->kind = OFFER_PERCENT;
        offer->value = ppm;
    } else {
        if (!money_parse(text, currency, &offer->value, err)) {
            return false;
        }
        offer->kind = OFFER_AMOUNT;
    }
    if (offer->value <= 0) {
        return error_set(err, ERROR_INVALID, "an offer must be above 0");
    }
    return true;
}

static bool parse_targets(struct text_view text, struct offer *offer, struct error *err)
{
    struct text_out out = text_out_begin(offer->targets, sizeof(offer->targets));
    struct text_view target;
    size_t count = 0;
    while (text_view_split(&text, ';', &target)) {
        target = text_view_trim(target);
        if (target.size == 0) {
            continue;
        }
        text_out_append(&out, count > 0 ? ";" : "");
        text_out_append_view(&out, target);
        count++;
    }
    if (count == 0) {
        return error_set(err, ERROR_INVALID, "behind 'on' a category or SKU is missing");
    }
    if (out.cut || count > OFFER_TARGETS_MAX) {
        return error_set(err, ERROR_LIMIT,
            "an offer takes at most %d categories and SKUs of %d bytes together", OFFER_TARGETS_MAX,
            OFFER_TARGETS_BYTES - 1);
    }
    return true;
}

static bool is_word(struct text_view text, const char *word)
{
    size_t size = strlen(word);
    bool is_same = text.size == size;
    for (size_t i = 0; is_same && i < size; i++) {
        is_same = (text.bytes[i] | 0x20) == word[i];
    }
    return is_same;
}

/* Cuts the first word off, and the blanks behind it. */
static struct text_view cut_word(struct text_view *rest)
{
    struct text_view word;
    if (!text_view_split(rest, ' ', &word)) {
        word = (struct text_view){"", 0};
    }
    *rest = rest->bytes == NULL ? (struct text_view){"", 0} : text_view_trim(*rest);
    return word;
}

/* "3rd", "3": the number. 0: it is none. */
static int64_t read_ordinal(struct text_view text)
{
    static const char *const endings[] = {"", "st", "nd", "rd", "th"};
    int64_t number = 0;
    while (text.size > 0 && text.bytes[0] >= '0' && text.bytes[0] <= '9' && number < 1000) {
        number = number * 10 + (text.bytes[0] - '0');
        text.bytes++;
        text.size--;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(endings); i++) {
        if (is_word(text, endings[i])) {
            return number;
        }
    }
    return 0;
}

/* "free FLATW", "free on FLATW" */
static bool parse_free(struct text_view targets, struct offer *offer, struct error *err)
{
    struct text_view rest = targets;
    if (is_word(cut_word(&rest), "on") && rest.size > 0) {
        targets = rest;
    }
    offer->kind = OFFER_FREE;
    offer->value = 1;
    if (targets.size == 0) {
        return error_set(err, ERROR_INVALID, "behind 'free' a category or SKU is missing");
    }
    return parse_targets(targets, offer, err);
}

/* "3rd free", "3rd free on Beans". *out_is is false if the text is something else. */
static bool parse_nth(struct text_view text, struct offer *offer, bool *out_is, struct error *err)
{
    struct text_view rest = text;
    int64_t n = read_ordinal(cut_word(&rest));
    *out_is = n > 0 && is_word(cut_word(&rest), "free");
    if (!*out_is) {
        return true;
    }
    if (n < OFFER_NTH_MIN || n > OFFER_NTH_MAX) {
        return error_set(
            err, ERROR_INVALID, "one of every %d to %d can be free", OFFER_NTH_MIN, OFFER_NTH_MAX);
    }
    offer->kind = OFFER_NTH;
    offer->value = n;
    if (rest.size == 0) {
        return true;
    }
    if (!is_word(cut_word(&rest), "on")) {
        return error_set(err, ERROR_INVALID, "behind 'free' stands nothing, or 'on' and products");
    }
    return parse_targets(rest, offer, err);
}

static bool parse_off(
    struct text_view text, const struct currency *currency, struct offer *offer, struct error *err)
{
    size_t on = find_on(text);
    if (on != SIZE_MAX) {
        struct text_view targets = {.bytes = text.bytes + on + 4, .size = text.size - on - 4};
        text.size = on;
        if (!parse_targets(targets, offer, err)) {
            return false;
        }
    }
    return parse_value(text, currency, offer, err);
}

bool offer_parse(struct text_view text, const struct currency *currency, struct offer *out_offer,
    struct error *err)
{
    struct offer offer = {0};
    bool is_nth;
    struct text_view value = text_view_trim(text);
    struct text_view rest = value;
    if (value.size > 0) {
        if (memchr(value.bytes, '\0', value.size) != NULL) {
            return error_set(err, ERROR_INVALID, "an offer is text without a NUL");
        }
        if (is_word(cut_word(&rest), "free")) {
            if (!parse_free(rest, &offer, err)) {
                return false;
            }
        } else if (!parse_nth(value, &offer, &is_nth, err) ||
                   (!is_nth && !parse_off(value, currency, &offer, err))) {
            return false;
        }
    }
    *out_offer = offer;
    return true;
}

static bool begins_with_on(const char *targets)
{
    struct text_view rest = text_view_of(targets);
    return is_word(cut_word(&rest), "on") && rest.size > 0;
}

static const char *ordinal_ending(int64_t number)
{
    bool is_teen = number % 100 >= 11 && number % 100 <= 13;
    return is_teen            ? "th"
           : number % 10 == 1 ? "st"
           : number % 10 == 2 ? "nd"
           : number % 10 == 3 ? "rd"
                              : "th";
}

const char *offer_print(
    const struct offer *offer, const struct currency *currency, char out_text[OFFER_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, OFFER_TEXT_MAX);
    char value[MONEY_TEXT_MAX];
    static_assert(MONEY_TEXT_MAX >= RATE_TEXT_MAX, "either value fits");
    switch (offer->kind) {
    case OFFER_NONE:
        return out_text;
    case OFFER_PERCENT:
        text_out_append(&out, rate_print((uint32_t)offer->value, value));
        text_out_append(&out, "%");
        break;
    case OFFER_AMOUNT:
        text_out_append(&out, money_print(offer->value, currency, value));
        break;
    case OFFER_FREE:
        /* One whose name begins with that word is not taken for it when it is read back. */
        text_out_append(&out, begins_with_on(offer->targets) ? "free on " : "free ");
        text_out_append(&out, offer->targets);
        return out_text;
    case OFFER_NTH:
        text_out_append_number(&out, offer->value, 1);
        text_out_append(&out, ordinal_ending(offer->value));
        text_out_append(&out, " free");
        break;
    }
    if (offer->targets[0] != '\0') {
        text_out_append(&out, " on ");
        text_out_append(&out, offer->targets);
    }
    ASSERT(!out.cut);
    return out_text;
}

bool offer_is_of_units(const struct offer *offer)
{
    return offer->kind == OFFER_FREE || offer->kind == OFFER_NTH;
}

bool offer_is_for_ticket(const struct offer *offer)
{
    return (offer->kind == OFFER_PERCENT || offer->kind == OFFER_AMOUNT) &&
           offer->targets[0] == '\0';
}

bool offer_matches_line(const struct offer *offer, const char *sku, const char *category)
{
    if (offer->kind == OFFER_NONE || offer->targets[0] == '\0') {
        return offer_is_of_units(offer);
    }
    struct text_view rest = text_view_of(offer->targets);
    struct text_view target;
    while (text_view_split(&rest, ';', &target)) {
        if (text_view_equals(target, sku) || text_view_equals(target, category)) {
            return true;
        }
    }
    return false;
}
