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

bool offer_parse(struct text_view text, const struct currency *currency, struct offer *out_offer,
    struct error *err)
{
    struct offer offer = {0};
    struct text_view value = text_view_trim(text);
    if (value.size > 0) {
        if (memchr(value.bytes, '\0', value.size) != NULL) {
            return error_set(err, ERROR_INVALID, "an offer is text without a NUL");
        }
        size_t on = find_on(value);
        if (on != SIZE_MAX) {
            struct text_view targets = {.bytes = value.bytes + on + 4, .size = value.size - on - 4};
            value.size = on;
            if (!parse_targets(targets, &offer, err)) {
                return false;
            }
        }
        if (!parse_value(value, currency, &offer, err)) {
            return false;
        }
    }
    *out_offer = offer;
    return true;
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
    }
    if (offer->targets[0] != '\0') {
        text_out_append(&out, " on ");
        text_out_append(&out, offer->targets);
    }
    ASSERT(!out.cut);
    return out_text;
}

bool offer_is_for_ticket(const struct offer *offer)
{
    return offer->kind != OFFER_NONE && offer->targets[0] == '\0';
}

bool offer_matches_line(const struct offer *offer, const char *sku, const char *category)
{
    if (offer->kind == OFFER_NONE || offer->targets[0] == '\0') {
        return false;
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
