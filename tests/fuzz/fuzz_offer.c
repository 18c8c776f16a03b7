/* What an offer prints reads back as the same offer. */

#include <string.h>

#include "base/error.h"
#include "domain/offer.h"
#include "fuzz/fuzz.h"

void fuzz_one(const uint8_t *bytes, size_t size)
{
    const struct currency *currency = currency_find("EUR");
    struct error err;
    struct offer offer, again;
    char printed[OFFER_TEXT_MAX];
    if (!offer_parse((struct text_view){(const char *)bytes, size}, currency, &offer, &err)) {
        ASSERT(err.text[0] != '\0');
        return;
    }
    offer_print(&offer, currency, printed);
    ASSERT(offer_parse(text_view_of(printed), currency, &again, &err));
    ASSERT(again.kind == offer.kind && again.value == offer.value);
    ASSERT(strcmp(again.targets, offer.targets) == 0);
}
