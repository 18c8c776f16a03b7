#ifndef TILLTALE_DOMAIN_OFFER_WORDS_H
#define TILLTALE_DOMAIN_OFFER_WORDS_H

/* Offer words: what an offer gives, for screens, posters and pages alike.
 *
 *     10 % off Beans        €2.00 off        Free: Flat white
 *     3 for the price of 2                   Beans: 3 for the price of 2
 *
 * The English stands in OFFER_TEXTS and is the key to its translations, which lie in the same
 * files as those of the screens (tests/tools/translations reads the table, too). */

#include <stdbool.h>

#include "domain/locale.h"
#include "domain/offer.h"

struct mo;

#define OFFER_WORDS_MAX (OFFER_TARGETS_BYTES * 2 + 256)

/* How it is said. */
struct offer_speech {
    const struct mo *mo; /* NULL: English */
    const struct locale *locale;
    const struct currency *currency;
    const char *things; /* names of what it is on; NULL: its categories and SKUs as they are */
    bool is_right_to_left;
};

/* "" for no offer. Returns out_words. */
const char *offer_words(
    const struct offer *offer, const struct offer_speech *speech, char out_words[OFFER_WORDS_MAX]);

/* "Once for each person", "Once for each code". */
const char *offer_once_words(bool is_by_person, const struct offer_speech *speech);

#endif
