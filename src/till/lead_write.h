#ifndef TILLTALE_TILL_LEAD_WRITE_H
#define TILLTALE_TILL_LEAD_WRITE_H

/* Lead, inside: what a capture and what is learned later check and write alike. Private to src/till.
 *
 * Checks fill `err` with the part that is wrong in front: "fields.email: ...". Writers need an open
 * bracket; rows name whoever is at the till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "till/lead.h"
#include "till/lead_box.h"

struct error;
struct till;

/* Any text up to so many bytes; `key` is the field's name, or "". */
MUST_CHECK bool lead_check_text(struct text_view text, size_t bytes_max, const char *what,
    struct text_view key, struct error *err);
MUST_CHECK bool lead_check_fields(const struct lead_field *fields, size_t count, struct error *err);
MUST_CHECK bool lead_check_rating(struct text_view rating, struct error *err);
MUST_CHECK bool lead_check_interests(
    const struct text_view *interests, size_t count, struct error *err);
/* `may_end`: "-" takes the date away. */
MUST_CHECK bool lead_check_follow_up(struct text_view day, bool may_end, struct error *err);
MUST_CHECK bool lead_check_consents(
    const struct lead_consent *consents, size_t count, struct error *err);

void lead_text_put(struct lead_text *text, enum lead_item_kind kind, struct text_view name,
    struct text_view value);

MUST_CHECK bool lead_write_consent(struct till *till, int64_t lead_id,
    const struct lead_consent *consent, bool is_withdrawal, const char *channel, int64_t at_ms,
    struct error *err);
/* rating, interests, follow_up */
MUST_CHECK bool lead_write_open_note(struct till *till, int64_t lead_id, const char *kind,
    struct text_view text, int64_t at_ms, struct error *err);
MUST_CHECK bool lead_write_interests(struct till *till, int64_t lead_id,
    const struct text_view *interests, size_t count, int64_t at_ms, struct error *err);
/* fields, note */
MUST_CHECK bool lead_write_sealed_note(struct till *till, int64_t lead_id, const char *kind,
    const struct lead_text *text, const uint8_t *public_key, int64_t at_ms, struct error *err);

#endif
