#ifndef TILLTALE_TILL_CAMPAIGN_SPEECH_H
#define TILLTALE_TILL_CAMPAIGN_SPEECH_H

/* Campaign speech: the words of ours on what leaves the house for a campaign, posters and pages, in
 * the campaign's languages. Translated in the files of the screens. Private to src/till. */

#include <stdbool.h>

#include "base/compiler.h"
#include "domain/locale.h"
#include "domain/offer_words.h"
#include "till/campaigns.h"

struct mo;
struct till;

enum campaign_says {
    CAMPAIGN_SAYS_SCAN,
    CAMPAIGN_SAYS_PHOTO,
    CAMPAIGN_SAYS_UNTIL,
    CAMPAIGN_SAYS_BETWEEN,
    CAMPAIGN_SAYS_FROM,
    CAMPAIGN_SAYS_SHOW,
    CAMPAIGN_SAYS_KEEP,
    CAMPAIGN_SAYS_ENDED,
    CAMPAIGN_SAYS_LATER,
    CAMPAIGN_SAYS_NO_CODE,
    CAMPAIGN_SAYS_NO_SCRIPT,
    CAMPAIGN_SAYS_NOTHING_SENT,
    CAMPAIGN_SAYS_COUNT
};

struct campaign_speech {
    char language[CAMPAIGN_LANGUAGE_BYTES];
    struct mo *mo; /* NULL: English */
    const struct locale *locale;
    bool is_right_to_left;
};

/* A language that we do not have is spoken in English; its direction and its way to write sums and
 * dates are its own. Never fails. */
void campaign_speech_open(
    const struct till *till, const char *language, struct campaign_speech *out_speech);
void campaign_speech_close(struct campaign_speech *speech);

const char *campaign_speech_text(const struct campaign_speech *speech, enum campaign_says text);

/* The languages of a campaign, the one that it begins in first; the shop's where it names none.
 * Returns how many. */
size_t campaign_languages(const struct till *till, const struct campaign_card *card,
    char out_languages[CAMPAIGN_LANGUAGES_MAX][CAMPAIGN_LANGUAGE_BYTES]);

/* What it gives: the campaign's own words, else ours with the products' names. */
MUST_CHECK bool campaign_offer_words(struct till *till, const struct campaign_card *card,
    const struct campaign_speech *speech, char out_words[OFFER_WORDS_MAX], struct error *err);

/* "Until 31.12.2026" on `today`; "" without an end. `ends_on` is the placement's, or "". */
void campaign_valid_words(const struct campaign_card *card, const char *ends_on, const char *today,
    const struct campaign_speech *speech, char out_words[NAME_BYTES]);

/* The earlier of the ends of campaign and placement; "" if neither ends. */
const char *campaign_last_day(const struct campaign_card *card, const char *ends_on);

#endif
