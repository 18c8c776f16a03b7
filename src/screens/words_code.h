#ifndef TILLTALE_SCREENS_WORDS_CODE_H
#define TILLTALE_SCREENS_WORDS_CODE_H

/* Words about codes: what they give, whose they are, and what became of them. */

#include <stddef.h>

#include "domain/ticket.h"
#include "screens/view.h"
#include "screens/words.h"

/* How many codes of the ticket are shown: those that nobody took off, and visitors without a
 * campaign. */
size_t code_count(const struct app_view *view);

/* The touch that the chip names: the one whose discount is on the sale, else the last that counts,
 * else the first that is shown; touch_count if none is. */
size_t code_main_touch(const struct app_view *view);

/* True if the ticket is tied to this lead by a touch that is shown. */
bool code_lead_has_touch(const struct app_view *view, int64_t lead_id);

/* What a code gives or why it gives nothing: "10 % off Beans", "no discount", "over, and not counted". */
const char *words_code_state(
    const struct app_view *view, const struct ticket_touch *touch, char out[OFFER_WORDS_MAX]);

/* "Interested in Beans, Grinders. For them: 10 %." `offer` may be "". Returns out. */
const char *words_lead(const struct app_view *view, bool is_known, const char *interests,
    const char *offer, char *out, size_t capacity);

#endif
